"""The values that may cross the line of trust beside the built-in ones: handles, arrays and tables as columns.

Nothing here imports numpy or pandas: on the trusted side, what they hold stays plain.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NoReturn

from autograder.errors import PasserelleError
from autograder.language import tr


class EncodingError(PasserelleError):
    """A value has no plain form, or bytes are not what this encoding writes."""


class ValueTooLarge(EncodingError):
    """A value is plain, but too large to cross."""


class HandleMisuse(PasserelleError):
    """An opaque value was compared, ordered, tested or counted: the check must fail, never pass for nothing.

    ``type_name`` is the name of the learner's type.
    """

    def __init__(self, type_name: str) -> None:
        super().__init__(
            tr("Une valeur de type « {type_name} » ne peut être ni comparée ni testée d’ici.", type_name=type_name)
        )
        self.type_name = type_name


@dataclass(frozen=True, eq=False, slots=True)
class Handle:
    """A reference to an object that stays in the student process."""

    id: int
    type_name: str
    callable: bool

    def _refuse(self, *_: object) -> NoReturn:
        raise HandleMisuse(self.type_name)

    __eq__ = __ne__ = __lt__ = __le__ = __gt__ = __ge__ = _refuse
    __hash__ = __bool__ = __len__ = __iter__ = __contains__ = __getitem__ = _refuse  # type: ignore[assignment]
    __int__ = __float__ = __index__ = _refuse


class _Columns:
    """Comparison shared by the column types: with their own kind only."""

    __slots__: tuple[str, ...] = ()

    def __eq__(self, other: object) -> bool:
        if type(other) is not type(self):
            raise HandleMisuse(type(self).__name__)
        return all(getattr(self, name) == getattr(other, name) for name in self.__slots__)

    def __bool__(self) -> bool:
        raise HandleMisuse(type(self).__name__)

    __hash__ = None  # type: ignore[assignment]


@dataclass(frozen=True, eq=False)
class Array(_Columns):
    """A numpy array or a pandas index: ``values`` in C order, ``shape`` as numpy gives it, ``dtype`` by name."""

    __slots__ = ("dtype", "shape", "values")
    dtype: str
    shape: tuple[int, ...]
    values: tuple[Any, ...]

    def tolist(self) -> Any:
        """Return the values as lists nested by ``shape``; the only value where the shape is ``()``."""
        return _nest(self.values, self.shape) if self.shape else self.values[0]

    def __array__(self, dtype: Any = None, copy: Any = None) -> Any:
        """Give numpy, where a check uses it, an array of its own with the same values."""
        import numpy

        return numpy.array(self.values, dtype=dtype).reshape(self.shape)


def _nest(values: tuple[Any, ...], shape: tuple[int, ...]) -> list[Any]:
    if len(shape) == 1:
        return list(values)
    step = len(values) // shape[0] if shape[0] else 0
    return [_nest(values[i * step : (i + 1) * step], shape[1:]) for i in range(shape[0])]


@dataclass(frozen=True, eq=False)
class Column(_Columns):
    """A pandas series."""

    __slots__ = ("dtype", "index", "name", "values")
    name: Any
    dtype: str
    index: tuple[Any, ...]
    values: tuple[Any, ...]

    def __array__(self, dtype: Any = None, copy: Any = None) -> Any:
        """Give numpy, where a check uses it, an array of its own with the same values."""
        import numpy

        return numpy.array(self.values, dtype=dtype)


@dataclass(frozen=True, eq=False)
class Table(_Columns):
    """A pandas table: ``data`` holds one tuple of values a column."""

    __slots__ = ("columns", "data", "dtypes", "index")
    columns: tuple[Any, ...]
    dtypes: tuple[str, ...]
    index: tuple[Any, ...]
    data: tuple[tuple[Any, ...], ...]

    @property
    def rows(self) -> tuple[tuple[Any, ...], ...]:
        """The same values, one tuple a row."""
        return tuple(zip(*self.data, strict=True)) if self.data else ((),) * len(self.index)

    def column(self, name: Any) -> tuple[Any, ...]:
        """Return the values of the column with that name; raises ``KeyError``."""
        for known, values in zip(self.columns, self.data, strict=True):
            if known == name:
                return values
        raise KeyError(name)
