"""One language edition of a lesson's tries, as learners receive it: ``lesson.json``, beside ``tries.py``."""

from __future__ import annotations

from pathlib import Path

import msgspec

from autograder.errors import ContentError, MissingPath
from autograder.language import tr

LESSON_FILE = "lesson.json"


class LessonTry(msgspec.Struct, frozen=True):
    """Something to try: one cell to fill, one or more checks, no points."""

    id: str
    title: str
    """What its first check holds."""
    step: str
    """The id of the step it stands in."""
    names: tuple[str, ...] = ()
    """Names that the answer defines: by them its cell is found where a front end gives no ids."""
    hint: str = ""
    blank: str = ""
    """The cell as it is received."""


class LessonStep(msgspec.Struct, frozen=True):
    """Ten to twenty minutes of a lesson, with an end one can stop at; it is finished once its tries are passed."""

    id: str
    title: str
    minutes: int
    tries: tuple[str, ...]


class LessonEdition(msgspec.Struct, frozen=True):
    """``lesson.json``: what ``check`` and ``hint`` need in a lesson, and what tells how far one has come."""

    lesson: str
    lang: str
    title: str
    steps: tuple[LessonStep, ...]
    tries: tuple[LessonTry, ...]
    schema: int = 1
    kit: str = ""


def read_lesson_edition(folder: Path) -> LessonEdition:
    """Read ``lesson.json`` in ``folder``; raises :class:`MissingPath` or :class:`ContentError`."""
    path = folder / LESSON_FILE
    try:
        return msgspec.json.decode(path.read_bytes(), type=LessonEdition)
    except OSError:
        raise MissingPath(tr("{path} n’existe pas. Lancez `./passerelle build` pour l’écrire.", path=path)) from None
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise ContentError(
            tr(
                "{path} est abîmé ({reason}). Lancez `./passerelle build` pour l’écrire de nouveau.",
                path=path,
                reason=error,
            )
        ) from None
