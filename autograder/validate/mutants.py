"""First-order mutants of a reference answer: one small change each, that good checks notice.

Changed are operators, comparisons, constants, conditions, returned values and whole statements, between
``### BEGIN SOLUTION`` and ``### END SOLUTION`` only.
"""

from __future__ import annotations

import ast
import copy
from collections.abc import Iterator
from functools import partial

from autograder.validate.mutant import (
    Change,
    Mutant,
    apply_change,
    find_docstrings,
    find_solution_lines,
    make_mutant,
    with_fields,
)

_BINARY: dict[type[ast.operator], tuple[type[ast.operator], ...]] = {
    ast.Add: (ast.Sub,),
    ast.Sub: (ast.Add,),
    ast.Mult: (ast.Add,),
    ast.Div: (ast.Mult,),
    ast.FloorDiv: (ast.Mult,),
    ast.Mod: (ast.FloorDiv,),
    ast.Pow: (ast.Mult,),
    ast.LShift: (ast.RShift,),
    ast.RShift: (ast.LShift,),
    ast.BitAnd: (ast.BitOr,),
    ast.BitOr: (ast.BitAnd,),
    ast.BitXor: (ast.BitAnd,),
}
_COMPARE: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Lt: (ast.LtE, ast.GtE),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
}


def make_mutants(source: str) -> list[Mutant]:
    """Return every first-order mutant of the answer in ``source``, each once."""
    tree = ast.parse(source)
    original = ast.unparse(tree)
    lines = find_solution_lines(source)
    found: dict[str, Mutant] = {}
    for node, change in _list_changes(tree):
        line = getattr(node, "lineno", 0)
        if line not in lines:
            continue
        mutated = apply_change(tree, node, change)
        if mutated is not None and mutated != original and mutated not in found:
            found[mutated] = make_mutant(original, mutated, line)
    return list(found.values())


def _list_changes(tree: ast.AST) -> Iterator[tuple[ast.AST, Change]]:
    """Yield each node with a function that makes another of it."""
    docstrings = find_docstrings(tree)
    for node in ast.walk(tree):
        if node in docstrings:
            continue
        for change in (*_change_operators(node), *_change_statement(node)):
            yield node, change


def _change_operators(node: ast.AST) -> Iterator[Change]:
    if isinstance(node, ast.BinOp):
        for operator in _BINARY.get(type(node.op), ()):
            yield partial(with_fields, op=operator())
    elif isinstance(node, ast.Compare):
        for index, sign in enumerate(node.ops):
            for other in _COMPARE.get(type(sign), ()):
                yield partial(with_fields, ops=[*node.ops[:index], other(), *node.ops[index + 1 :]])
    elif isinstance(node, ast.BoolOp):
        yield partial(with_fields, op=ast.Or() if isinstance(node.op, ast.And) else ast.And())
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not | ast.USub):
        yield partial(_take, "operand")
    elif isinstance(node, ast.Constant):
        yield from _change_constant(node)


def _change_statement(node: ast.AST) -> Iterator[Change]:
    if isinstance(node, ast.If | ast.While | ast.IfExp):
        yield partial(with_fields, test=ast.UnaryOp(op=ast.Not(), operand=node.test))
    if isinstance(node, ast.Return) and node.value is not None:
        yield partial(with_fields, value=ast.Constant(value=None))
    if isinstance(node, ast.Expr | ast.Assign | ast.AugAssign | ast.If | ast.For | ast.While | ast.Raise):
        yield _remove


def _change_constant(node: ast.Constant) -> list[Change]:
    value = node.value
    others: list[object]
    if isinstance(value, bool):
        others = [not value]
    elif isinstance(value, int):
        others = [value + 1, value - 1] if value > 0 else [value + 1]
    elif isinstance(value, float):
        others = [value + 1.0]
    elif isinstance(value, str):
        others = [value + "x"]
    elif isinstance(value, bytes):
        others = [value + b"\0"]
    else:
        others = []
    return [partial(_replace, ast.Constant(value=other)) for other in others]  # type: ignore[arg-type]


def _replace(other: ast.AST, node: ast.AST) -> ast.AST:
    return copy.copy(other)


def _remove(node: ast.AST) -> ast.AST:
    return ast.Pass()


def _take(field: str, node: ast.AST) -> ast.AST:
    return getattr(node, field)
