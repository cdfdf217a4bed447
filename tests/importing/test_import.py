"""A notebook that exists becomes an exercise: the reference has every point, a blank one none, what is left is said."""

from __future__ import annotations

import base64
import json
from pathlib import Path

import pytest

from autograder.build import build_all
from autograder.content.kit import Kit
from autograder.errors import NotebookError, UsageError
from autograder.importing import import_notebook
from autograder.validate.run import LIGHT, examine

PICTURE = base64.b64encode(b"\x89PNG\r\n\x1a\n").decode()


def code(source: str, **settings) -> dict:
    metadata = {"nbgrader": {"schema_version": 3, "grade": False, "solution": False, "locked": False, **settings}}
    return {
        "cell_type": "code",
        "id": f"c{abs(hash(source)) % 10**8}",
        "source": source,
        "metadata": metadata if settings else {},
        "outputs": [],
        "execution_count": None,
    }


def text(source: str, **others) -> dict:
    return {"cell_type": "markdown", "id": f"t{abs(hash(source)) % 10**8}", "source": source, "metadata": {}, **others}


def answer(source: str, name: str) -> dict:
    return code(source, solution=True, grade_id=name)


def essay(source: str, name: str, points: float = 2) -> dict:
    return code(source, grade=True, locked=True, grade_id=name, points=points)


def write(folder: Path, *cells: dict, name: str = "doubler.ipynb", language: str = "python") -> Path:
    document = {
        "nbformat": 4,
        "nbformat_minor": 5,
        "metadata": {"kernelspec": {"name": "k", "display_name": "k", "language": language}},
        "cells": list(cells),
    }
    path = folder / name
    path.write_text(json.dumps(document), encoding="utf-8")
    return path


@pytest.fixture
def kit(tmp_path) -> Kit:
    return Kit(tmp_path / "kit")


def judge(kit: Kit, slug: str) -> list[str]:
    build_all(kit, [slug])
    return [finding.message for finding in examine(kit, slug, rules=LIGHT).findings]


DOUBLE = "def double(x):\n    ### BEGIN SOLUTION\n    return 2 * x\n    ### END SOLUTION"


def test_an_assignment_of_nbgrader_is_graded_as_it_was(tmp_path, kit):
    path = write(
        tmp_path,
        text("# Doubler"),
        answer(DOUBLE, "double"),
        essay(
            '# Deux nombres\nassert double(2) == 4, "le double"\n### BEGIN HIDDEN TESTS\nassert double(-3) == -6\n'
            "### END HIDDEN TESTS",
            "test_double",
            4,
        ),
    )

    made = import_notebook(path, kit, "91-doubler")

    assert (1, 2, 4.0) == (made.tasks, made.checks, made.points)
    assert [] == judge(kit, "91-doubler")
    checks = (kit.root / "solutions/91-doubler/checks.py").read_text("utf-8")
    assert 'assert student.call("double", 2) == 4, tr("le double")' in checks
    assert "-3" not in checks
    assert "-6" in (kit.root / "solutions/91-doubler/hidden.py").read_text("utf-8")


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("from nose.tools import assert_equal\nassert_equal(double(2), 4)", 'assert student.call("double", 2) == 4'),
        ("assert_true(double(2) == 4)", 'assert student.call("double", 2) == 4'),
        ("assert_almost_equal(double(0.1), 0.2)", 'assert student.call("double", 0.1) == pytest.approx(0.2, abs=5e-8)'),
        (
            "assert_raises(TypeError, double, None)",
            'with pytest.raises(TypeError):\n        student.value("double")(None)',
        ),
        ("assert double(double(1)) == 4", 'assert student.call("double", student.call("double", 1)) == 4'),
        ("assert callable(double)", 'assert callable(student.value("double"))'),
        ("assert sum(double(x) for x in [1]) == 2", 'assert sum(student.call("double", x) for x in [1]) == 2'),
    ],
)
def test_a_test_is_asked_from_outside(tmp_path, kit, source, expected):
    path = write(tmp_path, answer(DOUBLE, "double"), essay(source, "test_double"))

    import_notebook(path, kit, "91-doubler")

    checks = (kit.root / "solutions/91-doubler/checks.py").read_text("utf-8")
    assert expected in checks
    assert "nose" not in checks


def test_what_the_notebook_gives_is_the_grader_s_own(tmp_path, kit):
    path = write(
        tmp_path,
        text("# Doubler"),
        code("import math\nRATE = 2\ndef expected(x):\n    return RATE * x"),
        answer(DOUBLE, "double"),
        code("made = double(5)"),
        essay("assert double(3) == expected(3)\nassert made == 10", "t1"),
        essay("base = 7\nassert double(base) == 14", "t2"),
        essay("assert double(base + 1) == 16", "t3"),
    )

    made = import_notebook(path, kit, "91-doubler")

    assert [] == judge(kit, "91-doubler")
    checks = (kit.root / "solutions/91-doubler/checks.py").read_text("utf-8")
    assert "RATE = 2" in checks
    assert 'student.value("made") == 10' in checks
    assert not [note for note in made.notes if "rien ne donne" in note]


