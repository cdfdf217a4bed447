"""Whether what ran is what stands on the screen: a verdict is about the text that a learner sees.

A kernel never sees the screen. What it has is the notebook as it was saved last, and the cells that it ran.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Literal

import msgspec

from autograder.check.live import RanCells
from autograder.check.outcome import CheckOutcome, Message, TaskResult
from autograder.content.edition import EditionTask
from autograder.language import tr

Gap = Literal["", "changed", "restarted"]
"""``changed``: saved with another text after it had run. ``restarted``: it ran before Python restarted."""

_SLACK = 0.5
"""Seconds between a cell's end and a save of the same text that must not count as a change."""


class SavedCell(msgspec.Struct, frozen=True):
    """A code cell as the file holds it."""

    source: str
    number: int | None = None
    """The number in brackets on its left."""


def find_gap(cells: RanCells, task: EditionTask, notebook: Path) -> Gap:
    """Return what separates the answer of ``task`` on the screen from what ran; empty where nothing is known to."""
    ran = cells.find(task.id, task.names)
    saved = read_saved_cells(notebook).get(task.id)
    if saved is None:
        return ""
    if ran is None:
        return "restarted" if saved.number is not None else ""
    if ran.cell != task.id or not ran.at:
        return ""  # Answered in a cell of their own, or before this was watched: nothing to compare with.
    try:
        at = notebook.stat().st_mtime
    except OSError:
        return ""
    return "changed" if at > ran.at + _SLACK and _squeeze(saved.source) != _squeeze(ran.source) else ""


def tell_changed(task: EditionTask) -> TaskResult:
    """Return a result that judges nothing: the text on the screen has not run."""
    message = Message(
        tried=tr("Le texte de votre cellule a changé depuis que vous l’avez exécutée."),
        look=tr("Exécutez-la (Maj + Entrée), puis vérifiez : je juge ce que vous voyez, pas ce qui tournait avant."),
    )
    outcome = CheckOutcome(task.id, task.id, tr("Votre dernière version"), "error", str(message), mistakes=("not-run",))
    return TaskResult(task.id, task.title, 0.0, task.points, outcome.status, (outcome,))


def read_saved_cells(path: Path) -> dict[str, SavedCell]:
    """Return each code cell of a saved notebook by its id and by nbgrader's name; empty where it is unreadable."""
    try:
        cells = json.loads(path.read_bytes())["cells"]
    except (OSError, ValueError, TypeError, KeyError):
        return {}
    found: dict[str, SavedCell] = {}
    for cell in cells if isinstance(cells, list) else ():
        if isinstance(cell, dict) and cell.get("cell_type") == "code":
            for name in _list_names(cell):
                found[name] = _read_cell(cell)
    return found


def _list_names(cell: dict[str, Any]) -> list[str]:
    metadata = cell.get("metadata")
    settings = metadata.get("nbgrader") if isinstance(metadata, dict) else None
    name = settings.get("grade_id") if isinstance(settings, dict) else None
    return [name for name in (cell.get("id"), name) if isinstance(name, str)]


def _read_cell(cell: dict[str, Any]) -> SavedCell:
    source, number = cell.get("source", ""), cell.get("execution_count")
    text = "".join(map(str, source)) if isinstance(source, list) else str(source)
    return SavedCell(text, number if isinstance(number, int) else None)


def _squeeze(source: str) -> list[str]:
    return [line.rstrip() for line in source.splitlines() if line.strip()]
