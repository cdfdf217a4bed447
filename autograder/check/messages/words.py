"""What the tables of exceptions are made of."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from autograder.sandbox.protocol import StudentError


class Plain(NamedTuple):
    """An exception in plain words."""

    sentence: str
    mistake: str = ""


Rule = tuple[str, Callable[[re.Match[str], StudentError], Plain]]
"""A pattern searched in the exception's message, and what makes the sentence."""


def shorten(text: str, limit: int = 60) -> str:
    """Return ``text`` on one line, cut at ``limit`` characters."""
    line = " ".join(text.split())
    return line if len(line) <= limit else line[: limit - 1] + "…"
