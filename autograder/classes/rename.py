"""`passerelle class rename`: another id for a learner, in the gradebook, the folders and the reports alike."""

from __future__ import annotations

import os
import shlex
from collections.abc import Iterator
from pathlib import Path

import msgspec
from sqlalchemy import create_engine, text

from autograder.classes.course import Course
from autograder.classes.database import check_gradebook, explain_database_errors, require_gradebook
from autograder.classes.memory import rename_answers
from autograder.errors import ClassError, UsageError
from autograder.language import tr
from autograder.learner_ids import normalise_learner_id, refuse_learner_id, show_learner_id
from autograder.storage import explain_os_error, write_whole

_STEPS = ("submitted", "autograded", "feedback")


def rename_learner(course: Course, old: str, new: str) -> list[Path]:
    """Give a learner another id; returns what was renamed.

    ``old`` may be written as messages show it, with ``\\u202e`` for what cannot be typed. Raises :class:`UsageError`
    where ``new`` is no id, :class:`ClassError` where nobody is called ``old`` or somebody is called ``new``.
    """
    wanted = normalise_learner_id(new)
    if reason := refuse_learner_id(wanted):
        raise UsageError(reason)
    require_gradebook(course)
    check_gradebook(course)
    known = _list_learners(course)
    found = sorted(learner for learner in known if old in (learner, show_learner_id(learner)))
    if len(found) != 1:
        raise ClassError(_describe_unknown(course, old, found))
    if wanted in known:
        raise ClassError(
            tr(
                "La classe a déjà quelqu’un dont l’identifiant est « {learner} » : rien n’a été renommé.",
                learner=wanted,
            )
        )
    moves = [(path, path.with_name(wanted + suffix)) for path, suffix in _list_places(course, found[0])]
    done: list[Path] = []
    for source, target in moves:
        try:
            os.rename(source, target)
        except OSError as error:
            raise explain_os_error(error, target) from error
        done.append(target)
    _rename_rows(course, found[0], wanted)
    rename_answers(course, found[0], wanted)
    for path in done:
        if path.suffix == ".json" and path.parent.parent == course.own / "reports":
            _rewrite_record(path, wanted)
    return done


def list_strange_ids(course: Course) -> list[str]:
    """Say of each learner whose id is none, from before ids had an alphabet, how to give them another."""
    if course.gradebook_file is not None and not course.gradebook_file.is_file():
        return []
    return [
        tr(
            "{reason} Renommez : `passerelle class rename {course} {learner} NOUVEAU`.",
            reason=refuse_learner_id(learner),
            course=shlex.quote(str(course.root)),
            learner=shlex.quote(show_learner_id(learner)),
        )
        for learner in sorted(_list_learners(course))
        if refuse_learner_id(learner) and not learner.startswith(".")
    ]


def _list_learners(course: Course) -> set[str]:
    """Everybody who has a row in the gradebook or a folder in ``submitted/``."""
    with explain_database_errors(course):
        engine = create_engine(course.db_url)
        try:
            with engine.connect() as connection:
                found = {str(row[0]) for row in connection.execute(text("SELECT id FROM student"))}
        finally:
            engine.dispose()
    submitted = course.root / course.step_name("submitted")
    return found | ({path.name for path in submitted.iterdir() if path.is_dir()} if submitted.is_dir() else set())


def _list_places(course: Course, learner: str) -> Iterator[tuple[Path, str]]:
    """The files and folders that are called after a learner, each with what follows the id in its name."""
    places = [course.root / course.step_name(step) / learner for step in _STEPS]
    places.append(course.own / "attempts" / learner)
    yield from ((path, "") for path in places if path.is_dir())
    for folder in sorted((course.own / "reports").glob("*")):
        for name in dict.fromkeys((learner, show_learner_id(learner))):
            if (folder / f"{name}.json").is_file():
                yield folder / f"{name}.json", ".json"


def _rename_rows(course: Course, old: str, new: str) -> None:
    with explain_database_errors(course):
        engine = create_engine(course.db_url)
        try:
            with engine.begin() as connection:
                both = {"old": old, "new": new}
                # The new row first, then those that lean on it: a server holds its references.
                connection.execute(
                    text(
                        "INSERT INTO student (id, first_name, last_name, email, lms_user_id) "
                        "SELECT :new, first_name, last_name, email, lms_user_id FROM student WHERE id = :old"
                    ),
                    both,
                )
                connection.execute(
                    text("UPDATE submitted_assignment SET student_id = :new WHERE student_id = :old"), both
                )
                connection.execute(text("DELETE FROM student WHERE id = :old"), both)
        finally:
            engine.dispose()


def _rewrite_record(path: Path, learner: str) -> None:
    record = msgspec.json.decode(path.read_bytes())
    if isinstance(record, dict):
        record["learner"] = learner
        if isinstance(record.get("report"), dict):
            record["report"]["learner"] = learner
        write_whole(path, msgspec.json.format(msgspec.json.encode(record), indent=2) + b"\n")


def _describe_unknown(course: Course, old: str, found: list[str]) -> str:
    if found:
        return tr("« {learner} » peut être plusieurs personnes : donnez l’identifiant exact.", learner=old)
    return tr(
        "La classe {course} n’a personne dont l’identifiant est « {learner} ». Un identifiant se copie tel que le "
        "message le montre, entre apostrophes.",
        course=course.root.name,
        learner=show_learner_id(old),
    )
