"""A new class: a plain nbgrader course directory, ready to release, collect and grade."""

from __future__ import annotations

import json
import os
import re
import secrets
import shutil
import tempfile
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from autograder.classes.course import CONFIG_FILE, OWN_FOLDER, Course, make_course_id, open_course
from autograder.classes.database import open_gradebook
from autograder.classes.private import be_private, make_exchange, make_private
from autograder.classes.secret import ensure_secret
from autograder.classes.settings import CONFIG_TEXT
from autograder.classes.snapshot import keep_exercise
from autograder.classes.sources import write_source
from autograder.classes.times import check_zone, find_machine_zone
from autograder.content.kit import Kit, find_kit_root
from autograder.errors import ClassError, UsageError
from autograder.language import SOURCE_LANGUAGE, normalise_language, tr
from autograder.storage import explain_os_error

_FOLDERS = ("source", "release", "submitted", "autograded", "feedback")
_LANGUAGE = re.compile(r"[a-z]{2,3}(_[A-Z]{2})?")


def create_class(
    path: Path,
    languages: Sequence[str] = (SOURCE_LANGUAGE,),
    *,
    kit: Kit | None = None,
    exercises: Sequence[str] | None = None,
    timezone: str = "",
) -> Course:
    """Create the class ``path`` with the exercises named (all of the kit's by default), whole or not at all.

    Its clock is the one of ``timezone``, or of this machine where nothing is said.
    Raises :class:`ClassError` where the folder is in use.
    """
    tags = _read_languages(languages)
    zone = check_zone(timezone) if timezone else find_machine_zone()
    target = path.absolute()
    _refuse_used(target)
    be_private()
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        staging = Path(tempfile.mkdtemp(dir=target.parent, prefix=f".{target.name}."))
    except OSError as error:
        raise explain_os_error(error, target) from error
    try:
        _write_skeleton(staging, make_course_id(target.name), tags, zone)
        course = open_course(staging)
        with open_gradebook(course):
            pass
        add_exercises(course, exercises, kit=kit)
        make_private(staging)
        if target.is_dir():
            target.rmdir()
        os.replace(staging, target)
    except OSError as error:
        raise explain_os_error(error, target) from error
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    course = open_course(target)
    make_exchange(course)
    return course


def add_exercises(course: Course, exercises: Sequence[str] | None = None, *, kit: Kit | None = None) -> list[str]:
    """Add exercises of the kit to the class; those it already has are left as they are. Returns the ones added."""
    kit = kit or Kit(find_kit_root())
    wanted = list(exercises) if exercises is not None else kit.list_exercises()
    for exercise in wanted:
        kit.solution_folder(exercise)  # An unknown name stops here, before anything is written.
    present = set(course.list_exercises())
    added = [exercise for exercise in dict.fromkeys(wanted) if exercise not in present]
    for exercise in added:
        keep_exercise(course, kit, exercise)
        write_source(course, exercise)
    return added


def _read_languages(languages: Sequence[str]) -> list[str]:
    tags = list(dict.fromkeys(normalise_language(tag.strip()) for tag in languages if tag.strip()))
    wrong = [tag for tag in tags if not _LANGUAGE.fullmatch(tag)]
    if wrong or not tags:
        raise UsageError(
            tr("« {lang} » n’est pas une langue. Par exemple : --lang fr,en.", lang=", ".join(wrong) or "—")
        )
    return tags


def _refuse_used(target: Path) -> None:
    if (target / OWN_FOLDER / "class.toml").is_file():
        raise ClassError(
            tr("{path} est déjà une classe. Pour y ajouter des exercices : `passerelle class update`.", path=target)
        )
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise ClassError(
            tr(
                "{path} n’est pas vide : rien n’y a été écrit. Donnez un dossier neuf.",
                path=target,
            )
        )


def _write_skeleton(folder: Path, course_id: str, languages: list[str], timezone: str) -> None:
    for name in (*_FOLDERS, OWN_FOLDER):
        (folder / name).mkdir()
    (folder / CONFIG_FILE).write_text(CONFIG_TEXT, encoding="utf-8")
    ensure_secret(folder / OWN_FOLDER)
    write_class_file(folder, course_id, languages, timezone)


def write_class_file(folder: Path, course_id: str, languages: list[str], timezone: str) -> None:
    """Write ``passerelle/class.toml`` with a new random class id."""
    text = (
        f"schema = 1\nid = {json.dumps(secrets.token_hex(16))}\ncourse = {json.dumps(course_id)}\n"
        f"languages = {json.dumps(languages)}\n"
        f"created = {json.dumps(datetime.now(UTC).date().isoformat())}\n"
        f"timezone = {json.dumps(timezone)}\n"
    )
    (folder / OWN_FOLDER).mkdir(exist_ok=True)
    (folder / OWN_FOLDER / "class.toml").write_text(text, encoding="utf-8")
