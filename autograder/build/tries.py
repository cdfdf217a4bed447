"""The tries of a lesson: their stubs, the names they define, and their checks in ``tries.py``."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterator
from pathlib import Path

from autograder.build.checks import read_task
from autograder.build.sources import BEGIN, END
from autograder.build.stubs import find_stubs
from autograder.errors import ContentError
from autograder.i18n.code import parse_source
from autograder.i18n.percent import SourceCell
from autograder.language import tr

TRIES_FILE = "tries.py"


def release_try(source: str, language: str) -> str:
    """Return the cell with a stub in place of each solution; an unfilled cell runs, and does nothing."""
    stub = find_stubs(language).code.splitlines()[0]
    lines: list[str] = []
    inside = False
    for line in source.splitlines():
        indent = line[: len(line) - len(line.lstrip())]
        if BEGIN in line:
            inside = True
            # Within a function or a loop, a comment alone would not be a body.
            lines += [indent + stub, *([f"{indent}..."] if indent else [])]
        elif END in line:
            inside = False
        elif not inside:
            lines.append(line)
    return "\n".join(lines)


def list_names(source: str) -> tuple[str, ...]:
    """Return the names that a try's reference answer binds at its top level, in order, each once."""
    return tuple(dict.fromkeys(name for node in ast.parse(source).body for name in _list_bound(node)))


def read_titles(source: str, path: Path, cells: list[SourceCell]) -> dict[str, str]:
    """Return the title of the first check of each try, from the text of ``tries.py``.

    Raises :class:`ContentError` for a check of a try that the lesson does not have, and a try without a check.
    """
    known = [cell.id for cell in cells if cell.kind == "try"]
    titles: dict[str, str] = {}
    for node in parse_source(source, str(path)).body:
        if not isinstance(node, ast.FunctionDef) or not node.name.startswith("test_"):
            continue
        for task in filter(None, map(read_task, node.decorator_list)):
            if task not in known:
                raise ContentError(
                    tr(
                        "{path}, ligne {line} : « {name} » vérifie « {task} », que la leçon ne donne pas à essayer. "
                        "Il y a : {known}.",
                        path=path,
                        line=node.lineno,
                        name=node.name,
                        task=task,
                        known=", ".join(known) or "—",
                    )
                )
            first = inspect.cleandoc(ast.get_docstring(node) or "").split("\n\n")[0]
            titles.setdefault(task, " ".join(first.split()))
    missing = [task for task in known if task not in titles]
    if missing:
        raise ContentError(
            tr(
                "{path} : le coup d’essai « {task} » n’a pas de vérification. "
                'Écrivez une fonction test_… marquée @pytest.mark.task("{task}").',
                path=path,
                task=missing[0],
            )
        )
    return titles


def _list_bound(node: ast.stmt) -> Iterator[str]:
    if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
        yield node.name
        return
    for inner in ast.walk(node):
        if isinstance(inner, ast.Name) and isinstance(inner.ctx, ast.Store):
            yield inner.id
