"""The demonstration, on the real module: 24 submissions in both languages, by both roads."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from autograder.build import read_mistakes
from autograder.classes.course import open_course
from autograder.classes.grade import grade_class
from autograder.classes.nbgrader_api import open_api
from autograder.classes.records import read_record
from autograder.content.kit import Kit, find_kit_root
from autograder.demo.run import EXERCISE, Demo, run_demo
from autograder.errors import ClassError
from autograder.grading.report import Report
from autograder.language import use_language
from tests.classes.gradebooks import read_rows, read_tree


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Demo:
    with use_language("fr"):
        return run_demo(tmp_path_factory.mktemp("demo") / "classe")


def find_report(demo: Demo, what: str) -> Report:
    learner = next(sample.learner for sample in demo.samples if sample.what == what)
    return next(record.report for record in demo.grading.records if record.learner == learner)


def test_there_are_24_submissions_in_both_languages_and_every_kept_mistake(demo: Demo):
    kept = {mistake.name for mistake in read_mistakes(Kit(find_kit_root()), EXERCISE)}
    made = {name for sample in demo.samples if ":" in sample.what for name in sample.what.split(":")[1].split("+")}

    assert 24 == len(demo.samples) == len(demo.grading.records)
    assert {"fr", "en"} == {sample.lang for sample in demo.samples}
    assert kept == made


def test_right_work_has_all_points_and_blank_work_none(demo: Demo):
    right, blank = find_report(demo, "right"), find_report(demo, "blank")

    assert right.max_score == right.score
    assert 0 == blank.score
    assert {"blank"} == {task.status for task in blank.tasks}


def test_every_kept_mistake_is_named(demo: Demo):
    for sample in demo.samples:
        if not sample.what.startswith("mistake:"):
            continue
        report = next(record.report for record in demo.grading.records if record.learner == sample.learner)
        seen = {name for task in report.tasks for name in task.mistakes}
        assert set(sample.what.split(":")[1].split("+")) <= seen, sample.what


@pytest.mark.parametrize(
    ("what", "status"),
    [("syntax-error", "error"), ("endless-loop", "timeout"), ("memory-hog", "memory"), ("os-exit", "crashed")],
)
def test_one_bad_cell_costs_one_task(demo: Demo, what: str, status: str):
    report = find_report(demo, what)

    assert [status] == [task.status for task in report.tasks if task.status != "passed"]


def test_a_damaged_notebook_is_graded_for_what_it_holds(demo: Demo):
    report = find_report(demo, "damaged")

    assert ["blank", "passed", "passed", "passed", "passed"] == [task.status for task in report.tasks]
    assert report.needs_person


def test_a_file_that_is_no_notebook_is_flagged_and_has_no_score(demo: Demo):
    report = find_report(demo, "not-a-notebook")

    assert None is report.score
    assert "n’est pas un carnet" in report.error


def test_gradebook_notebooks_feedback_and_report_are_written(demo: Demo):
    pages = list(demo.feedback.glob(f"*/{EXERCISE}/{EXERCISE}.html"))

    assert demo.gradebook.is_file()
    assert 23 == len(list(demo.autograded.glob(f"*/{EXERCISE}/{EXERCISE}.ipynb")))
    assert len(demo.samples) == len(pages)  # Whoever handed in what cannot be read is told so too.
    assert "<table" in demo.report.read_text(encoding="utf-8")
    for page in [*pages, demo.report]:
        text = page.read_text(encoding="utf-8")
        assert "http://" not in text.replace("http://www.w3.org", ""), page
        assert "src=" not in text.replace('src="data:', ""), page


def test_each_learner_is_answered_in_their_own_language(demo: Demo):
    for sample in demo.samples:
        page = demo.feedback / sample.learner / EXERCISE / f"{EXERCISE}.html"
        if page.is_file() and sample.what != "not-a-notebook":  # Such a file does not say in which language to answer.
            assert f'<html lang="{sample.lang}">' in page.read_text(encoding="utf-8")


def test_both_roads_leave_the_same_scores_comments_and_flags(demo: Demo, tmp_path: Path):
    other = tmp_path / demo.course.root.name
    shutil.copytree(demo.course.root, other)
    for leftover in ("autograded", "feedback", "passerelle/reports"):
        shutil.rmtree(other / leftover)
    twin = open_course(other)
    with use_language("fr"), open_api(twin) as api:
        for sample in demo.samples:
            api.autograde(EXERCISE, sample.learner)

    assert read_rows(demo.course) == read_rows(twin)
    assert read_tree(demo.course.root / "autograded") == read_tree(twin.root / "autograded")
    for sample in demo.samples:
        ours = read_record(demo.course, EXERCISE, sample.learner)
        theirs = read_record(twin, EXERCISE, sample.learner)
        if sample.what != "not-a-notebook":
            assert ours.reasons == theirs.reasons, sample.learner


def test_grading_again_changes_nothing(demo: Demo):
    before = read_rows(demo.course)

    with use_language("fr"):
        again = grade_class(demo.course)

    assert before == read_rows(demo.course)
    # What could not be read is tried again; everything else is left alone.
    assert {record.learner for record in demo.grading.problems} == {record.learner for record in again.records}
    assert 23 == again.unchanged


def test_a_former_demonstration_is_replaced_and_anything_else_is_not(tmp_path: Path):
    (tmp_path / "mine.txt").write_text("precious")

    with use_language("fr"), pytest.raises(ClassError, match="n’est pas une démonstration"):
        run_demo(tmp_path, kit=Kit(find_kit_root()))

    assert "precious" == (tmp_path / "mine.txt").read_text()
