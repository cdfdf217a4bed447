from __future__ import annotations

import shutil

import pytest

from autograder.classes.grade import grade_class
from autograder.classes.release import release_class
from autograder.classes.snapshot import read_release
from autograder.classes.update import compare_class, update_class
from autograder.content.kit import Kit
from autograder.errors import ClassError, UnknownExercise

from .gradebooks import read_scores
from .samples import EXERCISE, GOOD_ADD, answer, build, hand_in


@pytest.fixture
def newer(kit, tmp_path):
    """The kit, for a test to change."""
    shutil.copytree(kit.root, tmp_path / "newer")
    return Kit(tmp_path / "newer")


def _edit(kit, name, old, new):
    path = kit.solution_folder(EXERCISE) / name
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))
    build(kit)


def test_nothing_differs_at_first(course, kit):
    assert [] == compare_class(course, kit=kit)


def test_the_difference_is_shown_before_anything_is_written(course, newer):
    before = read_release(course, EXERCISE)
    _edit(newer, "hidden.py", "3.75", "3.750")

    [change] = compare_class(course, kit=newer)

    assert (f"~ solutions/{EXERCISE}/hidden.py",) == change.files
    assert ((), False) == (change.grading, change.refused)
    assert before == read_release(course, EXERCISE)


def test_a_mended_check_is_taken_and_the_work_graded_with_it(course, newer):
    hand_in(course, "alice", answer(course, add=GOOD_ADD))
    grade_class(course)
    _edit(newer, "hidden.py", "3.75", "9.99")

    update_class(course, kit=newer)
    again = grade_class(course)

    assert 1 == len(again.records)
    assert (2.0, False) == read_scores(course, "alice")["add-check"]


def test_a_kit_that_moved_on_does_not_change_a_running_class(course, newer):
    _edit(newer, "hidden.py", "3.75", "9.99")
    hand_in(course, "alice", answer(course, add=GOOD_ADD))

    grade_class(course)

    assert (4.0, False) == read_scores(course, "alice")["add-check"]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("points = 4", "points = 5", "add : 4 points deviennent 5"),
        ('id = "double"', 'id = "twice"', "tâche ajoutée : twice"),
    ],
)
def test_points_and_tasks_stay_once_work_is_in(course, newer, old, new, said):
    if "twice" in new:
        for name in ("notebook.py", "checks.py"):
            path = newer.solution_folder(EXERCISE) / name
            path.write_text(path.read_text().replace('"double"', '"twice"'))
    _edit(newer, "exercise.toml", old, new)
    hand_in(course, "alice", answer(course, add=GOOD_ADD))
    before = read_release(course, EXERCISE)

    with pytest.raises(ClassError, match=said):
        update_class(course, kit=newer)

    assert before == read_release(course, EXERCISE)


def test_points_change_while_nobody_has_handed_in(course, newer):
    _edit(newer, "exercise.toml", "points = 4", "points = 5")

    update_class(course, kit=newer)
    release_class(course, [EXERCISE])
    hand_in(course, "alice", answer(course, add=GOOD_ADD))
    grade_class(course)

    assert (5.0, False) == read_scores(course, "alice")["add-check"]


def test_an_exercise_that_the_kit_has_dropped_stays_in_the_class(course, tmp_path):
    assert [] == compare_class(course, kit=Kit(tmp_path))


def test_an_unknown_exercise_is_named(course, kit):
    with pytest.raises(UnknownExercise):
        compare_class(course, ["97-autre"], kit=kit)
