"""The reference solution has every point in every language; the blank release has none, and nothing crashes."""

from __future__ import annotations

from collections.abc import Iterator

from autograder.errors import PasserelleError
from autograder.language import tr
from autograder.validate.finding import Finding
from autograder.validate.subject import Subject


def check_scores(subject: Subject) -> Iterator[Finding]:
    """Grade the reference answers and the blank release in each language."""
    if not subject.has_exercise:
        return
    for language in subject.editions:
        try:
            yield from _check_reference(subject, language)
            yield from _check_blank(subject, language)
        except PasserelleError as error:
            yield subject.find("scores", subject.solutions, str(error), lang=language)


def _check_reference(subject: Subject, language: str) -> Iterator[Finding]:
    report = subject.grade(language, subject.sheet(language).reference)
    for task in report.tasks:
        if task.manual or task.status == "passed":
            continue
        failing = next((check for check in task.checks if check.status != "passed"), None)
        yield subject.find(
            "scores",
            subject.solutions / "notebook.py",
            tr(
                "La solution de référence n’a pas tous les points ({score} sur {maximum}, {status}) : « {check} ». "
                "{message} Corrigez la solution ou la vérification.",
                score=task.score,
                maximum=task.max_score,
                status=task.status,
                check=failing.title if failing else "—",
                message=failing.message if failing else "",
            ),
            cell=task.id,
            lang=language,
        )


def _check_blank(subject: Subject, language: str) -> Iterator[Finding]:
    report = subject.grade(language, {}, learner="blank")
    for task in report.tasks:
        if task.status != "blank" or task.score != 0:
            yield subject.find(
                "scores",
                subject.kit.edition_folder(subject.id, language) / f"{subject.id}.ipynb",
                tr(
                    "Le carnet distribué, sans réponse, donne {score} points et l’état « {status} » : "
                    "il devrait donner 0 et « blank ».",
                    score=task.score,
                    status=task.status,
                ),
                cell=task.id,
                lang=language,
            )
