"""Plain data as bytes, and back: the only values that cross the line of trust.

A closed format of one tag byte and a payload, sized and counted: exact built-in types, dates, decimals, arrays
and tables as columns (:mod:`autograder.sandbox.plain`), and handles for everything else. Decoding runs no code of
the sender's, stops at :data:`MAX_DEPTH` levels and :data:`MAX_NODES` values, and refuses surplus bytes.
"""

from __future__ import annotations

import struct
from collections import Counter
from collections.abc import Callable
from typing import Any

from autograder.errors import PasserelleError
from autograder.language import tr
from autograder.sandbox.plain import AS_IS, BUILDERS, Array, Column, Handle, HandleMisuse, Table, reduce_value
from autograder.sandbox.protocol import MAX_REPLY

__all__ = ["Array", "Column", "EncodingError", "Handle", "HandleMisuse", "Table", "ValueTooLarge", "decode", "encode"]

MAX_DEPTH = 64
MAX_NODES = 200_000
MAX_INTEGER = 42_000
"""Bytes of one integer: a hundred thousand decimal digits."""
MAX_ALIKE = 64
"""Keys of one container that may share a hash: more is an attack on the grader's time."""

_FLOAT = struct.Struct(">d")
_COMPLEX = struct.Struct(">dd")
_COUNT = struct.Struct(">I")
_HANDLE = struct.Struct(">Q?")
_type_name = type.__dict__["__name__"].__get__  # Not ``cls.__name__``: a metaclass may lie or raise.


class EncodingError(PasserelleError):
    """A value has no plain form, or bytes are not what this encoding writes."""


class ValueTooLarge(EncodingError):
    """A value is plain, but too large to cross."""


class _NotPlain(Exception):
    """A member of a set, or a key, would be a handle: the whole container becomes one."""


def encode(value: Any, register: Callable[[Any], Handle] | None = None, limit: int = MAX_REPLY) -> bytes:
    """Return ``value`` as bytes, at most ``limit`` of them.

    ``register`` gives a handle for what is not plain (in the student process); without it, handles cross as
    references and anything else that is not plain raises :class:`EncodingError`.
    """
    writer = _Writer(register, limit)
    try:
        writer.write(value, 0, False)
    except _NotPlain:  # pragma: no cover - only a set inside a set raises through, and its holder catches it
        raise EncodingError(type(value).__name__) from None
    writer.check_size()
    return bytes(writer.out)


def decode(data: bytes, resolve: Callable[[Handle], Any] | None = None) -> Any:
    """Return the value that ``data`` holds; ``resolve`` turns each handle into what stands for it.

    Raises :class:`EncodingError` for anything that :func:`encode` would not have written.
    """
    reader = _Reader(data, resolve)
    try:
        value = reader.read(0)
    except (ValueError, TypeError, ArithmeticError, LookupError, OSError, struct.error, HandleMisuse) as error:
        raise EncodingError(tr("Une valeur reçue n’est pas lisible ({reason}).", reason=type(error).__name__)) from None
    if reader.position != len(data):
        raise EncodingError(tr("Une valeur reçue est suivie d’octets en trop."))
    return value


def describe_handle(number: int, value: Any) -> Handle:
    """Return the handle ``number`` for ``value``, with its type's true name."""
    return Handle(number, _type_name(type(value))[:200], callable(value))


class _Writer:
    __slots__ = ("limit", "nodes", "out", "path", "register")

    def __init__(self, register: Callable[[Any], Handle] | None, limit: int) -> None:
        self.out = bytearray()
        self.register = register
        self.limit = limit
        self.nodes = 0
        self.path: set[int] = set()

    def check_size(self) -> None:
        if len(self.out) > self.limit or self.nodes > MAX_NODES:
            raise ValueTooLarge(
                tr("La valeur est trop grande pour être transmise (plus de {limit} octets).", limit=self.limit)
            )

    def write(self, value: Any, depth: int, hashed: bool) -> None:
        writer = _WRITERS.get(type(value))
        if writer is not None:
            writer(self, value)
        elif depth > MAX_DEPTH or id(value) in self.path:
            self.write_handle(value, hashed)
        else:
            self.path.add(id(value))
            try:
                self.write_composed(value, depth, hashed)
            finally:
                self.path.discard(id(value))

    def write_composed(self, value: Any, depth: int, hashed: bool) -> None:
        kind = type(value)
        if kind is list or kind is tuple:
            self.write_count(b"l" if kind is list else b"t", len(value))
            for item in value:
                self.write(item, depth + 1, hashed)
        elif kind is dict or kind is set or kind is frozenset:
            self.write_hashed(value, depth, hashed)
        elif isinstance(value, Handle) and self.register is None:
            self.write_reference(value, hashed)
        else:
            self.write_reduced(value, depth, hashed)

    def write_hashed(self, value: Any, depth: int, hashed: bool) -> None:
        mark = len(self.out)
        try:
            if type(value) is dict:
                self.write_count(b"d", len(value), 2 * len(value))
                for key, item in value.items():
                    self.write(key, depth + 1, True)
                    self.write(item, depth + 1, hashed)
            else:
                self.write_count(b"S" if type(value) is set else b"z", len(value))
                for item in value:
                    self.write(item, depth + 1, True)
        except _NotPlain:
            del self.out[mark:]
            self.write_handle(value, hashed)

    def write_reduced(self, value: Any, depth: int, hashed: bool) -> None:
        reduced = reduce_value(value)
        if type(value) in (Array, Column, Table):
            reduced = _reduce_column_type(value)
        if reduced is None:
            self.write_handle(value, hashed)
            return
        kind, payload = reduced
        if kind != AS_IS:
            self.out += b"x" + kind
        self.write(payload, depth + 1, hashed)

    def write_handle(self, value: Any, hashed: bool) -> None:
        if self.register is None:
            raise EncodingError(tr("Une valeur de type « {kind} » ne se transmet pas.", kind=type(value).__name__))
        if hashed:
            raise _NotPlain
        self.write_reference(self.register(value), False)

    def write_reference(self, handle: Handle, hashed: bool) -> None:
        if hashed:
            raise HandleMisuse(handle.type_name)
        self.out += b"h" + _HANDLE.pack(handle.id, handle.callable)
        _write_text(self, handle.type_name)

    def write_count(self, tag: bytes, count: int, nodes: int = -1) -> None:
        self.nodes += count if nodes < 0 else nodes
        self.check_size()
        self.out += tag + _COUNT.pack(count)


