"""Cells that are plain Python, compiled whole: IPython's own road parses each three times and compiles line by line."""

from __future__ import annotations

import ast
import warnings
from types import CodeType


def parse_plain(cell: str) -> ast.Module | None:
    """Return the tree of a cell that is Python as it stands, ``None`` where IPython may read it otherwise."""
    # IPython takes away empty lines at the top, and its own prompts, which Python may read as annotations.
    if not cell[:1].strip() or "In [" in cell:
        return None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return ast.parse(cell)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None


def compile_plain(tree: ast.Module, name: str) -> list[CodeType] | None:
    """Return the code of all lines but a last expression, then that expression's, which shows its value.

    ``None`` where that would not be what IPython does: a cell that awaits, that asks for what comes in a later
    Python, or of which a line parses and does not compile, so that those before it still count.
    """
    lines = tree.body
    if not lines or any(isinstance(line, ast.ImportFrom) and line.module == "__future__" for line in lines):
        return None
    shown = isinstance(lines[-1], ast.Expr)
    plain, last = (lines[:-1], lines[-1:]) if shown else (lines, [])
    try:
        codes = [compile(ast.Module(plain, []), name, "exec")] if plain else []
        return codes + [compile(ast.Interactive(last), name, "single") for _ in last]
    except Exception:  # Whatever it is, IPython finds it again and says so in its own way.
        return None
