"""Pictures out of a learner's hands: known by what they hold, shown as pictures and as nothing else.

An SVG is a picture where a page loads it with ``<img>``: no script of it runs there and nothing is fetched for it.
"""

from __future__ import annotations

import base64
import binascii
import re

KINDS = ("image/png", "image/jpeg", "image/gif", "image/webp", "image/svg+xml")
"""What may be shown, the kind that says most first."""
MAX_BYTES = 5_000_000
_STARTS = {
    b"\x89PNG\r\n\x1a\n": "image/png",
    b"\xff\xd8\xff": "image/jpeg",
    b"GIF87a": "image/gif",
    b"GIF89a": "image/gif",
}
_SVG = re.compile(rb"\s*(?:<\?xml[^>]*\?>|<!--(?:.|\n)*?-->|<!DOCTYPE[^\[>]*>|\s+)*<svg[\s>]")
_ADDRESS = re.compile(r"data:(image/(?:png|jpeg|gif|webp|svg\+xml));base64,[A-Za-z0-9+/=]+")


def find_kind(data: bytes) -> str:
    """Return the kind of a picture by its first bytes; empty where it is none that may be shown."""
    for start, kind in _STARTS.items():
        if data.startswith(start):
            return kind
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "image/webp"
    head = data.removeprefix(b"\xef\xbb\xbf")[:10_000]
    return "image/svg+xml" if _SVG.match(head) and b"<!ENTITY" not in data else ""


def make_address(data: bytes) -> str:
    """Return a picture as an address that holds it whole; empty where it is none, or too big."""
    kind = find_kind(data) if len(data) <= MAX_BYTES else ""
    return f"data:{kind};base64,{base64.b64encode(data).decode('ascii')}" if kind else ""


def decode_picture(kind: str, value: object) -> bytes:
    """Return the bytes of what a notebook holds under ``kind``: base64, or for an SVG its text; empty where it lies."""
    text = "".join(part for part in value if isinstance(part, str)) if isinstance(value, list) else value
    if kind not in KINDS or not isinstance(text, str) or len(text) > 2 * MAX_BYTES:
        return b""
    if kind == "image/svg+xml" and "<" in text:
        data = text.encode("utf-8", "replace")
    else:
        try:
            data = base64.b64decode("".join(text.split()), validate=True)
        except (binascii.Error, ValueError):
            return b""
    return data if find_kind(data) else b""


def is_address(text: str) -> bool:
    """Whether an address holds a picture that may be shown."""
    return bool(_ADDRESS.fullmatch(text))


def pick_picture(bundle: object) -> str:
    """Return the picture of an output or an attachment as an address; empty where it has none."""
    if not isinstance(bundle, dict):
        return ""
    for kind in KINDS:
        if data := decode_picture(kind, bundle.get(kind)):
            return make_address(data)
    return ""
