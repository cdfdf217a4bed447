"""Numbers and statuses as a person reads them."""

from __future__ import annotations

from autograder.check.messages.show import format_number
from autograder.language import tr


def format_score(score: float, maximum: float) -> str:
    """Return ``7,5 / 10``."""
    return f"{format_number(score)} / {format_number(maximum)}"


def format_percent(share: float) -> str:
    """Return ``75 %``."""
    return tr("{percent} %", percent=str(round(share * 100)))


def name_status(status: str) -> str:
    """Return what a status of a report is called."""
    return {
        "passed": tr("réussie"),
        "failed": tr("à revoir"),
        "blank": tr("sans réponse"),
        "error": tr("erreur dans le code"),
        "timeout": tr("trop longue"),
        "memory": tr("trop de mémoire"),
        "crashed": tr("interrompue"),
        "internal": tr("à noter de nouveau"),
        "manual": tr("notée par une personne"),
    }.get(status, status)


def describe_shared() -> str:
    """Return what is said wherever the tests are cells of the notebook, as in stock nbgrader."""
    return tr(
        "Les tests de ce devoir sont des cellules du carnet : ils ont tourné dans le même processus que le travail, "
        "lui-même isolé du reste."
    )
