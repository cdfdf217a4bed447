"""What running a cell may do to names, read from its source: an estimate, which decides what is worth running again."""

from __future__ import annotations

import ast
import re
import symtable
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from autograder.grading.bindings import parse_source, without_magics

_OPAQUE_NAMES = frozenset(
    ("exec", "eval", "globals", "locals", "vars", "setattr", "delattr", "get_ipython", "builtins", "__builtins__")
)
_OPAQUE_MAGIC = re.compile(
    r"^\s*%(?:reset|reset_selective|xdel|run|load|pylab|rerun|recall|macro|cd|env|set_env|store|config)\b", re.MULTILINE
)
_RUNNING_MAGIC = re.compile(r"\s*%%(?:time|timeit|capture|prun)\b[^\n]*\n")


class Effects(NamedTuple):
    """What one cell may do."""

    rebinds: frozenset[str] = frozenset()
    """Names that it binds, deletes, or changes a part of."""
    imports: frozenset[tuple[str, str]] = frozenset()
    """Names that it imports, each with what it stands for."""
    touches: frozenset[str] = frozenset()
    """Names whose value it may change: it calls their methods or gives them to a function."""
    reads: frozenset[str] = frozenset()
    """Global names that its functions read, each time they are called: what it reads once at its top does not last."""
    defines: frozenset[str] = frozenset()
    """Functions and classes among what it binds: nothing that is done with those changes them."""
    opaque: bool = False
    """Whether it may do anything to any name: ``%reset``, ``exec``, ``globals()``."""


@lru_cache(maxsize=4096)
def find_effects(source: str) -> Effects:
    """Return what the cell ``source`` may do; nothing where it is not Python, for then it does not run."""
    body = _RUNNING_MAGIC.sub("", source, count=1) if _RUNNING_MAGIC.match(source) else source
    opaque = _OPAQUE_MAGIC.search(body) is not None
    tree = parse_source(body)
    if tree is None:
        return Effects(opaque=opaque)
    try:
        table = symtable.symtable(without_magics(body), "<cell>", "exec")
    except (SyntaxError, ValueError, RecursionError, MemoryError):  # Such as « return » outside a function.
        return Effects(opaque=opaque)
    binds, top, reads = _find_globals(table)
    imports = frozenset(_list_imports(tree))
    changed: set[str] = set()
    touches: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute | ast.Subscript) and not isinstance(node.ctx, ast.Load):
            changed.update(_find_root(node))
        elif isinstance(node, ast.Call):
            touches.update(_list_given(node))
        elif isinstance(node, ast.Global):
            touches.update(node.names)
    rebinds = (binds - {name for name, _ in imports}) | (changed & (top | reads))
    return Effects(
        rebinds=frozenset(rebinds),
        imports=imports,
        touches=frozenset(touches & (top | reads | binds)),
        reads=reads,
        defines=frozenset(symbol.get_name() for symbol in table.get_symbols() if symbol.is_namespace()),
        opaque=opaque or bool((top | reads) & _OPAQUE_NAMES) or any(name == "*" for name, _ in imports),
    )


def _find_globals(table: symtable.SymbolTable) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """Return the global names that a cell binds or deletes, those that it reads at its top, and in its functions."""
    symbols = table.get_symbols()
    binds = {symbol.get_name() for symbol in symbols if symbol.is_assigned()}
    top = {symbol.get_name() for symbol in symbols if symbol.is_referenced()}
    reads: set[str] = set()
    waiting = list(table.get_children())
    while waiting:
        inner = waiting.pop()
        waiting += inner.get_children()
        reads |= {symbol.get_name() for symbol in inner.get_symbols() if symbol.is_global()}
    return frozenset(binds), frozenset(top), frozenset(reads)


def _list_imports(tree: ast.Module) -> Iterator[tuple[str, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.asname or alias.name.split(".")[0], alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from ((alias.asname or alias.name, f"{node.module}.{alias.name}") for alias in node.names)


def _find_root(node: ast.expr) -> Iterator[str]:
    while isinstance(node, ast.Attribute | ast.Subscript):
        node = node.value
    if isinstance(node, ast.Name):
        yield node.id


def _list_given(call: ast.Call) -> Iterator[str]:
    """Names whose value a call may change: its arguments, and what its method belongs to."""
    if isinstance(call.func, ast.Attribute):
        yield from _find_root(call.func)
    for argument in (*call.args, *(keyword.value for keyword in call.keywords)):
        yield from (node.id for node in ast.walk(argument) if isinstance(node, ast.Name))
