"""Which kept mistake did just this: asked where a fixed check failed without naming one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from typing import Any

from autograder.check.failures import MistakeSeen
from autograder.check.outcome import Check
from autograder.check.student import Record, Student

_PLAIN = (
    bool,
    int,
    float,
    complex,
    str,
    bytes,
    type(None),
    Decimal,
    Fraction,
    dt.date,
    dt.datetime,
    dt.time,
    dt.timedelta,
)
_TELLS_NOTHING: tuple[object, ...] = (True, False, None, 0, 1, -1, "", b"", [], {}, (), set())
"""Results that too many wrong answers have in common."""
_LONGEST = 100_000
"""Characters of a trace; what a learner's work gives back may be long."""


class _NotPlain(Exception):
    """A value has no writing that is the same each time."""


def recognise(check: Check, student: Student) -> MistakeSeen | None:
    """Return the kept mistake that alone does what the work just did at ``check``; ``None`` where none is known."""
    edition = student.edition
    if edition is None or not edition.traces.known:
        return None
    name = edition.traces.find(write_trace(check, student))
    sentence = edition.mistakes.get(name, "")
    return MistakeSeen(name, sentence) if sentence else None


def write_trace(check: Check, student: Student) -> str:
    """Return what the check last asked and what came, as text; empty where that tells too little.

    What is drawn differs each time, and yes, no or nothing is what many mistakes answer.
    """
    asked = [record for record in student.log if not record.name.startswith("builtins.")]
    return write_record(check, asked[-1]) if asked and not check.drawn else ""


def write_record(check: Check, record: Record) -> str:
    """Return one thing asked of the work, and what came, as text; empty where nothing came, or too little."""
    result = record.printed if record.kind == "printed" else record.result
    if not record.answered or any(type(result) is type(little) and result == little for little in _TELLS_NOTHING):
        return ""
    try:
        parts = (record.kind, record.name, *map(_write, (record.args, record.kwargs, result)))
    except (_NotPlain, RecursionError):
        return ""
    text = "\n".join((check.id, *parts))
    return text if len(text) <= _LONGEST else ""


def _write(value: Any) -> str:
    kind = type(value)
    if kind in _PLAIN:
        return f"{kind.__name__} {value!r}"
    if kind in (list, tuple):
        return f"{kind.__name__}[{_join(map(_write, value))}]"
    if kind in (set, frozenset):
        return f"set[{_join(sorted(map(_write, value)))}]"
    if kind is dict:
        return f"dict[{_join(sorted(f'{_write(key)}: {_write(item)}' for key, item in value.items()))}]"
    raise _NotPlain(kind.__name__)


def _join(parts: Iterable[str]) -> str:
    return ", ".join(parts)
