"""A small exercise on disk, as a learner receives it."""

from __future__ import annotations

from pathlib import Path

import msgspec
import nbformat

from autograder.content.edition import Edition, EditionTask
from autograder.content.exercise import Limits

CHECKS = '''
import pytest
from hypothesis import given, strategies as st

@pytest.mark.task("total")
def test_example(student):
    """Le total de 5 et 7 est 12."""
    assert student.call("total", [5, 7]) == 12

@pytest.mark.task("total")
@given(items=st.lists(st.integers()))
def test_any(student, items):
    """Le total de toute liste."""
    assert student.call("total", items) == sum(items)

@pytest.mark.task("wait")
def test_wait(student):
    """L’attente finit."""
    assert student.call("wait") == 1

@pytest.mark.task("own")
def test_own(student):
    """Votre nombre."""
    assert student.value("own") == student.variant["number"]
'''

TASKS = (
    EditionTask("total", "Faire le total", "write", 3.0, names=("total",), hints=("Un.", "Deux.", "Trois.")),
    EditionTask("wait", "Attendre", "write", 1.0, names=("wait",), hidden_checks=2),
    EditionTask("own", "Votre nombre", "build", 2.0, names=("own",)),
)


def write_exercise(parent: Path, lang: str = "fr") -> Path:
    """Write the learner's folder of the exercise ``99-essai`` and return it."""
    folder = parent / "99-essai"
    folder.mkdir(parents=True)
    (parent / ".passerelle").mkdir()
    edition = Edition("99-essai", lang, "Essai", TASKS, limits=Limits(call_seconds=0.5), variants=32)
    (folder / "exercise.json").write_bytes(msgspec.json.encode(edition))
    (folder / "variants.json").write_bytes(msgspec.json.encode([{"number": number} for number in range(32)]))
    (folder / "checks.py").write_text(CHECKS, encoding="utf-8")
    return folder


def make_notebook(cells: dict[str, str]) -> nbformat.NotebookNode:
    """Return a notebook with these code cells, by id."""
    notebook = nbformat.v4.new_notebook()
    notebook.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
    for name, source in cells.items():
        cell = nbformat.v4.new_code_cell(source)
        cell["id"] = name
        notebook.cells.append(cell)
    return notebook
