"""Where two values differ: the expected and the received one, shortened around the place, and a sentence."""

from __future__ import annotations

import math
import unicodedata
from dataclasses import dataclass
from typing import Any

from autograder.check.messages.show import LIMIT, quote, show
from autograder.language import tr

_WINDOW = 24


@dataclass(frozen=True)
class Difference:
    """How to show two values that are not equal."""

    expected: str
    got: str
    note: str = ""
    """What the difference is, as the end of a sentence; empty where the two texts say it."""
    place: str = ""
    """Where it begins, as a whole sentence, where the values were cut."""
    mistake: str = ""


def find_difference(expected: Any, got: Any) -> Difference:
    """Compare two values that are known to differ."""
    difference = _compare(expected, got)
    if difference.expected == difference.got:
        # Cut alike, or written alike: at least their types tell them apart.
        return Difference(
            f"{difference.expected} ({name_type(expected)})",
            f"{difference.got} ({name_type(got)})",
            difference.note,
            difference.place,
            difference.mistake,
        )
    return difference


def name_type(value: Any) -> str:
    """Return the name of a value's type, as Python spells it."""
    handle = getattr(value, "_passerelle_handle", None)
    return handle.type_name if handle is not None else type(value).__name__


def _compare(expected: Any, got: Any) -> Difference:
    if type(expected) is not type(got):
        return _compare_types(expected, got)
    if isinstance(expected, str):
        return _compare_texts(expected, got)
    if isinstance(expected, (bytes, bytearray)):
        return _compare_bytes(bytes(expected), bytes(got))
    if isinstance(expected, (list, tuple)):
        return _compare_sequences(expected, got)
    if isinstance(expected, dict):
        return _compare_tables(expected, got)
    if isinstance(expected, (set, frozenset)):
        return _compare_sets(expected, got)
    if isinstance(expected, float):
        return _compare_numbers(expected, got)
    return Difference(show(expected), show(got))


def _compare_types(expected: Any, got: Any) -> Difference:
    shown = Difference(show(expected), show(got))
    if got is None:
        return shown
    note, mistake = _name_type_difference(expected, got)
    if not note and isinstance(expected, (list, tuple)) and isinstance(got, (list, tuple)):
        return _compare_sequences(expected, list(got) if isinstance(expected, list) else tuple(got))
    if not note and {type(expected), type(got)} == {int, float}:
        return _compare_numbers(expected, got)
    return Difference(shown.expected, shown.got, note, "", mistake)


def _name_type_difference(expected: Any, got: Any) -> tuple[str, str]:
    if isinstance(got, str) and isinstance(expected, (bytes, bytearray)):
        if got == bytes(expected).hex():
            return tr("ce sont les bons octets, mais écrits en hexadécimal dans un texte (`str`)"), "text-for-bytes"
        return tr("c’est du texte (`str`), il faut des octets (`bytes`)"), "text-for-bytes"
    if isinstance(got, (bytes, bytearray)) and isinstance(expected, str):
        if bytes(got).hex() == expected:
            return tr("ce sont les bons octets ; il les faut en hexadécimal, avec `.hex()`"), "bytes-for-text"
        return tr("ce sont des octets (`bytes`), il faut du texte (`str`)"), "bytes-for-text"
    if isinstance(got, str) and isinstance(expected, (int, float)) and not isinstance(expected, bool):
        return tr("les guillemets en font un texte (`str`), il faut un nombre"), "text-for-number"
    if isinstance(got, bool) and isinstance(expected, str):
        return tr("`{got}` répond oui ou non, il faut un texte (`str`)", got=got), "bool-for-text"
    if isinstance(got, (int, float)) and isinstance(expected, str):
        return tr("c’est un nombre, il faut un texte (`str`)"), "number-for-text"
    if isinstance(expected, bool) and isinstance(got, str):
        return tr("les guillemets en font un texte (`str`), il faut `True` ou `False`"), "text-for-bool"
    if isinstance(expected, (list, tuple)) and isinstance(got, (list, tuple)) and list(expected) == list(got):
        return (
            tr(
                "les éléments sont justes, mais dans un `{got}` au lieu d’un `{expected}`",
                got=name_type(got),
                expected=name_type(expected),
            ),
            "wrong-container",
        )
    if isinstance(got, (list, tuple)) and len(got) == 1 and type(got[0]) is type(expected) and got[0] == expected:
        return tr("la bonne valeur est là, mais enfermée dans un `{got}`", got=name_type(got)), "wrong-container"
    return "", ""


def _compare_texts(expected: str, got: str) -> Difference:
    note = _name_text_difference(expected, got)
    if len(expected) <= LIMIT and len(got) <= LIMIT:
        return Difference(quote(expected), quote(got), note)
    start = _first_difference(expected, got)
    place = tr("Les deux textes diffèrent à partir du caractère {number}.", number=start + 1)
    return Difference(_text_window(expected, start), _text_window(got, start), note, place)


def _name_text_difference(expected: str, got: str) -> str:
    if not got:
        return tr("c’est un texte vide")
    if got.strip() == expected.strip():
        return tr("seuls diffèrent des espaces ou des sauts de ligne au début ou à la fin")
    if got.casefold() == expected.casefold():
        return tr("seules les majuscules diffèrent")
    if _strip_accents(got) == _strip_accents(expected):
        return tr("seuls les accents diffèrent")
    if "".join(got.split()) == "".join(expected.split()):
        return tr("seuls les espaces diffèrent")
    if got == expected[::-1] and len(got) > 2:
        return tr("c’est le même texte, à l’envers")
    return ""


def _strip_accents(text: str) -> str:
    decomposed = unicodedata.normalize("NFD", text[:10_000])
    return "".join(character for character in decomposed if not unicodedata.combining(character))


