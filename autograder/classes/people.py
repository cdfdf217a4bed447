"""The people of a class, and which of them a name means: the whole name, in any script, or the class's own id.

A number of Moodle's says nothing: it is another for each assignment. A name that is almost somebody's is nobody's;
it is named as a hint to the person who decides.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from sqlalchemy import create_engine, text

from autograder.classes.course import Course
from autograder.classes.database import explain_database_errors, require_gradebook
from autograder.classes.filenames import fold

_DROPPED_BY_MOODLE = re.compile(r"[&<>\"`|':\\/\x00-\x1f]")
_NEAR = 3
"""Hints named at most."""


@dataclass(frozen=True)
class Person:
    """A learner of the gradebook."""

    id: str
    first_name: str = ""
    last_name: str = ""
    email: str = ""
    lms_user_id: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """The whole name, in both orders; none where only a part of it is known."""
        first, last = self.first_name.strip(), self.last_name.strip()
        if not first or not last:
            return tuple(filter(None, (first, last)))
        return (f"{first} {last}", f"{last} {first}")

    def describe(self) -> str:
        """Return the id, and the name where there is one."""
        return f"{self.id} ({self.names[0]})" if self.names else self.id


class Roster:
    """The learners that the gradebook knows, for names to be matched with."""

    def __init__(self, people: Iterable[Person], introduced: Collection[str] = ()) -> None:
        """``introduced`` are those whom their work brought in: nobody put them on a list."""
        self.people = {person.id: person for person in people}
        self.introduced = set(introduced)
        for learner in introduced:
            self.people.setdefault(learner, Person(learner))
        self.is_list = any(
            person.id not in self.introduced or person.names or person.email or person.lms_user_id
            for person in self.people.values()
        )
        """Whether somebody has put people on it: then a new id is a question, not a new learner."""
        self._by_id: dict[str, list[str]] = {}
        self._by_name: dict[str, list[str]] = {}
        self._by_squeezed: dict[str, list[str]] = {}
        for person in self.people.values():
            self._by_id.setdefault(fold(person.id), []).append(person.id)
            for name in person.names:
                for key in {fold(name), fold(_DROPPED_BY_MOODLE.sub("", name))}:
                    _add(self._by_name, key, person.id)
            for key in _squeeze(person):
                _add(self._by_squeezed, key, person.id)

    @property
    def has_names(self) -> bool:
        """Whether names are known."""
        return any(person.names for person in self.people.values())

    def find_names(self, name: str) -> list[str]:
        """Return the ids of those whose whole name that is; or whose id it is, where nobody is called so."""
        key = fold(_DROPPED_BY_MOODLE.sub("", name))
        found = self._by_name.get(fold(name)) or self._by_name.get(key)
        return list(found or self._find_with_id(name) or self._by_id.get(fold(name), []))

    def _find_with_id(self, name: str) -> list[str]:
        """« amartin Alice Martin »: some platforms put the account's name before or after the whole name."""
        words = fold(name).split(" ")
        for account, rest in ((words[0], words[1:]), (words[-1], words[:-1])):
            for learner in self._by_id.get(account, ()) if rest else ():
                if learner in self._by_name.get(" ".join(rest), ()):
                    return [learner]
        return []

    def find_squeezed(self, name: str) -> list[str]:
        """Return the ids of those whom Canvas calls so: last name, first name, without a space."""
        return list(self._by_squeezed.get(fold(name).replace(" ", ""), ()))

    def find_number(self, number: str) -> str:
        """Return who has that number as their user's number on the platform; empty where nobody has."""
        return next((person.id for person in self.people.values() if number and person.lms_user_id == number), "")

    def find_like(self, word: str) -> list[str]:
        """Return the ids of those whose id or name is almost ``word``: a hint for the person who decides."""
        key = flatten(word)
        rated = []
        for person in self.people.values():
            spellings = [flatten(person.id), *(flatten(name) for name in person.names)]
            rated.append(
                (min(_distance(key, spelling) / max(len(key), len(spelling), 1) for spelling in spellings), person.id)
            )
        return [learner for rate, learner in sorted(rated) if rate <= 0.34][:_NEAR]

    def find_slips(self, learner: str) -> list[str]:
        """Return the known ids that ``learner`` may be a slip of: another case, another accent, one letter."""
        plain = flatten(learner)
        found = []
        for known in self.people:
            other = flatten(known)
            numbered = re.sub(r"\d+", "", plain) == re.sub(r"\d+", "", other) and plain != other
            near = min(len(plain), len(other)) >= 3 and _distance(plain, other) == 1 and not numbered
            if known != learner and (plain == other or near):
                found.append(known)
        return found


def read_roster(course: Course, introduced: Collection[str] = ()) -> Roster:
    """Read the people of the gradebook."""
    require_gradebook(course)
    with explain_database_errors(course):
        engine = create_engine(course.db_url)
        try:
            with engine.connect() as connection:
                query = text("SELECT id, first_name, last_name, email, lms_user_id FROM student ORDER BY id")
                rows = connection.execute(query).all()
                # Whoever is there because of their work is not there because somebody listed them.
                came = {str(row[0]) for row in connection.execute(text("SELECT student_id FROM submitted_assignment"))}
        finally:
            engine.dispose()
    people = (Person(row[0], *(str(value or "") for value in row[1:])) for row in rows)
    return Roster(people, came | set(introduced))


def flatten(word: str) -> str:
    """Return ``word`` without case, accents or signs, in any script: for finding what is almost the same."""
    plain = unicodedata.normalize("NFKD", fold(word))
    return "".join(letter for letter in plain if letter.isalnum())


def _squeeze(person: Person) -> set[str]:
    """What Canvas makes of a sortable name, now and in its older versions, which dropped or lost accents."""
    first, last = person.first_name.strip(), person.last_name.strip()
    if not (first and last):
        return set()
    whole = unicodedata.normalize("NFC", f"{last}{first}".casefold())
    words = re.sub(r"[\W_]", "", whole)
    return {
        key
        for key in (
            words,
            re.sub(r"[^\w-]", "", whole),
            re.sub(r"[^a-z0-9]", "", words),
            re.sub(r"[^a-z0-9]", "", unicodedata.normalize("NFKD", words)),
        )
        if len(key) * 2 > len(words)
    }


def _add(table: dict[str, list[str]], key: str, learner: str) -> None:
    if key and learner not in table.setdefault(key, []):
        table[key].append(learner)


def _distance(left: str, right: str, limit: int = 40) -> int:
    """Return how many letters must be changed, added, left out or swapped; names longer than ``limit`` are cut."""
    left, right = left[:limit], right[:limit]
    before: list[int] = []
    row = list(range(len(right) + 1))
    for i, one in enumerate(left, 1):
        former, before, row = before, row, [i]
        for j, other in enumerate(right, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (one != other))
            if i > 1 and j > 1 and one == right[j - 2] and left[i - 2] == other:
                cost = min(cost, former[j - 2] + 1)
            row.append(cost)
    return row[-1]
