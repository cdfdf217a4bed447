"""What the learner gave stopped the check in the middle of reading it: a table, a text, a file that is malformed."""

from __future__ import annotations

from autograder.check.messages.facts import Explained, Failure
from autograder.check.messages.show import code, show
from autograder.check.messages.values import tell_tried
from autograder.check.messages.words import shorten
from autograder.check.outcome import Message
from autograder.language import tr


def explain_unreadable(failure: Failure) -> Explained:
    """Say what was being read, and in which words reading it ended."""
    record = failure.last
    reason = shorten(f"{type(failure.error).__name__}: {failure.error}".rstrip(": "), 160)
    if record is not None and record.kind == "file":
        got = tr("Le fichier `{path}` ne se lit pas jusqu’au bout.", path=record.name)
    elif record is not None and record.answered and record.kind != "source":
        got = tr("J’ai reçu {value}, et je n’ai pas pu la lire jusqu’au bout.", value=code(show(record.result)))
    else:
        got = tr("Je n’ai pas pu lire votre réponse jusqu’au bout.")
    return Explained(
        Message(
            tried=tell_tried(record),
            got=got,
            look=tr(
                "La lecture s’arrête sur : « {reason} ». Cherchez un caractère ou une longueur inattendus.",
                reason=reason,
            ),
        )
    )
