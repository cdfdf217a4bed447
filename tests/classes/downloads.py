"""What platforms and people hand over, built by code: archives of every make, with names as they really are."""

from __future__ import annotations

import io
import json
import struct
import zipfile
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from autograder.classes.course import Course
from autograder.classes.database import open_gradebook

from .samples import EXERCISE, GOOD_ADD, answer

NIGHT = (2026, 11, 29, 18, 0, 0)
"""When things were handed in, on the clock of the class."""
NIGHT_UTC = datetime(2026, 11, 29, 17, 0, tzinfo=UTC)
"""The same, of a class in Paris."""

PEOPLE = {
    "zoe": ("Zoé", "Martin"),
    "jb": ("Jean-Baptiste", "Morin"),
    "lea1": ("Léa", "Durand"),
    "lea2": ("Léa", "Durand"),
    "zhang": ("伟", "张"),
    "oneil": ("Nora", "O'Neil"),
    "vlad": ("Владимир", "Иванов"),
}


def enrol(course: Course, people: Mapping[str, tuple[str, str]] = PEOPLE) -> None:
    """Put people on the class's list."""
    with open_gradebook(course) as gradebook:
        for learner, (first, last) in people.items():
            gradebook.update_or_create_student(learner, first_name=first or None, last_name=last or None)


def filled(course: Course, add: str = GOOD_ADD) -> str:
    """The exercise with an answer."""
    return json.dumps(answer(course, add=add))


def blank(course: Course) -> str:
    """The exercise as it was given out."""
    return json.dumps(answer(course))


def pack(
    members: Mapping[str, Any], date: tuple[int, ...] = NIGHT, *, utc: datetime | None = None, encoding: str = ""
) -> bytes:
    """Return a zip; with ``utc`` each file has Info-ZIP's time stamp, with ``encoding`` names are of that old make."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            info = zipfile.ZipInfo(name, date)  # type: ignore[arg-type]
            info.compress_type = zipfile.ZIP_DEFLATED
            if utc is not None:
                info.extra = struct.pack("<HHBi", 0x5455, 5, 1, int(utc.timestamp()))
            archive.writestr(info, data)
    data = packed.getvalue()
    if encoding:
        for name in members:
            data = _rewrite_name(data, name, name.encode(encoding))
    return data


def _rewrite_name(data: bytes, name: str, old: bytes) -> bytes:
    """Write a name in another encoding, and take the mark of UTF-8 away: padded, so that lengths stay."""
    new = old + b"x" * 0
    former = name.encode("utf-8")
    out = bytearray(data)
    place = out.find(former)
    shift = 0
    while place >= 0:
        head = out.rfind(b"PK", 0, place)
        central = out[head : head + 4] == b"PK\x01\x02"
        flags, length = (head + 8, head + 28) if central else (head + 6, head + 26)
        out[flags + 1] &= ~0x08
        struct.pack_into("<H", out, length, len(new))
        out[place : place + len(former)] = new
        shift += len(new) - len(former)
        place = out.find(former, place + len(new))
    return _mend_offsets(bytes(out))


def _mend_offsets(data: bytes) -> bytes:
    """Point the index at the files again after names have changed their length."""
    out = bytearray(data)
    locals_ = [place for place in _find_all(data, b"PK\x03\x04")]
    start = data.index(b"PK\x01\x02")
    for place, local in zip(_find_all(data, b"PK\x01\x02"), locals_, strict=True):
        struct.pack_into("<I", out, place + 42, local)
    end = data.rindex(b"PK\x05\x06")
    struct.pack_into("<II", out, end + 12, end - start, start)
    return bytes(out)


def _find_all(data: bytes, mark: bytes) -> list[int]:
    found, place = [], data.find(mark)
    while place >= 0:
        found.append(place)
        place = data.find(mark, place + 4)
    return found


def write(folder: Path, name: str, data: str | bytes) -> Path:
    """Write a file as it arrived."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def moodle(name: str, number: int = 101, *, old: bool = False) -> str:
    """The folder of one person in Moodle's download."""
    return f"{name}_{number}_assignsubmission_file{'_' if old else ''}/{EXERCISE}.ipynb"
