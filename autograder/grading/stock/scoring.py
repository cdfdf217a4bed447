"""The points of a cell, as nbgrader's ``determine_grade`` gives them, but for one thing: a warning costs nothing.

nbgrader gives zero to a test that writes anything on the error stream. Here that stream is not read.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Any, Literal

import msgspec

from autograder.grading.report import CheckReport, Status, TaskReport
from autograder.grading.stock.assignment import StockAssignment, StockCell, StockNotebook, name_task
from autograder.grading.stock.restore import Work, WorkCell
from autograder.grading.stock.running import StockRun
from autograder.language import tr
from autograder.sandbox.protocol import Refusal

NO_RESPONSE = "No response."
"""nbgrader's own comment on an answer left as it was given out."""

Why = Literal["", "refused", "above"]


class CellScore(msgspec.Struct, frozen=True):
    """What the gradebook is told of one cell."""

    score: float | None = None
    """``None`` where a person has to give it."""
    counted: bool = False
    """Whether the cell has a row of points to be written: not a task, whose points a person gives."""
    comment: str | None = None
    commented: bool = False
    """Whether the cell has a comment to be written."""
    status: Status = "passed"
    message: str = ""
    """Why a test did not pass; for instructors."""
    why: Why = ""
    """Why a person has to look, where a test could not be scored."""


def score_work(work: Work, runs: Sequence[StockRun], given: Collection[str] = ()) -> dict[str, CellScore]:
    """Return the score of each cell that the gradebook keeps and the notebook has, by name.

    ``given`` are the sources of the instructor's own cells.
    """
    found: dict[str, CellScore] = {}
    refused: dict[Refusal, None] = {}
    for cell, run in zip(work.cells, runs, strict=True):
        refused.update(dict.fromkeys(_list_refusals(run, cell.source in given)))
        stock = cell.stock
        if stock is not None and (stock.counted or stock.solution):
            found[stock.name] = _score_cell(stock, cell, run, bool(refused))
    return found


def list_refused(work: Work, runs: Sequence[StockRun], given: Collection[str] = ()) -> list[Refusal]:
    """Return what the work tried in vain, each once."""
    pairs = zip(work.cells, runs, strict=True)
    return list(dict.fromkeys(kind for cell, run in pairs for kind in _list_refusals(run, cell.source in given)))


def _list_refusals(run: StockRun, given: bool) -> Iterator[Refusal]:
    """Yield what a cell tried in vain; the instructor's own shell lines say nothing about a learner's work."""
    yield from (kind for kind in run.refused if not (given and kind == "shell"))
    # Python tells of no thread before it starts (not before 3.12): the error does.
    if run.error is not None and run.error.type == "RuntimeError" and "start new thread" in run.error.message:
        yield "process"


def _score_cell(stock: StockCell, cell: WorkCell, run: StockRun, refused: bool) -> CellScore:
    untouched = stock.is_untouched(cell.source)
    comment = NO_RESPONSE if untouched and not stock.task else None
    commented = stock.solution or stock.task
    if not stock.grade:
        return CellScore(comment=comment, commented=commented, status="manual")
    if stock.solution:
        score, status = (0.0, "blank") if untouched else (None, "manual")
        return CellScore(score, True, comment, True, status)  # type: ignore[arg-type]
    if not stock.tested:
        return CellScore(None, True, comment, commented, "manual")
    return _score_test(stock, run, refused)


def _score_test(stock: StockCell, run: StockRun, refused: bool) -> CellScore:
    points = float(stock.points or 0.0)
    if run.gone or run.error is not None:
        if refused:
            return CellScore(None, True, status="manual", message=_describe(run), why="refused")
        return CellScore(0.0, True, status=_name_end(run), message=_describe(run))
    try:
        score = _read_points(run, points)
    except ValueError:
        return CellScore(None, True, status="manual", why="above")
    if score < points and refused:
        return CellScore(None, True, status="manual", why="refused")
    return CellScore(score, True, status="passed" if score >= points else "failed")


def _read_points(run: StockRun, points: float) -> float:
    """Return what the value of the cell is worth: a number is the points; anything else, or nothing, is all of them.

    A negative number is 0.

    Raises ``ValueError`` where it is more than the cell is worth: nbgrader stops there.
    """
    for output in run.outputs:
        decoded: dict[str, Any] = msgspec.json.decode(output)
        if decoded.get("output_type") != "execute_result":
            continue
        text = decoded.get("data", {}).get("text/plain")
        try:
            value = float(text)
        except (TypeError, ValueError):
            return points
        if value > points:
            raise ValueError(value)
        return value if value >= 0.0 else 0.0  # Less than nothing, or no number at all.
    return points


def _name_end(run: StockRun) -> Status:
    if run.gone:
        return run.gone  # type: ignore[return-value]
    return "failed" if run.error is not None and run.error.builtin == "AssertionError" else "error"


def _describe(run: StockRun) -> str:
    if run.gone == "timeout":
        return tr("La cellule tournait encore : elle a été arrêtée.")
    if run.gone == "memory":
        return tr("La cellule a demandé plus de mémoire qu’il n’y en avait.")
    if run.gone or run.error is None:
        return tr("La cellule a mis fin au programme lui-même.")
    return f"{run.error.type}: {run.error.message}" if run.error.message else run.error.type


def report_tasks(
    assignment: StockAssignment, notebook: StockNotebook, scores: dict[str, CellScore] | None
) -> Iterator[TaskReport]:
    """Yield the report on each cell of a notebook that is worth points; ``None`` where it was not handed in."""
    for cell in notebook.cells:
        if not cell.counted:
            continue
        found = CellScore(0.0, status="blank") if scores is None else scores.get(cell.name, CellScore(status="manual"))
        title = assignment.name_title(notebook, cell)
        checks: tuple[CheckReport, ...] = ()
        if cell.tested and found.status not in ("manual", "blank"):
            checks = (CheckReport(id=cell.name, title=cell.name, status=found.status, message=found.message),)
        yield TaskReport(
            id=name_task(notebook.name, cell.name),
            title=title,
            score=found.score or 0.0,
            max_score=float(cell.points or 0.0),
            status=found.status,
            checks=checks,
            manual=not cell.tested or found.status == "manual",
        )
