"""``mutants.toml``: the mutants that behave as the answer does, each with its reason."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from autograder.content.tomlfile import read_toml
from autograder.validate.mutant import Mutant
from autograder.validate.subject import Subject


class Equivalent(msgspec.Struct, frozen=True):
    """A mutant that behaves as the answer does, with the reason why no check can tell."""

    task: str
    before: str
    after: str
    reason: str
    family: str = ""
    """The family of adversaries, where two mutants begin alike."""


class EquivalentFile(msgspec.Struct, frozen=True):
    """``mutants.toml`` of an exercise."""

    equivalent: tuple[Equivalent, ...] = ()


class Equivalents:
    """Those of one exercise, with which of them met their mutant."""

    def __init__(self, subject: Subject) -> None:
        path = subject.solutions / "mutants.toml"
        self._listed: Sequence[Equivalent] = read_toml(path, EquivalentFile).equivalent if path.is_file() else ()
        self._used: set[Equivalent] = set()

    def holds(self, task: str, mutant: Mutant) -> bool:
        """Whether this mutant is listed."""
        wanted = (task, mutant.before, mutant.after)
        for entry in self._listed:
            if (entry.task, entry.before, entry.after) == wanted and entry.family in ("", mutant.family):
                self._used.add(entry)
                return True
        return False

    @property
    def unused(self) -> list[Equivalent]:
        """The entries that no mutant has answered to."""
        return [entry for entry in self._listed if entry not in self._used]
