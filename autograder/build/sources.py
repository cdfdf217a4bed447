"""The cells of an exercise's ``notebook.py``, held against its ``exercise.toml``."""

from __future__ import annotations

import difflib
from pathlib import Path

from autograder.content.exercise import Exercise
from autograder.content.kit import Kit
from autograder.errors import ContentError
from autograder.i18n.percent import SourceCell, read_cells
from autograder.language import tr

SETUP = "from autograder.check import check, check_all, hint, solution, variant"
SETUP_CELL = "setup"
LAST_CHECK = "check_all()"
LAST_CHECK_CELL = "check-all"
BEGIN = "BEGIN SOLUTION"
END = "END SOLUTION"


def read_exercise_cells(kit: Kit, exercise: Exercise) -> list[SourceCell]:
    """Return the cells as authored, without check cells; raises :class:`ContentError` where they do not hold."""
    path = kit.solution_folder(exercise.id) / "notebook.py"
    cells = read_cells(path)
    _refuse_missing_tasks(cells, exercise, path)
    _refuse_bad_setup(cells, path)
    for cell in cells:
        _refuse_lesson_tags(cell, path)
        _refuse_bad_marks(cell, path)
        _refuse_own_checks(cell, path)
        if cell.task:
            _refuse_wrong_type(cell, exercise, path)
    return cells


def _refuse_missing_tasks(cells: list[SourceCell], exercise: Exercise, path: Path) -> None:
    declared = [task.id for task in exercise.tasks]
    answered = [cell.task for cell in cells if cell.task]
    for task in answered:
        if task not in declared:
            near = difflib.get_close_matches(task, declared, n=1, cutoff=0.4)
            raise ContentError(
                tr(
                    "{path} : la cellule « {task} » répond à une tâche qu’exercise.toml ne déclare pas. "
                    'Ajoutez [[tasks]] id = "{task}", ou corrigez le nom (le plus proche est « {near} »).',
                    path=path,
                    task=task,
                    near=near[0] if near else "—",
                )
            )
    for task in declared:
        if task not in answered:
            raise ContentError(
                tr(
                    "{path} : exercise.toml déclare la tâche « {task} », mais aucune cellule n’y répond. "
                    'Ajoutez une cellule # %% task="{task}", ou retirez la tâche.',
                    path=path,
                    task=task,
                )
            )


def _refuse_bad_setup(cells: list[SourceCell], path: Path) -> None:
    first = next((cell for cell in cells if cell.type == "code"), None)
    if first is None or first.id != SETUP_CELL or first.source.strip() != SETUP:
        raise ContentError(
            tr(
                '{path} : la première cellule de code doit être # %% cell="setup" avec la seule ligne « {line} ». '
                "Mettez-la en tête.",
                path=path,
                line=SETUP,
            )
        )
    for cell in cells:
        reserved = cell.id == LAST_CHECK_CELL and cell.source.strip() != LAST_CHECK
        if reserved or (cell.id == SETUP_CELL and cell is not first):
            raise ContentError(
                tr("{path} : le nom de cellule « {cell} » est réservé. Renommez-la.", path=path, cell=cell.id)
            )


def _refuse_lesson_tags(cell: SourceCell, path: Path) -> None:
    if cell.kind or cell.ends:
        raise ContentError(
            tr(
                "{path}, cellule « {cell} » : étapes, coups d’essai et paris sont d’une leçon. "
                "Mettez cette cellule dans courses/, ou retirez l’étiquette.",
                path=path,
                cell=cell.id,
            )
        )


def _refuse_bad_marks(cell: SourceCell, path: Path) -> None:
    inside = False
    for line in cell.source.splitlines():
        if BEGIN in line:
            if inside or not cell.task:
                raise _explain_marks(cell, path)
            inside = True
        elif END in line:
            if not inside:
                raise _explain_marks(cell, path)
            inside = False
    if inside:
        raise _explain_marks(cell, path)


def _explain_marks(cell: SourceCell, path: Path) -> ContentError:
    return ContentError(
        tr(
            "{path}, cellule « {cell} » : les marques ### BEGIN SOLUTION et ### END SOLUTION ne vont pas par paires, "
            'ou la cellule ne répond à aucune tâche. Mettez-les autour de la solution, dans une cellule # %% task="…".',
            path=path,
            cell=cell.id,
        )
    )


def _refuse_own_checks(cell: SourceCell, path: Path) -> None:
    if cell.type == "code" and cell.source.lstrip().startswith("check("):
        raise ContentError(
            tr(
                "{path}, cellule « {cell} » : la construction ajoute elle-même les cellules check(…). "
                "Retirez celle-ci.",
                path=path,
                cell=cell.id,
            )
        )


def _refuse_wrong_type(cell: SourceCell, exercise: Exercise, path: Path) -> None:
    manual = exercise.find_task(cell.task).manual
    if cell.type == "code" or (cell.type == "markdown" and manual):
        return
    raise ContentError(
        tr(
            "{path}, cellule « {cell} » : seule une tâche notée par une personne (manual = true) se répond en texte. "
            "Faites-en une cellule de code, ou mettez manual = true dans exercise.toml.",
            path=path,
            cell=cell.id,
        )
    )
