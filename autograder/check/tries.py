"""The tries of a lesson in a learner's kernel: the same checks, encoding, messages and panel as tasks; no points."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from autograder.check.desk import Desk
from autograder.check.live import follow
from autograder.check.messages.missing import explain_not_answered
from autograder.check.outcome import CheckOutcome, TaskResult
from autograder.check.panel import render_notice, render_task_html, render_task_text
from autograder.check.showing import explaining, quiet, show
from autograder.check.workspace import append_try, find_workspace
from autograder.content.edition import Edition, EditionTask
from autograder.content.lesson import LessonTry, read_lesson_edition
from autograder.errors import UsageError
from autograder.language import tr, use_language

_desks: dict[Path, LessonDesk] = {}


class LessonDesk(Desk):
    """A lesson whose tries are checked like tasks."""

    checks_file = "tries.py"

    def check_task(self, task: EditionTask) -> TaskResult:
        """Check a try; one that still is as it was received waits for an answer, and no more is said of it."""
        lesson = read_lesson_edition(self.folder)
        attempt = next(one for one in lesson.tries if one.id == task.id)
        if not self._is_blank(attempt):
            return super().check_task(task)
        said = explain_not_answered()
        outcome = CheckOutcome(task.id, task.id, attempt.title, "error", str(said.message), mistakes=said.mistakes)
        return TaskResult(task.id, task.title, 0.0, 0.0, outcome.status, (outcome,))

    def _is_blank(self, attempt: LessonTry) -> bool:
        """Whether the cell is as it was received: by its id, else as the only one that could be its cell."""
        blank, source = _squeeze(attempt.blank), self._read_cells()[0].get(attempt.id)
        if source is not None:
            return _squeeze(source) == blank
        return self._cells is not None and any(_squeeze(ran.source) == blank for ran in self._cells.cells)

    def read_edition(self) -> Edition:
        """Return the tries as tasks without points."""
        lesson = read_lesson_edition(self.folder)
        with use_language(lesson.lang):
            head = tr("Coup d’essai")
        tasks = tuple(
            EditionTask(one.id, head, "write", 0.0, one.names, (one.hint,) if one.hint else ()) for one in lesson.tries
        )
        return Edition(exercise=lesson.lesson, lang=lesson.lang, title=lesson.title, tasks=tasks)

    def note(self, result: TaskResult) -> None:
        """Note what the check said of a try."""
        append_try(
            self.workspace,
            lesson=self.edition.exercise,
            attempt=result.id,
            passed=result.status == "passed",
            lang=self.edition.lang,
        )


def _squeeze(source: str) -> list[str]:
    return [line.strip() for line in source.splitlines() if line.strip()]


def check(attempt: str, opened: Sequence[str]) -> None:
    """Check one try of the lesson in the folder ``opened`` and show its panel."""
    with quiet(), explaining():
        desk = open_lesson(opened)
        with use_language(desk.edition.lang):
            result = desk.check_task(desk.find_task(attempt))
            lang = desk.edition.lang
            show(render_task_html(result, lang), render_task_text(result, lang))


def hint(attempt: str, opened: Sequence[str]) -> None:
    """Show the hint of one try."""
    with explaining():
        desk = open_lesson(opened)
        with use_language(desk.edition.lang):
            task = desk.find_task(attempt)
            show(*render_notice("\n".join(task.hints) or tr("Ce coup d’essai n’a pas d’indice.")))


def open_lesson(opened: Sequence[str]) -> LessonDesk:
    """Return the desk of the lesson that ``start`` found, opened once in this kernel."""
    from IPython.core.getipython import get_ipython

    from autograder.sandbox.server import KernelCells, serve_kernel

    shell = get_ipython()
    if not opened or shell is None:
        raise UsageError(tr("La leçon n’est pas prête : exécutez sa première cellule de code, puis revenez ici."))
    folder = Path(opened[0])
    if folder not in _desks:
        desk = LessonDesk(folder, serve_kernel(shell), follow(shell), KernelCells(shell).locate)
        desk.workspace = find_workspace(Path.cwd())
        _desks[folder] = desk
    return _desks[folder]
