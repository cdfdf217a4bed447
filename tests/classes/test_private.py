"""A class belongs to whoever made it, whatever the umask, whichever road wrote; its exchange lies outside, open."""

from __future__ import annotations

import json
import os
import shutil
import stat
import subprocess
import sys

import pytest

from autograder.classes.collect import collect_files
from autograder.classes.course import open_course
from autograder.classes.feedback import write_feedback
from autograder.classes.grade import grade_class
from autograder.classes.nbgrader_api import open_api
from autograder.classes.new import create_class
from autograder.classes.private import list_exposed
from autograder.classes.release import release_class
from autograder.classes.report import write_class_report
from autograder.cli.doctor_class import run_class_doctor

from .samples import EXERCISE, GOOD_ADD, answer, hand_in

WIDE_OPEN = 0o000


@pytest.fixture
def open_umask():
    former = os.umask(WIDE_OPEN)
    yield
    os.umask(former)


@pytest.fixture
def home(tmp_path, kit):
    """A folder that everybody may enter, on the way to which nobody is stopped."""
    for above in (tmp_path, *tmp_path.parents):
        if above.owner() == tmp_path.owner() and not above.stat().st_mode & stat.S_ISVTX and above != above.parent:
            above.chmod(above.stat().st_mode | 0o011)
    return tmp_path


def list_modes(folder):
    """Everything below that is not 0700, or 0600 for a file."""
    found = []
    for path in (folder, *sorted(folder.rglob("*"))):
        mode = path.lstat().st_mode
        wanted = 0o700 if stat.S_ISDIR(mode) else 0o600
        if not stat.S_ISLNK(mode) and mode & 0o777 != wanted:
            found.append(f"{oct(mode & 0o777)} {path.relative_to(folder)}")
    return found


def test_a_term_leaves_nothing_open(home, kit, open_umask):
    course = create_class(home / "a26", ["fr", "en"], kit=kit)
    assert [] == list_modes(course.root)

    release_class(course)
    course = open_course(course.root)
    for name in ("zoe", "bruno"):
        (home / f"{name}+{EXERCISE}.ipynb").write_text(json.dumps(answer(course, add=GOOD_ADD)))
    collect_files(course, [home / f"{name}+{EXERCISE}.ipynb" for name in ("zoe", "bruno")])
    grade_class(course)
    write_feedback(course, EXERCISE)
    write_class_report(course)

    assert [] == list_modes(course.root)
    assert [] == list_exposed(course)


def test_nbgrader_s_own_steps_leave_nothing_open(home, kit, open_umask):
    course = create_class(home / "a26", ["fr"], kit=kit)
    release_class(course)
    course = open_course(course.root)
    exchange = home / "a26.exchange" / course.course_id
    given = exchange / "inbound" / f"zoe+{EXERCISE}+2026-11-02 10:00:00 UTC"
    shutil.copytree(hand_in(course, "zoe", answer(course, add=GOOD_ADD)), given)
    (given / "submission_secret.txt").write_text("s")
    for path in (given, *given.iterdir()):
        path.chmod(0o777)
    shutil.rmtree(course.root / "submitted" / "zoe")

    with open_api(course) as api:
        assert api.collect(EXERCISE)["success"]
    for step in ("autograde", "generate_feedback", "release_feedback"):
        command = [sys.executable, "-m", "nbgrader", step, EXERCISE]
        done = subprocess.run(command, cwd=course.root, capture_output=True, text=True, timeout=120)
        assert 0 == done.returncode, done.stderr

    assert [] == list_modes(course.root)
    assert 0o2733 == (exchange / "inbound").stat().st_mode & 0o7777
    assert 0o755 == (exchange / "outbound").stat().st_mode & 0o777
    assert 0o644 == next((exchange / "outbound" / EXERCISE).glob("*.ipynb")).stat().st_mode & 0o777
    [page] = (exchange / "feedback").glob("*.html")
    assert 0o644 == page.stat().st_mode & 0o777


def test_a_class_of_before_is_named_and_the_remedy_closes_it(home, kit, capsys):
    course = create_class(home / "a25", ["fr"], kit=kit)
    (course.root / "exchange").mkdir(mode=0o777)
    subprocess.run(["chmod", "-R", "go+rX", str(course.root)], check=True)
    (course.root / "exchange").chmod(0o777)
    course = open_course(course.root)
    assert str(course.root / "exchange") == course.option("Exchange", "root", "")

    assert 1 == run_class_doctor(course.root)
    said = capsys.readouterr().out
    assert "gradebook.db : tout compte peut le lire" in said
    commands = [line.strip() for line in said.partition("Pour la fermer")[2].splitlines()[1:]]
    for command in commands:
        subprocess.run(["sh", "-c", command], check=True)

    assert 0 == run_class_doctor(course.root)
    course = open_course(course.root)
    assert str(home / "a25.exchange") == course.option("Exchange", "root", "")
    assert 0o777 == (home / "a25.exchange").stat().st_mode & 0o777
    release_class(course)
    hand_in(course, "zoe", answer(course, add=GOOD_ADD))
    assert [] == grade_class(course).problems


def test_what_nobody_can_reach_is_not_exposed(home, kit):
    shut = home / "shut"
    shut.mkdir(mode=0o700)
    course = create_class(shut / "a26", ["fr"], kit=kit)
    subprocess.run(["chmod", "-R", "a+rwX", str(course.root)], check=True)
    assert [] == list_exposed(course)
    shut.chmod(0o711)
    assert list_exposed(course)


def test_an_id_of_before_is_named_with_its_remedy(home, kit, capsys):
    course = create_class(home / "a26", ["fr"], kit=kit)
    (course.root / "submitted" / "Jean Dupont").mkdir()
    assert 1 == run_class_doctor(course.root)
    assert f"class rename {course.root} 'Jean Dupont' NOUVEAU" in capsys.readouterr().out
