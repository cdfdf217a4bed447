"""Values of the wrong type, where the line itself shows what was meant."""

from __future__ import annotations

import builtins
import re

from autograder.check.messages.seen import Look, Seen, find_line, keep_code
from autograder.check.messages.show import code
from autograder.check.messages.words import Plain
from autograder.language import tr
from autograder.sandbox.protocol import StudentError

_COMMA = re.compile(r"=\s*(-?\d+),(\d+)\s*(?:#.*)?$|return\s+(-?\d+),(\d+)\s*$", re.MULTILINE)
_NUMBERS = ("int", "float")


def _shadowed(error: StudentError, seen: Seen) -> Plain | None:
    """A name of Python's that the learner's code gave to a value, then called."""
    if "object is not callable" not in error.message and "isinstance() arg 2" not in error.message:
        return None
    line = keep_code(find_line(error, seen))
    for name in re.findall(r"(?<![\w.])([^\W\d]\w*)\s*\(", line):
        bound = name in seen.names or re.search(rf"^\s*{name}\s*=(?!=)", seen.source, re.MULTILINE)
        if bound and callable(getattr(builtins, name, None)):
            return Plain(
                tr(
                    "{name} est une fonction de Python, et votre code a donné ce nom à une valeur. Choisissez un autre "
                    "nom pour la valeur, puis exécutez {delete} pour retrouver la fonction.",
                    name=code(name),
                    delete=code(f"del {name}"),
                )
            )
    return None


def _no_sign_before(error: StudentError, seen: Seen) -> Plain | None:
    """``2(a + b)``, ``prix(1 + taux)``: a multiplication as one writes it by hand."""
    found = re.search(r"'(int|float)' object is not callable", error.message)
    line = keep_code(find_line(error, seen))
    if found and (shown := re.search(r"(?<![\w.])(\d[\d.]*|[^\W\d]\w*|\))\s*\(", line)):
        return Plain(
            tr(
                "Un nombre est suivi de parenthèses, comme si c’était une fonction. "
                "Pour multiplier, le signe est {sign} : {shown}.",
                sign=code("*"),
                shown=code(f"{shown[1]} * (…)"),
            )
        )
    return None


def _remainder_of_text(error: StudentError, seen: Seen) -> Plain | None:
    if "not all arguments converted" not in error.message or "%" not in find_line(error, seen):
        return None
    return Plain(
        tr(
            "Avant {sign}, il y a un texte, même s’il n’a que des chiffres. `int(…)` en fait un nombre.", sign=code("%")
        ),
        "text-for-number",
    )


def _decimal_comma(error: StudentError, seen: Seen) -> Plain | None:
    """A number with a comma is two numbers, which later lines refuse."""
    if "tuple" not in error.message and "multiply sequence by non-int of type 'float'" not in error.message:
        return None
    found = _COMMA.search(seen.source or error.source) or re.search(r"=\s*(\d+),(\d+)\s*[*/+-]", seen.source)
    found = found or re.search(r"[*/+-]\s*(\d+),(\d+)|(\d+),(\d+)\s*[*/+-]", keep_code(error.source))
    if not found:
        return None
    whole, rest = (one for one in found.groups() if one is not None)
    return tell_comma(whole, rest)


def tell_comma(whole: str, rest: str) -> Plain:
    """Return what is said of ``1,5`` and of ``1,000``."""
    if len(rest) == 3:
        sentence = tr(
            "À la virgule, Python lit deux nombres, {whole} et {rest}. Rien ne sépare les milliers : {number}.",
            whole=code(whole),
            rest=code(rest),
            number=code(whole + rest),
        )
    else:
        sentence = tr(
            "À la virgule, Python lit deux nombres, {whole} et {rest}. La décimale s’écrit avec un point : {number}.",
            whole=code(whole),
            rest=code(rest),
            number=code(f"{whole}.{rest}"),
        )
    return Plain(sentence)


