"""What is said of the figures of mutants."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from autograder.language import tr
from autograder.validate.equivalents import Equivalent
from autograder.validate.finding import Finding, MutationScore
from autograder.validate.subject import Subject

LOWEST_SHARE = 0.95
MOST_EQUIVALENT = 0.10


def judge_score(subject: Subject, score: MutationScore, adversarial: bool) -> Iterator[Finding]:
    """Yield what does not hold of one of the two figures."""
    rule = "adversaries" if adversarial else "mutants"
    if score.share < LOWEST_SHARE:
        sentence = (
            tr(
                "{killed} mutants malveillants sur {total} perdent des points ({share:.1%}) ; il en faut {lowest:.0%}. "
                "Ajoutez un presque juste à hidden.py, ou listez dans mutants.toml ceux qui se valent, avec la raison.",
                killed=score.killed,
                total=score.total - score.equivalent,
                share=score.share,
                lowest=LOWEST_SHARE,
            )
            if adversarial
            else tr(
                "{killed} mutants sur {total} perdent des points ({share:.1%}) ; il en faut {lowest:.0%}. "
                "Resserrez les vérifications, ou listez dans mutants.toml ceux qui se valent, avec la raison.",
                killed=score.killed,
                total=score.total - score.equivalent,
                share=score.share,
                lowest=LOWEST_SHARE,
            )
        )
        yield subject.find(rule, subject.solutions / "hidden.py", sentence)
    if score.total and score.equivalent / score.total > MOST_EQUIVALENT:
        yield subject.find(
            rule,
            subject.solutions / "mutants.toml",
            tr(
                "{count} mutants sur {total} sont dits équivalents ; {most:.0%} au plus. Simplifiez la réponse.",
                count=score.equivalent,
                total=score.total,
                most=MOST_EQUIVALENT,
            ),
        )


def judge_unused(subject: Subject, unused: Sequence[Equivalent]) -> Iterator[Finding]:
    """Yield the entries of mutants.toml that no mutant answers to."""
    for entry in unused:
        yield subject.find(
            "mutants",
            subject.solutions / "mutants.toml",
            tr("Aucun mutant ne correspond à cette entrée : retirez-la."),
            cell=f"{entry.task}: {entry.before}",
        )
