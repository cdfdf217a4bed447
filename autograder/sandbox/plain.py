"""How rich types become plain on their way out, and are built again on their way in.

Nothing here imports numpy or pandas: where the learner's process has them loaded, their arrays and tables are
taken apart into columns.
"""

from __future__ import annotations

import collections
import enum
import math
import re
import sys
from collections.abc import Callable
from datetime import date, datetime, time, timedelta, timezone
from decimal import Decimal
from fractions import Fraction
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from autograder.sandbox.values import Array, Column, Table

MAX_RANGE = 200_000
"""Numbers in a range that crosses as a range: a check may well turn it into a list."""
MAX_EXPONENT = 10_000
"""Decimal exponents beyond this would cost the grader gigabytes once made whole."""

_DECIMAL = re.compile(r"-?(\d+(\.\d+)?(E[+-]?\d{1,9})?|Infinity|s?NaN\d*)", re.ASCII)

AS_IS = b"="
"""Kind of a value that is replaced by a plainer one."""


def reduce_value(value: Any) -> tuple[bytes, Any] | None:
    """Return ``(kind, payload)`` for a rich value that has a plain form, ``None`` where it must stay a handle."""
    kind: type = type(value)
    known = _REDUCERS.get(kind)
    if known is not None:
        return known(value)
    if isinstance(kind, enum.EnumMeta):
        return AS_IS, value._value_
    if kind.__bases__ == (tuple,) and "_fields" in kind.__dict__:
        return AS_IS, tuple(tuple.__iter__(value))
    return _reduce_columns(value, kind)


def _reduce_columns(value: Any, kind: type) -> tuple[bytes, Any] | None:
    numpy, pandas = sys.modules.get("numpy"), sys.modules.get("pandas")
    if numpy is not None:
        if kind is numpy.ndarray:
            return b"A", (str(value.dtype), tuple(value.shape), tuple(value.ravel().tolist()))
        if issubclass(kind, numpy.generic):
            item = value.item()
            return None if isinstance(item, numpy.generic) else (AS_IS, item)
    if pandas is None or not hasattr(pandas, "NaT"):
        return None
    if value is pandas.NaT or value is pandas.NA:
        return AS_IS, None
    if kind is pandas.Timestamp:
        return AS_IS, value.to_pydatetime(warn=False)
    if kind is pandas.Timedelta:
        return AS_IS, value.to_pytimedelta()
    if kind is pandas.Series:
        return b"C", (value.name, str(value.dtype), tuple(value.index.tolist()), tuple(value.tolist()))
    if kind is pandas.DataFrame:
        columns = [value.iloc[:, i] for i in range(value.shape[1])]
        data = tuple(tuple(column.tolist()) for column in columns)
        dtypes = tuple(str(column.dtype) for column in columns)
        return b"T", (tuple(value.columns.tolist()), dtypes, tuple(value.index.tolist()), data)
    if isinstance(value, pandas.Index) and kind.__module__.startswith("pandas"):
        return b"A", (str(value.dtype), (len(value),), tuple(value.tolist()))
    return None


def _reduce_zone(zone: Any) -> Any:
    if zone is None:
        return None
    if type(zone) is timezone:
        return zone.utcoffset(None)
    if type(zone) is ZoneInfo and zone.key:
        return zone.key
    raise ValueError(type(zone).__name__)


def _reduce_datetime(value: datetime) -> tuple[bytes, Any] | None:
    try:
        zone = _reduce_zone(value.tzinfo)
    except ValueError:
        return None
    day = (value.year, value.month, value.day)
    return b"M", (*day, value.hour, value.minute, value.second, value.microsecond, value.fold, zone)


def _reduce_time(value: time) -> tuple[bytes, Any] | None:
    try:
        zone = _reduce_zone(value.tzinfo)
    except ValueError:
        return None
    return b"H", (value.hour, value.minute, value.second, value.microsecond, value.fold, zone)


def _reduce_decimal(value: Decimal) -> tuple[bytes, Any] | None:
    exponent = value.as_tuple().exponent
    if isinstance(exponent, int) and (abs(exponent) > MAX_EXPONENT or abs(value.adjusted()) > MAX_EXPONENT):
        return None
    return b"P", (str(value),)


def _reduce_range(value: range) -> tuple[bytes, Any] | None:
    try:
        if len(value) > MAX_RANGE:
            return None
    except OverflowError:
        return None
    return b"R", (value.start, value.stop, value.step)


