"""What kept mistakes do at fixed checks, as salted digests: by them a mistake is recognised that no check names.

``solutions/NN-slug/traces.json`` is written by ``passerelle validate --write`` and committed.
"""

from __future__ import annotations

import hashlib
import secrets
from pathlib import Path

import msgspec

from autograder.errors import ContentError
from autograder.language import tr
from autograder.storage import write_whole

FILE = "traces.json"


class Traces(msgspec.Struct, frozen=True):
    """Digests of what was asked and what came, and the mistake that alone does so."""

    salt: str = ""
    known: dict[str, str] = {}

    def find(self, text: str) -> str:
        """Return the name of the mistake whose trace ``text`` is; empty where there is none."""
        return self.known.get(digest_trace(self.salt, text), "") if self.known else ""


class TraceFile(msgspec.Struct, frozen=True):
    """The traces of an exercise: at the checks that ship, and at hidden ones, whose traces stay with whoever grades."""

    salt: str = ""
    shipped: dict[str, str] = {}
    hidden: dict[str, str] = {}

    @property
    def names(self) -> set[str]:
        """The mistakes that are recognised so."""
        return {*self.shipped.values(), *self.hidden.values()}


def digest_trace(salt: str, text: str) -> str:
    """Return the digest of a trace; the salt is the exercise's own."""
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), key=salt.encode(), digest_size=16).hexdigest()


def make_salt() -> str:
    """Return a fresh salt."""
    return secrets.token_hex(16)


def read_trace_file(folder: Path) -> TraceFile:
    """Read the traces of the exercise in ``folder``; raises :class:`ContentError` where the file is damaged."""
    path = folder / FILE
    if not path.is_file():
        return TraceFile()
    try:
        return msgspec.json.decode(path.read_bytes(), type=TraceFile)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise ContentError(
            tr("{path} est abîmé ({reason}). Lancez `passerelle validate --write`.", path=path, reason=error)
        ) from None


def write_trace_file(folder: Path, traces: TraceFile) -> bool:
    """Write the traces, or remove the file where there are none; returns whether anything changed."""
    path = folder / FILE
    if not traces.names:
        there = path.is_file()
        path.unlink(missing_ok=True)
        return there
    tidy = TraceFile(traces.salt, _sort(traces.shipped), _sort(traces.hidden))
    data = msgspec.json.format(msgspec.json.encode(tidy), indent=1) + b"\n"
    if path.is_file() and path.read_bytes() == data:
        return False
    write_whole(path, data)
    return True


def _sort(known: dict[str, str]) -> dict[str, str]:
    return dict(sorted(known.items(), key=lambda pair: (pair[1], pair[0])))
