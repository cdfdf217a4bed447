"""Each kept mistake loses exactly the tasks that it names and triggers its message, in every language."""

from __future__ import annotations

from collections.abc import Iterator

from autograder.build import Mistake, translate_mistake
from autograder.grading.report import Report
from autograder.language import tr
from autograder.validate.finding import Finding
from autograder.validate.subject import Subject

FEWEST = 5


def check_mistakes(subject: Subject) -> Iterator[Finding]:
    """Count the kept mistakes, then grade each one in each language."""
    if not subject.has_exercise:
        return
    folder = subject.solutions / "mistakes"
    if len(subject.mistakes) < FEWEST:
        yield subject.find(
            "mistakes",
            folder,
            tr(
                "Il y a {count} erreurs types ; il en faut au moins {fewest}. "
                "Écrivez celles qu’un débutant ferait, une par fichier.",
                count=len(subject.mistakes),
                fewest=FEWEST,
            ),
        )
    named = {task for mistake in subject.mistakes for task in mistake.tasks}
    for task in subject.exercise.tasks:
        if task.id not in named and not task.manual:
            yield subject.find(
                "mistakes", folder, tr("Aucune erreur type ne porte sur cette tâche : écrivez-en une."), cell=task.id
            )
    for language in subject.editions:
        for mistake in subject.mistakes:
            translated = translate_mistake(subject.kit, subject.id, mistake, language)
            yield from _check_one(subject, language, translated)


def _check_one(subject: Subject, language: str, mistake: Mistake) -> Iterator[Finding]:
    path = subject.solutions / "mistakes" / f"{mistake.name}.py"
    report = subject.grade(language, subject.sheet(language).reference | mistake.cells)
    lost = {task.id for task in report.tasks if not task.manual and task.score < task.max_score}
    if lost != set(mistake.tasks):
        yield subject.find(
            "mistakes",
            path,
            tr(
                "Cette erreur fait perdre {lost} ; son en-tête annonce {expected}. "
                "Corrigez l’en-tête, ou la vérification qui la laisse passer.",
                lost=", ".join(sorted(lost)) or tr("rien"),
                expected=", ".join(sorted(mistake.tasks)),
            ),
            lang=language,
        )
    elif mistake.message not in _join_messages(report):
        yield subject.find(
            "mistakes",
            path,
            tr(
                "Le message « {message} » n’apparaît pas. L’apprenant lit : « {read} ».",
                message=mistake.message,
                read=next((task.message for task in report.tasks if task.id in lost), ""),
            ),
            lang=language,
        )


def _join_messages(report: Report) -> str:
    return "\n".join(check.message for task in report.tasks for check in task.checks)
