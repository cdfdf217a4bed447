"""``source/NN-slug/``: what nbgrader releases, in every language of the class.

The main edition is nbgrader's source notebook; the others lie beside it, as released, in ``LANG/``.
nbgrader copies all of this folder to learners: neither hidden checks nor solutions files ever lie in it.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

from autograder.classes.course import Course
from autograder.classes.private import settle_modes
from autograder.classes.snapshot import list_editions, snapshot_kit
from autograder.errors import ContentError
from autograder.language import tr
from autograder.storage import explain_os_error


def write_source(course: Course, exercise: str) -> Path:
    """Write ``source/NN-slug/`` from the exercise that the class keeps; returns the folder.

    A former folder is replaced whole.
    """
    target = course.folder("source", exercise)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        staging = Path(tempfile.mkdtemp(dir=target.parent, prefix=f".{exercise}."))
    except OSError as error:
        raise explain_os_error(error, target) from error
    try:
        _fill(staging, course, exercise)
        settle_modes(course, staging)
        former = staging.with_name(staging.name + ".former")
        if target.exists():
            os.replace(target, former)
        os.replace(staging, target)
        shutil.rmtree(former, ignore_errors=True)
    except OSError as error:
        raise explain_os_error(error, target) from error
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    return target


def choose_languages(course: Course, exercise: str) -> list[str]:
    """Languages of the class in which the exercise exists, the main one first; raises :class:`ContentError`."""
    available = list_editions(snapshot_kit(course, exercise), exercise)
    main = course.file.languages[0]
    if main not in available:
        raise ContentError(
            tr(
                "L’exercice « {exercise} » n’existe pas en « {lang} », la première langue de la classe. Il existe en : "
                "{known}.",
                exercise=exercise,
                lang=main,
                known=", ".join(available),
            )
        )
    return [language for language in course.file.languages if language in available]


def _fill(folder: Path, course: Course, exercise: str) -> None:
    from autograder.build import build_source_notebook

    kit = snapshot_kit(course, exercise)
    main, *others = choose_languages(course, exercise)
    _copy_edition(kit.edition_folder(exercise, main), folder, without=f"{exercise}.ipynb")
    (folder / f"{exercise}.ipynb").write_bytes(build_source_notebook(kit, exercise, main))
    for language in others:
        _copy_edition(kit.edition_folder(exercise, language), folder / language)


def _copy_edition(edition: Path, target: Path, without: str = "") -> None:
    shutil.copytree(
        edition,
        target,
        ignore=lambda _folder, names: {name for name in names if name in (without, "__pycache__")},
        dirs_exist_ok=True,
    )
