"""Python's commonest exceptions, each with the sentence that a beginner can act on."""

from __future__ import annotations

import re

from autograder.check.messages.show import code
from autograder.check.messages.syntax import SYNTAX_RULES
from autograder.check.messages.types import TYPE_RULES
from autograder.check.messages.words import Plain, Rule, shorten
from autograder.language import tr
from autograder.sandbox.protocol import StudentError


def _unbound(found: re.Match[str], error: StudentError) -> Plain:
    return Plain(
        tr(
            "Dans la fonction, {name} est lu avant d’avoir reçu une valeur. "
            "Un nom qui reçoit une valeur quelque part dans une fonction y est local partout.",
            name=code(found[1]),
        )
    )


def _unknown_name(found: re.Match[str], error: StudentError) -> Plain:
    return Plain(
        tr("{name} n’existe pas à cet endroit. Est-il bien écrit, et défini plus haut ?", name=code(found[1])),
        "misspelt-inside",
    )


def _index(found: re.Match[str], error: StudentError) -> Plain:
    return Plain(tr("Cette place n’existe pas : une suite de 3 éléments a les places 0, 1 et 2."), "out-of-range")


def _pop_empty(found: re.Match[str], error: StudentError) -> Plain:
    return Plain(tr("La liste est vide : il n’y a rien à en retirer."), "out-of-range")


def _brace(found: re.Match[str], error: StudentError) -> Plain:
    return Plain(tr("Une accolade de ce texte n’a pas reçu sa valeur."))


def _key(found: re.Match[str], error: StudentError) -> Plain:
    if ".format(" in error.source:
        return _brace(found, error)
    return Plain(
        tr("Le dictionnaire n’a pas la clé {key}. `in` permet de le savoir avant.", key=code(shorten(error.message)))
    )


def _zero(found: re.Match[str], error: StudentError) -> Plain:
    return Plain(tr("Le code divise par zéro. Que doit-il faire quand il n’y a aucun élément ?"))


def _none_attribute(found: re.Match[str], error: StudentError) -> Plain:
    return Plain(
        tr(
            "Une valeur vaut ici `None`, c’est-à-dire rien : elle n’a pas de {name}. "
            "Vient-elle d’une fonction qui ne rend rien ?",
            name=code(f".{found[1]}"),
        ),
        "none-used",
    )


def _module_attribute(found: re.Match[str], error: StudentError) -> Plain:
    return Plain(tr("Le module {module} n’a rien qui s’appelle {name}.", module=code(found[1]), name=code(found[2])))


def _attribute(found: re.Match[str], error: StudentError) -> Plain:
    return Plain(
        tr(
            "Un `{kind}` n’a pas de {name}. Est-ce le bon nom, sur la bonne valeur ?",
            kind=found[1],
            name=code(f".{found[2]}"),
        )
    )


def _not_a_number(found: re.Match[str], error: StudentError) -> Plain:
    return Plain(tr("Le texte {value} ne s’écrit pas comme un nombre.", value=code(shorten(found[1]))))


def _not_hexadecimal(found: re.Match[str], error: StudentError) -> Plain:
    return Plain(tr("`bytes.fromhex` n’accepte que les chiffres 0 à 9 et les lettres a à f, par paires."))


def _unpack(found: re.Match[str], error: StudentError) -> Plain:
    return Plain(tr("Il n’y a pas autant de noms à gauche du `=` que de valeurs à droite."))


def _empty_sequence(found: re.Match[str], error: StudentError) -> Plain:
    return Plain(tr("`{name}` n’a pas de réponse quand il n’y a aucun élément : traitez ce cas à part.", name=found[1]))


def _not_found(found: re.Match[str], error: StudentError) -> Plain:
    return Plain(tr("La valeur cherchée n’y est pas. `in` permet de le savoir avant."))


def _recursion(found: re.Match[str], error: StudentError) -> Plain:
    return Plain(
        tr("La fonction s’appelle elle-même sans fin. Quel cas doit l’arrêter, et y arrive-t-elle toujours ?"),
        "endless-recursion",
    )


def _module(found: re.Match[str], error: StudentError) -> Plain:
    return Plain(
        tr(
            "Le module {name} n’est pas là. L’exercice n’a besoin que de ceux qu’il importe déjà.",
            name=code(found[1]),
        )
    )


def _import_name(found: re.Match[str], error: StudentError) -> Plain:
    return Plain(tr("{name} ne se trouve pas dans ce module. Est-il bien écrit ?", name=code(found[1])))


def _decode(found: re.Match[str], error: StudentError) -> Plain:
    return Plain(
        tr(
            "Ces octets ne sont pas du texte en {codec}. Une empreinte n’en est pas : `.hex()` la montre.",
            codec=found[1],
        )
    )


def _encode(found: re.Match[str], error: StudentError) -> Plain:
    return Plain(tr("Le codage {codec} ne connaît pas tous ces caractères ; `utf-8` les connaît tous.", codec=found[1]))


