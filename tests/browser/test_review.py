"""Whose a work is, asked and answered on the class page, in a real browser."""

from __future__ import annotations

import json

import pytest

from autograder.classes.collect import collect_files
from autograder.classes.course import open_course
from autograder.classes.new import create_class
from autograder.classes.release import release_class
from autograder.classes.waiting import list_questions
from tests.classes.downloads import enrol, moodle, pack, write
from tests.classes.samples import EXERCISE, GOOD_ADD, answer, write_kit

from .conftest import Desk, list_violations

NASTY = "<img src=x onerror=alert(1)>"


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    folder = tmp_path_factory.mktemp("review")
    course = create_class(folder / "automne-2026", ["fr"], kit=write_kit(folder / "kit"))
    release_class(course, exchange=False)
    enrol(course)
    work = json.dumps(answer(course, add=GOOD_ADD))
    people = {
        moodle("Léa Durand", 7): work,
        moodle("Zoe Martin", 8): work.replace("left", "links"),
        moodle(NASTY, 9): work,
    }
    collect_files(course, [write(folder, "moodle.zip", pack(people))])
    return course


def test_questions_are_answered_once(page, course, browser, tmp_path_factory):
    desk = Desk(tmp_path_factory.mktemp("home"), "teach", str(course.root))
    try:
        page.on("dialog", lambda dialog: pytest.fail("a file's name ran as a script"))
        page.goto(desk.address)
        page.get_by_role("link", name="Dire de qui elles sont").click()
        assert 3 == page.get_by_role("textbox", name="Identifiant").or_(page.get_by_role("combobox")).count()
        assert [] == list_violations(page)

        for name, learner in (("Léa Durand_7", "lea2"), ("Zoe Martin_8", "zoe"), ("onerror", "-")):
            page.get_by_role("group").filter(has_text=name).locator("input").fill(learner)
        page.get_by_role("button", name="Enregistrer les réponses").click()
        page.wait_for_function("() => document.getElementById('job-text').textContent.includes('Remises prises')")

        assert [] == list_questions(course)
        submitted = open_course(course.root).root / "submitted"
        assert {"lea2", "zoe"} == {path.name for path in submitted.iterdir() if (path / EXERCISE).is_dir()}
        page.goto(f"{desk.root}passerelle/class/review")
        assert "Aucune question n’attend." in page.inner_text("main")
    finally:
        desk.close()
