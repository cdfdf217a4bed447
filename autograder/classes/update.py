"""The kit has moved on: what that would change in a class, then the change, where it can still be made."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from autograder.classes.course import Course
from autograder.classes.new import add_exercises
from autograder.classes.snapshot import copy_exercise, hash_exercise, keep_exercise, read_release, snapshot_folder
from autograder.classes.sources import write_source
from autograder.classes.submissions import list_submissions
from autograder.content.exercise import Exercise
from autograder.content.kit import Kit, find_kit_root
from autograder.errors import ClassError, UnknownExercise
from autograder.language import tr


@dataclass(frozen=True)
class Change:
    """What taking the kit's version of one exercise would change."""

    exercise: str
    new: bool
    """The class does not have it yet."""
    files: tuple[str, ...]
    """Files that differ, each with ``+``, ``-`` or ``~`` before its name."""
    grading: tuple[str, ...]
    """Changes of tasks and points, one sentence each."""
    submissions: int
    """How much work has been handed in."""

    @property
    def refused(self) -> bool:
        """Whether it can no longer be taken: work is in, and what it was worth would change."""
        return bool(self.grading) and self.submissions > 0


def compare_class(course: Course, exercises: Sequence[str] = (), *, kit: Kit | None = None) -> list[Change]:
    """Compare the class with the kit; exercises that are the same are left out. Nothing is written.

    Without names, every exercise that the class has is compared.
    """
    kit = kit or Kit(find_kit_root())
    present = set(course.list_exercises())
    changes = []
    for exercise in exercises or sorted(present):
        if exercise not in present:
            kit.solution_folder(exercise)
            changes.append(Change(exercise, True, (), (), 0))
            continue
        change = _compare_one(course, exercise, kit)
        if change is not None:
            changes.append(change)
    return changes


def update_class(course: Course, exercises: Sequence[str] = (), *, kit: Kit | None = None) -> list[Change]:
    """Take what :func:`compare_class` shows; all of it or, where one change is refused, none.

    Raises :class:`ClassError` where tasks or points would change under work that is in. Release again afterwards.
    """
    kit = kit or Kit(find_kit_root())
    changes = compare_class(course, exercises, kit=kit)
    refused = [change for change in changes if change.refused]
    if refused:
        raise ClassError(
            tr(
                "{exercise} : {count} remises existent, et le kit change ce qu’elles valent ({changes}). "
                "Rien n’a été pris. Terminez cette session avec la version de la classe, et faites une nouvelle classe "
                "pour la suivante.",
                exercise=refused[0].exercise,
                count=refused[0].submissions,
                changes=" ; ".join(refused[0].grading),
            )
        )
    for change in changes:
        if change.new:
            add_exercises(course, [change.exercise], kit=kit)
        else:
            keep_exercise(course, kit, change.exercise)
            write_source(course, change.exercise)
    return changes


def _compare_one(course: Course, exercise: str, kit: Kit) -> Change | None:
    try:
        kit.solution_folder(exercise)
    except UnknownExercise:
        return None  # A private exercise of the class, or one that the kit has dropped: the class keeps its own.
    if hash_exercise(kit, exercise, course.file.id) == read_release(course, exercise).hash:
        return None
    kept = Kit(snapshot_folder(course, exercise)).read_exercise(exercise)
    with tempfile.TemporaryDirectory(prefix="passerelle-") as name:
        folder = Path(name)
        copy_exercise(kit, exercise, folder, course.file.id)
        files = _compare_files(snapshot_folder(course, exercise), folder)
    return Change(
        exercise,
        False,
        tuple(files),
        tuple(_compare_tasks(kept, kit.read_exercise(exercise))),
        len(list_submissions(course, exercise)),
    )


def _compare_tasks(old: Exercise, new: Exercise) -> list[str]:
    before = {task.id: task for task in old.tasks}
    after = {task.id: task for task in new.tasks}
    found = [tr("tâche ajoutée : {task}", task=task) for task in after if task not in before]
    found += [tr("tâche retirée : {task}", task=task) for task in before if task not in after]
    for name in before.keys() & after.keys():
        if before[name].points != after[name].points:
            found.append(
                tr(
                    "{task} : {old} points deviennent {new}",
                    task=name,
                    old=f"{before[name].points:g}",
                    new=f"{after[name].points:g}",
                )
            )
        if before[name].manual != after[name].manual:
            found.append(tr("{task} : la façon de noter change", task=name))
    return sorted(found)


def _compare_files(old: Path, new: Path) -> list[str]:
    before, after = _list_hashes(old), _list_hashes(new)
    marks = {
        name: "+" if name not in before else "-" if name not in after else "~"
        for name in before.keys() | after.keys()
        if before.get(name) != after.get(name)
    }
    return [f"{marks[name]} {name}" for name in sorted(marks)]


def _list_hashes(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file() and path.name != "release.json"
    }
