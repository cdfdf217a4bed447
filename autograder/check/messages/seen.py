"""The cell that stopped, as it was typed: a cause is named only where the text shows it, or where mending it helps."""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable
from typing import NamedTuple

from autograder.check.messages.words import Plain
from autograder.sandbox.protocol import StudentError

_PIECES = re.compile(r"""('''|\"\"\"|"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|\#.*)""")

_READ = re.compile("expected an indented block|outside function|outside loop|not properly in loop")
"""What Python says of a line that it could read, once it knows what is around it."""


class Seen(NamedTuple):
    """What surrounds an error: the whole cell, and the names that the learner's code has by then."""

    source: str = ""
    names: tuple[str, ...] = ()


Look = Callable[[StudentError, "Seen"], "Plain | None"]
"""Looks for one cause; ``None`` where it is not that one."""


def find_line(error: StudentError, seen: Seen) -> str:
    """Return the line where it stopped, with its indentation where the cell is known."""
    lines = seen.source.splitlines()
    return lines[error.line - 1] if 0 < error.line <= len(lines) else error.source


def helps(error: StudentError, seen: Seen, line: str) -> bool:
    """Whether Python reads past the line once it is written as ``line``."""
    lines, at = seen.source.splitlines(), error.line
    if not 0 < at <= len(lines):
        lines, at, line = [line.strip()], 1, line.strip()
    lines[at - 1] = line
    wrong = read_error("\n".join(lines) + "\n")
    if wrong is None:
        return True
    # A block's first line without the rest of its block has been read.
    last = at + line.count("\n")
    return (wrong.lineno or 0) > last or bool(_READ.search(str(wrong.msg)))


def read_error(source: str) -> SyntaxError | None:
    """Return what keeps Python from reading ``source``, ``None`` where nothing does."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            compile(source, "<cell>", "exec", dont_inherit=True)
    except SyntaxError as error:
        return error
    except (ValueError, RecursionError, MemoryError):
        return None
    return None


def change_code(line: str, change: Callable[[str], str]) -> str:
    """Return the line with ``change`` made outside its texts and its comment."""
    pieces = _PIECES.split(line)
    return "".join(piece if number % 2 else change(piece) for number, piece in enumerate(pieces))


def keep_code(line: str) -> str:
    """Return the line without what its texts and its comment hold."""
    return "".join('""' if number % 2 else piece for number, piece in enumerate(_PIECES.split(line)))
