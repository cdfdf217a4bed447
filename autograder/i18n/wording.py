"""Whether a piece of a source holds words to translate."""

from __future__ import annotations

import re

_NO_WORDS = re.compile(
    r"`+[^`]*`+"  # code
    r"|\$[^$\n]+\$"  # formulas
    r"|</?[A-Za-z][^>]*>|<!--.*?-->"  # HTML
    r"|\b(?:https?|mailto):[^\s)>]+"
    r"|\]\([^)]*\)",  # where links and images lead
    re.DOTALL,
)
_WORD = re.compile(r"[^\W\d_]{2,}")
_FRENCH = re.compile(
    r"[àâçéèêëîïôùûœÀÂÇÉÈÊÔŒ’«»]|\b(?:le|la|les|un|une|des|du|de|et|est|pour|avec|dans|sur|qui|que)\b", re.IGNORECASE
)


def has_words(text: str) -> bool:
    """Tell whether ``text`` holds a word outside of code, formulas, tags and addresses."""
    return bool(_WORD.search(_NO_WORDS.sub(" ", text)))


def looks_french(text: str) -> bool:
    """Tell whether a listing or a drawing holds French, and not only code."""
    return bool(_FRENCH.search(text))


def squeeze(text: str) -> str:
    """Return ``text`` with each run of plain white space as one space; no-break spaces stay what they are."""
    return re.sub(r"[ \t\n\r\f\v]+", " ", text).strip(" ")


def join_lines(lines: list[str]) -> str:
    """Return the lines of a paragraph as one sentence to translate; a hard line break stays one."""
    text = ""
    for line in lines[:-1]:
        hard = line.endswith(("  ", "\\"))
        text += squeeze(line.removesuffix("\\") if hard else line) + ("\n" if hard else " ")
    return text + squeeze(lines[-1])
