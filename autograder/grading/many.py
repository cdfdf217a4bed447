"""Many submissions at once, through an executor: processes of this machine unless told otherwise.

Work goes in as plain values and comes out as plain reports, so that another executor needs no shared memory.
"""

from __future__ import annotations

import contextlib
import contextvars
import gc
import itertools
import multiprocessing
import os
import threading
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, ThreadPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.util import Finalize
from pathlib import Path
from typing import Protocol

import msgspec

from autograder.content.kit import Kit
from autograder.grading.bundle import Bundle
from autograder.grading.one import configure_sandbox, grade_file, report_error
from autograder.grading.report import Graded
from autograder.grading.seeds import OPEN_SEED, derive_seed
from autograder.grading.stock.assignment import StockAssignment
from autograder.grading.stock.one import StockGrader, report_stock_error
from autograder.language import current_language, tr
from autograder.sandbox.sandbox import Sandbox

FEW = 12
"""Files up to which one process is the faster way: another takes as long to start as some twenty take to be graded."""


class Job(msgspec.Struct, frozen=True):
    """One file to grade, as the work of one learner."""

    file: str
    """For a stock assignment, the folder that was handed in."""
    learner: str
    folder: str = ""
    """The folder that a link may not leave; empty for the file's own."""


class Work(msgspec.Struct, frozen=True):
    """What all the jobs of one run share."""

    kit: str
    exercise: str
    class_id: str = ""
    seed: int = OPEN_SEED
    """Of the random examples of this exercise: derived from the secret of the class, which does not travel."""
    trusted: bool = False
    language: str = "fr"
    """Language of the messages to whoever grades; learners are answered in their own."""
    stock: StockAssignment | None = None
    """The assignment, where it is a stock one of nbgrader's: then there is no kit."""


class Executor(Protocol):
    """Where the jobs of one run are done."""

    def run(self, work: Work, jobs: Iterable[Job]) -> Iterator[tuple[Job, Graded]]:
        """Yield each job once with its result, in any order."""
        ...


class HereExecutor:
    """In this process, one after the other: for a few files."""

    def run(self, work: Work, jobs: Iterable[Job]) -> Iterator[tuple[Job, Graded]]:
        """Yield each job with its result, in order."""
        grader = Grader(work)
        try:
            for job in jobs:
                yield job, grader.grade(job)
        finally:
            grader.close()


class LocalExecutor:
    """In worker processes of this machine, each with its own zygote."""

    def __init__(self, workers: int | None = None) -> None:
        self.workers = max(1, workers or count_processors())

    def run(self, work: Work, jobs: Iterable[Job]) -> Iterator[tuple[Job, Graded]]:
        """Yield each job once, as they are done. A job that ends its worker is tried alone, then reported."""
        waiting = iter(jobs)
        while True:
            unfinished: list[Job] = []
            try:
                yield from self._run_pool(work, waiting, unfinished)
                return
            except BrokenProcessPool:
                # One of these ended it, nobody knows which; the others, not yet begun, are for the next pool.
                for job in unfinished:
                    yield job, self._grade_alone(work, job)

    def _run_pool(self, work: Work, waiting: Iterator[Job], unfinished: list[Job]) -> Iterator[tuple[Job, Graded]]:
        with self._open_pool(work, self.workers) as pool:
            running: dict[Future[Graded], Job] = {}
            while True:
                for job in itertools.islice(waiting, self.workers * 3 - len(running)):
                    unfinished.append(job)
                    running[pool.submit(_grade_in_worker, job)] = job
                if not running:
                    return
                done, _ = wait(running, return_when=FIRST_COMPLETED)
                for future in done:
                    try:
                        graded = future.result()
                    except BrokenProcessPool:
                        _end_workers(pool)
                        raise
                    job = running.pop(future)
                    unfinished.remove(job)
                    yield job, graded

    def _grade_alone(self, work: Work, job: Job) -> Graded:
        try:
            with self._open_pool(work, 1) as pool:
                return pool.submit(_grade_in_worker, job).result()
        except BrokenProcessPool:
            message = tr(
                "{file} a mis fin au noteur lui-même. Il est gardé tel quel ; relancez la commande, "
                "et signalez-le si cela recommence.",
                file=job.file,
            )
            if work.stock is not None:
                return Graded(report_stock_error(work.stock, job.file, job.learner, message))
            return Graded(report_error(Bundle(Kit(Path(work.kit)), work.exercise), job.file, job.learner, message))

    def _open_pool(self, work: Work, workers: int) -> ProcessPoolExecutor:
        # A fresh interpreter for each worker: a fork of a grader that has threads would not be safe.
        return ProcessPoolExecutor(
            workers, mp_context=multiprocessing.get_context("spawn"), initializer=_start_worker, initargs=(work,)
        )


