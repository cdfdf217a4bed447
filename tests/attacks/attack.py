"""One attack as its file tells it, and the notebook that it hands in.

A file ``FAMILY/NAME.attack`` begins with a block of TOML in comments, then cells:

    # /// attack
    # tries = "What the learner attempts."
    # holds = "What must come of it."
    # scores = { add = 0 }        # what differs from: 0 for each task that the file answers, all points for the others
    # status = { add = "crashed" }
    # ///
    # %% task="add"               an answer
    # %% own                      a cell of the learner's, before the answers
    # %% own last                 the same, after them
    # %% markdown                 a text cell of the learner's
    # %% mangle                   Python that this test runs on ``notebook`` (a dictionary) before it is handed in;
                                  setting ``data`` hands in those bytes instead
"""

from __future__ import annotations

import copy
import json
import re
import tomllib
from pathlib import Path
from typing import Any

import msgspec

from .kit import HONEST, POINTS, fill_in

_HEADER = re.compile(r"# /// attack\n(.*?)# ///\n", re.DOTALL)
_CELL = re.compile(r"^# %% (.+)\n", re.MULTILINE)
_TASK = re.compile(r'task="(\w+)"')


class Attack(msgspec.Struct, frozen=True):
    """What one file says."""

    name: str
    tries: str
    holds: str
    scores: dict[str, float] = {}
    status: dict[str, str] = {}
    refused: str = ""
    """A piece of the message with which the file as a whole is refused; no score then."""
    shows: tuple[str, ...] = ()
    """What the learner must be told, in the panel or in an output."""
    hides: tuple[str, ...] = ()
    """What nothing that a person is shown may hold."""
    loopback: bool = False
    cells: tuple[tuple[str, str], ...] = ()

    @property
    def expected(self) -> dict[str, float]:
        """The score of each task."""
        answered = {found[1] for kind, _ in self.cells if (found := _TASK.match(kind))}
        usual = {task: 0.0 if task in answered else points for task, points in POINTS.items()}
        return usual | self.scores

    def make_notebook(self, released: dict[str, Any]) -> bytes:
        """Return the file that the attacker hands in; tasks that the attack leaves alone are answered honestly."""
        notebook = copy.deepcopy(released)
        answers = {found[1]: source for kind, source in self.cells if (found := _TASK.match(kind))}
        fill_in(notebook, _without_canaries(HONEST) | answers)
        number = 0
        for kind, source in self.cells:
            if kind.startswith(("own", "markdown", "raw")):
                number += 1
                cell = _make_cell(f"mine-{number}", kind, source)
                place = len(notebook["cells"]) if kind.endswith("last") else 1 + number
                notebook["cells"].insert(place, cell)
        return self._mangle(notebook)

    def _mangle(self, notebook: dict[str, Any]) -> bytes:
        scope: dict[str, Any] = {"notebook": notebook, "data": None, "json": json}
        for kind, source in self.cells:
            if kind == "mangle":
                exec(compile(source, self.name, "exec"), scope)
        data = scope["data"]
        return data if data is not None else json.dumps(scope["notebook"]).encode()


def _make_cell(name: str, kind: str, source: str) -> dict[str, Any]:
    word = kind.split()[0]
    cell: dict[str, Any] = {
        "cell_type": "code" if word == "own" else word,
        "id": name,
        "metadata": {},
        "source": source,
    }
    if word == "own":
        cell |= {"execution_count": None, "outputs": []}
    return cell


def _without_canaries(answers: dict[str, str]) -> dict[str, str]:
    return {task: source.partition("  # CANARY")[0] for task, source in answers.items()}


def read_attack(path: Path) -> Attack:
    """Read one file."""
    text = path.read_text(encoding="utf-8")
    header = _HEADER.match(text)
    assert header, f"{path} has no header"
    said = tomllib.loads("\n".join(line[2:] for line in header[1].splitlines()))
    pieces = _CELL.split(text[header.end() :])
    cells = tuple((kind.strip(), source.rstrip()) for kind, source in zip(pieces[1::2], pieces[2::2], strict=True))
    return msgspec.convert(said | {"name": f"{path.parent.name}/{path.stem}", "cells": cells}, Attack)


def read_attacks(folder: Path) -> list[Attack]:
    """Read every attack below ``folder``."""
    return [read_attack(path) for path in sorted(folder.rglob("*.attack"))]
