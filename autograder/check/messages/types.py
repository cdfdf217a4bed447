"""Values of the wrong type, in the learner's own code."""

from __future__ import annotations

import re

from autograder.check.messages.show import code
from autograder.check.messages.translations import translate
from autograder.check.messages.words import Plain, Rule, shorten
from autograder.language import tr
from autograder.sandbox.protocol import StudentError

_HASHERS = re.compile(r"\b(sha\d\w*|md5|blake2[bs]|scrypt|pbkdf2_hmac|new|update|hash_bytes)\s*\(")


def _needs_bytes(found: re.Match[str], error: StudentError) -> Plain:
    function = _HASHERS.search(error.source)
    if function:
        sentence = tr(
            "{name} a reçu du texte (`str`) ; il lui faut des octets (`bytes`). "
            '`"abc".encode("utf-8")` fait le passage.',
            name=code(function[1]),
        )
    else:
        sentence = tr(
            'Il y a là du texte (`str`) où il faut des octets (`bytes`). `"abc".encode("utf-8")` fait le passage.'
        )
    return Plain(sentence, "text-for-bytes")


def _needs_bytes_only(found: re.Match[str], error: StudentError) -> Plain:
    function = _HASHERS.search(error.source)
    if function:
        return Plain(tr("{name} demande des octets (`bytes`) et a reçu un autre type.", name=code(function[1])))
    return Plain(tr("Il faut là des octets (`bytes`) ; la valeur est d’un autre type."))


def _needs_text(found: re.Match[str], error: StudentError) -> Plain:
    return Plain(
        tr(
            "Il y a là des octets (`bytes`) où il faut du texte (`str`). "
            '`.decode("utf-8")` ou `.hex()` font le passage.'
        ),
        "bytes-for-text",
    )


def _none(found: re.Match[str], error: StudentError) -> Plain:
    return Plain(
        tr("Une valeur vaut ici `None`, c’est-à-dire rien. Vient-elle d’une fonction qui ne rend rien ?"), "none-used"
    )


def _mixed(found: re.Match[str], error: StudentError) -> Plain:
    one, other = found[1], found[2]
    if "NoneType" in (one, other):
        return _none(found, error)
    if one != other and {one, other} <= {"str", "int", "float"} and "str" in (one, other):
        sentence = tr(
            "Un nombre et un texte ne s’ajoutent ni ne se comparent. "
            "`int(…)` fait d’un texte un nombre, `str(…)` fait l’inverse."
        )
    elif "'<'" in error.message or "'>'" in error.message:
        sentence = tr(
            "Python ne sait pas dire lequel vient en premier, d’un `{one}` et d’un `{other}`. "
            "Pour ranger des dictionnaires, `sorted(…, key=…)` dit quelle valeur comparer.",
            one=one,
            other=other,
        )
    else:
        sentence = tr("Python ne sait pas réunir un `{one}` et un `{other}` de cette façon.", one=one, other=other)
    return Plain(sentence)


def _concatenate(found: re.Match[str], error: StudentError) -> Plain:
    one, other = found[1], found[2]
    if other == "bytes" and one == "str":
        return _needs_text(found, error)
    if other == "str" and one == "bytes":
        return _needs_bytes(found, error)
    if one == "str" and other in ("int", "float"):
        return Plain(
            tr("`+` colle deux textes ou ajoute deux nombres, sans mélange. `str(…)` fait d’un nombre un texte.")
        )
    if other == "NoneType":
        return _none(found, error)
    return Plain(tr("`+` réunit deux `{one}` ; l’autre valeur est un `{other}`.", one=one, other=other))


def _not_callable(found: re.Match[str], error: StudentError) -> Plain:
    if found[1] in ("str", "int", "list", "dict", "tuple", "float", "bool"):
        sentence = tr(
            "Des parenthèses suivent une valeur (`{kind}`) qui n’est pas une fonction. "
            "Faut-il des crochets, ou un nom de fonction a-t-il été réutilisé ?",
            kind=found[1],
        )
        return Plain(sentence)
    return Plain(tr("Des parenthèses suivent une valeur (`{kind}`) qui n’est pas une fonction.", kind=found[1]))


