"""A task is judged on what stood at its own check cell: what a later cell did to it costs nothing, and is said."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from autograder.content.kit import Kit, find_kit_root
from autograder.grading.bundle import Bundle
from autograder.grading.effects import find_effects
from autograder.grading.many import Grader, Job, make_work
from autograder.grading.reading import parse_submission
from autograder.grading.restore import restore_notebook
from autograder.grading.standing import find_change
from autograder.language import use_language
from benchmarks.submissions import make_submissions
from tests.classes.samples import EXERCISE, write_kit
from tests.golden.make import own_cell, right

KIT = Kit(find_kit_root())


@pytest.fixture(scope="module")
def grader(tmp_path_factory: pytest.TempPathFactory):
    grader = Grader(make_work(write_kit(tmp_path_factory.mktemp("kit")), EXERCISE))
    yield grader
    grader.close()


def grade(grader: Grader, folder: Path, *later: str, **answers: str):
    """Grade a notebook with ``answers``, and with the cells ``later`` at its end."""
    notebook = right(grader.bundle.kit, **answers)
    notebook["cells"] += [own_cell(source) | {"id": f"own{number}"} for number, source in enumerate(later)]
    path = folder / "work.ipynb"
    path.write_text(json.dumps(notebook))
    with use_language("fr"):
        return grader.grade(Job(str(path), "golden"))


LATER = {
    "reused for something else": "add = 12",
    "deleted": "del add",
    "forgotten": "%reset -f",
    "in a loop": "for add in range(3):\n    pass",
    "imported over": "from operator import sub as add",
    "defined again": "def add(left, right):\n    return 0",
    "behind a dictionary": "globals()['add'] = None",
    "by exec": "exec('add = 1')",
    "in a class's way": "class add:\n    pass",
    "under a magic": "%%time\nadd = 3",
    "opened as": "with open('x', 'w') as add:\n    pass",
    "a builtin that it reads": "sum = None",
    "a global of a function": "def clear():\n    global table\n    table = None\nclear()",
    "emptied": "table.clear()",
    "emptied by a function": "def empty(it):\n    it.clear()\nempty(table)",
    "a part of it": "table['+'] = None",
}
READS = "table = {'+': 1}\ndef add(left, right):\n    return sum([left * table['+'], right])"


@pytest.mark.parametrize("change", LATER)
def test_a_later_cell_costs_nothing_and_is_named(grader, tmp_path, change):
    before = grade(grader, tmp_path, add=READS).report.find_task("add")
    after = grade(grader, tmp_path, LATER[change], add=READS).report.find_task("add")

    assert ("passed", 0) == (before.status, len(before.note))
    assert (before.score, "passed") == (after.score, after.status)
    assert f"`{LATER[change].splitlines()[0]}`" in after.note


def test_a_wrong_answer_is_not_made_right_by_a_later_cell(grader, tmp_path):
    wrong = "def add(left, right):\n    return left - right"

    task = grade(grader, tmp_path, "def add(left, right):\n    return left + right", add=wrong).report.find_task("add")

    assert "failed" == task.status


def test_a_later_cell_that_defines_what_was_missing_still_helps(grader, tmp_path):
    """The cells were written in another order: nothing that stood was changed."""
    task = grade(grader, tmp_path, "one = 1", add="ready = one\ndef add(left, right):\n    return left + right * one")

    assert "passed" == task.report.find_task("add").status


def test_the_page_says_which_cell(grader, tmp_path):
    notebook = json.loads(grade(grader, tmp_path, "del add").notebook)

    panel = next(cell for cell in notebook["cells"] if cell["id"] == "add-check")["outputs"][0]["data"]

    assert "del add" in panel["text/html"]
    assert "del add" in panel["text/plain"]


@pytest.mark.parametrize("later", ["x = add(1, 2)", "import math", "print(add)", "adder = [add]", "# add = 1"])
def test_a_cell_that_changes_nothing_has_nothing_run_again(grader, tmp_path, monkeypatch, later):
    opened = []
    real = grader.box.open
    monkeypatch.setattr(grader.box, "open", lambda **others: opened.append(1) or real(**others))

    grade(grader, tmp_path, later)

    assert [1] == opened


@pytest.mark.parametrize("exercise", KIT.list_exercises())
def test_no_reference_answer_of_ours_is_run_twice(exercise):
    bundle = Bundle(KIT, exercise)
    notebook = next(iter(make_submissions(KIT, exercise, 1).values()))
    restored = restore_notebook(parse_submission(notebook, "x"), bundle.exercise, bundle.editions)

    changes = [find_change(restored, task) for task in bundle.exercise.tasks]

    assert not [change for change in changes if change is not None and change.certain]


def test_what_is_no_python_does_nothing():
    assert not find_effects("def (").rebinds
    assert find_effects("%reset -f").opaque
