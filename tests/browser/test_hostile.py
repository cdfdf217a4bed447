"""What learners hand in, opened and clicked in a real browser: nothing of it runs, loads, or asks the server."""

from __future__ import annotations

import hashlib
import json
import sqlite3

import pytest

from autograder.classes.course import open_course
from autograder.classes.feedback import write_feedback
from autograder.classes.grade import grade_class
from autograder.classes.new import create_class
from autograder.classes.release import release_class
from autograder.language import use_language
from tests.classes.samples import EXERCISE, GOOD_ADD, answer, hand_in, write_kit

from . import payloads
from .conftest import Desk

CLICK_ALL = "() => { for (const one of document.querySelectorAll('*')) if (one.click) one.click(); }"


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    folder = tmp_path_factory.mktemp("hostile")
    with use_language("fr"):
        course = create_class(folder / "a26", ["fr"], kit=write_kit(folder / "kit"))
        release_class(course, exchange=False)
        course = open_course(course.root)
        for learner, texts in (("alice", payloads.MARKDOWN), ("bruno", payloads.HTML), ("zoe", ())):
            place = hand_in(course, learner, answer(course, add=GOOD_ADD, explain="\n\n".join(texts) or "x"))
            for name, data in payloads.FILES.items():
                (place / name).write_bytes(data)
        assert [] == grade_class(course).problems
        # As stock nbgrader would have left it before the course was ours: nothing cleaned.
        raw = course.folder("autograded", EXERCISE, "zoe") / f"{EXERCISE}.ipynb"
        notebook = json.loads(raw.read_text())
        notebook["cells"] += payloads.list_cells()
        raw.write_text(json.dumps(notebook))
        write_feedback(course, EXERCISE)
    return course


@pytest.fixture(scope="module")
def desk(course, browser, tmp_path_factory):
    started = Desk(tmp_path_factory.mktemp("home"), "teach", str(course.root))
    yield started
    started.close()


def read_state(course, desk):
    """The gradebook, the class's files, the kernels."""
    with sqlite3.connect(course.root / "gradebook.db") as connection:
        rows = list(connection.iterdump())
    files = {
        str(path.relative_to(course.root)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in course.root.rglob("*")
        if path.is_file() and ".jupyter" not in path.parts and "gradebook.db" not in path.name
    }
    return rows, files, desk.ask("api/kernels"), desk.ask("api/terminals")


def list_submissions(desk):
    return json.loads(desk.ask(f"formgrader/api/submitted_notebooks/{EXERCISE}/{EXERCISE}"))


def test_nothing_of_a_submission_runs_or_asks_the_server(page, course, desk):
    assert 60 <= payloads.COUNT
    faults = []

    def watch(request):
        if "canary" in request.url or request.frame != page.main_frame:
            faults.append(request.url[:200])

    page.goto(desk.address)
    before = read_state(course, desk)
    page.on("request", lambda request: None if request.url.startswith(("data:", "about:")) else watch(request))
    page.on("popup", lambda popup: faults.append(f"popup {popup.url}"))
    page.on("dialog", lambda dialog: (faults.append(dialog.message), dialog.dismiss()))
    for submission in list_submissions(desk):
        address = f"{desk.root}formgrader/submissions/{submission['id']}/"
        page.goto(address)
        page.locator("textarea.comment[placeholder]").first.wait_for()
        frames = [frame for frame in page.frames if frame != page.main_frame]
        assert len(frames) > 4
        for frame in frames:
            frame.evaluate(CLICK_ALL)
        page.wait_for_timeout(700)
        assert page.url.startswith(address)
        assert {"about:srcdoc"} == {frame.url for frame in page.frames if frame != page.main_frame}
    assert [] == faults
    assert before == read_state(course, desk)


def test_pages_of_ids_and_names_and_the_feedback_run_nothing(page, course, desk):
    faults = []
    page.on("request", lambda request: faults.append(request.url) if "canary" in request.url else None)
    page.on("dialog", lambda dialog: (faults.append(dialog.message), dialog.dismiss()))
    page.goto(desk.address)
    strange = "%3Cimg%20src%3Dx%20onerror%3Dalert(2)%3E%22%3B%3Cscript%3Ealert(1)%3C%2Fscript%3E"
    for name in (
        f"manage_students/{strange}",
        f"manage_students/{strange}/{EXERCISE}",
        f"gradebook/{strange}",
        "gradebook",
    ):
        answer = page.goto(f"{desk.root}formgrader/{name}")
        assert "script-src 'nonce-" in answer.headers["content-security-policy"]
        assert 0 == page.locator("img[onerror]").count()
    page.goto(f"{desk.root}passerelle/class")
    page.goto(f"{desk.root}passerelle/class/report")
    for learner in ("alice", "bruno"):
        page.goto((course.folder("feedback", EXERCISE, learner) / f"{EXERCISE}.html").as_uri())
        page.evaluate(CLICK_ALL)
        page.wait_for_timeout(200)
    assert [] == faults


def test_files_are_saved_and_never_shown(page, course, desk):
    page.goto(desk.address)
    submission = list_submissions(desk)[0]["id"]
    names = [path.name for path in course.folder("autograded", EXERCISE, "alice").iterdir()]
    assert not {"canary.html", "canary.xhtml", "canary.pdf", "canary.xml", "canary.png", "canary.ipynb"} & set(names)
    assert "canary.svg" in names
    answer = page.request.get(f"{desk.root}formgrader/submissions/{submission}/canary.txt")
    assert "application/octet-stream" == answer.headers["content-type"]
    assert answer.headers["content-disposition"].startswith("attachment")


@pytest.mark.parametrize(
    "road",
    [
        "files/submitted/alice/{0}/canary.html",
        "files/%73ubmitted/alice/{0}/canary.html",
        "files/source/../submitted/alice/{0}/canary.html",
        "view/submitted/alice/{0}/canary.html",
        "nbconvert/html/autograded/zoe/{0}/{0}.ipynb",
        "api/contents/autograded/zoe/{0}/{0}.ipynb",
        "api/contents/passerelle",
        "files/feedback/alice/{0}/{0}.html",
        "formgrader?path=/tmp",
    ],
)
def test_the_server_s_own_roads_to_learners_files_are_closed(page, desk, road):
    page.goto(desk.address)
    assert 403 == page.request.get(desk.root + road.format(EXERCISE)).status


def test_a_picture_of_any_usual_kind_is_seen(page, desk):
    page.goto(desk.address)
    zoe = next(one["id"] for one in list_submissions(desk) if one["student"] == "zoe")
    page.goto(f"{desk.root}formgrader/submissions/{zoe}/")
    page.locator("textarea.comment[placeholder]").first.wait_for()
    kinds = set()
    for frame in page.frames[1:]:
        kinds |= set(frame.evaluate("() => [...document.images].map(one => one.src.split(/[:;]/)[1])"))
    assert {"image/svg+xml", "image/gif"} <= kinds
