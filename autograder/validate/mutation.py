"""Mutants of an exercise's reference answers, each graded: how many do its checks notice?"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec

from autograder.content.exercise import Task
from autograder.content.tomlfile import read_toml
from autograder.errors import StudentGone
from autograder.grading.bundle import Bundle
from autograder.grading.one import configure_sandbox, grade_bytes
from autograder.language import SOURCE_LANGUAGE, tr
from autograder.sandbox.sandbox import Sandbox
from autograder.validate.finding import Finding, MutationScore
from autograder.validate.mutants import Mutant, make_mutants
from autograder.validate.subject import Subject

LOWEST_SHARE = 0.95
MOST_EQUIVALENT = 0.10
# A mutant of a loop's condition often never ends; nobody is waiting to read what it would have said.
_CALL_SECONDS = 1.0
_CELL_SECONDS = 2.0


class Equivalent(msgspec.Struct, frozen=True):
    """A mutant that behaves as the answer does, with the reason why no check can tell."""

    task: str
    before: str
    after: str
    reason: str


class EquivalentFile(msgspec.Struct, frozen=True):
    """``mutants.toml`` of an exercise."""

    equivalent: tuple[Equivalent, ...] = ()


def count_mutants(
    subject: Subject, progress: Callable[[int, int], None] | None = None
) -> tuple[MutationScore, list[Finding]]:
    """Grade every mutant of every task that is graded by checks; return the figure and what does not hold."""
    path = subject.solutions / "mutants.toml"
    listed = read_toml(path, EquivalentFile).equivalent if path.is_file() else ()
    work = [(task, mutant) for task in _list_tasks(subject) for mutant in _make(subject, task)]
    survivors: list[str] = []
    killed = equivalent = 0
    used: set[Equivalent] = set()
    with _Judge(subject) as judge:
        for number, (task, mutant) in enumerate(work, start=1):
            entry = _find_equivalent(listed, task.id, mutant)
            if entry is not None:
                equivalent += 1
                used.add(entry)
            elif judge.notices(task, mutant):
                killed += 1
            else:
                survivors.append(f"{task.id}\n{mutant.describe(subject.sheet(SOURCE_LANGUAGE).marked[task.id])}")
            if progress:
                progress(number, len(work))
    score = MutationScore(subject.id, len(work), killed, equivalent, tuple(survivors))
    return score, list(_judge_score(subject, score, [entry for entry in listed if entry not in used], path))


def _list_tasks(subject: Subject) -> Iterator[Task]:
    return (task for task in subject.exercise.tasks if not task.manual)


def _make(subject: Subject, task: Task) -> list[Mutant]:
    return make_mutants(subject.sheet(SOURCE_LANGUAGE).marked[task.id])


def _find_equivalent(listed: tuple[Equivalent, ...], task: str, mutant: Mutant) -> Equivalent | None:
    wanted = (task, mutant.before, mutant.after)
    return next((entry for entry in listed if (entry.task, entry.before, entry.after) == wanted), None)


class _Judge:
    """Grades one task of one mutant after the other, with short limits."""

    def __init__(self, subject: Subject) -> None:
        self._subject = subject
        self._bundle = Bundle(subject.kit, subject.id)
        config = configure_sandbox(self._bundle)
        limits = msgspec.structs.replace(
            config.limits,
            call_seconds=min(_CALL_SECONDS, config.limits.call_seconds),
            cell_seconds=min(_CELL_SECONDS, config.limits.cell_seconds),
        )
        self._box = Sandbox(msgspec.structs.replace(config, limits=limits))

    def __enter__(self) -> _Judge:
        self._box.__enter__()
        return self

    def __exit__(self, *exception: object) -> None:
        self._box.__exit__(None, None, None)

    def notices(self, task: Task, mutant: Mutant) -> bool:
        """Whether the checks take points from this mutant."""
        sheet = self._subject.sheet(SOURCE_LANGUAGE)
        data = sheet.fill(sheet.reference | {task.id: mutant.source})
        try:
            graded = grade_bytes(self._bundle, self._box, data, name=self._subject.id, learner="mutant", only=[task.id])
        except StudentGone:
            return True
        return graded.report.find_task(task.id).score < task.points


def _judge_score(subject: Subject, score: MutationScore, unused: list[Equivalent], path: Path) -> Iterator[Finding]:
    if score.share < LOWEST_SHARE:
        yield subject.find(
            "mutants",
            subject.solutions / "hidden.py",
            tr(
                "{killed} mutants sur {total} perdent des points ({share:.1%}) ; il en faut {lowest:.0%}. "
                "Resserrez les vérifications, ou listez dans mutants.toml ceux qui se valent, avec la raison.",
                killed=score.killed,
                total=score.total - score.equivalent,
                share=score.share,
                lowest=LOWEST_SHARE,
            ),
        )
    if score.total and score.equivalent / score.total > MOST_EQUIVALENT:
        yield subject.find(
            "mutants",
            path,
            tr(
                "{count} mutants sur {total} sont dits équivalents ; {most:.0%} au plus. Simplifiez la réponse.",
                count=score.equivalent,
                total=score.total,
                most=MOST_EQUIVALENT,
            ),
        )
    for entry in unused:
        yield subject.find(
            "mutants",
            path,
            tr("Aucun mutant ne correspond à cette entrée : retirez-la."),
            cell=f"{entry.task}: {entry.before}",
        )
