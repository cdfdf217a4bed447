"""The reference solution has every point in every language; the blank release has none, and nothing crashes."""

from __future__ import annotations

import json
from collections.abc import Iterator

from autograder.errors import PasserelleError
from autograder.language import tr
from autograder.validate.finding import Finding
from autograder.validate.subject import Subject


def check_scores(subject: Subject) -> Iterator[Finding]:
    """Grade the reference answers and the blank release in each language."""
    if not subject.has_exercise:
        return
    for language in subject.editions:
        try:
            yield from _check_reference(subject, language)
            yield from _check_blank(subject, language)
        except PasserelleError as error:
            yield subject.find("scores", subject.solutions, str(error), lang=language)


def _check_reference(subject: Subject, language: str) -> Iterator[Finding]:
    graded = subject.run(language, subject.sheet(language).reference)
    report = graded.report
    for cell, error in _list_errors(graded.notebook):
        yield subject.find(
            "scores",
            subject.solutions / "notebook.py",
            tr(
                "Cette cellule s’arrête sur une erreur, même avec la solution de référence : {error}. Corrigez-la, "
                'ou marquez-la `tags=["raises-exception"]` si l’erreur est voulue.',
                error=error,
            ),
            cell=cell,
            lang=language,
        )
    for task in report.tasks:
        if task.manual or task.status == "passed":
            continue
        failing = next((check for check in task.checks if check.status != "passed"), None)
        yield subject.find(
            "scores",
            subject.solutions / "notebook.py",
            tr(
                "La solution de référence n’a pas tous les points ({score} sur {maximum}, {status}) : « {check} ». "
                "{message} Corrigez la solution ou la vérification.",
                score=task.score,
                maximum=task.max_score,
                status=task.status,
                check=failing.title if failing else "—",
                message=failing.message if failing else "",
            ),
            cell=task.id,
            lang=language,
        )


def _list_errors(notebook: bytes) -> Iterator[tuple[str, str]]:
    """Yield each cell that failed without being meant to, with its error; checks speak for themselves."""
    for cell in json.loads(notebook)["cells"] if notebook else []:
        meant = "raises-exception" in cell["metadata"].get("tags", [])
        graded = cell["metadata"].get("nbgrader", {}).get("grade")
        for output in [] if meant or graded else cell.get("outputs", []):
            if output["output_type"] == "error":
                yield cell["id"], f"{output['ename']} : {output['evalue']}"


def _check_blank(subject: Subject, language: str) -> Iterator[Finding]:
    report = subject.grade(language, {}, learner="blank")
    for task in report.tasks:
        if task.status != "blank" or task.score != 0:
            yield subject.find(
                "scores",
                subject.kit.edition_folder(subject.id, language) / f"{subject.id}.ipynb",
                tr(
                    "Le carnet distribué, sans réponse, donne {score} points et l’état « {status} » : "
                    "il devrait donner 0 et « blank ».",
                    score=task.score,
                    status=task.status,
                ),
                cell=task.id,
                lang=language,
            )
