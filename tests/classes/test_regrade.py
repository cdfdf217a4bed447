"""`class grade --regrade` shows whose points change, then writes exactly that."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from autograder.classes.grade import grade_class
from autograder.classes.regrade import PointsChange, regrade_class
from autograder.classes.snapshot import snapshot_folder
from autograder.grading.many import HereExecutor

from .gradebooks import change, read_rows, read_scores, read_tree
from .samples import BAD_ADD, EXERCISE, GOOD_ADD, GOOD_DOUBLE, HALF_ADD, answer, hand_in

ROOT = Path(__file__).parents[2]


@pytest.fixture
def mended(course):
    """A graded class whose hidden check was wrong, and has been mended since: 2.5 + 1.25 is 3.75."""
    hidden = snapshot_folder(course, EXERCISE) / "solutions" / EXERCISE / "hidden.py"
    right = hidden.read_text()
    hidden.write_text(right.replace("== 3.75", "== 4"))
    hand_in(course, "alice", answer(course, add=GOOD_ADD, double=GOOD_DOUBLE))
    hand_in(course, "bruno", answer(course, add=BAD_ADD))
    hand_in(course, "chloe", answer(course, add=GOOD_ADD))
    grade_class(course)
    change(course, "UPDATE grade SET manual_score = 3.5 WHERE id IN (SELECT g.id FROM grade g"
           " JOIN base_cell c ON c.id = g.cell_id JOIN submitted_notebook n ON n.id = g.notebook_id"
           " JOIN submitted_assignment s ON s.id = n.assignment_id"
           " WHERE s.student_id = 'chloe' AND c.name = 'add-check')")  # fmt: skip
    hidden.write_text(right)
    return course


def _everything(course):
    return read_rows(course), read_tree(course.root / "autograded"), read_tree(course.own / "reports")


def test_it_says_whose_points_change_and_writes_nothing(mended):
    before = _everything(mended)

    with regrade_class(mended, executor=HereExecutor()) as regrading:
        assert [
            PointsChange(EXERCISE, "alice", "add", 2.0, 4.0),
            PointsChange(EXERCISE, "chloe", "add", 2.0, 4.0, manual=3.5),
        ] == regrading.changes
        assert (1, 2.0) == (regrading.same, regrading.changes[0].difference)
    assert before == _everything(mended)


def test_what_was_shown_is_written_and_what_a_person_gave_stays(mended):
    with regrade_class(mended, executor=HereExecutor()) as regrading:
        grade_class(mended, force=True, executor=regrading)

    assert (4.0, False) == read_scores(mended, "alice")["add-check"]
    rows = {row[:2]: row[2:4] for row in read_rows(mended)["grades"]}
    assert (4.0, 3.5) == rows["chloe", "add-check"]


def test_work_that_changed_after_it_was_shown_is_graded_as_it_is_now(mended):
    with regrade_class(mended, executor=HereExecutor()) as regrading:
        hand_in(mended, "alice", answer(mended, add=HALF_ADD))
        grade_class(mended, force=True, executor=regrading)

    assert (2.0, False) == read_scores(mended, "alice")["add-check"]


def test_the_command_writes_only_with_yes(mended):
    before = _everything(mended)

    def run(*options: str) -> str:
        done = subprocess.run(
            [
                sys.executable,
                "-c",
                "from autograder.cli import main; main()",
                "class",
                "grade",
                str(mended.root),
                "--regrade",
                *options,
            ],
            capture_output=True,
            text=True,
            env=os.environ | {"PASSERELLE_LANG": "fr", "PYTHONPATH": str(ROOT)},
        )
        assert (0, "") == (done.returncode, done.stderr if "Traceback" in done.stderr else "")
        return done.stdout

    said = run()
    assert "alice, add : 2 → 4 (+2)" in said
    assert "chloe, add : 2 → 4 (+2) ; les 3.5 points donnés par une personne restent" in said
    assert "Rien n’a été écrit" in said
    assert before == _everything(mended)

    assert "alice, add : 2 → 4 (+2)" in run("--yes")
    assert (4.0, False) == read_scores(mended, "alice")["add-check"]
    assert "Remises dont les points changent : 0. Sans changement : 3." in run()
