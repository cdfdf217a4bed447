"""The kind of a value in plain words, with the name that Python gives it."""

from __future__ import annotations

from typing import Any

from autograder.check.messages.difference import name_type
from autograder.language import tr


def say_kind(value: Any) -> str:
    """Return « un texte (`str`) », « rien (`None`) », or the name alone of a type that has no word."""
    words = {
        "NoneType": lambda: tr("rien (`None`)"),
        "bool": lambda: tr("un oui ou non (`bool`)"),
        "int": lambda: tr("un nombre entier (`int`)"),
        "float": lambda: tr("un nombre à virgule (`float`)"),
        "str": lambda: tr("un texte (`str`)"),
        "bytes": lambda: tr("des octets (`bytes`)"),
        "list": lambda: tr("une liste (`list`)"),
        "tuple": lambda: tr("un groupe de valeurs (`tuple`)"),
        "set": lambda: tr("un ensemble (`set`)"),
        "dict": lambda: tr("un dictionnaire (`dict`)"),
        "function": lambda: tr("une fonction, que rien n’appelle"),
    }
    name = name_type(value)
    return words[name]() if name in words else f"`{name}`"
