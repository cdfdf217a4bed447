"""Repetition counts: what was a set is a list, and the same thing said twice counts twice."""

from __future__ import annotations

import ast
import copy
from collections.abc import Iterator

from autograder.validate.adversaries.site import Site, Surroundings, name_call, put


def count_repeats(tree: ast.Module, around: Surroundings) -> Iterator[Site]:
    """Yield sets that became lists."""
    for node in ast.walk(tree):
        if isinstance(node, ast.SetComp):
            yield Site(node, lambda given: ast.ListComp(given.elt, given.generators))  # type: ignore[attr-defined]
        elif isinstance(node, ast.Set):
            yield Site(node, lambda given: ast.List(given.elts, ast.Load()))  # type: ignore[attr-defined]
        elif name_call(node) in ("set", "frozenset", "dict.fromkeys") and len(node.args) == 1:  # type: ignore[attr-defined]
            yield Site(node, put("list(ITEMS)", ITEMS=node.args[0]))  # type: ignore[attr-defined]
        elif name_call(node) in ("Counter", "collections.Counter") and len(node.args) == 1:  # type: ignore[attr-defined]
            yield Site(node, put("dict.fromkeys(ITEMS, 1)", ITEMS=node.args[0]))  # type: ignore[attr-defined]
    if any(name_call(node) == "set" and not node.args for node in ast.walk(tree)):  # type: ignore[attr-defined]
        yield Site(tree, _grow_lists)


def _grow_lists(node: ast.AST) -> ast.AST:
    """Every set that starts empty, and grows, becomes a list."""

    class Grow(ast.NodeTransformer):
        def visit_Call(self, call: ast.Call) -> ast.AST:
            self.generic_visit(call)
            if name_call(call) == "set" and not call.args:
                return ast.List([], ast.Load())
            if isinstance(call.func, ast.Attribute) and call.func.attr in ("add", "update"):
                call.func.attr = {"add": "append", "update": "extend"}[call.func.attr]
            return call

    return Grow().visit(copy.deepcopy(node))  # type: ignore[no-any-return]
