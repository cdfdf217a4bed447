"""Each kept mistake loses exactly the tasks that it names, and the report calls it by its name, in every language."""

from __future__ import annotations

from collections.abc import Iterator

from autograder.build import Mistake
from autograder.build.mistakes import list_unnamed
from autograder.content.mistakes import FILE
from autograder.language import tr
from autograder.validate.finding import Finding
from autograder.validate.subject import Subject

FEWEST = 5


def check_mistakes(subject: Subject) -> Iterator[Finding]:
    """Count the kept mistakes, then grade each one in each language."""
    if not subject.has_exercise:
        return
    path = subject.solutions / FILE
    if len(subject.mistakes) < FEWEST:
        yield subject.find(
            "mistakes",
            path,
            tr(
                "Il y a {count} erreurs types ; il en faut au moins {fewest}. Écrivez celles qu’un débutant ferait.",
                count=len(subject.mistakes),
                fewest=FEWEST,
            ),
        )
    named = {task for mistake in subject.mistakes for task in mistake.tasks}
    for task in subject.exercise.tasks:
        if task.id not in named and not task.manual:
            yield subject.find(
                "mistakes", path, tr("Aucune erreur type ne porte sur cette tâche : écrivez-en une."), cell=task.id
            )
    for name in list_unnamed(subject.solutions, subject.exercise):
        yield subject.find(
            "mistakes",
            path,
            tr("Aucune vérification ne dit cette phrase : nommez l’erreur dans une vérification, ou retirez says."),
            cell=name,
        )
    for language in subject.editions:
        for mistake in subject.mistakes:
            yield from _check_one(subject, language, mistake)


def _check_one(subject: Subject, language: str, mistake: Mistake) -> Iterator[Finding]:
    tried = subject.try_mistake(language, mistake)
    report = tried.report
    lost = {task.id for task in report.tasks if not task.manual and task.score < task.max_score}
    message = ""
    if lost != set(mistake.tasks):
        message = tr(
            "Cette erreur fait perdre {lost} ; tasks annonce {expected}. "
            "Corrigez tasks, ou la vérification qui la laisse passer.",
            lost=", ".join(sorted(lost)) or tr("rien"),
            expected=", ".join(sorted(mistake.tasks)),
        )
    elif mistake.says and mistake.name not in tried.named:
        message = tr(
            "Le compte rendu ne nomme pas cette erreur : il nomme {named}. L’apprenant lit : « {read} ». "
            "Nommez-la dans une vérification, ou lancez `passerelle validate {module} --write` pour garder sa trace.",
            named=", ".join(sorted(tried.named)) or tr("rien"),
            module=subject.id,
            read=next((task.message for task in report.tasks if task.id in lost), ""),
        )
    if message:
        yield subject.find("mistakes", subject.solutions / FILE, message, cell=mistake.name, lang=language)
