"""An nbgrader course as nbgrader's own quickstart makes it, with a second assignment, and people's work.

Everything of nbgrader's comes from the installed package; nothing of it is copied here.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import nbgrader

PS1 = "ps1"
LAB = "lab"
ON_TIME = "2026-11-02 10:00:00 UTC"
LATE = "2026-11-02 15:30:00 UTC"
DUE = "2026-11-02 12:00:00 UTC"

GOOD_TOTAL = "def total(path):\n    return sum(int(line) for line in open(path))"
GOOD_TWICE = "def twice(n):\n    return 2 * n"

_CONFIG = """
c.LateSubmissionPlugin.penalty_method = "zero"
c.Execute.timeout = 8
c.OverwriteCells.add_missing_cells = False
"""


def run_nbgrader(folder: Path, *arguments: str, fails: bool = False) -> str:
    """Run nbgrader as a person does; returns what it said."""
    ran = subprocess.run(
        [sys.executable, "-m", "nbgrader", *arguments],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        # nbgrader calls the alembic command, which is on the path where the environment is activated.
        env={**os.environ, "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"},
    )
    assert fails == bool(ran.returncode), ran.stdout[-3000:]
    return ran.stdout


def make_course(folder: Path) -> Path:
    """Make a course with ``nbgrader quickstart`` and release its two assignments."""
    run_nbgrader(folder.parent, "quickstart", folder.name)
    with (folder / "nbgrader_config.py").open("a") as stream:
        stream.write(_CONFIG)
    _write_lab(folder / "source" / LAB)
    run_nbgrader(folder, "db", "assignment", "add", PS1, f"--duedate={DUE}")
    for name in (PS1, LAB):
        run_nbgrader(folder, "generate_assignment", name, "--force")
    return folder


def _write_lab(folder: Path) -> None:
    """Hidden tests, partial credit, a data file, a module beside the notebook, cells that a person grades."""
    folder.mkdir(parents=True)
    (folder / "numbers.txt").write_text("1\n2\n39\n")
    (folder / "helpers.py").write_text("def is_whole(value):\n    return isinstance(value, int)\n")
    notebook = {
        "cells": [
            text("# A lab <b>with HTML</b>"),
            code("import math\nfrom helpers import is_whole", "setup", locked=True),
            code(
                "def total(path):\n    ### BEGIN SOLUTION\n    return 42\n    ### END SOLUTION", "total", solution=True
            ),
            code(
                'assert is_whole(total("numbers.txt"))\n'
                "### BEGIN HIDDEN TESTS\n"
                'open("more.txt", "w").write("5\\n5\\n")\nassert total("more.txt") == 10\n'
                "### END HIDDEN TESTS",
                "total_test",
                points=4,
            ),
            code(
                "def twice(n):\n    ### BEGIN SOLUTION\n    return 2 * n\n    ### END SOLUTION", "twice", solution=True
            ),
            code("score = 0.5 * sum(twice(n) == 2 * n for n in (0, 1, 5))\nscore", "twice_test", points=1.5),
            code("assert math.isclose(twice(1.5), 3)\n'all good'", "words_test", points=2),
            code("# explain in code", "explain", points=3, solution=True),
            text("Say why.", "why", points=1, solution=True),
            text("Do it on paper.", "paper", points=5, task=True),
            code("assert True", "free_test", points=0),
        ],
        "metadata": {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}},
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    (folder / f"{LAB}.ipynb").write_text(json.dumps(notebook))


def text(source: str, name: str = "", **nbgrader: Any) -> dict[str, Any]:
    """A Markdown cell."""
    return _make_cell("markdown", source, name, nbgrader)


def code(source: str, name: str = "", **nbgrader: Any) -> dict[str, Any]:
    """A code cell."""
    return _make_cell("code", source, name, nbgrader) | {"outputs": [], "execution_count": None}


def _make_cell(kind: str, source: str, name: str, given: dict[str, Any]) -> dict[str, Any]:
    cell: dict[str, Any] = {"cell_type": kind, "id": name or "intro", "metadata": {}, "source": source}
    if name:
        task = given.get("task", False)
        meta = {"grade_id": name, "schema_version": 3, "solution": given.get("solution", False), "task": task}
        meta["grade"] = "points" in given and not task
        meta["locked"] = given.get("locked", False) or task
        cell["metadata"]["nbgrader"] = meta | ({"points": given["points"]} if "points" in given else {})
    return cell


def answer(course: Path, assignment: str, notebook: str = "", **answers: str) -> dict[str, Any]:
    """Return a released notebook with these sources in the cells of these names."""
    path = course / "release" / assignment / f"{notebook or assignment}.ipynb"
    found: dict[str, Any] = json.loads(path.read_text())
    for cell in found["cells"]:
        name = cell["metadata"].get("nbgrader", {}).get("grade_id")
        if name in answers:
            cell["source"] = answers.pop(name)
    assert not answers, f"no such cells: {answers}"
    return found


def find_cell(notebook: dict[str, Any], name: str) -> dict[str, Any]:
    """Return the cell of that name."""
    return next(c for c in notebook["cells"] if c["metadata"].get("nbgrader", {}).get("grade_id") == name)


def read_solution(course: Path, name: str) -> str:
    """Return the teacher's own answer of nbgrader's example."""
    notebook = json.loads((course / "source" / PS1 / "problem1.ipynb").read_text())
    return "".join(find_cell(notebook, name)["source"])


def hand_in(course: Path, learner: str, assignment: str, *, time: str = ON_TIME, **notebooks: Any) -> Path:
    """Put notebooks where nbgrader's collect puts them, with the files that were released beside them."""
    folder = course / "submitted" / learner / assignment
    folder.mkdir(parents=True, exist_ok=True)
    for path in (course / "release" / assignment).iterdir():
        if path.suffix != ".ipynb":
            shutil.copy(path, folder)
    for name, notebook in notebooks.items():
        (folder / f"{name}.ipynb").write_text(notebook if isinstance(notebook, str) else json.dumps(notebook))
    (folder / "timestamp.txt").write_text(time)
    return folder


