"""Where each cell that was handed in comes from: by its id, its source, the names it defines, or its place."""

from __future__ import annotations

from collections.abc import Sequence

from autograder.content.exercise import Exercise
from autograder.grading.bindings import find_bound_names
from autograder.grading.reading import SubmittedCell
from autograder.grading.released import ReleasedCell, ReleasedNotebook


def normalise_source(source: str) -> str:
    """Return a source without what makes no difference: white space at line ends, blank lines."""
    return "\n".join(line.rstrip() for line in source.splitlines() if line.strip())


def match_cells(
    cells: Sequence[SubmittedCell], exercise: Exercise, released: ReleasedNotebook
) -> list[ReleasedCell | None]:
    """Return, for each submitted cell, the released cell that it comes from."""
    by_id = {cell.id: cell for cell in released.cells}
    by_id |= {former: by_id[now] for former, now in released.former_ids.items() if former not in by_id}
    owners = [by_id.get(cell.grade_id) or by_id.get(cell.id) for cell in cells]
    owners = [
        None if owner and _holds_foreign_work(cell, owner) else owner for cell, owner in zip(cells, owners, strict=True)
    ]
    _match_by_source(cells, owners, released)
    _match_by_names(cells, owners, exercise, released)
    _match_by_place(cells, owners, released)
    return owners


def _holds_foreign_work(cell: SubmittedCell, owner: ReleasedCell) -> bool:
    """Whether a locked cell was written over with code that defines something: merged with an answer, say."""
    if owner.role not in ("check", "locked") or normalise_source(cell.source) == normalise_source(owner.source):
        return False
    return bool(find_bound_names(cell.source) - find_bound_names(owner.source))


def _match_by_source(
    cells: Sequence[SubmittedCell], owners: list[ReleasedCell | None], released: ReleasedNotebook
) -> None:
    taken = {owner.id for owner in owners if owner}
    free = {normalise_source(cell.source): cell for cell in reversed(released.cells) if cell.id not in taken}
    for index, cell in enumerate(cells):
        if owners[index] is None:
            owners[index] = free.pop(normalise_source(cell.source), None)


def _match_by_names(
    cells: Sequence[SubmittedCell],
    owners: list[ReleasedCell | None],
    exercise: Exercise,
    released: ReleasedNotebook,
) -> None:
    taken = {owner.task for owner in owners if owner and owner.role == "answer"}
    for task in exercise.tasks:
        answer = released.find_answer(task.id)
        if task.id in taken or answer is None:
            continue
        for index, cell in enumerate(cells):
            if owners[index] is None and find_bound_names(cell.source) & set(task.names):
                owners[index] = answer


def _match_by_place(
    cells: Sequence[SubmittedCell], owners: list[ReleasedCell | None], released: ReleasedNotebook
) -> None:
    """Take for an answer the cell that stands where it stood, right beside a neighbour, where none bears its id."""
    order = [cell.id for cell in released.cells]
    for rank, answer in enumerate(released.cells):
        if answer.role != "answer" or any(owner and owner.id == answer.id for owner in owners):
            continue
        neighbours = (order[rank - 1] if rank else None, order[rank + 1] if rank + 1 < len(order) else None)
        for index, cell in enumerate(cells):
            before = owners[index - 1] if index else None
            after = owners[index + 1] if index + 1 < len(cells) else None
            beside = (before and before.id == neighbours[0]) or (after and after.id == neighbours[1])
            if owners[index] is None and beside and cell.type == answer.type:
                owners[index] = answer
                break
