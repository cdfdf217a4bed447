"""A stock assignment as the gradebook knows it: the trusted form that submissions are held against."""

from __future__ import annotations

import hashlib
from functools import cached_property
from pathlib import Path
from typing import Any

import msgspec

from autograder.content.exercise import Exercise, Limits, Task

MISSING_NOTE = "This cell (id:{cell_id}) was missing from the submission. It was added back by nbgrader.\n\n"
"""What nbgrader writes above a cell that it puts back, unless its configuration says otherwise."""


class StockCell(msgspec.Struct, frozen=True):
    """One cell that nbgrader keeps: a test, an answer, a task, or a locked cell."""

    name: str
    """nbgrader's ``grade_id``."""
    type: str
    source: str
    """With the hidden tests that learners did not receive."""
    checksum: str | None = None
    locked: bool = False
    """Whether nbgrader puts the source back."""
    points: float | None = None
    grade: bool = False
    solution: bool = False
    task: bool = False

    @property
    def tested(self) -> bool:
        """Whether its points follow from running it."""
        return self.grade and not self.solution and self.type == "code"

    @property
    def counted(self) -> bool:
        """Whether it is worth points, given by running it or by a person."""
        return self.grade or self.task

    def describe(self) -> dict[str, Any]:
        """Return the metadata that nbgrader writes on such a cell."""
        found: dict[str, Any] = {
            "cell_type": self.type,
            "grade": self.grade,
            "grade_id": self.name,
            "locked": self.locked,
            "schema_version": 3,
            "solution": self.solution,
            "task": self.task,
        }
        if self.checksum is not None:
            found["checksum"] = self.checksum
        if self.points is not None:
            found["points"] = int(self.points) if float(self.points).is_integer() else self.points
        return found

    def hash_source(self, source: str) -> str:
        """Return nbgrader's checksum of this cell with another source in it."""
        # It tells an answer left as it was; nothing is kept from anybody by it.
        total = hashlib.md5(usedforsecurity=False)
        locked = not self.solution and (self.grade or self.locked)
        parts = [source, self.type, str(self.grade), str(self.solution), str(locked), self.name]
        if self.grade:
            parts.append(str(float(self.points or 0.0)))
        for part in parts:
            total.update(part.encode("utf-8", "replace"))
        return total.hexdigest()

    def is_untouched(self, source: str) -> bool:
        """Whether ``source`` is what was given out: nobody has answered."""
        return self.checksum is not None and self.checksum == self.hash_source(source)


class StockNotebook(msgspec.Struct, frozen=True):
    """One notebook of an assignment."""

    name: str
    cells: tuple[StockCell, ...]
    kernelspec: dict[str, Any] = {}


class StockAssignment(msgspec.Struct, frozen=True, dict=True):
    """Everything that grading an assignment needs; it travels to the workers."""

    name: str
    notebooks: tuple[StockNotebook, ...]
    source: str = ""
    """The folder whose files lie beside the notebooks while they run."""
    release: str = ""
    ignore: tuple[str, ...] = ()
    """Names of files that nbgrader does not copy."""
    kept: tuple[str, ...] = ()
    """Files of the source folder that do not replace the learner's."""
    imports: tuple[str, ...] = ()
    limits: Limits = Limits()
    add_missing: bool = False
    """Whether deleted tests and tasks are put back."""
    missing_note: str = MISSING_NOTE
    hash: str = ""
    """SHA-256 of what decides a grade."""

    @cached_property
    def max_score(self) -> float:
        """All points."""
        return self.exercise.max_score

    @cached_property
    def exercise(self) -> Exercise:
        """The assignment in the words of an exercise: each cell that is worth points is a task."""
        tasks = tuple(
            Task(
                id=name_task(notebook.name, cell.name),
                title=self.name_title(notebook, cell),
                kind="write",
                points=float(cell.points or 0.0),
                manual=not cell.tested,
            )
            for notebook in self.notebooks
            for cell in notebook.cells
            if cell.counted
        )
        return Exercise(title=self.name, tasks=tasks, limits=self.limits, id=self.name)

    def name_title(self, notebook: StockNotebook, cell: StockCell) -> str:
        """Return what a cell is called in reports."""
        return cell.name if len(self.notebooks) == 1 else name_task(notebook.name, cell.name)

    def find_notebook(self, name: str) -> StockNotebook:
        """Return a notebook by its name; raises ``KeyError``."""
        for notebook in self.notebooks:
            if notebook.name == name:
                return notebook
        raise KeyError(name)

    @cached_property
    def trusted_texts(self) -> frozenset[str]:
        """Markdown that the teacher wrote: it may hold HTML, where a learner's may not."""
        texts = [cell.source for notebook in self.notebooks for cell in notebook.cells]
        for folder in filter(None, (self.source, self.release)):
            for path in Path(folder).glob("*.ipynb"):
                texts += read_sources(path, "markdown")
        return frozenset(texts)

    @cached_property
    def given_code(self) -> frozenset[str]:
        """Code that the teacher wrote and nobody is to answer in."""
        cells = [cell for notebook in self.notebooks for cell in notebook.cells if not cell.solution]
        texts = [cell.source for cell in cells if cell.type == "code"]
        for folder in filter(None, (self.source, self.release)):
            for path in Path(folder).glob("*.ipynb"):
                texts += read_sources(path, "code")
        return frozenset(texts)


def name_task(notebook: str, cell: str) -> str:
    """Return the id of a cell in a report: cell names are unique within their notebook only."""
    return f"{notebook}/{cell}"


def read_sources(path: Path, kind: str) -> list[str]:
    """Return the sources of a teacher's notebook's cells of one kind; none where it cannot be read."""
    try:
        cells = msgspec.json.decode(path.read_bytes(), type=dict[str, Any]).get("cells", [])
        return ["".join(cell["source"]) for cell in cells if cell["cell_type"] == kind]
    except (OSError, ValueError, TypeError, KeyError):
        return []
