"""Every learner's mark at every exercise, as the gradebook has it; who has handed in nothing has no mark, not zero."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence

import msgspec
from sqlalchemy import create_engine, text

from autograder.classes.analysis import analyse_class
from autograder.classes.course import Course
from autograder.classes.database import explain_database_errors
from autograder.classes.states import name_state
from autograder.language import tr


class Person(msgspec.Struct, frozen=True):
    """A learner, as the gradebook knows them."""

    id: str
    first: str = ""
    last: str = ""
    email: str = ""
    platform_id: str = ""
    """Their own number in the platform, where the roster gave one."""

    @property
    def names(self) -> set[str]:
        """The whole name in both orders, made comparable."""
        both = {f"{self.first} {self.last}", f"{self.last} {self.first}", f"{self.last}, {self.first}"}
        return {fold(name) for name in both if name.strip(" ,")}


class Column(msgspec.Struct, frozen=True):
    """One exercise."""

    exercise: str
    title: str
    max_score: float


class Marks(msgspec.Struct, frozen=True):
    """The marks of a class."""

    columns: tuple[Column, ...]
    people: tuple[Person, ...]
    scores: dict[str, dict[str, float]]
    """Learner to exercise to points, less penalties; absent where there is no mark."""
    states: dict[str, dict[str, str]] = {}
    """Learner to exercise to the state of what they handed in, as the report and the class page have it."""
    waiting: tuple[tuple[str, str], ...] = ()
    """Files of which a person has to say whose they are, each with its exercise."""

    def name_state(self, person: Person, column: Column) -> str:
        """Return what the state of a learner's work is called."""
        return name_state(self.states.get(person.id, {}).get(column.exercise, "absent"))

    def find_score(self, person: Person, column: Column, scale: float = 1.0) -> float | None:
        """Return the points times ``scale``, rounded to a hundredth; ``None`` where there is no mark."""
        score = self.scores.get(person.id, {}).get(column.exercise)
        return None if score is None else round(score * scale, 2)

    def list_left_out(self, written: Iterable[str]) -> list[str]:
        """Return who has a mark and is not among those written, by id."""
        return sorted(self.scores.keys() - set(written))


def list_state_headings(marks: Marks) -> list[str]:
    """Return a heading for each exercise's state; none where no states are known."""
    return [f"{column.title}, {tr('état')}" for column in marks.columns] if marks.states else []


def list_states(marks: Marks, person: Person) -> list[str]:
    """Return the states of a learner's work, one an exercise."""
    return [marks.name_state(person, column) for column in marks.columns] if marks.states else []


def list_waiting_rows(marks: Marks) -> list[list[str]]:
    """Return a row without an id for each file of which a person has to say whose it is."""
    rows = []
    for source, exercise in marks.waiting:
        states = [name_state("unmatched") if column.exercise == exercise else "" for column in marks.columns]
        rows.append(["", source, "", *[""] * len(marks.columns), *states])
    return rows


def fold(name: str) -> str:
    """Return a name as two lists of people are compared: case, composition and spaces aside, every script kept."""
    return " ".join(unicodedata.normalize("NFC", unicodedata.normalize("NFKC", name).casefold()).split())


def read_marks(course: Course, exercises: Sequence[str] = ()) -> Marks:
    """Return the marks of these exercises, all by default."""
    analysis = analyse_class(course, list(exercises) or course.list_exercises(), names=True)
    states: dict[str, dict[str, str]] = {}
    scores: dict[str, dict[str, float]] = {}
    for exercise in analysis.exercises:
        for row in exercise.learners:
            states.setdefault(row.learner, {})[exercise.exercise] = row.state
            if row.submitted and row.score is not None:
                scores.setdefault(row.learner, {})[exercise.exercise] = row.score
    return Marks(
        columns=tuple(Column(e.exercise, e.title, e.max_score) for e in analysis.exercises),
        people=tuple(_read_people(course)),
        scores=scores,
        states=states,
        waiting=tuple((row.source, row.exercise) for row in analysis.waiting),
    )


def _read_people(course: Course) -> list[Person]:
    with explain_database_errors(course):
        engine = create_engine(course.db_url)
        try:
            with engine.connect() as connection:
                query = "SELECT id, first_name, last_name, email, lms_user_id FROM student ORDER BY last_name, id"
                rows = connection.execute(text(query)).all()
        finally:
            engine.dispose()
    return [Person(row[0], *(str(value or "") for value in row[1:])) for row in rows]
