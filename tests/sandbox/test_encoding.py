"""What crosses the line of trust: plain values come back equal and of the same type, anything else as a handle."""

from __future__ import annotations

import collections
import enum
import struct
import uuid
from datetime import UTC, date, datetime, time, timedelta, timezone
from decimal import Decimal
from fractions import Fraction
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder.sandbox.encoding import (
    MAX_DEPTH,
    MAX_NODES,
    EncodingError,
    Handle,
    HandleMisuse,
    ValueTooLarge,
    decode,
    describe_handle,
    encode,
)
from autograder.sandbox.protocol import MAX_REPLY

zones = st.one_of(
    st.none(),
    st.just(UTC),
    st.just(ZoneInfo("America/Montreal")),
    st.just(ZoneInfo("Europe/Paris")),
    st.timedeltas(timedelta(hours=-23), timedelta(hours=23)).map(timezone),
)
hashables = st.recursive(
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(),
        st.floats(allow_nan=False),
        st.complex_numbers(allow_nan=False),
        st.text(st.characters(exclude_categories=())),  # Lone surrogates too.
        st.binary(),
        st.dates(),
        st.datetimes(timezones=zones),
        st.times(timezones=st.one_of(st.none(), st.just(UTC))),
        st.timedeltas(),
        st.decimals(allow_nan=False).filter(
            lambda value: abs(value.adjusted()) < 10_000 if value.is_finite() else True
        ),
        st.fractions(),
        st.uuids(),
        st.builds(range, st.integers(-99, 99), st.integers(-99, 99), st.integers(1, 9)),
    ),
    lambda inner: st.one_of(st.lists(inner).map(tuple), st.frozensets(inner)),
    max_leaves=4,
)
plain = st.recursive(
    st.one_of(hashables, st.binary().map(bytearray), st.sets(hashables)),
    lambda inner: st.one_of(
        st.lists(inner), st.lists(inner).map(tuple), st.dictionaries(hashables, inner), st.sets(hashables)
    ),
    max_leaves=6,
)


def register(value: object) -> Handle:
    return describe_handle(1, value)


def describe_types(value: Any) -> Any:
    """The types of a value and of all it holds."""
    if isinstance(value, dict):
        return [(describe_types(key), describe_types(item)) for key, item in value.items()]
    if isinstance(value, list | tuple):
        return type(value), [describe_types(item) for item in value]
    return type(value)


@given(plain)
@settings(max_examples=60, deadline=None)
def test_plain_values_come_back_equal_and_of_the_same_types(value):
    found = decode(encode(value))
    assert value == found
    assert describe_types(value) == describe_types(found)


@given(st.floats(allow_nan=True))
def test_floats_come_back_to_the_bit(value):
    assert struct.pack(">d", value) == struct.pack(">d", decode(encode(value)))


@pytest.mark.parametrize("value", [10**99_000, -(10**99_000), 2**2040, -(2**2039)], ids="abcd")
def test_integers_of_a_hundred_thousand_digits(value):
    assert value == decode(encode(value))


def test_a_dictionary_keeps_its_order():
    assert ["b", "a", 1] == list(decode(encode({"b": 0, "a": 1, 1: 2})))


def test_the_fold_of_a_repeated_hour_is_kept():
    assert 1 == decode(encode(datetime(2026, 10, 25, 2, 30, fold=1, tzinfo=ZoneInfo("Europe/Paris")))).fold


class Point(NamedTuple):
    x: int
    y: int


class Colour(enum.Enum):
    RED = "red"


class Level(enum.IntEnum):
    HIGH = 3


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (Point(1, 2), (1, 2)),
        (collections.namedtuple("Pair", "a b")("x", [1]), ("x", [1])),
        (Colour.RED, "red"),
        (Level.HIGH, 3),
        (collections.Counter("aab"), {"a": 2, "b": 1}),
        (collections.OrderedDict(a=1), {"a": 1}),
        (collections.defaultdict(list, a=[1]), {"a": [1]}),
    ],
)
def test_relatives_of_plain_types_arrive_in_their_plain_form(value, expected):
    found = decode(encode(value))
    assert expected == found
    assert type(expected) is type(found)


