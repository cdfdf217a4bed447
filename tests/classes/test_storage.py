"""A gradebook or a disk that cannot be written: a message with its remedy, and nothing half written."""

from __future__ import annotations

import fcntl
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from autograder.classes.course import Course, open_course
from autograder.classes.database import open_gradebook
from autograder.classes.grade import grade_class
from autograder.errors import ClassError
from autograder.grading.many import HereExecutor

from .gradebooks import read_rows, read_tree
from .samples import BAD_ADD, GOOD_ADD, answer, hand_in

_SCRIPT = """
import os, sys
from pathlib import Path
os.environ["PASSERELLE_LANG"] = "fr"
from autograder.classes.course import open_course
from autograder.classes.grade import grade_class
from autograder.errors import PasserelleError
try:
    grade_class(open_course(Path(sys.argv[1])), force=True)
except PasserelleError as error:
    print(type(error).__name__, error)
else:
    print("graded")
"""


def _run_in_own_mounts(prepare: str, course: Course, after: str = "true") -> str:
    """Grade the class in a process with mounts of its own; returns what it printed."""
    command = f'set -e\n{prepare}\n"$PYTHON" -c "$SCRIPT" "$CLASS"\n{after}'
    flags = ["--mount"] if os.geteuid() == 0 else ["--mount", "--user", "--map-root-user"]
    done = subprocess.run(
        ["unshare", *flags, "--propagation", "private", "sh", "-c", command],
        env=os.environ
        | {
            "PYTHON": sys.executable,
            "SCRIPT": _SCRIPT,
            "CLASS": str(course.root),
            "PYTHONPATH": str(Path(__file__).parents[2]),
        },
        capture_output=True,
        text=True,
    )
    assert "Traceback" not in done.stderr, done.stderr
    assert 0 == done.returncode, done.stderr
    return done.stdout.strip()


@pytest.fixture
def graded(course):
    hand_in(course, "alice", answer(course, add=GOOD_ADD))
    grade_class(course)
    hand_in(course, "alice", answer(course, add=BAD_ADD))
    return course


def _snapshot(course: Course) -> object:
    reports = {path: path.read_bytes() for path in (course.own / "reports").rglob("*.json")}
    return read_rows(course), read_tree(course.root / "autograded"), reports


def test_a_read_only_class_is_refused_and_stays_as_it_was(graded):
    before = _snapshot(graded)

    said = _run_in_own_mounts('mount --bind "$CLASS" "$CLASS"\nmount -o remount,bind,ro "$CLASS"', graded)

    assert said.startswith("StorageError ")
    assert "ne peut pas être écrit" in said
    assert before == _snapshot(graded)


@pytest.mark.parametrize("name", ["autograded", "passerelle"])
def test_a_read_only_folder_of_the_class_is_refused_before_the_rows_are_written(graded, name):
    before = _snapshot(graded)

    said = _run_in_own_mounts(
        f'mount --bind "$CLASS/{name}" "$CLASS/{name}"\nmount -o remount,bind,ro "$CLASS/{name}"', graded
    )

    assert said.startswith("StorageError ")
    assert before == _snapshot(graded)


def test_a_full_disk_is_named_and_the_next_run_finishes_the_work(course, tmp_path):
    for number in range(5):
        folder = hand_in(course, f"learner{number}", answer(course, add=GOOD_ADD))
        (folder / "photo.bin").write_bytes(os.urandom(200_000))
    size = sum(path.stat().st_size for path in course.root.rglob("*") if path.is_file())
    kept = tmp_path / "kept"
    kept.mkdir()

    copy = tmp_path / "copy"
    mount = f'mount -t tmpfs -o size={size + 600_000} none "$CLASS"'

    said = _run_in_own_mounts(
        f'cp -a "$CLASS" {copy}\n{mount}\ncp -a {copy}/. "$CLASS"', course, f'cp -a "$CLASS/." {kept}'
    )

    assert said.startswith("StorageError Le disque est plein")
    left = Course(kept, course.file, type(course.config)())
    # On a slow machine a first transaction may have found its place: what has rows has its notebook and its report.
    marked = {row[0] for row in read_rows(left)["grades"]}
    assert 5 > len(marked)
    assert marked == {path.parent.parent.name for path in (kept / "autograded").glob("*/*/*.ipynb")}
    assert marked == {path.stem for path in (kept / "passerelle").glob("reports/*/*.json")}
    assert 5 == len(grade_class(course).records)


