"""The jobs of one run on the workers of a dask scheduler.

Each worker is first sent the exercise, and says whether it may grade. Those that may are given submissions a few at a
time; what a worker loses, refuses or sits on goes to another. What comes back is a report and a notebook as bytes.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import msgspec

from autograder.content.kit import Kit
from autograder.errors import ClusterError, PasserelleError, UsageError
from autograder.grading.bundle import Bundle
from autograder.grading.cluster import worker
from autograder.grading.cluster.connection import Connection, check_address
from autograder.grading.cluster.crew import Member, Queue, Task, Ticket, find_straggler
from autograder.grading.cluster.messages import Answer, Order
from autograder.grading.cluster.parcel import pack_exercise
from autograder.grading.many import Job, Work
from autograder.grading.one import report_error
from autograder.grading.reading import read_bytes
from autograder.grading.report import Graded
from autograder.language import tr

LOOK_SECONDS = 1.0
"""How often the scheduler is asked who works for it."""
PATIENCE_SECONDS = 60.0
"""How long a run waits for a worker that may grade when there is none."""
SILENCE_SECONDS = 900.0
"""A worker that has work and says nothing for so long is given no more."""
STRAGGLER_SECONDS = 3.0
"""At the end of a run, work that takes longer than this and thrice the average goes to an idle worker too."""
MAX_BYTES_OUT = 200_000_000
"""Submissions on their way at a time, in bytes."""
MAX_ASKED = 4
"""How often a worker is sent the exercise: one that begins anew each time is of no use."""
MAX_FAILURES = 3
"""Calls that may fail in a row at one worker."""
FAREWELL_SECONDS = 5.0

Result = tuple[Job, Graded]


class ClusterExecutor:
    """On the workers of a dask scheduler, wherever they are."""

    def __init__(
        self, address: str, *, notice: Callable[[str], None] | None = None, patience: float = PATIENCE_SECONDS
    ) -> None:
        check_address(address)
        self.address = address
        self.notice = notice or (lambda sentence: None)
        self.patience = patience

    def run(self, work: Work, jobs: Iterable[Job]) -> Iterator[Result]:
        """Yield each job once, as they are done.

        Raises :class:`ClusterError` where nobody answers or none may grade; what was yielded until then holds.
        """
        if work.trusted:
            raise UsageError(
                tr(
                    "--trust-submissions ne va pas avec --scheduler : une autre machine n’exécute jamais de remise "
                    "sans isolation. Ôtez l’une des deux options."
                )
            )
        if work.stock is not None:
            raise UsageError(
                tr("Les devoirs d’un cours adopté se notent sur cette machine : ôtez --scheduler, ou donnez --workers.")
            )
        bundle = Bundle(Kit(Path(work.kit)), work.exercise)
        parcel = pack_exercise(bundle, work.class_id, work.seed)
        with Connection(self.address) as connection:
            yield from _Run(connection, bundle, parcel, jobs, self.notice, self.patience).grade()


class _Run:
    """One exercise being graded by whoever can."""

    def __init__(
        self,
        connection: Connection,
        bundle: Bundle,
        parcel: bytes,
        jobs: Iterable[Job],
        notice: Callable[[str], None],
        patience: float,
    ) -> None:
        self.connection = connection
        self.bundle = bundle
        self.parcel = parcel
        self.name = worker.name_parcel(parcel)
        self.queue = Queue(jobs)
        self.notice = notice
        self.patience = patience
        self.members: dict[str, Member] = {}
        self.tickets: dict[int, Ticket] = {}
        self.bytes_out = 0
        self.durations = (0, 0.0)
        """How many answers have come, and after how many seconds in all."""
        self.looked = 0.0
        self.alone_since: float | None = None

    def grade(self) -> Iterator[Result]:
        """Yield each job once with its result."""
        while True:
            if time.monotonic() - self.looked >= LOOK_SECONDS:
                yield from self._look_around()
            yield from self._hand_out()
            if self.queue.done:
                break
            self._refuse_when_alone()
            for number, reply, reason in self.connection.wait(0.1):
                yield from self._settle(number, reply, reason)
        self._say_farewell()

    # -- Workers -----------------------------------------------------------------------------------------------------

    def _look_around(self) -> Iterator[Result]:
        """Ask who works there now: newcomers are sent the exercise, what the others had goes back to the queue."""
        present = self.connection.list_workers()
        now = self.looked = time.monotonic()
        for address in self.members.keys() - present.keys():
            member = self.members.pop(address)
            if member.tickets and member.state == "able":
                self.notice(tr("{worker} a disparu : les remises qu’il avait vont à d’autres.", worker=member.name))
            yield from self._take_back(member, lost=True)
        for address in present.keys() - self.members.keys():
            member = self.members[address] = Member(address, max(1, present[address]), heard=now)
            self._ask(member)
        for member in self.members.values():
            if member.tickets and now - member.heard > SILENCE_SECONDS:
                yield from self._put_aside(member, tr("il ne répond plus. Redémarrez-le."))

    def _ask(self, member: Member) -> None:
        member.state = "asked"
        member.asked += 1
        self._start(member, None, worker.admit, self.parcel)

    def _put_aside(self, member: Member, reason: str) -> Iterator[Result]:
        member.state, member.reason = "aside", reason
        self.notice(tr("{worker} ne note pas : {reason}", worker=member.name, reason=reason))
        yield from self._take_back(member)

    def _take_back(self, member: Member, lost: bool = False) -> Iterator[Result]:
        for number in list(member.tickets):
            ticket = self._close(number)
            self.connection.drop(number)
            if ticket is not None and ticket.task is not None:
                ticket.task.lost += lost
                yield from self._try_again(ticket.task)

    def _refuse_when_alone(self) -> None:
        """Raise where nobody may grade: at once where all have refused, after a while where none is there."""
        if any(member.state != "aside" for member in self.members.values()):
            self.alone_since = None
            return
        now = time.monotonic()
        self.alone_since = self.alone_since or now
        if self.members:
            reasons = "\n".join(f"  - {member.name} : {member.reason}" for member in self.members.values())
            raise ClusterError(
                tr(
                    "Aucun processus de {address} ne peut noter :\n{reasons}\n"
                    "Ce qui était noté est gardé. Réglez-en un, puis relancez la même commande.",
                    address=self.connection.address,
                    reasons=reasons,
                )
            )
        if now - self.alone_since > self.patience:
            raise ClusterError(
                tr(
                    "{address} répond, mais aucun processus n’y travaille depuis {seconds} s. Ce qui était noté est "
                    "gardé. Démarrez `dask worker {address}`, puis relancez la même commande.",
                    address=self.connection.address,
                    seconds=round(now - self.alone_since),
                )
            )

    def _say_farewell(self) -> None:
        """Have every worker drop the exercise and end its grading processes; none is waited for long."""
        asked = {
            self.connection.start(member.address, worker.forget, self.name)
            for member in self.members.values()
            if member.state == "able"
        }
        deadline = time.monotonic() + FAREWELL_SECONDS
        while asked and time.monotonic() < deadline:
            asked -= {number for number, _, _ in self.connection.wait(0.1)}

    # -- Submissions -------------------------------------------------------------------------------------------------

    def _hand_out(self) -> Iterator[Result]:
        """Give work to whoever has room, the least busy first."""
        while self.bytes_out < MAX_BYTES_OUT:
            free = [member for member in self.members.values() if member.room > 0]
            if not free:
                return
            member = max(free, key=lambda each: each.room / each.threads)
            task = self.queue.take()
            if task is None:
                task = self._find_straggler(member)
                if task is None:
                    return
                task.copied = True
            yield from self._send(member, task)

    def _find_straggler(self, member: Member) -> Task | None:
        """Where nothing is left to give out, what another worker has had for too long; the first answer counts."""
        if len(member.tickets) >= member.threads:
            return None
        count, seconds = self.durations
        patience = max(STRAGGLER_SECONDS, 3 * seconds / count if count else 0.0)
        return find_straggler(self.queue.open.values(), self.tickets, member, time.monotonic() - patience)

    def _send(self, member: Member, task: Task) -> Iterator[Result]:
        job = task.job
        try:
            data = read_bytes(Path(job.file), Path(job.folder) if job.folder else None)
        except PasserelleError as error:
            if not task.tickets:
                yield self._report(task, str(error))
            return
        order = msgspec.msgpack.encode(Order(Path(job.file).name, job.learner, data))
        self._start(member, task, worker.grade, self.name, order, size=len(order))

    def _start(
        self,
        member: Member,
        task: Task | None,
        function: Callable[..., bytes],
        *arguments: str | bytes,
        size: int = 0,
    ) -> None:
        now = time.monotonic()
        if not member.tickets:
            member.heard = now
        number = self.connection.start(member.address, function, *arguments)
        self.tickets[number] = Ticket(member, task, now, size)
        self.bytes_out += size
        member.tickets.add(number)
        if task is not None:
            task.tickets.add(number)

    def _close(self, number: int) -> Ticket | None:
        ticket = self.tickets.pop(number, None)
        if ticket is not None:
            self.bytes_out -= ticket.size
            ticket.member.tickets.discard(number)
            if ticket.task is not None:
                ticket.task.tickets.discard(number)
        return ticket

    def _settle(self, number: int, reply: bytes | None, reason: str) -> Iterator[Result]:
        ticket = self._close(number)
        if ticket is None:  # Of a worker that was given up, or of work that another had done first.
            return
        member = ticket.member
        member.heard = time.monotonic()
        answer = _read_answer(reply, reason)
        member.host = answer.host or member.host
        if ticket.task is None:
            yield from self._settle_admission(member, answer)
        elif answer.outcome == "graded" and self._belongs(answer, ticket.task.job):
            count, seconds = self.durations
            member.failures = 0
            self.durations = (count + 1, seconds + member.heard - ticket.started)
            yield self._accept(ticket.task, answer)
        else:
            yield from self._settle_failure(member, ticket.task, answer)

    def _settle_admission(self, member: Member, answer: Answer) -> Iterator[Result]:
        if answer.outcome == "ready":
            member.state = "able"
        elif answer.outcome == "broken" and member.asked < MAX_ASKED:
            self._ask(member)
        else:
            yield from self._put_aside(member, answer.message or tr("son processus de notation s’arrête en démarrant."))

    def _settle_failure(self, member: Member, task: Task, answer: Answer) -> Iterator[Result]:
        if answer.outcome == "broken":
            task.ended += not answer.message
            task.lost += bool(answer.message)
            member.failures += bool(answer.message)
        yield from self._try_again(task)
        if member.state != "able":
            return
        if answer.outcome == "absent" and member.asked < MAX_ASKED:
            self._ask(member)
        elif answer.outcome != "broken" or member.failures >= MAX_FAILURES:
            yield from self._put_aside(
                member, answer.message or tr("sa réponse ne va pas avec ce qui lui a été remis.")
            )

    def _try_again(self, task: Task) -> Iterator[Result]:
        if task.tickets or task.settled:
            return
        if not task.hopeless:
            self.queue.give_back(task)
            return
        message = tr(
            "{file} a mis fin au noteur lui-même. Il est gardé tel quel ; relancez la commande, "
            "et signalez-le si cela recommence.",
            file=task.job.file,
        )
        yield self._report(task, message)

    def _belongs(self, answer: Answer, job: Job) -> bool:
        """Whether an answer speaks of that work, graded with this exercise, isolated."""
        report = answer.report
        if report is None or (report.learner, report.exercise_hash) != (job.learner, self.bundle.hash):
            return False
        return report.score is None or bool(set(report.engine.isolation) - {"none"})

    def _accept(self, task: Task, answer: Answer) -> Result:
        self._strike(task)
        assert answer.report is not None
        return task.job, Graded(msgspec.structs.replace(answer.report, file=task.job.file), answer.notebook)

    def _report(self, task: Task, message: str) -> Result:
        self._strike(task)
        return task.job, Graded(report_error(self.bundle, task.job.file, task.job.learner, message))

    def _strike(self, task: Task) -> None:
        for number in list(task.tickets):
            self._close(number)
            self.connection.drop(number)
        self.queue.settle(task)


def _read_answer(reply: bytes | None, reason: str) -> Answer:
    if reply is None:
        return Answer("broken", message=tr("l’appel y a échoué ({reason}).", reason=reason))
    try:
        return msgspec.msgpack.decode(reply, type=Answer)
    except msgspec.MsgspecError:
        return Answer("refused", message=tr("sa réponse n’est pas lisible."))
