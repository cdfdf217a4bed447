"""What a learner's id may be: a closed alphabet, held here alone and asked on every road by which an id comes in.

An id becomes a folder's name, a row of the gradebook, a cell of somebody's spreadsheet and a word on a page of the
person who teaches. So it is letters and digits of any script, ``.``, ``_`` and ``-``, in NFC: nothing that a browser,
a shell or a spreadsheet would act on, nothing that is not seen, nothing that turns the text around it.
"""

from __future__ import annotations

import unicodedata

from autograder.language import tr

MAX_LENGTH = 64
"""Characters."""
_MAX_BYTES = 200  # A file's name has 255, and more than the learner's id is in it.
_SIGNS = ".-_"
_NEVER_FIRST = ".-"  # A hidden folder; an option of a command, a spreadsheet's formula.
_MAX_MARKS = 2  # On one letter: as Thai and Vietnamese need them.
# Letters and marks by their category, which nobody sees: fillers, joiners, selectors of a form.
_UNSEEN = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u3164\uffa0")
_SELECTORS = (range(0xFE00, 0xFE10), range(0xE0100, 0xE01F0))


def is_learner_id(text: str) -> bool:
    """Whether ``text`` is a learner's id as it stands."""
    return not refuse_learner_id(text)


def normalise_learner_id(text: str) -> str:
    """Return what a person typed, or a file's name says, as an id would be written: NFC, no space around it."""
    return unicodedata.normalize("NFC", text.strip())


def refuse_learner_id(text: str) -> str:
    """Return why ``text`` is no learner's id, for a person to read; empty where it is one."""
    if not text:
        return tr("L’identifiant est vide.")
    if len(text) > MAX_LENGTH or len(text.encode("utf-8", "surrogatepass")) > _MAX_BYTES:
        return tr(
            "L’identifiant « {learner} » est trop long : {limit} caractères au plus.",
            learner=show_learner_id(text[:20]) + "…",
            limit=MAX_LENGTH,
        )
    if text[0] in _NEVER_FIRST or not all(_fits(text, place) for place in range(len(text))) or _is_loose(text):
        return tr(
            "« {learner} » n’est pas un identifiant : des lettres, des chiffres, « . », « _ » et « - », "
            "une lettre, un chiffre ou « _ » en premier.",
            learner=show_learner_id(text),
        )
    return ""


def show_learner_id(text: str) -> str:
    """Return an id so that it can be read anywhere: what is outside the alphabet is written ``\\u202e``."""
    cut = text[: MAX_LENGTH * 2]
    shown = "".join(
        letter if _fits(cut, place) or (place and letter in " @+") else _escape(letter)
        for place, letter in enumerate(cut)
    )
    return shown + ("…" if len(text) > len(cut) else "")


def make_learner_id(text: str) -> str:
    """Return an id that reads like ``text``, such as a loose file's name, where nobody has said one."""
    plain = normalise_learner_id(text)
    kept = "".join(letter if _fits(plain, place) else "-" for place, letter in enumerate(plain))
    while "--" in kept:
        kept = kept.replace("--", "-")
    kept = kept.lstrip(_NEVER_FIRST)[:MAX_LENGTH].rstrip("-")
    while len(kept.encode("utf-8")) > _MAX_BYTES:
        kept = kept[:-1]
    return kept if is_learner_id(kept) else "anonyme"


def _fits(text: str, place: int) -> bool:
    """Whether one character of ``text`` is in the alphabet where it stands."""
    letter = text[place]
    if letter in _SIGNS:
        return True
    kind = unicodedata.category(letter)
    if letter in _UNSEEN or any(ord(letter) in selectors for selectors in _SELECTORS):
        return False
    if kind in ("Mn", "Mc"):
        # A vowel's sign, a tone: a part of the letter before it, where a script writes letters so.
        before = [unicodedata.category(other) for other in text[max(0, place - _MAX_MARKS) : place]]
        return any(one.startswith("L") for one in before) and before[-1][0] in "LM"
    return kind.startswith("L") or kind == "Nd"


def _is_loose(text: str) -> bool:
    """Whether two ids that look alike could differ by how they are written."""
    return unicodedata.normalize("NFC", text) != text


def _escape(letter: str) -> str:
    number = ord(letter)
    return f"\\x{number:02x}" if number < 0x100 else f"\\u{number:04x}" if number < 0x10000 else f"\\U{number:08x}"