def test_a_locked_gradebook_is_said_before_any_work_is_graded(graded):
    before = _snapshot(graded)
    other = sqlite3.connect(graded.gradebook_file)
    other.execute("BEGIN EXCLUSIVE")

    with pytest.raises(ClassError, match="occupé par un autre programme"):
        grade_class(graded, lock_seconds=0.1)

    other.rollback()
    assert before == _snapshot(graded)


class _LockWhileGrading(HereExecutor):
    """Someone else takes the gradebook in the middle of the run."""

    def __init__(self, path):
        self.other = sqlite3.connect(path)

    def run(self, work, jobs):
        for item in super().run(work, jobs):
            if not self.other.in_transaction:
                self.other.execute("BEGIN EXCLUSIVE")
            yield item


def test_a_gradebook_locked_meanwhile_leaves_nothing_half_written(graded):
    before = _snapshot(graded)
    executor = _LockWhileGrading(graded.gradebook_file)

    with pytest.raises(ClassError, match="occupé par un autre programme"):
        grade_class(graded, executor=executor, lock_seconds=0.1)

    executor.other.rollback()
    assert before == _snapshot(graded)
    assert [] == [path for path in (graded.root / "autograded").iterdir() if path.name.startswith(".")]
    assert 1 == len(grade_class(graded).records)


def test_a_short_wait_for_the_gradebook_is_no_error(graded):
    import threading
    import time

    other = sqlite3.connect(graded.gradebook_file, check_same_thread=False)
    other.execute("BEGIN EXCLUSIVE")
    threading.Thread(target=lambda: (time.sleep(0.5), other.rollback())).start()

    assert 1 == len(grade_class(graded, lock_seconds=30).records)


def test_a_damaged_gradebook_says_where_the_work_still_is(graded):
    graded.gradebook_file.write_bytes(b"SQLite format 3\0" + os.urandom(5000))

    with pytest.raises(ClassError, match=r"abîmé.*submitted/"):
        grade_class(graded)


def test_a_file_that_is_no_gradebook_is_named(graded):
    graded.gradebook_file.write_text("bonjour")

    with pytest.raises(ClassError, match=r"gradebook\.db est abîmé"):
        grade_class(graded)


def test_a_gradebook_that_is_gone_says_how_to_make_it(graded):
    graded.gradebook_file.unlink()

    with pytest.raises(ClassError, match="passerelle class release"):
        grade_class(graded)


def test_two_gradings_at_once_are_refused(graded):
    with (graded.own / ".grading").open("a") as stream:
        fcntl.flock(stream, fcntl.LOCK_EX)

        with pytest.raises(ClassError, match="en cours"):
            grade_class(graded)


def test_nbgrader_errors_come_out_as_ours(graded):
    with pytest.raises(ClassError, match="a refusé l’opération"), open_gradebook(graded) as gradebook:
        gradebook.add_student("alice")


def test_a_password_in_an_address_is_not_printed(graded):
    with (graded.root / "nbgrader_config.py").open("a") as stream:
        stream.write('\nc.CourseDirectory.db_url = "postgresql+nodriver://prof:motdepasse@exemple.invalid/classe"\n')

    with pytest.raises(ClassError, match="prof@exemple") as caught:
        grade_class(open_course(graded.root))

    assert "motdepasse" not in str(caught.value)
