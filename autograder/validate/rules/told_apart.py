"""No two kept mistakes do the same at every check and say different things: one of the sentences would be luck."""

from __future__ import annotations

from collections.abc import Iterator

from autograder.content.mistakes import FILE
from autograder.language import SOURCE_LANGUAGE, tr
from autograder.validate.finding import Finding
from autograder.validate.subject import Subject
from autograder.validate.tried import describe_behaviour


def check_told_apart(subject: Subject) -> Iterator[Finding]:
    """Compare what the kept mistakes do, two by two."""
    if not subject.has_exercise or SOURCE_LANGUAGE not in subject.editions:
        return
    known: list[tuple[str, str, object]] = []
    for mistake in subject.mistakes:
        behaviour = describe_behaviour(subject.try_mistake(SOURCE_LANGUAGE, mistake))
        for name, says, other in known:
            if behaviour == other and says != mistake.says:
                yield subject.find(
                    "told-apart",
                    subject.solutions / FILE,
                    tr(
                        "Aucune vérification ne distingue cette erreur de « {other} », et leurs phrases diffèrent. "
                        "Ajoutez une question qui les sépare, ou n’en gardez qu’une.",
                        other=name,
                    ),
                    cell=mistake.name,
                )
        known.append((mistake.name, mistake.says, behaviour))
