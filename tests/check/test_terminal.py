"""`passerelle check NOTEBOOK`: the same in a terminal, in a process of its own."""

import os
import subprocess
import sys

import nbformat
import pytest

from autograder.check.terminal import check_file
from autograder.errors import MissingPath, NotebookError

from .folder import make_notebook, write_exercise

CODE = "import sys\nfrom pathlib import Path\nfrom autograder.check.terminal import check_file\n"
CODE += "print('points', check_file(Path(sys.argv[1])))"


def run(folder, cells):
    path = folder / "99-essai.ipynb"
    nbformat.write(make_notebook(cells), path)
    environment = {**os.environ, "PASSERELLE_LEARNER": "zoe", "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(
        [sys.executable, "-c", CODE, str(path)], capture_output=True, env=environment, cwd=os.getcwd(), encoding="utf-8"
    )
    assert (0, "") == (done.returncode, done.stderr)
    return done.stdout


def test_the_panels_are_printed(tmp_path):
    folder = write_exercise(tmp_path)
    cells = {
        "setup": "from autograder.check import check, check_all, hint, solution, variant",
        "total": "print('bruit')\ndef total(items): return sum(items)",
        "total-check": 'check("total")',
        "wait": "def wait(:\n    return 1",
        "own": "own = variant()['number']",
        "check-all": "check_all()",
    }
    printed = run(folder, cells)
    assert printed.splitlines()[0] == "Faire le total : 3 sur 3 points"
    assert "✔ Réussi : Le total de 5 et 7 est 12." in printed
    assert "À la ligne 1 de votre cellule" in printed
    assert "bruit" not in printed
    assert printed.splitlines()[-1] == "points 5.0"


def test_an_endless_cell_is_stopped_and_told(tmp_path):
    folder = write_exercise(tmp_path)
    text = (folder / "exercise.json").read_text().replace('"cell_seconds":10.0', '"cell_seconds":0.5')
    (folder / "exercise.json").write_text(text)
    printed = run(folder, {"wait": "while True:\n    pass\ndef wait(): return 1"})
    assert "Elle tournait encore" in printed


def test_a_missing_or_broken_notebook_is_told(tmp_path):
    with pytest.raises(MissingPath):
        check_file(tmp_path / "none.ipynb")
    (tmp_path / "bad.ipynb").write_text("{")
    with pytest.raises(NotebookError):
        check_file(tmp_path / "bad.ipynb")
    (tmp_path / "away.ipynb").write_text('{"cells": []}')
    with pytest.raises(MissingPath, match=r"exercise\.json"):
        check_file(tmp_path / "away.ipynb")
