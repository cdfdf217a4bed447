"""What a report becomes in the gradebook: one place for both roads, nbgrader's and ours.

Scores come from the report alone, never from the outputs of a notebook.
"""

from __future__ import annotations

from autograder.grading.report import Report, TaskReport
from autograder.language import tr, use_language

CHECK_SUFFIX = "-check"
MAX_COMMENT = 2000
"""Characters of one comment; a longer one is cut."""


def score_cell(report: Report, cell: str, max_score: float) -> float | None:
    """Return the ``auto_score`` of the grade cell named ``cell``; ``None`` where a person has to give it.

    A task that a person grades has a score only when it is blank: 0, as nbgrader has it. A fault of ours
    (``internal``) is never a zero. A score never exceeds what the cell is worth.
    """
    task = find_task(report, cell)
    if task is None or task.status == "internal":
        return None
    if task.manual:
        return 0.0 if task.status == "blank" else None
    return min(max(float(task.score), 0.0), float(max_score))


def comment_cell(report: Report, cell: str) -> str | None:
    """Return the ``auto_comment`` of the answer cell named ``cell``, in the learner's language; ``None`` for none.

    It may be shown to the learner: nothing of a hidden check is in it.
    """
    task = find_task(report, cell)
    if task is None:
        return None
    with use_language(report.lang or "fr"):
        return _shorten(describe_task(task)) or None


def needs_manual_grade(auto_score: float | None, manual_score: float | None) -> bool:
    """nbgrader's rule: a person is needed where no score was computed, and again where one gave a score before."""
    return manual_score is not None or auto_score is None


def find_task(report: Report, cell: str) -> TaskReport | None:
    """Return the report on the task that a cell belongs to."""
    names = (cell, cell.removesuffix(CHECK_SUFFIX))
    return next((task for name in names for task in report.tasks if task.id == name), None)


def describe_task(task: TaskReport) -> str:
    """Return what a learner is told of a task, in the current language; empty where there is nothing to say."""
    if task.status == "blank":
        return tr("Pas de réponse.")
    if task.status == "internal":
        return tr(
            "Cette tâche n’a pas pu être notée : la panne est de notre côté. Elle sera notée de nouveau, "
            "et vous ne perdez rien."
        )
    return " ".join(part for part in (task.note, _describe_failing(task)) if part)


def _describe_failing(task: TaskReport) -> str:
    if task.status in ("passed", "manual"):
        return ""
    failing = [check for check in task.checks if check.status != "passed"]
    for check in failing:
        if not check.hidden and check.message:
            return check.message
    return describe_hidden(task.status) if any(check.hidden for check in failing) else ""


def describe_hidden(status: str) -> str:
    """Return what may be said of a check that the learner does not see."""
    if status == "timeout":
        return tr("Une vérification que vous ne voyez pas a dû être arrêtée : votre code tournait encore.")
    if status == "memory":
        return tr("Une vérification que vous ne voyez pas a demandé plus de mémoire qu’il n’y en avait.")
    return tr(
        "Une vérification que vous ne voyez pas échoue. "
        "Essayez votre réponse sur d’autres exemples que ceux de l’énoncé."
    )


def _shorten(text: str) -> str:
    return text if len(text) <= MAX_COMMENT else text[: MAX_COMMENT - 1] + "…"
