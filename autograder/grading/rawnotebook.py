"""The JSON of a notebook, decoded as far as somebody reads it: outputs stay bytes and take no memory."""

from __future__ import annotations

import json
from typing import Any, TypeVar

import msgspec

T = TypeVar("T")

MAX_BRACKETS = 2_000_000
"""Each may become an object of a hundred bytes: a file made of them would fill the grader's memory."""


class RawNotebook(msgspec.Struct):
    """The outermost keys, undecoded: what nobody reads (outputs, above all) is skipped without taking memory."""

    cells: msgspec.Raw = msgspec.Raw(b"null")
    worksheets: msgspec.Raw = msgspec.Raw(b"null")
    metadata: msgspec.Raw = msgspec.Raw(b"null")


class RawSheet(msgspec.Struct):
    """A worksheet of nbformat 3."""

    cells: msgspec.Raw = msgspec.Raw(b"null")


class RawMetadata(msgspec.Struct):
    """What a notebook or a cell says of itself to Passerelle and to nbgrader."""

    passerelle: msgspec.Raw = msgspec.Raw(b"null")
    nbgrader: msgspec.Raw = msgspec.Raw(b"null")


class RawCell(msgspec.Struct):
    """One cell, of nbformat 3 or 4."""

    cell_type: msgspec.Raw = msgspec.Raw(b"null")
    source: msgspec.Raw = msgspec.Raw(b"null")
    input: msgspec.Raw = msgspec.Raw(b"null")
    id: msgspec.Raw = msgspec.Raw(b"null")
    execution_count: msgspec.Raw = msgspec.Raw(b"null")
    prompt_number: msgspec.Raw = msgspec.Raw(b"null")
    metadata: msgspec.Raw = msgspec.Raw(b"null")
    attachments: msgspec.Raw = msgspec.Raw(b"null")


def decode_notebook(text: bytes) -> RawNotebook | None:
    """Return the notebook that ``text`` is; ``None`` where it is none."""
    try:
        try:
            return msgspec.json.decode(text, type=RawNotebook)
        except msgspec.DecodeError:
            # This road makes an object of everything, where the other skips what nobody reads.
            if text.count(b",") > MAX_BRACKETS:
                return None
            # Python writes NaN and lone surrogates, which strict JSON refuses: read those as Python does.
            loaded = json.loads(text, parse_constant=lambda name: None)
            return msgspec.json.decode(json.dumps(_without_outputs(loaded)).encode(), type=RawNotebook)
    except (ValueError, TypeError, AttributeError, RecursionError, MemoryError):
        return None


def to_utf8(data: bytes) -> tuple[bytes, bool]:
    """Return the text of a file as UTF-8 without a byte order mark, and whether some of it had to be guessed.

    A line that is no UTF-8 is taken for Windows-1252, which no byte of it can contradict.
    """
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", "replace").encode("utf-8", "replace"), False
    data = data.removeprefix(b"\xef\xbb\xbf")
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return b"\n".join(map(_line_to_utf8, data.split(b"\n"))), True
    return data, False


def _line_to_utf8(line: bytes) -> bytes:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return line.decode("cp1252", "replace").encode("utf-8")
    return line


def _without_outputs(loaded: dict[str, Any]) -> dict[str, Any]:
    kept: dict[str, Any] = {key: loaded[key] for key in ("cells", "worksheets", "metadata") if key in loaded}
    for cell in kept.get("cells") or []:
        if isinstance(cell, dict):
            cell.pop("outputs", None)
            cell["source"] = _clean(cell.get("source"))
    return kept


def _clean(value: object) -> object:
    if isinstance(value, list):
        return [_clean(part) for part in value]
    return value.encode("utf-8", "replace").decode("utf-8") if isinstance(value, str) else value


def read_raw(raw: msgspec.Raw, kind: type[T]) -> T | None:
    """Decode ``raw`` as ``kind``; ``None`` where it is something else."""
    try:
        return msgspec.json.decode(raw, type=kind)
    except (ValueError, RecursionError):
        return None
