"""A grader, a worker or a zygote killed at any moment: the same command again grades everything, each work once."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

from autograder.classes.course import Course, open_course
from autograder.classes.grade import grade_class
from autograder.classes.records import read_records
from autograder.grading.many import HereExecutor

from .gradebooks import read_rows, read_tree
from .samples import BAD_ADD, EXERCISE, GOOD_ADD, GOOD_DOUBLE, answer, hand_in

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="others' work is graded on Linux")
ROOT = Path(__file__).parents[2]
# A round takes most of a minute: one of three kills runs each time, and `PASSERELLE_KILL_ROUNDS=10` makes it thirty.
ROUNDS = int(os.environ.get("PASSERELLE_KILL_ROUNDS", "1"))
KILLS = 3
LEARNERS = 12
VICTIMS = ("grader", "worker", "zygote")


@pytest.fixture(scope="module")
def handed_in(released_class, tmp_path_factory) -> Course:
    folder = tmp_path_factory.mktemp("killed") / released_class.name
    shutil.copytree(released_class, folder)
    course = open_course(folder)
    for number in range(LEARNERS):
        hand_in(course, f"l{number:02}", answer(course, add=(GOOD_ADD, BAD_ADD)[number % 2], double=GOOD_DOUBLE))
    return course


@pytest.fixture(scope="module")
def undisturbed(handed_in, tmp_path_factory) -> Course:
    course = _copy(handed_in, tmp_path_factory.mktemp("undisturbed"))
    grade_class(course, executor=HereExecutor())
    return course


def _copy(course: Course, folder: Path) -> Course:
    shutil.copytree(course.root, folder / course.root.name)
    return open_course(folder / course.root.name)


def _start(course: Course, temporary: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-c", "from autograder.cli import main; main()", "class", "grade", str(course.root),
         "--workers", "2", "--json"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT,
        env=os.environ | {"TMPDIR": str(temporary), "PASSERELLE_LANG": "fr", "PYTHONPATH": str(ROOT)},
    )  # fmt: skip


def _list_children(pid: int) -> list[int]:
    try:
        tasks = Path(f"/proc/{pid}/task").iterdir()
        return [int(child) for task in tasks for child in (task / "children").read_text().split()]
    except OSError:
        return []


def _find_family(pid: int) -> dict[str, list[int]]:
    """The grader, its workers, and their zygotes with all that they started."""
    workers = _list_children(pid)
    zygotes = [below for worker in workers for below in _list_children(worker)]
    return {"grader": [pid], "worker": workers, "zygote": zygotes}


def _kill_at_random(process: subprocess.Popen[bytes], victim: str, rng: random.Random) -> tuple[set[int], bool]:
    """Kill one of the family after a while; returns every process seen until then, and whether one was killed."""
    seen: set[int] = set()
    killed = False
    deadline = time.monotonic() + rng.uniform(0.1, 3.0)
    while process.poll() is None:
        family = _find_family(process.pid)
        seen.update(pid for pids in family.values() for pid in pids)
        if time.monotonic() > deadline and family[victim]:
            try:
                os.kill(rng.choice(family[victim]), signal.SIGKILL)
            except ProcessLookupError:
                continue
            killed = True
            break
        time.sleep(0.01)
    process.communicate(timeout=120)
    return seen, killed


def _wait_until_gone(pids: set[int]) -> list[int]:
    """Processes that are still there after a while: each has to end by itself."""
    for _ in range(400):
        pids = {pid for pid in pids if _is_running(pid)}
        if not pids:
            break
        time.sleep(0.05)
    return sorted(pids)


def _is_running(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] not in "ZX"
    except OSError:
        return False


@pytest.mark.parametrize("seed", range(ROUNDS))
def test_killed_again_and_again_it_grades_each_submission_once(seed, handed_in, undisturbed, tmp_path, monkeypatch):
    course = _copy(handed_in, tmp_path)
    temporary = tmp_path / "tmp"
    temporary.mkdir()
    rng = random.Random(seed)
    seen: set[int] = set()
    kills = 0
    while kills < KILLS:
        family, killed = _kill_at_random(_start(course, temporary), VICTIMS[(seed + kills) % 3], rng)
        seen |= family
        kills += killed
        if len(read_records(course, EXERCISE)) == LEARNERS:  # All is graded: make it all be graded again.
            shutil.rmtree(course.own / "reports")

    last = _start(course, temporary)
    printed, errors = last.communicate(timeout=240)

    assert 0 == last.returncode, errors.decode()
    assert json.loads(printed)["schema"] == 1
    assert read_rows(undisturbed) == read_rows(course)
    assert LEARNERS == len([record for record in read_records(course, EXERCISE) if record.final])
    assert sorted(read_tree(undisturbed.root / "autograded")) == sorted(read_tree(course.root / "autograded"))
    assert [] == _wait_until_gone(seen)
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    assert [] == [path.name for path in temporary.glob("passerelle-*")]


def test_two_graders_at_once_do_not_harm_each_other(handed_in, undisturbed, tmp_path):
    course = _copy(handed_in, tmp_path)
    both = [_start(course, tmp_path), _start(course, tmp_path)]

    said = [process.communicate(timeout=240)[1].decode() for process in both]

    codes = sorted(process.returncode for process in both)
    # The second is told to wait, unless the first had finished before it looked.
    assert codes == [0, 0] or (codes[0] == 0 and any("Une autre correction" in text for text in said)), said
    assert read_rows(undisturbed) == read_rows(course)
