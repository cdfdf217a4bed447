"""How many checks of each task are hidden, told from their text: no check is imported to build."""

from __future__ import annotations

import ast
from collections import Counter
from pathlib import Path

from autograder.i18n.code import parse_source
from autograder.i18n.percent import read_source


def count_hidden_checks(path: Path) -> Counter[str]:
    """Return the number of checks of each task in the file ``path``, which need not exist."""
    counts: Counter[str] = Counter()
    if not path.is_file():
        return counts
    for node in parse_source(read_source(path), str(path)).body:
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
            counts.update(task for decorator in node.decorator_list if (task := _read_task(decorator)))
    return counts


def _read_task(decorator: ast.expr) -> str:
    """Return the task that ``@pytest.mark.task("…")`` names; empty for any other decorator."""
    if not isinstance(decorator, ast.Call) or ast.unparse(decorator.func) != "pytest.mark.task":
        return ""
    first = decorator.args[0] if decorator.args else None
    return first.value if isinstance(first, ast.Constant) and isinstance(first.value, str) else ""
