"""Formgrader in a real Jupyter server: its buttons grade with our engine, its pages show what the fast road wrote."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
import urllib.request

import pytest

from autograder.classes.grade import grade_class

from .gradebooks import read_scores
from .samples import BAD_ADD, EXERCISE, GOOD_ADD, answer, hand_in


@pytest.fixture
def formgrader(course, tmp_path):
    """Return a function that asks the server's Formgrader."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    config = tmp_path / "config.json"
    settings = {"jpserver_extensions": {"nbgrader": True}, "token": "t", "allow_root": True, "open_browser": False}
    settings |= {"ip": "127.0.0.1", "port": port, "root_dir": str(course.root), "disable_check_xsrf": True}
    config.write_text(json.dumps({"ServerApp": settings}))
    log = (tmp_path / "server.log").open("w")
    server = subprocess.Popen(
        [sys.executable, "-m", "jupyter_server", f"--config={config}"],
        cwd=course.root,
        env=os.environ | {"JUPYTER_CONFIG_DIR": str(tmp_path / "c"), "JUPYTER_DATA_DIR": str(tmp_path / "d")},
        stdout=log,
        stderr=log,
    )

    def ask(path, method="GET"):
        request = urllib.request.Request(
            f"http://127.0.0.1:{port}/{path}", method=method, headers={"Authorization": "token t"}
        )
        return urllib.request.urlopen(request, timeout=120).read().decode()

    try:
        for _ in range(240):
            try:
                ask("api")
                break
            except OSError:
                assert server.poll() is None, (tmp_path / "server.log").read_text()
                time.sleep(0.5)
        yield ask
    finally:
        server.terminate()
        server.wait(30)
        log.close()


def test_its_buttons_and_pages_work_in_a_class(course, formgrader):
    hand_in(course, "alice", answer(course, add=GOOD_ADD))
    hand_in(course, "bruno", answer(course, add=BAD_ADD))
    grade_class(course, learners=["alice"])

    graded = json.loads(formgrader(f"formgrader/api/submission/{EXERCISE}/bruno/autograde", "POST"))
    assert graded["success"], graded
    assert (0.0, False) == read_scores(course, "bruno")["add-check"]

    listed = {row["student"]: row for row in json.loads(formgrader(f"formgrader/api/submissions/{EXERCISE}"))}
    assert {"alice": (True, 4.0, False), "bruno": (True, 0.0, False)} == {
        learner: (row["autograded"], row["score"], row["needs_manual_grade"]) for learner, row in listed.items()
    }

    [notebook] = json.loads(formgrader(f"formgrader/api/submitted_notebooks/{EXERCISE}/{EXERCISE}"))[:1]
    page = formgrader(f"formgrader/submissions/{notebook['id']}/?index=0")
    assert "formgrade.js" in page
    assert "nbgrader_cell" in page

    released = json.loads(formgrader(f"formgrader/api/assignment/{EXERCISE}/assign", "POST"))
    assert released["success"], released
    assert (course.folder("release", EXERCISE) / "en" / f"{EXERCISE}.ipynb").is_file()
    feedback = json.loads(formgrader(f"formgrader/api/assignment/{EXERCISE}/generate_feedback", "POST"))
    assert feedback["success"], feedback
    assert "Note : 4" in (course.folder("feedback", EXERCISE, "alice") / f"{EXERCISE}.html").read_text()
