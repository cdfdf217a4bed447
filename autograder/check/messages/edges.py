"""The right idea, and one edge left: when all but one of a task's checks pass, say which case is left."""

from __future__ import annotations

from typing import Any

import msgspec

from autograder.check.outcome import CheckOutcome
from autograder.language import tr

_ENOUGH = 3
"""Checks that must pass before the one left is called an edge."""


def mention_edges(outcomes: list[CheckOutcome]) -> list[CheckOutcome]:
    """Return the outcomes; where one wrong value is left in a task, its message says that the rest is right."""
    by_task: dict[str, list[CheckOutcome]] = {}
    for outcome in outcomes:
        by_task.setdefault(outcome.task, []).append(outcome)
    return [_mention(outcome, by_task[outcome.task]) for outcome in outcomes]


def _mention(outcome: CheckOutcome, siblings: list[CheckOutcome]) -> CheckOutcome:
    passed = sum(sibling.passed for sibling in siblings)
    if outcome.status != "failed" or outcome.hidden or outcome.mistakes or passed < _ENOUGH:
        return outcome
    if passed != len(siblings) - 1 or not outcome.parts.tried:
        return outcome
    if outcome.edge:
        lead = tr("Les {count} autres vérifications passent. Il reste {edge}.", count=passed, edge=outcome.edge)
    else:
        lead = tr("Les {count} autres vérifications passent. Il reste celle-ci.", count=passed)
    parts = msgspec.structs.replace(outcome.parts, tried=f"{lead} {outcome.parts.tried}")
    return msgspec.structs.replace(outcome, parts=parts, message=str(parts))


def name_edge(value: Any) -> str:
    """Return the name of an unusual value, empty for an ordinary one."""
    if value is None or isinstance(value, bool):
        return ""
    if isinstance(value, str):
        return _name_text_edge(value)
    if isinstance(value, (bytes, bytearray)) and not value:
        return tr("une suite d’octets vide")
    if isinstance(value, (list, tuple)):
        return tr("la liste vide") if not value else tr("une liste d’un seul élément") if len(value) == 1 else ""
    if isinstance(value, dict) and not value:
        return tr("le dictionnaire vide")
    if isinstance(value, (int, float)) and value <= 0:
        return tr("zéro") if value == 0 else tr("un nombre négatif")
    return ""


def _name_text_edge(value: str) -> str:
    if not value:
        return tr("le texte vide")
    if not value.strip():
        return tr("un texte fait d’espaces")
    return (
        tr("des lettres accentuées") if any(character.isalpha() and ord(character) > 127 for character in value) else ""
    )
