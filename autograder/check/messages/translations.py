"""Python's own words in the learner's language, where nothing more is known than what they say."""

from __future__ import annotations

import re

from autograder.language import tr


def translate(words: str) -> str:
    """Return what Python says, translated; empty where these words are not known."""
    for pattern, said in _list_translations():
        found = re.search(pattern, words)
        if found:
            return said.format(**{name: f"`{group}`" for name, group in found.groupdict().items()})
    return ""


def _list_translations() -> tuple[tuple[str, str], ...]:
    return (
        (
            r"positional argument follows keyword",
            tr("Entre parenthèses, les valeurs sans nom passent avant celles qui ont un nom."),
        ),
        (r"keyword argument repeated|duplicate argument", tr("Le même nom est donné deux fois entre les parenthèses.")),
        (r"default argument", tr("Dans `def`, les paramètres sans valeur passent avant ceux qui en ont une.")),
        (
            r"f-string: (?:expecting|single|empty|valid expr|unterminated|unmatched)|f-string expression",
            tr("Dans ce texte qui commence par `f`, une accolade est mal fermée, ou vide."),
        ),
        (r"expected '(?P<sign>\(|\)|:|\]|\})'", tr("Python attend là le signe {sign}.")),
        (r"line continuation character", tr("Après le signe `\\`, il ne doit rien y avoir sur la ligne.")),
        (
            r"invalid decimal literal|invalid (?:octal|binary|hexadecimal) literal|invalid digit",
            tr("Un nombre de cette ligne est mal écrit."),
        ),
        (r"cannot delete", tr("`del` ne retire qu’un nom, ou une place d’une liste ou d’un dictionnaire.")),
        (r"expected 'except' or 'finally' block", tr("Après un bloc `try` vient un bloc `except`.")),
        (r"expected one of .* after 'for'|expected 'in'", tr("Une boucle `for` a besoin du mot `in`.")),
        (r"unexpected EOF|incomplete input", tr("Le code s’arrête trop tôt : il manque la fin.")),
        (r"multiply sequence by non-int", tr("Un texte ou une liste ne se multiplie que par un nombre entier.")),
        (
            r"cannot unpack non-iterable (?P<kind>\w+) object",
            tr("À droite du `=`, il n’y a qu’une valeur, de type {kind}, pour plusieurs noms."),
        ),
        (r"slice indices must be integers", tr("Entre crochets, autour de `:`, il faut des nombres entiers.")),
        (r"takes no arguments|takes no keyword", tr("Cette fonction ne prend aucune valeur entre ses parenthèses.")),
        (
            r"expected (?:at (?:least|most) |exactly )?(?P<has>\d+) arguments?, got (?P<given>\d+)",
            tr("Nombre de valeurs attendues entre les parenthèses : {has}. Nombre de valeurs données : {given}."),
        ),
        (
            r"takes exactly one argument \((?P<given>\d+) given\)",
            tr("Cette fonction prend une valeur entre ses parenthèses ; nombre de valeurs données : {given}."),
        ),
        (r"bad operand type for unary", tr("Ce signe ne va que devant un nombre.")),
        (r"math domain error|expected a nonnegative input", tr("Cette opération n’existe pas pour ce nombre.")),
        (r"range\(\) arg 3 must not be zero", tr("Le pas de `range` ne peut pas être zéro.")),
        (r"empty separator", tr("`split` a reçu un texte vide : il lui faut le signe qui sépare.")),
        (r"closed file", tr("Ce fichier est déjà fermé.")),
        (
            r"changed size during iteration",
            tr("La boucle change la taille de ce qu’elle parcourt : parcourez-en une copie."),
        ),
        (r"dictionary update sequence", tr("`dict` attend des paires : une étiquette et sa valeur.")),
        (r"substring not found", tr("Le texte cherché n’y est pas.")),
        (r"is not in list|x not in list", tr("La valeur cherchée n’est pas dans la liste.")),
        (r"object is not reversible", tr("Cette valeur ne se parcourt pas à l’envers.")),
        (
            r"unsupported format string|Unknown format code|Invalid format specifier",
            tr("Ce qui suit `:` entre les accolades ne convient pas à cette valeur."),
        ),
        (r"embedded null", tr("Ce texte contient un caractère nul.")),
        (r"byte must be in range|bytes must be in range", tr("Un octet va de 0 à 255.")),
        (
            r"integer division result too large|int too large|too large to convert|Exceeds the limit",
            tr("Le nombre est trop grand pour cette opération."),
        ),
        (r"isinstance\(\) arg 2", tr("Le deuxième paramètre de `isinstance` est un type, comme `int` ou `str`.")),
        (r"Too many|too many statically nested", tr("Trop de blocs sont mis les uns dans les autres.")),
        (r"from __future__|import \* only", tr("Cette ligne d’importation n’a pas sa place ici.")),
    )
