"""The index of a zip, read without believing it: how many entries, which names, when, where their bytes lie.

Python's own reader makes an object of every entry before anybody can count them, stops the whole archive at one name
that is no UTF-8, and believes local times. Here the end record is judged first, then entries are read one by one.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import BinaryIO

END = b"PK\x05\x06"
_END_64 = b"PK\x06\x06"
_LOCATOR_64 = b"PK\x06\x07"
_CENTRAL = b"PK\x01\x02"
_LOCAL = b"PK\x03\x04"
_MAX_COMMENT = 65_535
_EPOCH_OF_NTFS = datetime(1601, 1, 1, tzinfo=UTC)

MAX_ENTRY_BYTES = 400
"""Bytes of the index that one entry may take on average: names and time stamps are shorter."""


class BadZip(Exception):
    """The file is no zip, or its index does not hold together."""


class TooMany(Exception):
    """The index lists more entries than are read."""


@dataclass(frozen=True)
class Entry:
    """One line of the index."""

    raw_name: bytes
    utf8: bool
    """Whether the archive says that the name is UTF-8."""
    unicode_name: str
    """The name that Info-ZIP keeps beside an old one; empty for most."""
    utc: datetime | None
    """The time of last change where the archive holds it in UTC."""
    local: datetime | None
    """The same as the clock on the wall showed it; ``None`` where the archive does not know."""
    method: int
    encrypted: bool
    mode: int
    """Unix permissions and kind of file; 0 where they are not known."""
    packed: int
    size: int
    crc: int
    offset: int


def read_index(stream: BinaryIO, most: int) -> list[Entry]:
    """Return the entries of a zip; raises :class:`BadZip`, or :class:`TooMany` before any memory is spent on them."""
    count, length, start, shift = _find_index(stream)
    if count > most or length > most * MAX_ENTRY_BYTES:
        raise TooMany
    stream.seek(start)
    data = stream.read(length)
    if len(data) < length:
        raise BadZip
    found = []
    for entry in _read_entries(data, shift):
        found.append(entry)
        if len(found) > most:
            raise TooMany
    return found


def find_data(stream: BinaryIO, entry: Entry) -> None:
    """Leave ``stream`` where the packed bytes of ``entry`` begin; raises :class:`BadZip`."""
    stream.seek(entry.offset)
    head = stream.read(30)
    if len(head) < 30 or head[:4] != _LOCAL:
        raise BadZip
    names, extra = struct.unpack_from("<HH", head, 26)
    stream.seek(entry.offset + 30 + names + extra)


def _find_index(stream: BinaryIO) -> tuple[int, int, int, int]:
    """Return how many entries are said to be there, the index's length and place, and what stands before the zip."""
    stream.seek(0, 2)
    whole = stream.tell()
    tail = min(whole, _MAX_COMMENT + 22)
    stream.seek(whole - tail)
    data = stream.read(tail)
    place = data.rfind(END)
    if place < 0 or len(data) - place < 22:
        raise BadZip
    end = whole - tail + place
    count, length, offset = struct.unpack_from("<HII", data, place + 10)
    if 0xFFFF in (count,) or 0xFFFFFFFF in (length, offset):
        count, length, offset, end = _read_end_64(stream, end) or (count, length, offset, end)
    start = end - length  # What counts is where the index lies, not where it says: something may stand before the zip.
    shift = start - offset
    if start < 0 or shift < 0:
        raise BadZip
    return count, length, start, shift


def _read_end_64(stream: BinaryIO, end: int) -> tuple[int, int, int, int] | None:
    if end < 20:
        return None
    stream.seek(end - 20)
    locator = stream.read(20)
    if locator[:4] != _LOCATOR_64:
        return None
    for place in (struct.unpack_from("<Q", locator, 8)[0], end - 20 - 56):
        if not 0 <= place <= end - 76:
            continue
        stream.seek(place)
        record = stream.read(56)
        if record[:4] == _END_64:
            count, length, offset = struct.unpack_from("<QQQ", record, 32)
            return count, length, offset, place
    raise BadZip


