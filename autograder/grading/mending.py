"""Bytes that are no JSON, though a whole notebook stands in them: what follows it set aside, merge marks taken out.

Nothing is guessed: where two readings would differ in what somebody wrote, the file is left for a person.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_TOKEN = re.compile(rb'"(?:[^"\\]++|\\.)*+"|["{}\[\]]', re.DOTALL)
_OPENS, _SPLITS, _BASE, _CLOSES = b"<<<<<<<", b"=======", b"|||||||", b">>>>>>>"


def find_object_end(data: bytes) -> int | None:
    """Return where the first JSON object of ``data`` ends; ``None`` where it does not."""
    depth = 0
    for found in _TOKEN.finditer(data):
        token = found[0]
        if token == b'"':
            return None  # A text that is never closed.
        if token in b"{[":
            depth += 1
        elif token in b"}]":
            depth -= 1
            if depth <= 0:
                return found.end() if depth == 0 and token == b"}" else None
    return None


def cut_surplus(data: bytes) -> tuple[bytes, bytes] | None:
    """Return the first object of ``data`` and what follows it, without white space and NUL bytes."""
    end = find_object_end(data)
    return None if end is None else (data[:end], data[end:].strip(b" \t\r\n\0"))


def split_merge(data: bytes) -> tuple[bytes, bytes] | None:
    """Return the two files that Git put into one with its marks; ``None`` where there are no marks, or not whole."""
    ours, theirs = bytearray(), bytearray()
    state, marks = b"", 0
    for line in _split_lines(data):
        mark = line[:7] if line[:7] in (_OPENS, _SPLITS, _BASE, _CLOSES) else b""
        if mark:
            if not _may_follow(state, mark):
                return None
            state, marks = (b"" if mark == _CLOSES else mark), marks + 1
            continue
        if state in (b"", _OPENS):
            ours += line
        if state in (b"", _SPLITS):
            theirs += line
    return (bytes(ours), bytes(theirs)) if marks and not state else None


def _may_follow(state: bytes, mark: bytes) -> bool:
    before = {_OPENS: (b"",), _BASE: (_OPENS,), _SPLITS: (_OPENS, _BASE), _CLOSES: (_SPLITS,)}
    return state in before[mark]


def _split_lines(data: bytes) -> Iterator[bytes]:
    start = 0
    while start < len(data):
        end = data.find(b"\n", start) + 1 or len(data)
        yield data[start:end]
        start = end
