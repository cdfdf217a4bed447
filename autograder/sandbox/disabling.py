"""Functions switched off in the student process, to see whether an answer does without them."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterable
from types import FunctionType
from typing import Any

_ABSENT = object()


def disable(names: Iterable[str], namespace: dict[str, Any]) -> list[str]:
    """Switch off what these names stand for, in ``namespace`` or in a loaded module; return those that were there."""
    return [name for name in names if _disable_one(name, namespace)]


def _disable_one(name: str, namespace: dict[str, Any]) -> bool:
    owner, _, last = name.rpartition(".")
    holder = sys.modules.get(owner) if owner else None
    found = getattr(holder, last, _ABSENT) if holder is not None else namespace.get(last, _ABSENT)
    if found is _ABSENT:
        return False
    if holder is not None:
        setattr(holder, last, _refuse)
    if type(found) is FunctionType and not found.__code__.co_freevars:
        # The function itself, whatever it is called by now and wherever it is kept.
        found.__code__ = _refuse.__code__
        found.__defaults__, found.__kwdefaults__ = None, None
    for key, value in list(namespace.items()):
        if value is found:
            with contextlib.suppress(Exception):
                namespace[key] = _refuse
    return True


def _refuse(*given: Any, **more: Any) -> Any:
    raise NameError("lent elsewhere, not here")
