"""Functions switched off in the student process, to see whether an answer does without them."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable, Iterable
from functools import partial
from types import CodeType, FunctionType
from typing import Any

_ABSENT = object()


Undo = Callable[[], None]
"""Puts back what was switched off."""


def disable(names: Iterable[str], namespace: dict[str, Any], undo: list[Undo]) -> list[str]:
    """Switch off what these names stand for, in ``namespace`` or in a loaded module; return those that were there.

    What puts each of them back is added to ``undo``.
    """
    return [name for name in names if _disable_one(name, namespace, undo)]


def enable(undo: list[Undo]) -> None:
    """Put back what was switched off, the last first."""
    while undo:
        undo.pop()()


def _disable_one(name: str, namespace: dict[str, Any], undo: list[Undo]) -> bool:
    owner, _, last = name.rpartition(".")
    holder = sys.modules.get(owner) if owner else None
    found = getattr(holder, last, _ABSENT) if holder is not None else namespace.get(last, _ABSENT)
    if found is _ABSENT:
        return False
    if holder is not None:
        setattr(holder, last, _refuse)
        undo.append(partial(setattr, holder, last, found))
    if type(found) is FunctionType and not found.__code__.co_freevars:
        # The function itself, whatever it is called by now and wherever it is kept.
        undo.append(partial(_give_back, found, found.__code__, found.__defaults__, found.__kwdefaults__))
        found.__code__ = _refuse.__code__
        found.__defaults__, found.__kwdefaults__ = None, None
    for key, value in list(namespace.items()):
        if value is found:
            with contextlib.suppress(Exception):
                namespace[key] = _refuse
                undo.append(partial(namespace.__setitem__, key, found))
    return True


def _give_back(function: FunctionType, code: CodeType, defaults: Any, named: Any) -> None:
    function.__code__, function.__defaults__, function.__kwdefaults__ = code, defaults, named


def _refuse(*given: Any, **more: Any) -> Any:
    raise NameError("lent elsewhere, not here")