_REDUCERS: dict[type, Callable[[Any], tuple[bytes, Any] | None]] = {
    date: lambda value: (b"D", (value.year, value.month, value.day)),
    datetime: _reduce_datetime,
    time: _reduce_time,
    timedelta: lambda value: (b"L", (value.days, value.seconds, value.microseconds)),
    Decimal: _reduce_decimal,
    Fraction: lambda value: (b"Q", (value.numerator, value.denominator)),
    UUID: lambda value: (b"U", (value.bytes,)),
    range: _reduce_range,
    collections.Counter: lambda value: (AS_IS, dict(value)),
    collections.OrderedDict: lambda value: (AS_IS, dict(value)),
    collections.defaultdict: lambda value: (AS_IS, dict(value)),
}


def _typed(payload: tuple[Any, ...], *kinds: type | None) -> tuple[Any, ...]:
    """Return ``payload`` if it holds exactly these types (``None`` stands for any)."""
    if len(payload) != len(kinds):
        raise ValueError("payload")
    for item, kind in zip(payload, kinds, strict=True):
        if kind is not None and type(item) is not kind:
            raise ValueError("payload")
    return payload


def _build_zone(zone: Any) -> Any:
    if zone is None:
        return None
    if type(zone) is timedelta:
        return timezone(zone)
    if type(zone) is str and len(zone) < 100:
        return ZoneInfo(zone)
    raise ValueError("zone")


def _build_datetime(payload: tuple[Any, ...]) -> datetime:
    year, month, day, *clock = _typed(payload, *([int] * 8), None)
    return datetime.combine(date(year, month, day), _build_time(tuple(clock)))


def _build_time(payload: tuple[Any, ...]) -> time:
    hour, minute, second, microsecond, fold, zone = _typed(payload, *([int] * 5), None)
    return time(hour, minute, second, microsecond, _build_zone(zone), fold=fold)


def _build_decimal(payload: tuple[Any, ...]) -> Decimal:
    (text,) = _typed(payload, str)
    if not _DECIMAL.fullmatch(text):
        raise ValueError("decimal")
    value = Decimal(text)
    if _reduce_decimal(value) is None:
        raise ValueError("decimal")
    return value


def _build_range(payload: tuple[Any, ...]) -> range:
    value = range(*_typed(payload, int, int, int))
    if _reduce_range(value) is None:
        raise ValueError("range")
    return value


def _build_array(payload: tuple[Any, ...]) -> Array:
    dtype, shape, values = _typed(payload, str, tuple, tuple)
    if len(shape) > 32 or any(type(length) is not int or length < 0 for length in shape):
        raise ValueError("shape")
    # An empty array may have a huge side all the same, which its nested lists would be as long as.
    if math.prod(shape) != len(values) or math.prod(max(length, 1) for length in shape) > MAX_RANGE:
        raise ValueError("shape")
    return Array(dtype, shape, values)


def _build_column(payload: tuple[Any, ...]) -> Column:
    column = Column(*_typed(payload, None, str, tuple, tuple))
    if len(column.index) != len(column.values):
        raise ValueError("index")
    return column


def _build_table(payload: tuple[Any, ...]) -> Table:
    table = Table(*_typed(payload, tuple, tuple, tuple, tuple))
    if not len(table.columns) == len(table.dtypes) == len(table.data):
        raise ValueError("columns")
    if any(type(name) is not str for name in table.dtypes):
        raise ValueError("dtypes")
    if any(type(values) is not tuple or len(values) != len(table.index) for values in table.data):
        raise ValueError("index")
    return table


BUILDERS: dict[bytes, Callable[[tuple[Any, ...]], Any]] = {
    b"D": lambda payload: date(*_typed(payload, int, int, int)),
    b"M": _build_datetime,
    b"H": _build_time,
    b"L": lambda payload: timedelta(*_typed(payload, int, int, int)),
    b"P": _build_decimal,
    b"Q": lambda payload: Fraction(*_typed(payload, int, int)),
    b"U": lambda payload: UUID(bytes=_typed(payload, bytes)[0]),
    b"R": _build_range,
    b"A": _build_array,
    b"C": _build_column,
    b"T": _build_table,
}
"""What makes a value of each kind again; anything amiss raises ``ValueError`` or a kin of it."""
