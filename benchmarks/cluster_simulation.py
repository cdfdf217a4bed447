"""A class graded on a cluster, played as events: one grader, one scheduler, one line, many workers.

A submission is sent by the grader, passes the scheduler and its line, waits at its worker, is graded, and comes back
the same way to the grader, which writes it down and only then gives that worker another. Grader, scheduler and line
do one thing at a time; a worker does as many as it has threads. Nothing fails, and no worker is slower than another.
"""

from __future__ import annotations

import heapq
import random
from collections.abc import Callable
from dataclasses import dataclass, field

LINE_BYTES = 125e6
"""Bytes a second of the scheduler's line, in each direction: 1 Gbit/s."""
DELAY = 0.0005
"""Seconds that one message travels."""


@dataclass(frozen=True)
class Inputs:
    """What one submission takes, in seconds and bytes, as measured."""

    where: str
    grade_cpu: float
    worker_cpu: float
    scheduler_cpu: float
    exchange_cpu: float
    write_cpu: float
    write_seconds: float
    """With the disk, and with whatever else ran here: at most."""
    order_bytes: float
    reply_bytes: float
    start_seconds: float
    shape: list[float]
    """How long each submission took against the average, from which the simulation draws."""


@dataclass(frozen=True)
class Size:
    """A cluster."""

    workers: int
    threads: int

    @property
    def window(self) -> int:
        """Submissions in a worker's hands, as the executor gives them."""
        return self.threads + 1 + self.threads // 2


@dataclass(frozen=True)
class Played:
    """What came of it."""

    seconds: float
    busy: tuple[float, float, float, float]
    """Share of the time that grader, scheduler, line and workers were busy."""
    most_in_flight: int


@dataclass
class _Server:
    """Something that does ``places`` things at a time, in the order in which they come."""

    places: int = 1
    running: int = 0
    used: float = 0.0
    waiting: list[tuple[float, Callable[[], None]]] = field(default_factory=list)
    head: int = 0


class _Play:
    def __init__(self) -> None:
        self.now = 0.0
        self._count = 0
        self._events: list[tuple[float, int, Callable[[], None]]] = []

    def after(self, seconds: float, action: Callable[[], None]) -> None:
        self._count += 1
        heapq.heappush(self._events, (self.now + seconds, self._count, action))

    def serve(self, server: _Server, seconds: float, then: Callable[[], None]) -> None:
        """Have ``server`` take so long over something, as soon as it can, and go on with ``then``."""
        server.waiting.append((seconds, then))
        self._serve_next(server)

    def _serve_next(self, server: _Server) -> None:
        if server.running >= server.places or server.head >= len(server.waiting):
            return
        seconds, then = server.waiting[server.head]
        server.head += 1
        if server.head > 1000:
            del server.waiting[: server.head]
            server.head = 0
        server.running += 1
        server.used += seconds

        def finish() -> None:
            server.running -= 1
            self._serve_next(server)
            then()

        self.after(seconds, finish)

    def run(self) -> None:
        while self._events:
            self.now, _, action = heapq.heappop(self._events)
            action()


def simulate(inputs: Inputs, size: Size, submissions: int, writing: float, seed: int = 1) -> Played:
    """Play ``submissions``, each written in ``writing`` seconds; the same seed gives the same play."""
    rng = random.Random(seed)
    play = _Play()
    grader, scheduler, line = _Server(), _Server(), _Server()
    workers = [_Server(size.threads) for _ in range(size.workers)]
    left, flying, most = submissions, 0, 0

    def send(worker: _Server) -> None:
        nonlocal left, flying, most
        if not left:
            return
        left -= 1
        flying += 1
        most = max(most, flying)
        play.serve(grader, inputs.exchange_cpu / 2, lambda: pass_on(worker))

    def pass_on(worker: _Server) -> None:
        play.serve(scheduler, inputs.scheduler_cpu / 2, lambda: travel(worker))

    def travel(worker: _Server) -> None:
        # In and out of the scheduler are two directions of one line: each byte takes its place once in each.
        play.serve(line, inputs.order_bytes / LINE_BYTES, lambda: play.after(2 * DELAY, lambda: grade(worker)))

    def grade(worker: _Server) -> None:
        seconds = (inputs.grade_cpu + inputs.worker_cpu) * rng.choice(inputs.shape)
        play.serve(worker, seconds, lambda: come_back(worker))

    def come_back(worker: _Server) -> None:
        play.serve(line, inputs.reply_bytes / LINE_BYTES, lambda: play.after(2 * DELAY, lambda: report(worker)))

    def report(worker: _Server) -> None:
        play.serve(scheduler, inputs.scheduler_cpu / 2, lambda: write(worker))

    def write(worker: _Server) -> None:
        play.serve(grader, inputs.exchange_cpu / 2 + writing, lambda: settle(worker))

    def settle(worker: _Server) -> None:
        nonlocal flying
        flying -= 1
        send(worker)

    def begin(worker: _Server) -> None:
        for _ in range(size.window):
            send(worker)

    for worker in workers:
        play.after(inputs.start_seconds, lambda worker=worker: begin(worker))  # type: ignore[misc]
    play.run()
    graded = sum(worker.used for worker in workers) / (size.workers * size.threads)
    busy = tuple(used / play.now for used in (grader.used, scheduler.used, line.used, graded))
    return Played(play.now, busy, most)  # type: ignore[arg-type]
