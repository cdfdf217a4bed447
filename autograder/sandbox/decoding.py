"""Bytes to plain values, taken for hostile: closed, counted, without running any code of the sender's."""

from __future__ import annotations

import struct
from collections import Counter
from collections.abc import Callable
from typing import Any

from autograder.language import tr
from autograder.sandbox.plain import BUILDERS
from autograder.sandbox.values import Array, Column, EncodingError, Handle, HandleMisuse, Table

MAX_DEPTH = 64
MAX_NODES = 200_000
MAX_INTEGER = 42_000
"""Bytes of one integer: a hundred thousand decimal digits."""
MAX_ALIKE = 64
"""Keys of one container that may share a hash: more is an attack on the grader's time."""

FLOAT = struct.Struct(">d")
COMPLEX = struct.Struct(">dd")
COUNT = struct.Struct(">I")
HANDLE = struct.Struct(">Q?")


def decode(
    data: bytes, resolve: Callable[[Handle], Any] | None = None, columns: Callable[[Any], Any] | None = None
) -> Any:
    """Return the value that ``data`` holds; ``resolve`` turns each handle into what stands for it.

    ``columns`` turns each array and each table into what stands for it, on the learner's side only.

    Raises :class:`EncodingError` for anything that :func:`encode` would not have written.
    """
    reader = _Reader(data, resolve, columns)
    try:
        value = reader.read(0)
    except (ValueError, TypeError, ArithmeticError, LookupError, OSError, struct.error, HandleMisuse) as error:
        raise EncodingError(tr("Une valeur reçue n’est pas lisible ({reason}).", reason=type(error).__name__)) from None
    if reader.position != len(data):
        raise EncodingError(tr("Une valeur reçue est suivie d’octets en trop."))
    return value


class _Reader:
    __slots__ = ("columns", "data", "nodes", "position", "resolve")

    def __init__(
        self, data: bytes, resolve: Callable[[Handle], Any] | None, columns: Callable[[Any], Any] | None
    ) -> None:
        self.data = data
        self.columns = columns
        self.position = 0
        self.nodes = 0
        self.resolve = resolve

    def take(self, size: int) -> bytes:
        end = self.position + size
        if end > len(self.data):
            raise ValueError("truncated")
        piece = self.data[self.position : end]
        self.position = end
        return piece

    def take_sized(self) -> bytes:
        return self.take(COUNT.unpack(self.take(4))[0])

    def read(self, depth: int) -> Any:
        if depth > MAX_DEPTH + 2:
            raise ValueError("depth")
        return _READERS[self.data[self.position]](self, depth + self.skip())

    def skip(self) -> int:
        self.position += 1
        return 1

    def read_items(self, depth: int, each: int = 1) -> list[Any]:
        count = COUNT.unpack(self.take(4))[0] * each
        self.nodes += count
        if count > len(self.data) - self.position or self.nodes > MAX_NODES:
            raise ValueError("count")
        return [self.read(depth) for _ in range(count)]


def _read_integer(reader: _Reader, size: int) -> int:
    if not 0 < size <= MAX_INTEGER:
        raise ValueError("integer")
    return int.from_bytes(reader.take(size), "big", signed=True)


def _read_set(reader: _Reader, depth: int) -> set[Any]:
    items = reader.read_items(depth)
    _refuse_alike(items)
    return set(items)


def _read_dict(reader: _Reader, depth: int) -> dict[Any, Any]:
    items = reader.read_items(depth, 2)
    _refuse_alike(items[::2])
    return dict(zip(items[::2], items[1::2], strict=True))


def _refuse_alike(keys: list[Any]) -> None:
    if len(keys) > MAX_ALIKE and max(Counter(map(hash, keys)).values()) > MAX_ALIKE:
        raise ValueError("hashes")


def _read_text(reader: _Reader, depth: int) -> str:
    return reader.take_sized().decode("utf-8", "surrogatepass")


def _read_rich(reader: _Reader, depth: int) -> Any:
    build = BUILDERS[reader.take(1)]
    payload = reader.read(depth)
    if type(payload) is not tuple:
        raise ValueError("payload")
    value = build(payload)
    return reader.columns(value) if reader.columns and isinstance(value, (Array, Column, Table)) else value


def _read_handle(reader: _Reader, depth: int) -> Any:
    number, is_callable = HANDLE.unpack(reader.take(HANDLE.size))
    if reader.take(1) != b"s":
        raise ValueError("handle")
    # A type's name goes into sentences: nothing in it may command a terminal or fail to be written.
    name = "".join(part if part.isprintable() else "\ufffd" for part in _read_text(reader, depth)[:200])
    handle = Handle(number, name, is_callable)
    return handle if reader.resolve is None else reader.resolve(handle)


_READERS: dict[int, Callable[[_Reader, int], Any]] = {
    ord("N"): lambda reader, depth: None,
    ord("T"): lambda reader, depth: True,
    ord("F"): lambda reader, depth: False,
    ord("i"): lambda reader, depth: _read_integer(reader, reader.take(1)[0]),
    ord("I"): lambda reader, depth: _read_integer(reader, COUNT.unpack(reader.take(4))[0]),
    ord("f"): lambda reader, depth: FLOAT.unpack(reader.take(8))[0],
    ord("c"): lambda reader, depth: complex(*COMPLEX.unpack(reader.take(16))),
    ord("s"): _read_text,
    ord("b"): lambda reader, depth: reader.take_sized(),
    ord("B"): lambda reader, depth: bytearray(reader.take_sized()),
    ord("l"): lambda reader, depth: reader.read_items(depth),
    ord("t"): lambda reader, depth: tuple(reader.read_items(depth)),
    ord("S"): _read_set,
    ord("z"): lambda reader, depth: frozenset(_read_set(reader, depth)),
    ord("d"): _read_dict,
    ord("x"): _read_rich,
    ord("h"): _read_handle,
}
