"""A submitted notebook held against the gradebook, as nbgrader's ``DeduplicateIds`` and ``OverwriteCells`` do it.

What the submission's metadata claim is believed for one thing: which cell is which. Points, locks and kinds come from
the gradebook, so that a notebook on which nbgrader would stop can be graded.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from autograder.grading.reading import SubmittedCell
from autograder.grading.stock.assignment import StockAssignment, StockCell, StockNotebook
from autograder.language import tr


class WorkCell(msgspec.Struct, frozen=True):
    """One cell of the notebook that is run and graded."""

    key: str
    """Its id in the notebook that is written."""
    type: str
    source: str
    stock: StockCell | None = None
    """What the gradebook keeps of it; ``None`` for the others."""
    submitted: SubmittedCell | None = None

    @property
    def runs(self) -> bool:
        """Whether there is anything to run."""
        return self.type == "code" and bool(self.source.strip())


class Work(msgspec.Struct, frozen=True):
    """A notebook put right."""

    cells: tuple[WorkCell, ...]
    notes: tuple[str, ...] = ()
    """What was found damaged, one sentence each."""


def restore_work(submitted: Sequence[SubmittedCell], notebook: StockNotebook, assignment: StockAssignment) -> Work:
    """Put back what nbgrader puts back: locked sources, kinds of cells and, where that is asked for, deleted cells."""
    known = {cell.name: cell for cell in notebook.cells}
    owners = _find_owners(submitted, known)
    keys: set[str] = set()
    cells = [
        _restore_cell(cell, owner, _free_key(cell, number, keys))
        for number, (cell, owner) in enumerate(zip(submitted, owners, strict=True), start=1)
    ]
    missing = [cell for cell in notebook.cells if cell.counted and cell not in owners]
    notes = []
    if missing:
        names = ", ".join(cell.name for cell in missing)
        notes.append(tr("{notebook} : cellules absentes : {cells}.", notebook=notebook.name, cells=names))
        if assignment.add_missing:
            cells = _put_back(cells, missing, notebook, assignment.missing_note, keys)
    return Work(tuple(cells), tuple(notes))


def _find_owners(submitted: Sequence[SubmittedCell], known: dict[str, StockCell]) -> list[StockCell | None]:
    """Return what the gradebook keeps of each cell; of two with one name, the last is it, as nbgrader has it."""
    owners: list[StockCell | None] = []
    taken: set[str] = set()
    for cell in reversed(submitted):
        owner = known.get(cell.grade_id) if cell.grade_id not in taken else None
        if owner is not None:
            taken.add(owner.name)
        owners.append(owner)
    return owners[::-1]


def _restore_cell(cell: SubmittedCell, owner: StockCell | None, key: str) -> WorkCell:
    if owner is None:
        kind = cell.type if cell.type in ("code", "markdown", "raw") else "code"
        return WorkCell(key, kind, cell.source, submitted=cell)
    return WorkCell(key, owner.type, owner.source if owner.locked else cell.source, owner, cell)


def _put_back(
    cells: list[WorkCell], missing: list[StockCell], notebook: StockNotebook, note: str, keys: set[str]
) -> list[WorkCell]:
    result = list(cells)
    order = [cell.name for cell in notebook.cells]
    for stock in missing:
        text = note.format(cell_id=stock.name) + stock.source
        key = f"missing-{len(keys)}"
        keys.add(key)
        cell = WorkCell(key, stock.type, f"# {text}" if stock.type == "code" else text, stock)
        before = set(order[: order.index(stock.name)])
        places = [place for place, other in enumerate(result) if other.stock and other.stock.name in before]
        result.insert(places[-1] + 1 if places and not stock.task else len(result) if stock.task else 0, cell)
    return result


def _free_key(cell: SubmittedCell, number: int, keys: set[str]) -> str:
    wanted = cell.id
    usable = wanted and len(wanted) <= 64 and wanted.isascii() and wanted.replace("-", "").replace("_", "").isalnum()
    key = wanted if usable and wanted not in keys else f"cell-{number}"
    while key in keys:
        key += "-"
    keys.add(key)
    return key
