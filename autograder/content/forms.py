"""One value, one way to write it: what a learner may write in several ways becomes the same text.

``12``, ``Decimal("12.0")`` and numpy's 12 are one number; « 11 076 650 » and « 11076650 » one text.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Iterable, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any, Literal

from autograder.content.answers import AnswerForm

Misformed = Literal[
    "nothing",
    "not-a-number",
    "number-in-quotes",
    "comma-in-number",
    "not-a-text",
    "not-yes-no",
    "yes-no-in-words",
    "not-letters",
    "not-a-list",
    "without-order",
    "not-a-table",
    "repeated",
    "not-a-choice",
]
"""Why a value has not the form of the answer; the sentences are in :mod:`autograder.check.messages.forms`."""

_SPACES = " \t\n\u00a0\u202f\u2009"
_GROUPED = re.compile(rf"(?<=\d)[{_SPACES}](?=\d{{3}}(?!\d))")
_DECIMAL = re.compile(r"(?<=\d),(?=\d)")
_QUOTES = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "«": '"', "»": '"'})
_BETWEEN_LETTERS = re.compile(r"[\s,;>→–-]+")
_LIMIT = 4_000
"""Signs or items: no answer that is judged here is longer."""
_WORDS = {"vrai", "faux", "oui", "non", "true", "false", "yes", "no", "0", "1"}


class WrongForm(Exception):
    """The value has not the form that the answer must have."""

    def __init__(self, why: Misformed, item: str = "") -> None:
        super().__init__(why)
        self.why = why
        self.item = item


def write_normal(value: Any, form: AnswerForm, choices: Sequence[str] = ()) -> str:
    """Return the one way to write ``value`` in that form, a table's one by one; raises :class:`WrongForm`."""
    if value is None or value is ...:
        raise WrongForm("nothing")
    normal = _WRITERS[form](value)
    if choices and form in ("text", "letters") and normal not in {_WRITERS[form](choice) for choice in choices}:
        raise WrongForm("not-a-choice")
    return normal


def list_items(value: Any, form: AnswerForm) -> list[str]:
    """Return the items of an order, a list, a set or a text of fields, each in its one way."""
    if form == "letters":
        return list(_write_letters(value)[2:])
    if form == "fields":
        return _write_fields(value)[2:].split("/")
    return [write_item(item) for item in value]


def write_item(value: Any) -> str:
    """Return the one way to write an item of a list, or what a number, a text or a yes or no says."""
    if isinstance(value, bool):
        return f"b:{value}"
    number = read_number(value)
    if number is not None:
        return f"n:{number}"
    if isinstance(value, str):
        return _write_text(value)
    if isinstance(value, (list, tuple)) and len(value) <= _LIMIT:
        return f"l:{[write_item(item) for item in value]}"
    raise WrongForm("not-a-text")


def read_number(value: Any) -> Fraction | None:
    """Return the exact number that ``value`` is, of whatever type; a float is the shortest decimal that names it.

    ``True`` is not a number here, nor is what is not finite.
    """
    if isinstance(value, bool):
        return None
    try:
        if isinstance(value, float):
            return Fraction(repr(value))
        if isinstance(value, (int, Fraction, Decimal)):
            return Fraction(value)
    except (ValueError, OverflowError):
        pass
    return None


def join_normals(normals: Iterable[str]) -> str:
    """Return the one way to write several answers that are judged together."""
    return "\x1e".join(normals)


def _write_number(value: Any) -> str:
    number = read_number(value)
    if number is not None:
        return f"n:{number}"
    if isinstance(value, str) and any(sign.isdigit() for sign in value):
        raise WrongForm("number-in-quotes")
    if isinstance(value, tuple) and value and all(read_number(item) is not None for item in value):
        raise WrongForm("comma-in-number")
    raise WrongForm("not-a-number")


def _write_text(value: Any) -> str:
    number = read_number(value)
    if number is not None:  # What a screen shows of a number is a text; the quotes change nothing.
        value = str(value)
    if isinstance(value, bool):
        value = str(value)
    if not isinstance(value, str) or len(value) > _LIMIT:
        raise WrongForm("not-a-text")
    text = unicodedata.normalize("NFKC", value).translate(_QUOTES).casefold()
    text = _DECIMAL.sub(".", _GROUPED.sub("", " ".join(text.split())))
    return f"t:{text}"


def _write_yes_no(value: Any) -> str:
    if isinstance(value, bool):
        return f"b:{value}"
    if isinstance(value, (str, int)) and str(value).strip().casefold() in _WORDS:
        raise WrongForm("yes-no-in-words")
    raise WrongForm("not-yes-no")


def _write_letters(value: Any) -> str:
    if isinstance(value, (list, tuple)) and value and all(isinstance(item, str) for item in value):
        value = "".join(value)
    if not isinstance(value, str) or len(value) > _LIMIT:
        raise WrongForm("not-letters")
    letters = _BETWEEN_LETTERS.sub("", unicodedata.normalize("NFKC", value)).upper()
    if not letters.isalpha():
        raise WrongForm("not-letters")
    return f"t:{letters}"


def _write_list(value: Any) -> str:
    if isinstance(value, (set, frozenset)):
        raise WrongForm("without-order")
    if not isinstance(value, (list, tuple)) or len(value) > _LIMIT:
        raise WrongForm("not-a-list")
    return "l:" + "\x1f".join(write_item(item) for item in value)


def _write_set(value: Any) -> str:
    if not isinstance(value, (list, tuple, set, frozenset)) or len(value) > _LIMIT:
        raise WrongForm("not-a-list")
    items = sorted(write_item(item) for item in value)
    repeated = next((item for item, other in itertools.pairwise(items) if item == other), "")
    if repeated:
        raise WrongForm("repeated", repeated[2:])
    return "s:" + "\x1f".join(items)


def _write_fields(value: Any) -> str:
    """Write ``CVSS:3.1/AV:N/AC:L``: what comes first stays first, the rest has no order. Capitals count."""
    if not isinstance(value, str) or len(value) > _LIMIT:
        raise WrongForm("not-a-text")
    first, *rest = [part.strip() for part in unicodedata.normalize("NFKC", value).split("/") if part.strip()] or [""]
    return "f:" + "/".join([first, *sorted(rest)])


def _refuse_table(value: Any) -> str:
    raise WrongForm("not-a-table")


_WRITERS: dict[str, Any] = {
    "number": _write_number,
    "text": _write_text,
    "yes-no": _write_yes_no,
    "letters": _write_letters,
    "list": _write_list,
    "set": _write_set,
    "table": _refuse_table,
    "fields": _write_fields,
}
