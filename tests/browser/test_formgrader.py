"""Formgrader in the person's language: nothing of a page stays English, nothing of a person's is changed."""

from __future__ import annotations

import re

import pytest

from autograder.classes.course import open_course
from autograder.classes.grade import grade_class
from autograder.classes.new import create_class
from autograder.classes.release import release_class
from autograder.language import use_language
from tests.classes.samples import BAD_ADD, EXERCISE, GOOD_ADD, answer, hand_in, write_kit

from .conftest import Desk

PAGES = (
    "manage_assignments",
    f"manage_submissions/{EXERCISE}",
    "gradebook",
    f"gradebook/{EXERCISE}",
    f"gradebook/{EXERCISE}/{EXERCISE}",
    "manage_students",
    "manage_students/alice",
    f"manage_students/alice/{EXERCISE}",
    "submission",
)
SAME = {"nbgrader", "Formgrader", EXERCISE, "alice", "bruno", "x", "×", "/", "+", "UTC", "Pas de réponse."}
"""What is the same in every language: names."""

READ = """() => {
  // Frames and the list of files are ours, in the server's language whatever the script says.
  const theirs = 'script, style, pre, code, .shortcut-key, iframe, .files';
  const found = [];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node; (node = walk.nextNode());) if (!node.parentElement.closest(theirs)) found.push(node.data);
  for (const node of document.querySelectorAll('body *'))
    if (!node.closest('iframe, .files') && !/^J’ai appelé/.test(node.placeholder || ''))
      for (const name of ['title', 'placeholder', 'aria-label', 'data-original-title'])
        if (node.getAttribute(name)) found.push(node.getAttribute(name));
  return [...new Set([document.title, ...found].map(text => text.trim().replace(/\\s+/g, ' ')).filter(Boolean))];
}"""


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    folder = tmp_path_factory.mktemp("formgrader")
    with use_language("fr"):
        course = create_class(folder / "automne-2026", ["fr", "en"], kit=write_kit(folder / "kit"))
        release_class(course, exchange=False)
        course = open_course(course.root)
        hand_in(course, "alice", answer(course, add=GOOD_ADD, explain="Success\n\nName"))
        hand_in(course, "bruno", answer(course, add=BAD_ADD))
        grade_class(course)
    return course


@pytest.fixture(scope="module")
def desk(course, browser, tmp_path_factory):
    home = tmp_path_factory.mktemp("home")
    started = Desk(home, "teach", str(course.root))
    yield started
    started.close()


def visit(page, desk, name):
    """Open a page of Formgrader's and wait for what its scripts add."""
    if name == "submission":
        visit(page, desk, f"gradebook/{EXERCISE}/{EXERCISE}")
        page.goto(page.locator("#main-table a.name-hidden").first.evaluate("link => link.href"))
        page.locator("textarea.comment[placeholder]").first.wait_for()
    else:
        page.goto(f"{desk.root}formgrader/{name}")
        page.locator("#main-table tr a").first.wait_for(state="attached")


def read(page) -> set[str]:
    return {text for text in page.evaluate(READ) if re.search("[A-Za-z]{2}", text)}


def read_english(page, desk, name) -> set[str]:
    page.route("**/formgrader.js", lambda route: route.fulfill(body="", content_type="text/javascript"))
    visit(page, desk, name)
    found = read(page)
    page.unroute("**/formgrader.js")
    return found


def list_left(french: set[str], english: set[str]) -> list[str]:
    """What both readings have in common, names and figures apart."""
    return sorted(
        text
        for text in french & english
        if text not in SAME and not re.fullmatch(r"\d{4}-\d\d-\d\d.*|(In|Out) ?\[\d+\]:", text)
    )


@pytest.mark.parametrize("name", PAGES)
def test_a_page_keeps_no_english(page, desk, name):
    page.goto(desk.address)
    english = read_english(page, desk, name)
    assert len(english) > 5
    visit(page, desk, name)
    assert "fr" == page.evaluate("document.documentElement.lang")
    page.wait_for_timeout(200)
    assert [] == list_left(read(page), english)


@pytest.mark.parametrize(
    ("name", "opener"),
    [
        ("manage_assignments", "#main-table .edit a"),
        ("manage_assignments", "tfoot a"),
        ("manage_students", "#main-table .edit a"),
        ("manage_students", "tfoot a"),
        ("submission", ".help"),
    ],
)
def test_a_dialog_keeps_no_english(page, desk, name, opener):
    page.goto(desk.address)
    readings = []
    for visiting in (lambda: read_english(page, desk, name), lambda: visit(page, desk, name)):
        visiting()
        page.locator(opener).first.click()
        page.locator(".modal.in").wait_for()
        readings.append(read(page))
    assert len(readings[0]) > 5
    assert [] == list_left(readings[1], readings[0])


def test_the_end_of_a_grading_is_said_in_french(page, desk):
    page.goto(desk.address)
    visit(page, desk, f"manage_submissions/{EXERCISE}")
    page.locator("tr", has=page.get_by_text("bruno", exact=True)).locator(".autograde a").click()
    dialog = page.locator(".modal.in")
    dialog.get_by_text(f"« {EXERCISE} » de bruno : notation faite.").wait_for(timeout=120_000)
    assert "C’est fait" == dialog.locator(".modal-title").inner_text()


def test_what_a_person_wrote_is_not_translated(page, desk):
    page.goto(desk.address)
    visit(page, desk, f"gradebook/{EXERCISE}/{EXERCISE}")
    for link in page.locator("#main-table a.name-hidden").evaluate_all("links => links.map(link => link.href)"):
        page.goto(link)
        page.locator("textarea.comment[placeholder]").first.wait_for()
        if "alice" in page.locator("nav").inner_html():
            break
    written = [frame.locator("body").inner_text() for frame in page.frames if frame != page.main_frame]
    assert any("Success" in text and "Name" in text for text in written)


def test_the_button_that_shows_every_name_still_works(page, desk):
    page.goto(desk.address)
    visit(page, desk, f"gradebook/{EXERCISE}/{EXERCISE}")
    page.get_by_role("button", name="Montrer tous les noms").click()
    page.locator("#main-table").get_by_text("bruno", exact=True).wait_for()
    page.get_by_role("button", name="Cacher tous les noms").click()
    page.get_by_role("button", name="Montrer tous les noms").wait_for()
    assert not page.locator("#main-table").get_by_text("bruno", exact=True).is_visible()


def test_a_submission_asks_nothing_of_elsewhere_and_goes_to_its_first_field(page, desk):
    faults = []
    page.on(
        "request", lambda request: None if request.url.startswith((desk.root, "data:")) else faults.append(request.url)
    )
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto(desk.address)
    visit(page, desk, "submission")
    page.wait_for_function("document.activeElement.matches('.tabbable')")
    assert [] == faults
