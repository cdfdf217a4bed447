"""Values and calls as short Python text: never a long ``repr``, whatever a learner's code gave back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from autograder.language import write_decimal
from autograder.sandbox.encoding import Array, Column, Table

LIMIT = 60
"""Characters of one value in a sentence."""
_DEEPEST = 6
_LONG_INTEGER = 40
_SHORTEST = 16
"""Characters that an element of a container has at the least."""


def show(value: Any, limit: int = LIMIT) -> str:
    """Return ``value`` as Python would write it, at most about ``limit`` characters, ``…`` where it was cut."""
    return _show(value, max(limit, 8), 0)


def format_number(value: float) -> str:
    """Return a number as the current language writes it, two decimals at most."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return write_decimal(text)


def show_call(name: str, args: tuple[Any, ...] = (), kwargs: Mapping[str, Any] | None = None, limit: int = 90) -> str:
    """Return a call as Python: ``shift("abc", 1)``."""
    count = len(args) + len(kwargs or {})
    room = max(12, limit // count) if count else limit
    parts = [show(value, room) for value in args]
    parts += [f"{key}={show(value, room)}" for key, value in (kwargs or {}).items()]
    return f"{name}({', '.join(parts)})"


def code(text: str) -> str:
    """Return ``text`` marked as code, whatever it holds."""
    text = "".join(character if character.isprintable() else " " for character in text)
    return f"`` {text} ``" if "`" in text else f"`{text}`"


def show_text(value: str, limit: int = LIMIT) -> str:
    """Return a text between quotes, cut at the end where it is long."""
    cut = value[: limit + 1]
    if len(cut) > limit:
        return quote(cut[: limit - 1]) + "…"
    return quote(cut)


def quote(value: str) -> str:
    """Return a short text as a Python literal, between double quotes where it can be."""
    literal = repr(value)
    if literal[0] == "'" and '"' not in value:
        return '"' + literal[1:-1].replace("\\'", "'") + '"'
    return literal


def show_bytes(value: bytes | bytearray, limit: int = LIMIT) -> str:
    """Return bytes as a literal where they are plain text, else in hexadecimal."""
    cut = bytes(value[: limit + 1])
    if all(32 <= byte < 127 for byte in cut):
        return "b" + (quote(cut[: limit - 1].decode("ascii")) + "…" if len(cut) > limit else quote(cut.decode("ascii")))
    room = max(4, (limit - 16) // 2)
    tail = "…" if len(value) > room else ""
    return f'bytes.fromhex("{cut[:room].hex()}{tail}")'


def _show(value: Any, limit: int, depth: int) -> str:
    kind = type(value)
    if kind is str:
        return show_text(value, limit)
    if kind in (bytes, bytearray):
        return show_bytes(value, limit)
    if kind is int:
        return _show_integer(value)
    if depth >= _DEEPEST:
        return "…"
    each = max(_SHORTEST, limit // 2)
    if kind in (list, tuple, set, frozenset):
        return _show_sequence(value, kind, limit, depth)
    if kind is dict:
        pairs = (f"{_show(key, each, depth + 1)}: {_show(item, each, depth + 1)}" for key, item in value.items())
        return "{" + _join(pairs, limit) + "}"
    if kind in (Array, Column, Table):
        return _show_columns(value, limit, depth)
    return _shorten(_plain_repr(value), limit)


def _show_integer(value: int) -> str:
    if abs(value) < 10**_LONG_INTEGER:
        return repr(value)
    # str() of a huge integer raises, and takes its time: its hexadecimal digits do neither.
    digits = hex(value)
    return f"{digits[:14]}…{digits[-6:]}"


def _show_sequence(value: Any, kind: type, limit: int, depth: int) -> str:
    each = limit if len(value) == 1 else max(_SHORTEST, limit // 2)
    items = _join((_show(item, each, depth + 1) for item in value), limit)
    if kind is list:
        return f"[{items}]"
    if kind is tuple:
        return f"({items},)" if len(value) == 1 else f"({items})"
    if not value:
        return f"{kind.__name__}()"
    return "{" + items + "}" if kind is set else "frozenset({" + items + "})"


def _show_columns(value: Any, limit: int, depth: int) -> str:
    if type(value) is Array:
        return f"array({_show(list(value.values[:20]), limit, depth + 1)})"
    if type(value) is Column:
        return f"Series({_show(list(value.values[:20]), limit, depth + 1)})"
    return f"DataFrame({_show(list(value.columns[:20]), limit, depth + 1)})"


def _join(parts: Iterable[str], limit: int) -> str:
    kept: list[str] = []
    length = 0
    for part in parts:
        length += len(part) + 2
        if kept and length > limit:
            return ", ".join([*kept, "…"])
        kept.append(part)
    return ", ".join(kept)


def _plain_repr(value: Any) -> str:
    try:
        return repr(value)
    except Exception:
        return f"<{type(value).__name__}>"


def _shorten(text: str, limit: int) -> str:
    return text if len(text) <= limit else text[: limit - 1] + "…"
