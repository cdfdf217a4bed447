"""Before an answer cell runs, the names that its task declares are dropped, so that no older try is judged for it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from autograder.check.live import binds


class Answer(NamedTuple):
    """A cell to fill: its id and the names that its task declares."""

    id: str
    names: tuple[str, ...]


def forget_before_answers(shell: Any) -> None:
    """Drop an answer's names before each of its runs, in ``shell``."""

    def forget(info: Any) -> None:
        source, cell = str(info.raw_cell or ""), str(info.cell_id or "")
        for answer in list_answers():
            if is_answer(answer, cell, source):
                for name in choose_forgotten(answer.names, source):
                    shell.user_ns.pop(name, None)

    shell.events.register("pre_run_cell", forget)


def is_answer(answer: Answer, cell: str, source: str) -> bool:
    """Whether a cell is the answer: by its id; where the kernel gives none, by the names that it binds."""
    return cell == answer.id if cell else binds(source, answer.names)


def choose_forgotten(names: tuple[str, ...], source: str) -> list[str]:
    """Return the names to drop: all but those whose former value the cell itself reads first (``x = x + 1``)."""
    try:
        body = ast.parse(source).body
    except (SyntaxError, ValueError):
        return list(names)
    return [name for name in names if not _reads_first(name, body)]


def _reads_first(name: str, body: list[ast.stmt]) -> bool:
    for statement in body:
        if isinstance(statement, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            if statement.name == name:
                return False
            continue
        found = [node for node in ast.walk(statement) if isinstance(node, ast.Name) and node.id == name]
        if any(isinstance(node.ctx, ast.Load) for node in found):
            return True
        if found:
            return False
    return False


_answers: dict[Path, tuple[Answer, ...]] = {}


def list_answers() -> Iterator[Answer]:
    """Yield the answers of the exercise in the current folder and those of the lesson that was opened."""
    from autograder.check import lesson

    folders = [folder for folder in [_find_exercise(), *map(Path, lesson.list_opened())] if folder is not None]
    for folder in folders:
        if folder not in _answers:
            _answers[folder] = _read_answers(folder)
        yield from _answers[folder]


def _find_exercise() -> Path | None:
    here = Path.cwd()
    return next((folder for folder in (here, *here.parents) if (folder / "exercise.json").is_file()), None)


def _read_answers(folder: Path) -> tuple[Answer, ...]:
    from autograder.content.edition import read_edition
    from autograder.content.lesson import read_lesson_edition
    from autograder.errors import PasserelleError

    try:
        if (folder / "exercise.json").is_file():
            return tuple(Answer(task.id, task.names) for task in read_edition(folder).tasks if not task.manual)
        return tuple(Answer(one.id, one.names) for one in read_lesson_edition(folder).tries)
    except PasserelleError:
        return ()  # A check will say what is wrong with the folder.
