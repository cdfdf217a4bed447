"""First-order mutants of a reference answer: one small change each, that good checks notice.

Changed are operators, comparisons, constants, conditions, returned values and whole statements, between
``### BEGIN SOLUTION`` and ``### END SOLUTION`` only.
"""

from __future__ import annotations

import ast
import copy
import difflib
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import msgspec

BEGIN = "### BEGIN SOLUTION"
END = "### END SOLUTION"

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


Change = Callable[[ast.AST], ast.AST]


class Mutant(msgspec.Struct, frozen=True):
    """One changed answer."""

    before: str
    """The line as it was, without its indentation."""
    after: str
    """The line as it is in the mutant; empty where it was removed."""
    line: int
    source: str
    """The whole cell."""

    def describe(self, original: str) -> str:
        """Return the change as a unified diff of the cell."""
        lines = difflib.unified_diff(
            ast.unparse(ast.parse(original)).splitlines(), self.source.splitlines(), lineterm="", n=1
        )
        return "\n".join(line for line in lines if not line.startswith(("---", "+++")))


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
        mutated = _apply(tree, node, change)
        if mutated is not None and mutated != original and mutated not in found:
            found[mutated] = _describe_mutant(original, mutated, line)
    return list(found.values())


def find_solution_lines(source: str) -> set[int]:
    """Return the numbers of the lines that the learner would have written; all of them where nothing is marked."""
    lines = source.splitlines()
    marked: set[int] = set()
    inside = False
    for number, line in enumerate(lines, start=1):
        if BEGIN in line:
            inside = True
        elif END in line:
            inside = False
        elif inside:
            marked.add(number)
    return marked or set(range(1, len(lines) + 1))


def _list_changes(tree: ast.AST) -> Iterator[tuple[ast.AST, Change]]:
    """Yield each node with a function that makes another of it."""
    docstrings = _find_docstrings(tree)
    for node in ast.walk(tree):
        if node in docstrings:
            continue
        for change in (*_change_operators(node), *_change_statement(node)):
            yield node, change


def _change_operators(node: ast.AST) -> Iterator[Change]:
    if isinstance(node, ast.BinOp):
        for operator in _BINARY.get(type(node.op), ()):
            yield partial(_with, op=operator())
    elif isinstance(node, ast.Compare):
        for index, sign in enumerate(node.ops):
            for other in _COMPARE.get(type(sign), ()):
                yield partial(_with, ops=[*node.ops[:index], other(), *node.ops[index + 1 :]])
    elif isinstance(node, ast.BoolOp):
        yield partial(_with, op=ast.Or() if isinstance(node.op, ast.And) else ast.And())
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not | ast.USub):
        yield partial(_take, "operand")
    elif isinstance(node, ast.Constant):
        yield from _change_constant(node)


def _change_statement(node: ast.AST) -> Iterator[Change]:
    if isinstance(node, ast.If | ast.While | ast.IfExp):
        yield partial(_with, test=ast.UnaryOp(op=ast.Not(), operand=node.test))
    if isinstance(node, ast.Return) and node.value is not None:
        yield partial(_with, value=ast.Constant(value=None))
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


def _with(node: ast.AST, **fields: object) -> ast.AST:
    changed = copy.copy(node)
    for name, value in fields.items():
        setattr(changed, name, value)
    return changed


def _apply(tree: ast.AST, target: ast.AST, change: Change) -> str | None:
    class Replace(ast.NodeTransformer):
        def visit(self, node: ast.AST) -> Any:
            return change(node) if node is target else super().visit(node)

    # The transformer changes lists in place: it works on a copy whose target is found again by its position.
    clone = copy.deepcopy(tree)
    position = next(index for index, node in enumerate(ast.walk(tree)) if node is target)
    target = next(node for index, node in enumerate(ast.walk(clone)) if index == position)
    mutated = ast.fix_missing_locations(Replace().visit(clone))
    try:
        text = ast.unparse(mutated)
        compile(text, "<mutant>", "exec", flags=ast.PyCF_ALLOW_TOP_LEVEL_AWAIT)
    except (SyntaxError, ValueError):
        return None
    return text


def _describe_mutant(original: str, mutated: str, line: int) -> Mutant:
    before, after = "", ""
    for text in difflib.ndiff(original.splitlines(), mutated.splitlines()):
        if text.startswith("- ") and not before:
            before = text[2:].strip()
        elif text.startswith("+ ") and not after:
            after = text[2:].strip()
    return Mutant(before=before, after=after, line=line, source=mutated)


def _find_docstrings(tree: ast.AST) -> set[ast.AST]:
    found: set[ast.AST] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.FunctionDef | ast.ClassDef) and node.body:
            first = node.body[0]
            if (
                isinstance(first, ast.Expr)
                and isinstance(first.value, ast.Constant)
                and isinstance(first.value.value, str)
            ):
                found |= {first, first.value}
    return found
