"""A mangled notebook put right: each answer found again, locked cells as released, the learner's own cells kept.

Cells may have been deleted, doubled, split, reordered, turned into another type, or have lost their ids and metadata.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import msgspec

from autograder.content.exercise import Exercise
from autograder.grading.bindings import find_bound_names, is_continued_by, join_sources
from autograder.grading.matching import match_cells, normalise_source
from autograder.grading.reading import MAX_CELLS, Submission, SubmittedCell
from autograder.grading.released import ReleasedCell, ReleasedNotebook, Role
from autograder.language import tr

_MAX_JOINED = 20
"""Pieces of split cells that are put together again: each costs reading the whole once more."""


class RestoredCell(msgspec.Struct, frozen=True):
    """One cell of the notebook that is graded."""

    key: str
    """The released cell's id, or the learner's own."""
    type: str
    source: str
    role: Role
    task: str = ""
    released: ReleasedCell | None = None
    submitted: SubmittedCell | None = None
    blank: bool = False
    """An answer cell left as it was released, or put back."""
    muted: bool = False
    """Not run: a stub that was left must not undo an answer given in another cell."""


class Restored(msgspec.Struct, frozen=True):
    """What is graded: the cells in the order in which they run."""

    lang: str
    cells: tuple[RestoredCell, ...]
    answers: dict[str, str]
    """Source of each task's answer."""
    blank: frozenset[str]
    """Tasks that nobody has answered."""
    given: dict[str, tuple[int, ...]]
    """For each task, the cells that answer it."""
    run_again: tuple[int, ...]
    """Cells to run once more at the end: the learner ran them last, though they stand earlier."""
    notes: tuple[str, ...]
    """What was found damaged and mended, one sentence each."""


def restore_notebook(
    submission: Submission, exercise: Exercise, editions: Mapping[str, ReleasedNotebook]
) -> Restored | None:
    """Hold a submission against the released exercise.

    Returns ``None`` where no cell of the submission comes from this exercise: it is another notebook.
    """
    released = _choose_edition(submission, editions)
    try:
        owners = match_cells(submission.cells, exercise, released)
        if not any(owners):
            return None
        blanks = _blank_sources(editions)
        cells = _join_split_cells(_place_cells(submission.cells, owners, released, blanks))
        cells = _insert_missing(cells, released)
        return _settle(cells, exercise, released, submission)
    finally:
        find_bound_names.cache_clear()


def _choose_edition(submission: Submission, editions: Mapping[str, ReleasedNotebook]) -> ReleasedNotebook:
    if submission.lang in editions:
        return editions[submission.lang]
    texts = {normalise_source(cell.source) for cell in submission.cells}

    def count_common(released: ReleasedNotebook) -> int:
        return sum(normalise_source(cell.source) in texts for cell in released.cells)

    return max(editions.values(), key=count_common)


def _blank_sources(editions: Mapping[str, ReleasedNotebook]) -> dict[str, set[str]]:
    blanks: dict[str, set[str]] = {}
    for released in editions.values():
        for cell in released.cells:
            if cell.role == "answer":
                blanks.setdefault(cell.id, {""}).add(normalise_source(cell.source))
    return blanks


def _place_cells(
    cells: Sequence[SubmittedCell],
    owners: Sequence[ReleasedCell | None],
    released: ReleasedNotebook,
    blanks: Mapping[str, set[str]],
) -> list[RestoredCell]:
    placed: list[RestoredCell] = []
    keys = {cell.id for cell in released.cells}
    put_back: set[str] = set()
    for number, (cell, owner) in enumerate(zip(cells, owners, strict=True), start=1):
        if owner is None:
            placed.append(_own_cell(cell, _free_key(cell.id, number, keys)))
        elif owner.role in ("check", "locked"):
            if owner.id not in put_back:
                placed.append(_as_released(owner))
            put_back.add(owner.id)
        else:
            key = owner.id if owner.id not in put_back else _free_key("", number, keys)
            put_back.add(owner.id)
            placed.append(_learners_cell(cell, owner, key, blanks))
    return placed


