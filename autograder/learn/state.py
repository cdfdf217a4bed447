"""What the start page shows, as data: the modules by track, what comes next, what was learnt, what is due again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import msgspec

from autograder.check.workspace import read_learner, read_progress
from autograder.content.kit import Kit
from autograder.language import use_language
from autograder.learn.handed import Handed, list_feedback, read_handed
from autograder.learn.progress import ModuleState, find_last_exercise, find_next, list_outcomes, read_modules
from autograder.learn.startpage import name_track
from autograder.learn.workspace import Workspace

_AGAIN_DAYS = (7, 21, 60)
"""After how many days something that was learnt is due again: the first time, the second, and from then on."""


class Step(msgspec.Struct, frozen=True):
    """One step of a lesson."""

    title: str
    minutes: int
    done: bool


class ModuleCard(msgspec.Struct, frozen=True):
    """One module as the start page shows it."""

    id: str
    number: str
    track: int
    track_name: str
    title: str
    summary: str
    lesson: str
    exercise: str
    lesson_minutes: int
    exercise_minutes: int
    steps: tuple[Step, ...]
    passed: int
    tasks: int
    by_hand: int
    started: bool
    done: bool
    lesson_done: bool
    class_name: str
    due: str
    """When the class wants it, ISO 8601 with its zone; empty where it said no date."""
    outcomes: tuple[str, ...]
    due_again: bool
    handed: Handed | None
    feedback: tuple[str, ...]
    """Pages that came back, by their path in the workspace, the newest first."""


class StartState(msgspec.Struct, frozen=True):
    """The whole start page; ``following`` is the module that comes next, empty at the end."""

    lang: str
    folder: str
    learner: str
    following: str
    modules: tuple[ModuleCard, ...]
    schema: int = 1


def describe_start(workspace: Workspace, kit: Kit, *, now: dt.datetime | None = None) -> StartState:
    """Return what the start page shows of a workspace, in its language."""
    now = now or dt.datetime.now(dt.UTC)
    with use_language(workspace.lang):
        modules = read_modules(workspace, kit)
        following = find_next(modules, find_last_exercise(workspace))
        handed = read_handed(workspace.root)
        days = _list_days(workspace.root)
        cards = tuple(_describe(workspace, kit, module, handed, days, now) for module in modules)
    return StartState(
        lang=workspace.lang,
        folder=str(workspace.root),
        learner=read_learner(workspace.root) or "",
        following=following.id if following else "",
        modules=cards,
    )


def is_due_again(days: list[dt.date], today: dt.date) -> bool:
    """Whether something whose tasks were passed on these days is due again: after a week, three weeks, two months."""
    if not days:
        return False
    wait = _AGAIN_DAYS[min(len(set(days)), len(_AGAIN_DAYS)) - 1]
    return (today - max(days)).days >= wait


def _describe(
    workspace: Workspace,
    kit: Kit,
    module: ModuleState,
    handed: dict[str, Handed],
    days: dict[str, list[dt.date]],
    now: dt.datetime,
) -> ModuleCard:
    return ModuleCard(
        id=module.id,
        number=module.number,
        track=module.track,
        track_name=name_track(module.track),
        title=module.title,
        summary=module.summary,
        lesson=module.lesson,
        exercise=module.exercise,
        lesson_minutes=module.lesson_minutes,
        exercise_minutes=module.exercise_minutes,
        steps=tuple(Step(one.step.title, one.step.minutes, one.done) for one in module.steps),
        passed=module.passed,
        tasks=module.tasks,
        by_hand=module.by_hand,
        started=module.started,
        done=module.done,
        lesson_done=module.lesson_done,
        class_name=module.class_name,
        due=module.due,
        outcomes=tuple(list_outcomes(kit, module.id, workspace.lang)),
        due_again=module.done and is_due_again(days.get(module.id, []), now.date()),
        handed=handed.get(module.id),
        feedback=tuple(list_feedback(workspace.root, module.id)),
    )


def _list_days(root: Path) -> dict[str, list[dt.date]]:
    """Return the days on which tasks of each exercise were passed."""
    days: dict[str, list[dt.date]] = {}
    for exercise, at in _list_passes(root):
        days.setdefault(exercise, []).append(at)
    return days


def _list_passes(root: Path) -> Iterator[tuple[str, dt.date]]:
    for line in read_progress(root):
        if line.get("exercise") and line.get("score") == line.get("max_score"):
            try:
                yield str(line["exercise"]), dt.datetime.fromisoformat(str(line.get("at"))).date()
            except ValueError:
                continue
