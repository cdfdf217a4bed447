"""What a gradebook and its folders hold, without ids, so that two roads can be compared."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

import nbformat

from autograder.classes.course import Course

_GRADES = """
SELECT s.student_id, c.name, g.auto_score, g.manual_score, g.extra_credit, g.needs_manual_grade
FROM grade g JOIN base_cell c ON c.id = g.cell_id JOIN submitted_notebook n ON n.id = g.notebook_id
JOIN submitted_assignment s ON s.id = n.assignment_id ORDER BY 1, 2
"""
_COMMENTS = """
SELECT s.student_id, c.name, g.auto_comment, g.manual_comment
FROM comment g JOIN base_cell c ON c.id = g.cell_id JOIN submitted_notebook n ON n.id = g.notebook_id
JOIN submitted_assignment s ON s.id = n.assignment_id ORDER BY 1, 2
"""
_SUBMISSIONS = """
SELECT s.student_id, a.name, s.timestamp, s.extension, n.flagged, n.late_submission_penalty
FROM submitted_assignment s JOIN assignment a ON a.id = s.assignment_id
JOIN submitted_notebook n ON n.assignment_id = s.id ORDER BY 1, 2
"""
_STUDENTS = "SELECT id, first_name, last_name, email, lms_user_id FROM student ORDER BY 1"
_COURSES = "SELECT id FROM course ORDER BY 1"


def read_rows(course: Course) -> dict[str, list[tuple[Any, ...]]]:
    """Every row that grading writes, by table, without ids."""
    connection = sqlite3.connect(course.gradebook_file)
    try:
        return {
            name: connection.execute(query).fetchall()
            for name, query in {
                "grades": _GRADES,
                "comments": _COMMENTS,
                "submissions": _SUBMISSIONS,
                "students": _STUDENTS,
                "courses": _COURSES,
            }.items()
        }
    finally:
        connection.close()


def read_scores(course: Course, learner: str) -> dict[str, tuple[float | None, bool]]:
    """A learner's automatic scores, and whether each waits for a person."""
    return {row[1]: (row[2], bool(row[5])) for row in read_rows(course)["grades"] if row[0] == learner}


def read_comments(course: Course, learner: str) -> dict[str, str | None]:
    """A learner's automatic comments."""
    return {row[1]: row[2] for row in read_rows(course)["comments"] if row[0] == learner}


def read_penalty(course: Course, learner: str) -> float | None:
    """A learner's late penalty."""
    return next(row[5] for row in read_rows(course)["submissions"] if row[0] == learner)


def read_tree(folder: Path) -> dict[str, Any]:
    """Every file below ``folder`` with its permissions; notebooks as nbformat reads them."""
    found = {}
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            content = nbformat.read(path, as_version=4) if path.suffix == ".ipynb" else path.read_bytes()
            found[path.relative_to(folder).as_posix()] = (oct(path.stat().st_mode), content)
    return found


def change(course: Course, statement: str, *values: Any) -> None:
    """Change the gradebook as Formgrader would."""
    connection = sqlite3.connect(course.gradebook_file)
    try:
        connection.execute(statement, values)
        connection.commit()
    finally:
        connection.close()
