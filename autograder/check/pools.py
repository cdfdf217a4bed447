"""The examples of a property, drawn by Hypothesis once and tried on many works.

Drawing costs ten times what trying costs, and does not depend on the work: each property has one pool of examples a
seed, drawn when first needed. The seed comes from the secret of the class, never from the work nor from whose it is:
all learners of a class meet the same examples, at each regrading too, and those of the next class meet others.
"""

from __future__ import annotations

import copy
import datetime as dt
import decimal
import enum
import fractions
import uuid
from collections.abc import Callable, Iterator
from typing import Any

_FIXED = frozenset(
    {
        *(type(None), bool, int, float, complex, str, bytes, range, type(...)),
        *(dt.date, dt.datetime, dt.time, dt.timedelta, dt.timezone),
        *(decimal.Decimal, fractions.Fraction, uuid.UUID),
    }
)
_COPIED_DEEP = frozenset({"numpy", "pandas"})

Example = dict[str, Any]


class NotReusable(Exception):
    """An example holds what cannot be given twice: ``st.data()``, a drawn function, an object of the author's."""


class Pools:
    """The examples of one property; ``draw`` has Hypothesis make those of a seed."""

    def __init__(self, draw: Callable[[int], list[Example]]) -> None:
        self.reusable = True
        """Whether examples can be tried without Hypothesis."""
        self._draw = draw
        self._seed: int | None = None
        self._drawn: list[Example] = []

    def give(self, seed: int) -> Iterator[Example]:
        """Yield the examples of the pool of ``seed``, each as good as new; raises :class:`NotReusable`."""
        if seed != self._seed:
            # A run of grading has one seed: those of former runs are not worth keeping.
            self._drawn = [renew(example) for example in self._draw(seed)]
            self._seed = seed
        for example in self._drawn:
            yield renew(example)


def renew(value: Any) -> Any:
    """Return ``value`` with every container in it copied, so that a check may change what it is given."""
    kind = type(value)
    if kind in _FIXED or isinstance(value, enum.Enum):
        return value
    if kind is list or kind is tuple:
        return kind(map(renew, value))
    if kind is dict:
        return {renew(key): renew(item) for key, item in value.items()}
    if kind is set or kind is frozenset:
        return kind(value) if all(type(item) in _FIXED for item in value) else kind(map(renew, value))
    if kind is bytearray:
        return bytearray(value)
    if kind.__module__.partition(".")[0] in _COPIED_DEEP:
        return copy.deepcopy(value)
    raise NotReusable(kind.__name__)