def _end_workers(pool: ProcessPoolExecutor) -> None:
    """End the workers that outlive one that was killed: the pool may wait for them, and they for it, for ever."""
    for process in list((getattr(pool, "_processes", None) or {}).values()):
        process.kill()


class Grader:
    """One exercise loaded, one sandbox open: grades file after file."""

    def __init__(self, work: Work) -> None:
        self.work = work
        self.stock: StockGrader | None = None
        if work.stock is not None:
            self.stock = StockGrader(work.stock, work.trusted)
            self.box = self.stock.box
            self.stock.open()
            return
        self.bundle = Bundle(Kit(Path(work.kit)), work.exercise)
        self.box = Sandbox(configure_sandbox(self.bundle, work.trusted))
        # The zygote starts in a process of its own: meanwhile this one loads pytest and Hypothesis.
        with ThreadPoolExecutor(1) as pool:
            opening = pool.submit(contextvars.copy_context().run, self.box.__enter__)
            self.bundle.warm()
            opening.result()

    def grade(self, job: Job) -> Graded:
        """Grade one file, or one folder of a stock assignment; whatever it holds, a :class:`Graded` comes back."""
        if self.stock is not None:
            return self.stock.grade(Path(job.file), job.learner)
        return grade_file(
            self.bundle,
            self.box,
            Path(job.file),
            job.learner,
            class_id=self.work.class_id,
            folder=Path(job.folder) if job.folder else None,
            seed=self.work.seed,
        )

    def close(self) -> None:
        """End the sandbox."""
        self.box.__exit__(None, None, None)


def grade_many(
    work: Work,
    jobs: Iterable[Job],
    *,
    executor: Executor | None = None,
    progress: Callable[[Graded], None] | None = None,
) -> Generator[tuple[Job, Graded], None, None]:
    """Grade ``jobs``; by default on every processor, or here where there are only a few."""
    listed = list(jobs)
    executor = executor or (HereExecutor() if len(listed) <= FEW else LocalExecutor())
    results = executor.run(work, listed)
    try:
        for job, graded in results:
            if progress:
                progress(graded)
            yield job, graded
    finally:
        # Workers and lines end now, whoever stops us, and not when somebody collects garbage.
        if isinstance(results, Generator):
            results.close()


def count_processors() -> int:
    """Return how many processors this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # macOS and Windows
        return os.cpu_count() or 1


_grader: Grader | None = None


def _start_worker(work: Work) -> None:
    global _grader
    _take_processor()
    os.environ["PASSERELLE_LANG"] = work.language
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _grader = Grader(work)
    # What is loaded now stays: collections need not look at it again, nor come often.
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000)
    # Workers of a pool end without atexit; this is what multiprocessing calls instead.
    Finalize(_grader, Grader.close, args=(_grader,), exitpriority=10)


def _take_processor() -> None:
    """Keep this worker, its zygote and its student processes on one processor, by turns.

    A worker and its student process never work at the same time: each waits for the other. On one processor, one
    wakes the other without waking a processor, and finds its memory in the caches: a sixth of the time is saved.
    """
    turn = multiprocessing.current_process().name.rpartition("-")[2]  # SpawnProcess-1, SpawnProcess-2…
    with contextlib.suppress(AttributeError, OSError):  # Not on macOS or Windows, where nobody else's work runs.
        processors = sorted(os.sched_getaffinity(0))
        if turn.isdecimal():
            os.sched_setaffinity(0, {processors[int(turn) % len(processors)]})


def _end_with_parent() -> None:
    """End this worker when the grader has gone without a word: it would wait for work for ever."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)  # The zygote ends by itself when its line closes.


def _grade_in_worker(job: Job) -> Graded:
    assert _grader is not None
    return _grader.grade(job)


def make_work(kit: Kit, exercise_id: str, *, class_id: str = "", secret: str = "", trusted: bool = False) -> Work:
    """Return what the jobs of a run share, in the language in force here; ``secret`` is that of the class."""
    return Work(
        kit=str(kit.root),
        exercise=exercise_id,
        class_id=class_id,
        seed=derive_seed(secret, exercise_id) if secret else OPEN_SEED,
        trusted=trusted,
        language=current_language(),
    )
