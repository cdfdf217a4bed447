"""The learner's code did not come back: it ran too long, took too much memory, or ended."""

from __future__ import annotations

from autograder.check.failures import WorkGone
from autograder.check.messages.facts import Explained, Failure
from autograder.check.messages.show import code, format_number, show_call
from autograder.check.outcome import Message
from autograder.content.exercise import Limits
from autograder.language import tr


def explain_gone(failure: Failure, error: WorkGone) -> Explained:
    """Explain why the work ended before it answered."""
    limits = failure.student.edition.limits if failure.student.edition else Limits()
    if error.status == "timeout":
        return explain_timeout(failure, limits)
    if error.status == "memory":
        return explain_memory(failure, limits)
    return Explained(
        Message(
            tried=_name_call(failure, tr("Pendant l’appel {call}, Python s’est arrêté."), tr("Python s’est arrêté.")),
            look=tr("Votre code appelle-t-il `exit()`, `quit()` ou `os._exit()` ? Retirez cet appel."),
        ),
        ("crashed",),
    )


def explain_timeout(failure: Failure, limits: Limits) -> Explained:
    """Explain a call that was still running at the end of its time."""
    seconds = format_number(limits.call_seconds)
    with_call = tr("{call} tournait encore après {seconds} secondes : je l’ai arrêtée.", call="{call}", seconds=seconds)
    without = tr("Votre code tournait encore après {seconds} secondes : je l’ai arrêté.", seconds=seconds)
    if "input(" in failure.source:
        look = tr("Attend-elle une réponse au clavier (`input`) ? Une vérification ne peut rien taper.")
    elif "while" in failure.source or not failure.source:
        look = tr("Souvent, c’est une boucle `while` dont la condition reste vraie.")
    else:
        look = tr("Souvent, c’est une boucle qui refait trop de fois le même travail, ou qui grandit en tournant.")
    return Explained(Message(tried=_name_call(failure, with_call, without), look=look), ("never-ends",))


def explain_memory(failure: Failure, limits: Limits) -> Explained:
    """Explain a call that asked for more memory than the exercise allows."""
    return Explained(
        Message(
            tried=_name_call(
                failure,
                tr("{call} a demandé plus de {size} Mo de mémoire.", call="{call}", size=limits.memory_mb),
                tr("Votre code a demandé plus de {size} Mo de mémoire.", size=limits.memory_mb),
            ),
            look=tr("Le code garde-t-il toutes les valeurs à la fois ? On peut les traiter une à une."),
        ),
        ("out-of-memory",),
    )


def _name_call(failure: Failure, with_call: str, without: str) -> str:
    record = failure.last
    if record is None or record.kind not in ("call", "printed"):
        return without
    return with_call.replace("{call}", code(show_call(record.name, record.args, record.kwargs)))
