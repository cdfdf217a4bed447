"""Output without end is stopped: an endless ``print`` would take the whole page with it."""

from __future__ import annotations

import sys
from typing import Any

from autograder.language import tr

MOST_CHARACTERS = 100_000
"""Of one cell, on both streams together."""
MOST_DISPLAYS = 40
"""Pictures, tables and panels of one cell."""


class OutputStopped(KeyboardInterrupt):
    """Ends a cell that shows too much. Not an ``Exception``: a learner's ``except`` must not swallow it."""


class _Budget:
    """What is left of a cell's output."""

    def __init__(self) -> None:
        self.start()

    def start(self, _info: Any = None) -> None:
        self.characters = MOST_CHARACTERS
        self.displays = MOST_DISPLAYS

    def refuse(self) -> OutputStopped:
        return OutputStopped(
            tr(
                "Arrêté : cette cellule affichait sans fin. Une boucle n’en finit-elle pas, ou affiche-t-elle "
                "à chaque tour ?"
            )
        )


def cap_output(shell: Any) -> None:
    """Stop each cell of ``shell`` that shows more than :data:`MOST_CHARACTERS` or :data:`MOST_DISPLAYS`."""
    budget = _Budget()
    for name in ("stdout", "stderr"):
        _cap_stream(name, budget)
    _cap_displays(shell.display_pub, budget)
    shell.events.register("pre_run_cell", budget.start)
    shell.events.register("post_run_cell", budget.start)


def _cap_stream(name: str, budget: _Budget) -> None:
    stream = getattr(sys, name)
    write = stream.write

    def write_within(text: str) -> Any:
        if budget.characters <= 0:
            raise budget.refuse()
        kept = text[: budget.characters]
        budget.characters -= len(text)
        written = write(kept)
        if len(kept) < len(text):
            write("\n[…]\n")
            raise budget.refuse()
        return written

    # Installed from within a cell, where IPython puts the stream's own ``write`` back when that cell ends: a stream of
    # ours in its place stays.
    setattr(sys, name, _Stream(stream, write_within))


class _Stream:
    """A stream whose ``write`` is another's."""

    def __init__(self, stream: Any, write: Any) -> None:
        self._stream, self.write = stream, write

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


def _cap_displays(publisher: Any, budget: _Budget) -> None:
    publish = publisher.publish

    def publish_within(*args: Any, **kwargs: Any) -> Any:
        if not _is_ours(args, kwargs):
            budget.displays -= 1
        if budget.displays < 0:
            raise budget.refuse()
        return publish(*args, **kwargs)

    publisher.publish = publish_within


def _is_ours(args: tuple[Any, ...], kwargs: dict[str, Any]) -> bool:
    """Whether a panel or a message of the kit's own is shown: ``check_all()`` may show many."""
    data = kwargs.get("data") or (args[0] if args else {})
    return any("passerelle" in str(kind) for kind in data) or 'aria-label="Passerelle"' in str(
        data.get("text/html", "")
    )
