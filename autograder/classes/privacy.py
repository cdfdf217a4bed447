"""A learner's data: given back to them whole, or erased."""

from __future__ import annotations

import io
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
from sqlalchemy import Connection, create_engine, text

from autograder.classes.course import Course
from autograder.classes.database import check_gradebook, explain_database_errors, require_gradebook
from autograder.classes.memory import forget_answers
from autograder.classes.people import Person
from autograder.classes.waiting import forget_questions
from autograder.errors import ClassError
from autograder.language import tr
from autograder.learner_ids import show_learner_id
from autograder.storage import explain_os_error, write_whole

_STEPS = ("submitted", "autograded", "feedback")


def export_learner(course: Course, learner: str, out: Path | None = None) -> Path:
    """Write a zip with all that the class holds on a learner: files, reports and gradebook rows; returns its path.

    Raises :class:`ClassError` where the class holds nothing on them.
    """
    rows = read_rows(course, learner)
    places = [path for path in list_places(course, learner) if path.exists()]
    if not places and not rows["student"]:
        raise _describe_unknown(course, learner)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("gradebook.json", msgspec.json.format(msgspec.json.encode(rows, enc_hook=str), indent=2))
        for place in places:
            for path in sorted(place.rglob("*")) if place.is_dir() else [place]:
                if path.is_file() and not path.is_symlink():
                    archive.write(path, path.relative_to(course.root).as_posix())
    target = out or course.root / f"{learner}.zip"
    write_whole(target, packed.getvalue())
    return target


def forget(course: Course, learner: str) -> list[Path]:
    """Erase a learner from the class: gradebook rows first, then files and folders; returns what was removed.

    Class reports name learners: they are removed too, and made again by `passerelle class report`. Archives that were
    collected from elsewhere, and backups, are not known here. Raises :class:`ClassError` or :class:`StorageError`.
    """
    rows = read_rows(course, learner)["student"]
    known = bool(rows)
    names = Person(learner, rows[0]["first_name"] or "", rows[0]["last_name"] or "").names if rows else ()
    places = [path for path in list_places(course, learner) if path.exists() or path.is_symlink()]
    if not known and not places:
        raise _describe_unknown(course, learner)
    check_gradebook(course)
    require_gradebook(course)
    with explain_database_errors(course):
        engine = create_engine(course.db_url)
        try:
            with engine.begin() as connection:
                _delete_rows(connection, learner)
            if course.gradebook_file is not None:
                # SQLite keeps what was deleted in its free pages until it is packed.
                with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
                    connection.execute(text("VACUUM"))
        finally:
            engine.dispose()
    forget_answers(course, learner, names)
    forget_questions(course, learner, names)
    for path in [*places, *course.root.glob("report*.html"), *course.root.glob("report*.json")]:
        _remove(path)
    return places


def list_places(course: Course, learner: str) -> Iterator[Path]:
    """Every file and folder of the class that is about this learner, whether or not it exists."""
    # An id from before the alphabet was closed may be erased like any other, as long as it is the name of a folder.
    if learner in ("", ".", "..") or "/" in learner or "\0" in learner:
        raise ClassError(tr("« {learner} » n’est pas un identifiant d’apprenant.", learner=show_learner_id(learner)))
    for step in _STEPS:
        yield course.root / course.step_name(step) / learner
    yield course.own / "attempts" / learner
    yield course.root / f"{learner}.zip"  # What export_learner writes unless told otherwise.
    yield from (path / f"{learner}.json" for path in sorted((course.own / "reports").glob("*")))
    exchange = Path(str(course.option("Exchange", "root", course.root / "exchange"))) / course.course_id
    for path in sorted((exchange / "inbound").glob("*")) if (exchange / "inbound").is_dir() else []:
        if path.name.startswith(f"{learner}+"):
            yield path
    yield from _list_exchanged_feedback(course, exchange / "feedback", learner)


def read_rows(course: Course, learner: str) -> dict[str, list[dict[str, Any]]]:
    """Return the learner's rows of the gradebook, by table."""
    require_gradebook(course)
    with explain_database_errors(course):
        engine = create_engine(course.db_url)
        try:
            with engine.connect() as connection:
                return {name: _select(connection, query, learner) for name, query in _QUERIES.items()}
        finally:
            engine.dispose()


_QUERIES = {
    "student": "SELECT * FROM student WHERE id = :learner",
    "submissions": "SELECT s.id, a.name AS exercise, s.timestamp, s.extension FROM submitted_assignment s "
    "JOIN assignment a ON a.id = s.assignment_id WHERE s.student_id = :learner",
    "grades": "SELECT a.name AS exercise, c.name AS cell, g.auto_score, g.manual_score, g.extra_credit, "
    "g.needs_manual_grade, n.late_submission_penalty FROM grade g JOIN base_cell c ON c.id = g.cell_id "
    "JOIN submitted_notebook n ON n.id = g.notebook_id JOIN submitted_assignment s ON s.id = n.assignment_id "
    "JOIN assignment a ON a.id = s.assignment_id WHERE s.student_id = :learner",
    "comments": "SELECT a.name AS exercise, c.name AS cell, g.auto_comment, g.manual_comment FROM comment g "
    "JOIN base_cell c ON c.id = g.cell_id JOIN submitted_notebook n ON n.id = g.notebook_id "
    "JOIN submitted_assignment s ON s.id = n.assignment_id JOIN assignment a ON a.id = s.assignment_id "
    "WHERE s.student_id = :learner",
}
_NOTEBOOKS = (
    "SELECT n.id FROM submitted_notebook n JOIN submitted_assignment s ON s.id = n.assignment_id "
    "WHERE s.student_id = :learner"
)


def _select(connection: Connection, query: str, learner: str) -> list[dict[str, Any]]:
    return [dict(row) for row in connection.execute(text(query), {"learner": learner}).mappings()]


def _delete_rows(connection: Connection, learner: str) -> None:
    for query in (
        f"DELETE FROM grade WHERE notebook_id IN ({_NOTEBOOKS})",
        f"DELETE FROM comment WHERE notebook_id IN ({_NOTEBOOKS})",
        f"DELETE FROM submitted_notebook WHERE id IN ({_NOTEBOOKS})",
        "DELETE FROM submitted_assignment WHERE student_id = :learner",
        "DELETE FROM student WHERE id = :learner",
    ):
        connection.execute(text(query), {"learner": learner})


def _list_exchanged_feedback(course: Course, folder: Path, learner: str) -> Iterator[Path]:
    """Feedback that nbgrader has put in its exchange, under a hash of the submission's secret."""
    if not folder.is_dir():
        return
    import hashlib

    for secret in (course.root / course.step_name("submitted") / learner).glob("*/submission_secret.txt"):
        exercise = secret.parent.name
        digest = hashlib.md5(secret.read_bytes().strip() + exercise.encode()).hexdigest()
        yield folder / f"{digest}.html"
        yield folder / f"{digest}-tmp.html"


def _remove(path: Path) -> None:
    try:
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)
    except OSError as error:
        raise explain_os_error(error, path) from error


def _describe_unknown(course: Course, learner: str) -> ClassError:
    return ClassError(
        tr(
            "La classe {course} ne sait rien de « {learner} ». Vérifiez l’identifiant : c’est le nom du dossier dans "
            "submitted/.",
            course=course.root.name,
            learner=learner,
        )
    )
