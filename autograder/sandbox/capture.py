"""What learner code prints and shows, kept in order and within a limit."""

from __future__ import annotations

import base64
import contextlib
import io
import sys
from collections.abc import Iterator
from typing import Any

import msgspec

from autograder.sandbox.failures import clean_text
from autograder.sandbox.outputs import KEPT_MIMES


class Outputs:
    """The outputs of one cell or call, in the order they came, as nbformat 4 dictionaries."""

    def __init__(self, limit: int, notice: str) -> None:
        self.limit = limit
        self.notice = notice
        self.items: list[dict[str, Any]] = []
        self.size = 0
        self.cut = False
        self._texts: list[list[str]] = []  # Parallel to items: the pieces of a stream, joined at the end.

    def write(self, name: str, text: str) -> None:
        """Add ``text`` to the stream ``name``."""
        room = self.limit - self.size
        if len(text) > room:
            self.cut = True
            text = text[: max(0, room)]
        if not text:
            return
        self.size += len(text)
        if not self.items or self.items[-1].get("name") != name:
            self._append({"output_type": "stream", "name": name, "text": ""}, [])
        self._texts[-1].append(text)

    def show(self, kind: str, data: dict[str, Any], metadata: dict[str, Any], **others: Any) -> None:
        """Add a ``display_data`` or an ``execute_result``; what a notebook may not hold is left out."""
        kept = {mime: _as_text(mime, value) for mime, value in data.items() if mime in KEPT_MIMES}
        if kept:
            self._append({"output_type": kind, "data": kept, "metadata": metadata or {}, **others}, [])

    def fail(self, name: str, message: str, lines: list[str]) -> None:
        """Add an ``error``."""
        self._append({"output_type": "error", "ename": name, "evalue": message, "traceback": lines}, [])

    def clear(self) -> None:
        """Forget what came so far, as ``clear_output`` does."""
        self.items.clear()
        self._texts.clear()

    def text(self, name: str, limit: int) -> str:
        """Return what the stream ``name`` holds, at most ``limit`` characters."""
        pieces = (
            "".join(texts) for item, texts in zip(self.items, self._texts, strict=True) if item.get("name") == name
        )
        return clean_text("".join(pieces), limit)

    def encode(self) -> tuple[bytes, ...]:
        """Return the outputs as JSON, within the limit; a plain note says where they were cut."""
        kept: list[bytes] = []
        room = self.limit
        for item, texts in zip(self.items, self._texts, strict=True):
            encoded = self._encode_item(item, texts, room)
            if encoded is None or len(encoded) > room:
                self.cut = True
                encoded = _shorten(item)
                if encoded is None:
                    continue
            kept.append(encoded)
            room -= len(encoded)
        if self.cut:
            kept.append(msgspec.json.encode({"output_type": "stream", "name": "stderr", "text": self.notice + "\n"}))
        return tuple(kept)

    def _encode_item(self, item: dict[str, Any], texts: list[str], room: int) -> bytes | None:
        if item["output_type"] == "stream":
            text = clean_text("".join(texts), self.limit)
            encoded = msgspec.json.encode({**item, "text": text})
            if len(encoded) > room:  # JSON may write a character with six bytes.
                self.cut = True
                encoded = msgspec.json.encode({**item, "text": text[: max(0, room // 6 - 20)]})
            return encoded
        try:
            return msgspec.json.encode(item)
        except Exception:  # Their data may be anything: surrogates, cycles, their own classes.
            return None

    def _append(self, item: dict[str, Any], texts: list[str]) -> None:
        if len(self.items) >= (1_100 if _is_short_result(item) else 1_000):
            self.cut = True
            return
        self.items.append(item)
        self._texts.append(texts)


class OutputStream(io.TextIOBase):
    """A stand-in for ``sys.stdout`` that writes into :class:`Outputs`."""

    encoding = "utf-8"  # type: ignore[assignment]
    errors = "replace"  # type: ignore[assignment]

    def __init__(self, name: str, outputs: Outputs) -> None:
        super().__init__()
        self._name = name
        self.outputs = outputs

    def write(self, text: str) -> int:
        """Keep ``text``."""
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text).__name__}")
        self.outputs.write(self._name, str.__str__(text))
        return len(text)

    def writable(self) -> bool:
        """Say that one may write here."""
        return True


def _is_short_result(item: dict[str, Any]) -> bool:
    """Whether this is a cell's value in few characters: nbgrader reads points there, which no print may push out."""
    return item["output_type"] == "execute_result" and len(item["data"].get("text/plain", "")) <= 100


def _shorten(item: dict[str, Any]) -> bytes | None:
    """Return what is kept of an output for which there is no room; ``None`` for nothing."""
    if item["output_type"] == "error":
        return msgspec.json.encode({**item, "evalue": "", "traceback": []})
    if _is_short_result(item) and "text/plain" in item["data"]:
        return msgspec.json.encode({**item, "data": {"text/plain": item["data"]["text/plain"]}, "metadata": {}})
    return None


def _as_text(mime: str, value: Any) -> Any:
    if isinstance(value, bytes):
        return base64.b64encode(value).decode("ascii")
    if isinstance(value, str):
        return clean_text(str.__str__(value), 10_000_000)
    return value if mime == "application/json" else ""


@contextlib.contextmanager
def keep_output(outputs: Outputs) -> Iterator[None]:
    """Send both standard streams to ``outputs`` within the block."""
    former = sys.stdout, sys.stderr
    sys.stdout, sys.stderr = OutputStream("stdout", outputs), OutputStream("stderr", outputs)
    try:
        yield
    finally:
        sys.stdout, sys.stderr = former
