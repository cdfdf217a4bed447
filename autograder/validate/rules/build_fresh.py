"""The generated editions are what their sources say."""

from __future__ import annotations

from collections.abc import Iterator

from autograder.build import build_all
from autograder.language import tr
from autograder.validate.finding import Finding
from autograder.validate.subject import Subject


def check_build(subject: Subject) -> Iterator[Finding]:
    """Yield each generated file that is stale."""
    for change in build_all(subject.kit, only=[subject.id], write=False):
        yield Finding(
            rule="build",
            module=subject.id,
            file=change.path,
            cell=change.where,
            message=tr("Ce fichier n’est plus à jour. Lancez `./passerelle build`."),
        )
