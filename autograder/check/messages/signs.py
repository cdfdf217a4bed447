"""Signs that Python does not have, and numbers written as one writes them by hand."""

from __future__ import annotations

import re

from autograder.check.messages.seen import Look, Seen, change_code, find_line, helps, keep_code
from autograder.check.messages.show import code
from autograder.check.messages.words import Plain
from autograder.language import tr
from autograder.sandbox.protocol import StudentError

_DOUBLE, _SINGLE = "«»“”„‟", "‘’‚‹›′"
_SPACES = "[ \u00a0\u202f\u2009]"
_UNITS = "euros?|ans?|jours?|heures?|minutes?|secondes?|mots?|octets?|bits?|years?|days?|hours?|words?|bytes"
_UNITS += "|[ckmM]?m|k?g|[kMG][oB]|m?s|min"
_OURS = {"≤": "<=", "≥": ">=", "≠": "!=", "×": "*", "·": "*", "÷": "/", "−": "-", "–": "-", "—": "-", "²": "**2"}
_OURS |= {"³": "**3", "…": "...", "，": ",", "；": ";", "：": ":", "（": "(", "）": ")", "→": "->"}
_ELSEWHERE = {"&&": "and", "||": "or", "<>": "!=", "=>": ">=", "=<": "<=", "=!": "!=", "===": "==", "!==": "!="}


def _quotes(error: StudentError, seen: Seen) -> Plain | None:
    line = find_line(error, seen)
    found = re.search(f"[{_DOUBLE}{_SINGLE}`´]", line)
    if not found:
        return None
    straight = re.sub(f"«{_SPACES}?|{_SPACES}?»|[{_DOUBLE}]", '"', line)
    candidates = (straight, re.sub(f"[{_SINGLE}`´]", "'", straight), re.sub(f"[{_SINGLE}`´]", '"', straight))
    named = any(f"invalid character '{sign}'" in error.message for sign in _DOUBLE + _SINGLE)
    if not named and not any(one != line and helps(error, seen, one) for one in candidates):
        return None
    sentence = tr(
        "Le signe {sign} n’ouvre pas un texte en Python : il faut le guillemet droit, {quote}. C’est la touche 3 d’un "
        "clavier français ou belge, Maj + 2 d’un clavier québécois ou suisse.",
        sign=code(found[0]),
        quote=code('"'),
    )
    return Plain(sentence, "syntax")


def _other_signs(error: StudentError, seen: Seen) -> Plain | None:
    line = find_line(error, seen)
    bare = keep_code(line)
    for sign, ours in _OURS.items():
        if sign in bare and (f"'{sign}'" in error.message or helps(error, seen, _swap(line, {sign: ours}))):
            return Plain(
                tr("Le signe {sign} n’existe pas en Python : écrivez {ours}.", sign=code(sign), ours=code(ours)),
                "syntax",
            )
    for sign in sorted(_ELSEWHERE, key=len, reverse=True):
        if sign in bare and helps(error, seen, _swap(line, {sign: f" {_ELSEWHERE[sign]} "})):
            sentence = tr("{sign} s’écrit {ours} en Python.", sign=code(sign), ours=code(_ELSEWHERE[sign]))
            return Plain(sentence, "syntax")
    step = re.match(r"\s*(\w+)\s*(\+\+|--)\s*$", bare)
    if step and helps(error, seen, f"{line[: len(line) - len(line.lstrip())]}{step[1]} {step[2][0]}= 1"):
        ours = f"{step[1]} {step[2][0]}= 1"
        return Plain(tr("{sign} s’écrit {ours} en Python.", sign=code(step[2]), ours=code(ours)), "syntax")
    slash = re.search(r"//|/\*|<!--", bare)
    if slash and helps(error, seen, (bare[: slash.start()].rstrip() or "pass")):
        return Plain(tr("Un commentaire commence par {sign} en Python.", sign=code("#")), "syntax")
    return None


def _swap(line: str, changes: dict[str, str]) -> str:
    def change(piece: str) -> str:
        for sign, ours in changes.items():
            piece = piece.replace(sign, ours)
        return piece

    return change_code(line, change)


def _spaced_number(error: StudentError, seen: Seen) -> Plain | None:
    line = find_line(error, seen)
    spaced = re.compile(rf"(?<![\w.])\d{{1,3}}(?:{_SPACES}\d{{3}})+(?![\w])")
    found = spaced.search(keep_code(line))
    closed = change_code(line, lambda piece: spaced.sub(lambda one: re.sub(_SPACES, "", one[0]), piece))
    if not found or not helps(error, seen, closed):
        return None
    number = re.sub(_SPACES, "", found[0])
    return Plain(tr("Un nombre s’écrit sans espace : {number}.", number=code(number)), "syntax")


def _leading_zero(error: StudentError, seen: Seen) -> Plain | None:
    if "leading zeros" not in error.message:
        return None
    found = re.search(r"(?<![\w.])0+\d+", keep_code(find_line(error, seen)))
    if not found:
        return None
    return Plain(
        tr(
            "Un nombre ne commence pas par un zéro : {number}. Pour garder le zéro, faites-en un texte : {text}.",
            number=code(found[0].lstrip("0") or "0"),
            text=code(f'"{found[0]}"'),
        ),
        "syntax",
    )


def _date(error: StudentError, seen: Seen) -> Plain | None:
    """A date, an hour or a telephone number as one writes it by hand."""
    line = find_line(error, seen)
    found = re.search(r"(?<![\w.])\d{1,4}(?:[/:-]\d{1,4})+(?![\w.])|(?<![\w.])\d\d(?: \d\d){3,}(?!\w)", keep_code(line))
    if not found or "[" in line or not helps(error, seen, line.replace(found[0], '""', 1)):
        return None
    return Plain(tr("Un texte se met entre guillemets : {text}.", text=code(f'"{found[0]}"')), "syntax")


def _unit(error: StudentError, seen: Seen) -> Plain | None:
    """A number with what it counts: ``10€``, ``5 %``, ``12h30``; or a name that begins with a digit."""
    line = find_line(error, seen)
    bare = keep_code(line)
    name = re.match(r"\s*(?:def\s+)?(\d+[^\W\d]\w*)\s*(?:=(?!=)|\()", bare)
    if name and helps(error, seen, line.replace(name[1], f"x{name[1]}", 1)):
        return Plain(tr("Un nom ne commence pas par un chiffre : {name}.", name=code(name[1])), "syntax")
    found = re.search(rf"(?<![\w.])(\d+(?:[.]\d+)?)(\s*[%€$£°]|\s*(?:{_UNITS})(?!\w)|h\d*(?!\w))", bare)
    if not found or not helps(error, seen, change_code(line, lambda piece: piece.replace(found[0], found[1] + " "))):
        return None
    return Plain(
        tr(
            "Un nombre s’écrit sans unité : {number}. Avec {unit}, c’est un texte, entre guillemets.",
            number=code(found[1]),
            unit=code(found[2].strip()),
        ),
        "syntax",
    )


NUMBER_LOOKS: tuple[Look, ...] = (_date, _spaced_number, _leading_zero)
SIGN_LOOKS: tuple[Look, ...] = (_quotes, _other_signs, _unit)
