"""Comparisons loosened: a prefix, a suffix, a piece, another case or one character will do."""

from __future__ import annotations

import ast
import copy
from collections.abc import Iterator

from autograder.validate.adversaries.site import Site, Surroundings, name_call, put, walk_functions
from autograder.validate.mutant import Change

_PIECES = (
    "LEFT[:len(RIGHT)] == RIGHT",
    "RIGHT[:len(LEFT)] == LEFT",
    "LEFT[-len(RIGHT):] == RIGHT",
    "RIGHT in LEFT",
    "LEFT in RIGHT",
    "LEFT[:1] == RIGHT[:1]",
)
_CASE = "LEFT.casefold() == RIGHT.casefold()"
_MEMBERS = (
    "any(LEFT.startswith(item) for item in RIGHT)",
    "any(item.startswith(LEFT) for item in RIGHT)",
    "any(item in LEFT for item in RIGHT)",
    "any(LEFT in item for item in RIGHT)",
    "LEFT.casefold() in [item.casefold() for item in RIGHT]",
)
_NUMBERS = frozenset({"len", "int", "float", "sum", "round", "ord", "abs", "Decimal", "decimal.Decimal", "Fraction"})


def loosen_comparisons(tree: ast.Module, around: Surroundings) -> Iterator[Site]:
    """Yield every comparison of what may be text, bytes or a list, held loosely."""
    for node in walk_functions(tree):
        if isinstance(node, ast.Compare) and len(node.ops) == 1:
            left, sign, right = node.left, node.ops[0], node.comparators[0]
            if isinstance(sign, ast.Eq | ast.NotEq) and not (_is_number(left) or _is_number(right)):
                yield from _list_loosened(node, left, right, isinstance(sign, ast.NotEq))
            elif isinstance(sign, ast.In | ast.NotIn) and not isinstance(left, ast.Constant):
                for form in _MEMBERS:
                    yield Site(node, put(_turn(form, isinstance(sign, ast.NotIn)), LEFT=left, RIGHT=right))
        elif name_call(node).endswith("compare_digest") and len(node.args) == 2:  # type: ignore[attr-defined]
            yield from _list_loosened(node, node.args[0], node.args[1], False)  # type: ignore[attr-defined]
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and len(node.args) == 1:
            if node.func.attr in ("startswith", "endswith"):
                yield Site(node, put("PART in WHOLE", PART=node.args[0], WHOLE=node.func.value))
        elif isinstance(node, ast.If) and isinstance(node.test, ast.Compare):
            yield from _find_nearest(node, node.test)


def _list_loosened(node: ast.AST, left: ast.expr, right: ast.expr, turned: bool) -> Iterator[Site]:
    short = [side for side in (left, right) if isinstance(side, ast.Constant)]
    forms = (*_PIECES, _CASE) if not short else (_PIECES[0], _PIECES[3], _CASE)
    if short and not isinstance(short[0].value, str | bytes):
        return
    for form in forms:
        yield Site(node, put(_turn(form, turned), LEFT=left, RIGHT=right))


def _turn(form: str, turned: bool) -> str:
    return f"not ({form})" if turned else form


def _is_number(node: ast.expr) -> bool:
    if isinstance(node, ast.Constant):
        return node.value is None or isinstance(node.value, int | float)
    if isinstance(node, ast.UnaryOp | ast.BinOp):
        return any(_is_number(child) for child in ast.iter_child_nodes(node) if isinstance(child, ast.expr))
    return name_call(node) in _NUMBERS or name_call(node).rpartition(".")[2] in ("count", "index", "bit_length")


def _find_nearest(node: ast.If, test: ast.Compare) -> Iterator[Site]:
    """Before « if name not in known », a name that begins with a known one becomes that one."""
    if not (len(test.ops) == 1 and isinstance(test.ops[0], ast.In | ast.NotIn) and isinstance(test.left, ast.Name)):
        return
    name, known = test.left, test.comparators[0]
    for form in ("NAME.startswith(item)", "item in NAME"):
        yield Site(node, _take_nearest(form, name, known))


def _take_nearest(form: str, name: ast.Name, known: ast.expr) -> Change:
    def change(node: ast.AST) -> ast.AST:
        value = put(f"next((item for item in KNOWN if {form}), NAME)", NAME=name, KNOWN=known)(node)
        first = ast.Assign(targets=[ast.Name(name.id, ast.Store())], value=value)  # type: ignore[arg-type]
        # A block that is always entered: one statement has to stand for two.
        return ast.If(test=ast.Constant(True), body=[first, copy.copy(node)], orelse=[])  # type: ignore[list-item]

    return change
