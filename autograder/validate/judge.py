"""Grades one task of one changed answer after the other, with short limits."""

from __future__ import annotations

import msgspec

from autograder.content.exercise import Task
from autograder.errors import StudentGone
from autograder.grading.bundle import Bundle
from autograder.grading.one import configure_sandbox, grade_bytes
from autograder.language import SOURCE_LANGUAGE
from autograder.sandbox.sandbox import Sandbox
from autograder.validate.mutant import Mutant
from autograder.validate.subject import Subject

# A mutant of a loop's condition often never ends; nobody is waiting to read what it would have said.
_CALL_SECONDS = 1.0
_CELL_SECONDS = 2.0


class Judge:
    """One sandbox, open for as long as there are answers to judge."""

    def __init__(self, subject: Subject) -> None:
        self._subject = subject
        self._known: dict[tuple[str, str, str], float] = {}
        self.bundle = Bundle(subject.kit, subject.id)
        config = configure_sandbox(self.bundle)
        limits = msgspec.structs.replace(
            config.limits,
            call_seconds=min(_CALL_SECONDS, config.limits.call_seconds),
            cell_seconds=min(_CELL_SECONDS, config.limits.cell_seconds),
        )
        self.box = Sandbox(msgspec.structs.replace(config, limits=limits))

    def __enter__(self) -> Judge:
        self.box.__enter__()
        return self

    def __exit__(self, *exception: object) -> None:
        self.box.__exit__(None, None, None)

    def notices(self, task: Task, mutant: Mutant) -> bool:
        """Whether the checks take points from this mutant; from one that builds on a mistake, as many as from that."""
        score = self.score(task, mutant.source)
        return score <= self.score(task, mutant.than) if mutant.than else score < task.points

    def score(self, task: Task, source: str, learner: str = "mutant") -> float:
        """The points of one task with ``source`` in its cell and the reference in all others."""
        key = (task.id, source, learner)
        if key not in self._known:
            self._known[key] = self._grade(task, source, learner)
        return self._known[key]

    def _grade(self, task: Task, source: str, learner: str) -> float:
        sheet = self._subject.sheet(SOURCE_LANGUAGE)
        data = sheet.fill(sheet.reference | {task.id: source})
        try:
            graded = grade_bytes(self.bundle, self.box, data, name=self._subject.id, learner=learner, only=[task.id])
        except StudentGone:
            return 0.0
        return graded.report.find_task(task.id).score
