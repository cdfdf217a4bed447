"""Released notebooks filled with answers: the reference ones, a mistake's, a mutant's, or none."""

from __future__ import annotations

import copy
import json
from collections.abc import Mapping, Sequence
from typing import Any

_MARKS = ("### BEGIN SOLUTION", "### END SOLUTION")


class AnswerSheet:
    """One language's released notebook, and the reference answers in that language."""

    def __init__(self, released: bytes, source: bytes, tasks: Sequence[str]) -> None:
        self._released = json.loads(released)
        cells = {cell["id"]: _as_text(cell["source"]) for cell in json.loads(source)["cells"]}
        self.marked = {task: cells[task] for task in tasks}
        """Reference answers with the marks of where the solution stands."""
        self.reference = {task: strip_marks(source) for task, source in self.marked.items()}

    def fill(self, answers: Mapping[str, str]) -> bytes:
        """Return the released notebook with these answers, by cell id; the other cells stay as released."""
        notebook: dict[str, Any] = copy.deepcopy(self._released)
        for cell in notebook["cells"]:
            if cell["id"] in answers:
                cell["source"] = answers[cell["id"]]
        return (json.dumps(notebook, ensure_ascii=False, indent=1) + "\n").encode()


def strip_marks(source: str) -> str:
    """Return an answer as a learner types it, without the marks of where the solution stands."""
    return "\n".join(line for line in source.split("\n") if line.strip() not in _MARKS)


def _as_text(source: str | list[str]) -> str:
    return source if isinstance(source, str) else "".join(source)
