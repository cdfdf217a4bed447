from __future__ import annotations

import os
import shutil

import pytest

from autograder.classes.course import open_course
from autograder.classes.grade import grade_class
from autograder.classes.nbgrader_api import open_api
from autograder.classes.records import read_record, record_path
from autograder.classes.snapshot import snapshot_folder
from autograder.errors import ClassError

from .gradebooks import change, read_penalty, read_rows, read_scores, read_tree
from .samples import BAD_ADD, EXERCISE, GOOD_ADD, GOOD_DOUBLE, answer, hand_in

LATE = "2026-11-03 10:00:00 UTC"


@pytest.fixture
def graded(course):
    """A class with one graded submission."""
    hand_in(course, "alice", answer(course, add=GOOD_ADD, double=GOOD_DOUBLE))
    grade_class(course)
    return course


def test_unchanged_work_is_left_alone(graded):
    rows, tree = read_rows(graded), read_tree(graded.root / "autograded")

    again = grade_class(graded)

    assert (0, 1) == (len(again.records), again.unchanged)
    assert (rows, tree) == (read_rows(graded), read_tree(graded.root / "autograded"))


def test_changed_work_is_graded_again(graded):
    hand_in(graded, "alice", answer(graded, add=BAD_ADD, double=GOOD_DOUBLE))

    assert 1 == len(grade_class(graded).records)
    assert (0.0, False) == read_scores(graded, "alice")["add-check"]


def test_everything_is_graded_again_when_asked(graded):
    assert 1 == len(grade_class(graded, force=True).records)


def test_only_the_learners_asked_for_are_graded(graded):
    hand_in(graded, "bruno", answer(graded, add=GOOD_ADD))

    assert ["bruno"] == [record.learner for record in grade_class(graded, force=True, learners=["bruno"]).records]


@pytest.mark.parametrize("lost", ["autograded", "report", "rows"])
def test_what_was_lost_is_made_again(graded, lost):
    rows = read_rows(graded)
    if lost == "autograded":
        shutil.rmtree(graded.root / "autograded" / "alice")
    elif lost == "report":
        record_path(graded, EXERCISE, "alice").write_text("{")
    else:
        for table in ("grade", "comment", "submitted_notebook", "submitted_assignment", "student"):
            change(graded, f"DELETE FROM {table}")

    grade_class(graded)

    assert rows == read_rows(graded)
    assert (graded.root / "autograded" / "alice" / EXERCISE / f"{EXERCISE}.ipynb").is_file()


def test_progress_is_told(course):
    hand_in(course, "alice", answer(course, add=GOOD_ADD))
    hand_in(course, "bruno", answer(course))
    seen = []

    grade_class(course, progress=lambda done, total: seen.append((done, total)))

    assert (2, 2) == seen[-1]


def test_a_folder_without_the_notebook_has_zero_and_is_named(course):
    hand_in(course, "alice", "brouillon", name="notes.txt")

    [problem] = grade_class(course).problems

    assert ("alice", "missing") == (problem.learner, problem.problem)
    assert {"add-check": (0.0, False), "double-check": (0.0, False), "explain": (0.0, False)} == read_scores(
        course, "alice"
    )
    assert 1 == grade_class(course).unchanged


def test_a_renamed_notebook_is_graded_and_named(course):
    hand_in(course, "alice", answer(course, add=GOOD_ADD), name=f"{EXERCISE} (1).ipynb")

    [record] = grade_class(course).records

    assert (4.0, False) == read_scores(course, "alice")["add-check"]
    assert f"{EXERCISE} (1).ipynb" in " ".join(record.reasons)


def test_another_language_counts_where_the_first_was_left_blank(course):
    hand_in(course, "alice", answer(course))
    hand_in(course, "alice", answer(course, "en", add=GOOD_ADD), name=f"en/{EXERCISE}.ipynb")

    [record] = grade_class(course).records

    assert (f"en/{EXERCISE}.ipynb", "en", 4.0) == (record.notebook, record.report.lang, record.report.score)


