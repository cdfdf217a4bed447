"""A cell's error in the learner's language, above Python's own words.

The sentences are those of the checks (:mod:`autograder.check.messages`): one source for both. Where the cause is not
known, they say what Python said, translated, and no more.
"""

from __future__ import annotations

import contextlib
import json
import re
from pathlib import Path
from typing import Any, NamedTuple

from autograder.check.messages.errors import explain_plainly, tell_place
from autograder.check.messages.seen import Seen
from autograder.check.messages.show import code
from autograder.language import tr, use_language
from autograder.sandbox.failures import Place, describe_failure
from autograder.sandbox.protocol import StudentError

MARK = "\u2063"
"""Begins the line that is ours: nothing of it shows, and the desk in JupyterLab folds what follows."""


class Ran(NamedTuple):
    """The cell that runs: the number that it gets between brackets, and its text as typed."""

    number: str = ""
    source: str = ""


def tell_errors(shell: Any) -> None:
    """Put the sentence above the traceback of each error that a cell of ``shell`` ends with."""
    from autograder.sandbox.server import KernelCells

    cells = KernelCells(shell)
    show = shell._showtraceback
    now = [Ran()]

    def note(info: Any) -> None:
        number = shell.execution_count - bool(info.store_history)
        now[:] = [Ran(str(number), str(info.raw_cell or ""))]

    def locate(filename: str) -> Place | None:
        place = cells.locate(filename)
        number = getattr(shell.compile, "_filename_map", {}).get(filename)
        return place and Place(str(number), place.source, place.cell in list_given())

    def show_told(kind: type, error: BaseException, lines: list[str]) -> Any:
        told = ""
        if hasattr(error, "_render_traceback_"):
            return show(kind, error, lines)  # It says itself how it is shown.
        with contextlib.suppress(Exception):  # The traceback is shown whatever happens to the sentence about it.
            told = tell(error, now[0], locate, list_names(shell))
        return show(kind, error, [MARK + told, *lines] if told else lines)

    shell.events.register("pre_run_cell", note)
    shell._showtraceback = show_told


def list_names(shell: Any) -> tuple[str, ...]:
    """Return the names that the learner's cells gave a value to."""
    hidden = shell.user_ns_hidden
    return tuple(name for name in shell.user_ns if not name.startswith("_") and name not in hidden)


def list_given() -> frozenset[str]:
    """Return the ids of the cells that came with the exercise and that nobody can change."""
    for path in sorted(Path.cwd().glob("*.ipynb")):
        with contextlib.suppress(OSError, ValueError, KeyError, TypeError, AttributeError):
            cells = json.loads(path.read_bytes())["cells"]
            return frozenset(str(cell["id"]) for cell in cells if cell["metadata"].get("editable") is False)
    return frozenset()


def tell(error: BaseException, ran: Ran, locate: Any, names: tuple[str, ...] = ()) -> str:
    """Return what a learner reads of an error: the line in their own cell, and what it means."""
    from autograder.desk.output import OutputStopped

    with use_language(find_language()):
        if isinstance(error, OutputStopped):
            return str(error)
        told = describe_failure(error, locate)
        told = _place_in(told, error, ran) if not told.source or told.cell == ran.number else told
        here = told.cell == ran.number
        plain = explain_plainly(told, Seen(ran.source if here else told.source, names))
        place = _tell_given(told) if _is_given(error, told, locate) else "" if here else _tell_other(told)
        return _strip(" ".join(part for part in (place or tell_place(told), plain.sentence) if part))


def _place_in(told: StudentError, error: BaseException, ran: Ran) -> StudentError:
    """Return the failure with its line as the screen counts it.

    Code that cannot be read has no frame, and its cell is the one that ran; empty lines at the top of a cell are not
    counted by IPython, and are on the screen.
    """
    line = told.line or (error.lineno if isinstance(error, SyntaxError) else 0) or 0
    lines = ran.source.splitlines()
    line += len(lines) - len(ran.source.lstrip("\r\n \t").splitlines()) if line else 0
    if not 0 < line <= len(lines):
        return told
    return StudentError(told.type, told.builtin, told.message, ran.number, line, lines[line - 1].rstrip()[:500])


def _is_given(error: BaseException, told: StudentError, locate: Any) -> bool:
    """Whether the line that is told is of a cell that came with the exercise: none of the learner's own led there."""
    step = error.__traceback__
    while step is not None:
        place = locate(step.tb_frame.f_code.co_filename)
        if place is not None and place.cell == told.cell:
            return bool(place.given)
        step = step.tb_next
    return False


def _tell_given(told: StudentError) -> str:
    return tr(
        "Le code s’arrête dans la cellule donnée [{number}], à la ligne {line} : {source}. "
        "Elle se sert de ce que vos cellules ont défini.",
        number=told.cell,
        line=told.line,
        source=code(told.source.strip()),
    )


def _tell_other(told: StudentError) -> str:
    """The line of a function that an earlier cell defined."""
    if not told.line:
        return ""
    return tr(
        "Le code s’arrête à la ligne {line} de la cellule [{number}] : {source}.",
        line=told.line,
        number=told.cell,
        source=code(told.source.strip()),
    )


def _strip(text: str) -> str:
    """Return a message as plain text: an error's lines hold no markup."""
    return re.sub("`` ?| ?``", "", text).replace("`", "")


def find_language() -> str:
    """Return the language of the notebook in use, else the person's own."""
    from autograder.check import lesson
    from autograder.language import current_language

    for folder in (Path.cwd(), *map(Path, lesson.list_opened())):
        with contextlib.suppress(Exception):
            if (folder / "exercise.json").is_file():
                from autograder.content.edition import read_edition

                return read_edition(folder).lang
            from autograder.content.lesson import read_lesson_edition

            return read_lesson_edition(folder).lang
    return current_language()
