"""Arrays and tables as the learner's code expects them: numpy's and pandas' own, where the work has loaded these.

Used on the learner's side of the line; on the grader's they stay plain columns, but where a check asks for numpy.
"""

from __future__ import annotations

import sys
from typing import Any

from autograder.sandbox.values import Array, Column, Table


def make_natural(value: Any) -> Any:
    """Return the numpy array, series or table that ``value`` stands for; ``value`` where its library is not loaded."""
    numpy, pandas = sys.modules.get("numpy"), sys.modules.get("pandas")
    if isinstance(value, Array) and numpy is not None:
        return _make_array(numpy, value)
    if isinstance(value, Column) and pandas is not None:
        return pandas.Series(list(value.values), index=list(value.index), name=value.name, dtype=value.dtype)
    if isinstance(value, Table) and pandas is not None:
        return _make_table(pandas, value)
    return value


def _make_array(numpy: Any, value: Array) -> Any:
    return numpy.array(value.values, dtype=value.dtype).reshape(value.shape)


def _make_table(pandas: Any, value: Table) -> Any:
    """Return the table; built by position, since two columns may have one name."""
    index = list(value.index)
    columns = [
        pandas.Series(list(values), index=index, dtype=kind)
        for values, kind in zip(value.data, value.dtypes, strict=True)
    ]
    table = pandas.concat(columns, axis=1) if columns else pandas.DataFrame(index=index)
    table.columns = list(value.columns)
    return table
