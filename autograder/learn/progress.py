"""How far a learner is, from what their own checks said: ``.passerelle/progress.jsonl``. It is never evidence."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

import msgspec

from autograder.check.steps import LESSON_FOLDER, StepState, read_steps
from autograder.check.workspace import read_progress
from autograder.content.edition import Edition, read_edition
from autograder.content.kit import Kit
from autograder.content.module import Module
from autograder.errors import PasserelleError
from autograder.i18n.catalogue import make_translator
from autograder.i18n.declarations import translate_exercise, translate_module
from autograder.learn.delivery import comes_from_class, name_lesson
from autograder.learn.workspace import Workspace


class ModuleState(msgspec.Struct, frozen=True):
    """One module of a workspace: what there is to open, and what was done."""

    id: str
    title: str
    summary: str = ""
    lesson: str = ""
    """Path of the lesson from the workspace, with ``/``; empty where there is none."""
    exercise: str = ""
    """Path of the exercise's notebook, likewise."""
    lesson_minutes: int = 0
    exercise_minutes: int = 0
    from_class: bool = False
    class_name: str = ""
    """The class that handed it out, where one did."""
    due: str = ""
    """When the class wants it, as the class wrote it; empty where it said no date."""
    passed: int = 0
    """Tasks of which a check once said that they hold."""
    checked: int = 0
    """Tasks that were checked at least once."""
    tasks: int = 0
    """Tasks that checks can judge."""
    by_hand: int = 0
    """Tasks that a person grades."""
    steps: tuple[StepState, ...] = ()
    """The steps of the lesson, with what of them is done; empty where the lesson is not in steps."""

    @property
    def number(self) -> str:
        """The two digits that the module begins with."""
        return self.id.partition("-")[0]

    @property
    def track(self) -> int:
        """The parcours, the first digit."""
        return int(self.id[0])

    @property
    def started(self) -> bool:
        """Whether something was checked."""
        return self.checked > 0

    @property
    def lesson_done(self) -> bool:
        """Whether every step of the lesson is finished."""
        return bool(self.steps) and all(step.done for step in self.steps)

    @property
    def done(self) -> bool:
        """Whether every task that checks can judge was passed."""
        return self.tasks > 0 and self.passed == self.tasks


def read_modules(workspace: Workspace, kit: Kit) -> list[ModuleState]:
    """Return the modules that lie in the workspace, in order; a damaged one is left out, not fatal."""
    best = _read_best(workspace.root)
    known = set(kit.list_modules())
    states = []
    for folder in sorted(path for path in workspace.root.iterdir() if _is_module(path)):
        state = _read_module(workspace, kit, folder, folder.name in known, best)
        if state.lesson or state.exercise:
            states.append(state)
    return states


def find_next(modules: Sequence[ModuleState], last: str = "") -> ModuleState | None:
    """Return what comes next: the exercise begun last, else the first that is not done; ``None`` at the end."""
    begun = next((module for module in modules if module.id == last and module.started and not module.done), None)
    return begun or next((module for module in modules if module.tasks and not module.done), None)


def find_last_exercise(workspace: Workspace) -> str:
    """Return the exercise that was checked last; empty where none was."""
    exercises = [line["exercise"] for line in read_progress(workspace.root) if "exercise" in line]
    return str(exercises[-1]) if exercises else ""


def list_outcomes(kit: Kit, module: str, lang: str) -> list[str]:
    """Return what one can do after a module, in sentences; nothing where the kit does not hold it."""
    about = _read_about(kit, module, lang) if module in kit.list_modules() else None
    return [outcome.text for outcome in about.outcomes] if about else []


def _is_module(path: Path) -> bool:
    return path.is_dir() and len(path.name) > 3 and path.name[:2].isdecimal() and path.name[2] == "-"


def _read_best(root: Path) -> dict[tuple[str, str], float]:
    """Return the best share of the points of each task, by exercise and task."""
    best: dict[tuple[str, str], float] = {}
    for line in read_progress(root):
        score, maximum = line.get("score"), line.get("max_score")
        if isinstance(score, (int, float)) and isinstance(maximum, (int, float)) and maximum > 0:
            key = (str(line.get("exercise")), str(line.get("task")))
            best[key] = max(best.get(key, 0.0), score / maximum)
    return best


def _read_module(
    workspace: Workspace, kit: Kit, folder: Path, in_kit: bool, best: dict[tuple[str, str], float]
) -> ModuleState:
    name = folder.name
    lesson = folder / name_lesson(name, workspace.lang)
    notebook = folder / f"{name}.ipynb"
    edition = _read_edition(folder) if notebook.is_file() else None
    judged = [task.id for task in edition.tasks if not task.manual] if edition else []
    about = _read_about(kit, name, workspace.lang) if in_kit else None
    minutes, summary = _read_exercise(kit, name, workspace.lang)
    return ModuleState(
        id=name,
        title=about.title if about else edition.title if edition else name,
        summary=about.summary if about else summary,
        lesson=f"{name}/{lesson.name}" if lesson.is_file() else "",
        exercise=f"{name}/{notebook.name}" if edition else "",
        lesson_minutes=about.minutes if about else 0,
        exercise_minutes=minutes,
        from_class=edition is not None and comes_from_class(folder),
        class_name=edition.class_name if edition else "",
        due=edition.due if edition else "",
        passed=sum(best.get((name, task), 0.0) >= 1.0 for task in judged),
        checked=sum((name, task) in best for task in judged),
        tasks=len(judged),
        by_hand=len(edition.tasks) - len(judged) if edition else 0,
        steps=tuple(read_steps(folder / LESSON_FOLDER, workspace.root)),
    )


def _read_edition(folder: Path) -> Edition | None:
    try:
        return read_edition(folder)
    except PasserelleError:
        return None


@lru_cache(maxsize=256)
def _read_about(kit: Kit, name: str, lang: str) -> Module | None:
    try:
        translator = make_translator(kit, (name,), lang)
        return translate_module(kit.read_module(name), translator.at)
    except PasserelleError:
        return None


@lru_cache(maxsize=256)
def _read_exercise(kit: Kit, name: str, lang: str) -> tuple[int, str]:
    """Return minutes and summary of an exercise; a kit without sources does not say them."""
    try:
        translator = make_translator(kit, (name,), lang)
        exercise = translate_exercise(kit.read_exercise(name), translator.at)
    except PasserelleError:
        return 0, ""
    return exercise.minutes, exercise.summary