def test_arrays_go_and_come_as_numpy_s_own(tmp_path, kit):
    path = write(
        tmp_path,
        text("# Doubler"),
        code("import numpy as np"),
        answer("def double(x):\n    ### BEGIN SOLUTION\n    return 2 * x[x > 0]\n    ### END SOLUTION", "double"),
        essay("from numpy.testing import assert_array_equal\nassert_array_equal(double(np.arange(3)), [2, 4])", "t1"),
        essay("assert double(np.ones((2, 2))).shape == (4,)", "t2"),
    )

    import_notebook(path, kit, "91-doubler")

    assert [] == judge(kit, "91-doubler")


def test_a_notebook_without_settings_is_understood_by_its_asserts(tmp_path, kit):
    path = write(
        tmp_path,
        text("# Doubler"),
        code("def double(x):\n    return 2 * x"),
        code("assert double(2) == 4\nassert double(0) == 0"),
    )

    made = import_notebook(path, kit, "91-doubler")

    assert (1, 1, 1.0) == (made.tasks, made.checks, made.points)
    assert [] == judge(kit, "91-doubler")


def test_pictures_and_data_come_along(tmp_path, kit):
    (tmp_path / "img").mkdir()
    (tmp_path / "img" / "plan.png").write_bytes(b"plan")
    (tmp_path / "table.csv").write_text("a;b\n1;2\n", encoding="utf-8")
    path = write(
        tmp_path,
        text(
            "# Lire\n\n![un plan](img/plan.png) ![une photo](attachment:photo.png)",
            attachments={"photo.png": {"image/png": PICTURE}},
        ),
        answer(
            'def read():\n    ### BEGIN SOLUTION\n    return open("table.csv").read()\n    ### END SOLUTION', "read"
        ),
        essay('assert read().startswith("a;b")', "t1"),
    )

    import_notebook(path, kit, "91-lire")

    assert [] == judge(kit, "91-lire")
    edition = kit.root / "exercises/fr/91-lire"
    assert b"plan" == (edition / "data/img/plan.png").read_bytes()
    assert "data/photo.png" in (edition / "91-lire.ipynb").read_text("utf-8")


def test_a_person_s_task_stays_a_person_s(tmp_path, kit):
    manual = text("Dites pourquoi.") | {
        "metadata": {"nbgrader": {"schema_version": 3, "grade": True, "solution": True, "grade_id": "why", "points": 3}}
    }
    path = write(tmp_path, text("# Dire"), manual)

    import_notebook(path, kit, "91-dire")

    assert [] == judge(kit, "91-dire")
    assert kit.read_exercise("91-dire").tasks[0].manual


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("%timeit double(2)\nassert double(2) == 4", "ne sont pas du Python"),
        ("### AUTOTEST double(2)", "ne sont pas du Python"),
        ("assert double(unknown) == 4", "« unknown », que rien ne donne"),
        ("import io\nassert double(open('x').read()) == 4", "« open » n’a de sens"),
        ("assert double(lambda: 2)", "une fonction ne traverse pas"),
    ],
)
def test_what_needs_a_person_is_said(tmp_path, kit, source, expected):
    path = write(tmp_path, answer(DOUBLE, "double"), essay(source, "t1"))

    made = import_notebook(path, kit, "91-doubler")

    assert any(expected in note for note in made.notes), made.notes


@pytest.mark.parametrize(
    ("make", "kind", "expected"),
    [
        (lambda folder: write(folder, text("# Rien")), UsageError, "aucune tâche à noter"),
        (lambda folder: write(folder, code("1"), language="R"), NotebookError, "écrit en R"),
        (lambda folder: folder / "x.ipynb", UsageError, "n’existe pas"),
        (
            lambda folder: (write(folder, code("1")), write(folder, code("1"), name="b.ipynb"))[0].parent,
            UsageError,
            "2",
        ),
    ],
)
def test_nothing_is_written_where_there_is_nothing_to_import(tmp_path, kit, make, kind, expected):
    with pytest.raises(kind, match=expected):
        import_notebook(make(tmp_path), kit, "91-x")

    assert not (kit.root / "solutions").exists()


def test_a_broken_file_is_named_with_a_remedy(tmp_path, kit):
    path = tmp_path / "x.ipynb"
    path.write_bytes(b'{"cells": [')

    with pytest.raises(NotebookError, match=r"x\.ipynb n’est pas un carnet lisible"):
        import_notebook(path, kit, "91-x")
