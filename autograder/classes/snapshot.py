"""An exercise kept by a class as it was released: a small kit with its hash, the only thing that grading reads.

Upgrading the kit never changes a running class; :mod:`autograder.classes.update` shows the difference first.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from autograder import __version__
from autograder.classes.course import Course
from autograder.classes.private import settle_modes
from autograder.content.edition import read_edition
from autograder.content.facts import FACTS_FILE
from autograder.content.kit import Kit
from autograder.errors import ClassError, ContentError
from autograder.language import SOURCE_LANGUAGE, tr
from autograder.storage import explain_os_error, write_whole

_LEFT_OUT = shutil.ignore_patterns("__pycache__", "*.pyc", ".ipynb_checkpoints", ".pytest_cache", ".hypothesis")


class Release(msgspec.Struct, frozen=True):
    """``release.json``: what the class keeps of an exercise."""

    exercise: str
    hash: str
    kit: str
    added_at: str
    released_at: str = ""
    """Empty until the exercise is given out."""
    schema: int = 1


def snapshot_folder(course: Course, exercise: str) -> Path:
    """The folder of the exercise as the class keeps it."""
    return course.own / exercise


def snapshot_kit(course: Course, exercise: str) -> Kit:
    """The kept exercise as a kit; raises :class:`ClassError` where the class has no such exercise."""
    read_release(course, exercise)
    return Kit(snapshot_folder(course, exercise))


def read_release(course: Course, exercise: str) -> Release:
    """Read ``release.json``; raises :class:`ClassError`."""
    path = snapshot_folder(course, exercise) / "release.json"
    try:
        return msgspec.json.decode(path.read_bytes(), type=Release)
    except FileNotFoundError:
        raise ClassError(
            tr(
                "La classe {course} n’a pas d’exercice « {exercise} ». Elle a : {known}.",
                course=course.root.name,
                exercise=exercise,
                known=", ".join(course.list_exercises()) or "—",
            )
        ) from None
    except msgspec.DecodeError as error:
        raise ClassError(
            tr("{path} est abîmé ({reason}). Reprenez-le d’une sauvegarde.", path=path, reason=error)
        ) from None


def mark_released(course: Course, exercise: str) -> Release:
    """Write down that the exercise has been given out; the first time counts."""
    release = read_release(course, exercise)
    if not release.released_at:
        release = msgspec.structs.replace(release, released_at=_now())
        write_release(snapshot_folder(course, exercise), release)
    return release


def write_release(folder: Path, release: Release) -> None:
    """Write ``release.json`` in ``folder``."""
    write_whole(folder / "release.json", msgspec.json.format(msgspec.json.encode(release), indent=2) + b"\n")


def keep_exercise(course: Course, kit: Kit, exercise: str) -> Release:
    """Copy the exercise out of ``kit`` into the class, whole or not at all, in place of a former copy."""
    target = snapshot_folder(course, exercise)
    former = read_release(course, exercise) if (target / "release.json").is_file() else None
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        staging = Path(tempfile.mkdtemp(dir=target.parent, prefix=f".{exercise}."))
    except OSError as error:
        raise explain_os_error(error, target) from error
    try:
        copy_exercise(kit, exercise, staging, course.file.id)
        release = Release(
            exercise=exercise,
            hash=hash_folder(staging),
            kit=__version__,
            added_at=former.added_at if former else _now(),
            released_at=former.released_at if former else "",
        )
        write_release(staging, release)
        settle_modes(course, staging)
        _swap(staging, target)
    except OSError as error:
        raise explain_os_error(error, target) from error
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    return release


def hash_folder(folder: Path) -> str:
    """Return the SHA-256 of every file below ``folder`` but ``release.json``: names and contents."""
    total = hashlib.sha256()
    for name, path in sorted(_list_files(folder)):
        if name != "release.json":
            total.update(f"{name}\0{hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    return total.hexdigest()


def hash_exercise(kit: Kit, exercise: str, class_id: str) -> str:
    """Return the hash that the class's copy of this exercise would have if it were kept today."""
    with tempfile.TemporaryDirectory(prefix="passerelle-") as folder:
        copy_exercise(kit, exercise, Path(folder), class_id)
        return hash_folder(Path(folder))


def list_editions(kit: Kit, exercise: str) -> list[str]:
    """Languages in which the exercise has been built, French first."""
    folder = kit.root / "exercises"
    found = {path.parent.parent.name for path in folder.glob(f"*/{exercise}/{exercise}.ipynb")}
    return sorted(found, key=lambda language: (language != "fr", language))


def copy_exercise(kit: Kit, exercise: str, target: Path, class_id: str) -> None:
    """Copy all of an exercise, in every language, as a small kit into ``target``."""
    source = kit.solution_folder(exercise)
    shutil.copytree(source, target / "solutions" / exercise, ignore=_LEFT_OUT)
    editions = list_editions(kit, exercise)
    if not editions:
        raise ContentError(
            tr(
                "L’exercice « {exercise} » n’est pas construit : {path} est vide. Lancez `./passerelle build`.",
                exercise=exercise,
                path=kit.root / "exercises",
            )
        )
    for language in editions:
        folder = target / "exercises" / language / exercise
        shutil.copytree(kit.edition_folder(exercise, language), folder, ignore=_LEFT_OUT)
        write_edition_of_class(folder, class_id)
        if language != SOURCE_LANGUAGE:
            # The languages of a kit are the folders of its locale/, even where nothing needed translating.
            (target / "locale" / language).mkdir(parents=True, exist_ok=True)
    facts = kit.course_folder(exercise) / FACTS_FILE
    if facts.is_file():
        (target / "courses" / exercise).mkdir(parents=True)
        shutil.copy(facts, target / "courses" / exercise)
    for catalogue in kit.root.glob(f"locale/*/{exercise}*.po"):
        if catalogue.name in (f"{exercise}.po", f"{exercise}.hidden.po"):
            place = target / "locale" / catalogue.parent.name
            place.mkdir(parents=True, exist_ok=True)
            shutil.copy(catalogue, place)


def write_edition_of_class(folder: Path, class_id: str) -> None:
    """Put the class's id in ``exercise.json``, where the choice of a variant reads it."""
    edition = msgspec.structs.replace(read_edition(folder), class_id=class_id)
    (folder / "exercise.json").write_bytes(msgspec.json.format(msgspec.json.encode(edition), indent=1) + b"\n")


def _swap(staging: Path, target: Path) -> None:
    """Put ``staging`` in the place of ``target``; a reader finds the one or the other."""
    former = target.with_name(f".{target.name}.former")
    shutil.rmtree(former, ignore_errors=True)
    if target.exists():
        os.replace(target, former)
    os.replace(staging, target)
    shutil.rmtree(former, ignore_errors=True)


def _list_files(folder: Path) -> Iterator[tuple[str, Path]]:
    for path in folder.rglob("*"):
        if path.is_file():
            yield path.relative_to(folder).as_posix(), path


def _now() -> str:
    return datetime.now(UTC).replace(microsecond=0).isoformat()