def _free_key(wanted: str, number: int, keys: set[str]) -> str:
    usable = wanted and len(wanted) <= 64 and wanted.isascii() and wanted.replace("-", "").replace("_", "").isalnum()
    key = wanted if usable else f"own-{number}"
    while key in keys:  # Somebody may have taken the names that are given here.
        key = f"own-{number}"
        number += MAX_CELLS
    keys.add(key)
    return key


def _own_cell(cell: SubmittedCell, key: str) -> RestoredCell:
    return RestoredCell(
        key=key,
        type=cell.type if cell.type in ("code", "markdown", "raw") else "code",
        source=cell.source,
        role="own",
        submitted=cell,
    )


def _learners_cell(cell: SubmittedCell, owner: ReleasedCell, key: str, blanks: Mapping[str, set[str]]) -> RestoredCell:
    return RestoredCell(
        key=key,
        type=owner.type,
        source=cell.source,
        role=owner.role,
        task=owner.task,
        released=owner if key == owner.id else None,
        submitted=cell,
        blank=owner.role == "answer" and normalise_source(cell.source) in blanks[owner.id],
    )


def _as_released(owner: ReleasedCell) -> RestoredCell:
    return RestoredCell(
        key=owner.id,
        type=owner.type,
        source=owner.source,
        role=owner.role,
        task=owner.task,
        released=owner,
        blank=owner.role == "answer",
    )


def _join_split_cells(cells: list[RestoredCell]) -> list[RestoredCell]:
    """Put halves of a split answer together: a half that is not Python alone, right after the other."""
    joined: list[RestoredCell] = []
    left = _MAX_JOINED
    for cell in cells:
        before = joined[-1] if joined else None
        if (
            before is not None
            and left
            and before.role == "answer"
            and before.type == "code"
            and not before.blank
            and (cell.role == "own" or (cell.role == "answer" and cell.task == before.task))
            and is_continued_by(before.source, cell.source)
        ):
            left -= 1
            joined[-1] = msgspec.structs.replace(before, source=join_sources(before.source, cell.source))
        else:
            joined.append(cell)
    return joined


def _insert_missing(cells: list[RestoredCell], released: ReleasedNotebook) -> list[RestoredCell]:
    """Put back, each after the released cell before it, what was deleted; text and pictures stay deleted."""
    result = list(cells)
    present = {cell.released.id for cell in cells if cell.released}
    before: str | None = None
    for owner in released.cells:
        if owner.id not in present:
            if owner.type != "code" and owner.role == "plain":
                continue
            result.insert(_find_place(result, before, owner), _as_released(owner))
        before = owner.id
    return result


def _find_place(cells: list[RestoredCell], before: str | None, owner: ReleasedCell) -> int:
    places = [
        index
        for index, cell in enumerate(cells)
        if cell.key == before or (owner.role == "check" and cell.role == "answer" and cell.task == owner.task)
    ]
    return places[-1] + 1 if places else 0


def _settle(
    cells: list[RestoredCell], exercise: Exercise, released: ReleasedNotebook, submission: Submission
) -> Restored:
    answers: dict[str, str] = {}
    blank: set[str] = set()
    again: list[int] = []
    given: dict[str, tuple[int, ...]] = {}
    checked = _find_checks(cells, released, submission)
    for task in exercise.tasks:
        indexes = _find_rivals(cells, task.id, frozenset(task.names))
        answered = [index for index in indexes if not cells[index].blank]
        answered = _leave_out_later(cells, answered, checked.get(task.id))
        given[task.id] = tuple(answered)
        if not answered:
            blank.add(task.id)
            answers[task.id] = next((cells[index].source for index in indexes), "")
            continue
        for index in indexes:
            if cells[index].blank:
                cells[index] = msgspec.structs.replace(cells[index], muted=True)
        winner, rerun = _choose_last_run(cells, answered, frozenset(task.names))
        again.extend(rerun)
        answers[task.id] = winner
    return Restored(
        lang=released.lang,
        cells=tuple(cells),
        answers=answers,
        blank=frozenset(blank),
        given=given,
        run_again=tuple(sorted(set(again))),
        notes=(*submission.notes, *_describe_damage(cells, released, submission)),
    )


