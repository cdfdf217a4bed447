"""`class grade --scheduler`: a real scheduler and workers on loopback, of which some die, dawdle or may not grade."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from autograder.classes.course import Course, open_course
from autograder.classes.grade import grade_class
from autograder.classes.records import read_records
from autograder.cli import run
from autograder.errors import ClusterError, UsageError
from autograder.grading.cluster.executor import ClusterExecutor
from autograder.grading.many import HereExecutor

from .cluster import CANNOT_ISOLATE, Cluster, list_family, make_keys
from .gradebooks import read_rows, read_tree
from .samples import BAD_ADD, EXERCISE, GOOD_ADD, GOOD_DOUBLE, HALF_ADD, answer, hand_in

pytest.importorskip("distributed")
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="others' work is graded on Linux")
ROOT = Path(__file__).parents[2]
LEARNERS = 40
_GRADE_BY_TWOS = "import autograder.classes.grade as grade; grade.BATCH = 2; from autograder.cli import main; main()"


@pytest.fixture(scope="module")
def handed_in(released_class, tmp_path_factory) -> Course:
    """Right, wrong and half-right work, some in English, one that is no notebook, one that kills its process."""
    folder = tmp_path_factory.mktemp("cluster") / released_class.name
    shutil.copytree(released_class, folder)
    course = open_course(folder)
    for number in range(LEARNERS):
        add = (GOOD_ADD, BAD_ADD, HALF_ADD)[number % 3]
        hand_in(course, f"l{number:02}", answer(course, ("fr", "en")[number % 2], add=add, double=GOOD_DOUBLE))
    hand_in(course, "broken", "not a notebook")
    hand_in(course, "killer", answer(course, add="import os\nos.kill(os.getpid(), 9)", double=GOOD_DOUBLE))
    course.folder("submitted", EXERCISE, "absent").mkdir(parents=True)
    return course


@pytest.fixture(scope="module")
def undisturbed(handed_in, tmp_path_factory) -> Course:
    course = _copy(handed_in, tmp_path_factory.mktemp("undisturbed"))
    grade_class(course, executor=HereExecutor())
    return course


def _copy(course: Course, folder: Path) -> Course:
    shutil.copytree(course.root, folder / course.root.name)
    return open_course(folder / course.root.name)


def _read_scores(course: Course) -> dict[str, object]:
    """What each record says, but for times."""
    scores = {}
    for record in read_records(course, EXERCISE):
        report = record.report
        checks = report and [(task.id, task.score, task.status, task.checks) for task in report.tasks]
        scores[record.learner] = (record.problem, report and (report.score, report.lang, report.error), checks)
    return {
        learner: json.loads(json.dumps(value, default=repr).replace(str(course.root), "CLASS"))
        for learner, value in scores.items()
    }


def _start(course: Course, address: str, environment: dict[str, str] | None = None) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-c", _GRADE_BY_TWOS, "class", "grade", str(course.root),
         "--scheduler", address, "--json"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT,
        env=os.environ | {"PASSERELLE_LANG": "fr", "PYTHONPATH": str(ROOT)} | (environment or {}),
    )  # fmt: skip


def _end_after(
    course: Course, process: subprocess.Popen[bytes], results: int, how: signal.Signals = signal.SIGKILL
) -> None:
    """Send a process a signal once so many submissions are in the records."""
    folder = course.own / "reports" / EXERCISE
    while len(list(folder.glob("*.json"))) < results:
        time.sleep(0.01)
    process.send_signal(how)


def test_one_worker_dies_and_one_dawdles_and_the_class_is_graded_as_here(handed_in, undisturbed, tmp_path, monkeypatch):
    course = _copy(handed_in, tmp_path)
    monkeypatch.setattr("autograder.classes.grade.BATCH", 3)
    with Cluster(tmp_path) as cluster:
        workers = [cluster.add_worker(name) for name in ("quick", "dying", "slow")]
        cluster.make_slow(workers[2])
        notices: list[str] = []
        executor = _Counting(cluster.address, notice=notices.append)
        killer = threading.Thread(target=_end_after, args=(course, workers[1], 6))
        killer.start()
        grading = grade_class(course, executor=executor)
        killer.join()

    handed = [*(f"l{number:02}" for number in range(LEARNERS)), "broken", "killer"]
    assert sorted(handed) == sorted(executor.yielded)
    assert sorted([*handed, "absent"]) == sorted(record.learner for record in grading.records)
    assert _read_scores(undisturbed) == _read_scores(course)
    assert read_rows(undisturbed) == read_rows(course)
    assert sorted(read_tree(undisturbed.root / "autograded")) == sorted(read_tree(course.root / "autograded"))
    assert -signal.SIGKILL == workers[1].returncode
    assert 1 == len([sentence for sentence in notices if "a disparu" in sentence])


class _Counting(ClusterExecutor):
    """Notes whose work came back."""

    def __init__(self, *others, **more) -> None:
        super().__init__(*others, **more)
        self.yielded: list[str] = []

    def run(self, work, jobs):
        for job, graded in super().run(work, jobs):
            self.yielded.append(job.learner)
            yield job, graded


def test_workers_that_may_not_grade_say_why_and_others_do_their_share(handed_in, undisturbed, tmp_path):
    course = _copy(handed_in, tmp_path)
    other = tmp_path / "other"
    shutil.copytree(ROOT / "autograder", other / "autograder", ignore=shutil.ignore_patterns("__pycache__"))
    (other / "autograder" / "__init__.py").write_text('__version__ = "0.0.1"\n')
    with Cluster(tmp_path) as cluster:
        cluster.add_worker("open", before=CANNOT_ISOLATE)
        cluster.add_worker("old", path=str(other))
        cluster.add_worker("good")
        notices: list[str] = []
        grading = grade_class(course, executor=ClusterExecutor(cluster.address, notice=notices.append))

    assert LEARNERS + 3 == len(grading.records)
    assert _read_scores(undisturbed) == _read_scores(course)
    assert 2 == len(notices)
    said = "\n".join(notices)
    assert "ne permet pas d’isoler" in said
    assert "passerelle 0.0.1 ≠" in said
    assert 2 == said.count("tcp://127.0.0.1:")


def test_where_no_worker_can_isolate_nothing_is_graded(handed_in, tmp_path):
    course = _copy(handed_in, tmp_path)
    with Cluster(tmp_path) as cluster:
        cluster.add_worker("open", before=CANNOT_ISOLATE)
        process = _start(course, cluster.address)
        printed, errors = process.communicate(timeout=240)

    assert (1, b"") == (process.returncode, printed), errors.decode()
    assert "ne permet pas d’isoler" in errors.decode()
    assert "Aucun processus de" in errors.decode()
    assert ["absent"] == [record.learner for record in read_records(course, EXERCISE)]


@pytest.mark.parametrize(("how", "code"), [(signal.SIGKILL, -9), (signal.SIGINT, 130)])
def test_a_grader_that_is_stopped_loses_nothing(how, code, handed_in, undisturbed, tmp_path):
    course = _copy(handed_in, tmp_path)
    with Cluster(tmp_path) as cluster:
        cluster.add_worker("one", threads=2)
        first = _start(course, cluster.address)
        _end_after(course, first, 5, how)
        first.communicate(timeout=60)
        kept = len(read_records(course, EXERCISE))
        last = _start(course, cluster.address)
        printed, errors = last.communicate(timeout=240)

    assert code == first.returncode
    assert 5 <= kept <= LEARNERS
    assert 1 == last.returncode, errors.decode()  # One of the files is no notebook.
    assert json.loads(printed)["schema"] == 1
    assert _read_scores(undisturbed) == _read_scores(course)
    assert read_rows(undisturbed) == read_rows(course)


def test_a_worker_that_freezes_holds_nobody_up(handed_in, undisturbed, tmp_path, monkeypatch):
    course = _copy(handed_in, tmp_path)
    monkeypatch.setattr("autograder.classes.grade.BATCH", 3)
    with Cluster(tmp_path) as cluster:
        frozen = cluster.add_worker("frozen")
        cluster.add_worker("good")
        freezer = threading.Thread(target=_end_after, args=(course, frozen, 6, signal.SIGSTOP))
        freezer.start()
        executor = _Counting(cluster.address)
        grade_class(course, executor=executor)
        freezer.join()
        still_there = frozen.poll() is None

    assert still_there
    assert len(set(executor.yielded)) == len(executor.yielded) == LEARNERS + 2
    assert _read_scores(undisturbed) == _read_scores(course)


def test_work_that_ends_its_grading_process_is_tried_again_elsewhere(handed_in, undisturbed, tmp_path, monkeypatch):
    course = _copy(handed_in, tmp_path)
    monkeypatch.setattr("autograder.classes.grade.BATCH", 3)
    with Cluster(tmp_path) as cluster:
        worker = cluster.add_worker("one")
        killer = threading.Thread(target=_kill_child_after, args=(course, worker, 6))
        killer.start()
        grade_class(course, executor=ClusterExecutor(cluster.address))
        killer.join()

    assert _read_scores(undisturbed) == _read_scores(course)
    assert read_rows(undisturbed) == read_rows(course)


def _kill_child_after(course: Course, worker: subprocess.Popen[bytes], results: int) -> None:
    folder = course.own / "reports" / EXERCISE
    while len(list(folder.glob("*.json"))) < results:
        time.sleep(0.01)
    os.kill(list_family(worker.pid)[1], signal.SIGKILL)


def test_points_are_computed_again_on_the_cluster_and_written_only_with_yes(handed_in, tmp_path, capsys):
    course = _copy(handed_in, tmp_path)
    grade_class(course, executor=HereExecutor())
    before = read_rows(course)
    hand_in(course, "l01", answer(course, add=GOOD_ADD, double=GOOD_DOUBLE))
    with Cluster(tmp_path) as cluster:
        cluster.add_worker("one", threads=2)
        command = ["class", "grade", str(course.root), "--scheduler", cluster.address, "--regrade"]
        run(command)
        shown, between = capsys.readouterr().out, read_rows(course)
        run([*command, "--yes"])

    assert "l01, add : 0 → 4 (+4)" in shown
    assert before == between
    assert before != read_rows(course)


def test_the_line_is_encrypted_and_strangers_are_turned_away(handed_in, undisturbed, tmp_path):
    course = _copy(handed_in, tmp_path)
    keys, others = tmp_path / "keys", tmp_path / "others"
    keys.mkdir()
    others.mkdir()
    environment = make_keys(keys)
    with Cluster(tmp_path, environment, scheme="tls") as cluster:
        cluster.add_worker("one")
        without = _start(course, cluster.address)
        _, told = without.communicate(timeout=240)
        stranger = _start(course, cluster.address, make_keys(others))
        _, refused = stranger.communicate(timeout=240)
        between = [record.learner for record in read_records(course, EXERCISE)]
        known = _start(course, cluster.address, environment)
        _, errors = known.communicate(timeout=240)

    assert 1 == without.returncode
    assert "DASK_DISTRIBUTED__COMM__TLS__CA_FILE" in told.decode()
    assert 1 == stranger.returncode
    assert "Aucun planificateur ne répond" in refused.decode()
    assert ["absent"] == between
    assert 1 == known.returncode, errors.decode()  # One of the files is no notebook.
    assert _read_scores(undisturbed) == _read_scores(course)


def test_a_scheduler_that_dies_leaves_what_was_graded(handed_in, undisturbed, tmp_path, monkeypatch):
    course = _copy(handed_in, tmp_path)
    monkeypatch.setattr("autograder.classes.grade.BATCH", 1)
    with Cluster(tmp_path) as cluster:
        cluster.add_worker("slow")
        killer = threading.Thread(target=_end_after, args=(course, cluster.scheduler, 3))
        killer.start()
        with pytest.raises(ClusterError, match="ne répond plus"):
            grade_class(course, executor=ClusterExecutor(cluster.address))
        killer.join()
    kept = len(read_records(course, EXERCISE))
    again = grade_class(course, executor=HereExecutor())

    assert kept >= 3
    assert kept <= LEARNERS  # Some was left for the second run.
    assert again.unchanged >= kept - 1  # What is no notebook is read again each time.
    assert _read_scores(undisturbed) == _read_scores(course)


def test_a_cluster_without_workers_is_given_up_after_a_while(handed_in, tmp_path):
    course = _copy(handed_in, tmp_path)
    with Cluster(tmp_path) as cluster, pytest.raises(ClusterError, match="aucun processus n’y travaille"):
        grade_class(course, executor=ClusterExecutor(cluster.address, patience=2.0))


def test_an_address_that_does_not_answer_is_a_sentence_and_exit_1(handed_in, tmp_path, monkeypatch, capsys):
    course = _copy(handed_in, tmp_path)
    monkeypatch.setattr("autograder.grading.cluster.connection.CONNECT_SECONDS", 2.0)

    code = run(["class", "grade", str(course.root), "--scheduler", "tcp://127.0.0.1:9"])

    assert 1 == code
    assert "Aucun planificateur ne répond à tcp://127.0.0.1:9" in capsys.readouterr().err


def test_without_the_library_the_extra_is_named(handed_in, tmp_path, monkeypatch, capsys):
    course = _copy(handed_in, tmp_path)
    monkeypatch.setitem(sys.modules, "distributed", None)

    code = run(["class", "grade", str(course.root), "--scheduler", "tcp://127.0.0.1:9"])

    assert 1 == code
    assert "[cluster]" in capsys.readouterr().err


@pytest.mark.parametrize(
    "address", ["", "tcp://", "http://127.0.0.1:8786", "tcp://127.0.0.1:port", "tcp://10.0.0.1:8786"]
)
def test_an_address_that_cannot_be_used_is_wrong_usage(address):
    with pytest.raises(UsageError):
        ClusterExecutor(address)


def test_no_worker_runs_work_without_isolation(handed_in):
    with pytest.raises(UsageError, match="--trust-submissions"):
        grade_class(handed_in, executor=ClusterExecutor("tcp://127.0.0.1:9"), trusted=True)


def test_two_places_at_once_are_wrong_usage(handed_in, capsys):
    code = run(["class", "grade", str(handed_in.root), "--scheduler", "tcp://127.0.0.1:9", "--workers", "2"])

    assert 2 == code
    assert "--workers, --scheduler" in capsys.readouterr().err
