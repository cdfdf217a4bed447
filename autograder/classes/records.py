"""The last report of each submission, kept as JSON in ``CLASS/passerelle/reports/NN-slug/LEARNER.json``.

The gradebook is the record of the scores; this is what it has no column for: checks, mistakes, why a person should
look, and what was graded, so that an unchanged submission is not graded again.
"""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import msgspec

from autograder.classes.course import Course
from autograder.grading.report import Report, has_internal, is_blank
from autograder.storage import write_whole

Problem = Literal["", "missing", "foreign", "unreadable", "refused"]
"""``missing``: a folder without the notebook. ``foreign``: refused unread. ``unreadable``: grading said why.
``refused``: this engine cannot grade the assignment here; nothing was changed."""


class Later(msgspec.Struct, frozen=True):
    """An attempt that came after the one that counts, and does not replace it."""

    time: str
    """UTC, ISO 8601; empty where it is unknown."""
    problem: str = ""
    """Why it cannot be read; empty where it can, and holds no answer."""
    digest: str = ""


class Record(msgspec.Struct, frozen=True):
    """What is known of one submission after grading."""

    learner: str
    exercise: str
    submission: str
    """SHA-256 of what was handed in."""
    release: str
    """Hash of the released exercise that it was graded with."""
    report: Report | None = None
    problem: Problem = ""
    notebook: str = ""
    """Which file of the submission was graded."""
    timestamp: str = ""
    """When it was handed in, UTC, ISO 8601; empty where that is unknown."""
    flags: tuple[str, ...] = ()
    """Why a person should look, beside the report's own reasons."""
    later: tuple[Later, ...] = ()
    """What came after this and does not replace it: unreadable, or without an answer."""
    schema: int = 1

    @property
    def is_work(self) -> bool:
        """Whether it was graded and holds an answer: then only what can be read and has one takes its place."""
        report = self.report
        graded = report is not None and report.error is None and not self.problem
        return graded and report is not None and not is_blank(report)

    @property
    def damaged_later(self) -> bool:
        """Whether something came later that cannot be read."""
        return any(later.problem for later in self.later)

    def knows(self, digest: str) -> bool:
        """Whether a submission is what was graded, or was put aside since."""
        return digest == self.submission or any(digest == later.digest for later in self.later)

    @property
    def reasons(self) -> tuple[str, ...]:
        """Every reason for a person to look."""
        found = list(self.flags)
        if self.report is not None:
            found += [self.report.error] if self.report.error else []
            found += self.report.flags
        return tuple(dict.fromkeys(found))

    @property
    def final(self) -> bool:
        """Whether grading the same work again would say the same: a fault of ours would not."""
        if self.problem in ("foreign", "refused"):
            return False
        return self.report is None or (self.report.error is None and not has_internal(self.report))


def record_path(course: Course, exercise: str, learner: str) -> Path:
    """The file of one record."""
    return course.own / "reports" / exercise / f"{learner}.json"


def write_record(course: Course, record: Record) -> None:
    """Write a record whole."""
    path = record_path(course, record.exercise, record.learner)
    write_whole(path, msgspec.json.encode(record) + b"\n", durable=False)


def read_record(course: Course, exercise: str, learner: str) -> Record | None:
    """Read a record; ``None`` where there is none, or where it is damaged: the work is then graded again."""
    try:
        return msgspec.json.decode(record_path(course, exercise, learner).read_bytes(), type=Record)
    except (OSError, msgspec.DecodeError):
        return None


def read_records(course: Course, exercise: str) -> list[Record]:
    """Read every record of an exercise, in the order of the learners' ids."""
    folder = course.own / "reports" / exercise
    found = (read_record(course, exercise, path.stem) for path in sorted(folder.glob("*.json")))
    return [record for record in found if record is not None]
