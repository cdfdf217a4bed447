"""The autograded notebook: the learner's work as it ran, with the panel and the points in each check cell."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Sequence
from functools import lru_cache
from typing import Any

import msgspec

from autograder.check.panel import render_task_html, render_task_text
from autograder.grading.outputs import clean_outputs
from autograder.grading.released import ReleasedNotebook
from autograder.grading.report import Report, TaskReport
from autograder.grading.restore import Restored, RestoredCell
from autograder.grading.session import CellRun


def write_notebook(restored: Restored, runs: Sequence[CellRun], report: Report, released: ReleasedNotebook) -> bytes:
    """Return nbformat 4.5 JSON; the points in it come from ``report`` alone."""
    cells = []
    count = 0
    for cell, run in zip(restored.cells, runs, strict=True):
        if cell.type == "code" and (run.ran or cell.role == "check"):
            count += 1
        cells.append(_write_cell(cell, run, report, count))
    notebook = {
        "cells": cells,
        "metadata": released.metadata,
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    return dump_notebook(notebook)


def dump_notebook(notebook: dict[str, Any]) -> bytes:
    """Return a notebook as JSON."""
    try:
        return msgspec.json.format(msgspec.json.encode(notebook, order="sorted"), indent=1) + b"\n"
    except UnicodeEncodeError:  # Half a surrogate pair, which only Python's own writer can leave out.
        return (json.dumps(notebook, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode("utf-8", "replace")


def _write_cell(cell: RestoredCell, run: CellRun, report: Report, count: int) -> dict[str, Any]:
    metadata = cell.released.json.get("metadata", {}) if cell.released else {}
    written: dict[str, Any] = {
        "cell_type": cell.type,
        "id": cell.key,
        "metadata": metadata,
        "source": cell.source if _is_safe(cell) else disarm(cell.source, _list_attachments(cell)),
    }
    if cell.type == "raw" and cell.released is None:
        written["metadata"] = {"raw_mimetype": "text/plain"}  # Without it, nbconvert's pages take it for HTML.
    if cell.type == "code":
        graded = cell.role == "check"
        written["execution_count"] = count if run.ran or graded else None
        if graded:
            written["outputs"] = _write_result(cell.task, report, count)
        else:
            written["outputs"] = [] if cell.blank else clean_outputs(run.outputs, count)
    elif cell.type == "markdown" and cell.submitted and cell.submitted.attachments:
        written["attachments"] = cell.submitted.attachments
    return written


_ATTACHED = re.compile(r"(attachment):([^\s()<>\"']*)", re.IGNORECASE)
_MARKUP = re.compile(r"<(?=[A-Za-z/!?])(?!https?://[^\s<>\"']*>)")


def _is_safe(cell: RestoredCell) -> bool:
    """Whether the source is shown as text anyway, or is ours."""
    return cell.type == "code" or (cell.released is not None and cell.released.source == cell.source)


def _list_attachments(cell: RestoredCell) -> Collection[str]:
    return cell.submitted.attachments if cell.submitted else ()


def disarm(text: str, attachments: Collection[str] = ()) -> str:
    """Return a learner's Markdown that reads the same and holds no HTML: nbconvert's pages would run its scripts.

    A word joiner, which nobody sees, keeps each ``<`` from opening a tag, in code spans as elsewhere; and what looks
    for a picture that is not attached from stopping the page.
    """
    text = _MARKUP.sub("<\u2060", text)
    return _ATTACHED.sub(lambda found: found[0] if found[2] in attachments else f"{found[1]}\u2060:{found[2]}", text)


def _write_result(task_id: str, report: Report, count: int) -> list[dict[str, Any]]:
    """The panel, then exactly one number: that is what nbgrader reads."""
    task = report.find_task(task_id)
    panel, text = _render(task, report.lang)
    return [
        {
            "data": {"text/html": panel, "text/plain": text},
            "metadata": {},
            "output_type": "display_data",
        },
        {
            "data": {"text/plain": repr(float(task.score))},
            "execution_count": count,
            "metadata": {},
            "output_type": "execute_result",
        },
    ]


@lru_cache(maxsize=256)
def _render(task: TaskReport, lang: str) -> tuple[str, str]:
    """Many works earn the same panel."""
    return render_task_html(task, lang), render_task_text(task, lang)