class _Checked(NamedTuple):
    """A task's check cell: its place, and the number of its last run where the notebook keeps it."""

    place: int
    number: int | None


def _find_checks(
    cells: Sequence[RestoredCell], released: ReleasedNotebook, submission: Submission
) -> dict[str, _Checked]:
    names = {cell.id: cell.task for cell in released.cells if cell.role == "check"}
    counts = {names.get(cell.grade_id) or names.get(cell.id): cell.count for cell in submission.cells}
    places = {cell.task: index for index, cell in enumerate(cells) if cell.role == "check"}
    return {task: _Checked(place, counts.get(task)) for task, place in places.items()}


def _leave_out_later(cells: Sequence[RestoredCell], answered: list[int], check: _Checked | None) -> list[int]:
    """Leave out the learner's own cells below the check cell that use a name of the task's for something else.

    They are its answer where there is no other, or where the check cell was run after them.
    """
    if check is None or not any(cells[index].role == "answer" for index in answered):
        return answered
    return [
        index
        for index in answered
        if cells[index].role == "answer" or index < check.place or _was_run_before(cells[index], check.number)
    ]


def _was_run_before(cell: RestoredCell, count: int | None) -> bool:
    own = _count(cell)
    return own is not None and count is not None and own < count


def _find_rivals(cells: Sequence[RestoredCell], task_id: str, names: frozenset[str]) -> list[int]:
    """Return the cells that answer a task: its own, and the learner's that define one of its names."""
    return [
        index
        for index, cell in enumerate(cells)
        if (cell.role == "answer" and cell.task == task_id)
        or (cell.role == "own" and cell.type == "code" and names & find_bound_names(cell.source))
    ]


def _choose_last_run(cells: Sequence[RestoredCell], indexes: list[int], names: frozenset[str]) -> tuple[str, list[int]]:
    """Return the source that counts, and the cells to run again so that it does.

    Of two cells that define the same name, the one run last counts, as in JupyterLab; where no number says which was
    run, the one that stands last.
    """
    counted = [index for index in indexes if _count(cells[index]) is not None]
    bound = {index: find_bound_names(cells[index].source) & names for index in indexes}
    again = []
    winners = set(indexes)
    for name in names:
        rivals = [index for index in indexes if name in bound[index]]
        run = [index for index in rivals if index in counted] or rivals
        if len(rivals) < 2:
            continue
        last = max(run, key=lambda index: (_count(cells[index]) or 0, index))
        winners -= {index for index in rivals if index != last and bound[index] <= bound[last]}
        if last != rivals[-1]:
            again.append(last)
    return "\n\n".join(cells[index].source for index in indexes if index in winners), again


def _count(cell: RestoredCell) -> int | None:
    return cell.submitted.count if cell.submitted else None


def _describe_damage(cells: Sequence[RestoredCell], released: ReleasedNotebook, submission: Submission) -> list[str]:
    handed_in = [cell for cell in cells if cell.submitted and cell.role == "answer"]
    tasks = [cell.task for cell in handed_in]
    expected = [cell.task for cell in released.cells if cell.role == "answer"]
    notes = []
    missing = [task for task in expected if task not in tasks]
    if missing:
        notes.append(tr("Cellules de réponse absentes : {tasks}.", tasks=", ".join(missing)))
    doubled = sorted({task for task in tasks if tasks.count(task) > 1})
    if doubled:
        notes.append(tr("Cellules de réponse en plusieurs exemplaires : {tasks}.", tasks=", ".join(doubled)))
    order = list(dict.fromkeys(tasks))
    if order != [task for task in expected if task in order]:
        notes.append(tr("Cellules de réponse dans un autre ordre."))
    return notes
