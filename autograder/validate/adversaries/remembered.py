"""Shipped examples remembered: what the checks that ship ask is answered from a list, anything else at random."""

from __future__ import annotations

import ast
import copy
from collections import Counter
from collections.abc import Iterator
from typing import Any

from autograder.validate.adversaries.site import Asked, Site, Surroundings, list_functions
from autograder.validate.mutant import Change


def remember_examples(tree: ast.Module, around: Surroundings) -> Iterator[Site]:
    """Yield functions that know the shipped examples by heart and nothing else."""
    for function in list_functions(tree):
        known = [one for one in around.asked if one.name == function.name and not one.kwargs and _is_plain(one.result)]
        if known:
            yield Site(
                function, _answer_from(known), f"def {function.name}", "répond aux exemples distribués, de mémoire"
            )


def _is_plain(value: Any) -> bool:
    try:
        return bool(ast.literal_eval(repr(value)) == value)
    except (ValueError, SyntaxError, MemoryError, RecursionError):
        return False


def _answer_from(known: list[Asked]) -> Change:
    table = {repr(one.args): one.result for one in known}
    usual = Counter(map(repr, table.values())).most_common(1)[0][0]
    body = ast.parse(f"return {table!r}.get(repr(_given), {usual})").body

    def change(node: ast.AST) -> ast.AST:
        assert isinstance(node, ast.FunctionDef)
        changed = copy.deepcopy(node)
        changed.args = ast.arguments([], [], ast.arg("_given"), [], [], None, [])
        changed.body = list(body)
        return changed

    return change
