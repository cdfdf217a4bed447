"""Each outcome is exercised by at least one task; what is recalled exists."""

from __future__ import annotations

import difflib
from collections.abc import Iterator

from autograder.language import tr
from autograder.validate.finding import Finding
from autograder.validate.subject import Subject


def check_outcomes(subject: Subject) -> Iterator[Finding]:
    """Compare the outcomes that the module declares with those that its tasks name."""
    if not (subject.has_lesson and subject.has_exercise):
        missing = subject.course / "module.toml" if subject.has_exercise else subject.solutions / "exercise.toml"
        yield subject.find("outcomes", missing, tr("Il manque ce fichier : un module a une leçon et un exercice."))
        return
    declared = [outcome.id for outcome in subject.module.outcomes]
    exercised = {outcome for task in subject.exercise.tasks for outcome in task.outcomes}
    for outcome in declared:
        if outcome not in exercised:
            yield subject.find(
                "outcomes",
                subject.course / "module.toml",
                tr("Aucune tâche n’exerce cet acquis : nommez-le dans `outcomes` d’une tâche."),
                cell=outcome,
            )
    for outcome in sorted(exercised - set(declared)):
        near = difflib.get_close_matches(outcome, declared, n=1, cutoff=0.4)
        yield subject.find(
            "outcomes",
            subject.solutions / "exercise.toml",
            tr(
                "Cet acquis n’est pas déclaré dans module.toml. Le plus proche est « {near} ».",
                near=near[0] if near else "—",
            ),
            cell=outcome,
        )
    yield from _check_recalls(subject)


def _check_recalls(subject: Subject) -> Iterator[Finding]:
    for recalled in subject.module.recalls:
        module, _, outcome = recalled.partition("/")
        known = module in subject.kit.list_modules()
        if not known or outcome not in {item.id for item in subject.kit.read_module(module).outcomes}:
            yield subject.find(
                "outcomes",
                subject.course / "module.toml",
                tr("« recalls » nomme un acquis qui n’existe pas. La forme est NN-slug/acquis."),
                cell=recalled,
            )
        elif module >= subject.id:
            yield subject.find(
                "outcomes",
                subject.course / "module.toml",
                tr("« recalls » nomme un module qui vient après : on ne rappelle que ce qui a été appris."),
                cell=recalled,
            )
