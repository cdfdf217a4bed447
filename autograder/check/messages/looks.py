"""The causes that beginners really make, looked for in the line itself before Python's message is read."""

from __future__ import annotations

import builtins
import difflib
import re
import sys

from autograder.check.messages.assigning import ASSIGNING_LOOKS
from autograder.check.messages.blocks import BLOCK_LOOKS, LAST_LOOKS
from autograder.check.messages.french import FRENCH_LOOKS, WORD_LOOKS
from autograder.check.messages.names import NAME_LOOKS
from autograder.check.messages.operands import TYPE_LOOKS
from autograder.check.messages.seen import Look, Seen, find_line, helps
from autograder.check.messages.show import code
from autograder.check.messages.signs import NUMBER_LOOKS, SIGN_LOOKS
from autograder.check.messages.slips import FIRST_SLIP_LOOKS, SLIP_LOOKS
from autograder.check.messages.words import Plain
from autograder.language import tr
from autograder.sandbox.protocol import StudentError


def _left_over(error: StudentError, seen: Seen) -> Plain | None:
    """The stub's own line, under an answer that was written."""
    if error.message or not find_line(error, seen).strip().startswith("raise NotImplementedError"):
        return None
    written = [one for one in seen.source.splitlines() if one.strip() and not one.lstrip().startswith("#")]
    if len(written) <= 1:
        return Plain(
            tr(
                "Cette cellule attend votre réponse : écrivez-la à la place de {line}.",
                line=code("raise NotImplementedError()"),
            ),
            "not-answered",
        )
    return Plain(
        tr(
            "La ligne {line} marquait la place de votre réponse : effacez-la, une fois la réponse écrite.",
            line=code("raise NotImplementedError()"),
        )
    )


def _counted_otherwise(error: StudentError, seen: Seen) -> Plain | None:
    found = re.search(r"object has no attribute '(length|len|size|count|longueur|taille)'", error.message)
    if not found:
        return None
    return Plain(
        tr("La longueur se demande avec {call}, et non {name}.", call=code("len(…)"), name=code(f".{found[1]}"))
    )


def _near_attribute(error: StudentError, seen: Seen) -> Plain | None:
    found = re.search(
        r"'(str|int|float|list|dict|set|tuple|bytes|bool)' object has no attribute '(\w+)'", error.message
    )
    if not found:
        return None
    known = [name for name in dir(getattr(builtins, found[1])) if not name.startswith("_")]
    near = difflib.get_close_matches(found[2].lower(), known, 1, 0.75)
    if not near:
        return None
    return Plain(
        tr(
            "{name} n’existe pas ; {near} existe. Est-ce le même nom ?",
            name=code(f".{found[2]}"),
            near=code(f".{near[0]}"),
        )
    )


def _near_module(error: StudentError, seen: Seen) -> Plain | None:
    found = re.search(r"No module named '(\w+)'$", error.message)
    near = difflib.get_close_matches(found[1], sorted(sys.stdlib_module_names), 1, 0.8) if found else []
    if not found or not near or not re.search(rf"\b{found[1]}\b", find_line(error, seen)):
        return None
    return Plain(
        tr("{name} n’existe pas ; {near} existe. Est-ce le même nom ?", name=code(found[1]), near=code(near[0]))
    )


def _number_in_text(error: StudentError, seen: Seen) -> Plain | None:
    """``int("12,5")``, ``int("3.5")``, ``int("1 000")``, ``int("")``."""
    found = re.search(
        r"(?:invalid literal for int\(\) with base \d+|could not convert string to float): '(.*)'$", error.message
    )
    if not found:
        return None
    text = found[1].replace("\\xa0", " ").replace("\\u202f", " ").strip()
    if not text:
        return Plain(tr("Ce texte est vide : il n’y a pas de nombre à y lire."))
    if re.fullmatch(r"-?\d+,\d+", text):
        return Plain(
            tr(
                "{text} a une virgule : la décimale s’écrit avec un point, et se lit avec {call}.",
                text=code(text),
                call=code("float(…)"),
            )
        )
    if re.fullmatch(r"-?\d+\.\d+", text):
        return Plain(
            tr(
                "{text} a une décimale : {int} ne lit que des entiers, {float} la lit.",
                text=code(text),
                int=code("int"),
                float=code("float"),
            )
        )
    if re.fullmatch(r"\d{1,3}(?: \d{3})+", text):
        return Plain(tr("{text} a une espace : un nombre s’écrit sans espace.", text=code(text)))
    return None


def _windows_path(error: StudentError, seen: Seen) -> Plain | None:
    if "unicodeescape" not in error.message:
        return None
    return Plain(
        tr(
            r"Dans un texte, {sign} annonce un signe spécial. Dans un chemin de fichier, mettez {ours} à sa place.",
            sign="`\\`",
            ours="`/`",
        ),
        "syntax",
    )


LOOKS: dict[str, tuple[Look, ...]] = {
    "SyntaxError": (
        _windows_path,
        *NUMBER_LOOKS,
        *FIRST_SLIP_LOOKS,
        *WORD_LOOKS,
        *SIGN_LOOKS,
        *ASSIGNING_LOOKS[:6],
        *FRENCH_LOOKS,
        *SLIP_LOOKS,
        *ASSIGNING_LOOKS[6:],
        *BLOCK_LOOKS,
        *LAST_LOOKS,
    ),
    "NameError": NAME_LOOKS,
    "TypeError": TYPE_LOOKS,
    "NotImplementedError": (_left_over,),
    "AttributeError": (_counted_otherwise, _near_attribute),
    "ModuleNotFoundError": (_near_module,),
    "ValueError": (_number_in_text,),
}
"""By built-in class; the first that recognises its cause speaks, and where none does, Python's words are told."""


def recognise(error: StudentError, seen: Seen) -> Plain | None:
    """Return the cause that the text itself shows, ``None`` where it shows none."""
    if error.builtin == "UnboundLocalError":
        return None
    if _is_syntax(error) and helps(error, seen, find_line(error, seen)):
        return None  # Python could read the line: what is missing is around it.
    kinds = (error.builtin, "SyntaxError" if _is_syntax(error) else "")
    found = (look(error, seen) for kind in kinds for look in LOOKS.get(kind, ()))
    return next((plain for plain in found if plain), None)


def _is_syntax(error: StudentError) -> bool:
    return error.builtin in ("SyntaxError", "IndentationError", "TabError")
