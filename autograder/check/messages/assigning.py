"""Lines that give a value to a name, or mean to: the sign, the side, the name itself."""

from __future__ import annotations

import keyword
import re

from autograder.check.messages.seen import Look, Seen, change_code, find_line, helps, keep_code
from autograder.check.messages.show import code
from autograder.check.messages.words import Plain
from autograder.language import tr
from autograder.sandbox.protocol import StudentError

_ONE_EQUALS = re.compile(r"(?<![=!<>:+*/%-])=(?!=)")


def _two_on_a_line(error: StudentError, seen: Seen) -> Plain | None:
    line = find_line(error, seen)
    indent = line[: len(line) - len(line.lstrip())]
    if not re.match(r"\s*[^\W\d]\w*\s*=(?!=)", line):
        return None
    parts = re.split(r"\s*[,;]?\s+(?=[^\W\d]\w*\s*=(?!=))|,(?=[^\W\d]\w*\s*=(?!=))", line.strip())
    if len(parts) < 2 or not helps(error, seen, "\n".join(indent + part for part in parts)):
        return None
    return Plain(tr("Il y a là deux réponses : chacune va sur sa propre ligne."), "syntax")


def _compare(error: StudentError, seen: Seen) -> Plain | None:
    line = find_line(error, seen)
    if not re.match(r"\s*(if|elif|while|return|assert|not)\b|.*\w\(|\s*\w+\s*=.*=", line):
        return None
    start = 0 if re.match(r"\s*(if|elif|while|return|assert)\b", line) else -1
    doubled = change_code(line, lambda piece: _ONE_EQUALS.sub("==", piece))
    if start or doubled == line:
        inside = re.match(r"(.*?\w\()(.*)(\).*)$", line)
        if not inside or "cannot contain assignment" not in error.message:
            return None
        doubled = inside[1] + change_code(inside[2], lambda piece: _ONE_EQUALS.sub("==", piece)) + inside[3]
    if not any(helps(error, seen, one) for one in (doubled, f"{doubled.rstrip()}:")):
        return None
    return Plain(tr("Un seul `=` donne une valeur ; pour comparer, il en faut deux : `==`."), "syntax")


def _reserved(error: StudentError, seen: Seen) -> Plain | None:
    line = find_line(error, seen)
    found = re.match(r"(\s*)(\w+)(\s*=(?!=).*)$", line) or re.match(r"(\s*def\s+)(\w+)(\s*\(.*)$", line)
    if not found or not keyword.iskeyword(found[2]) or not helps(error, seen, f"{found[1]}x{found[3]}"):
        return None
    return Plain(tr("{name} est un mot de Python : choisissez un autre nom.", name=code(found[2])), "syntax")


def _name_in_pieces(error: StudentError, seen: Seen) -> Plain | None:
    """``mon nom = 3``, ``mon-nom = 3``, ``l'age = 3``."""
    line = find_line(error, seen)
    found = re.match(r"(\s*(?:def\s+)?)([^\W\d]\w*(?:(?: +|-|['’.]|\?)\w+)+\??)(\s*(?:=(?!=)|\().*)$", line)
    if not found or found[2].split()[0] in keyword.kwlist or found[2].isidentifier():
        return None
    if "." in found[2]:
        return None
    joined = re.sub(r"\W+", "_", found[2]).strip("_")
    if not helps(error, seen, f"{found[1]}{joined}{found[3]}"):
        return None
    return Plain(
        tr(
            "Un nom n’a ni espace, ni trait d’union, ni apostrophe : écrivez {joined} au lieu de {name}.",
            joined=code(joined),
            name=code(found[2]),
        ),
        "syntax",
    )


def _other_arrow(error: StudentError, seen: Seen) -> Plain | None:
    line = find_line(error, seen)
    found = re.match(r"(\s*[^\W\d]\w*)\s*(:=|->|:==)\s*(.+)$", line)
    if not found or not helps(error, seen, f"{found[1]} = {found[3]}"):
        return None
    sentence = tr(
        "Pour donner une valeur à un nom, le signe est {ours}, et non {sign}.", ours="`=`", sign=code(found[2])
    )
    return Plain(sentence, "syntax")


def _declared(error: StudentError, seen: Seen) -> Plain | None:
    """``let x = 3``, ``int x = 3``, ``variable x = 3``: other languages announce their names."""
    line = find_line(error, seen)
    found = re.match(r"(\s*)(let|var|const|int|float|str|string|variable|set)\s+(\w+\s*=.*)$", line)
    if not found or not helps(error, seen, found[1] + found[3]):
        return None
    return Plain(tr("Un nom ne s’annonce pas en Python : retirez {word}.", word=code(found[2])), "syntax")


def _nothing_given(error: StudentError, seen: Seen) -> Plain | None:
    line = find_line(error, seen)
    found = re.match(r"(\s*[^\W\d]\w*\s*=)\s*(#.*)?$", line)
    if not found or not helps(error, seen, f"{found[1]} 0"):
        return None
    return Plain(tr("Il manque la valeur, à droite du signe `=`."), "syntax")


def _reversed(error: StudentError, seen: Seen) -> Plain | None:
    line = find_line(error, seen)
    found = re.match(r"(\s*)([^=]+?)\s*=\s*([^\W\d]\w*)\s*$", line)
    if not found or "cannot assign to" not in error.message or re.match(r"\s*(if|elif|while|return)\b", line):
        return None
    if keyword.iskeyword(found[3]) or not helps(error, seen, f"{found[1]}{found[3]} = {found[2]}"):
        return None
    return Plain(
        tr(
            "Le nom se met à gauche du signe `=`, la valeur à droite : {line}.",
            line=code(f"{found[3]} = {found[2]}"),
        ),
        "syntax",
    )


def _text_after_equals(error: StudentError, seen: Seen) -> Plain | None:
    """``chemin = C:\\Users``: no word of it is Python's."""
    line = find_line(error, seen)
    found = re.match(r"(\s*[^\W\d]\w*\s*=\s*)((?:[A-Za-z]:\\|https?://|[\w.-]+@[\w.-]+)\S*)\s*$", keep_code(line))
    if not found or not helps(error, seen, f'{found[1]}""'):
        return None
    return Plain(tr("Un texte se met entre guillemets : {text}.", text=code('"…"')), "syntax")


ASSIGNING_LOOKS: tuple[Look, ...] = (
    _nothing_given,
    _reserved,
    _declared,
    _other_arrow,
    _two_on_a_line,
    _compare,
    _reversed,
    _name_in_pieces,
    _text_after_equals,
)
