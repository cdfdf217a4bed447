"""Why a task got no points, in words, and why a person should have a look."""

from __future__ import annotations

from collections.abc import Iterator

from autograder.content.exercise import Limits
from autograder.grading.report import Report
from autograder.grading.restore import Restored
from autograder.language import tr


def explain_gone(status: str, limits: Limits | None = None) -> str:
    """Tell a learner what became of an answer cell that could not be checked."""
    limits = limits or Limits()
    if status == "blank":
        return tr(
            "Cette cellule attend votre réponse : remplacez la ligne « VOTRE CODE ICI », exécutez-la (Maj + Entrée), "
            "puis revenez ici."
        )
    if status == "timeout":
        return tr(
            "Votre cellule tournait encore après {seconds} secondes : je l’ai arrêtée. "
            "Souvent, c’est une boucle `while` dont la condition reste vraie.",
            seconds=f"{limits.cell_seconds:g}",
        )
    if status == "memory":
        return tr(
            "Votre cellule a demandé plus de {memory} Mo. Garde-t-elle en mémoire une liste qui grandit sans fin ?",
            memory=limits.memory_mb,
        )
    return tr(
        "Votre cellule a mis fin au programme lui-même (`exit`, `os._exit`, un signal…). "
        "Sans cette ligne, le reste pourra être vérifié."
    )


def explain_change(source: str) -> str:
    """Tell a learner which later cell changed what a task needs, and what that means for the points."""
    first = next((line.strip() for line in source.splitlines() if line.strip()), "")
    return tr(
        "Plus bas, la cellule qui commence par `{line}` a changé ce dont cette tâche a besoin. "
        "Vos points sont ceux d’avant elle, tels que la cellule `check` les a vus.",
        line=first if len(first) <= 60 else first[:59] + "…",
    )


def flag_report(report: Report, restored: Restored) -> Iterator[str]:
    """Yield why a person should look at this submission, one sentence each."""
    for task in report.tasks:
        if task.status == "internal":
            yield tr(
                "{task} : une vérification a échoué par notre faute ; le travail est gardé et sera noté de nouveau.",
                task=task.id,
            )
        elif task.status == "manual":
            yield tr("{task} : à noter par une personne.", task=task.id)
        elif task.status in ("timeout", "memory", "crashed"):
            yield _describe_stop(task.id, task.status)
    yield from restored.notes


def _describe_stop(task: str, status: str) -> str:
    if status == "timeout":
        return tr("{task} : le code ne finissait pas ; il a été arrêté.", task=task)
    if status == "memory":
        return tr("{task} : le code a demandé trop de mémoire.", task=task)
    return tr("{task} : le code a mis fin à son propre processus.", task=task)
