"""The work of the class page: in a process of its own, one at a time, with its progress and its end in plain words."""

from __future__ import annotations

import json
import os
import threading

import pytest

from autograder.classes.course import open_course
from autograder.classes.grade import grade_class
from autograder.classes.new import create_class
from autograder.classes.release import release_class
from autograder.language import use_language
from autograder.teach.jobs import Jobs, _describe_step
from autograder.teach.page import describe_class
from autograder.teach.worker import Order, Step
from tests.classes.samples import BAD_ADD, EXERCISE, GOOD_ADD, answer, hand_in, write_kit


@pytest.fixture(autouse=True)
def _in_french(monkeypatch):
    monkeypatch.setenv("PASSERELLE_LANG", "fr")
    with use_language("fr"):
        yield


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    folder = tmp_path_factory.mktemp("teach")
    course = create_class(folder / "automne-2026", ["fr", "en"], kit=write_kit(folder / "kit"))
    release_class(course, exchange=False)
    return open_course(course.root)


def run(course, order):
    jobs, over = Jobs(course.root), threading.Event()
    assert jobs.start(order, "Notation", over.set)
    assert over.wait(300)
    return jobs.progress


def test_work_says_how_it_ended(course):
    hand_in(course, "alice", answer(course, add=GOOD_ADD))
    progress = run(course, Order("grade"))
    assert ("Notées : 1. Inchangées : 0. Sans note : 0.", False, False) == (
        progress.text,
        progress.running,
        progress.failed,
    )
    assert (1, 1) == (progress.done, progress.total)


def test_files_are_collected_and_those_of_nobody_are_named(course, tmp_path):
    good, strange = tmp_path / f"chloé+{EXERCISE}.ipynb", tmp_path / "lettre.ipynb"
    good.write_text(json.dumps(answer(course, add=GOOD_ADD)))
    strange.write_text("{}")
    progress = run(course, Order("collect", files=(str(good), str(strange))))
    assert "Remises prises : 1. Déjà ramassées : 0. À qui est-ce : 0. Laissées : 1." == progress.text
    assert progress.details[0].startswith("lettre.ipynb : ")
    assert progress.failed


def test_a_class_that_is_not_there_is_said_without_a_traceback(course):
    class Elsewhere:
        root = course.root / "rien"

    progress = run(Elsewhere, Order("grade"))
    assert progress.failed
    assert "n’existe pas" in progress.text
    assert () == progress.details


def test_one_piece_of_work_at_a_time(course):
    jobs, over = Jobs(course.root), threading.Event()
    assert jobs.start(Order("feedback"), "Écriture", over.set)
    assert not jobs.start(Order("grade"), "Notation")
    assert over.wait(300)


@pytest.mark.parametrize(
    ("done", "seconds", "expected"),
    [
        (0, 5.0, "Notation : 0 sur 10"),
        (5, 5.0, "Notation : 5 sur 10, encore 5 s environ"),
        (1, 60.0, "Notation : 1 sur 10, encore 9 min environ"),
        (10, 60.0, "Notation : 10 sur 10"),
    ],
)
def test_the_time_left_follows_from_the_time_spent(done, seconds, expected):
    assert expected == _describe_step("Notation", Step(done, 10), seconds)


def test_the_time_left_counts_from_the_first_step():
    """The grader's start, which that step waited for, is paid once."""
    assert "Notation : 1 sur 10" == _describe_step("Notation", Step(1, 10), 0.0, before=1)
    assert "Notation : 4 sur 10, encore 6 s environ" == _describe_step("Notation", Step(4, 10), 3.0, before=1)


def test_the_page_says_who_is_stuck_and_who_needs_a_person(course):
    hand_in(course, "bruno", answer(course, add=BAD_ADD, explain="Le signe colle."))
    grade_class(course)
    hand_in(course, "dora", answer(course, add=GOOD_ADD))
    live = describe_class(course, "/")
    [stuck] = live["stuck"]
    task = next(task for task in stuck["tasks"] if task["title"] == "Additionner")
    assert ["bruno"] == [one["learner"] for one in task["stuck"]]
    assert task["stuck"][0]["link"].startswith("/formgrader/submissions/")
    assert "Remises qui attendent d’être notées : 1." == stuck["waiting"]
    people = {person["learner"]: bool(person["link"]) for person in live["people"]}
    assert people["bruno"]
    assert not people["dora"]


def test_settings_are_private_and_in_french(course):
    from autograder.teach.jupyter import describe_server, find_private_folder, make_environment, write_settings

    write_settings(course, "fr_CA")
    own = find_private_folder(course)
    assert 0o700 == os.stat(own).st_mode & 0o777
    settings = json.loads((own / "config" / "labconfig" / "default_setting_overrides.json").read_text())
    assert "fr_FR" == settings["@jupyterlab/translation-extension:plugin"]["locale"]
    assert "127.0.0.1" == describe_server(course, 8888)["ServerApp"]["ip"]
    assert str(own / "runtime") == make_environment(course, "fr")["JUPYTER_RUNTIME_DIR"]
