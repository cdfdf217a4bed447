"""What a large class would cost on a cluster: measured here, then played out by simulation.

``python -m benchmarks.cluster [--submissions N] [--measure M]`` grades M submissions on this machine through a real
scheduler with one worker, notes what each part takes of the processor and of the line, and writes them to a gradebook.
Then it plays N submissions on clusters of several sizes: see :mod:`benchmarks.cluster_simulation`. ``--inputs FILE``
plays with figures of another run instead of measuring; ``--save FILE`` keeps this one's.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import os
import platform
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from pathlib import Path

import msgspec
import psutil

from autograder.classes.course import Course
from autograder.classes.grade import grade_class
from autograder.content.kit import Kit, find_kit_root
from autograder.grading.cluster.executor import ClusterExecutor
from autograder.grading.cluster.messages import Answer, Order
from autograder.grading.many import Job, Work, count_processors
from autograder.grading.report import Graded
from benchmarks.cluster_simulation import Inputs, Size, simulate
from benchmarks.submissions import make_class, make_submissions

_SIZES = ((1, 2), (1, 8), (2, 8), (4, 8), (16, 8), (64, 8))
_ROOT = Path(__file__).parents[1]


def main() -> None:
    """Measure or read the inputs, play every size, print."""
    options = _read_options()
    if options.inputs:
        inputs = Inputs(**json.loads(Path(options.inputs).read_text("utf-8")))
    else:
        inputs = _measure(options.exercise, options.measure)
        if options.save:
            Path(options.save).write_text(json.dumps(asdict(inputs), indent=2) + "\n", "utf-8")
    _print_inputs(inputs)
    for title, write in (("processor alone", inputs.write_cpu), ("disk as here", inputs.write_seconds)):
        print(f"\n{options.submissions:,} submissions, writing: {title}\n")
        _play(inputs, options.submissions, write)
    hours = options.submissions * (inputs.grade_cpu + inputs.worker_cpu) / 3600
    print(f"\nprocessor time on the workers: {hours:.1f} hours")


def _play(inputs: Inputs, submissions: int, write: float) -> None:
    print(
        "| workers x threads | time | a minute | grader busy | scheduler busy | line busy | workers busy | in flight |"
    )
    print("|---|---|---|---|---|---|---|---|")
    for workers, threads in _SIZES:
        played = simulate(inputs, Size(workers, threads), submissions, write)
        busy = " | ".join(f"{100 * share:.0f} %" for share in played.busy)
        print(
            f"| {workers} x {threads} | {_tell(played.seconds)} | {60 * submissions / played.seconds:,.0f} "
            f"| {busy} | {played.most_in_flight}, {played.most_in_flight * inputs.order_bytes / 1e6:.1f} MB |"
        )


def _read_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.cluster", description=__doc__)
    parser.add_argument("--submissions", type=int, default=100_000, help="how many are played")
    parser.add_argument("--measure", type=int, default=300, help="how many are graded here first")
    parser.add_argument("--exercise", default="21-empreintes-merkle")
    parser.add_argument("--inputs", help="a file that --save wrote")
    parser.add_argument("--save", help="where to keep what was measured")
    return parser.parse_args()


def _print_inputs(inputs: Inputs) -> None:
    print(f"inputs ({inputs.where})\n\n| a submission | |\n|---|---|")
    for name, value in (
        ("graded: child and student processes", f"{1000 * inputs.grade_cpu:.1f} ms of processor"),
        ("dask worker, to pass it on", f"{1000 * inputs.worker_cpu:.1f} ms of processor"),
        ("scheduler", f"{1000 * inputs.scheduler_cpu:.2f} ms of processor"),
        ("grader: sending, fetching, decoding", f"{1000 * inputs.exchange_cpu:.2f} ms of processor"),
        (
            "grader: gradebook, folders, record",
            f"{1000 * inputs.write_cpu:.2f} ms of processor, {1000 * inputs.write_seconds:.2f} ms in all",
        ),
        ("sent / returned", f"{inputs.order_bytes / 1e3:.1f} / {inputs.reply_bytes / 1e3:.1f} kB"),
        ("a worker, from its first message to ready", f"{inputs.start_seconds:.1f} s"),
        ("assumed: line of the scheduler, delay of one message", "1 Gbit/s, 0.5 ms"),
    ):
        print(f"| {name} | {value} |")


def _tell(seconds: float) -> str:
    hours, minutes = divmod(round(seconds / 60), 60)
    return f"{hours} h {minutes:02} min" if hours else f"{seconds / 60:.1f} min"


# -- Measuring -------------------------------------------------------------------------------------------------------


class _Noting(ClusterExecutor):
    """Keeps the results and the sizes of what came back, and when the first did."""

    def __init__(self, address: str) -> None:
        super().__init__(address)
        self.results: list[tuple[Job, Graded]] = []
        self.began = time.perf_counter()
        self.first = 0.0

    def run(self, work: Work, jobs: Iterable[Job]) -> Iterator[tuple[Job, Graded]]:
        """As the executor does."""
        for job, graded in super().run(work, jobs):
            self.first = self.first or time.perf_counter() - self.began
            self.results.append((job, graded))
            yield job, graded


class _Replay:
    """Gives back what was graded: what is left is writing it down."""

    def __init__(self, results: list[tuple[Job, Graded]]) -> None:
        self.results = results

    def run(self, work: Work, jobs: Iterable[Job]) -> Iterator[tuple[Job, Graded]]:
        """Yield the results kept."""
        yield from self.results


def _measure(exercise: str, count: int) -> Inputs:
    kit = Kit(find_kit_root())
    load = os.getloadavg()[0]
    with tempfile.TemporaryDirectory(prefix="passerelle-benchmark-") as name:
        folder = Path(name)
        course = make_class(folder / "class", kit, exercise, make_submissions(kit, exercise, count))
        with _Loopback(folder) as loopback:
            warm = make_class(folder / "warm", kit, exercise, make_submissions(kit, exercise, 6))
            first = _Noting(loopback.address)
            grade_class(warm, executor=first)
            scheduler, worker, children = loopback.count_cpu()
            own = time.process_time()
            executor = _Noting(loopback.address)
            grade_class(course, executor=executor)
            own = time.process_time() - own
            after = loopback.count_cpu()
        written_cpu, written = _write_again(course, executor)
        where = (
            f"{dt.datetime.now(dt.UTC).date().isoformat()}, {count_processors()} processors, {platform.machine()}, "
            f"Python {platform.python_version()}, load {load:.1f} at the start, {os.getloadavg()[0]:.1f} at the end; "
            f"{exercise}, {count} submissions"
        )
        orders = [len(_encode_order(job)) for job, _ in executor.results]
        replies = [len(msgspec.msgpack.encode(Answer("graded", report=g.report, notebook=g.notebook)))
                   for _, g in executor.results]  # fmt: skip
        times = sorted(graded.report.engine.seconds for _, graded in executor.results)
        return Inputs(
            where=where,
            grade_cpu=(after[2] - children) / count,
            worker_cpu=(after[1] - worker) / count,
            scheduler_cpu=(after[0] - scheduler) / count,
            exchange_cpu=max(0.0, own - written_cpu) / count,
            write_cpu=written_cpu / count,
            write_seconds=written / count,
            order_bytes=sum(orders) / count,
            reply_bytes=sum(replies) / count,
            start_seconds=first.first,
            shape=[round(each * len(times) / sum(times), 4) for each in times],
        )


def _encode_order(job: Job) -> bytes:
    return msgspec.msgpack.encode(Order(Path(job.file).name, job.learner, Path(job.file).read_bytes()))


def _write_again(course: Course, executor: _Noting) -> tuple[float, float]:
    """Write the same results once more; return processor seconds and seconds."""
    cpu, started = time.process_time(), time.perf_counter()
    grade_class(course, executor=_Replay(executor.results), force=True)
    return time.process_time() - cpu, time.perf_counter() - started


class _Loopback:
    """A scheduler and one worker, as processes of this machine."""

    def __init__(self, folder: Path) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = str(probe.getsockname()[1])
        self.address = f"tcp://127.0.0.1:{port}"
        self.folder = folder
        self.scheduler = self._start("scheduler", "--host", "127.0.0.1", "--port", port, "--no-dashboard")
        self.worker = self._start("worker", self.address, "--nthreads", "2", "--no-nanny", "--no-dashboard")

    def __enter__(self) -> _Loopback:
        return self

    def __exit__(self, *others: object) -> None:
        for process in (self.worker, self.scheduler):
            process.kill()
            process.wait()

    def count_cpu(self) -> tuple[float, float, float]:
        """Return processor seconds until now of the scheduler, the worker, and all that the worker has started."""
        scheduler = psutil.Process(self.scheduler.pid).cpu_times()
        worker = psutil.Process(self.worker.pid)
        times = worker.cpu_times()
        children = times.children_user + times.children_system
        for child in worker.children(recursive=True):
            used = child.cpu_times()
            children += used.user + used.system + used.children_user + used.children_system
        return scheduler.user + scheduler.system, times.user + times.system, children

    def _start(self, kind: str, *arguments: str) -> subprocess.Popen[bytes]:
        code = f"import sys; from distributed.cli.dask_{kind} import main; main(sys.argv[1:])"
        with (self.folder / f"{kind}.log").open("wb") as log:
            return subprocess.Popen(
                [sys.executable, "-c", code, *arguments],
                cwd=self.folder,
                env=os.environ | {"PYTHONPATH": str(_ROOT)},
                stdout=log,
                stderr=subprocess.STDOUT,
            )


if __name__ == "__main__":
    main()
