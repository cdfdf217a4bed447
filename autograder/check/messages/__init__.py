"""A failure told in up to four short parts: what was tried, expected, received, and what to look at.

One file a family. A message names one cause, never quotes a check's code, and never gives the answer.
"""

from __future__ import annotations

import dataclasses
import re

from autograder.check.failures import (
    AnswerWrong,
    AttributeAbsent,
    Different,
    FileAbsent,
    LearnerError,
    Misshapen,
    MistakeSeen,
    NameAbsent,
    ObjectMisused,
    SourceAbsent,
    SourceUnreadable,
    Told,
    WorkGone,
)
from autograder.check.messages.edges import mention_edges, name_edge
from autograder.check.messages.errors import explain_learner_error
from autograder.check.messages.facts import Comparison, Explained, Failure
from autograder.check.messages.forms import explain_answer
from autograder.check.messages.gone import explain_gone, explain_memory
from autograder.check.messages.kinds import name_generic_mistakes
from autograder.check.messages.missing import (
    explain_absent,
    explain_attribute,
    explain_file,
    explain_not_answered,
    explain_source,
    is_stub,
)
from autograder.check.messages.objects import explain_object, tells_much
from autograder.check.messages.shapes import explain_different, explain_misshapen
from autograder.check.messages.show import code, show
from autograder.check.messages.unreadable import explain_unreadable
from autograder.check.messages.values import explain_shape, explain_value, tell_told, tell_tried
from autograder.check.outcome import Message
from autograder.content.exercise import Limits
from autograder.language import tr

__all__ = [
    "SHAPE_ERRORS",
    "Comparison",
    "Explained",
    "Failure",
    "explain",
    "is_stub",
    "mention_edges",
    "name_edge",
    "name_generic_mistakes",
    "tell_tried",
]


SHAPE_ERRORS = (TypeError, AttributeError, LookupError, ValueError, ArithmeticError, RecursionError, MemoryError)
"""What a check meets when a learner's value has another shape than the check takes for granted."""


def explain(failure: Failure) -> Explained:
    """Return the message of a failure and the mistakes that were recognised in it."""
    error = failure.error
    if isinstance(error, WorkGone):
        return explain_gone(failure, error)
    if isinstance(error, LearnerError):
        return _explain_error(failure, error)
    if isinstance(error, MistakeSeen):
        return Explained(Message(tried=tell_told(failure.last, error.message), look=error.message), (error.name,))
    if isinstance(error, Told):
        return Explained(Message(tried=tell_told(failure.last, error.message), look=error.message))
    if isinstance(error, AnswerWrong):
        return explain_answer(failure, error)
    if isinstance(error, Misshapen):
        return explain_misshapen(failure, error)
    if isinstance(error, Different):
        return explain_different(failure, error)
    if isinstance(error, NameAbsent):
        return explain_absent(failure, error)
    if isinstance(error, AttributeAbsent):
        if tells_much(error.type_name):
            return explain_object(dataclasses.replace(failure, records=failure.records[:-1]), error.type_name)
        return explain_attribute(error)
    if isinstance(error, FileAbsent):
        return explain_file(error)
    if isinstance(error, (SourceAbsent, SourceUnreadable)):
        return explain_source(failure, error)
    if isinstance(error, ObjectMisused):
        return explain_object(failure, error.type_name)
    if isinstance(error, AssertionError):
        return explain_value(failure)
    if any(kind.__name__ == "Flaky" for kind in type(error).__mro__):
        return _explain_not_repeatable(failure)
    if type(error).__name__ == "Failed":
        return _explain_nothing_raised(failure, str(error))
    if not isinstance(error, SHAPE_ERRORS):
        return explain_unreadable(failure)
    return explain_shape(failure)


def _explain_error(failure: Failure, error: LearnerError) -> Explained:
    edition = failure.student.edition
    if isinstance(error, MemoryError):
        return explain_memory(failure, edition.limits if edition else Limits())
    if isinstance(error, NotImplementedError) and is_stub(failure.source):
        return explain_not_answered()
    return explain_learner_error(failure, error.error)


def _explain_nothing_raised(failure: Failure, text: str) -> Explained:
    record = failure.last
    expected = re.search(r"DID NOT RAISE.*?(\w+)'?>?\)?$", text.splitlines()[0]) if text else None
    if expected is None:
        return Explained(Message(tried=tell_tried(record), look=" ".join(text.split()) if text else ""))
    got = tr("Aucune erreur n’est venue.")
    if record is not None and record.answered:
        got = tr("Aucune erreur n’est venue : j’ai reçu {value}.", value=code(show(record.result)))
    return Explained(
        Message(
            tried=tell_tried(record),
            expected=tr("J’attendais que votre code refuse cette valeur avec {kind}.", kind=code(expected[1])),
            got=got,
            look=tr("`raise` permet de refuser une valeur."),
        )
    )


def _explain_not_repeatable(failure: Failure) -> Explained:
    return Explained(
        Message(
            tried=tell_tried(failure.last),
            got=tr("Deux appels identiques ne donnent pas le même résultat."),
            look=tr("La fonction garde-t-elle quelque chose d’un appel à l’autre, comme une variable globale ?"),
        ),
        ("not-repeatable",),
    )
