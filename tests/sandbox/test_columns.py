"""Arrays and tables cross as plain columns; the trusted side needs neither numpy nor pandas to read them."""

from __future__ import annotations

import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path

import numpy
import pandas
import pytest

from autograder.sandbox.encoding import Array, Column, HandleMisuse, Table, decode, describe_handle, encode


def send(value: object) -> object:
    return decode(encode(value, lambda item: describe_handle(1, item)))


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (numpy.int64(3), 3),
        (numpy.uint8(255), 255),
        (numpy.float32(1.5), 1.5),
        (numpy.bool_(True), True),
        (numpy.str_("é"), "é"),
        (numpy.bytes_(b"x"), b"x"),
        (numpy.complex128(1j), 1j),
        (pandas.Timestamp("2026-11-23 20:00"), datetime(2026, 11, 23, 20)),
        (pandas.Timedelta("1h"), timedelta(hours=1)),
        (pandas.NaT, None),
        (pandas.NA, None),
    ],
)
def test_scalars_become_python_s_own(value, expected):
    found = send(value)
    assert expected == found
    assert type(expected) is type(found)


def test_an_array():
    found = send(numpy.arange(6).reshape(2, 3))
    assert Array("int64", (2, 3), (0, 1, 2, 3, 4, 5)) == found
    assert [[0, 1, 2], [3, 4, 5]] == found.tolist()


@pytest.mark.parametrize("shape", [(), (0,), (0, 3), (3, 0), (2, 2, 2), (4,)])
def test_nesting_is_numpy_s(shape):
    array = numpy.zeros(shape)
    assert array.tolist() == send(array).tolist()


def test_a_series_and_its_index():
    found = send(pandas.Series([1.5, 2.5], index=["a", "b"], name="price"))
    assert Column("price", "float64", ("a", "b"), (1.5, 2.5)) == found


def test_a_table_by_columns_and_by_rows():
    found = send(pandas.DataFrame({"name": ["Nadia", "Luc"], "age": [41, 38]}))
    assert isinstance(found, Table)
    assert ("name", "age") == found.columns
    assert (("Nadia", 41), ("Luc", 38)) == found.rows
    assert (41, 38) == found.column("age")


def test_indexes_are_arrays():
    assert Array("int64", (2,), (0, 1)) == send(pandas.RangeIndex(2))


@pytest.mark.parametrize("other", [[0, 1], (0, 1), 0, None])
def test_comparing_columns_with_anything_else_fails_the_check(other):
    with pytest.raises(HandleMisuse):
        assert send(numpy.arange(2)) == other


def test_the_trusted_side_reads_arrays_without_numpy():
    code = (
        "import sys; from autograder.sandbox.encoding import decode\n"
        f"print(decode({encode(numpy.arange(3))!r}).tolist(), 'numpy' in sys.modules)"
    )
    root = Path(__file__).parents[2]
    done = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True)
    assert "[0, 1, 2] False" == done.stdout.strip()


@pytest.mark.parametrize(
    "value",
    [
        numpy.arange(6).reshape(2, 3),
        numpy.zeros((0, 3)),
        numpy.array(["é", "bb"]),
        pandas.Series([1.5, 2.5], index=["a", "b"], name="prix"),
        pandas.DataFrame({"a": [1, 2], "b": ["x", "y"]}, index=[10, 20]),
        pandas.DataFrame([[1, 2], [3, 4]], columns=["a", "a"]),
        pandas.DataFrame(index=[1, 2]),
    ],
)
def test_a_learner_s_function_is_given_numpy_s_and_pandas_own(value):
    from autograder.sandbox.natural import make_natural

    received = decode(encode(value), None, make_natural)

    assert type(value) is type(received)
    if isinstance(value, numpy.ndarray):
        assert value.dtype == received.dtype
        numpy.testing.assert_array_equal(value, received)
    else:
        assert value.equals(received)


def test_numpy_reads_columns_as_an_array_of_its_own():
    array = send(numpy.arange(6).reshape(2, 3))

    numpy.testing.assert_array_equal([[0, 1, 2], [3, 4, 5]], array)
