"""The gradebook written in bulk: the same rows as nbgrader's own road, in few transactions, by one writer."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, bindparam, create_engine, event, insert, select, update
from sqlalchemy.exc import IntegrityError, OperationalError

from autograder.classes import tables
from autograder.classes.course import Course
from autograder.classes.database import LOCK_SECONDS, explain_database_errors
from autograder.classes.duedates import count_seconds_late
from autograder.classes.penalties import LatePenalties
from autograder.classes.rows import comment_cell, needs_manual_grade, score_cell
from autograder.classes.times import open_zone
from autograder.errors import ClassError
from autograder.grading.report import CellRow, Report
from autograder.language import tr

_ATTEMPTS = 3
_PARENTS_FIRST = (
    tables.student,
    tables.submitted_assignment,
    tables.submitted_notebook,
    tables.grade,
    tables.comment,
)


@dataclass(frozen=True)
class Entry:
    """What is to be written of one submission."""

    learner: str
    timestamp: datetime | None
    report: Report | None = None
    """``None`` leaves the scores as they are: new rows wait for a person."""
    folder: Path | None = None
    """Where the work lies: a notebook that is not in it has 0, as nbgrader has it. ``None`` leaves it as it is."""
    penalties_only: bool = False
    """The submission is unchanged; only its lateness may have been (a new due date, an extension)."""
    notebooks: frozenset[str] | None = None
    """Names of the notebooks that were graded; ``None`` for the one that is called as the exercise."""
    rows: Mapping[str, Mapping[str, CellRow]] = field(default_factory=dict)
    """What a stock assignment's cells are given, by notebook; a report of Passerelle's speaks for itself."""


@dataclass(frozen=True)
class _Cell:
    id: str
    name: str
    max_score: float | None
    """``None`` where the cell has no grade."""
    comment: bool


@dataclass
class _Structure:
    """The exercise as the gradebook knows it."""

    assignment: str
    duedate: datetime | None
    notebooks: dict[str, str]
    """Notebook id to its name."""
    cells: dict[str, list[_Cell]] = field(default_factory=dict)


class GradebookWriter:
    """Writes submissions of one exercise to the gradebook."""

    def __init__(self, course: Course, exercise: str, lock_seconds: float = LOCK_SECONDS) -> None:
        self.course = course
        self.exercise = exercise
        self.penalties = LatePenalties(course)
        # Somebody's own course keeps nbgrader's days of 24 hours.
        self._zone = None if course.adopted else open_zone(course.file.timezone)
        sqlite = course.gradebook_file is not None
        with explain_database_errors(course):
            self._engine = create_engine(course.db_url, connect_args={"timeout": lock_seconds} if sqlite else {})
            if sqlite:
                _begin_at_once(self._engine)
            with self._engine.begin() as connection:
                self._structure = self._read_structure(connection)

    def write(self, entries: Sequence[Entry]) -> None:
        """Write all ``entries`` in one transaction, or none; raises :class:`ClassError` or :class:`StorageError`."""
        if not entries:
            return
        with explain_database_errors(self.course):
            for attempt in range(_ATTEMPTS):
                try:
                    with self._engine.begin() as connection:
                        self._write(connection, entries)
                    return
                except (IntegrityError, OperationalError) as error:
                    # Another writer came in between (Formgrader, nbgrader autograde): read again, then write.
                    if attempt == _ATTEMPTS - 1 or not _is_conflict(error):
                        raise

    def list_graded(self) -> set[str]:
        """Learners who have a submission of this exercise in the gradebook."""
        with explain_database_errors(self.course), self._engine.connect() as connection:
            column = tables.submitted_assignment.c.student_id
            query = select(column).where(tables.submitted_assignment.c.assignment_id == self._structure.assignment)
            return set(connection.scalars(query))

    def close(self) -> None:
        """Let the database go."""
        self._engine.dispose()

    def _read_structure(self, connection: Connection) -> _Structure:
        found = connection.execute(
            select(tables.assignment.c.id, tables.assignment.c.duedate).where(tables.assignment.c.name == self.exercise)
        ).first()
        if found is None:
            raise ClassError(
                tr(
                    "L’exercice « {exercise} » n’est pas encore dans le carnet de notes. "
                    "Lancez `passerelle class release {course} {exercise}`.",
                    exercise=self.exercise,
                    course=self.course.root,
                )
            )
        rows = connection.execute(
            select(tables.notebook.c.id, tables.notebook.c.name).where(tables.notebook.c.assignment_id == found.id)
        )
        structure = _Structure(found.id, found.duedate, {row.id: row.name for row in rows})
        for notebook in structure.notebooks:
            structure.cells[notebook] = _read_cells(connection, notebook)
        return structure

    def _write(self, connection: Connection, entries: Sequence[Entry]) -> None:
        batch = _Batch(connection, self._structure, [entry.learner for entry in entries])
        batch.create_missing([entry for entry in entries if not entry.penalties_only])
        for entry in entries:
            if entry.learner not in batch.submissions:
                continue
            if not entry.penalties_only:
                self._fill(batch, entry)
            if entry.report is not None or entry.penalties_only:
                self._penalise(batch, entry)
        batch.save()

    def _fill(self, batch: _Batch, entry: Entry) -> None:
        submission = batch.submissions[entry.learner]
        if entry.timestamp is not None:
            submission["timestamp"] = entry.timestamp
        for notebook, name in self._structure.notebooks.items():
            if name in entry.rows:
                _fill_rows(batch, submission["id"], notebook, self._structure.cells[notebook], entry.rows[name])
            elif entry.report is not None and name == self.exercise and not entry.rows:
                _fill_cells(batch, submission["id"], notebook, self._structure.cells[notebook], entry.report)
            elif entry.folder is not None and not (entry.folder / f"{name}.ipynb").exists():
                for grade in batch.list_grades(submission["id"], notebook):
                    grade["auto_score"], grade["needs_manual_grade"] = 0.0, False

    def _penalise(self, batch: _Batch, entry: Entry) -> None:
        submission = batch.submissions[entry.learner]
        graded = {self.exercise} if entry.notebooks is None else entry.notebooks
        late = count_seconds_late(submission["timestamp"], self._structure.duedate, submission["extension"], self._zone)
        for notebook, name in self._structure.notebooks.items():
            if name not in graded or not self.penalties.enabled:
                continue
            score = sum(total_score(grade) for grade in batch.list_grades(submission["id"], notebook))
            penalty = self.penalties.compute(entry.learner, score, late) if late > 0 else None
            batch.notebooks[submission["id"], notebook]["late_submission_penalty"] = penalty


class _Batch:
    """The rows of some learners: read, completed, changed in memory, then saved where they differ."""

    def __init__(self, connection: Connection, structure: _Structure, learners: list[str]) -> None:
        self.connection = connection
        self.structure = structure
        self._inserts: dict[Any, list[dict[str, Any]]] = {}
        self._before: list[tuple[Any, dict[str, Any], dict[str, Any]]] = []
        table = tables.submitted_assignment
        self.submissions: dict[str, dict[str, Any]] = {
            row["student_id"]: row
            for row in self._read(table, table.c.student_id, learners)
            if row["assignment_id"] == structure.assignment
        }
        ids = [row["id"] for row in self.submissions.values()]
        table = tables.submitted_notebook
        self.notebooks = {
            (row["assignment_id"], row["notebook_id"]): row for row in self._read(table, table.c.assignment_id, ids)
        }
        ids = [row["id"] for row in self.notebooks.values()]
        table = tables.grade
        self.grades = {(row["notebook_id"], row["cell_id"]): row for row in self._read(table, table.c.notebook_id, ids)}
        table = tables.comment
        self.comments = {
            (row["notebook_id"], row["cell_id"]): row for row in self._read(table, table.c.notebook_id, ids)
        }

    def create_missing(self, entries: Iterable[Entry]) -> None:
        """Create students and submissions with the whole structure of the exercise, as nbgrader does."""
        learners = [entry.learner for entry in entries]
        known = {row["id"] for row in self._read(tables.student, tables.student.c.id, learners)}
        for learner in learners:
            if learner not in known:
                self._insert(tables.student, {"id": learner})
            if learner not in self.submissions:
                self._create_submission(learner)

    def list_grades(self, submission: str, notebook: str) -> list[dict[str, Any]]:
        """Grades of one submitted notebook."""
        handed_in = self.notebooks[submission, notebook]["id"]
        cells = self.structure.cells[notebook]
        return [self.grades[handed_in, cell.id] for cell in cells if (handed_in, cell.id) in self.grades]

    def save(self) -> None:
        """Insert the new rows, update those that changed."""
        for table in _PARENTS_FIRST:
            if table in self._inserts:
                self.connection.execute(insert(table), self._inserts[table])
        changed: dict[tuple[Any, tuple[str, ...]], list[dict[str, Any]]] = {}
        for table, row, before in self._before:
            names = tuple(name for name in row if row[name] != before[name])
            if names:
                values = {f"new_{name}": row[name] for name in names} | {"row_id": row["id"]}
                changed.setdefault((table, names), []).append(values)
        for (table, names), rows in changed.items():
            query = update(table).where(table.c.id == bindparam("row_id"))
            self.connection.execute(query.values({name: bindparam(f"new_{name}") for name in names}), rows)

    def _create_submission(self, learner: str) -> None:
        submission = self._insert(
            tables.submitted_assignment,
            {"assignment_id": self.structure.assignment, "student_id": learner, "timestamp": None, "extension": None},
        )
        self.submissions[learner] = submission
        for notebook in self.structure.notebooks:
            handed_in = self._insert(
                tables.submitted_notebook,
                {
                    "assignment_id": submission["id"],
                    "notebook_id": notebook,
                    "flagged": False,
                    "late_submission_penalty": None,
                },
            )
            self.notebooks[submission["id"], notebook] = handed_in
            for cell in self.structure.cells[notebook]:
                self._create_cell(handed_in["id"], cell)

    def _create_cell(self, notebook: str, cell: _Cell) -> None:
        place = {"notebook_id": notebook, "cell_id": cell.id}
        if cell.max_score is not None:
            row = {"auto_score": None, "manual_score": None, "extra_credit": None, "needs_manual_grade": True}
            self.grades[notebook, cell.id] = self._insert(tables.grade, place | row)
        if cell.comment:
            texts = {"auto_comment": None, "manual_comment": None}
            self.comments[notebook, cell.id] = self._insert(tables.comment, place | texts)

    def _insert(self, table: Any, row: dict[str, Any]) -> dict[str, Any]:
        row.setdefault("id", uuid.uuid4().hex)
        self._inserts.setdefault(table, []).append(row)
        return row

    def _read(self, table: Any, column: Any, values: list[str]) -> list[dict[str, Any]]:
        rows = []
        for start in range(0, len(values), 500):  # SQLite allows 999 values in older versions.
            found = self.connection.execute(select(table).where(column.in_(values[start : start + 500])))
            rows += [dict(row) for row in found.mappings()]
        self._before += [(table, row, dict(row)) for row in rows]  # What it was, to update only what changed.
        return rows


def total_score(grade: Mapping[str, Any]) -> float:
    """Return a grade's score as nbgrader computes it: the manual one before the automatic one, plus extra credit."""
    given = grade["manual_score"] if grade["manual_score"] is not None else grade["auto_score"]
    return 0.0 if given is None else float(given) + float(grade["extra_credit"] or 0.0)


