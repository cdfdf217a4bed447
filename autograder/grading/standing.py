"""What stood at a task's own check cell, where a later cell may have changed it: that is what the learner saw.

Most works need nothing of this, and then it costs nothing: which later cells may matter is read from their sources.
"""

from __future__ import annotations

import builtins
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from autograder.content.exercise import Task
from autograder.grading.effects import Effects, find_effects
from autograder.grading.restore import Restored, RestoredCell

_BUILTINS = frozenset(dir(builtins))


class Change(NamedTuple):
    """The first cell, after a task's check cell, that may have changed what the task needs."""

    place: int
    certain: bool
    """Whether it names what the task needs; otherwise it is asked about only where the task lost points."""


def find_change(restored: Restored, task: Task) -> Change | None:
    """Return where the state that ``task`` is judged on may have ended, ``None`` where it lasts to the end."""
    stands = _find_standing(restored, task)
    if stands is None:
        return None
    later = [index for index, cell in _list_running(restored.cells) if index > stands]
    if not later:
        return None
    before = [find_effects(cell.source) for index, cell in _list_running(restored.cells) if index <= stands]
    needed = _find_needed(restored, task, before)
    imported = frozenset(pair for effects in before for pair in effects.imports)
    effects = {index: find_effects(restored.cells[index].source) for index in later}
    certain = next((index for index in later if _changes(effects[index], needed, imported)), None)
    if certain is not None:
        return Change(certain, True)
    mutable = needed - _BUILTINS - frozenset(name for each in before for name in each.defines)
    # What the exercise itself does further down is the same for everyone, and no accident.
    own = [index for index in later if not _is_given(restored.cells[index])]
    doubtful = next((index for index in own if effects[index].touches & mutable), None)
    return None if doubtful is None else Change(doubtful, False)


def _find_standing(restored: Restored, task: Task) -> int | None:
    """Return the place from which the task's answer and its check cell have both been passed."""
    if any(restored.cells[index].task == task.id for index in restored.run_again):
        return None  # What counts stands at the end.
    places = [
        index
        for index, cell in enumerate(restored.cells)
        if (cell.role == "check" and cell.task == task.id) or (index in restored.given.get(task.id, ()))
    ]
    return max(places, default=None)


def _list_running(cells: Sequence[RestoredCell]) -> Iterator[tuple[int, RestoredCell]]:
    for index, cell in enumerate(cells):
        if cell.type == "code" and not cell.muted and cell.role != "check":
            yield index, cell


def _find_needed(restored: Restored, task: Task, before: Sequence[Effects]) -> frozenset[str]:
    """Return the names that the task's answer needs, those of Python's own among them."""
    answers = [find_effects(restored.cells[index].source) for index in restored.given.get(task.id, ())]
    needed = set(task.names).union(*(effects.reads for effects in answers))
    if not task.names:
        needed.update(*(effects.rebinds for effects in answers))
    waiting = [effects for effects in before if effects not in answers]
    while True:
        used = [effects for effects in waiting if (effects.rebinds | {name for name, _ in effects.imports}) & needed]
        if not used:
            break
        waiting = [effects for effects in waiting if effects not in used]
        needed.update(*(effects.reads for effects in used))
    bound = {name for effects in before for name in (*effects.rebinds, *(name for name, _ in effects.imports))}
    return frozenset(needed & (bound | _BUILTINS))


def _is_given(cell: RestoredCell) -> bool:
    return cell.role == "locked" or (cell.released is not None and cell.released.source == cell.source)


def _changes(effects: Effects, needed: frozenset[str], imported: frozenset[tuple[str, str]]) -> bool:
    """Whether a cell changes what is needed, by all that its source says."""
    if effects.opaque or effects.rebinds & needed:
        return True
    return any(name in needed for name, _ in effects.imports - imported)
