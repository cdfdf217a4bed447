"""``passerelle check NOTEBOOK``: one's own work run in this process, the checks received, the panels as plain text.

It is one's own work on one's own machine: no sandbox, so that it runs on every system.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from autograder.check.clock import TimedTransport
from autograder.check.desk import Desk, find_exercise_folder
from autograder.check.live import RanCell, RanCells
from autograder.check.panel import render_task_text, render_total
from autograder.errors import MissingPath, NotebookError, StudentGone
from autograder.language import tr, use_language
from autograder.sandbox.protocol import Reply, Request, RunCell

_CHECK_CELL = re.compile(r"\s*(check(_all)?|hint|solution)\([^)]*\)\s*;?\s*")


def check_file(path: Path) -> float:
    """Run the learner's own notebook, then the checks beside it; print what a notebook would show.

    Returns the points. Raises :class:`MissingPath` or :class:`NotebookError`; the learner's own errors are told.
    """
    cells = _read_code_cells(path)
    folder = find_exercise_folder(path.parent)
    with _working_in(folder), tempfile.TemporaryDirectory(prefix="passerelle-", ignore_cleanup_errors=True) as profile:
        shell, server = _start_shell(profile, folder)
        desk = Desk(folder, _Transport(server), shell.ran, shell.locate)
        with use_language(desk.edition.lang):
            if desk.edition.variants:
                desk.find_learner()  # Asked now: cells that run cannot ask.
            timed = TimedTransport(_Transport(server), desk.edition.limits.cell_seconds)
            for cell, source in cells:
                shell.run_own(timed, cell, source)
            return _print_results(desk)


class _Transport:
    """The server in this very process, as checks ask it."""

    def __init__(self, server: Any) -> None:
        self._server = server

    def ask(self, request: Request, seconds: float | None = None) -> Reply:
        return self._server.answer(request)


class _OwnShell:
    """A fresh IPython shell and what its cells came to."""

    def __init__(self, shell: Any) -> None:
        self._shell = shell
        self.ran = RanCells(shell)
        self.locate = shell.locate

    def run_own(self, transport: TimedTransport, cell: str, source: str) -> None:
        """Run one cell within its time; its errors are kept with it."""
        known = len(self.ran.cells)
        try:
            transport.ask(RunCell(cell=cell, source=source))
            stopped = None
        except StudentGone:
            stopped = TimeoutError()
        if len(self.ran.cells) == known:
            self.ran.cells.append(RanCell(cell, source))
        last = self.ran.cells[-1]
        last.cell, last.error = cell, stopped or last.error


def _start_shell(profile: str, folder: Path) -> tuple[_OwnShell, Any]:
    from autograder.sandbox.cells import make_shell
    from autograder.sandbox.server import Server

    os.environ.setdefault("MPLBACKEND", "agg")
    shell = make_shell(profile)
    server = Server(
        shell.user_ns, locate=shell.locate, runner=shell, hidden=lambda: shell.user_ns_hidden, folder=folder
    )
    return _OwnShell(shell), server


def _print_results(desk: Desk) -> float:
    from rich.console import Console
    from rich.markup import escape
    from rich.text import Text

    console = Console(highlight=False, soft_wrap=True)
    score = 0.0
    for task in desk.edition.tasks:
        result = desk.check_task(task)
        score += result.score
        text = Text(render_task_text(result, desk.edition.lang, hidden_checks=task.hidden_checks))
        text.highlight_regex(r"(?m)^✔ [^:]*", "green")
        text.highlight_regex(r"(?m)^✘ [^:]*", "bold red")
        text.highlight_regex(r"\A[^\n]*", "bold")
        console.print(text)
        console.print()
    console.print(escape(render_total(score, sum(task.points for task in desk.edition.tasks), desk.edition.lang)[1]))
    return score


def _read_code_cells(path: Path) -> list[tuple[str, str]]:
    """Return the id and source of each code cell, those that only call ``check`` left out."""
    try:
        notebook = json.loads(path.read_bytes())
        cells = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
    except FileNotFoundError:
        raise MissingPath(
            tr("{path} n’existe pas. Donnez le chemin du carnet, par exemple 21-…/21-….ipynb.", path=path)
        ) from None
    except OSError as error:
        raise MissingPath(tr("{path} ne peut pas être lu ({reason}).", path=path, reason=error.strerror)) from None
    except (ValueError, KeyError, TypeError, RecursionError):
        raise NotebookError(
            tr("{path} n’est pas un carnet lisible. Enregistrez-le de nouveau depuis JupyterLab.", path=path)
        ) from None
    found = []
    for number, cell in enumerate(cells, 1):
        source = cell.get("source", "")
        text = "".join(source) if isinstance(source, list) else str(source)
        if text.strip() and not _CHECK_CELL.fullmatch(text):
            found.append((_name_cell(cell, number), text))
    return found


def _name_cell(cell: dict[str, Any], number: int) -> str:
    """Return nbgrader's name of a cell, else its id, else its place."""
    metadata = cell.get("metadata")
    nbgrader = metadata.get("nbgrader") if isinstance(metadata, dict) else None
    name = nbgrader.get("grade_id") if isinstance(nbgrader, dict) else None
    return str(name or cell.get("id") or f"cell-{number}")


@contextlib.contextmanager
def _working_in(folder: Path) -> Iterator[None]:
    """Work in the exercise's folder, as a notebook does, and come back."""
    former, search = os.getcwd(), list(sys.path)
    os.chdir(folder)
    sys.path.insert(0, str(folder))
    try:
        yield
    finally:
        os.chdir(former)
        sys.path[:] = search
