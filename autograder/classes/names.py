"""Whose a file is, and of which exercise, from its name or from Moodle's."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from pathlib import PurePath

from sqlalchemy import create_engine, text

from autograder.classes.course import Course
from autograder.classes.database import explain_database_errors, require_gradebook
from autograder.learner_ids import is_learner_id, normalise_learner_id

_COPY = re.compile(r"\s*\(\d+\)$")  # « file (1).zip », as browsers save a second time.
_MOODLE = re.compile(r"^(?P<name>.+)_(?P<number>\d+)_assignsubmission_[a-z]+_(?P<rest>.*)$", re.DOTALL)


@dataclass(frozen=True)
class Claim:
    """What a file's name says: ``LEARNER+NN-slug``."""

    learner: str
    exercise: str


@dataclass(frozen=True)
class MoodleName:
    """What Moodle's bulk download calls a learner: ``Full Name_12345_assignsubmission_file_``."""

    name: str
    number: str
    rest: str
    """What follows, where Moodle was asked not to make folders."""


def read_claim(filename: str, exercises: list[str]) -> Claim | None:
    """Read ``LEARNER+NN-slug.zip`` or ``.ipynb``; ``None`` where the name says nothing of the kind."""
    stem = _COPY.sub("", PurePath(filename).stem)
    learner, plus, exercise = stem.rpartition("+")
    learner = normalise_learner_id(learner)
    if not plus or exercise not in exercises or not is_learner_id(learner):
        return None
    return Claim(learner, exercise)


def read_moodle_name(part: str) -> MoodleName | None:
    """Read the folder's or the file's name of a Moodle bulk download."""
    found = _MOODLE.match(part)
    return MoodleName(found["name"], found["number"], found["rest"]) if found else None


class Roster:
    """The learners that the gradebook knows, for names to be matched with."""

    def __init__(self, course: Course) -> None:
        self._by_name: dict[str, set[str]] = {}
        self._by_number: dict[str, str] = {}
        require_gradebook(course)
        with explain_database_errors(course):
            engine = create_engine(course.db_url)
            try:
                with engine.connect() as connection:
                    rows = connection.execute(text("SELECT id, first_name, last_name, lms_user_id FROM student")).all()
            finally:
                engine.dispose()
        for row in rows:
            first, last = row.first_name or "", row.last_name or ""
            for spelling in (f"{first} {last}", f"{last} {first}", row.id):
                if spelling.strip():
                    self._by_name.setdefault(_simplify(spelling), set()).add(row.id)
            if row.lms_user_id:
                self._by_number[str(row.lms_user_id)] = row.id

    def find(self, moodle: MoodleName) -> str:
        """Return the learner whose full name, or number in Moodle, that is; empty where there is none, or two."""
        if moodle.number in self._by_number:
            return self._by_number[moodle.number]
        found = self._by_name.get(_simplify(moodle.name), set())
        return next(iter(found)) if len(found) == 1 else ""


def _simplify(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode("ascii")
    return " ".join(re.split(r"[^a-z0-9]+", plain.lower())).strip()
