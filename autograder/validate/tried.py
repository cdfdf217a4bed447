"""What kept mistakes do: each graded once in each language, with what every check asked and what came."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from autograder.check.outcome import Check, CheckOutcome
from autograder.check.student import Student
from autograder.check.traces import write_record, write_trace
from autograder.grading.bundle import Bundle
from autograder.grading.report import Report


class Seen(msgspec.Struct, frozen=True):
    """One check of one work."""

    check: str
    hidden: bool
    status: str
    trace: str
    """What it last asked and what came; empty where that tells too little."""
    asked: tuple[str, ...]
    """Everything that it asked, and what came."""
    names: tuple[str, ...]
    """The mistakes that it named."""


class Tried(msgspec.Struct, frozen=True):
    """One graded work."""

    report: Report
    seen: tuple[Seen, ...]

    @property
    def named(self) -> set[str]:
        """The mistakes that its report names."""
        return {name for task in self.report.tasks for name in task.mistakes}


class Watch:
    """Notes what the checks of a bundle see, one work after the other."""

    def __init__(self) -> None:
        self._seen: list[Seen] = []

    def follow(self, bundle: Bundle, language: str) -> None:
        """Note what the checks of ``language`` see from now on."""
        bundle.find_suite(language).observer = self._note

    def take(self) -> tuple[Seen, ...]:
        """Return what was seen since the last time."""
        seen, self._seen = tuple(self._seen), []
        return seen

    def _note(self, check: Check, outcome: CheckOutcome, student: Student) -> None:
        asked = tuple(filter(None, (write_record(check, record) for record in student.log)))
        trace = "" if outcome.passed else write_trace(check, student)
        self._seen.append(Seen(check.id, check.hidden, outcome.status, trace, asked, outcome.mistakes))


def describe_behaviour(tried: Tried) -> Mapping[str, tuple[object, ...]]:
    """Return, by check, what sets one wrong work apart from another."""
    return {seen.check: (seen.status, seen.asked, seen.names) for seen in tried.seen}
