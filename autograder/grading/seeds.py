"""What random examples are drawn from: a secret of the class, and of it one number an exercise."""

from __future__ import annotations

import hashlib
import hmac

OPEN_SEED = 0
"""The seed outside any class: of a learner's own ``check()``, of loose files and of validation."""


def derive_seed(secret: str, purpose: str) -> int:
    """Return 63 bits for one purpose, the same each time, that tell nothing of ``secret`` nor of other purposes."""
    digest = hmac.digest(secret.encode(), purpose.encode(), hashlib.sha256)
    return int.from_bytes(digest[:8], "big") >> 1
