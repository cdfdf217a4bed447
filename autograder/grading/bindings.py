"""Which names a cell's source defines, and whether two pieces of a split cell belong together."""

from __future__ import annotations

import ast
from functools import lru_cache

MAX_PARSED = 30_000
"""Characters; a longer source is taken to define nothing."""


def parse_source(source: str) -> ast.Module | None:
    """Return the syntax tree of a cell, its magics set aside; ``None`` where it is not Python."""
    if len(source) > MAX_PARSED:
        return None
    try:
        return ast.parse(without_magics(source))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None


@lru_cache(maxsize=4096)  # Emptied after each submission: one cell is asked about once for each task.
def find_bound_names(source: str) -> frozenset[str]:
    """Return the names that the top level of ``source`` defines; none where it is not Python."""
    tree = parse_source(source)
    if tree is None:
        return frozenset()
    names: set[str] = set()
    for node in tree.body:
        names.update(_find_bound(node))
    return frozenset(names)


def _find_bound(node: ast.stmt) -> set[str]:
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        return {node.name}
    if isinstance(node, ast.Import | ast.ImportFrom):
        return {(alias.asname or alias.name).split(".")[0] for alias in node.names}
    # Names stored anywhere below (if, for, with, try) are bound at the top level; those inside functions are not met
    # by a cell that a learner writes, and would do no harm.
    return {item.id for item in ast.walk(node) if isinstance(item, ast.Name) and isinstance(item.ctx, ast.Store)}


def is_continued_by(first: str, second: str) -> bool:
    """Whether ``second`` makes no sense alone but completes ``first``: a cell that was split in two."""
    return (
        bool(second.strip()) and parse_source(second) is None and parse_source(join_sources(first, second)) is not None
    )


def join_sources(first: str, second: str) -> str:
    """Put the two halves of a split cell together again."""
    return f"{first.rstrip()}\n{second}"


def without_magics(source: str) -> str:
    """Return a cell with each line of IPython's own replaced by one that does nothing."""
    if source.lstrip().startswith("%%"):
        return ""
    return "\n".join(_mute_magic(line) for line in source.split("\n"))


def _mute_magic(line: str) -> str:
    stripped = line.lstrip()
    if stripped.startswith(("%", "!")):
        return line[: len(line) - len(stripped)] + "pass"
    return line
