"""Kept mistakes: plausible wrong answers that the checks must catch and name."""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection
from pathlib import Path

import msgspec

from autograder.content.exercise import Exercise
from autograder.content.kit import Kit
from autograder.errors import ContentError
from autograder.i18n.catalogue import make_translator
from autograder.i18n.mistakes import read_mistake_header
from autograder.i18n.percent import make_cell, refuse_duplicates
from autograder.language import normalise_language, tr

# The grader reads these: jupytext and what it imports would cost it two seconds, and these files are code cells only.
_CELL = re.compile(r"^# %%(?P<tags>[^\n]*)\n?", re.MULTILINE)
_TAG = re.compile(r'(?P<key>[\w-]+)\s*=\s*"(?P<value>[^"\n]*)"')


class Mistake(msgspec.Struct, frozen=True):
    """A plausible wrong answer, kept with the exercise."""

    name: str
    """The stem of its file, by which checks call it."""
    title: str
    tasks: tuple[str, ...]
    """The tasks that it must lose, all of them and no other."""
    message: str
    """A piece of the message that the learner must read."""
    cells: dict[str, str]
    """The source of each cell that it changes, by id."""


def read_mistakes(kit: Kit, exercise_id: str) -> list[Mistake]:
    """Read ``mistakes/*.py`` in alphabetical order; raises :class:`ContentError` naming file and remedy."""
    folder = kit.solution_folder(exercise_id) / "mistakes"
    exercise = kit.read_exercise(exercise_id)
    paths = sorted(folder.glob("*.py")) if folder.is_dir() else []
    return [_read_mistake(path, exercise) for path in paths]


def refuse_unknown_cells(mistakes: list[Mistake], known: Collection[str], folder: Path) -> None:
    """Raise :class:`ContentError` where a mistake changes a cell that the notebook does not have."""
    for mistake in mistakes:
        for cell in mistake.cells:
            if cell not in known:
                near = difflib.get_close_matches(cell, known, n=1, cutoff=0.4)
                raise ContentError(
                    tr(
                        "{path} : le carnet n’a pas de cellule « {cell} ». La plus proche est « {near} ».",
                        path=folder / f"{mistake.name}.py",
                        cell=cell,
                        near=near[0] if near else "—",
                    )
                )


def translate_mistake(kit: Kit, exercise_id: str, mistake: Mistake, language: str) -> Mistake:
    """Return the mistake with its title and its piece of message in ``language``."""
    translator = make_translator(kit, (f"{exercise_id}.hidden",), normalise_language(language))
    translate = translator.at(f"mistakes/{mistake.name}.py")
    return msgspec.structs.replace(
        mistake,
        title=translate(mistake.title) or mistake.title,
        message=translate(mistake.message) or mistake.message,
    )


def _read_mistake(path: Path, exercise: Exercise) -> Mistake:
    header, body = read_mistake_header(path)
    known = [task.id for task in exercise.tasks]
    cells = _read_cells(body, path)
    for task in (*header.tasks, *cells.tasks):
        if task not in known:
            raise ContentError(
                tr(
                    "{path} : la tâche « {task} » n’existe pas dans cet exercice. Il y a : {known}.",
                    path=path,
                    task=task,
                    known=", ".join(known),
                )
            )
    return Mistake(path.stem, header.title, header.tasks, header.message, cells.sources)


class _Cells(msgspec.Struct, frozen=True):
    sources: dict[str, str]
    tasks: list[str]


def _read_cells(text: str, path: Path) -> _Cells:
    marks = list(_CELL.finditer(text))
    cells = []
    for number, mark in enumerate(marks, start=1):
        end = marks[number].start() if number < len(marks) else len(text)
        tags = {tag["key"]: tag["value"] for tag in _TAG.finditer(mark["tags"])}
        where = tr("{path}, cellule {position}", path=path, position=number)
        cells.append(make_cell(tags, "code", text[mark.end() : end].strip(), f"cell-{number}", where))
    if not cells or not all(cell.task or cell.named for cell in cells) or text[: marks[0].start()].strip():
        raise ContentError(
            tr(
                '{path} : après l’en-tête, il faut une cellule # %% task="…" ou # %% cell="…" '
                "pour chaque cellule changée, et rien d’autre.",
                path=path,
            )
        )
    refuse_duplicates(cells, path)
    return _Cells({cell.id: cell.source for cell in cells}, [cell.task for cell in cells if cell.task])