class Liar(str):
    def __eq__(self, other):
        return True

    __hash__ = str.__hash__


class Number(int):
    pass


class Table(dict):
    pass


@pytest.mark.parametrize("value", [Liar("x"), Number(3), Table(), object(), len, (i for i in ()), Colour, int, ...])
def test_anything_else_is_a_handle(value):
    found = decode(encode(value, register))
    assert (1, type(value).__name__, callable(value)) == (found.id, found.type_name, found.callable)


@pytest.mark.parametrize("value", [{Liar("x")}, {(1, Liar("x")): 2}, frozenset({object()})])
def test_a_container_that_would_hash_a_handle_is_one_itself(value):
    assert type(value).__name__ == decode(encode(value, register)).type_name


def test_handles_inside_containers():
    found = decode(encode([1, {"key": object()}, (len,)], register))
    assert 1 == found[0]
    assert "object" == found[1]["key"].type_name
    assert found[2][0].callable is True


def test_a_type_that_lies_about_its_name_is_named_truly():
    class Meta(type):
        @property
        def __name__(cls):
            raise RuntimeError

    class Shy(metaclass=Meta):
        pass

    assert "Shy" == decode(encode(Shy(), register)).type_name


def test_without_a_register_what_is_not_plain_is_refused():
    with pytest.raises(EncodingError, match="Liar"):
        encode([Liar("x")])


def test_a_handle_goes_back_as_the_object_it_stands_for():
    there = decode(encode(([Handle(7, "Account", False)], "x")), lambda handle: f"object {handle.id}")
    assert (["object 7"], "x") == there


def test_a_cycle_becomes_a_handle_and_a_shared_part_does_not():
    shared = [1]
    cycle = [shared, shared]
    cycle.append(cycle)
    first, second, third = decode(encode(cycle, register))
    assert ([1], [1]) == (first, second)
    assert "list" == third.type_name


def test_what_is_nested_too_deeply_becomes_a_handle():
    value: list[Any] = []
    for _ in range(10_000):
        value = [value]
    found, depth = decode(encode(value, register)), 0
    while type(found) is list:
        found, depth = found[0], depth + 1
    assert "list" == found.type_name
    assert MAX_DEPTH + 1 == depth


@pytest.mark.parametrize(
    "value",
    ["x" * MAX_REPLY, b"x" * MAX_REPLY, [0] * (MAX_NODES + 1), 10**200_000, [["é" * 1000] * 1000] * 1000],
    ids=["text", "bytes", "list", "integer", "shared"],
)
def test_too_large_a_value_is_refused_at_once(value):
    with pytest.raises(ValueTooLarge):
        encode(value, register)


def test_a_decimal_that_would_fill_the_memory_is_a_handle():
    assert "Decimal" == decode(encode(Decimal("1E+999999"), register)).type_name


def test_a_range_that_would_fill_the_memory_is_a_handle():
    assert "range" == decode(encode(range(10**9), register)).type_name


@pytest.mark.parametrize(
    "misuse",
    [
        lambda handle: handle == 1,
        lambda handle: handle == handle,
        lambda handle: handle != 1,
        lambda handle: [1] == [handle],
        lambda handle: handle in (1, 2),
        lambda handle: handle < 1,
        lambda handle: sorted([handle, handle]),
        lambda handle: bool(handle),
        lambda handle: not handle,
        lambda handle: hash(handle),
        lambda handle: len(handle),
        lambda handle: list(handle),
        lambda handle: 1 in handle,
        lambda handle: handle[0],
        lambda handle: int(handle),
        lambda handle: float(handle),
    ],
)
def test_a_handle_cannot_decide_a_check(misuse):
    with pytest.raises(HandleMisuse, match="Account") as caught:
        misuse(Handle(1, "Account", False))
    assert "Account" == caught.value.type_name


