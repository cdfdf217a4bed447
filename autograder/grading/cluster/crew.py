"""Who grades and what each has in hand: the books that the executor keeps of its workers."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Literal

from autograder.grading.many import Job

MAX_ENDED = 2
"""How often a work may end its grading process before it is reported as one that does."""
MAX_LOST = 5
"""How often a work may be in the hands of a worker that disappears: seldom its own fault."""


@dataclass
class Task:
    """One submission, from the first time it is sent until it is settled."""

    number: int
    job: Job
    ended: int = 0
    lost: int = 0
    tickets: set[int] = field(default_factory=set)
    settled: bool = False
    copied: bool = False
    """Whether it was given to a second worker because the first takes long."""

    @property
    def hopeless(self) -> bool:
        """Whether it has taken enough workers with it."""
        return self.ended >= MAX_ENDED or self.lost >= MAX_LOST


@dataclass
class Member:
    """One worker, as far as this run knows it."""

    address: str
    threads: int
    state: Literal["asked", "able", "aside"] = "asked"
    host: str = ""
    reason: str = ""
    """Why it stands aside."""
    tickets: set[int] = field(default_factory=set)
    heard: float = 0.0
    """When it last said something or was first given something to do."""
    asked: int = 0
    """How often it was sent the exercise."""
    failures: int = 0
    """Calls in a row that failed there."""

    @property
    def name(self) -> str:
        """How messages call it."""
        return f"{self.address} ({self.host})" if self.host else self.address

    @property
    def room(self) -> int:
        """How many submissions it may still be given: enough to be busy while an answer travels, no more."""
        return self.threads + 1 + self.threads // 2 - len(self.tickets) if self.state == "able" else 0


@dataclass(frozen=True)
class Ticket:
    """What one call was for; ``task`` is ``None`` for sending the exercise."""

    member: Member
    task: Task | None
    started: float
    size: int = 0


class Queue:
    """Submissions that nobody has in hand: those that came back first, then the next of the list."""

    def __init__(self, jobs: Iterable[Job]) -> None:
        self._fresh: Iterator[tuple[int, Job]] = enumerate(jobs)
        self._back: deque[Task] = deque()
        self.open: dict[int, Task] = {}
        """Sent at least once and not settled."""
        self.exhausted = False

    def take(self) -> Task | None:
        """Return the next one, ``None`` where all are in somebody's hands or settled."""
        while self._back:
            task = self._back.popleft()
            if not task.settled and not task.tickets:
                return task
        for number, job in self._fresh:
            task = self.open[number] = Task(number, job)
            return task
        self.exhausted = True
        return None

    def give_back(self, task: Task) -> None:
        """Put one back whose worker did not grade it; a copy elsewhere may still."""
        if not task.settled and not task.tickets:
            task.copied = False
            self._back.append(task)

    def settle(self, task: Task) -> None:
        """Strike one off."""
        task.settled = True
        self.open.pop(task.number, None)

    @property
    def done(self) -> bool:
        """Whether every submission is settled."""
        return self.exhausted and not self.open and not self._back


def find_straggler(tasks: Iterable[Task], tickets: dict[int, Ticket], member: Member, before: float) -> Task | None:
    """Return the work that was first sent to another worker than ``member``, before that time, and to one only."""
    found: tuple[float, Task] | None = None
    for task in tasks:
        if task.copied or len(task.tickets) != 1:
            continue
        ticket = tickets[next(iter(task.tickets))]
        if ticket.member is not member and ticket.started < before and (found is None or ticket.started < found[0]):
            found = (ticket.started, task)
    return found[1] if found else None
