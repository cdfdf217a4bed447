"""Learners' ids on every road into a class, nbgrader's own among them; and the remedy for those of before."""

from __future__ import annotations

import shutil
import subprocess
import sys

import pytest
from sqlalchemy import create_engine, text

from autograder.classes.course import open_course
from autograder.classes.grade import grade_class
from autograder.classes.nbgrader_api import open_api
from autograder.classes.privacy import forget
from autograder.classes.records import read_record
from autograder.classes.rename import rename_learner
from autograder.errors import ClassError, UsageError

from .gradebooks import read_scores
from .samples import EXERCISE, GOOD_ADD, answer, hand_in

HOSTILE = "<img src=x onerror=alert(1)>"


def run_nbgrader(course, *arguments):
    """nbgrader's own command, in the class, as a person types it."""
    command = [sys.executable, "-m", "nbgrader", *arguments]
    return subprocess.run(command, cwd=course.root, capture_output=True, text=True, timeout=120)


def list_students(course):
    engine = create_engine(course.db_url)
    with engine.connect() as connection:
        found = [row[0] for row in connection.execute(text("SELECT id FROM student ORDER BY id"))]
    engine.dispose()
    return found


@pytest.mark.parametrize("learner", [HOSTILE, "=HYPERLINK(1)", "a\u202eb", "Jean Dupont"])
def test_a_folder_without_an_id_is_named_with_a_remedy_and_not_graded(course, learner):
    hand_in(course, learner, answer(course, add=GOOD_ADD))
    hand_in(course, "zoe", answer(course, add=GOOD_ADD))

    [problem] = grade_class(course).problems

    assert "foreign" == problem.problem
    assert problem.learner.isprintable()
    assert "passerelle class rename" in problem.reasons[0]
    assert "<" not in problem.reasons[0]
    assert ["zoe"] == list_students(course)


def test_the_remedy_works_as_the_message_shows_it(course):
    hand_in(course, "a\u202eb", answer(course, add=GOOD_ADD))
    [problem] = grade_class(course).problems

    rename_learner(course, problem.learner, "zoé")

    assert [] == grade_class(course).problems
    assert (4.0, False) == read_scores(course, "zoé")["add-check"]
    assert [] == list((course.own / "reports" / EXERCISE).glob("a*"))


def test_a_graded_learner_keeps_everything_under_another_id(course):
    hand_in(course, "zoe", answer(course, add=GOOD_ADD))
    grade_class(course)
    before = read_scores(course, "zoe")

    moved = rename_learner(course, "zoe", "zoé.2")

    assert course.root / "autograded" / "zoé.2" in moved
    assert before == read_scores(course, "zoé.2")
    assert ["zoé.2"] == list_students(course)
    record = read_record(course, EXERCISE, "zoé.2")
    assert "zoé.2" == record.learner == record.report.learner
    assert not (course.root / "submitted" / "zoe").exists()


@pytest.mark.parametrize(
    ("old", "new", "error"),
    [("zoe", "bruno", ClassError), ("nobody", "x", ClassError), ("zoe", "=1", UsageError), ("zoe", "", UsageError)],
)
def test_a_name_that_is_taken_unknown_or_none_changes_nothing(course, old, new, error):
    for learner in ("zoe", "bruno"):
        hand_in(course, learner, answer(course, add=GOOD_ADD))
    with pytest.raises(error):
        rename_learner(course, old, new)
    assert {"zoe", "bruno"} == {path.name for path in (course.root / "submitted").iterdir()}


def test_an_id_of_before_can_be_erased(course):
    engine = create_engine(course.db_url)
    with engine.begin() as connection:
        connection.execute(text("INSERT INTO student (id) VALUES (:id)"), {"id": HOSTILE})
    engine.dispose()
    forget(course, HOSTILE)
    assert [] == list_students(course)


def test_nbgrader_s_commands_take_no_such_id(course, tmp_path):
    hand_in(course, "Jean Dupont", answer(course, add=GOOD_ADD))
    roster = tmp_path / "roster.csv"
    roster.write_text("id,first_name\n=1+1,Eve\n")

    added = run_nbgrader(course, "db", "student", "add", HOSTILE)
    imported = run_nbgrader(course, "db", "student", "import", str(roster))
    graded = run_nbgrader(course, "autograde", EXERCISE)

    for done in (added, imported, graded):
        assert 0 != done.returncode, done.stdout + done.stderr
    assert "n’est pas un identifiant" in added.stderr
    assert "Traceback" not in added.stderr + imported.stderr
    assert [] == list_students(course)
    assert [] == list((course.root / "autograded").rglob("*.ipynb"))


def test_nbgrader_s_collecting_leaves_such_an_id_where_it_is(course):
    inbound = course.root.with_name(f"{course.root.name}.exchange") / course.course_id / "inbound"
    for name in ("zoe", "=1", "a\u202eb"):
        folder = inbound / f"{name}+{EXERCISE}+2026-11-02 10:00:00 UTC"
        shutil.copytree(hand_in(course, "model", answer(course, add=GOOD_ADD)), folder)
    (inbound / f"broken+{EXERCISE}+yesterday").mkdir()
    shutil.rmtree(course.root / "submitted" / "model")

    with open_api(open_course(course.root)) as api:
        result = api.collect(EXERCISE)

    assert result["success"], result
    assert "n’a pas été ramassé" in result["log"]
    assert ["zoe"] == sorted(path.name for path in (course.root / "submitted").iterdir() if path.name != "model")


def test_nbgrader_s_zip_collect_skips_such_an_id(course):
    downloaded = course.root / "downloaded" / EXERCISE / "archive"
    downloaded.mkdir(parents=True)
    for name in ("zoe", "=1"):
        (downloaded / f"{name}!{EXERCISE}.ipynb").write_text("{}")

    done = run_nbgrader(
        course,
        "zip_collect",
        EXERCISE,
        r"--FileNameCollectorPlugin.named_regexp=.*/(?P<student_id>[^/!]+)!(?P<file_id>[^/]+)\.ipynb",
    )

    assert 0 == done.returncode, done.stderr
    assert ["zoe"] == sorted(path.name for path in (course.root / "submitted").iterdir())
