"""A check, and what came of it for one learner."""

from __future__ import annotations

from typing import Literal

import msgspec

from autograder.language import tr

Status = Literal["passed", "failed", "error", "timeout", "memory", "crashed", "internal"]


class Check(msgspec.Struct, frozen=True):
    """One pytest test of a task, as its author wrote it."""

    id: str
    task: str
    title: str
    weight: float = 1.0
    hidden: bool = False
    shown: str = ""
    """For a hidden check: the words that its author lets the learner read when it fails (``shown=`` of the marker)."""
    drawn: bool = False
    """Whether its examples are drawn by Hypothesis."""


class Message(msgspec.Struct, frozen=True):
    """What a learner reads of a failure: up to four short parts, each one sentence or two."""

    tried: str = ""
    expected: str = ""
    got: str = ""
    look: str = ""

    def __str__(self) -> str:
        return " ".join(part for part in (self.tried, self.expected, self.got, self.look) if part)


class CheckOutcome(msgspec.Struct, frozen=True):
    """What one check says of one learner's work."""

    id: str
    task: str
    title: str
    status: Status
    message: str = ""
    """The whole message: for the instructor, and for the learner where the check is not hidden."""
    hidden: bool = False
    mistakes: tuple[str, ...] = ()
    weight: float = 1.0
    parts: Message = Message()
    shown: str = ""
    edge: str = ""
    """The unusual value that the check tried, named: the empty list, a negative number."""
    detail: str = ""
    """For the log of the instructor, never for a learner: why the status is ``internal`` or the work ended."""

    @property
    def passed(self) -> bool:
        """Whether the check passed."""
        return self.status == "passed"

    def learner_message(self) -> str:
        """The message that may be shown to the learner: of a hidden check, neither title nor content."""
        if self.passed:
            return ""
        return describe_hidden(self.status, self.shown) if self.hidden else self.message


def describe_hidden(status: str, shown: str = "") -> str:
    """Return what a learner may read when a check that they cannot see does not pass."""
    if status in ("timeout", "memory", "crashed"):
        return tr("Une vérification que vous ne voyez pas a dû être arrêtée : votre code ne lui a pas répondu à temps.")
    if status == "internal":
        return tr(
            "Une vérification n’a pas pu se faire. Cela ne vient pas de vous, et la remise sera notée de nouveau."
        )
    if shown:
        return tr("Une vérification que vous ne voyez pas échoue : {words}", words=shown)
    return tr(
        "Une vérification que vous ne voyez pas échoue. "
        "Essayez votre réponse sur d’autres valeurs : vides, très grandes, inattendues."
    )


def share_passed(outcomes: list[CheckOutcome]) -> float:
    """Return the share of the weights whose checks passed, from 0 to 1; 0 where there are none."""
    total = sum(outcome.weight for outcome in outcomes)
    return sum(outcome.weight for outcome in outcomes if outcome.passed) / total if total else 0.0


class TaskResult(msgspec.Struct, frozen=True):
    """A task with what its checks say, as panels show it."""

    id: str
    title: str
    score: float
    max_score: float
    status: str
    checks: tuple[CheckOutcome, ...] = ()
    manual: bool = False


def sum_up(task_id: str, title: str, max_score: float, outcomes: list[CheckOutcome]) -> TaskResult:
    """Return the result of one task: its points are the share of its checks' weights that pass."""
    score = round(max_score * share_passed(outcomes), 2)
    status = next((outcome.status for outcome in outcomes if not outcome.passed), "passed")
    return TaskResult(task_id, title, score, max_score, status, tuple(outcomes))
