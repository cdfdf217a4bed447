"""A work sorted into exercises: for each, the notebook that counts under its right name, and the files around it."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from autograder.classes.attempts import digest_work
from autograder.classes.claims import Claim, read_claim
from autograder.classes.platforms import HandedIn
from autograder.classes.recognise import Exercises, Reading, choose, looks_like_notebook
from autograder.classes.works import Moment, Work
from autograder.language import tr

MAX_NOTEBOOKS = 100
"""Notebooks of one work that are read."""
_OURS = ("timestamp.txt", "manifest.json")
"""Names at the top of a submission that are the class's: what a learner's archive says there is no evidence."""


@dataclass(frozen=True)
class Piece:
    """What one person handed in for one exercise."""

    exercise: str
    folder: Path
    reading: Reading
    claim: Claim
    moment: Moment
    source: str
    handed: HandedIn | None = None
    bulk: str = ""
    digest: str = ""
    notes: tuple[str, ...] = ()
    unmatched: str = ""
    """Why nothing of the work belongs to an exercise of the class; empty where something does."""


def sort_work(work: Work, exercises: Exercises) -> Iterator[Piece]:
    """Yield a piece for each exercise of the class that ``work`` holds something of; one that says why, where none."""
    readings = [exercises.read(path) for path in work.list_files() if looks_like_notebook(path)][:MAX_NOTEBOOKS]
    by_exercise = _group(readings, work, exercises)
    if not by_exercise:
        reason = _explain_nothing(work, readings, exercises)
        yield Piece("", work.folder, Reading(work.folder), work.claim, work.moment, work.source, unmatched=reason)
        return
    for exercise, found in by_exercise.items():
        chosen = choose(found, exercise)
        others = {reading.path for name, listed in by_exercise.items() if name != exercise for reading in listed}
        folder = _arrange(work, exercise, chosen, found, others, alone=len(by_exercise) == 1)
        yield Piece(
            exercise,
            folder,
            chosen,
            work.claim,
            work.moment,
            work.source,
            work.handed,
            work.bulk,
            digest_work(folder),
            tuple(_list_notes(work, exercise, chosen, found)),
        )


def _group(readings: list[Reading], work: Work, exercises: Exercises) -> dict[str, list[Reading]]:
    """Sort by what the notebooks hold; by their names those that say nothing, or cannot be read."""
    found: dict[str, list[Reading]] = {}
    for reading in readings:
        if reading.exercise:
            found.setdefault(reading.exercise, []).append(reading)
    for reading in readings:
        named = _find_named(reading, work, exercises)
        # Beside a readable notebook of the exercise, another file of that name adds nothing.
        if not reading.exercise and named and named not in found:
            found[named] = [reading]
    return found


def _find_named(reading: Reading, work: Work, exercises: Exercises) -> str:
    inside = reading.path.relative_to(work.folder).parts
    for name in reversed(inside):
        claimed = read_claim(name, exercises.names).exercise
        if claimed:
            return claimed
    return work.claim.exercise


def _arrange(
    work: Work, exercise: str, chosen: Reading, found: list[Reading], others: set[Path], *, alone: bool
) -> Path:
    """Return a folder with the chosen notebook as ``NN-slug.ipynb`` and, around it, what lay around it."""
    base = chosen.path.parent
    target = Path(tempfile.mkdtemp(dir=work.folder.parent))
    own = f"{exercise}.ipynb"
    shutil.copyfile(chosen.path, target / own)
    for path in work.list_files():
        near = path.is_relative_to(base)
        if path == chosen.path or path in others or not (near or alone):
            continue
        name = path.relative_to(base if near else work.folder)
        if len(name.parts) == 1 and name.name in _OURS:
            continue
        _copy_free(path, target / name)
    return target


def _copy_free(path: Path, target: Path) -> None:
    """Copy a file, beside one of the same name where there is one."""
    number = 2
    free = target
    while free.exists() or any(parent.is_file() for parent in free.parents):
        free = target.with_name(f"{target.stem}-{number}{target.suffix}")
        if any(parent.is_file() for parent in free.parents):
            return
        number += 1
    free.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(path, free)


def _list_notes(work: Work, exercise: str, chosen: Reading, found: list[Reading]) -> Iterator[str]:
    """Say what a person should know of how the notebook was chosen."""
    name = chosen.path.relative_to(work.folder).as_posix()
    filled = [reading for reading in found if reading.answers and reading.path != chosen.path]
    blank = [reading for reading in found if not reading.answers and reading.path != chosen.path]
    different = [one for one in filled if one.path.read_bytes() != chosen.path.read_bytes()]
    if different:
        yield tr(
            "Plusieurs carnets ont des réponses : {chosen} ({count}) est retenu, pas {others}.",
            chosen=name,
            count=chosen.answers,
            others=", ".join(one.path.relative_to(work.folder).as_posix() for one in different[:5]),
        )
    elif chosen.answers and any(one.path.name == f"{exercise}.ipynb" for one in blank):
        yield tr("{name} est retenu : {exercise}.ipynb est sans réponse.", name=name, exercise=exercise)
    claimed = read_claim(chosen.path.name, [work.claim.exercise]).exercise if work.claim.exercise else ""
    if claimed and claimed != exercise:
        yield tr("Le nom dit {claimed}, le carnet est celui de {exercise}.", claimed=claimed, exercise=exercise)
    yield from work.problems[:5]


def _explain_nothing(work: Work, readings: list[Reading], exercises: Exercises) -> str:
    if work.problems:
        return " ".join(work.problems[:3])
    broken = next((reading.problem for reading in readings if reading.problem), "")
    if broken:
        return broken
    known = ", ".join(exercises.names) or "—"
    if readings:
        return tr("aucun carnet n’est d’un exercice de la classe ({known}).", known=known)
    names = ", ".join(path.name for path in work.list_files()) or "—"
    return tr("aucun carnet dans ce qui a été remis : {files}.", files=names[:200])