def _not_subscriptable(found: re.Match[str], error: StudentError) -> Plain:
    return Plain(
        tr("Les crochets demandent une liste, un texte ou un dictionnaire ; c’est un `{kind}`.", kind=found[1])
    )


def _not_iterable(found: re.Match[str], error: StudentError) -> Plain:
    if found[1] == "int":
        return Plain(tr("Un nombre ne se parcourt pas : pour compter jusqu’à lui, `range(…)`."))
    return Plain(tr("On ne parcourt pas un `{kind}` : il faut une liste, un texte, un dictionnaire…", kind=found[1]))


def _arguments(found: re.Match[str], error: StudentError) -> Plain:
    return Plain(
        tr("{name} n’est pas appelée avec le bon nombre de valeurs.", name=code(f"{found[1]}()")), "wrong-parameters"
    )


def _indices(found: re.Match[str], error: StudentError) -> Plain:
    return Plain(tr("Entre crochets, il faut ici un nombre entier : la place de l’élément."))


def _no_length(found: re.Match[str], error: StudentError) -> Plain:
    return Plain(tr("`len` compte les éléments d’une liste ou d’un texte ; c’est un `{kind}`.", kind=found[1]))


def _unhashable(found: re.Match[str], error: StudentError) -> Plain:
    return Plain(
        tr(
            "Un `{kind}` ne peut être ni une clé de dictionnaire ni un élément d’ensemble ; un `tuple`, oui.",
            kind=found[1],
        )
    )


def _fixed(found: re.Match[str], error: StudentError) -> Plain:
    return Plain(tr("Un `{kind}` ne se modifie pas sur place : on en construit un autre.", kind=found[1]))


def _conversion(found: re.Match[str], error: StudentError) -> Plain:
    if "NoneType" in error.message:
        return _none(found, error)
    return Plain(tr("`{name}` ne sait pas convertir une valeur de ce type.", name=found[1]))


def _other(found: re.Match[str], error: StudentError) -> Plain:
    said = translate(error.message)
    if said:
        return Plain(said)
    return Plain(tr("Une valeur n’a pas le type attendu. Python dit : « {words} ».", words=shorten(error.message, 140)))


TYPE_RULES: tuple[Rule, ...] = (
    (
        r"Strings must be encoded|bytes-like object is required, not 'str'|expected a bytes-like object, str",
        _needs_bytes,
    ),
    (r"string argument without an encoding|can't concat str to bytes", _needs_bytes),
    (r"'str' object cannot be interpreted as bytes", _needs_bytes),
    (
        r"object supporting the buffer API|a bytes-like object is required|expected a bytes-like object",
        _needs_bytes_only,
    ),
    (r"expected str instance, bytes|must be str, not bytes|a string pattern on a bytes", _needs_text),
    (r"can(?:not|'t) concat(?:enate)?.*bytes.*to str", _needs_text),
    (r"can only concatenate (\w+) \(not \"(\w+)\"\)", _concatenate),
    (r"'NoneType' object|'NoneType' has no len|not NoneType", _none),
    (r"unsupported operand type\(s\) for .*?: '(\w+)' and '(\w+)'", _mixed),
    (r"not supported between instances of '(\w+)' and '(\w+)'", _mixed),
    (r"'(\w+)' object is not callable", _not_callable),
    (r"'(\w+)' object is not subscriptable", _not_subscriptable),
    (r"(?:argument of type )?'(\w+)'(?: object)? is not (?:iterable|a container)", _not_iterable),
    (r"([\w<>]+)\(\) (?:takes|missing|got an unexpected|got multiple)", _arguments),
    (r"indices must be integers", _indices),
    (r"object of type '(\w+)' has no len", _no_length),
    (r"unhashable type: '(\w+)'", _unhashable),
    (r"'(\w+)' object does not support item (?:assignment|deletion)", _fixed),
    (r"(int|float|bytes)\(\) argument must be", _conversion),
    (r"", _other),
)
