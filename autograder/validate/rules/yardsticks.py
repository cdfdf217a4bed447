"""What is expected never comes from the learner's process: no check asks it for what the exercise itself gave."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from autograder.language import tr
from autograder.validate.finding import Finding
from autograder.validate.rules.alternatives import is_held
from autograder.validate.subject import Subject
from autograder.validate.surroundings import list_assigned, list_given, listen


def check_yardsticks(subject: Subject) -> Iterator[Finding]:
    """Run the checks on the reference, and name each given value or lent tool that they asked the work for."""
    if not is_held(subject):
        return
    grader = subject.grader
    asked = listen(subject, grader.bundle, grader.box).names
    answered = {name for task in subject.exercise.tasks for name in task.names} | set(_list_answered(subject))
    for cell in list_given(subject):
        tree = ast.parse(cell.source)
        functions = [node.name for node in tree.body if isinstance(node, ast.FunctionDef)]
        for name in sorted({*functions, *list_assigned(tree)} & asked - answered):
            yield subject.find(
                "yardsticks",
                subject.solutions / "hidden.py",
                tr(
                    "Une vérification demande « {name} » à la copie, et c’est l’exercice qui l’a donné : une cellule "
                    "de plus suffit à le changer. Lisez-le dans `student.variant`, ou gardez-en une copie dans "
                    "shared.py.",
                    name=name,
                ),
                cell=cell.id,
            )


def _list_answered(subject: Subject) -> Iterator[str]:
    """Names that an answer gives a value again: those are the learner's own."""
    for cell in subject.exercise_cells:
        if cell.type == "code" and cell.task:
            yield from list_assigned(ast.parse(cell.source))
