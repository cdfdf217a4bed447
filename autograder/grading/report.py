"""What grading says of one submission: the JSON of `passerelle grade --json`, schema 1."""

from __future__ import annotations

from typing import Literal

import msgspec

SCHEMA = 1

Status = Literal["passed", "failed", "blank", "error", "timeout", "memory", "crashed", "internal", "manual"]
"""How a task or a check ended. ``manual`` is a task that a person grades; ``internal`` is a fault of ours and never a
zero."""

_WORST_FIRST: tuple[Status, ...] = ("internal", "memory", "timeout", "crashed", "error", "failed", "blank", "passed")


class CheckReport(msgspec.Struct, frozen=True):
    """One check of a task."""

    id: str
    title: str
    status: Status
    message: str = ""
    """Why it did not pass, in the learner's language; empty where it passed. For instructors where hidden."""
    hidden: bool = False
    shown: str = ""
    """What the learner may read of it; not part of the JSON."""


class TaskReport(msgspec.Struct, frozen=True):
    """One task, with its points."""

    id: str
    title: str
    score: float
    max_score: float
    status: Status
    mistakes: tuple[str, ...] = ()
    """Names of the known mistakes that were recognised."""
    checks: tuple[CheckReport, ...] = ()
    manual: bool = False
    note: str = ""
    """What else the learner is told: that a later cell changed what this task needs."""

    @property
    def message(self) -> str:
        """What the learner reads first: of the first check that did not pass; empty where all did."""
        return next((check.shown for check in self.checks if check.status != "passed" and check.shown), "")


class EngineReport(msgspec.Struct, frozen=True):
    """How the work was run."""

    isolation: tuple[str, ...] = ()
    """The layers that held, outermost first; ``("none",)`` where submissions were trusted."""
    seconds: float = 0.0
    cpu_seconds: float = 0.0
    """Processor seconds of the student processes."""
    peak_memory_mb: float = 0.0


class Report(msgspec.Struct, frozen=True, omit_defaults=False):
    """One submission. A file that could not be graded has ``error`` and no score."""

    file: str
    exercise: str
    learner: str
    lang: str
    score: float | None
    max_score: float
    tasks: tuple[TaskReport, ...] = ()
    engine: EngineReport = EngineReport()
    kit: str = ""
    exercise_hash: str = ""
    variant: int | None = None
    graded_at: str = ""
    """UTC, ISO 8601."""
    flags: tuple[str, ...] = ()
    """Why a person should have a look, one sentence each, in the language of whoever grades."""
    error: str | None = None
    tests_shared: bool = False
    """Whether the tests ran in the process of the work, as those of a stock nbgrader assignment do."""

    @property
    def needs_person(self) -> bool:
        """Whether somebody should look at this submission."""
        return bool(self.flags) or self.error is not None

    def find_task(self, task_id: str) -> TaskReport:
        """Return the report on that task; raises ``KeyError``."""
        for task in self.tasks:
            if task.id == task_id:
                return task
        raise KeyError(task_id)


class CellRow(msgspec.Struct, frozen=True):
    """What the gradebook is told of one cell of a stock assignment."""

    scored: bool = False
    """Whether the cell has points to be written: those of a task are a person's."""
    score: float | None = None
    """``None`` where a person has to give it."""
    commented: bool = False
    """Whether the cell has a comment to be written."""
    comment: str | None = None


class Graded(msgspec.Struct, frozen=True):
    """A report, and the autograded notebook (nbformat 4.5 JSON; empty where there is none)."""

    report: Report
    notebook: bytes = b""
    notebooks: dict[str, bytes] = {}
    """The same for a stock assignment, which may have several, by their names."""
    rows: dict[str, dict[str, CellRow]] = {}
    """For a stock assignment, what the gradebook is told, by notebook and cell."""


def worst_status(statuses: list[Status]) -> Status:
    """Return the status of a task from those of its checks: the worst, ``passed`` where there are none."""
    return next((status for status in _WORST_FIRST if status in statuses), "passed")


_TASK_KEYS = ("id", "score", "max_score", "status", "mistakes")
_CHECK_KEYS = ("id", "title", "status", "message", "hidden")
_GRADED_KEYS = ("file", "exercise", "learner", "lang", "score", "max_score")
_LAST_KEYS = ("engine", "kit", "exercise_hash", "variant", "graded_at")


def encode_reports(reports: list[Report]) -> bytes:
    """Return the JSON document of `passerelle grade --json`: these keys, and no others."""
    return msgspec.json.encode({"schema": SCHEMA, "reports": [_to_public(report) for report in reports]})


def _to_public(report: Report) -> dict[str, object]:
    if report.error is not None:
        keys = ("file", "exercise", "learner", "error", "kit", "exercise_hash", "graded_at")
        return {key: getattr(report, key) for key in keys}
    tasks = [
        {key: getattr(task, key) for key in _TASK_KEYS}
        | ({"note": task.note} if task.note else {})
        | {"checks": [{key: getattr(check, key) for key in _CHECK_KEYS} for check in task.checks]}
        for task in report.tasks
    ]
    head = {key: getattr(report, key) for key in _GRADED_KEYS}
    last = {key: getattr(report, key) for key in _LAST_KEYS}
    return head | {"tasks": tasks} | last | ({"tests_shared": True} if report.tests_shared else {})


def is_blank(report: Report) -> bool:
    """Whether no task has an answer."""
    return bool(report.tasks) and all(task.status == "blank" for task in report.tasks)


def has_internal(report: Report) -> bool:
    """Whether a fault of ours kept part of the work from being graded: such a report holds no final score."""
    return any(task.status == "internal" for task in report.tasks)
