"""Mutants of an exercise's reference answers, each graded: how many do its checks notice?"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from autograder.content.exercise import Task
from autograder.language import SOURCE_LANGUAGE
from autograder.validate.adversaries import make_adversaries
from autograder.validate.equivalents import Equivalents
from autograder.validate.finding import Finding, MutationScore
from autograder.validate.judge import Judge
from autograder.validate.luck import find_luck
from autograder.validate.mutant import Mutant
from autograder.validate.mutants import make_mutants
from autograder.validate.share import judge_score, judge_unused
from autograder.validate.subject import Subject
from autograder.validate.surroundings import survey

Progress = Callable[[int, int], None]


def count_mutants(
    subject: Subject, progress: Progress | None = None
) -> tuple[tuple[MutationScore, MutationScore], list[Finding]]:
    """Grade every mutant of every task that is graded by checks, of the first order and adversarial.

    Returns the two figures and what does not hold.
    """
    listed = Equivalents(subject)
    tasks = [task for task in subject.exercise.tasks if not task.manual]
    with Judge(subject) as judge:
        around = survey(subject, judge.bundle, judge.box)
        marked = subject.sheet(SOURCE_LANGUAGE).marked
        first = [(task, mutant) for task in tasks for mutant in make_mutants(marked[task.id])]
        known = {mutant.source for _, mutant in first}
        others = [
            (task, mutant) for task in tasks for mutant in make_adversaries(marked[task.id], around[task.id], known)
        ]
        meter = _Meter(len(first) + len(others), progress)
        scores = (
            _count(subject, judge, first, listed, meter),
            _count(subject, judge, others, listed, meter),
        )
        luck = [*find_luck(subject, judge, first, "mutants"), *find_luck(subject, judge, others, "adversaries")]
    findings = [*judge_score(subject, scores[0], False), *judge_score(subject, scores[1], True), *luck]
    findings += judge_unused(subject, listed.unused)
    return scores, findings


class _Meter:
    """Counts over both sorts."""

    def __init__(self, total: int, progress: Progress | None) -> None:
        self._total, self._done, self._progress = total, 0, progress

    def step(self) -> None:
        """One more is done."""
        self._done += 1
        if self._progress:
            self._progress(self._done, self._total)


def _count(
    subject: Subject,
    judge: Judge,
    work: Sequence[tuple[Task, Mutant]],
    listed: Equivalents,
    meter: _Meter,
) -> MutationScore:
    survivors: list[str] = []
    killed = equivalent = 0
    for task, mutant in work:
        if listed.holds(task.id, mutant):
            equivalent += 1
        elif judge.notices(task, mutant):
            killed += 1
        else:
            survivors.append(_describe(subject, task, mutant))
        meter.step()
    return MutationScore(subject.id, len(work), killed, equivalent, tuple(survivors))


def _describe(subject: Subject, task: Task, mutant: Mutant) -> str:
    told = mutant.describe(subject.sheet(SOURCE_LANGUAGE).marked[task.id])
    if mutant.after not in told:
        told = f"{mutant.before} → {mutant.after}"
    return f"{task.id}{f' [{mutant.family}]' if mutant.family else ''}\n{told}"
