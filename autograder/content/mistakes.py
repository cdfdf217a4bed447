"""Answers kept beside the reference, as their author declares them: in ``mistakes.toml``, and others in the same form.

Each is written as what it changes in the reference: lines that stand there once, and what stands there instead.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import msgspec

from autograder.content.exercise import Exercise
from autograder.content.tomlfile import read_tables
from autograder.errors import ContentError
from autograder.language import tr

FILE = "mistakes.toml"

Pairs = tuple[tuple[str, str], ...]
"""Lines of the reference, and what stands there instead."""

_NAME = re.compile(r"[a-z][a-z0-9_]*")
_FORMER_HEADER = re.compile(r'^# title = "(?P<title>[^"\n]*)"$', re.MULTILINE)


class KeptAnswer(msgspec.Struct, frozen=True):
    """One answer that is kept to try the checks with."""

    title: str
    tasks: tuple[str, ...]
    """The tasks that it answers. A mistake loses each of them, and no other."""
    says: str = ""
    """What a learner who gives this answer reads; empty where no check recognises it."""
    change: Pairs | dict[str, Pairs] = ()
    """Of the one task's cell, or by cell."""
    cell: str | dict[str, str] = ""
    """The whole cell, where a change would not be shorter."""

    @property
    def changes(self) -> Mapping[str, Pairs]:
        """What changes, by cell."""
        return self.change if isinstance(self.change, dict) else {self.tasks[0]: self.change} if self.change else {}

    @property
    def cells(self) -> Mapping[str, str]:
        """The cells that are given whole."""
        return self.cell if isinstance(self.cell, dict) else {self.tasks[0]: self.cell} if self.cell else {}


def read_kept(path: Path, exercise: Exercise) -> dict[str, KeptAnswer]:
    """Read a file of kept answers by name, none where there is no file.

    Raises :class:`ContentError`, or :class:`UnknownKey` with the nearest known key, naming file and answer.
    """
    kept = read_tables(path, KeptAnswer) if path.is_file() else {}
    for name, answer in kept.items():
        _refuse_bad(name, answer, exercise, path)
    return kept


def read_titles(folder: Path, exercise: Exercise) -> dict[str, str]:
    """Return the French title of each mistake that an exercise keeps, by name.

    A class that runs may hold an exercise from before ``mistakes.toml``, with a file a mistake.
    """
    kept = read_kept(folder / FILE, exercise)
    former = {path.stem: _FORMER_HEADER.search(path.read_text("utf-8")) for path in folder.glob("mistakes/*.py")}
    return {name: header["title"] for name, header in sorted(former.items()) if header} | {
        name: answer.title for name, answer in kept.items()
    }


def _refuse_bad(name: str, answer: KeptAnswer, exercise: Exercise, path: Path) -> None:
    if not _NAME.fullmatch(name):
        raise ContentError(
            tr(
                "{path} : « [{name}] » ne convient pas comme nom. Des lettres minuscules sans accent, des chiffres "
                "et _, une lettre d’abord.",
                path=path,
                name=name,
            )
        )
    known = [task.id for task in exercise.tasks]
    unknown = next((task for task in answer.tasks if task not in known), None)
    if unknown is not None:
        raise ContentError(
            tr(
                "{path} : [{name}] nomme la tâche « {task} », qui n’existe pas dans cet exercice. Il y a : {known}.",
                path=path,
                name=name,
                task=unknown,
                known=", ".join(known),
            )
        )
    if not answer.tasks or not answer.title.strip():
        raise ContentError(tr("{path} : [{name}] doit avoir un title et des tasks.", path=path, name=name))
    if not answer.change and not answer.cell:
        raise ContentError(
            tr(
                "{path} : [{name}] ne change rien. Écrivez change = [[lignes de la référence, ce qui s’y met]], "
                "ou cell = la cellule entière.",
                path=path,
                name=name,
            )
        )
    unplaced = [given for given in (answer.change, answer.cell) if given and not isinstance(given, dict)]
    if unplaced and len(answer.tasks) > 1:
        raise ContentError(
            tr(
                "{path} : [{name}] porte sur plusieurs tâches. Dites quelle cellule change : « change.{task} » ou "
                "« cell.{task} ».",
                path=path,
                name=name,
                task=answer.tasks[0],
            )
        )
