"""The autograded notebook of a stock assignment: the work as it ran, with the gradebook's metadata."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from autograder.grading.notebook import disarm, dump_notebook
from autograder.grading.outputs import clean_outputs, clean_text
from autograder.grading.stock.assignment import StockNotebook
from autograder.grading.stock.restore import Work, WorkCell
from autograder.grading.stock.running import StockRun
from autograder.language import tr


def write_work(work: Work, runs: Sequence[StockRun], notebook: StockNotebook, trusted: Collection[str]) -> bytes:
    """Return nbformat 4.5 JSON; Markdown that is not among the ``trusted`` texts can hold no HTML."""
    cells = []
    count = 0
    for cell, run in zip(work.cells, runs, strict=True):
        count += run.ran
        cells.append(_write_cell(cell, run, count, trusted))
    kernel = notebook.kernelspec or {"display_name": "Python 3", "language": "python", "name": "python3"}
    metadata = {"kernelspec": kernel, "language_info": {"name": "python"}}
    return dump_notebook({"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5})


def _write_cell(cell: WorkCell, run: StockRun, count: int, trusted: Collection[str]) -> dict[str, Any]:
    safe = cell.type == "code" or cell.source in trusted
    written: dict[str, Any] = {
        "cell_type": cell.type,
        "id": cell.key,
        "metadata": {"nbgrader": cell.stock.describe()} if cell.stock else {},
        "source": cell.source if safe else disarm(cell.source, cell.submitted.attachments if cell.submitted else ()),
    }
    if cell.type == "raw":
        written["metadata"] = {"raw_mimetype": "text/plain"}  # Without it, nbconvert's pages take it for HTML.
    if cell.type == "code":
        written["execution_count"] = count if run.ran else None
        written["outputs"] = clean_outputs(run.outputs, count) + _write_end(run)
    elif cell.type == "markdown" and cell.submitted and cell.submitted.attachments:
        written["attachments"] = cell.submitted.attachments
    return written


def _write_end(run: StockRun) -> list[dict[str, Any]]:
    """An error in the place of what a cell that ended its process could not say."""
    names = {
        "timeout": ("CellTimeoutError", tr("La cellule tournait encore : elle a été arrêtée.")),
        "memory": ("MemoryError", tr("La cellule a demandé plus de mémoire qu’il n’y en avait.")),
        "crashed": ("DeadKernelError", tr("La cellule a mis fin au programme lui-même.")),
    }
    if not run.gone:
        return []
    name, message = names.get(run.gone, names["crashed"])
    text = clean_text(f"{name}: {message}")
    return [{"ename": name, "evalue": message, "output_type": "error", "traceback": [text]}]
