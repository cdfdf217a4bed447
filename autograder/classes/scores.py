"""Scores and comments of one exercise, read from the gradebook in a few queries."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import create_engine, select, text

from autograder.classes import tables
from autograder.classes.course import Course
from autograder.classes.database import explain_database_errors, require_gradebook
from autograder.classes.gradebook import total_score


@dataclass
class NotebookScores:
    """What the gradebook says of one submission."""

    grades: dict[str, tuple[float | None, float | None]] = field(default_factory=dict)
    """Cell name (``NOTEBOOK/CELL`` in an adopted course) to its score and its points, a person's score first."""
    comments: dict[str, str | None] = field(default_factory=dict)
    """Cell name to its comment, a person's before the computed one."""
    penalty: float = 0.0
    needs_person: bool = False

    @property
    def score(self) -> float:
        """All points, less the penalty."""
        return sum(score or 0.0 for score, _points in self.grades.values()) - self.penalty


_Owner = tuple[NotebookScores, str]
"""Whose a submitted notebook is, and what its cells' names begin with."""


def read_scores(course: Course, exercise: str) -> dict[str, NotebookScores]:
    """Return what the gradebook says of every submission of an exercise, by learner."""
    notebooks = tables.submitted_notebook
    require_gradebook(course)
    with explain_database_errors(course):
        engine = create_engine(course.db_url)
        try:
            with engine.connect() as connection:
                query = (
                    select(
                        tables.submitted_assignment.c.student_id,
                        notebooks.c.id,
                        notebooks.c.late_submission_penalty,
                        tables.notebook.c.name,
                    )
                    .join(tables.submitted_assignment, tables.submitted_assignment.c.id == notebooks.c.assignment_id)
                    .join(tables.notebook, tables.notebook.c.id == notebooks.c.notebook_id)
                    .join(tables.assignment, tables.assignment.c.id == tables.notebook.c.assignment_id)
                    .where(tables.assignment.c.name == exercise)
                )
                if not course.adopted:
                    query = query.where(tables.notebook.c.name == exercise)
                scores: dict[str, NotebookScores] = {}
                owners: dict[str, _Owner] = {}
                for row in connection.execute(query):
                    owner = scores.setdefault(row.student_id, NotebookScores())
                    owner.penalty += row.late_submission_penalty or 0.0
                    owners[row.id] = (owner, f"{row.name}/" if course.adopted else "")
                _add_grades(connection, exercise, owners)
                _add_comments(connection, exercise, owners)
        finally:
            engine.dispose()
    return scores


def _add_grades(connection: Any, exercise: str, owners: dict[str, _Owner]) -> None:
    grade, cell = tables.grade, tables.base_cell
    points = {
        row.id: float(row.max_score)
        for table in (tables.grade_cells, tables.task_cells)
        for row in connection.execute(select(table.c.id, table.c.max_score))
    }
    query = _of_exercise(select(grade, cell.c.name).join(cell, cell.c.id == grade.c.cell_id), exercise)
    for row in connection.execute(query).mappings():
        owner, prefix = owners.get(row["notebook_id"], (None, ""))
        if owner is not None:
            owner.grades[prefix + row["name"]] = (total_score(row), points.get(row["cell_id"]))
            owner.needs_person = owner.needs_person or bool(row["needs_manual_grade"])


def _add_comments(connection: Any, exercise: str, owners: dict[str, _Owner]) -> None:
    comment, cell = tables.comment, tables.base_cell
    query = _of_exercise(select(comment, cell.c.name).join(cell, cell.c.id == comment.c.cell_id), exercise)
    for row in connection.execute(query).mappings():
        owner, prefix = owners.get(row["notebook_id"], (None, ""))
        if owner is not None:
            given = row["manual_comment"] if row["manual_comment"] is not None else row["auto_comment"]
            owner.comments[prefix + row["name"]] = given


def _of_exercise(query: Any, exercise: str) -> Any:
    cell, notebook, assignment = tables.base_cell, tables.notebook, tables.assignment
    return (
        query.join(notebook, notebook.c.id == cell.c.notebook_id)
        .join(assignment, assignment.c.id == notebook.c.assignment_id)
        .where(assignment.c.name == exercise)
    )


def list_people(course: Course) -> dict[str, str]:
    """Return every learner of the gradebook with their full name, empty where it is not known."""
    require_gradebook(course)
    with explain_database_errors(course):
        engine = create_engine(course.db_url)
        try:
            with engine.connect() as connection:
                rows = connection.execute(text("SELECT id, first_name, last_name FROM student")).all()
        finally:
            engine.dispose()
    return {row.id: " ".join(part for part in (row.first_name, row.last_name) if part) for row in rows}
