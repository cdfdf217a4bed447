from __future__ import annotations

import json
import zipfile

import pytest

from autograder.classes.collect import collect_files
from autograder.classes.feedback import write_feedback
from autograder.classes.grade import grade_class
from autograder.classes.privacy import export_learner, forget
from autograder.classes.report import write_class_report
from autograder.errors import ClassError

from .gradebooks import change, read_rows
from .samples import EXERCISE, GOOD_ADD, answer

MARK = "zébulon-9f3a"


@pytest.fixture
def graded(course, tmp_path):
    for learner in (MARK, "bruno"):
        path = tmp_path / f"{learner}+{EXERCISE}.ipynb"
        path.write_text(json.dumps(answer(course, add=GOOD_ADD, explain=f"Par {learner}.")))
        collect_files(course, [path])
    grade_class(course)
    change(course, "UPDATE comment SET manual_comment = 'Bien, ' || ?", MARK)
    change(
        course,
        "UPDATE comment SET manual_comment = 'Bien.' WHERE notebook_id IN (SELECT n.id FROM submitted_notebook n "
        "JOIN submitted_assignment s ON s.id = n.assignment_id WHERE s.student_id = 'bruno')",
    )
    write_feedback(course, EXERCISE)
    write_class_report(course)
    return course


def test_a_learner_receives_all_that_the_class_holds(graded, tmp_path):
    path = export_learner(graded, MARK, tmp_path / "out.zip")

    with zipfile.ZipFile(path) as archive:
        names = archive.namelist()
        rows = json.loads(archive.read("gradebook.json"))
        everything = b"".join(archive.read(name) for name in names).decode()
    for step in ("submitted", "autograded", "feedback", "passerelle/attempts", "passerelle/reports"):
        assert any(name.startswith(f"{step}/") for name in names), step
    assert [MARK] == [row["id"] for row in rows["student"]]
    assert 3 == len(rows["grades"])
    assert "bruno" not in everything


def test_nothing_of_a_forgotten_learner_is_left_anywhere(graded):
    forget(graded, MARK)

    for path in graded.root.rglob("*"):
        assert MARK not in path.name
        if path.is_file():
            assert MARK.encode() not in path.read_bytes(), path


def test_the_others_are_left_as_they_were(graded):
    before = {name: [row for row in rows if row[0] == "bruno"] for name, rows in read_rows(graded).items()}

    forget(graded, MARK)

    after = {name: rows for name, rows in read_rows(graded).items() if name != "courses"}
    assert after == {name: rows for name, rows in before.items() if name != "courses"}
    assert (graded.root / "submitted" / "bruno").is_dir()
    assert 1 == grade_class(graded).unchanged


@pytest.mark.parametrize("learner", ["personne", "..", "bruno/..", "*"])
def test_who_is_unknown_is_named_and_nothing_is_erased(graded, learner):
    with pytest.raises(ClassError):
        forget(graded, learner)
    with pytest.raises(ClassError):
        export_learner(graded, learner)

    assert (graded.root / "submitted" / "bruno").is_dir()