def _text_window(text: str, start: int) -> str:
    first = max(0, start - _WINDOW // 3)
    piece = text[first : start + _WINDOW]
    return ("…" if first else "") + quote(piece) + ("…" if start + _WINDOW < len(text) else "")


def _compare_bytes(expected: bytes, got: bytes) -> Difference:
    note = ""
    if len(expected) != len(got):
        note = tr("nombre d’octets : {got} au lieu de {expected}", got=len(got), expected=len(expected))
    elif expected == got[::-1] and len(got) > 1:
        note = tr("ce sont les mêmes octets, à l’envers")
    if len(expected) <= LIMIT // 4 and len(got) <= LIMIT // 4:
        return Difference(show(expected), show(got), note)
    start = _first_difference(expected, got)
    if start < 4 <= len(expected) // 4:
        # A hash differs everywhere: its beginning is enough, the place says nothing.
        return Difference(f"{expected[:8].hex()}…", f"{got[:8].hex()}…" if len(got) > 8 else got.hex() or 'b""', note)
    place = tr("Les octets diffèrent à partir de l’octet {number}.", number=start + 1)
    return Difference(_bytes_window(expected, start), _bytes_window(got, start), note, place)


def _bytes_window(value: bytes, start: int) -> str:
    first = max(0, start - 2)
    tail = "…" if start + 6 < len(value) else ""
    return ("…" if first else "") + value[first : start + 6].hex(" ") + tail


def _compare_sequences(expected: Any, got: Any) -> Difference:
    note = _name_sequence_difference(expected, got)
    expected_text, got_text = show(expected, 400), show(got, 400)
    if len(expected_text) <= LIMIT and len(got_text) <= LIMIT:
        return Difference(expected_text, got_text, note)
    start = _first_difference(expected, got)
    place = tr("Les deux listes diffèrent à partir de l’élément {number}.", number=start + 1)
    if start < len(expected) and start < len(got):
        inner = _compare(expected[start], got[start])
        if inner.place or len(show(expected[start], 400)) > LIMIT:
            return Difference(inner.expected, inner.got, inner.note or note, f"{place} {inner.place}".strip())
    return Difference(_sequence_window(expected, start), _sequence_window(got, start), note, place)


def _name_sequence_difference(expected: Any, got: Any) -> str:
    if not len(got):
        return tr("c’est vide")
    if len(expected) != len(got):
        return tr("nombre d’éléments : {got} au lieu de {expected}", got=len(got), expected=len(expected))
    try:
        if got == expected[::-1]:
            return tr("ce sont les bons éléments, à l’envers")
        if len(got) <= 1000 and sorted(map(repr, got)) == sorted(map(repr, expected)):
            return tr("ce sont les bons éléments, dans un autre ordre")
    except Exception:
        return ""
    return ""


def _sequence_window(items: Any, start: int) -> str:
    first = max(0, start - 1)
    if first >= len(items):
        return tr("(rien : la liste s’arrête avant)")
    body = ", ".join(show(item, 30) for item in items[first : start + 2])
    return ("…" if first else "") + body + (", …" if start + 2 < len(items) else "")


def _compare_tables(expected: dict[Any, Any], got: dict[Any, Any]) -> Difference:
    expected_text, got_text = show(expected, 400), show(got, 400)
    missing = [key for key in expected if key not in got]
    extra = [key for key in got if key not in expected]
    wrong = [key for key in expected if key in got and _differ(expected[key], got[key])]
    note = ""
    if missing:
        note = tr("il manque la clé `{key}`", key=show(missing[0], 30))
    elif extra:
        note = tr("la clé `{key}` est de trop", key=show(extra[0], 30))
    if len(expected_text) <= LIMIT and len(got_text) <= LIMIT:
        return Difference(expected_text, got_text, note)
    if missing or extra or not wrong:
        return Difference(_keys(expected), _keys(got), note)
    inner = find_difference(expected[wrong[0]], got[wrong[0]])
    place = tr("Les deux dictionnaires diffèrent à la clé `{key}`.", key=show(wrong[0], 30))
    return Difference(inner.expected, inner.got, inner.note, f"{place} {inner.place}".strip(), inner.mistake)


def _keys(table: dict[Any, Any]) -> str:
    return tr("les clés {keys}", keys=show(list(table), LIMIT))


def _compare_sets(expected: Any, got: Any) -> Difference:
    missing, extra = list(expected - got), list(got - expected)
    notes = []
    if missing:
        notes.append(tr("il manque `{item}`", item=show(missing[0], 30)))
    if extra:
        notes.append(tr("`{item}` est de trop", item=show(extra[0], 30)))
    return Difference(show(expected), show(got), ", ".join(notes))


def _compare_numbers(expected: float, got: float) -> Difference:
    note = ""
    if math.isnan(got):
        note = tr("`nan` veut dire « pas un nombre »")
    elif math.isfinite(expected) and math.isfinite(got) and math.isclose(expected, got, rel_tol=1e-9):
        note = tr("l’écart n’est que d’un arrondi")
    elif math.isfinite(expected) and math.isfinite(got) and got == -expected:
        note = tr("le signe est inversé")
    elif expected and math.isfinite(expected) and math.isclose(got, expected * 100, rel_tol=1e-9):
        note = tr("c’est cent fois trop")
    elif got and math.isfinite(got) and math.isclose(got * 100, expected, rel_tol=1e-9):
        note = tr("c’est cent fois trop peu")
    return Difference(show(expected), show(got), note)


def _differ(left: Any, right: Any) -> bool:
    try:
        return bool(left != right)
    except Exception:
        return True


def _first_difference(left: Any, right: Any) -> int:
    for number, (one, other) in enumerate(zip(left, right, strict=False)):
        if _differ(one, other):
            return number
    return min(len(left), len(right))