def hand_in_ps1(course: Path, learner: str, time: str = ON_TIME, second: bool = True, **answers: str) -> Path:
    """Hand in nbgrader's example."""
    notebooks = {"problem1": answer(course, PS1, "problem1", **answers)}
    if second:
        notebooks["problem2"] = answer(course, PS1, "problem2")
    return hand_in(course, learner, PS1, time=time, **notebooks)


def hand_in_honest(course: Path) -> None:
    """The work of people who do what stock nbgrader can grade."""
    squares, sums = read_solution(course, "squares"), read_solution(course, "sum_of_squares")
    hand_in_ps1(course, "alice", squares=squares, sum_of_squares=sums, sum_of_squares_equation="$x^2$")
    hand_in_ps1(course, "bruno", LATE, squares=squares, sum_of_squares="def sum_of_squares(n):\n    return 385")
    hand_in_ps1(course, "carol", second=False)
    hand_in_documented(course)
    right = answer(course, LAB, total=GOOD_TOTAL, twice=GOOD_TWICE, explain="x = 1", why="Because.")
    hand_in(course, "alice", LAB, lab=right)
    partial = answer(
        course, LAB, total="def total(path):\n    return 42", twice="def twice(n):\n    return 2 if n else 0"
    )
    hand_in(course, "bruno", LAB, lab=partial)
    hand_in(course, "carol", LAB, lab=_damage(answer(course, LAB, total=GOOD_TOTAL, twice=GOOD_TWICE)))


def hand_in_documented(course: Path) -> None:
    """The two submissions of nbgrader's own user guide, out of the installed package."""
    guide = Path(nbgrader.__file__).parent / "docs" / "source" / "user_guide" / "submitted"
    for learner in ("bitdiddle", "hacker"):
        target = course / "submitted" / learner / PS1
        shutil.copytree(guide / learner / PS1, target)
        (target / "timestamp.txt").write_text(ON_TIME)


def _damage(notebook: dict[str, Any]) -> dict[str, Any]:
    """What stock nbgrader mends, or grades all the same: a changed test, a test that is gone, other points."""
    find_cell(notebook, "total_test")["source"] = "pass"
    find_cell(notebook, "twice_test")["metadata"]["nbgrader"]["points"] = 100
    notebook["cells"].remove(find_cell(notebook, "words_test"))
    return notebook
