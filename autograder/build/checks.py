"""How many checks each task has, told from their text: no check is imported to build."""

from __future__ import annotations

import ast
from collections import Counter
from pathlib import Path

from autograder.content.exercise import Exercise
from autograder.errors import ContentError
from autograder.i18n.code import parse_source
from autograder.i18n.percent import read_source
from autograder.language import tr


def count_checks(path: Path, exercise: Exercise) -> Counter[str]:
    """Return the number of checks of each task in the file ``path``, which need not exist.

    Raises :class:`ContentError` where a check belongs to a task that the exercise does not have.
    """
    counts: Counter[str] = Counter()
    if not path.is_file():
        return counts
    known = [task.id for task in exercise.tasks]
    for node in parse_source(read_source(path), str(path)).body:
        if not isinstance(node, ast.FunctionDef) or not node.name.startswith("test_"):
            continue
        for task in filter(None, map(read_task, node.decorator_list)):
            if task not in known:
                raise ContentError(
                    tr(
                        "{path}, ligne {line} : « {name} » vérifie la tâche « {task} », qui n’existe pas. "
                        "Il y a : {known}.",
                        path=path,
                        line=node.lineno,
                        name=node.name,
                        task=task,
                        known=", ".join(known),
                    )
                )
            counts[task] += 1
    return counts


def read_task(decorator: ast.expr) -> str:
    """Return the task that ``@pytest.mark.task("…")`` names; empty for any other decorator."""
    if not isinstance(decorator, ast.Call) or ast.unparse(decorator.func) != "pytest.mark.task":
        return ""
    first = decorator.args[0] if decorator.args else None
    return first.value if isinstance(first, ast.Constant) and isinstance(first.value, str) else ""
