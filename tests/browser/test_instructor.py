"""An instructor's day in a real browser, from the release to the page that the learner reads."""

from __future__ import annotations

import re
import urllib.error
import urllib.request

import pytest

from autograder.classes.course import open_course
from autograder.classes.grade import grade_class
from autograder.classes.new import create_class
from tests.classes.samples import BAD_ADD, EXERCISE, GOOD_ADD, answer, hand_in, write_kit

from .conftest import Desk, list_violations

COMMENT = "Relisez l’énoncé, puis venez me voir."


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    folder = tmp_path_factory.mktemp("teach")
    return create_class(folder / "automne-2026", ["fr", "en"], kit=write_kit(folder / "kit"))


@pytest.fixture(scope="module")
def desk(course, browser, tmp_path_factory):
    home = tmp_path_factory.mktemp("home")
    started = Desk(home, "teach", str(course.root))
    yield started
    started.close()


def press(page, button: str, outcome: str) -> None:
    """Press a button of the class page and wait until the work says how it ended."""
    page.get_by_role("button", name=button, exact=True).click()
    page.wait_for_function(
        "text => document.getElementById('job-text').textContent.includes(text)", arg=outcome, timeout=90_000
    )


def test_a_class_from_release_to_feedback(page, course, desk, tmp_path):
    page.goto(desk.address)
    assert "Classe automne-2026" == page.get_by_role("heading", level=1).inner_text()

    press(page, "Distribuer", f"Distribué : {EXERCISE}.")
    course = open_course(course.root)
    assert (course.folder("release", EXERCISE) / f"{EXERCISE}.ipynb").is_file()

    files = [tmp_path / f"{name}+{EXERCISE}.ipynb" for name in ("alice", "bruno")]
    write_notebook(files[0], answer(course, add=GOOD_ADD))
    write_notebook(files[1], answer(course, add=BAD_ADD, explain="Le signe colle les mots."))
    page.get_by_label("Fichiers remis").set_input_files(files)
    press(page, "Ramasser ces fichiers", "Remises prises : 2.")

    press_autograde_in_formgrader(page, desk, EXERCISE, "alice", "4 / 9")

    page.goto(f"{desk.root}passerelle/class")
    press(page, "Noter", "Notées : 1. Inchangées : 1.")
    stuck = page.get_by_role("row", name=re.compile("^Additionner"))
    stuck.get_by_text("bruno").wait_for()
    assert 0 == stuck.get_by_text("alice").count()
    assert [] == list_violations(page)

    people = page.get_by_role("region", name="Remises qui ont besoin d’une personne")
    people.get_by_role("link", name="bruno : ouvrir dans Formgrader").first.click()
    write_comment(page)

    page.goto(f"{desk.root}passerelle/class")
    press(page, "Écrire les retours", "Retours écrits : 2")
    page.goto((course.folder("feedback", EXERCISE, "bruno") / f"{EXERCISE}.html").as_uri())
    assert COMMENT in page.inner_text("main")
    assert "Une soustraction" in page.inner_text("main") or "Regardez le signe" in page.inner_text("main")


def test_an_open_page_follows_the_class(page, course, desk):
    """What is graded elsewhere, in a terminal, shows on the page without a hand on it."""
    course = open_course(course.root)
    page.goto(desk.address)
    page.locator("#live").get_by_role("heading", name="Qui bloque sur quelle tâche").wait_for()
    assert 0 == page.locator("#live").get_by_text("dora").count()
    hand_in(course, "dora", answer(course, add=BAD_ADD))
    grade_class(course)
    page.get_by_role("row", name=re.compile("^Additionner")).get_by_text("dora").wait_for()


def write_notebook(path, notebook) -> None:
    import json

    path.write_text(json.dumps(notebook), "utf-8")


def press_autograde_in_formgrader(page, desk, exercise: str, learner: str, score: str) -> None:
    page.goto(f"{desk.root}formgrader/manage_submissions/{exercise}")
    row = page.locator("tr", has=page.get_by_text(learner, exact=True))
    row.locator(".autograde a").click()
    page.get_by_text("C’est fait").first.wait_for(timeout=120_000)
    page.reload()
    row.get_by_text(score, exact=True).wait_for()


def write_comment(page, comment: str = COMMENT) -> None:
    box = page.locator("textarea.comment[placeholder]").first  # It has one once its listener is there.
    box.fill(comment)
    with page.expect_response(lambda answer: "/formgrader/api/comment/" in answer.url and answer.ok):
        box.blur()


def test_nobody_acts_without_the_token(desk):
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    for headers in ({}, {"Cookie": "_xsrf=a"}):
        request = urllib.request.Request(f"{desk.root}passerelle/class/grade", b"_xsrf=a", headers)
        with pytest.raises(urllib.error.HTTPError, match="403"):
            opener.open(request, timeout=30)


def test_a_forged_form_is_refused(page, desk):
    """Logged in with a cookie, as another site's form would be, but without the page's own token."""
    page.goto(desk.address)
    answer = page.request.post(f"{desk.root}passerelle/class/grade", form={"exercise": ""})
    assert 403 == answer.status


def test_lab_is_in_french_and_asks_nothing(page, desk):
    page.goto(f"{desk.address.replace('passerelle/class', 'lab')}")
    page.get_by_role("menuitem", name="Fichier").wait_for(timeout=90_000)
    assert 0 == page.locator(".jp-Dialog, .Toastify__toast").count()
    assert "Cellule %1 sur %2" in desk.ask("lab/api/translations/fr_FR")  # The words that the pack lacks, here too.
