"""A file of checks made into a module: its asserts rewritten by pytest, nothing written beside it."""

from __future__ import annotations

import ast
import itertools
import linecache
import sys
import traceback
import types
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from autograder.errors import ContentError, MissingPath
from autograder.language import tr

if TYPE_CHECKING:
    import pytest

_numbers = itertools.count(1)


SHARED = "shared"
"""The name by which checks import what ``checks.py`` and ``hidden.py`` both need."""


def load_check_module(
    path: Path, config: pytest.Config, translate: Callable[[str], str], shared: types.ModuleType | None = None
) -> types.ModuleType:
    """Compile and run the file of checks ``path`` as a module of a unique name.

    ``translate`` is what ``tr`` means in it, for a file that was not built; ``shared`` is what it imports by that name.
    Raises :class:`ContentError`, naming file and line, where the file does not hold together.
    """
    source = _read(path)
    module = types.ModuleType(f"passerelle_checks_{next(_numbers)}")
    module.__file__ = str(path)
    module.__dict__["tr"] = translate
    # Dataclasses and type hints look their module up by name.
    sys.modules[module.__name__] = module
    try:
        exec(_compile(source, path, config, shared), module.__dict__)
    except ContentError:
        raise
    except (Exception, SystemExit) as error:
        sys.modules.pop(module.__name__, None)
        raise _explain_load_error(error, path) from error
    except BaseException as error:
        sys.modules.pop(module.__name__, None)
        if type(error).__module__.startswith("_pytest"):
            raise _explain_load_error(error, path) from error
        raise
    return module


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise MissingPath(
            tr("{path} ne peut pas être lu ({reason}).", path=path, reason=error.strerror or type(error).__name__)
        ) from None


def _compile(source: bytes, path: Path, config: pytest.Config, shared: types.ModuleType | None) -> types.CodeType:
    from _pytest.assertion.rewrite import rewrite_asserts

    linecache.checkcache(str(path))
    tree = ast.parse(source, filename=str(path))
    if shared is not None:
        _name_shared(tree, shared.__name__)
    rewrite_asserts(tree, source, str(path), config)
    return compile(tree, str(path), "exec", dont_inherit=True)


def _name_shared(tree: ast.Module, name: str) -> None:
    """Have the file import its own ``shared``: a learner's kernel may hold another module of that name."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module == SHARED and not node.level:
            node.module = name
        elif isinstance(node, ast.Import):
            for alias in node.names:
                if alias.name == SHARED:
                    alias.name, alias.asname = name, alias.asname or SHARED


def _explain_load_error(error: BaseException, path: Path) -> ContentError:
    if isinstance(error, SyntaxError) and error.filename == str(path):
        line = error.lineno or 0
    else:
        line = find_line(error, path)
    return ContentError(
        tr(
            "{path}, ligne {line} : ce fichier de vérifications ne se charge pas ({kind} : {reason}). Corrigez-le.",
            path=path,
            line=line,
            kind=type(error).__name__,
            reason=getattr(error, "msg", None) or error,
        )
    )


def find_line(error: BaseException, path: Path) -> int:
    """Return the deepest line of ``path`` in the traceback of ``error``, 0 where it is not in it."""
    lines = [line for frame, line in traceback.walk_tb(error.__traceback__) if frame.f_code.co_filename == str(path)]
    return lines[-1] if lines else 0
