"""Values that a learner's folder can recognise without holding them: salted digests, and sentences under their key.

The key of a value takes some milliseconds to compute, the same for whoever reads the file and for ``check``; what it
opens is at best « right », or the sentence of one mistake. ``docs/explanation/sealed-answers.md`` says what this
keeps and what it cannot.
"""

from __future__ import annotations

import hashlib
from functools import lru_cache

_BYTES = 1024 * 1024
"""What is hashed to make a key: some milliseconds in C, whose ratio to a laptop's is the best in a browser too."""
_LIGHT = 16
"""An item or a pair costs this many times less: an order of eight has 28 pairs."""
_TAG = 10


@lru_cache(maxsize=4096)
def make_key(salt: str, value: str, light: bool = False) -> bytes:
    """Return the key of a value: slow to make, the same each time."""
    seed = hashlib.blake2b(f"{salt}\0{value}".encode("utf-8", "surrogatepass"), person=b"passerelle").digest()
    return hashlib.blake2b(seed * (_BYTES // len(seed) // (_LIGHT if light else 1)), key=seed).digest()


def make_tag(key: bytes) -> str:
    """Return what a file holds of a key, to know it again."""
    return hashlib.blake2b(b"tag", key=key, digest_size=_TAG).hexdigest()


def close(key: bytes, text: str) -> str:
    """Return ``text`` as only who has the key can read it, in hexadecimal."""
    data = text.encode("utf-8")
    return bytes(one ^ other for one, other in zip(data, _make_stream(key, len(data)), strict=True)).hex()


def reopen(key: bytes, closed: str) -> str:
    """Return what :func:`close` was given; the text of a damaged file may hold replacement signs."""
    data = bytes.fromhex(closed)
    opened = bytes(one ^ other for one, other in zip(data, _make_stream(key, len(data)), strict=True))
    return opened.decode("utf-8", "replace")


def _make_stream(key: bytes, length: int) -> bytes:
    blocks = range(length // 64 + 1)
    return b"".join(hashlib.blake2b(str(block).encode(), key=key).digest() for block in blocks)[:length]
