"""Code that Python cannot read: what is missing, and where to look."""

from __future__ import annotations

import re

from autograder.check.messages.translations import translate
from autograder.check.messages.words import Plain, Rule, shorten
from autograder.language import tr
from autograder.sandbox.protocol import StudentError


def _expected_colon(found: re.Match[str], error: StudentError) -> Plain:
    if not error.source or re.match(r"\s*(if|elif|else|while|for|def|class|with|try)\b[^=]*[^:=]$", error.source):
        return Plain(tr("Il manque les deux-points `:` à la fin de cette ligne."), "syntax")
    return Plain(tr("Python attend là le signe {sign}.", sign="`:`"), "syntax")


def _never_closed(found: re.Match[str], error: StudentError) -> Plain:
    return Plain(tr("Le signe `{sign}` ouvert sur cette ligne n’est jamais refermé.", sign=found[1]), "syntax")


def _unmatched(found: re.Match[str], error: StudentError) -> Plain:
    return Plain(tr("Le signe `{sign}` ne referme rien : en voici un de trop.", sign=found[1]), "syntax")


def _does_not_match(found: re.Match[str], error: StudentError) -> Plain:
    sentence = tr("Le signe `{close}` ne va pas avec `{open}` qui le précède.", close=found[1], open=found[2])
    return Plain(sentence, "syntax")


def _unterminated(found: re.Match[str], error: StudentError) -> Plain:
    return Plain(tr("Un texte ouvert sur cette ligne n’est pas refermé : il manque un guillemet (ou trois)."), "syntax")


def _needs_block(found: re.Match[str], error: StudentError) -> Plain:
    return Plain(tr("Après une ligne qui finit par `:`, la suivante commence par quatre espaces de plus."), "syntax")


def _unexpected_indent(found: re.Match[str], error: StudentError) -> Plain:
    return Plain(tr("Cette ligne commence par des espaces de trop."), "syntax")


def _unindent(found: re.Match[str], error: StudentError) -> Plain:
    return Plain(tr("Le retrait de cette ligne ne correspond à aucune des lignes au-dessus."), "syntax")


def _tabs(found: re.Match[str], error: StudentError) -> Plain:
    return Plain(tr("Tabulations et espaces sont mélangés au début des lignes : gardez les espaces."), "syntax")


def _equals(found: re.Match[str], error: StudentError) -> Plain:
    if error.source and not re.match(r"\s*(if|elif|while|return|assert)\b", error.source):
        return _invalid(found, error)
    return Plain(tr("Un seul `=` donne une valeur ; pour comparer, il en faut deux : `==`."), "syntax")


def _comma(found: re.Match[str], error: StudentError) -> Plain:
    return Plain(tr("Il manque peut-être une virgule entre deux valeurs."), "syntax")


def _assign(found: re.Match[str], error: StudentError) -> Plain:
    return Plain(tr("À gauche de `=`, il faut un nom, et rien d’autre."), "syntax")


def _outside(found: re.Match[str], error: StudentError) -> Plain:
    return Plain(
        tr("`{word}` n’a de sens que dans une fonction ou une boucle : vérifiez le retrait.", word=found[1]), "syntax"
    )


def _print(found: re.Match[str], error: StudentError) -> Plain:
    return Plain(tr("`print` demande des parenthèses : `print(…)`."), "syntax")


def _character(found: re.Match[str], error: StudentError) -> Plain:
    return Plain(
        tr("Le caractère « {sign} » n’existe pas en Python : vient-il d’un copier-coller ?", sign=found[1]), "syntax"
    )


def _unseen_character(found: re.Match[str], error: StudentError) -> Plain:
    """A character without a shape: its name is all that can be shown of it."""
    return Plain(
        tr(
            "Cette ligne contient un caractère qui ne se voit pas, {name}, venu d’un copier-coller. "
            "Effacez les espaces de la ligne, un par un, et retapez-les au clavier.",
            name=_name_unseen().get(found[1].upper(), f"U+{found[1]:0>4}"),
        ),
        "syntax",
    )


def _name_unseen() -> dict[str, str]:
    return {
        "A0": tr("l’espace insécable (U+00A0)"),
        "202F": tr("l’espace fine insécable (U+202F)"),
        "200B": tr("l’espace de largeur nulle (U+200B)"),
        "FEFF": tr("la marque d’ordre des octets (U+FEFF)"),
        "AD": tr("le trait d’union conditionnel (U+00AD)"),
        "2028": tr("le séparateur de lignes (U+2028)"),
        "200E": tr("la marque de gauche à droite (U+200E)"),
        "200F": tr("la marque de droite à gauche (U+200F)"),
    }


def _explain_invalid(found: re.Match[str], error: StudentError) -> Plain:
    """The words that Python has for most: merge marks and what was pasted are told by the line itself."""
    if error.source.lstrip()[:7] in ("<<<<<<<", "=======", ">>>>>>>", "|||||||"):
        return Plain(
            tr(
                "Cette ligne est la marque d’une fusion de Git. Gardez l’une des deux versions, et effacez les lignes "
                "qui commencent par <<<<<<<, ======= ou >>>>>>>."
            ),
            "syntax",
        )
    return _invalid(found, error)


def _invalid(found: re.Match[str], error: StudentError) -> Plain:
    return Plain(
        tr("Python ne peut pas lire cette ligne. Relisez-la, et la fin de celle d’avant : parenthèse, virgule, `:` ?"),
        "syntax",
    )


def _other(found: re.Match[str], error: StudentError) -> Plain:
    said = translate(error.message)
    if said:
        return Plain(said, "syntax")
    return Plain(tr("Python ne peut pas lire cette ligne : « {words} ».", words=shorten(error.message, 120)), "syntax")


SYNTAX_RULES: tuple[Rule, ...] = (
    (r"expected ':'", _expected_colon),
    (r"'(.)' was never closed", _never_closed),
    (r"unmatched '(.)'", _unmatched),
    (r"closing parenthesis '(.)' does not match opening parenthesis '(.)'", _does_not_match),
    (r"unterminated|EOL while scanning|EOF while scanning", _unterminated),
    (r"expected an indented block", _needs_block),
    (r"unexpected indent", _unexpected_indent),
    (r"unindent does not match", _unindent),
    (r"inconsistent use of tabs", _tabs),
    (r"Perhaps you forgot a comma", _comma),
    (r"cannot assign to", _assign),
    (r"Maybe you meant '==' ", _equals),
    (r"'(return|yield|break|continue|await)'.* (?:outside|not properly in)", _outside),
    (r"Missing parentheses in call to 'print'", _print),
    (r"invalid non-printable character U\+0*([0-9A-Fa-f]+)", _unseen_character),
    (r"invalid character '(\S)'", _character),
    (r"^invalid syntax$", _explain_invalid),
    (r"", _other),
)
