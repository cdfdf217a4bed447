"""An exercise as its author declares it in ``solutions/NN-slug/exercise.toml``."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import Literal

import msgspec

from autograder.content.answers import Answer, refuse_bad_answers
from autograder.content.tomlfile import read_toml
from autograder.errors import ContentError
from autograder.language import tr

TaskKind = Literal["write", "fix", "predict", "order", "choose", "build"]

_TASK_ID = re.compile(r"[A-Za-z0-9_-]{1,57}")  # nbgrader's 64 characters, less « -check ».


class Limits(msgspec.Struct, frozen=True):
    """What an exercise may use while it is graded."""

    cell_seconds: float = 10.0
    """Wall-clock seconds for one cell."""
    call_seconds: float = 5.0
    """Wall-clock seconds for one call made by a check."""
    memory_mb: int = 512
    """Megabytes above what the libraries themselves take."""
    processes: int = 0
    """Processes or threads that the work may start; 0 is none."""
    output_kb: int = 1000
    """Kilobytes of output kept per cell."""
    loopback: bool = False
    """Whether the work may talk to itself over 127.0.0.1."""


class Task(msgspec.Struct, frozen=True):
    """One thing to answer: one answer cell, some points."""

    id: str
    title: str
    kind: TaskKind
    points: float
    names: tuple[str, ...] = ()
    """Names that the answer defines and the checks look for."""
    outcomes: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()
    manual: bool = False
    """Graded by a person: the answer cell carries the points and there is no check cell."""
    was: str = ""
    """The former id of a renamed task, so that answers carry over."""
    answers: tuple[Answer, ...] = ()
    """What the engine judges by itself; ``checks.py`` and ``hidden.py`` judge the rest."""
    choice: bool = True
    """Whether it can be answered rightly in several ways: then the exercise keeps some, in ``alternatives.toml``."""


class Exercise(msgspec.Struct, frozen=True):
    """What ``exercise.toml`` says."""

    title: str
    tasks: tuple[Task, ...]
    summary: str = ""
    minutes: int = 60
    languages: tuple[str, ...] = ("en",)
    """Languages declared complete, beside French."""
    imports: tuple[str, ...] = ()
    """Libraries that the work imports and that may be loaded once for a whole class."""
    limits: Limits = Limits()
    id: str = ""
    """The folder's name, ``NN-slug``; filled in by :func:`read_exercise`, never written."""

    @property
    def max_score(self) -> float:
        """All points of the exercise."""
        return sum(task.points for task in self.tasks)

    def find_task(self, task_id: str) -> Task:
        """Return the task with that id; raises ``KeyError``."""
        for task in self.tasks:
            if task.id == task_id:
                return task
        raise KeyError(task_id)


def read_exercise(folder: Path) -> Exercise:
    """Read ``exercise.toml`` in ``folder``; raises :class:`ContentError` with file, place and remedy."""
    path = folder / "exercise.toml"
    exercise = read_toml(path, Exercise)
    if exercise.id:
        raise ContentError(tr("{path} : retirez « id » ; le nom du dossier le donne.", path=path))
    _refuse_bad_tasks(exercise, path)
    return msgspec.structs.replace(exercise, id=folder.name)


def _refuse_bad_tasks(exercise: Exercise, path: Path) -> None:
    for task in exercise.tasks:
        if not _TASK_ID.fullmatch(task.id) or task.id.endswith("-check"):
            raise ContentError(
                tr(
                    "{path} : l’identifiant de tâche « {task} » ne convient pas. "
                    "Lettres sans accent, chiffres, - et _, 57 caractères au plus, sans « -check » à la fin.",
                    path=path,
                    task=task.id,
                )
            )
        if not task.points > 0:
            raise ContentError(tr("{path} : la tâche « {task} » doit valoir des points.", path=path, task=task.id))
        refuse_bad_answers(task.answers, task.id, path)
    repeated = [name for name, count in Counter(task.id for task in exercise.tasks).items() if count > 1]
    if repeated:
        raise ContentError(tr("{path} : deux tâches s’appellent « {task} ».", path=path, task=repeated[0]))
    if not exercise.tasks:
        raise ContentError(tr("{path} : il faut au moins une [[tasks]].", path=path))
