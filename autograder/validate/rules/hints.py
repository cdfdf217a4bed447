"""Three hints a task, none of which holds the answer."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from autograder.language import SOURCE_LANGUAGE, tr
from autograder.validate.finding import Finding
from autograder.validate.subject import Subject

COUNT = 3
_SHORTEST = 12
"""Characters of a line of the answer below which it may stand in a hint: `return` and `else:` give nothing away."""


def check_hints(subject: Subject) -> Iterator[Finding]:
    """Count each task's hints and look for lines of its answer in them."""
    if not subject.has_exercise:
        return
    path = subject.solutions / "exercise.toml"
    for task in subject.exercise.tasks:
        if len(task.hints) != COUNT:
            yield subject.find(
                "hints",
                path,
                tr(
                    "{count} indices au lieu de {wanted} : que regarder, puis les étapes, puis la forme de la ligne "
                    "sans ses valeurs.",
                    count=len(task.hints),
                    wanted=COUNT,
                ),
                cell=task.id,
            )
        answer = _list_answer_lines(subject, task.id)
        for number, hint in enumerate(task.hints, start=1):
            given = next((line for line in answer if _squeeze(line) in _squeeze(hint)), None)
            if given:
                yield subject.find(
                    "hints",
                    path,
                    tr(
                        "L’indice {number} contient la réponse : `{line}`. Donnez-en la forme.",
                        number=number,
                        line=given,
                    ),
                    cell=task.id,
                )


def _list_answer_lines(subject: Subject, task_id: str) -> list[str]:
    """Return the lines of the solution that would give it away."""
    marked = subject.sheet(SOURCE_LANGUAGE).marked[task_id]
    inside, lines = False, []
    for line in marked.splitlines():
        if "### BEGIN SOLUTION" in line:
            inside = True
        elif "### END SOLUTION" in line:
            inside = False
        elif inside and len(_squeeze(line)) >= _SHORTEST and not line.strip().startswith("#"):
            lines.append(line.strip())
    return [line for line in lines if _is_telling(line)]


def _is_telling(line: str) -> bool:
    """Whether a line says more than that a loop or a condition begins."""
    try:
        ast.parse(line)
    except SyntaxError:
        return line.endswith(":") is False
    return True


def _squeeze(text: str) -> str:
    return "".join(text.split()).replace("`", "")
