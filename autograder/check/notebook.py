"""``check`` and its companions in a learner's kernel: a panel is shown, a number is returned, stderr stays empty."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

from autograder.check.desk import Desk, find_exercise_folder
from autograder.check.live import follow
from autograder.check.panel import render_notice, render_task_html, render_task_text, render_total
from autograder.check.reference import show_reference
from autograder.check.showing import Score, explaining, quiet, show
from autograder.check.workspace import append_hint, count_hints, read_progress
from autograder.content.edition import VARIANT_COUNT, EditionTask
from autograder.errors import PasserelleError, UsageError
from autograder.language import tr, use_language


class _Told(UsageError):
    """An error that a notebook shows as its sentence alone: IPython asks it how."""

    def _render_traceback_(self) -> list[str]:
        return [str(self)]


_desks: dict[Path, Desk] = {}
_shown_hints: dict[tuple[Path, str], int] = {}
_passed: set[tuple[Path, str]] = set()


def check(task_id: str) -> float:
    """Check one task, show its panel and return its points."""
    with quiet(), explaining():
        desk = open_desk()
        with use_language(desk.edition.lang):
            return Score(_check(desk, desk.find_task(task_id)))
    return Score(0.0)


def check_all() -> float:
    """Check every task, show the panels and return all the points."""
    with quiet(), explaining():
        desk = open_desk()
        with use_language(desk.edition.lang):
            tasks = desk.edition.tasks
            score = Score(sum(_check(desk, task) for task in tasks))
            show(*render_total(score, sum(task.points for task in tasks)))
            return score
    return Score(0.0)


def hint(task_id: str) -> None:
    """Show the next hint of a task, after those already read."""
    with explaining():
        desk = open_desk()
        with use_language(desk.edition.lang):
            task = desk.find_task(task_id)
            if not task.hints:
                show(*render_notice(tr("Cette tâche n’a pas d’indice.")))
                return
            key = (desk.folder, task.id)
            seen = max(_shown_hints.get(key, 0), count_hints(desk.workspace, desk.edition.exercise, task.id))
            number = min(seen + 1, len(task.hints))
            _shown_hints[key] = number
            append_hint(desk.workspace, exercise=desk.edition.exercise, task=task.id, number=number)
            lines = [f"{place}. {text}" for place, text in enumerate(task.hints[:number], 1)]
            if number == seen:
                lines.append(tr("C’était le dernier indice. Un formateur peut vous aider à aller plus loin."))
            title = tr("{title} : indice {number} sur {count}", title=task.title, number=number, count=len(task.hints))
            show(*render_notice("\n".join(lines), title=title))


def solution(task_id: str) -> None:
    """Show the reference answer once the task is passed, where it can be reached."""
    with explaining():
        desk = open_desk()
        with use_language(desk.edition.lang):
            task = desk.find_task(task_id)
            if task.id not in list_passed(desk):
                raise UsageError(
                    tr(
                        "La solution se montre quand la tâche est réussie. "
                        'D’ici là, `hint("{task}")` donne un indice, sans rien coûter.',
                        task=task.id,
                    )
                )
            show(*show_reference(desk.edition.exercise, task, desk.edition.lang))


def variant(new: bool = False) -> dict[str, Any]:
    """Return the learner's variant, or with ``new=True`` another one to practise on."""
    try:
        desk = open_desk()
    except PasserelleError as error:
        raise _Told(str(error)) from None
    with use_language(desk.edition.lang):
        if new and desk.edition.variants:
            own = desk.own_variant()
            others = [number for number in range(VARIANT_COUNT) if number not in (own, desk.practice)]
            desk.practice = random.SystemRandom().choice(others)
            show(
                *render_notice(
                    tr(
                        "Voici d’autres données, pour vous exercer. Elles ne sont pas notées : "
                        "`variant()` rend les vôtres."
                    )
                )
            )
        elif not new:
            desk.practice = None
        return desk.read_variant() or {}


def open_desk() -> Desk:
    """Return the exercise of the current folder in this kernel, opened once."""
    from IPython.core.getipython import get_ipython

    from autograder.sandbox.server import KernelCells, serve_kernel

    folder = find_exercise_folder(Path.cwd())
    if folder not in _desks:
        shell = get_ipython()
        if shell is None:
            raise UsageError(
                tr("`check` s’emploie dans un carnet. Dans un terminal : `passerelle check {folder}`.", folder=folder)
            )
        _desks[folder] = Desk(folder, serve_kernel(shell), follow(shell), KernelCells(shell).locate)
    return _desks[folder]


def _check(desk: Desk, task: EditionTask) -> float:
    result = desk.check_task(task)
    if result.status == "passed":
        _passed.add((desk.folder, task.id))
    rendered = render_task_html(result, desk.edition.lang, hidden_checks=task.hidden_checks)
    show(rendered, render_task_text(result, desk.edition.lang, hidden_checks=task.hidden_checks))
    if desk.practice is not None:
        show(*render_notice(tr("Ces données sont d’entraînement : ces points ne comptent pas.")))
    return float(result.score)


def list_passed(desk: Desk) -> set[str]:
    """Return the tasks that a check has called passed, in this kernel or before."""
    noted = {
        str(line.get("task"))
        for line in read_progress(desk.workspace)
        if line.get("exercise") == desk.edition.exercise and line.get("score") == line.get("max_score")
    }
    return noted | {task for folder, task in _passed if folder == desk.folder}
