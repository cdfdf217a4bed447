"""What the start page shows: how far one is, what was learnt, what is due again, what was handed in and came back."""

from __future__ import annotations

import datetime as dt

import pytest

from autograder.check.workspace import append_progress
from autograder.errors import UsageError
from autograder.learn.delivery import deliver
from autograder.learn.handed import keep_feedback, note_handed
from autograder.learn.keepsake import make_keepsake
from autograder.learn.state import describe_start, is_due_again
from autograder.learn.submit import pack_submission, preview_submission

from .kits import EXERCISE, GOOD_ADD, edit

NOW = dt.datetime(2026, 11, 30, 9, 0, tzinfo=dt.UTC)
PAGE = b"<!DOCTYPE html><html lang='fr'><title>Retour</title></html>"


@pytest.fixture
def notebook(workspace, kit):
    deliver(workspace, kit)
    return workspace.root / EXERCISE / f"{EXERCISE}.ipynb"


def pass_task(workspace, task):
    append_progress(workspace.root, exercise=EXERCISE, task=task, score=4.0, max_score=4.0, lang="fr")


def describe(workspace, kit, now=NOW):
    [card] = describe_start(workspace, kit, now=now).modules
    return card


def test_a_module_with_its_links_and_how_far_one_is(workspace, kit, notebook):
    pass_task(workspace, "add")
    card = describe(workspace, kit)
    assert (f"{EXERCISE}/{EXERCISE}.ipynb", 1, 2) == (card.exercise, card.passed, card.tasks)
    assert card.started
    assert not card.done
    assert ("Additionner.",) == card.outcomes


@pytest.mark.parametrize(
    ("days_ago", "expected"),
    [([], False), ([6], False), ([7], True), ([30, 20], False), ([30, 21], True), ([90, 60, 59], False)],
)
def test_what_was_learnt_is_due_again_after_longer_and_longer_waits(days_ago, expected):
    today = NOW.date()
    assert expected == is_due_again([today - dt.timedelta(days=count) for count in days_ago], today)


def test_only_a_finished_exercise_is_due_again(workspace, kit, notebook):
    later = dt.datetime.now(dt.UTC) + dt.timedelta(days=8)
    pass_task(workspace, "add")
    assert not describe(workspace, kit, later).due_again
    pass_task(workspace, "double")
    assert describe(workspace, kit, later).due_again
    assert not describe(workspace, kit, later - dt.timedelta(days=2)).due_again


def test_what_would_be_handed_in_is_said_before_anything_is_made(workspace, kit, notebook):
    edit(notebook, add=GOOD_ADD)
    preview = preview_submission(workspace, EXERCISE, kit)
    assert (f"{EXERCISE}.ipynb",) == preview.files
    assert (1, 2) == (len(preview.answered), len(preview.blank))
    assert [] == list(workspace.root.glob("*.zip"))


def test_a_hand_in_is_remembered(workspace, kit, notebook):
    packed = pack_submission(workspace, EXERCISE, "zoe", kit)
    handed = note_handed(workspace.root, EXERCISE, packed, NOW)
    assert f"zoe+{EXERCISE}.zip" == handed.file
    assert handed == describe(workspace, kit).handed


def test_feedback_is_found_wherever_it_was_put(workspace, kit, notebook):
    path = keep_feedback(workspace.root, EXERCISE, "Retour de Léa.html", PAGE)
    other = notebook.parent / "feedback" / "2026-11-30 08:00:00 UTC" / f"{EXERCISE}.html"
    other.parent.mkdir()
    other.write_bytes(PAGE)
    assert {path, other.relative_to(workspace.root).as_posix()} == set(describe(workspace, kit).feedback)


@pytest.mark.parametrize("page", [b"", b"PK\x03\x04", b"un texte"])
def test_what_is_no_page_of_feedback_is_refused(workspace, kit, notebook, page):
    with pytest.raises(UsageError, match=r"\.html"):
        keep_feedback(workspace.root, EXERCISE, "x.html", page)


@pytest.mark.parametrize("name", ["../../evil.html", "..", "/etc/passwd", "a\x00b.html", ".html", "é" * 300])
def test_a_page_of_feedback_stays_in_its_folder_whatever_its_name(workspace, kit, notebook, name):
    path = workspace.root / keep_feedback(workspace.root, EXERCISE, name, PAGE)
    assert notebook.parent / "feedback" == path.parent
    assert path.is_file()


def test_what_one_takes_along_holds_ones_answers_and_says_that_it_is_no_grade(workspace, kit, notebook):
    edit(notebook, add=GOOD_ADD + "\n# <b>à moi</b>")
    page = make_keepsake(workspace, EXERCISE, kit, NOW.date())
    assert "&lt;b&gt;à moi&lt;/b&gt;" in page
    assert "Additionner." in page
    assert "elle n’est pas une note" in page
    assert "NotImplementedError" not in page
