"""The cells of a ``lesson.py``, held to the form of a lesson in steps; a lesson without any step is left as it is."""

from __future__ import annotations

import re
from pathlib import Path

import msgspec

from autograder.build.sources import BEGIN, END
from autograder.content.kit import Kit
from autograder.errors import ContentError
from autograder.i18n.percent import SourceCell, read_cells
from autograder.language import tr

PLUMBING = "plumbing"
"""The tag of a cell that draws or prepares: folded behind its first line, which is a comment."""
LESSON_SETUP = "setup"
_HEADING = re.compile(r"## +(?P<title>\S.*)")


class Step(msgspec.Struct, frozen=True):
    """A step as authored: its cells, the one that opens it first."""

    id: str
    minutes: int
    cells: tuple[SourceCell, ...]

    @property
    def title(self) -> str:
        """Its heading."""
        return read_title(self.cells[0].source)

    @property
    def tries(self) -> tuple[str, ...]:
        """The ids of its tries."""
        return tuple(cell.id for cell in self.cells if cell.kind == "try")

    @property
    def ends(self) -> bool:
        """Whether a cell marked ``step_end`` says what one can do now."""
        return any(cell.ends == "step" for cell in self.cells)


def read_lesson_cells(kit: Kit, module_id: str) -> list[SourceCell]:
    """Return the cells as authored; raises :class:`ContentError` where they are not in the form of a lesson."""
    path = kit.course_folder(module_id) / "lesson.py"
    cells = read_cells(path)
    inside = False
    for cell in cells:
        _refuse_tasks(cell, path, module_id)
        _refuse_wrong_cell(cell, path)
        inside = inside or cell.kind == "step"
        if cell.kind == "try" and not inside:
            raise _explain(path, cell, tr("un coup d’essai se tient dans une étape. Ouvrez-en une avant lui."))
        inside = inside and cell.ends != "step"
    find_explanations(cells, path)
    return cells


def list_steps(cells: list[SourceCell]) -> list[Step]:
    """Return the steps, in order; each goes on to its ``step_end``, or to the next one where it has none."""
    steps: list[list[SourceCell]] = []
    inside = False
    for cell in cells:
        if cell.kind == "step":
            steps.append([])
            inside = True
        if inside:
            steps[-1].append(cell)
        if cell.ends == "step":
            inside = False
    return [Step(found[0].id, found[0].minutes, tuple(found)) for found in steps]


def find_explanations(cells: list[SourceCell], path: Path) -> dict[str, tuple[str, ...]]:
    """Return the Markdown cells that explain each bet, by its id; raises :class:`ContentError` where one has none."""
    found: dict[str, list[str]] = {}
    current: SourceCell | None = None
    for cell in cells:
        if current is not None and (cell.type != "markdown" or cell.kind):
            break
        if current is not None:
            found[current.id].append(cell.id)
        elif cell.ends == "bet":
            raise _explain(path, cell, tr("bet_end ferme l’explication d’un pari, et aucun pari n’est ouvert."))
        if cell.kind == "bet":
            current = cell
            found[cell.id] = []
        elif cell.ends == "bet":
            current = None
    if current is not None:
        raise _explain(
            path,
            current,
            tr(
                "l’explication d’un pari le suit, en texte seulement, "
                "et sa dernière cellule s’ouvre par # %% [markdown] bet_end."
            ),
        )
    return {bet: tuple(ids) for bet, ids in found.items()}


def read_title(source: str) -> str:
    """Return the words of the heading that a step's first cell begins with; empty where it has none."""
    found = _HEADING.match(source)
    return found["title"].strip() if found else ""


def _refuse_tasks(cell: SourceCell, path: Path, module_id: str) -> None:
    if cell.task:
        raise ContentError(
            tr(
                "{path}, cellule « {cell} » : une leçon n’a pas de tâche notée. "
                "Mettez-la dans solutions/{module}/, "
                'ou nommez la cellule avec cell="{cell}".',
                path=path,
                cell=cell.id,
                module=module_id,
            )
        )


def _refuse_wrong_cell(cell: SourceCell, path: Path) -> None:
    if cell.kind == "step" and (cell.type != "markdown" or not read_title(cell.source) or not cell.minutes):
        raise _explain(
            path, cell, tr('une étape s’ouvre par # %% [markdown] step="nom" minutes=15, puis un titre de niveau 2.')
        )
    if cell.ends and cell.type != "markdown":
        raise _explain(path, cell, tr("bet_end et step_end se mettent sur une cellule [markdown]."))
    if cell.kind in ("try", "bet") and cell.type != "code":
        raise _explain(path, cell, tr("un coup d’essai et un pari sont des cellules de code : retirez [markdown]."))
    if cell.kind == "try" and not has_paired_marks(cell.source):
        raise _explain(
            path, cell, tr("mettez la réponse d’un coup d’essai entre ### BEGIN SOLUTION et ### END SOLUTION.")
        )
    if PLUMBING in cell.tags and (cell.type != "code" or not cell.source.startswith("# ")):
        raise _explain(
            path,
            cell,
            tr("une cellule « plumbing » est du code ; sa première ligne, un commentaire, dit ce qu’elle fait."),
        )


def has_paired_marks(source: str) -> bool:
    """Whether the marks of a solution stand in the cell, one pair or more."""
    marks = [BEGIN if BEGIN in line else END for line in source.splitlines() if BEGIN in line or END in line]
    return bool(marks) and marks == [BEGIN, END] * (len(marks) // 2)


def _explain(path: Path, cell: SourceCell, remedy: str) -> ContentError:
    return ContentError(tr("{path}, cellule « {cell} » : {remedy}", path=path, cell=cell.id, remedy=remedy))
