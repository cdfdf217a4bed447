"""What the desk in JupyterLab asks of a learner's kernel: a panel to show, and beside it a message of data.

Nothing here knows more than ``check``, ``hint`` and ``solution`` do; a notebook without the desk has those.
"""

from __future__ import annotations

from typing import Any

from autograder.check import lesson, notebook, tries
from autograder.check.desk import Desk
from autograder.check.live import follow
from autograder.check.reference import is_released
from autograder.check.steps import read_steps
from autograder.content.lesson import read_lesson_edition
from autograder.errors import PasserelleError

DATA = "application/vnd.passerelle+json"
"""The type of the message: no output area shows it."""


def check(task_id: str) -> None:
    """Check one task, show its panel, and say what is known of every task."""
    notebook.check(task_id)
    describe()


def hint(task_id: str) -> None:
    """Show the next of a task's hints."""
    notebook.hint(task_id)


def solution(task_id: str) -> None:
    """Show the reference answer of a task."""
    notebook.solution(task_id)


def check_try(attempt: str, name: str, lang: str) -> None:
    """Check one try of a lesson, show its panel, and say what is known of every try."""
    _open_lesson(name, lang)
    lesson.check(attempt)
    describe_lesson(name, lang)


def hint_try(attempt: str, name: str, lang: str) -> None:
    """Show the hint of a try."""
    _open_lesson(name, lang)
    lesson.hint(attempt)


def describe_lesson(name: str, lang: str) -> None:
    """Send which cells ran in this kernel, and which tries of the lesson were passed."""
    _open_lesson(name, lang)
    try:
        desk = tries.open_lesson(lesson.list_opened())
    except PasserelleError:
        return
    _send(describe_tries(desk, _list_ran()))


def describe_tries(desk: tries.LessonDesk, ran: list[str]) -> dict[str, Any]:
    """Return what the buttons need to know of a lesson, as plain data."""
    steps = read_steps(desk.folder, desk.workspace)
    passed = {attempt for step in steps for attempt in step.passed}
    blanks = {attempt.id: attempt.blank for attempt in read_lesson_edition(desk.folder).tries}
    known = {
        attempt: {"passed": attempt in passed, "solution": False, "start": blank} for attempt, blank in blanks.items()
    }
    return {"schema": 1, "ran": ran, "tasks": known, "done": bool(steps) and all(step.done for step in steps)}


def _open_lesson(name: str, lang: str) -> None:
    """A lesson whose first cell has not run yet is opened all the same."""
    if not lesson.list_opened():
        lesson.start(name, lang)


def describe() -> None:
    """Send which cells ran in this kernel, and what is known of each task."""
    try:
        desk = notebook.open_desk()
    except PasserelleError:
        return
    _send(describe_desk(desk, _list_ran()))


def describe_desk(desk: Desk, ran: list[str]) -> dict[str, Any]:
    """Return what the buttons need to know, as plain data."""
    passed, released = notebook.list_passed(desk), is_released(desk.edition.exercise)
    judged = {task.id for task in desk.edition.tasks if not task.manual}
    tasks = {
        task.id: {
            "passed": task.id in passed,
            "solution": released and task.id in passed,
            "start": task.start or None,
        }
        for task in desk.edition.tasks
    }
    return {"schema": 1, "ran": ran, "tasks": tasks, "done": bool(judged) and judged <= passed}


def _list_ran() -> list[str]:
    from IPython.core.getipython import get_ipython

    shell = get_ipython()
    if shell is None:
        return []
    return sorted({ran.cell for ran in follow(shell).cells if ran.cell})


def _send(data: dict[str, Any]) -> None:
    from IPython.display import display

    display({DATA: data}, raw=True)
