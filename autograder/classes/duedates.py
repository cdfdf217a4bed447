"""Due dates and extensions, as the gradebook has them and as the class's calendar counts them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import create_engine, select

from autograder.classes import tables
from autograder.classes.course import Course
from autograder.classes.database import explain_database_errors
from autograder.classes.times import add_calendar, open_zone


@dataclass
class DueDates:
    """The due dates of a class; times without a zone are UTC, as nbgrader keeps them."""

    zone: ZoneInfo
    dates: dict[str, datetime] = field(default_factory=dict)
    extensions: dict[tuple[str, str], timedelta] = field(default_factory=dict)
    """By exercise and learner."""

    def find(self, exercise: str, learner: str) -> datetime | None:
        """Return until when a learner may hand in, in UTC; ``None`` where nothing is due."""
        due = self.dates.get(exercise)
        if due is None:
            return None
        return extend(due, self.extensions.get((exercise, learner)), self.zone).replace(tzinfo=UTC)


def read_due_dates(course: Course) -> DueDates:
    """Read them."""
    result = DueDates(open_zone(course.file.timezone))
    assignment, submitted = tables.assignment, tables.submitted_assignment
    with explain_database_errors(course):
        engine = create_engine(course.db_url)
        try:
            with engine.connect() as connection:
                for name, due in connection.execute(select(assignment.c.name, assignment.c.duedate)):
                    if due is not None:
                        result.dates[name] = due
                query = select(assignment.c.name, submitted.c.student_id, submitted.c.extension).join(
                    assignment, assignment.c.id == submitted.c.assignment_id
                )
                for row in connection.execute(query.where(submitted.c.extension.is_not(None))):
                    result.extensions[row.name, row.student_id] = row.extension
        finally:
            engine.dispose()
    return result


def extend(due: datetime, extension: timedelta | None, zone: ZoneInfo) -> datetime:
    """Return a due date with its extension: whole days are days on the calendar of the class."""
    return add_calendar(due, extension, zone) if extension else due


def count_seconds_late(
    timestamp: datetime | None, duedate: datetime | None, extension: timedelta | None, zone: ZoneInfo | None = None
) -> float:
    """Return how late a submission is; 0 where a date is unknown.

    As nbgrader counts it, but that days of extension are days on the calendar of ``zone``; without one, 24 hours each.
    """
    if timestamp is None or duedate is None:
        return 0.0
    until = extend(duedate, extension, zone) if zone is not None else duedate + (extension or timedelta())
    return max(0.0, (timestamp - until).total_seconds())
