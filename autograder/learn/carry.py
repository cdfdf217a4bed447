"""A learner's work taken over from one release of a notebook to another, cell by cell.

Three notebooks are compared: what was received then, what the learner made of it, and what is received now.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any

import msgspec

from autograder.grading.matching import normalise_source

Cell = dict[str, Any]
Notebook = dict[str, Any]

_NUMBERED = re.compile(r"cell-\d+")  # What the build calls a cell that its author did not name.


class Carried(msgspec.Struct, frozen=True):
    """The new notebook with the learner's work in it."""

    notebook: Notebook
    answers: tuple[str, ...] = ()
    """Tasks whose answer was taken over."""
    left: tuple[str, ...] = ()
    """Cells with work of the learner's for which the new notebook has no place."""


def read_notebook(path: Path) -> Notebook | None:
    """Return a notebook; ``None`` where the file is missing or is no notebook with cells."""
    try:
        return parse_notebook(path.read_bytes())
    except OSError:
        return None


def parse_notebook(data: bytes) -> Notebook | None:
    """Return the notebook in ``data``; ``None`` where there is none."""
    try:
        notebook = json.loads(data)
    except (ValueError, RecursionError):
        return None
    cells = notebook.get("cells") if isinstance(notebook, dict) else None
    if not isinstance(cells, list) or not all(isinstance(cell, dict) for cell in cells):
        return None
    return notebook


def dump_notebook(notebook: Notebook) -> bytes:
    """Return the bytes of a notebook as Jupyter writes them."""
    return (json.dumps(notebook, indent=1, ensure_ascii=False) + "\n").encode("utf-8")


def read_source(cell: Cell) -> str:
    """Return the source of a cell, which is text or a list of lines."""
    source = cell.get("source", "")
    return "".join(map(str, source)) if isinstance(source, list) else str(source)


def name_cell(cell: Cell) -> str:
    """Return nbgrader's name of a cell, else its id."""
    return str(_read_nbgrader(cell).get("grade_id") or cell.get("id") or "")


def is_answer(cell: Cell) -> bool:
    """Whether a released cell is one to answer in."""
    return bool(_read_nbgrader(cell).get("solution"))


def is_worked_on(current: Notebook, received: Notebook) -> bool:
    """Whether the learner changed a source, or added, removed or moved a cell; outputs do not count."""
    return _list_sources(current) != _list_sources(received)


def list_blanks(notebooks: Collection[Notebook]) -> dict[str, set[str]]:
    """Return, for each answer cell of the released ``notebooks``, what it holds while nobody has answered."""
    blanks: dict[str, set[str]] = {}
    for notebook in notebooks:
        for cell in notebook["cells"]:
            if is_answer(cell):
                blanks.setdefault(name_cell(cell), {""}).add(normalise_source(read_source(cell)))
    return blanks


def carry_over(
    current: Notebook, fresh: Notebook, received: Notebook | None, blanks: dict[str, set[str]] | None = None
) -> Carried:
    """Return ``fresh`` with the work of ``current``.

    Answers go by their cell's name, or the one it had (``was``); cells that may be edited, where the kit did not change
    them; the learner's own cells, behind the cell that they stood behind. ``received`` is the release that ``current``
    was made from, ``blanks`` what further releases hold in their answer cells.
    """
    known = [fresh] if received is None else [fresh, received]
    merged = _Merge(fresh, received, _join(list_blanks(known), blanks or {}))
    for cell, behind in _walk(current["cells"]):
        merged.take(cell, behind)
    return Carried({**fresh, "cells": merged.cells}, tuple(merged.answers), tuple(merged.left))


class _Merge:
    def __init__(self, fresh: Notebook, received: Notebook | None, blanks: dict[str, set[str]]) -> None:
        self.cells: list[Cell] = [dict(cell) for cell in fresh["cells"]]
        self.answers: list[str] = []
        self.left: list[str] = []
        self._blanks = blanks
        self._received = {name_cell(cell): cell for cell in received["cells"]} if received else None
        self._places = {name_cell(cell): cell for cell in self.cells}
        self._former = {was: name for name, cell in self._places.items() if (was := _read_was(cell))}

    def take(self, cell: Cell, behind: str) -> None:
        """Take one cell of the learner's notebook, which stood behind the cell ``behind``."""
        name = name_cell(cell)
        place = self._places.get(name) or self._places.get(self._former.get(name, ""))
        if place is None:
            self._take_stranger(cell, name, behind)
        elif is_answer(place):
            self._take_answer(cell, name, place)
        elif not _read_nbgrader(place).get("locked"):
            self._take_edit(cell, name, place)

    def _take_answer(self, cell: Cell, name: str, place: Cell) -> None:
        task = name_cell(place)
        source = normalise_source(read_source(cell))
        if source in self._blanks.get(name, set()) | self._blanks.get(task, set()) | {""}:
            return
        if task in self.answers:
            self.left.append(name)
            return
        _put_work(cell, place)
        self.answers.append(task)

    def _take_edit(self, cell: Cell, name: str, place: Cell) -> None:
        former = self._received.get(name) if self._received else None
        if former is None or normalise_source(read_source(cell)) == normalise_source(read_source(former)):
            return
        if normalise_source(read_source(former)) == normalise_source(read_source(place)):
            _put_work(cell, place)
        else:
            self.left.append(name)

    def _take_stranger(self, cell: Cell, name: str, behind: str) -> None:
        """A cell that the new release does not have: the learner's own, or one that the kit gave up."""
        if _read_nbgrader(cell) or (self._received is not None and name in self._received):
            if self._blanks.get(name) and normalise_source(read_source(cell)) not in self._blanks[name]:
                self.left.append(name)
            return
        if not read_source(cell).strip() or (self._received is None and _NUMBERED.fullmatch(name)):
            return
        own = {key: value for key, value in cell.items() if key not in ("outputs", "execution_count")}
        if cell.get("cell_type") == "code":
            own |= {"outputs": [], "execution_count": None}
        end = len(self.cells) if behind else 0
        position = next((n for n, other in enumerate(self.cells, 1) if name_cell(other) == behind), end)
        self.cells.insert(position, own)


def _walk(cells: list[Cell]) -> Iterator[tuple[Cell, str]]:
    behind = ""
    for cell in cells:
        yield cell, behind
        behind = name_cell(cell) or behind


def _put_work(cell: Cell, place: Cell) -> None:
    place["source"] = read_source(cell)
    if isinstance(cell.get("attachments"), dict) and place.get("cell_type") == "markdown":
        place["attachments"] = cell["attachments"]


def _list_sources(notebook: Notebook) -> list[tuple[str, str]]:
    cells = [(name_cell(cell), normalise_source(read_source(cell))) for cell in notebook["cells"]]
    return [(name, source) for name, source in cells if source]


def _join(left: dict[str, set[str]], right: dict[str, set[str]]) -> dict[str, set[str]]:
    return {name: left.get(name, set()) | right.get(name, set()) for name in {*left, *right}}


def _read_nbgrader(cell: Cell) -> dict[str, Any]:
    metadata = cell.get("metadata")
    found = metadata.get("nbgrader") if isinstance(metadata, dict) else None
    return found if isinstance(found, dict) else {}


def _read_was(cell: Cell) -> str:
    metadata = cell.get("metadata")
    own = metadata.get("passerelle") if isinstance(metadata, dict) else None
    return str(own.get("was") or "") if isinstance(own, dict) else ""
