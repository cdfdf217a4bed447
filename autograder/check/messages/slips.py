"""Slips in the words of Python itself, and lines that end too early."""

from __future__ import annotations

import keyword
import re

from autograder.check.messages.seen import Look, Seen, change_code, find_line, helps, keep_code
from autograder.check.messages.show import code
from autograder.check.messages.spelling import count_slips
from autograder.check.messages.words import Plain
from autograder.language import tr
from autograder.sandbox.protocol import StudentError

_FIRST = ("if", "elif", "else", "while", "for", "def", "return", "import", "from", "class", "try", "except", "break")
_INNER = ("in", "and", "or", "not", "if", "else", "import", "as", "is", "True", "False", "None")


def _misspelt_word(error: StudentError, seen: Seen) -> Plain | None:
    line = find_line(error, seen)
    found = re.match(r"(\s*)([^\W\d_]+)(.*)$", line)
    if found and not keyword.iskeyword(found[2]):
        for ours in _FIRST:
            if _is_near(found[2], ours) and any(helps(error, seen, one) for one in _try_first(found, ours)):
                return _tell(found[2], ours)
    for one in re.finditer(r"(?<![\w.])[^\W\d_]+(?!\w)", keep_code(line)):
        for ours in _INNER:
            if not keyword.iskeyword(one[0]) and _is_near(one[0], ours):
                mended = change_code(line, lambda piece, a=one[0], b=ours: re.sub(rf"(?<![\w.]){a}(?!\w)", b, piece))  # type: ignore[misc]
                if helps(error, seen, mended):
                    return _tell(one[0], ours)
    return None


def _try_first(found: re.Match[str], ours: str) -> tuple[str, ...]:
    rest = re.sub(r"^\s*", " ", found[3])
    written = f"{found[1]}{ours}{found[3]}"
    # A branch alone cannot be read: as a condition of its own it can.
    return (
        written,
        f"{found[1]}if{rest}" if ours == "elif" else written,
        f"{found[1]}if True:" if ours == "else" else written,
    )


def _is_near(word: str, ours: str) -> bool:
    if word.lower() == ours.lower():
        return word != ours
    return len(ours) > 2 and len(word) > 2 and count_slips(word.lower(), ours.lower(), 1) == 1


def _tell(word: str, ours: str) -> Plain:
    if word.lower() == ours.lower():
        sentence = tr("Majuscules et minuscules comptent : {ours}, et non {name}.", ours=code(ours), name=code(word))
    else:
        sentence = tr("Le mot de Python s’écrit {ours}, et non {name}.", ours=code(ours), name=code(word))
    return Plain(sentence, "syntax")


def _loop_without_in(error: StudentError, seen: Seen) -> Plain | None:
    line = find_line(error, seen)
    found = re.match(r"(\s*)(for|pour)\s+\w+\s*(=|:=|from|de|of|dans)\s*(.*)$", line)
    if not found or not helps(error, seen, f"{found[1]}for x in y:"):
        return None
    if found[3] in ("de", "dans", "of"):
        return Plain(
            tr("Dans une boucle {word}, le mot qui suit le nom est {ours}.", word="`for`", ours="`in`"), "syntax"
        )
    return Plain(tr("Une boucle s’écrit {shown} : pas de signe `=`.", shown=code("for … in range(…):")), "syntax")


def _ends_early(error: StudentError, seen: Seen) -> Plain | None:
    line = find_line(error, seen).split("#")[0].rstrip()
    found = re.search(r"(?:(?<!\w)(and|or|not|in|import|as|is|from)|([+*/<>%=-]|[=!<>]=))$", line)
    if not found or not helps(error, seen, f"{line} x"):
        return None
    return Plain(
        tr("La ligne finit par {sign} : il manque ce qui vient après.", sign=code(found[1] or found[2])), "syntax"
    )


def _many_points(error: StudentError, seen: Seen) -> Plain | None:
    line = find_line(error, seen)
    found = re.search(r"(?<![\w.])\d+(?:\.\d+){2,}(?:/\d+)?", keep_code(line))
    if not found or not helps(error, seen, line.replace(found[0], '""', 1)):
        return None
    return Plain(
        tr(
            "{number} a plusieurs points : ce n’est pas un nombre. Entre guillemets, c’est un texte : {text}.",
            number=code(found[0]),
            text=code(f'"{found[0]}"'),
        ),
        "syntax",
    )


def _dictionary_colon(error: StudentError, seen: Seen) -> Plain | None:
    line = find_line(error, seen)
    if "{" not in keep_code(line):
        return None
    for found in re.finditer(r"(?<=[\"'\w])\s*([=;]|\s|->|=>)\s*(?=[\"'\w\[{(-])", line[line.index("{") :]):
        start, end = (line.index("{") + one for one in found.span())
        if "," not in line and helps(error, seen, f"{line[:start]}: {line[end:]}"):
            return Plain(tr("Dans un dictionnaire, `:` sépare une étiquette de sa valeur."), "syntax")
    return None


FIRST_SLIP_LOOKS: tuple[Look, ...] = (_misspelt_word,)
"""Before a line is taken for a sentence."""
SLIP_LOOKS: tuple[Look, ...] = (
    _loop_without_in,
    _ends_early,
    _many_points,
    _dictionary_colon,
)
