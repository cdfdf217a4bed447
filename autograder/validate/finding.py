"""What `validate` says: a finding names the file, the cell and the remedy."""

from __future__ import annotations

import msgspec


class Finding(msgspec.Struct, frozen=True):
    """One thing that does not hold."""

    rule: str
    """The rule's name, as the documentation lists it."""
    module: str
    file: str
    """From the root of the kit."""
    cell: str = ""
    """The cell, task or key in the file; empty for the whole of it."""
    message: str = ""
    """What was found, and what to do."""
    lang: str = ""


class MutationScore(msgspec.Struct, frozen=True):
    """How many mutants of an exercise's reference answers its checks notice."""

    module: str
    total: int
    killed: int
    equivalent: int
    survivors: tuple[str, ...] = ()
    """Each as a diff, with the task before it."""

    @property
    def share(self) -> float:
        """Killed mutants among those that are not equivalent, from 0 to 1; 1 where there are none."""
        counted = self.total - self.equivalent
        return self.killed / counted if counted else 1.0