def _two_texts(error: StudentError, seen: Seen) -> Plain | None:
    found = re.search(r"unsupported operand type\(s\) for (\S+?):? .*?'str' and 'str'", error.message)
    if not found:
        found = re.search(r"(can't multiply sequence by non-int of type 'str')", error.message)
        if not found:
            return None
    return Plain(
        tr(
            "Il y a un texte de chaque côté du signe, et ce signe calcule avec des nombres. "
            "`int(…)` ou `float(…)` fait d’un texte un nombre."
        )
        if found[1][0] != "c"
        else tr("Un texte ne se multiplie pas par un autre texte. `int(…)` ou `float(…)` en fait un nombre."),
        "text-for-number",
    )


def _not_called(error: StudentError, seen: Seen) -> Plain | None:
    """A function's name without its parentheses, where its result is meant."""
    kinds = r"['\"](function|method|builtin_function_or_method|type)['\"]"
    if not re.search(kinds, error.message) or "not callable" in error.message:
        return None
    line = keep_code(find_line(error, seen))
    square = re.search(r"(?<![\w.])([^\W\d]\w*)\s*\[", line)
    if "is not subscriptable" in error.message and square:
        name = square[1]
        return Plain(
            tr("{name} est une fonction : on l’appelle avec des parenthèses, et non des crochets.", name=code(name)),
            "missing-parentheses",
        )
    if (
        "unsupported operand" in error.message
        or "concatenate" in error.message
        or "not supported between" in error.message
    ):
        return Plain(
            tr(
                "Il y a là une fonction à la place de son résultat : il lui manque ses parenthèses, {call}.",
                call="`()`",
            ),
            "missing-parentheses",
        )
    return None


def _power(error: StudentError, seen: Seen) -> Plain | None:
    if "for ^:" not in error.message:
        return None
    return Plain(tr("La puissance s’écrit {ours} en Python, et non {sign}.", ours=code("**"), sign=code("^")))


def _joined_numbers(error: StudentError, seen: Seen) -> Plain | None:
    if not re.search(r"expected str instance, (int|float|NoneType|list|tuple|bool) found", error.message):
        return None
    return Plain(tr("`join` ne réunit que des textes. `str(…)` fait d’un nombre un texte."))


def _in_a_number(error: StudentError, seen: Seen) -> Plain | None:
    if "requires string as left operand" not in error.message:
        return None
    return Plain(tr("`in` cherche dans un texte, et à sa gauche il n’y a pas de texte. `str(…)` en fait un."))


def _not_whole(error: StudentError, seen: Seen) -> Plain | None:
    found = re.search(r"'(str|float)' object cannot be interpreted as an integer", error.message)
    if not found:
        return None
    if found[1] == "str":
        return Plain(
            tr("Il faut là un nombre entier, et c’est un texte. `int(…)` en fait un nombre."), "text-for-number"
        )
    return Plain(
        tr("Il faut là un nombre entier, et celui-ci a une décimale. `int(…)` la coupe, `//` divise sans elle.")
    )


def _keyword_for_print(error: StudentError, seen: Seen) -> Plain | None:
    found = re.search(
        r"'(\w+)' is an invalid keyword argument for (\w+)|(\w+)\(\) got an unexpected keyword argument '(\w+)'",
        error.message,
    )
    name, function = (found[1], found[2]) if found and found[1] else (found[4], found[3]) if found else ("", "")
    if not name or not re.search(rf"\(.*(?<![\w.]){name}\s*=(?!=)", find_line(error, seen)):
        return None
    return Plain(
        tr(
            "Entre les parenthèses de {function}, {given} nomme un réglage qu’elle n’a pas. "
            "Pour comparer, le signe est `==` ; pour donner une valeur, faites-le sur la ligne d’avant.",
            function=code(function),
            given=code(f"{name}="),
        )
    )


def _rounded_text(error: StudentError, seen: Seen) -> Plain | None:
    if not re.search(
        r"type str doesn't define __round__|must be real number, not str|bad operand type for .*'str'", error.message
    ):
        return None
    return Plain(
        tr("Il faut là un nombre, et c’est un texte. `int(…)` ou `float(…)` en fait un nombre."), "text-for-number"
    )


TYPE_LOOKS: tuple[Look, ...] = (
    _decimal_comma,
    _shadowed,
    _not_called,
    _no_sign_before,
    _remainder_of_text,
    _two_texts,
    _power,
    _joined_numbers,
    _in_a_number,
    _not_whole,
    _keyword_for_print,
    _rounded_text,
)
