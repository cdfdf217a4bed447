"""No value that decides points ships: what one predicts, orders or chooses is declared, and stands in no check."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import Any

from autograder.build.checks import count_checks
from autograder.build.referencevalues import read_literals
from autograder.language import tr
from autograder.validate.finding import Finding
from autograder.validate.subject import Subject

_OF_VALUES = ("predict", "order")
"""Kinds of tasks that are values and nothing else; what one chooses may be told by code, which ``hidden.py`` judges."""
_SHIPPED = ("checks.py", "shared.py")


def check_answers(subject: Subject) -> Iterator[Finding]:
    """Yield each task whose answer ships, and each shipped check that holds a declared one."""
    if not subject.has_exercise:
        return
    hidden = count_checks(subject.solutions / "hidden.py", subject.exercise)
    for task in subject.exercise.tasks:
        elsewhere = task.kind == "choose" and hidden.get(task.id)
        if task.kind in (*_OF_VALUES, "choose") and not (task.answers or task.manual or elsewhere):
            yield subject.find(
                "answers",
                subject.solutions / "exercise.toml",
                tr(
                    "Les vérifications livrées disent cette réponse à qui les lit. Déclarez-la dans "
                    "[[tasks.answers]] ; un choix peut aussi se juger dans hidden.py."
                ),
                cell=task.id,
            )
    yield from _find_values(subject)


def _find_values(subject: Subject) -> Iterator[Finding]:
    """Look for the declared values among those of the shipped checks: texts, lists and tables that tell something."""
    cells = {cell.task: cell.source for cell in subject.exercise_cells if cell.task}
    declared = {
        repr(value): answer.name
        for task in subject.exercise.tasks
        for answer in task.answers
        for value in _list_values(read_literals(cells[task.id]).get(answer.name))
        if _tells(value) and str(value) not in answer.choices
    }
    for name in _SHIPPED:
        path = subject.solutions / name
        tree = ast.parse(path.read_text("utf-8")) if path.is_file() else ast.Module([], [])
        for node in ast.walk(tree):
            found = declared.get(_read(node))
            if found is not None:
                yield subject.find(
                    "answers",
                    path,
                    tr("La valeur de « {name} » se lit ici : elle n’a pas à être livrée.", name=found),
                    cell=tr("ligne {line}", line=getattr(node, "lineno", 0)),
                )


def _list_values(value: Any) -> list[Any]:
    return [value, *value.values()] if isinstance(value, dict) else [value]


def _tells(value: Any) -> bool:
    """Whether to meet the value in a check is no accident: numbers and short words are everywhere."""
    return (isinstance(value, (list, dict)) and len(value) > 1) or (isinstance(value, str) and len(value) > 4)


def _read(node: ast.AST) -> str:
    if not isinstance(node, (ast.Constant, ast.List, ast.Tuple, ast.Dict)):
        return ""
    try:
        value = ast.literal_eval(node)
    except (ValueError, TypeError):
        return ""
    return repr(list(value) if isinstance(value, tuple) else value)
