"""`check` in a real kernel: one panel, one finite number, nothing on stderr."""

import json
import math

import pytest
from nbclient import NotebookClient

from .folder import make_notebook, write_exercise

SETUP = "from autograder.check import check, check_all, hint, solution, variant"
RIGHT = "def total(items):\n    print('du bruit')\n    return sum(items)"
NOISY = (
    "import sys, warnings\ndef wait():\n    print('x', file=sys.stderr)\n    warnings.warn('attention')\n    return 1"
)


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("PASSERELLE_LEARNER", "zoe")
    monkeypatch.delenv("PASSERELLE_KIT", raising=False)
    return write_exercise(tmp_path / "work")


def run(folder, cells):
    """Run the cells in one kernel; return the outputs of each, by id."""
    notebook = make_notebook({"setup": SETUP, **cells})
    NotebookClient(notebook, timeout=60, allow_errors=True, resources={"metadata": {"path": str(folder)}}).execute()
    return {cell["id"]: cell["outputs"] for cell in notebook.cells}


def read(outputs):
    """Return the panels' texts and the one result; anything else on the way is an error of this test."""
    panels = [output["data"]["text/plain"] for output in outputs if output["output_type"] == "display_data"]
    results = [output["data"]["text/plain"] for output in outputs if output["output_type"] == "execute_result"]
    assert {"display_data", "execute_result"} >= {output["output_type"] for output in outputs}
    return panels, results


def test_checks_in_a_kernel(folder):
    outputs = run(
        folder,
        {
            "total": RIGHT,
            "total-check": 'check("total")',
            "wait-check": 'check("wait")',
            "wait": NOISY,
            "wait-again": 'check("wait")',
            "endless": "def wait():\n    while True:\n        pass",
            "endless-check": 'check("wait")',
            "typo": 'check("totla")',
            "own": "own = variant()['number']",
            "all": "check_all()",
        },
    )
    panels, results = read(outputs["total-check"])
    assert ["3.0"] == results
    assert panels[0].splitlines()[0] == "Faire le total : 3 sur 3 points"
    assert "text/html" in outputs["total-check"][0]["data"]

    panels, results = read(outputs["wait-check"])
    assert ["0.0"] == results
    assert "`wait`, qui n’existe pas encore" in panels[0]
    assert "vous ne voyez pas" in panels[0]

    assert ["1.0"] == read(outputs["wait-again"])[1]

    panels, results = read(outputs["endless-check"])
    assert ["0.0"] == results
    assert "`wait()` tournait encore après 0,5 secondes" in panels[0]

    panels, results = read(outputs["typo"])
    assert ["0.0"] == results
    assert "« total »" in panels[0]

    panels, results = read(outputs["all"])
    assert len(panels) == 4
    assert math.isfinite(float(results[0]))
    assert ["5.0"] == results

    lines = [json.loads(line) for line in (folder.parent / ".passerelle" / "progress.jsonl").read_text().splitlines()]
    assert {"schema", "exercise", "task", "score", "max_score", "at", "lang"} == set(lines[0])
    assert [("total", 3.0), ("wait", 0.0), ("wait", 1.0)] == [(line["task"], line["score"]) for line in lines[:3]]


def test_the_line_is_that_of_the_learners_cell(folder):
    outputs = run(
        folder,
        {
            "total": "def total(items):\n    first = items[0]\n    return first / 0",
            "total-check": 'check("total")',
            "again": "def total(items):\n    return sum(items)\n",
            "wait": "def wait():\n    import no_such_module",
            "wait-check": 'check("wait")',
        },
    )
    assert (
        "À la ligne 3 de votre cellule, le code s’arrête sur `return first / 0`" in read(outputs["total-check"])[0][0]
    )
    assert "no_such_module" in read(outputs["wait-check"])[0][0]


def test_a_cell_that_stopped_is_told_by_its_own_error(folder):
    outputs = run(
        folder,
        {
            "total": "def total(items)\n    return 1",
            "total-check": 'check("total")',
            "wait": "x = 1\nx = y\ndef wait(): return 1",
            "wait-check": 'check("wait")',
        },
    )
    assert "Il manque les deux-points" in read(outputs["total-check"])[0][0]
    assert "À la ligne 2 de votre cellule" in read(outputs["wait-check"])[0][0]


def test_hints_solution_and_practice(folder):
    outputs = run(
        folder,
        {
            "one": 'hint("total")',
            "two": 'hint("total")',
            "three": 'hint("total"); hint("total")',
            "early": 'solution("total")',
            "total": RIGHT,
            "check": 'check("total")',
            "late": 'solution("total")',
            "mine": "variant()",
            "practice": "variant(new=True) != variant()",
            "practising": "own = variant(new=True)['number']; check('own')",
            "back": "variant(); check('own')",
        },
    )
    assert "indice 1 sur 3" in read(outputs["one"])[0][0]
    assert "Deux." in read(outputs["two"])[0][0]
    assert "dernier indice" in read(outputs["three"])[0][1]
    assert "quand la tâche est réussie" in read(outputs["early"])[0][0]
    assert "n’est pas sur cet ordinateur" in read(outputs["late"])[0][0]
    assert ["True"] == read(outputs["practice"])[1]
    panels, results = read(outputs["practising"])
    assert ["2.0"] == results
    assert "ne comptent pas" in panels[-1]
    assert ["0.0"] == read(outputs["back"])[1]


def test_the_variant_is_the_graders(folder):
    from autograder.content.edition import choose_variant

    outputs = run(folder, {"mine": "variant()['number']"})
    assert [str(choose_variant("", "zoe", "99-essai"))] == read(outputs["mine"])[1]


def test_without_a_name_and_nobody_to_ask_there_is_still_a_variant(folder, monkeypatch):
    from autograder.content.edition import choose_variant

    monkeypatch.delenv("PASSERELLE_LEARNER")
    monkeypatch.delenv("JUPYTERHUB_USER", raising=False)
    outputs = run(folder, {"mine": "variant()['number']"})
    assert [str(choose_variant("", "", "99-essai"))] == read(outputs["mine"])[1]


def test_away_from_its_folder_check_says_where_to_go(tmp_path):
    outputs = run(tmp_path, {"check": 'check("total")', "variant": "variant()"})
    panels, results = read(outputs["check"])
    assert ["0.0"] == results
    assert "exercise.json" in panels[0]
    (error,) = outputs["variant"]
    assert "exercise.json" in error["traceback"][0]
    assert len(error["traceback"]) == 1


def test_a_broken_checks_file_is_told_without_a_traceback(folder):
    (folder / "checks.py").write_text("import pytest\nx = (")
    panels, results = read(run(folder, {"check": 'check("total")'})["check"])
    assert ["0.0"] == results
    assert "checks.py" in panels[0]
    assert "Traceback" not in panels[0]
