"""The state of what a learner handed in, in one place: gradebook, CSV, report, class page and feedback all ask here.

One attempt counts. Those that came later and do not count, damaged or without an answer, are named with the reason, to
the person who teaches and to the learner.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal
from zoneinfo import ZoneInfo

from autograder.classes.attempts import Attempt, describe_set_aside, list_set_aside
from autograder.classes.course import Course
from autograder.classes.records import Later, Record
from autograder.classes.times import open_zone, write_local
from autograder.grading.report import has_internal
from autograder.language import tr

State = Literal["absent", "ungraded", "graded", "unreadable", "waiting", "unmatched"]
"""``absent``: nothing was handed in. ``ungraded``: not looked at yet. ``waiting``: a person has to give a score, or the
grader failed. ``unmatched``: a person has to say whose it is."""


def find_state(submitted: bool, record: Record | None, needs_person: bool = False) -> State:
    """Return the state of what counts of a learner's at one exercise."""
    if record is None:
        return "ungraded" if submitted else "absent"
    if record.problem in ("unreadable", "missing", "foreign") or (record.report and record.report.error):
        return "unreadable"
    if record.problem == "refused" or needs_person or (record.report is not None and has_internal(record.report)):
        return "waiting"
    return "graded"


def name_state(state: str) -> str:
    """Return what a state is called."""
    return {
        "absent": tr("rien de remis"),
        "ungraded": tr("pas encore notée"),
        "graded": tr("notée"),
        "unreadable": tr("illisible"),
        "waiting": tr("attend une personne"),
        "unmatched": tr("sans propriétaire connu"),
    }.get(state, state)


def list_later(course: Course, learner: str, exercise: str, record: Record | None) -> list[Later]:
    """Return the later attempts that do not count, collected or found when grading, each once."""
    found = [_from_attempt(attempt) for attempt in list_set_aside(course, learner, exercise)]
    seen = {later.time[:19] for later in found}
    return found + [later for later in (record.later if record is not None else ()) if later.time[:19] not in seen]


def describe_later(later: Iterable[Later], zone: ZoneInfo) -> list[str]:
    """Say of each why it does not count."""
    sentences = []
    for one in later:
        attempt = Attempt("", "", one.time, problem=one.problem)
        when = write_local(attempt.when, zone) if one.time else tr("(date inconnue)")
        sentences.append(describe_set_aside(attempt, when))
    return sentences


def say_later(course: Course, learner: str, exercise: str, record: Record | None) -> list[str]:
    """Say what later attempts of a learner's do not count, and why."""
    return describe_later(list_later(course, learner, exercise, record), open_zone(course.file.timezone))


def _from_attempt(attempt: Attempt) -> Later:
    return Later(attempt.time, attempt.problem, attempt.digest)
