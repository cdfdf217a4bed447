"""What every form of export is: marks in, one file out, and what a person must know of it."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from autograder.classes.exports.marks import Marks


class Filled(msgspec.Struct, frozen=True):
    """A file of marks."""

    data: bytes
    marks: int
    """How many marks are in it."""
    notes: tuple[str, ...] = ()
    """Who is not in it, and what was changed on the way."""


class Export(msgspec.Struct, frozen=True):
    """One form."""

    suffix: str
    """The ending of the file's name."""
    write: Callable[[Marks, bytes], Filled]
    """Takes the marks, and the file to fill where the form fills one."""
    fills: bool = False
    """Whether it fills a file that the platform gave."""