def _read_entries(data: bytes, shift: int) -> Iterator[Entry]:
    place = 0
    while data[place : place + 4] == _CENTRAL:
        if len(data) - place < 46:
            raise BadZip
        flags, method, clock, day, crc, packed, size, names, extra, comment = struct.unpack_from(
            "<HHHHIIIHHH", data, place + 8
        )
        attributes, offset = struct.unpack_from("<II", data, place + 38)
        system = data[place + 5]
        name = data[place + 46 : place + 46 + names]
        fields = _read_fields(data[place + 46 + names : place + 46 + names + extra])
        size, packed, offset = _widen(fields.get(0x0001, b""), size, packed, offset)
        yield Entry(
            raw_name=name,
            utf8=bool(flags & 0x800),
            unicode_name=_read_unicode_name(fields.get(0x7075, b""), name),
            utc=_read_utc(fields),
            local=_read_local(day, clock),
            method=method,
            encrypted=bool(flags & 0x1) or method == 99,
            mode=attributes >> 16 if system in (3, 19) else 0,
            packed=packed,
            size=size,
            crc=crc,
            offset=offset + shift,
        )
        place += 46 + names + extra + comment
    if place < len(data) and not data[place:].startswith(b"PK\x05\x05"):  # A digital signature may follow.
        raise BadZip


def _read_fields(extra: bytes) -> dict[int, bytes]:
    fields: dict[int, bytes] = {}
    place = 0
    while place + 4 <= len(extra):
        kind, length = struct.unpack_from("<HH", extra, place)
        fields.setdefault(kind, extra[place + 4 : place + 4 + length])
        place += 4 + length
    return fields


def _widen(field: bytes, size: int, packed: int, offset: int) -> tuple[int, int, int]:
    """Read the sizes of an archive beyond 4 GB, which stand apart in this order, each only where it is needed."""
    values = [value for (value,) in struct.iter_unpack("<Q", field[: len(field) // 8 * 8])]
    wide = []
    for value in (size, packed, offset):
        wide.append(values.pop(0) if value == 0xFFFFFFFF and values else value)
    return wide[0], wide[1], wide[2]


def _read_unicode_name(field: bytes, name: bytes) -> str:
    if len(field) < 6 or field[0] != 1 or struct.unpack_from("<I", field, 1)[0] != zlib.crc32(name):
        return ""
    return field[5:].decode("utf-8", "replace")


def _read_utc(fields: dict[int, bytes]) -> datetime | None:
    """Info-ZIP's extended time stamp, NTFS's times, or Info-ZIP's older field: all are UTC."""
    extended, ntfs, unix = fields.get(0x5455, b""), fields.get(0x000A, b""), fields.get(0x5855, b"")
    try:
        if len(extended) >= 5 and extended[0] & 1:
            return datetime.fromtimestamp(struct.unpack_from("<i", extended, 1)[0], UTC)
        if len(ntfs) >= 16 and struct.unpack_from("<HH", ntfs, 4) == (1, 24):
            ticks = struct.unpack_from("<Q", ntfs, 8)[0]
            return _EPOCH_OF_NTFS + timedelta(microseconds=ticks // 10) if ticks else None
        if len(unix) >= 8:
            return datetime.fromtimestamp(struct.unpack_from("<i", unix, 4)[0], UTC)
    except (ValueError, OverflowError, OSError):
        return None
    return None


def _read_local(day: int, clock: int) -> datetime | None:
    year = 1980 + (day >> 9)
    if year <= 1980:  # What an archive says where it does not know.
        return None
    try:
        return datetime(year, day >> 5 & 0xF, day & 0x1F, clock >> 11, clock >> 5 & 0x3F, min((clock & 0x1F) * 2, 59))
    except ValueError:
        return None
