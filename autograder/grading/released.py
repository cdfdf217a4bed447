"""The released notebook of one edition: the trusted form that submissions are held against."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal

import msgspec

from autograder.errors import ContentError, MissingPath
from autograder.language import tr

Role = Literal["answer", "check", "locked", "plain", "own"]
"""``answer`` is the learner's; ``check`` and ``locked`` are put back as released; ``plain`` may be edited; ``own`` was
added by the learner."""


class ReleasedCell(msgspec.Struct, frozen=True):
    """One cell as it was released."""

    id: str
    type: str
    source: str
    role: Role
    task: str
    """The task that the cell belongs to; empty for most."""
    json: dict[str, Any]
    """The cell as nbformat has it."""


class ReleasedNotebook(msgspec.Struct, frozen=True):
    """The notebook of one edition, as released."""

    lang: str
    cells: tuple[ReleasedCell, ...]
    metadata: dict[str, Any]
    former_ids: dict[str, str]
    """Former task id to the present one, for answers that carry over."""

    def find_answer(self, task_id: str) -> ReleasedCell | None:
        """Return the answer cell of a task."""
        return next((cell for cell in self.cells if cell.role == "answer" and cell.task == task_id), None)


def read_released(folder: Path, exercise_id: str, lang: str) -> ReleasedNotebook:
    """Read ``NN-slug.ipynb`` in the folder of an edition."""
    path = folder / f"{exercise_id}.ipynb"
    try:
        notebook = msgspec.json.decode(path.read_bytes(), type=dict[str, Any])
    except FileNotFoundError:
        raise MissingPath(tr("{path} n’existe pas. Lancez `./passerelle build` pour l’écrire.", path=path)) from None
    except (ValueError, OSError) as error:
        raise ContentError(
            tr("{path} est abîmé ({reason}). Lancez `./passerelle build`.", path=path, reason=error)
        ) from None
    cells = tuple(_read_cell(cell) for cell in notebook["cells"])
    former = {
        cell.json["metadata"]["passerelle"]["was"]: cell.id
        for cell in cells
        if cell.json.get("metadata", {}).get("passerelle", {}).get("was")
    }
    return ReleasedNotebook(lang=lang, cells=cells, metadata=notebook.get("metadata", {}), former_ids=former)


def _read_cell(cell: dict[str, Any]) -> ReleasedCell:
    nbgrader = cell.get("metadata", {}).get("nbgrader", {})
    source = cell["source"] if isinstance(cell["source"], str) else "".join(cell["source"])
    identity = cell["id"]
    role: Role = "plain"
    task = ""
    if nbgrader.get("solution"):
        role, task = "answer", nbgrader["grade_id"]
    elif nbgrader.get("grade"):
        role, task = "check", nbgrader["grade_id"].removesuffix("-check")
    elif nbgrader.get("locked"):
        role = "locked"
    return ReleasedCell(id=identity, type=cell["cell_type"], source=source, role=role, task=task, json=cell)
