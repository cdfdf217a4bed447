"""What a check may expect of a value, in the engine's words: its kind, its size, the same value in another type.

Each returns the value, so that a check writes ``rows = student.expect_list(student.call("read", text))``. What was
asked last is what the sentence is about.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from decimal import Decimal
from fractions import Fraction
from typing import Any

from autograder.check.failures import Different, Misshapen, Shape, Told
from autograder.check.objects import LearnerObject
from autograder.content.forms import read_number
from autograder.language import tr


class Expectations:
    """The vocabulary of the fixture ``student``."""

    def expect_list(
        self, value: Any, *, of: type | None = None, length: int | None = None, look: str = ""
    ) -> list[Any]:
        """Return ``value`` as a list (a tuple will do), each item of the type ``of``, ``length`` of them."""
        if not isinstance(value, (list, tuple)):
            raise Misshapen("list", value, look)
        if length is not None and len(value) != length:
            raise Told(look or tr("Nombre d’éléments : {got}, au lieu de {wanted}.", got=len(value), wanted=length))
        if of is not None:
            for place, item in enumerate(value):
                if not _is_of(item, of):
                    raise Misshapen(_SHAPES.get(of, "list"), item, look, place=place)
        return value if isinstance(value, list) else list(value)

    def expect_set(self, value: Any, *, look: str = "") -> set[Any]:
        """Return a value whose order does not count: a set, or a list or a tuple in which nothing comes twice."""
        if not isinstance(value, (list, tuple, set, frozenset)):
            raise Misshapen("set", value, look)
        if not all(isinstance(item, (str, int, float, bytes, tuple, Decimal, Fraction, type(None))) for item in value):
            raise Misshapen("set", value, look)
        repeated = [item for item, count in Counter(value).items() if count > 1]
        if repeated:
            raise Told(tr("{item} s’y trouve deux fois.", item=f"`{repeated[0]!r:.60}`"))
        return set(value)

    def expect_table(self, value: Any, keys: Iterable[Any] = (), *, look: str = "") -> dict[Any, Any]:
        """Return a dictionary that has at least these keys; the first that is missing is named."""
        if not isinstance(value, dict):
            raise Misshapen("table", value, look)
        missing = [key for key in keys if key not in value]
        if missing:
            raise Told(look or tr("Dans ce dictionnaire, l’étiquette {key} manque.", key=f"`{missing[0]!r:.60}`"))
        return value

    def expect_text(self, value: Any, choices: Collection[str] = (), *, look: str = "") -> str:
        """Return a text, one of ``choices`` where there are any."""
        if not isinstance(value, str):
            raise Misshapen("text", value, look)
        if choices and value not in choices:
            words = ", ".join(f'`"{choice}"`' for choice in choices)
            raise Told(look or tr("Il faut un de ces mots, tel quel : {choices}.", choices=words))
        return value

    def expect_bytes(self, value: Any, length: int | None = None, *, look: str = "") -> bytes:
        """Return bytes, ``length`` of them; a ``bytearray`` will do."""
        if not isinstance(value, (bytes, bytearray)):
            raise Misshapen("bytes", value, look)
        if length is not None and len(value) != length:
            raise Told(look or tr("Nombre d’octets : {got}, au lieu de {wanted}.", got=len(value), wanted=length))
        return value if isinstance(value, bytes) else bytes(value)

    def expect_yes_no(self, value: Any, *, look: str = "") -> bool:
        """Return ``True`` or ``False``; 1, 0 and words are refused."""
        if not isinstance(value, bool):
            raise Misshapen("yes-no", value, look)
        return value

    def expect_number(self, value: Any, *, whole: bool = False, exact: bool = False, look: str = "") -> Any:
        """Return a number of any type, to compare with a plain one: an ``int`` where it is whole, else a ``float``.

        ``whole`` refuses a fraction; ``exact`` refuses a ``float`` and gives the fraction. ``True`` is no number.
        """
        number = read_number(value)
        if number is None:
            raise Misshapen("number", value, look)
        if exact and isinstance(value, float):
            raise Misshapen("exact", value, look)
        if number.denominator == 1:
            return value if type(value) is int else int(number)
        if whole:
            raise Misshapen("whole", value, look)
        return number if exact else float(number)

    def expect_same(self, got: Any, wanted: Any, look: str = "", *, ordered: bool = True) -> None:
        """Fail unless ``got`` says the same as ``wanted``, whatever exact type its numbers have, tuple or list.

        Without ``ordered`` both are lists in any order; what is missing, surplus or there twice is named.
        """
        if not ordered:
            _compare_unordered(self.expect_list(_unfold(got), look=look), list(wanted), look)
        elif simplify(got) != simplify(wanted) or _is_misread(got, wanted):
            raise Different(got, wanted, look)


def simplify(value: Any) -> Any:
    """Return ``value`` with one type for each kind: numbers exact, tuples as lists, byte arrays as bytes."""
    if isinstance(value, bool):
        return ("yes-no", value)  # ``True == 1`` is Python's, not a learner's.
    if isinstance(value, (list, tuple)):
        return [simplify(item) for item in value]
    if isinstance(value, dict):
        return {key: simplify(item) for key, item in value.items()}
    if isinstance(value, bytearray):
        return bytes(value)
    number = read_number(value)
    return value if number is None else number


def _is_misread(got: Any, wanted: Any) -> bool:
    """Whether something opaque of the learner's is compared: that never holds."""
    return isinstance(got, LearnerObject) or isinstance(wanted, LearnerObject)


def _unfold(value: Any) -> Any:
    return list(value) if isinstance(value, (set, frozenset)) else value


def _compare_unordered(got: list[Any], wanted: list[Any], look: str) -> None:
    there, due = (Counter(repr(simplify(item)) for item in items) for items in (got, wanted))
    shown = {repr(simplify(item)): repr(item)[:80] for item in (*got, *wanted)}
    twice = next((item for item in there if there[item] > due[item] > 0), None)
    surplus = next((item for item in there if item not in due), None)
    if twice is not None:
        raise Told(tr("{item} s’y trouve une fois de trop.", item=f"`{shown[twice]}`"))
    if surplus is not None:
        raise Told(f"{tr('{item} n’a pas à s’y trouver.', item=f'`{shown[surplus]}`')} {look}".strip())
    if there != due:
        missing = sum((due - there).values())
        raise Told(look or tr("Il en manque : {count}.", count=missing))


def _is_of(item: Any, kind: type) -> bool:
    if kind in (int, float):
        return read_number(item) is not None
    return isinstance(item, (list, tuple) if kind is list else kind)


_SHAPES: dict[type, Shape] = {
    str: "text",
    bytes: "bytes",
    bool: "yes-no",
    int: "number",
    float: "number",
    list: "list",
    dict: "table",
}
