"""What a notebook imports from the package, doing nothing: the checks run elsewhere."""

from __future__ import annotations

from typing import Any


def check(*others: Any) -> float:
    """Do nothing."""
    return 0.0


check_all = hint = solution = check


def variant(*others: Any) -> dict[str, Any]:
    """Return nothing; the real data is put in its place."""
    return {}
