"""A kit with one lesson and one exercise in two languages, and what a learner does with them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from autograder.build.everything import build_all
from autograder.content.kit import Kit
from tests.classes.samples import EXERCISE, GOOD_ADD, write_kit

__all__ = ["EXERCISE", "GOOD_ADD", "change_exercise", "change_source", "edit", "read_cells", "write_learners_kit"]

_MODULE = """
title = "Un essai"
summary = "Additionner sans se tromper."
minutes = 20

[[outcomes]]
id = "add"
text = "Additionner."
"""

_LESSON = """# %% [markdown]
# # Un essai
#
# Une leçon.

# %% cell="guess"
guess = None
"""


def write_learners_kit(root: Path) -> Kit:
    """Write and build a kit with a lesson and an exercise."""
    kit = write_kit(root)
    folder = kit.course_folder(EXERCISE)
    folder.mkdir(parents=True)
    (folder / "module.toml").write_text(_MODULE, encoding="utf-8")
    (folder / "lesson.py").write_text(_LESSON, encoding="utf-8")
    build_all(kit)
    return kit


def change_source(kit: Kit, name: str, old: str, new: str) -> None:
    """Change one source of the exercise; what is built from it waits."""
    path = kit.root / "solutions" / EXERCISE / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def change_exercise(kit: Kit, old: str, new: str, name: str = "notebook.py") -> None:
    """Change a source of the exercise and build it again, as a new version of the kit does."""
    change_source(kit, name, old, new)
    build_all(kit)


def edit(path: Path, change: Callable[[list[dict[str, Any]]], None] | None = None, **sources: str) -> bytes:
    """Do in a notebook what JupyterLab does when a learner types into cells; return the bytes it then has."""
    notebook = json.loads(path.read_bytes())
    for cell in notebook["cells"]:
        if cell["id"] in sources:
            cell["source"] = sources.pop(cell["id"]).splitlines(keepends=True)
    assert not sources, f"no such cells: {sources}"
    if change:
        change(notebook["cells"])
    path.write_text(json.dumps(notebook), encoding="utf-8")
    return path.read_bytes()


def read_cells(path: Path) -> dict[str, str]:
    """Return the sources of a notebook by cell."""
    return {cell["id"]: "".join(cell["source"]) for cell in json.loads(path.read_bytes())["cells"]}
