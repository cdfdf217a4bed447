"""A lesson's tries in a real kernel: found wherever the lesson is opened, checked like tasks, noted, no points."""

from __future__ import annotations

import json
import shutil

import nbformat
import pytest
from nbclient import NotebookClient

from autograder.build import build_all, build_lesson
from autograder.check.steps import read_steps
from tests.build.smallkit import SLUG, write_kit
from tests.build.steplesson import write_step_lesson


@pytest.fixture(scope="module")
def kit(tmp_path_factory):
    kit = write_kit(tmp_path_factory.mktemp("kit"))
    write_step_lesson(kit)
    build_all(kit)
    return kit


@pytest.fixture
def workspace(kit, tmp_path):
    """A learner's workspace with the lesson in it."""
    (tmp_path / ".passerelle").mkdir()
    shutil.copytree(kit.root / "lessons/fr" / SLUG, tmp_path / SLUG / "lesson")
    return tmp_path


def run(kit, folder, *, answered):
    """Run the whole lesson in ``folder``, stopping at any error; return the texts that each cell showed, by id."""
    notebook = nbformat.reads(build_lesson(kit, SLUG, "fr", answered=answered).decode(), as_version=4)
    NotebookClient(notebook, timeout=60, resources={"metadata": {"path": str(folder)}}).execute()
    return {
        cell.id: [output.get("text") or output["data"]["text/plain"] for output in cell.outputs]
        for cell in notebook.cells
        if cell.cell_type == "code"
    }


def test_right_tries_are_accepted_and_noted(kit, workspace):
    shown = run(kit, workspace / SLUG, answered=True)
    (panel,) = shown["planks_of-check"]
    assert "Coup d’essai\n✔ Réussi : Deux planches par pas, quel que soit le nombre de pas." == panel
    assert [True, True] == [step.done for step in read_steps(workspace / SLUG / "lesson", workspace)]
    lines = [json.loads(line) for line in (workspace / ".passerelle/progress.jsonl").read_text("utf-8").splitlines()]
    assert [("planks_for_three", True), ("planks_of", True)] == [(line["try"], line["passed"]) for line in lines]


def test_a_lesson_nobody_filled_in_runs_to_its_end(kit, workspace):
    shown = run(kit, workspace / SLUG, answered=False)
    for name in ("planks_for_three", "planks_of"):
        assert "Cette cellule attend votre réponse." in shown[f"{name}-check"][0]
    assert [False, False] == [step.done for step in read_steps(workspace / SLUG / "lesson", workspace)]


def test_a_blank_cell_is_known_where_the_front_end_gives_no_ids(kit, workspace):
    """A cell that holds nothing but the stub binds no name: its text alone tells that it waits."""
    shutil.copytree(kit.root / "lessons/fr" / SLUG, workspace / "other" / "lesson")
    path = workspace / "other/lesson/lesson.json"
    path.write_text(path.read_text("utf-8").replace('"steps = 3\\n# VOTRE', '"# VOTRE'), encoding="utf-8")
    cells = [
        f'from autograder.check.lesson import check, start\nstart("{SLUG}")',
        "# VOTRE CODE ICI",
        'check("planks_for_three")',
    ]
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source) for source in cells])
    NotebookClient(notebook, timeout=60, resources={"metadata": {"path": str(workspace / "other")}}).execute()
    assert "Cette cellule attend votre réponse." in notebook.cells[-1].outputs[0]["data"]["text/plain"]


def test_figures_are_found_in_a_workspace_and_in_a_clone(kit, workspace):
    for folder in (workspace / SLUG, kit.root / "lessons/fr"):
        assert "Pont : ====\n" in [text for texts in run(kit, folder, answered=False).values() for text in texts]


def test_figures_are_found_where_the_notebook_was_moved_away(kit, tmp_path, monkeypatch):
    monkeypatch.setenv("PASSERELLE_KIT", str(kit.root))
    shown = run(kit, tmp_path, answered=False)
    assert "Pont : ====\n" in [text for texts in shown.values() for text in texts]
