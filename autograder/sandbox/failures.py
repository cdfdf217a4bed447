"""A learner's exception as data: its type, its message, and the line of their own cell it came from."""

from __future__ import annotations

import builtins
import linecache
import os
import traceback
from collections.abc import Callable
from types import TracebackType
from typing import Any, NamedTuple

from autograder.sandbox.protocol import StudentError

MAX_MESSAGE = 2_000
MAX_FRAMES = 5_000
_SHOWN_FRAMES = 20
_MACHINERY = (os.path.dirname(__file__) + os.sep, f"{os.sep}IPython{os.sep}")
"""Files that no learner is helped by seeing in a traceback."""

_mro: Callable[[type], tuple[type, ...]] = type.__dict__["__mro__"].__get__
_name: Callable[[type], str] = type.__dict__["__name__"].__get__


class Place(NamedTuple):
    """Where a frame's code comes from: a learner's cell and its text."""

    cell: str
    source: str
    given: bool = False
    """Whether the exercise supplied the cell: an error inside it is told at the learner's line that called it."""


Locate = Callable[[str], "Place | None"]
"""Gives the learner's cell behind a code file's name, ``None`` for code that is not theirs."""


def clean_text(text: Any, limit: int) -> str:
    """Return ``text`` as text that can be sent: no lone surrogates, at most ``limit`` characters."""
    plain = text if type(text) is str else ""
    if len(plain) > limit:
        plain = plain[: limit - 1] + "…"
    return plain.encode("utf-8", "replace").decode("utf-8")


def nearest_builtin(kind: type) -> str:
    """Return the name of the nearest built-in exception class above ``kind``; ``Exception`` for those that exit."""
    for base in _mro(kind):
        name = _name(base)
        if not name.startswith("_") and getattr(builtins, name, None) is base:
            return name if issubclass(base, Exception) else "Exception"
    return "Exception"


def describe_failure(error: BaseException, locate: Locate) -> StudentError:
    """Return ``error`` as data, with the deepest frame that lies in the learner's own cells."""
    place, line = _find_place(error, locate)
    lines = place.source.splitlines() if place else []
    return StudentError(
        type=clean_text(_name_kind(error), 200),
        builtin=nearest_builtin(type(error)),
        message=clean_text(_read_message(error), MAX_MESSAGE),
        cell=place.cell if place else "",
        line=line,
        source=clean_text(lines[line - 1].rstrip(), 500) if 0 < line <= len(lines) else "",
    )


def render_traceback(error: BaseException, locate: Locate) -> list[str]:
    """Return the lines of a plain traceback that starts at the learner's first frame."""
    start = error.__traceback__
    while start is not None and locate(start.tb_frame.f_code.co_filename) is None:
        start = start.tb_next
    try:
        linecache.checkcache()
        told = traceback.TracebackException(type(error), error, start, compact=True, limit=-_SHOWN_FRAMES)
        told.stack = traceback.StackSummary.from_list(
            [frame for frame in told.stack if not any(part in frame.filename for part in _MACHINERY)]
        )
        text = "".join(told.format())
    except Exception:  # Their exception may misbehave when it is asked about itself.
        text = f"{_name(type(error))}: {_read_message(error)}"
    return clean_text(text, 10 * MAX_MESSAGE).splitlines()


def _name_kind(error: BaseException) -> str:
    """Return the class's name; of Python's own private classes (3.13 has ``_IncompleteInputError``), the public one."""
    kind = type(error)
    return nearest_builtin(kind) if isinstance(error, SyntaxError) and _name(kind).startswith("_") else _name(kind)


def _read_message(error: BaseException) -> str:
    if isinstance(error, SyntaxError) and type(error.msg) is str:
        return error.msg
    try:
        return str(error)
    except BaseException:  # A learner's __str__ may raise anything.
        return ""


def _find_place(error: BaseException, locate: Locate) -> tuple[Place | None, int]:
    place, line = None, 0
    step: TracebackType | None = error.__traceback__
    for _ in range(MAX_FRAMES):
        if step is None:
            break
        found = locate(step.tb_frame.f_code.co_filename)
        if found is not None and (place is None or place.given or not found.given):
            place, line = found, step.tb_lineno or 0
        step = step.tb_next
    if isinstance(error, SyntaxError) and type(error.filename) is str and type(error.lineno) is int:
        found = locate(error.filename)
        if found is not None:
            return found, max(0, min(error.lineno, 1_000_000))
    return place, line
