"""One changed answer: how it is made of the reference answer, and what is said of it."""

from __future__ import annotations

import ast
import copy
import difflib
from collections.abc import Callable
from typing import Any

import msgspec

BEGIN = "### BEGIN SOLUTION"
END = "### END SOLUTION"

Change = Callable[[ast.AST], ast.AST]
"""Makes another node of a node, which it may keep and change: it is given a copy."""


class Mutant(msgspec.Struct, frozen=True):
    """One changed answer."""

    before: str
    """The line as it was, without its indentation."""
    after: str
    """The line as it is in the mutant; empty where it was removed."""
    line: int
    source: str
    """The whole cell."""
    family: str = ""
    """The family of adversaries that it belongs to; empty for a change of the first order."""
    than: str = ""
    """A wrong answer, as a whole cell: the mutant must not have more points than this one. Empty: than every point."""

    def describe(self, original: str) -> str:
        """Return the change as a unified diff of the cell."""
        lines = difflib.unified_diff(
            ast.unparse(ast.parse(original)).splitlines(), self.source.splitlines(), lineterm="", n=1
        )
        return "\n".join(line for line in lines if not line.startswith(("---", "+++")))


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


def with_fields(node: ast.AST, **fields: object) -> ast.AST:
    """Return a copy of ``node`` with other fields."""
    changed = copy.copy(node)
    for name, value in fields.items():
        setattr(changed, name, value)
    return changed


def apply_change(tree: ast.AST, target: ast.AST, change: Change) -> str | None:
    """Return the source of ``tree`` with ``target`` changed; ``None`` where it is no Python any more."""

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


def make_mutant(original: str, mutated: str, line: int, family: str = "") -> Mutant:
    """Return the mutant, told by the first lines that differ; both sources are as ``ast.unparse`` writes them."""
    before, after = "", ""
    for text in difflib.ndiff(original.splitlines(), mutated.splitlines()):
        if text.startswith("- ") and not before:
            before = text[2:].strip()
        elif text.startswith("+ ") and not after:
            after = text[2:].strip()
    return Mutant(before=before, after=after, line=line, source=mutated, family=family)


def find_docstrings(tree: ast.AST) -> set[ast.AST]:
    """Return the nodes of all docstrings in ``tree``."""
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