@given(st.binary(max_size=200))
@settings(max_examples=200, deadline=None)
def test_any_bytes_decode_to_a_value_or_are_refused(data):
    try:
        value = decode(data)
    except EncodingError:
        return
    decode(encode(value))


@given(plain, st.data())
@settings(max_examples=60, deadline=None)
def test_mutated_bytes_decode_to_a_value_or_are_refused(value, data):
    frame = bytearray(encode(value))
    for _ in range(data.draw(st.integers(1, 4))):
        frame[data.draw(st.integers(0, len(frame) - 1))] = data.draw(st.integers(0, 255))
    try:
        decode(bytes(frame))
    except EncodingError:
        return


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"?",
        b"NN",
        b"i\x00",
        b"i\x04\x00",
        b"I\xff\xff\xff\xff",
        b"s\x00\x00\x00\x01\xff",
        b"s\xff\xff\xff\xffabc",
        b"l\x00\x00\x00\x02N",
        b"S\x00\x00\x00\x01l\x00\x00\x00\x00",
        b"S\x00\x00\x00\x01" + encode(Handle(1, "x", False)),
        b"d\x00\x00\x00\x01t\x00\x00\x00\x01" + encode(Handle(1, "x", False)) + b"N",
        b"xDN",
        b"xD" + encode((2026, 13, 1)),
        b"xD" + encode((2026, True, 1)),
        b"xQ" + encode((1, 0)),
        b"xP" + encode(("1E+999999999",)),
        b"xP" + encode(("hello",)),
        b"xR" + encode((0, 10**12, 1)),
        b"xR" + encode((0, 1, 0)),
        b"xU" + encode((b"short",)),
        b"xA" + encode(("int64", (3,), (1, 2))),
        b"xA" + encode(("int64", (-1, -2), (1, 2))),
        b"xT" + encode((("a",), ("int",), (0,), ((1, 2),))),
        b"xM" + encode((2026, 1, 1, 0, 0, 0, 0, 0, "../../etc/passwd")),
        b"h" + bytes(9),
    ],
)
def test_what_encode_would_not_write_is_refused(data):
    with pytest.raises(EncodingError):
        decode(data)


def test_a_megabyte_of_empty_lists_is_refused_or_stays_small():
    empty = b"l\x00\x00\x00\x00"
    count = (MAX_REPLY - 5) // len(empty)
    assert count == len(decode(b"l" + struct.pack(">I", count) + empty * count))
    with pytest.raises(EncodingError):
        decode(b"l" + struct.pack(">I", MAX_NODES + 1) + b"N" * (MAX_NODES + 1))


def test_deep_nesting_is_refused_without_exhausting_the_stack():
    with pytest.raises(EncodingError):
        decode(b"l\x00\x00\x00\x01" * 200_000 + b"N")


def test_keys_made_to_collide_are_refused():
    modulus = 2**61 - 1
    keys = b"".join(encode(1 + modulus * n) for n in range(1000))
    with pytest.raises(EncodingError):
        decode(b"S" + struct.pack(">I", 1000) + keys)


def test_an_identifier_is_sixteen_bytes():
    value = uuid.UUID(int=5)
    assert value == decode(encode(value))


@pytest.mark.parametrize(
    "value", [Decimal("NaN"), Decimal("sNaN12"), Decimal("-Infinity"), Decimal("-0.00"), Decimal("1E+20")]
)
def test_decimals_keep_their_writing(value):
    assert str(value) == str(decode(encode(value)))


@pytest.mark.parametrize("value", [date(1, 1, 1), time(23, 59, tzinfo=UTC), timedelta(-1, 1, 1), Fraction(-1, 3)])
def test_dates_and_fractions(value):
    assert value == decode(encode(value))