def _fill_cells(batch: _Batch, submission: str, notebook: str, cells: list[_Cell], report: Report) -> None:
    handed_in = batch.notebooks[submission, notebook]["id"]
    for cell in cells:
        grade = batch.grades.get((handed_in, cell.id))
        if grade is not None and cell.max_score is not None:
            score = score_cell(report, cell.name, cell.max_score)
            grade["auto_score"] = score
            grade["needs_manual_grade"] = needs_manual_grade(score, grade["manual_score"])
        comment = batch.comments.get((handed_in, cell.id))
        if comment is not None:
            comment["auto_comment"] = comment_cell(report, cell.name)


def _fill_rows(batch: _Batch, submission: str, notebook: str, cells: list[_Cell], rows: Mapping[str, CellRow]) -> None:
    """Write what nbgrader would: cells that the notebook lacks keep what they had."""
    handed_in = batch.notebooks[submission, notebook]["id"]
    for cell in cells:
        row = rows.get(cell.name)
        grade = batch.grades.get((handed_in, cell.id))
        if row is not None and row.scored and grade is not None:
            grade["auto_score"] = row.score
            grade["needs_manual_grade"] = needs_manual_grade(row.score, grade["manual_score"])
        comment = batch.comments.get((handed_in, cell.id))
        if row is not None and row.commented and comment is not None:
            comment["auto_comment"] = row.comment


def _read_cells(connection: Connection, notebook: str) -> list[_Cell]:
    base = tables.base_cell
    points: dict[str, float] = {}
    for table in (tables.grade_cells, tables.task_cells):
        query = select(table.c.id, table.c.max_score).join(base, base.c.id == table.c.id)
        query = query.where(base.c.notebook_id == notebook)
        points |= {row.id: float(row.max_score) for row in connection.execute(query)}
    rows = connection.execute(select(base.c.id, base.c.name, base.c.type).where(base.c.notebook_id == notebook))
    return [_Cell(row.id, row.name, points.get(row.id), row.type in ("SolutionCell", "TaskCell")) for row in rows]


def _begin_at_once(engine: Any) -> None:
    """Take SQLite's write lock when a transaction begins: one that reads first could not be written later."""

    @event.listens_for(engine, "connect")
    def _leave_begin_to_us(connection: Any, _record: Any) -> None:
        connection.isolation_level = None

    @event.listens_for(engine, "begin")
    def _begin(connection: Any) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")


def _is_conflict(error: Exception) -> bool:
    text = str(error).lower()
    return isinstance(error, IntegrityError) or "deadlock" in text or "serializ" in text
