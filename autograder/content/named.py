"""Which mistakes a file of checks names, told from its text: no check is imported for that."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator

import msgspec

SHIPPED = ("checks.py", "shared.py")
"""The files of checks that learners receive."""


class Naming(msgspec.Struct, frozen=True):
    """A call of ``student.mistake`` with a literal name."""

    name: str
    line: int
    values: frozenset[str] | None
    """The values that it gives to the sentence; ``None`` where they are spread from a mapping."""
    worded: bool
    """Whether it brings its own sentence, as in an exercise from before ``mistakes.toml``."""


def list_namings(tree: ast.Module) -> Iterator[Naming]:
    """Yield the calls of ``student.mistake`` with a literal name."""
    for node in _list_calls(tree):
        name = node.args[0] if node.args else None
        if isinstance(name, ast.Constant) and isinstance(name.value, str):
            names = [keyword.arg for keyword in node.keywords]
            values = None if None in names else frozenset(filter(None, names))
            yield Naming(name.value, node.lineno, values, len(node.args) > 1)


def list_names(trees: Iterable[ast.Module]) -> set[str]:
    """Return the names that these files may say: the literal ones; every text in them where one name is computed."""
    named: set[str] = set()
    texts: set[str] = set()
    computed = False
    for tree in trees:
        literal = [naming.name for naming in list_namings(tree)]
        named.update(literal)
        computed = computed or len(literal) < sum(1 for _ in _list_calls(tree))
        texts.update(
            node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)
        )
    return named | texts if computed else named


def _list_calls(tree: ast.Module) -> Iterator[ast.Call]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "mistake":
            yield node
