"""A value of another kind than the check expects, or that does not say the same."""

from __future__ import annotations

import dataclasses

from autograder.check.failures import Different, Misshapen
from autograder.check.messages.facts import Comparison, Explained, Failure
from autograder.check.messages.naming import say_kind
from autograder.check.messages.show import code, show
from autograder.check.messages.values import explain_nothing_returned, explain_value, tell_tried
from autograder.check.outcome import Message
from autograder.language import tr


def explain_misshapen(failure: Failure, error: Misshapen) -> Explained:
    """Explain a value of the wrong kind: what is due, what came, and the step across where there is one."""
    record = failure.last
    if error.value is None and record is not None and record.kind == "call" and record.result is None:
        return explain_nothing_returned(failure, record)
    expected = tr("Il faut {shape}.", shape=_say_shape(error))
    if error.place is not None:
        expected = tr("À la place {place} de la liste, il faut {shape}.", place=error.place, shape=_say_shape(error))
    got = tr("C’est {kind} : {value}.", kind=say_kind(error.value), value=code(show(error.value)))
    return Explained(Message(tell_tried(record), expected, got, error.look or _say_step(error)))


def explain_different(failure: Failure, error: Different) -> Explained:
    """Explain a value that does not say the same, as a comparison in an assert would be."""
    comparison = Comparison("==", error.got, error.wanted)
    return explain_value(dataclasses.replace(failure, comparison=comparison, said=error.look))


def _say_shape(error: Misshapen) -> str:
    return {
        "list": lambda: tr("une liste, entre crochets"),
        "set": lambda: tr("une liste ou un ensemble, sans ordre"),
        "table": lambda: tr("un dictionnaire, entre accolades"),
        "text": lambda: tr("un texte"),
        "bytes": lambda: tr("des octets (`bytes`)"),
        "yes-no": lambda: tr("`True` ou `False`"),
        "number": lambda: tr("un nombre"),
        "whole": lambda: tr("un nombre entier"),
        "exact": lambda: tr("un nombre exact, sans `float`"),
    }[error.shape]()


def _say_step(error: Misshapen) -> str:
    """Return how to cross from the kind that came to the kind that is due."""
    if error.shape == "bytes" and isinstance(error.value, str):
        return tr('`"abc".encode("utf-8")` fait le passage, `bytes.fromhex("6162")` aussi pour de l’hexadécimal.')
    if error.shape == "text" and isinstance(error.value, (bytes, bytearray)):
        return tr('`.decode("utf-8")` ou `.hex()` font le passage.')
    if error.shape in ("number", "whole") and isinstance(error.value, str):
        return tr("Les guillemets en font un texte : `int(…)` ou `float(…)` le changent en nombre.")
    if error.shape == "exact":
        return tr("Un `float` est une approximation : `Decimal`, `Fraction` ou des centimes entiers ne perdent rien.")
    if error.shape == "yes-no":
        return tr("`True` et `False` s’écrivent avec une majuscule et sans guillemets.")
    return ""
