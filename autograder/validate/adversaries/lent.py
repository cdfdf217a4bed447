"""Lent tools by another name: the answer hands its work to a tool that was lent for another task."""

from __future__ import annotations

import ast
import copy
from collections.abc import Iterator

from autograder.validate.adversaries.site import Site, Surroundings, list_functions, list_parameters
from autograder.validate.mutant import Change


def rename_lent_tools(tree: ast.Module, around: Surroundings) -> Iterator[Site]:
    """Yield functions that call a given function which the reference does not call here, under no name of its own."""
    used = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    for function in list_functions(tree):
        count = len(list_parameters(function))
        for name, needs in around.given_functions.items():
            if name in used or needs != count or name == function.name:
                continue
            half = len(name) // 2
            for found in (
                f"globals()[{name[:half]!r} + {name[half:]!r}]",
                f"__import__('__main__').__dict__[{name!r}]",
            ):
                yield Site(function, _hand_over(found), f"def {function.name}", f"rend {found}(…)")


def _hand_over(found: str) -> Change:
    def change(node: ast.AST) -> ast.AST:
        assert isinstance(node, ast.FunctionDef)
        changed = copy.deepcopy(node)
        arguments = ", ".join(list_parameters(node))
        changed.body = list(ast.parse(f"tool = {found}\nreturn tool({arguments})").body)
        return changed

    return change
