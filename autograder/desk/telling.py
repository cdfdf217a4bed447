"""A cell's error in the learner's language, above Python's own words.

The sentences are those of the checks (:mod:`autograder.check.messages`): one source for both. Where the cause is not
known, they say what Python said, translated, and no more.
"""

from __future__ import annotations

import contextlib
from typing import Any

from autograder.check.messages.errors import explain_plainly, tell_place
from autograder.check.messages.seen import Seen
from autograder.language import use_language
from autograder.sandbox.failures import describe_failure
from autograder.sandbox.protocol import StudentError

MARK = "\u2063"
"""Begins the line that is ours: nothing of it shows, and the desk in JupyterLab folds what follows."""


def tell_errors(shell: Any) -> None:
    """Put the sentence above the traceback of each error that a cell of ``shell`` ends with."""
    from autograder.sandbox.server import KernelCells

    locate = KernelCells(shell).locate
    show = shell._showtraceback
    ran = {"source": ""}
    shell.events.register("pre_run_cell", lambda info: ran.update(source=str(info.raw_cell or "")))

    def show_told(kind: type, error: BaseException, lines: list[str]) -> Any:
        told = ""
        if hasattr(error, "_render_traceback_"):
            return show(kind, error, lines)  # It says itself how it is shown.
        with contextlib.suppress(Exception):  # The traceback is shown whatever happens to the sentence about it.
            told = tell(error, ran["source"], locate, list_names(shell))
        return show(kind, error, [MARK + told, *lines] if told else lines)

    shell._showtraceback = show_told


def list_names(shell: Any) -> tuple[str, ...]:
    """Return the names that the learner's cells gave a value to."""
    hidden = shell.user_ns_hidden
    return tuple(name for name in shell.user_ns if not name.startswith("_") and name not in hidden)


def tell(error: BaseException, source: str, locate: Any, names: tuple[str, ...] = ()) -> str:
    """Return what a learner reads of an error: the line in their own cell, and what it means."""
    from autograder.desk.output import OutputStopped

    with use_language(find_language()):
        if isinstance(error, OutputStopped):
            return str(error)
        told = describe_failure(error, locate)
        told = told if told.source else _place_in(told, error, source)
        plain = explain_plainly(told, Seen(source if _is_line_of(told, source) else "", names))
        return _strip(" ".join(part for part in (tell_place(told), plain.sentence) if part))


def _is_line_of(told: StudentError, source: str) -> bool:
    """Whether the line that stopped is one of the cell that ran, and not of a function made in another."""
    lines = source.splitlines()
    return 0 < told.line <= len(lines) and lines[told.line - 1].strip() == told.source.strip()


def _place_in(told: StudentError, error: BaseException, source: str) -> StudentError:
    """Return the failure with its line: code that cannot be read has no frame, and its cell is the one that ran."""
    line = error.lineno if isinstance(error, SyntaxError) and isinstance(error.lineno, int) else 0
    lines = source.splitlines()
    if not 0 < line <= len(lines):
        return told
    return StudentError(told.type, told.builtin, told.message, told.cell, line, lines[line - 1].rstrip()[:500])


def _strip(text: str) -> str:
    """Return a message as plain text: an error's lines hold no markup."""
    return text.replace("``", "").replace("`", "")


def find_language() -> str:
    """Return the language of the notebook in use, else the person's own."""
    from pathlib import Path

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