def test_two_answered_notebooks_are_for_a_person_to_look_at(course):
    hand_in(course, "alice", answer(course, add=GOOD_ADD))
    hand_in(course, "alice", answer(course, "en", double=GOOD_DOUBLE), name=f"en/{EXERCISE}.ipynb")

    [record] = grade_class(course).records

    assert f"{EXERCISE}.ipynb" == record.notebook
    assert "Deux carnets" in " ".join(record.reasons)


@pytest.mark.parametrize("kind", ["link", "folder link", "submission link", "pipe"])
def test_a_submission_that_leads_elsewhere_is_not_touched(course, tmp_path, kind):
    (tmp_path / "private").mkdir()
    (tmp_path / "private" / "secret.txt").write_text("secret")
    if kind == "submission link":
        (course.root / "submitted" / "alice").mkdir(parents=True)
        (course.root / "submitted" / "alice" / EXERCISE).symlink_to(tmp_path / "private")
    else:
        folder = hand_in(course, "alice", answer(course, add=GOOD_ADD))
        if kind == "link":
            (folder / "notes.txt").symlink_to(tmp_path / "private" / "secret.txt")
        elif kind == "folder link":
            (folder / "notes").symlink_to(tmp_path / "private")
        else:
            os.mkfifo(folder / "notes.txt")

    [problem] = grade_class(course).problems

    assert ("alice", "foreign") == (problem.learner, problem.problem)
    assert (None, True) == read_scores(course, "alice")["add-check"]
    assert [] == list((course.root / "autograded").rglob("*.*"))


def test_nbgraders_road_refuses_the_link_too(course, tmp_path):
    (tmp_path / "secret.txt").write_text("secret")
    folder = hand_in(course, "alice", answer(course, add=GOOD_ADD))
    (folder / "notes.txt").symlink_to(tmp_path / "secret.txt")

    with open_api(course) as api:
        result = api.autograde(EXERCISE, "alice")

    assert not result["success"]
    assert "un lien qui sort de la remise" in result["log"]
    assert [] == list((course.root / "autograded").rglob("*.txt"))


def test_a_dangling_link_is_no_reason_to_stop(course):
    folder = hand_in(course, "alice", answer(course, add=GOOD_ADD))
    (folder / "notes.txt").symlink_to("absent.txt")

    assert [] == grade_class(course).problems


def test_a_name_that_is_not_utf8_is_named_and_left_out_of_the_gradebook(course):
    folder = os.fsencode(course.root / "submitted") + b"/caf\xe9/" + EXERCISE.encode()
    os.makedirs(folder)

    [problem] = grade_class(course).problems

    assert "foreign" == problem.problem
    assert "class rename" in problem.reasons[0]
    assert [] == read_rows(course)["students"]


def test_a_fault_of_ours_is_never_a_zero_and_is_graded_again(course):
    hand_in(course, "alice", answer(course, add=GOOD_ADD, double=GOOD_DOUBLE))
    checks = snapshot_folder(course, EXERCISE) / "exercises" / "fr" / EXERCISE / "checks.py"
    sound = checks.read_text()
    checks.write_text(sound.replace('assert student.call("add", 1, 2) == 3', "assert nowhere == 3"))

    first = grade_class(course)

    assert ["alice"] == [record.learner for record in first.problems]
    assert (None, True) == read_scores(course, "alice")["add-check"]
    assert (2.0, False) == read_scores(course, "alice")["double-check"]

    checks.write_text(sound)
    second = grade_class(course)

    assert [] == second.problems
    assert (4.0, False) == read_scores(course, "alice")["add-check"]


def _configure(course, text):
    with (course.root / "nbgrader_config.py").open("a") as stream:
        stream.write("\n" + text)
    return open_course(course.root)


def _set_duedate(course, text="2026-11-02 12:00:00.000000"):
    change(course, "UPDATE assignment SET duedate = ?", text)


_PLUGIN = """
from nbgrader.plugins import LateSubmissionPlugin

class OnePointADay(LateSubmissionPlugin):
    def late_submission_penalty(self, student_id, score, total_seconds_late):
        return total_seconds_late / 86400

c.AssignLatePenalties.plugin_class = OnePointADay
"""


