"""What a family of adversaries is given, and what it yields."""

from __future__ import annotations

import ast
import copy
from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from autograder.validate.mutant import Change


class Asked(msgspec.Struct, frozen=True):
    """One call that the shipped checks made of the reference answer, with what came back."""

    name: str
    args: tuple[Any, ...]
    kwargs: dict[str, Any]
    result: Any


class Surroundings(msgspec.Struct, frozen=True):
    """What surrounds one answer: the exercise as its author gave it, and how its checks ask."""

    task: str
    given_functions: Mapping[str, int] = {}
    """Functions of the exercise's own cells, with how many arguments each needs."""
    given_values: tuple[str, ...] = ()
    """Names that the exercise's own cells give a value."""
    asked: tuple[Asked, ...] = ()
    wrong: Mapping[str, str] = {}
    """Kept mistakes that change this answer alone, as whole cells, by name."""
    asked_names: frozenset[str] = frozenset()
    """Global names that the checks, hidden ones included, ask the work for."""
    reads_source: bool = False
    """Whether the checks look at the answer's source."""


class Site(msgspec.Struct, frozen=True):
    """One place in the answer's tree, and another node to put there."""

    node: ast.AST
    change: Change
    before: str = ""
    """How the report tells this mutant; by default, the first lines that differ."""
    after: str = ""
    than: str = ""
    """See :class:`autograder.validate.mutant.Mutant`."""


def put(template: str, **parts: ast.AST) -> Change:
    """Return a change that puts an expression there: ``template``, with ``parts`` in place of the names that it uses.

    ``NODE`` is the node itself.
    """
    return lambda node: build(template, NODE=node, **parts)  # type: ignore[arg-type]


def build(template: str, **parts: ast.AST) -> ast.expr:
    """Return the expression ``template`` with ``parts`` in place of names."""

    class Fill(ast.NodeTransformer):
        def visit_Name(self, node: ast.Name) -> ast.AST:
            return copy.deepcopy(parts[node.id]) if node.id in parts else node

    filled = Fill().visit(ast.parse(template, mode="eval").body)
    assert isinstance(filled, ast.expr)
    return filled


def name_call(node: ast.AST) -> str:
    """Return the dotted name that a call calls (``os.urandom``), empty for anything else; of a method, ``.verify``."""
    if not isinstance(node, ast.Call):
        return ""
    return name_target(node.func)


def name_target(node: ast.AST) -> str:
    """Return a dotted name as it is written; below anything that is no name, from the dot on."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        return f"{name_target(node.value)}.{node.attr}"
    return ""


def list_functions(tree: ast.AST) -> Iterator[ast.FunctionDef]:
    """Yield the functions that the answer defines, nested ones included."""
    return (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


def walk_functions(tree: ast.AST) -> Iterator[ast.AST]:
    """Yield every node inside a function.

    What stands outside runs once, on what the exercise gave, and is judged by what it leaves behind: a looser
    comparison that leaves the same behind is the same answer.
    """
    seen: set[int] = set()
    for function in list_functions(tree):
        for node in ast.walk(function):
            if id(node) not in seen:
                seen.add(id(node))
                yield node


def list_parameters(function: ast.FunctionDef) -> list[str]:
    """Return the names of its positional parameters."""
    return [argument.arg for argument in (*function.args.posonlyargs, *function.args.args)]


def prepend(function: ast.FunctionDef, source: str) -> ast.FunctionDef:
    """Return a copy of ``function`` that does ``source`` first, after its docstring."""
    changed = copy.deepcopy(function)
    first = changed.body[0]
    has_text = (
        isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant) and isinstance(first.value.value, str)
    )
    changed.body[int(has_text) : int(has_text)] = ast.parse(source).body
    return changed


def append(source: str) -> Change:
    """Return a change of the whole cell: ``source`` comes after it."""

    def change(node: ast.AST) -> ast.AST:
        assert isinstance(node, ast.Module)
        return ast.Module(body=[*node.body, *ast.parse(source).body], type_ignores=[])

    return change
