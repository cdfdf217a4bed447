"""What is known of a failure when its message is written, and what comes out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from autograder.check.outcome import Check, Message
from autograder.check.student import Record, Student


@dataclass(frozen=True)
class Comparison:
    """A comparison that did not hold."""

    sign: str
    left: Any
    right: Any


@dataclass(frozen=True)
class Failure:
    """Everything that is known of a check that did not pass."""

    check: Check
    error: BaseException
    student: Student
    records: tuple[Record, ...] = ()
    comparison: Comparison | None = None
    said: str = ""
    """The author's own message in the assert."""

    @property
    def last(self) -> Record | None:
        """The last thing that the check asked of the learner's work."""
        asked = [record for record in self.records if not record.name.startswith("builtins.")]
        return asked[-1] if asked else None

    @property
    def source(self) -> str:
        """The source of the task's answer cell, empty where it is not known."""
        return self.student.sources.get(self.check.task, "")


@dataclass(frozen=True)
class Explained:
    """The message, and the names of the mistakes that were recognised."""

    message: Message
    mistakes: tuple[str, ...] = ()
