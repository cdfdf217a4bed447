"""A declared answer that has not its form, or that has it and is not right."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from autograder.check.failures import AnswerWrong
from autograder.check.messages.facts import Explained, Failure
from autograder.check.messages.naming import say_kind
from autograder.check.messages.show import code, show
from autograder.check.messages.values import tell_tried
from autograder.check.outcome import Message
from autograder.content.answers import name_truth
from autograder.content.edition import SealedAnswer
from autograder.content.forms import WrongForm
from autograder.language import tr


def explain_answer(failure: Failure, error: AnswerWrong) -> Explained:
    """Explain an answer that is not right: what was found, and what to look at; never what is right."""
    got = tr("J’y ai trouvé {value}.", value=code(show(error.value)))
    look = error.look or tr("Reprenez l’énoncé, mot à mot : ce n’est pas cette valeur.")
    return Explained(Message(tried=tell_tried(failure.last), got=got, look=look))


def explain_form(answer: SealedAnswer, wrong: WrongForm, value: Any) -> str:
    """Return what a learner reads whose value has not the form of the answer."""
    name = code(_name(answer))
    return {
        "nothing": lambda: tr("{name} attend encore votre réponse : écrivez-la après le signe `=`.", name=name),
        "not-a-number": lambda: tr("{name} attend un nombre, et c’est {kind}.", name=name, kind=say_kind(value)),
        "number-in-quotes": lambda: tr(
            "{name} attend un nombre. Les guillemets en font un texte : ôtez-les. La décimale s’écrit avec un point, "
            "et rien ne sépare les milliers.",
            name=name,
        ),
        "comma-in-number": lambda: tr(
            "{name} attend un nombre. À la virgule, Python en lit plusieurs : la décimale s’écrit avec un point, et "
            "rien ne sépare les milliers.",
            name=name,
        ),
        "not-a-text": lambda: tr(
            "{name} attend un texte, entre guillemets, et c’est {kind}.", name=name, kind=say_kind(value)
        ),
        "not-yes-no": lambda: tr(
            "{name} attend `True` (oui) ou `False` (non), et c’est {kind}.", name=name, kind=say_kind(value)
        ),
        "yes-no-in-words": lambda: tr(
            "{name} attend `True` (oui) ou `False` (non), avec une majuscule et sans guillemets.", name=name
        ),
        "not-letters": lambda: tr('{name} attend des lettres, entre guillemets, comme `"CAB"`.', name=name),
        "not-a-list": lambda: tr(
            "{name} attend une liste : ses valeurs entre crochets, une virgule entre deux. C’est {kind}.",
            name=name,
            kind=say_kind(value),
        ),
        "without-order": lambda: tr(
            "{name} est un ensemble, entre accolades, et un ensemble n’a pas d’ordre : mettez des crochets.", name=name
        ),
        "not-a-table": lambda: tr(
            "{name} attend un dictionnaire : des étiquettes et leurs valeurs, entre accolades. C’est {kind}.",
            name=name,
            kind=say_kind(value),
        ),
        "repeated": lambda: tr("Dans {name}, {item} se trouve deux fois.", name=name, item=code(wrong.item)),
        "not-a-choice": lambda: tr(
            "{name} attend un de ces mots, tel quel : {choices}.",
            name=name,
            choices=", ".join(code(f'"{choice}"') for choice in answer.choices),
        ),
    }[wrong.why]()


def explain_missing_key(answer: SealedAnswer) -> str:
    """Return what a learner reads whose table lacks a key."""
    return tr("Dans {name}, l’étiquette {key} manque.", name=code(answer.name), key=code(answer.key))


def explain_letters(answer: SealedAnswer) -> str:
    """Return what a learner reads whose order has not each letter once."""
    return tr(
        "{name} a chacune de ces lettres une fois, sans autre signe : {letters}.",
        name=code(answer.name),
        letters=code(answer.letters),
    )


def explain_fields(answer: SealedAnswer) -> str:
    """Return what a learner reads whose text of fields has not each name once."""
    return tr(
        "{name} a chacun de ces noms une fois, suivi de deux-points et de sa valeur, une barre entre deux : {names}.",
        name=code(_name(answer)),
        names=", ".join(map(code, answer.fields)),
    )


def explain_together(answers: Sequence[SealedAnswer]) -> str:
    """Return what a learner reads whose answers, each of the right form, are not all right."""
    if len(answers) == 1:
        return answers[0].look or tr("Reprenez l’énoncé, mot à mot : ce n’est pas cette valeur.")
    looks = " ".join(f"{code(_name(answer))} : {answer.look}" for answer in answers if answer.look)
    said = tr(
        "Sur ces {count} réponses, une au moins n’est pas juste. Elles se jugent ensemble, car essayer toutes les "
        "valeurs d’une seule irait plus vite que réfléchir ; le compte rendu les dira une à une.",
        count=len(answers),
    )
    return f"{said} {looks}".strip()


def _name(answer: SealedAnswer) -> str:
    return name_truth(answer.name, answer.key)
