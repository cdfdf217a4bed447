"""Every page of ours meets WCAG 2.2 AA, in light and in dark, as axe-core sees it in a real browser."""

from __future__ import annotations

import pytest

from autograder.check.outcome import CheckOutcome, TaskResult
from autograder.check.panel import render_notice, render_task_html, render_total
from autograder.classes.course import open_course
from autograder.classes.feedback import write_feedback
from autograder.classes.grade import grade_class
from autograder.classes.new import create_class
from autograder.classes.release import release_class
from autograder.classes.report import write_class_report
from autograder.language import use_language
from autograder.teach.jobs import Progress
from autograder.teach.page import describe_class, describe_frame, render
from tests.classes.samples import BAD_ADD, EXERCISE, GOOD_ADD, answer, hand_in, write_kit

from .conftest import list_violations

PAGES = ("feedback", "report", "panel", "class", "class at work")
_CHECKS = (
    CheckOutcome("a", "t", "Le premier cas", "passed"),
    CheckOutcome("b", "t", "Le second", "failed", "J’ai appelé `add(1, 2)`. J’attendais `3`, j’ai reçu `-1`."),
    CheckOutcome("c", "t", "Le troisième", "error", "À la ligne 2, `left` n’existe pas."),
    CheckOutcome("d", "t", "Caché", "failed", "Un message.", hidden=True),
)


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    """Each page written as its readers get it."""
    with use_language("fr"):
        return write_pages(tmp_path_factory.mktemp("pages"))


def write_pages(folder):
    kit = write_kit(folder / "kit")
    course = create_class(folder / "automne-2026", ["fr", "en"], kit=kit)
    release_class(course, exchange=False)
    hand_in(course, "alice", answer(course, add=GOOD_ADD))
    hand_in(course, "bruno", answer(course, add=BAD_ADD, double="def double(text):\n    return text * none"))
    grade_class(course)
    course = open_course(course.root)
    [_, feedback] = write_feedback(course, EXERCISE)
    found = {"feedback": feedback, "report": write_class_report(course)}
    results = (
        TaskResult("t", "Additionner", 1.5, 4.0, "failed", _CHECKS),
        TaskResult("u", "Doubler", 2.0, 2.0, "passed", _CHECKS[:1]),
    )
    panels = "".join(render_task_html(result, "fr") for result in results)
    panels += render_total(3.5, 6.0, "fr")[0] + render_notice("Cette cellule attend votre réponse.", "fr")[0]
    found["panel"] = folder / "panel.html"
    found["panel"].write_text(wrap(panels), "utf-8")
    frame, live = describe_frame(course, "/"), describe_class(course, "/")
    work = Progress("grade", True, 3, 10, "Notation : 3 sur 10, encore 5 s environ", ("alice : à regarder",))
    for name, job in (("class", Progress()), ("class at work", work)):
        found[name] = folder / f"{name}.html"
        values = {"page": frame, "live": live, "job": job, "nonce": "n", "xsrf": "", "notice": "", "problem": ""}
        found[name].write_text(render("class.html.j2", **values), "utf-8")
    return found


def wrap(panels: str) -> str:
    """A bare page in the colours of JupyterLab's themes, which the panel is made to sit on."""
    style = (
        ":root { color-scheme: light dark } body { background: #fff; color: #212121 } "
        "@media (prefers-color-scheme: dark) { body { background: #111; color: #fff } }"
    )
    head = f'<meta charset="utf-8"><title>Carnet</title><style>{style}</style>'
    return f'<!DOCTYPE html><html lang="fr"><head>{head}</head><body><main><h1>Carnet</h1>{panels}</main></body></html>'


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
def test_a_page_has_no_violation(pages, page, name, theme):
    page.emulate_media(color_scheme=theme)
    page.goto(pages[name].as_uri())
    assert [] == list_violations(page)


def test_a_page_with_a_fault_would_be_seen(page):
    page.set_content(
        '<html lang="fr"><title>x</title><main><h1>x</h1><p style="color:#ccc">pâle</p><input></main></html>'
    )
    assert ["color-contrast", "label"] == sorted({line.split(":")[0] for line in list_violations(page)})


@pytest.mark.parametrize("name", ["feedback", "report", "class"])
def test_a_page_fits_a_narrow_window(pages, page, name):
    """320 pixels are a window of 1280 at 400 %: nothing is cut, nothing scrolls sideways but tables in their frame."""
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(pages[name].as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