@pytest.mark.parametrize("road", ["nbgrader", "passerelle"])
@pytest.mark.parametrize(
    ("text", "penalty"),
    [
        ("", None),
        ('c.LateSubmissionPlugin.penalty_method = "zero"', 4.0),
        (_PLUGIN, 22 / 24),
        (_PLUGIN.replace("/ 86400", "* 86400"), 4.0),
        (_PLUGIN.replace("return total", "return -total"), 0.0),
        (_PLUGIN + "c.AssignLatePenalties.enabled = False", None),
    ],
    ids=["default", "zero", "plugin", "more than the score", "negative", "disabled"],
)
def test_late_work_loses_what_the_plugin_says(course, road, text, penalty):
    course = _configure(course, text)
    _set_duedate(course)
    hand_in(course, "alice", answer(course, add=GOOD_ADD), time=LATE)
    hand_in(course, "bruno", answer(course, add=GOOD_ADD))

    if road == "passerelle":
        grade_class(course)
    else:
        with open_api(course) as api:
            assert all(api.autograde(EXERCISE, learner)["success"] for learner in ("alice", "bruno"))

    assert pytest.approx(penalty) == read_penalty(course, "alice")
    assert read_penalty(course, "bruno") is None


def test_an_extension_takes_the_penalty_back(course):
    course = _configure(course, _PLUGIN)
    _set_duedate(course)
    hand_in(course, "alice", answer(course, add=GOOD_ADD), time=LATE)
    grade_class(course)
    with open_api(course) as api, api.gradebook as gradebook:
        gradebook.grant_extension(EXERCISE, "alice", days=2)

    again = grade_class(course)

    assert (0, 1) == (len(again.records), again.unchanged)
    assert read_penalty(course, "alice") is None


def test_a_penalty_counts_the_points_that_a_person_gave(course):
    course = _configure(course, 'c.LateSubmissionPlugin.penalty_method = "zero"')
    _set_duedate(course)
    hand_in(course, "alice", answer(course, add=GOOD_ADD, explain="Oui."), time=LATE)
    grade_class(course)
    change(course, "UPDATE grade SET manual_score = 3, needs_manual_grade = 0 WHERE auto_score IS NULL")

    grade_class(course)

    assert 7.0 == read_penalty(course, "alice")


def test_a_plugin_that_fails_is_named_and_nothing_is_half_written(course):
    course = _configure(course, _PLUGIN.replace("return total", "return nothing + total"))
    _set_duedate(course)
    hand_in(course, "alice", answer(course, add=GOOD_ADD), time=LATE)

    with pytest.raises(ClassError, match=r"nbgrader_config\.py"):
        grade_class(course)

    assert [] == read_rows(course)["grades"]
    assert read_record(course, EXERCISE, "alice") is None


def test_a_time_that_cannot_be_read_is_named(course):
    hand_in(course, "alice", answer(course, add=GOOD_ADD), time="hier soir")

    [record] = grade_class(course).records

    assert "n’est pas lisible" in " ".join(record.reasons)
    assert (4.0, False) == read_scores(course, "alice")["add-check"]


def test_an_exercise_that_was_not_released_says_what_to_do(course):
    change(course, "DELETE FROM assignment")
    hand_in(course, "alice", answer(course, add=GOOD_ADD))

    with pytest.raises(ClassError, match="passerelle class release"):
        grade_class(course)


def test_nbgrader_exports_the_same_scores(graded):
    from nbgrader.plugins import CsvExportPlugin

    with open_api(graded) as api, api.gradebook as gradebook:
        exporter = CsvExportPlugin()
        exporter.to = str(graded.root / "grades.csv")
        exporter.export(gradebook)

    header, line = (graded.root / "grades.csv").read_text().strip().splitlines()
    row = dict(zip(header.split(","), line.split(","), strict=True))
    assert ("alice", "6.0", "9.0") == (row["student_id"], row["score"], row["max_score"])