def _file(found: re.Match[str], error: StudentError) -> Plain:
    return Plain(
        tr(
            "Le fichier {path} n’existe pas. Son nom se donne depuis le dossier du carnet.",
            path=code(shorten(found[1])),
        )
    )


def _permission(found: re.Match[str], error: StudentError) -> Plain:
    return Plain(tr("L’accès est refusé : le code ne peut écrire que dans le dossier du carnet."))


def _network(found: re.Match[str], error: StudentError) -> Plain:
    return Plain(tr("Le code cherche le réseau, qui est fermé pendant l’exercice."))


def _overflow(found: re.Match[str], error: StudentError) -> Plain:
    return Plain(tr("Le nombre est devenu trop grand pour cette opération."))


def _input(found: re.Match[str], error: StudentError) -> Plain:
    return Plain(tr("`input()` attend quelqu’un au clavier : donnez la valeur en paramètre plutôt."))


def _too_long(found: re.Match[str], error: StudentError) -> Plain:
    return Plain(
        tr(
            "Elle tournait encore à la fin de son temps. "
            "Souvent, c’est une boucle `while` dont la condition reste vraie."
        ),
        "never-ends",
    )


def _own_assert(found: re.Match[str], error: StudentError) -> Plain:
    return Plain(tr("Un `assert` de votre propre code n’est pas vérifié."))


def _stop(found: re.Match[str], error: StudentError) -> Plain:
    return Plain(tr("`next` ne trouve plus rien : la suite est finie."))


RULES: dict[str, tuple[Rule, ...]] = {
    "SyntaxError": SYNTAX_RULES,
    "TypeError": TYPE_RULES,
    "UnboundLocalError": ((r"'(\w+)'", _unbound),),
    "NameError": ((r"name '(\w+)'", _unknown_name),),
    "IndexError": ((r"Replacement index", _brace), (r"pop from (?:an )?empty", _pop_empty), (r"", _index)),
    "KeyError": ((r"", _key),),
    "ZeroDivisionError": ((r"", _zero),),
    "AttributeError": (
        (r"'NoneType' object has no attribute '(\w+)'", _none_attribute),
        (r"module '([\w.]+)' has no attribute '(\w+)'", _module_attribute),
        (r"'(\w+)' object has no attribute '(\w+)'", _attribute),
    ),
    "ValueError": (
        (r"invalid literal for int\(\) with base \d+: (.+)", _not_a_number),
        (r"could not convert string to float: (.+)", _not_a_number),
        (r"fromhex", _not_hexadecimal),
        (r"values to unpack", _unpack),
        (r"(max|min)\(\).*empty", _empty_sequence),
        (r"not found|not in list|x not in", _not_found),
    ),
    "RecursionError": ((r"", _recursion),),
    "ModuleNotFoundError": ((r"No module named '([\w.]+)'", _module),),
    "ImportError": ((r"cannot import name '(\w+)'", _import_name),),
    "UnicodeDecodeError": ((r"'([\w-]+)' codec", _decode),),
    "UnicodeEncodeError": ((r"'([\w-]+)' codec", _encode),),
    "FileNotFoundError": ((r"'([^']*)'", _file),),
    "PermissionError": ((r"", _permission),),
    "ConnectionError": ((r"", _network),),
    "ConnectionRefusedError": ((r"", _network),),
    "OSError": ((r"[Nn]etwork|Name or service|Temporary failure in name", _network),),
    "OverflowError": ((r"", _overflow),),
    "TimeoutError": ((r"^$", _too_long),),
    "EOFError": ((r"", _input),),
    "AssertionError": ((r"^$", _own_assert),),
    "StopIteration": ((r"", _stop),),
    "Exception": ((r"", lambda found, error: _outside_the_tree(error)),),
}
"""Patterns by built-in class; the first that is found in the exception's message speaks."""


def _outside_the_tree(error: StudentError) -> Plain:
    """Exceptions that derive from no built-in but ``Exception``: those that exit, and Python's own refusals."""
    if error.type == "SystemExit":
        return Plain(
            tr("`exit()` et `quit()` arrêtent Python tout entier : `return` suffit à sortir d’une fonction."), "exits"
        )
    if error.type == "KeyboardInterrupt":
        return Plain(tr("Le calcul a été interrompu."))
    if error.type == "ValueTooLarge":
        return Plain(tr("La valeur rendue est bien trop grande. Une boucle ajoute-t-elle plus d’éléments que prévu ?"))
    if error.type == "StdinNotImplementedError":
        return Plain(tr("`input()` attend quelqu’un au clavier : donnez la valeur en paramètre plutôt."))
    words = shorten(error.message, 160)
    if not words:
        return Plain(tr("Python l’appelle {kind}.", kind=code(error.type)))
    return Plain(tr("Python dit {kind} : « {words} ».", kind=code(error.type), words=words))
