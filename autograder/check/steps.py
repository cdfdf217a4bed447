"""Where a lesson's files lie, and which of its steps and tries are done, as the learner's own checks noted it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec

from autograder.check.workspace import read_progress
from autograder.content.kit import find_kit_root
from autograder.content.lesson import LESSON_FILE, LessonEdition, LessonStep, read_lesson_edition
from autograder.errors import PasserelleError

LESSON_FOLDER = "lesson"
"""The folder within a module's, in a workspace, that holds ``lesson.json``, ``tries.py`` and ``figures.py``."""


class StepState(msgspec.Struct, frozen=True):
    """One step of a lesson, and how far the learner is in it."""

    step: LessonStep
    passed: tuple[str, ...] = ()
    """Its tries that a check once accepted."""

    @property
    def done(self) -> bool:
        """Whether every try of the step was passed."""
        return len(self.passed) == len(self.step.tries)


def find_lesson_folder(lesson: str, lang: str, start: Path) -> Path | None:
    """Return the folder of a lesson's files: near ``start``, as in a workspace or a clone, else in the kit itself."""
    for folder in _list_places(lesson, lang, start):
        edition = _read(folder)
        if edition is not None and edition.lesson == lesson:
            return folder
    return None


def read_steps(folder: Path, workspace: Path) -> list[StepState]:
    """Return the steps of the lesson in ``folder`` with what ``workspace`` says of them; empty where it has none."""
    edition = _read(folder)
    if edition is None:
        return []
    passed = {
        str(line.get("try"))
        for line in read_progress(workspace)
        if line.get("lesson") == edition.lesson and line.get("passed") is True
    }
    return [StepState(step, tuple(name for name in step.tries if name in passed)) for step in edition.steps]


def _list_places(lesson: str, lang: str, start: Path) -> Iterator[Path]:
    start = start.resolve()
    for folder in (start, *start.parents):
        yield from (folder / LESSON_FOLDER, folder / lesson, folder / lesson / LESSON_FOLDER)
    root = find_kit_root() / "lessons"
    yield from (root / tag / lesson for tag in dict.fromkeys((lang, lang.split("_")[0], "fr")))


def _read(folder: Path) -> LessonEdition | None:
    if not (folder / LESSON_FILE).is_file():
        return None
    try:
        return read_lesson_edition(folder)
    except PasserelleError:
        return None
