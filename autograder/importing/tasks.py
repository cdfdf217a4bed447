"""Cells grouped into tasks: an answer cell, then the tests that follow it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

import msgspec

from autograder.importing.cells import ImportedCell, list_bound
from autograder.language import tr

_LONGEST = 57
"""Characters of a task's id: nbgrader's 64, less « -check »."""


class ImportedTask(msgspec.Struct):
    """One answer, and the tests that judge it."""

    id: str
    answer: ImportedCell
    tests: list[ImportedCell] = []
    names: tuple[str, ...] = ()
    heading: str = ""

    @property
    def manual(self) -> bool:
        """Whether a person grades it."""
        return self.answer.part == "manual"

    @property
    def points(self) -> float:
        """What it is worth: its own points where a person grades it, else those of its tests."""
        return self.answer.points if self.manual else sum(cell.points for cell in self.tests)


def group_tasks(cells: Sequence[ImportedCell], notes: list[str]) -> tuple[list[ImportedTask], list[ImportedCell]]:
    """Return the tasks, and the cells in order without tests; what no task can take is noted for a person."""
    tasks: list[ImportedTask] = []
    kept: list[ImportedCell] = []
    taken: set[str] = set()
    heading = ""
    for cell in cells:
        if cell.part == "text":
            heading = _find_heading(cell.source) or heading
        if cell.part in ("answer", "manual"):
            task = ImportedTask(_name_task(cell, taken), cell, [], _list_names(cell), heading)
            tasks.append(task)
        if cell.part == "tests":
            _give_tests(cell, tasks, notes)
        else:
            kept.append(cell)
    return tasks, kept


def _give_tests(cell: ImportedCell, tasks: list[ImportedTask], notes: list[str]) -> None:
    judged = [task for task in tasks if not task.manual]
    if not judged:
        notes.append(
            tr(
                "Des essais précèdent toute réponse (« {words} ») : ils ont été laissés de côté. "
                "Mettez-les dans checks.py à la main.",
                words=cell.source.strip().split("\n")[0][:60],
            )
        )
        return
    used = set(re.findall(r"\w+", cell.source))
    best = next((task for task in reversed(judged) if used & set(task.names)), judged[-1])
    best.tests.append(cell)


def _name_task(cell: ImportedCell, taken: set[str]) -> str:
    names = sorted(_list_names(cell))
    wanted = names[0] if len(names) == 1 else cell.grade_id or (names[0] if names else "task")
    plain = unicodedata.normalize("NFKD", wanted).encode("ascii", "ignore").decode()
    base = re.sub(r"[^A-Za-z0-9_-]+", "-", plain).strip("-").removesuffix("-check")[:_LONGEST] or "task"
    name, number = base, 2
    while name in taken:
        name, number = f"{base[: _LONGEST - 4]}-{number}", number + 1
    taken.add(name)
    return name


def _list_names(cell: ImportedCell) -> tuple[str, ...]:
    tree = None if cell.markdown else cell.parse()
    return tuple(sorted(list_bound(tree.body))) if tree else ()


def _find_heading(text: str) -> str:
    found = re.findall(r"^#{1,6}\s+(.+?)\s*#*$", text, re.MULTILINE)
    return re.sub(r"[*_`]", "", found[-1]) if found else ""
