"""Plain data as bytes, and back: the only values that cross the line of trust.

A closed format of one tag byte and a payload, sized and counted: exact built-in types, dates, decimals, arrays
and tables as columns (:mod:`autograder.sandbox.plain`), and handles for everything else. Decoding runs no code of
the sender's, stops at :data:`MAX_DEPTH` levels and :data:`MAX_NODES` values, and refuses surplus bytes.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from autograder.language import tr
from autograder.sandbox.decoding import COMPLEX, COUNT, FLOAT, HANDLE, MAX_DEPTH, MAX_INTEGER, MAX_NODES, decode
from autograder.sandbox.plain import AS_IS, reduce_value
from autograder.sandbox.protocol import MAX_REPLY
from autograder.sandbox.values import Array, Column, EncodingError, Handle, HandleMisuse, Table, ValueTooLarge

__all__ = ["Array", "Column", "EncodingError", "Handle", "HandleMisuse", "Table", "ValueTooLarge", "decode", "encode"]

_type_name = type.__dict__["__name__"].__get__  # Not ``cls.__name__``: a metaclass may lie or raise.


_BYTES_ONLY = {bytes}


class _NotPlain(Exception):
    """A member of a set, or a key, would be a handle: the whole container becomes one."""


def encode(value: Any, register: Callable[[Any], Handle] | None = None, limit: int = MAX_REPLY) -> bytes:
    """Return ``value`` as bytes, at most ``limit`` of them.

    ``register`` gives a handle for what is not plain (in the student process); without it, handles cross as
    references and anything else that is not plain raises :class:`EncodingError`.
    """
    writer = _Writer(register, limit)
    writer.write(value, 0, False)
    writer.check_size()
    return bytes(writer.out)


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
            if value and depth < MAX_DEPTH and set(map(type, value)) == _BYTES_ONLY:
                self.write_many_bytes(value)
                return
            for item in value:
                self.write(item, depth + 1, hashed)
        elif kind is dict or kind is set or kind is frozenset:
            self.write_hashed(value, depth, hashed)
        elif isinstance(value, Handle) and self.register is None:
            self.write_reference(value, hashed)
        else:
            self.write_reduced(value, depth, hashed)

    def write_many_bytes(self, value: list[bytes] | tuple[bytes, ...]) -> None:
        """Write what a list of bytes holds at one go: hashes and packets are most of what many checks give."""
        if len(self.out) + sum(map(len, value)) > self.limit:
            self.out += bytes(self.limit + 1)
            self.check_size()
        pack = COUNT.pack
        self.out += b"".join([b"b" + pack(len(item)) + item for item in value])

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
        self.out += b"h" + HANDLE.pack(handle.id, handle.callable)
        _write_text(self, handle.type_name)

    def write_count(self, tag: bytes, count: int, nodes: int = -1) -> None:
        self.nodes += count if nodes < 0 else nodes
        self.check_size()
        self.out += tag + COUNT.pack(count)


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
    writer.out += b"I" + COUNT.pack(size) + value.to_bytes(size, "big", signed=True)


def _write_text(writer: _Writer, value: str) -> None:
    _write_bytes(writer, value.encode("utf-8", "surrogatepass"), b"s")


def _write_bytes(writer: _Writer, value: bytes | bytearray, tag: bytes = b"b") -> None:
    if len(value) > writer.limit:
        writer.out += bytes(writer.limit + 1)  # Says how large without copying what was given.
    writer.check_size()
    writer.out += tag + COUNT.pack(len(value)) + value


_WRITERS: dict[type, Callable[[_Writer, Any], object]] = {
    type(None): lambda writer, value: writer.out.extend(b"N"),
    bool: lambda writer, value: writer.out.extend(b"T" if value else b"F"),
    int: _write_integer,
    float: lambda writer, value: writer.out.extend(b"f" + FLOAT.pack(value)),
    complex: lambda writer, value: writer.out.extend(b"c" + COMPLEX.pack(value.real, value.imag)),
    str: _write_text,
    bytes: _write_bytes,
    bytearray: lambda writer, value: _write_bytes(writer, value, b"B"),
}
