"""Releasing: nbgrader’s own generate step, the other languages beside it, and zips for those without a shared disk."""

from __future__ import annotations

import io
import shutil
import sys
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from autograder.classes.course import Course
from autograder.classes.nbgrader_api import open_api, raise_failure
from autograder.classes.snapshot import mark_released
from autograder.classes.sources import choose_languages
from autograder.content.edition import read_edition
from autograder.errors import ClassError
from autograder.language import tr
from autograder.storage import write_whole

HANDOUT = "handout"
_ZIP_DATE = (2020, 1, 1, 0, 0, 0)  # The same exercise gives the same bytes.


@dataclass(frozen=True)
class Released:
    """One exercise given out."""

    exercise: str
    folder: Path
    handouts: tuple[Path, ...]
    exchanged: bool
    """Whether it was put in nbgrader's exchange too."""


def release_class(
    course: Course,
    exercises: Sequence[str] = (),
    *,
    exchange: bool = True,
    progress: Callable[[int, int], None] | None = None,
) -> list[Released]:
    """Release the exercises (all of the class's by default): ``release/``, the handout zips, nbgrader's exchange.

    Raises :class:`ClassError` with what nbgrader said.
    """
    wanted = list(exercises) or sorted({*course.list_exercises(), *(course.list_sources() if course.adopted else ())})
    if not wanted:
        raise ClassError(tr("La classe {course} n’a aucun exercice à remettre.", course=course.root.name))
    if course.adopted:
        return _release_stock(course, wanted, exchange, progress)
    languages = {exercise: choose_languages(course, exercise) for exercise in wanted}
    released = []
    with open_api(course) as api:
        for number, exercise in enumerate(wanted, 1):
            raise_failure(api.generate_assignment(exercise), "generate_assignment", exercise)
            folder = course.folder("release", exercise)
            _refuse_incomplete(folder, exercise, languages[exercise])
            exchanged = exchange and _put_in_exchange(api, course, exercise)
            handouts = write_handouts(course, exercise, languages[exercise])
            mark_released(course, exercise)
            released.append(Released(exercise, folder, tuple(handouts), exchanged))
            if progress:
                progress(number, len(wanted))
    return released


def _release_stock(
    course: Course, names: Sequence[str], exchange: bool, progress: Callable[[int, int], None] | None
) -> list[Released]:
    """Release assignments of nbgrader's own making: its two steps, and nothing of ours."""
    released = []
    with open_api(course) as api:
        for number, name in enumerate(names, 1):
            raise_failure(api.generate_assignment(name), "generate_assignment", name)
            exchanged = exchange and _put_in_exchange(api, course, name)
            released.append(Released(name, course.folder("release", name), (), exchanged))
            if progress:
                progress(number, len(names))
    return released


def copy_other_editions(assignment: str = "", student: str = "", notebooks: Sequence[str] = (), **_: Any) -> None:
    """nbgrader's hook after ``generate_assignment``: it copies no notebook of a subfolder, hence this.

    The editions in ``LANG/`` are already released ones: nothing is to be removed from them.
    """
    for folder in {Path(notebook).resolve().parent for notebook in notebooks}:
        target = _find_release(folder)
        for edition in folder.glob(f"*/{folder.name}.ipynb"):
            place = target / edition.parent.name / edition.name
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(edition, place)


def write_handouts(course: Course, exercise: str, languages: Sequence[str]) -> list[Path]:
    """Write ``handout/LANG/NN-slug.zip``, one a language, from the released folder; returns their paths."""
    folder = course.folder("release", exercise)
    main, *others = languages
    paths = []
    for language in languages:
        edition = folder if language == main else folder / language
        left_out = set(others) if language == main else set()
        path = course.root / HANDOUT / language / f"{exercise}.zip"
        write_whole(path, _pack(edition, exercise, left_out, course.course_id))
        paths.append(path)
    return paths


def _pack(folder: Path, exercise: str, left_out: set[str], class_name: str) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(folder.rglob("*")):
            name = path.relative_to(folder)
            if path.is_file() and name.parts[0] not in left_out:
                info = zipfile.ZipInfo(f"{exercise}/{name.as_posix()}", _ZIP_DATE)
                info.external_attr = 0o644 << 16
                info.compress_type = zipfile.ZIP_DEFLATED
                named = name.as_posix() == "exercise.json"
                archive.writestr(info, name_class(folder, class_name) if named else path.read_bytes())
    return packed.getvalue()


def name_class(folder: Path, class_name: str) -> bytes:
    """Return ``exercise.json`` with the name of the class, which a learner’s start page shows."""
    edition = msgspec.structs.replace(read_edition(folder), class_name=class_name)
    return msgspec.json.format(msgspec.json.encode(edition), indent=1) + b"\n"


def _put_in_exchange(api: Any, course: Course, exercise: str) -> bool:
    if sys.platform == "win32":
        return False
    from traitlets.config import Config

    # Released again, an exercise replaces what lies in the exchange.
    api.update_config(Config({"ExchangeReleaseAssignment": {"force": True}}))
    raise_failure(api.release_assignment(exercise), "release_assignment", exercise)
    return True


def _refuse_incomplete(folder: Path, exercise: str, languages: Sequence[str]) -> None:
    wanted = [folder / f"{exercise}.ipynb", *(folder / lang / f"{exercise}.ipynb" for lang in languages[1:])]
    for path in wanted:
        if not path.is_file():
            raise ClassError(
                tr(
                    "{path} n’a pas été écrit. Le fichier nbgrader_config.py appelle-t-il toujours `configure` ?",
                    path=path,
                )
            )


def _find_release(source: Path) -> Path:
    """The released folder of the exercise whose source folder this is, as the class's configuration has it."""
    from autograder.classes.course import open_course

    for root in source.parents:
        if (root / "passerelle" / "class.toml").is_file():
            return open_course(root).folder("release", source.name).resolve()
    return source.parent.parent / "release" / source.name
