"""Many submissions on several processors: each once, whatever becomes of a worker."""

from __future__ import annotations

import json
import multiprocessing
import os
import signal
import sys
from pathlib import Path

import pytest

from autograder.grading.many import Job, LocalExecutor, count_processors, make_work
from autograder.language import use_language

from ..attacks.kit import EXERCISE, HONEST, POINTS, fill_in, read_released, write_kit

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="others' work is graded on Linux")
LEARNERS = 20


@pytest.fixture(scope="module")
def work_and_jobs(tmp_path_factory):
    folder = tmp_path_factory.mktemp("many")
    kit = write_kit(folder / "kit")
    notebook = read_released(kit)
    fill_in(notebook, HONEST)
    path = folder / f"{EXERCISE}.ipynb"
    path.write_text(json.dumps(notebook))
    return make_work(kit, EXERCISE, class_id="many"), [Job(str(path), f"l{number:02}") for number in range(LEARNERS)]


def list_workers() -> list[int]:
    return [process.pid for process in multiprocessing.active_children() if process.name.startswith("SpawnProcess")]


def count_started() -> int:
    """How many processes this one has ever made: the number in the next one's name."""
    return int(multiprocessing.get_context("spawn").Process().name.rpartition("-")[2])


def read_processors(pid: int) -> str:
    status = Path(f"/proc/{pid}/status").read_text()
    return next(line.split()[1] for line in status.splitlines() if line.startswith("Cpus_allowed_list"))


def test_a_worker_that_is_killed_costs_nobody_anything(work_and_jobs):
    work, jobs = work_and_jobs
    scores: dict[str, float | None] = {}
    before = count_started()

    with use_language("fr"):
        for number, (job, graded) in enumerate(LocalExecutor(2).run(work, jobs)):
            assert job.learner not in scores
            scores[job.learner] = graded.report.score
            if number == 3:
                os.kill(list_workers()[0], signal.SIGKILL)

    assert dict.fromkeys((job.learner for job in jobs), sum(POINTS.values())) == scores
    # Two workers, one alone for each of the six jobs that were under way at most, and two for all the rest.
    assert count_started() - before <= 2 + 6 + 2 + 1


def test_each_worker_has_a_processor_of_its_own(work_and_jobs):
    work, jobs = work_and_jobs
    places: dict[int, str] = {}

    with use_language("fr"):
        for _ in LocalExecutor(2).run(work, jobs):
            places.update({pid: read_processors(pid) for pid in list_workers()})

    assert all(place.isdecimal() for place in places.values())
    assert min(2, count_processors()) == len(set(places.values()))
