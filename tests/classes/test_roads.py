"""nbgrader's own road (`nbgrader autograde`, Formgrader's button) and the fast one say the same."""

from __future__ import annotations

import shutil

import pytest

from autograder.classes.course import Course, open_course
from autograder.classes.grade import grade_class
from autograder.classes.nbgrader_api import open_api
from autograder.classes.records import read_record
from autograder.grading.many import HereExecutor

from .gradebooks import change, read_comments, read_rows, read_scores, read_tree
from .samples import BAD_ADD, EXERCISE, GOOD_ADD, GOOD_DOUBLE, HALF_ADD, answer, hand_in


@pytest.fixture
def twin(course: Course, tmp_path) -> Course:
    """A second class, the same in everything, with the same work handed in."""
    hand_in(course, "alice", answer(course, add=GOOD_ADD, double=GOOD_DOUBLE, explain="Le + colle."))
    hand_in(course, "bruno", answer(course, add=BAD_ADD))
    hand_in(course, "carol", answer(course, "en", add=BAD_ADD, double=GOOD_DOUBLE))
    hand_in(course, "david", answer(course, add=HALF_ADD, double="def double(text):\n    raise SystemExit"))
    folder = hand_in(course, "elise", answer(course))
    hand_in(course, "elise", answer(course, "en", add=GOOD_ADD), name=f"en/{EXERCISE}.ipynb")
    (folder / "notes").mkdir()
    (folder / "notes" / "brouillon.txt").write_text("à garder")
    (folder / "checks.py").write_text("raise SystemExit")
    without_checks = answer(course, add=GOOD_ADD)
    without_checks["cells"] = [cell for cell in without_checks["cells"] if not cell["id"].endswith("-check")]
    hand_in(course, "farid", without_checks, time="")
    hand_in(course, "gaelle", "pas un carnet")
    other = tmp_path / "autre" / course.root.name
    shutil.copytree(course.root, other, symlinks=True)
    return open_course(other)


def _grade_with_nbgrader(course: Course) -> dict[str, bool]:
    with open_api(course) as api:
        learners = sorted(path.parent.name for path in (course.root / "submitted").glob(f"*/{EXERCISE}"))
        return {learner: api.autograde(EXERCISE, learner)["success"] for learner in learners}


def test_both_roads_write_the_same_rows_and_files(course, twin):
    grade_class(course)
    succeeded = _grade_with_nbgrader(twin)

    assert {"gaelle"} == {learner for learner, success in succeeded.items() if not success}
    assert read_rows(course) == read_rows(twin)
    assert read_tree(course.root / "autograded") == read_tree(twin.root / "autograded")
    for learner in ("alice", "elise"):
        ours, theirs = read_record(course, EXERCISE, learner), read_record(twin, EXERCISE, learner)
        assert (ours.submission, ours.release, ours.notebook) == (theirs.submission, theirs.release, theirs.notebook)


def test_the_scores_are_the_engines(course, twin):
    _grade_with_nbgrader(twin)

    assert {"add-check": (4.0, False), "double-check": (2.0, False), "explain": (None, True)} == read_scores(
        twin, "alice"
    )
    assert {"add-check": (0.0, False), "double-check": (0.0, False), "explain": (0.0, False)} == read_scores(
        twin, "bruno"
    )
    assert {"add-check": (2.0, False), "double-check": (0.0, False), "explain": (0.0, False)} == read_scores(
        twin, "david"
    )
    assert (4.0, False) == read_scores(twin, "elise")["add-check"]
    assert (4.0, False) == read_scores(twin, "farid")["add-check"]


def test_comments_are_in_the_learners_language_and_keep_the_secret(course, twin):
    _grade_with_nbgrader(twin)

    bruno, carol, david = (read_comments(twin, learner) for learner in ("bruno", "carol", "david"))
    assert "Regardez le signe" in bruno["add"]
    assert "Pas de réponse." == bruno["double"]
    assert "Look at the sign" in carol["add"]
    assert "ne voyez pas" in david["add"]
    assert None is read_comments(twin, "alice")["add"]
    assert "SECRET" not in str(read_rows(twin)["comments"])


def test_one_road_after_the_other_changes_nothing(course, twin):
    grade_class(course)
    before = read_rows(course)

    _grade_with_nbgrader(course)
    again = grade_class(course, force=True, executor=HereExecutor())

    assert before == read_rows(course)
    assert 7 == len(again.records)


@pytest.mark.parametrize("road", ["nbgrader", "passerelle"])
def test_what_a_person_wrote_is_never_lost(course, road):
    hand_in(course, "alice", answer(course, add=GOOD_ADD, explain="Le + colle."))
    grade_class(course)
    change(course, "UPDATE grade SET manual_score = 2.5, needs_manual_grade = 0 WHERE auto_score IS NULL")
    change(course, "UPDATE grade SET extra_credit = 0.5")
    change(course, "UPDATE comment SET manual_comment = 'Bien vu.'")

    if road == "nbgrader":
        _grade_with_nbgrader(course)
    else:
        grade_class(course, force=True)

    grades = {row[1]: row[2:] for row in read_rows(course)["grades"]}
    # nbgrader's rule: after grading again, a score that a person gave is to be looked at again.
    assert (None, 2.5, 0.5, 1) == grades["explain"]
    assert (4.0, None, 0.5, 0) == grades["add-check"]
    assert {"Bien vu."} == {row[3] for row in read_rows(course)["comments"]}


def test_a_sandbox_that_ended_is_opened_again(course):
    # nbgrader is imported in the test, not while tests are collected.
    from autograder.classes.nbgrader_steps import _graders

    for learner in ("alice", "bruno"):
        hand_in(course, learner, answer(course, add=GOOD_ADD))
    with open_api(course) as api:
        assert api.autograde(EXERCISE, "alice")["success"]
        [grader] = _graders.values()
        grader.box.close()

        assert api.autograde(EXERCISE, "bruno")["success"]

    assert (4.0, False) == read_scores(course, "bruno")["add-check"]