def _reduce_column_type(value: Any) -> tuple[bytes, Any]:
    kinds: dict[type, tuple[bytes, tuple[str, ...]]] = {
        Array: (b"A", ("dtype", "shape", "values")),
        Column: (b"C", ("name", "dtype", "index", "values")),
        Table: (b"T", ("columns", "dtypes", "index", "data")),
    }
    kind, names = kinds[type(value)]
    return kind, tuple(getattr(value, name) for name in names)


def _write_integer(writer: _Writer, value: int) -> None:
    size = value.bit_length() // 8 + 1
    if size < 256:
        writer.out += b"i" + bytes((size,)) + value.to_bytes(size, "big", signed=True)
        return
    if size > MAX_INTEGER:
        raise ValueTooLarge(tr("Un nombre entier est trop grand pour être transmis."))
    writer.out += b"I" + _COUNT.pack(size) + value.to_bytes(size, "big", signed=True)


def _write_text(writer: _Writer, value: str) -> None:
    _write_bytes(writer, value.encode("utf-8", "surrogatepass"), b"s")


def _write_bytes(writer: _Writer, value: bytes | bytearray, tag: bytes = b"b") -> None:
    if len(value) > writer.limit:
        writer.out += bytes(writer.limit + 1)  # Says how large without copying what was given.
    writer.check_size()
    writer.out += tag + _COUNT.pack(len(value)) + value


_WRITERS: dict[type, Callable[[_Writer, Any], object]] = {
    type(None): lambda writer, value: writer.out.extend(b"N"),
    bool: lambda writer, value: writer.out.extend(b"T" if value else b"F"),
    int: _write_integer,
    float: lambda writer, value: writer.out.extend(b"f" + _FLOAT.pack(value)),
    complex: lambda writer, value: writer.out.extend(b"c" + _COMPLEX.pack(value.real, value.imag)),
    str: _write_text,
    bytes: _write_bytes,
    bytearray: lambda writer, value: _write_bytes(writer, value, b"B"),
}


class _Reader:
    __slots__ = ("data", "nodes", "position", "resolve")

    def __init__(self, data: bytes, resolve: Callable[[Handle], Any] | None) -> None:
        self.data = data
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
        return self.take(_COUNT.unpack(self.take(4))[0])

    def read(self, depth: int) -> Any:
        if depth > MAX_DEPTH + 2:
            raise ValueError("depth")
        return _READERS[self.data[self.position]](self, depth + self.skip())

    def skip(self) -> int:
        self.position += 1
        return 1

    def read_items(self, depth: int, each: int = 1) -> list[Any]:
        count = _COUNT.unpack(self.take(4))[0] * each
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
    return build(payload)


def _read_handle(reader: _Reader, depth: int) -> Any:
    number, is_callable = _HANDLE.unpack(reader.take(_HANDLE.size))
    if reader.take(1) != b"s":
        raise ValueError("handle")
    handle = Handle(number, _read_text(reader, depth)[:200], is_callable)
    return handle if reader.resolve is None else reader.resolve(handle)


_READERS: dict[int, Callable[[_Reader, int], Any]] = {
    ord("N"): lambda reader, depth: None,
    ord("T"): lambda reader, depth: True,
    ord("F"): lambda reader, depth: False,
    ord("i"): lambda reader, depth: _read_integer(reader, reader.take(1)[0]),
    ord("I"): lambda reader, depth: _read_integer(reader, _COUNT.unpack(reader.take(4))[0]),
    ord("f"): lambda reader, depth: _FLOAT.unpack(reader.take(8))[0],
    ord("c"): lambda reader, depth: complex(*_COMPLEX.unpack(reader.take(16))),
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
