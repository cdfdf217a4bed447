"""Right answers in other styles have every point; and the same answer has the same points under any name."""

from __future__ import annotations

from collections.abc import Iterator

from autograder.build import Mistake
from autograder.content.exercise import Task
from autograder.errors import PasserelleError
from autograder.language import SOURCE_LANGUAGE, tr
from autograder.validate.finding import Finding
from autograder.validate.subject import Subject

REQUIRED = False
"""Whether every exercise must have ``alternatives.toml``; one that has the file is held to all of this either way."""

FILE = "alternatives.toml"
FEWEST = 3
"""Alternatives of each task that leaves a choice."""
NAMES = ("ada", "bao", "chloe-tremblay", "dov", "elie", "zoe-42")
"""Six learners, with as many variants where there are variants."""


def is_held(subject: Subject) -> bool:
    """Whether an exercise is held to what came with ``alternatives.toml``."""
    return subject.has_exercise and (REQUIRED or (subject.solutions / FILE).is_file())


def check_alternatives(subject: Subject) -> Iterator[Finding]:
    """Count the alternatives, grade each in each language, and each kept answer under six names."""
    if not is_held(subject):
        return
    path = subject.solutions / FILE
    try:
        kept = subject.alternatives
    except PasserelleError as error:
        yield subject.find("alternatives", path, str(error))
        return
    for task in subject.exercise.tasks:
        yield from _count(subject, task, sum(task.id in answer.tasks for answer in kept))
    for answer in kept:
        yield from _check_points(subject, answer)
    for answer in (*kept, *subject.mistakes):
        yield from _check_names(subject, answer)


def _count(subject: Subject, task: Task, count: int) -> Iterator[Finding]:
    if task.manual or task.answers or not task.choice or count >= FEWEST:
        return
    yield subject.find(
        "alternatives",
        subject.solutions / FILE,
        tr(
            "Cette tâche a {count} autres bonnes réponses ; il en faut {fewest} : autre boucle, autre type exact, "
            "autre bibliothèque, autre ordre. Si elle ne laisse aucun choix, dites choice = false dans exercise.toml.",
            count=count,
            fewest=FEWEST,
        ),
        cell=task.id,
    )


def _check_points(subject: Subject, answer: Mistake) -> Iterator[Finding]:
    for language in subject.editions:
        report = subject.grade(language, subject.sheet(language).reference | answer.cells)
        lost = next((task for task in report.tasks if not task.manual and task.score < task.max_score), None)
        if lost is not None:
            failing = next((check for check in lost.checks if check.status != "passed"), None)
            yield subject.find(
                "alternatives",
                subject.solutions / FILE,
                tr(
                    "Cette autre bonne réponse a {score} points sur {maximum} : « {check} ». {message} "
                    "La vérification demande plus que la consigne, ou la réponse est fausse.",
                    score=lost.score,
                    maximum=lost.max_score,
                    check=failing.title if failing else "—",
                    message=failing.message if failing else "",
                ),
                cell=f"{answer.name} · {lost.id}",
                lang=language,
            )


def _check_names(subject: Subject, answer: Mistake) -> Iterator[Finding]:
    cells = subject.sheet(SOURCE_LANGUAGE).reference | answer.cells
    points = {
        name: tuple((task.id, task.score) for task in subject.grade(SOURCE_LANGUAGE, cells, name).tasks)
        for name in NAMES
    }
    first = points[NAMES[0]]
    other = next((name for name in NAMES if points[name] != first), None)
    if other is not None:
        task, score, others = next(
            (task, score, more) for (task, score), (_, more) in zip(first, points[other], strict=True) if score != more
        )
        yield subject.find(
            "alternatives",
            subject.solutions / FILE,
            tr(
                "La même réponse a {score} points sous le nom « {name} » et {others} sous le nom « {other} » : une "
                "vérification s’en remet au hasard ou à la variante. Tenez le cas par une table fixe.",
                score=score,
                name=NAMES[0],
                others=others,
                other=other,
            ),
            cell=f"{answer.name} · {task}",
        )
