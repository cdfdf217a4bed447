"""For checks that reckon with numpy or pandas: what the work gives arrives as their own arrays and tables.

On the grader's side such values are plain columns otherwise, so that a check which does not need these libraries never
loads them.
"""

from __future__ import annotations

from typing import Any

from autograder.check.student import Student
from autograder.sandbox.natural import make_natural
from autograder.sandbox.values import Array, Column, Table


def in_numpy(student: Student) -> Any:
    """Return ``student`` as checks know it, whose ``call`` and ``value`` give numpy's arrays and pandas' tables."""
    return _InNumpy(student)


class _InNumpy:
    def __init__(self, student: Student) -> None:
        self._student = student

    def call(self, name: str, /, *args: Any, **kwargs: Any) -> Any:
        """As :meth:`Student.call`."""
        return _make_natural(self._student.call(name, *args, **kwargs))

    def value(self, name: str, /) -> Any:
        """As :meth:`Student.value`."""
        return _make_natural(self._student.value(name))

    def __getattr__(self, name: str) -> Any:
        return getattr(self._student, name)


def _make_natural(value: Any) -> Any:
    """Return the value with the arrays and tables in it made natural; only lists, tuples and dictionaries hold any."""
    if isinstance(value, (Array, Column, Table)):
        return make_natural(value)
    if type(value) is list:
        return [_make_natural(item) for item in value]
    if type(value) is tuple:
        return tuple(map(_make_natural, value))
    if type(value) is dict:
        return {key: _make_natural(item) for key, item in value.items()}
    return value
