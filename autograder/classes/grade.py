"""`passerelle class grade`: the fast road from ``submitted/`` to the gradebook.

Submissions are graded in parallel, and one writer puts them in the gradebook in few transactions. Unchanged
submissions are left alone; what could not be graded through a fault of ours is kept and graded again next time.
"""

from __future__ import annotations

import math
import sys
import time
from collections.abc import Callable, Collection, Generator, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import UTC
from pathlib import Path
from typing import Any

import msgspec

from autograder.classes.autograded import Staging, sweep_staging
from autograder.classes.course import Course
from autograder.classes.database import LOCK_SECONDS, check_gradebook
from autograder.classes.gradebook import Entry, GradebookWriter
from autograder.classes.records import Later, Problem, Record, read_record, write_record
from autograder.classes.subjects import KitSubject, StockSubject, make_job, open_subject
from autograder.classes.submissions import Choice, Submission, list_submissions
from autograder.errors import ClassError, ClusterError, PasserelleError
from autograder.grading.many import Executor, Job, LocalExecutor, grade_many
from autograder.grading.report import Graded, Report, TaskReport, is_blank
from autograder.language import tr
from autograder.learner_ids import is_learner_id, show_learner_id
from autograder.sandbox.scratch import sweep_scratch
from autograder.storage import explain_os_error

BATCH = 200
BATCH_SECONDS = 2.0
"""Whichever comes first: who watches the gradebook sees the first scores soon, and it is written to seldom."""

MOST_ALIKE = 2_000
"""Different outcomes of checks kept to share: messages that quote a work are of that work alone."""


@dataclass
class ClassGrading:
    """What one run did."""

    records: list[Record] = field(default_factory=list)
    """One for each submission graded in this run."""
    unchanged: int = 0
    """Submissions left as they were."""

    alike: dict[Any, Any] = field(default_factory=dict, repr=False)
    """Checks that said the same, by themselves: of five thousand reports, most checks are equal."""

    def keep(self, record: Record) -> None:
        """Add ``record``, sharing with the former ones what is the same: memory then hardly grows with the class."""
        report = record.report
        if report is not None:
            report = msgspec.structs.replace(
                report,
                exercise_hash=sys.intern(report.exercise_hash),
                kit=sys.intern(report.kit),
                engine=msgspec.structs.replace(report.engine, isolation=self._share(report.engine.isolation)),
                tasks=tuple(map(self._share_in, report.tasks)),
            )
            record = msgspec.structs.replace(record, report=report, release=sys.intern(record.release))
        self.records.append(record)

    def _share_in(self, task: TaskReport) -> TaskReport:
        checks = self._share(tuple(map(self._share, task.checks)))
        return msgspec.structs.replace(task, id=sys.intern(task.id), title=sys.intern(task.title), checks=checks)

    def _share(self, value: Any) -> Any:
        if len(self.alike) >= MOST_ALIKE:
            return self.alike.get(value, value)
        return self.alike.setdefault(value, value)

    @property
    def reports(self) -> list[Report]:
        """Reports of the submissions graded in this run."""
        return [record.report for record in self.records if record.report is not None]

    @property
    def problems(self) -> list[Record]:
        """Submissions that could not be graded."""
        return [record for record in self.records if record.problem or not record.final or record.damaged_later]


@dataclass(frozen=True)
class _Done:
    record: Record
    entry: Entry | None
    """``None`` where the folder's name cannot be a learner's id."""
    staged: Path | None = None


def grade_class(
    course: Course,
    exercises: Sequence[str] = (),
    *,
    workers: int | None = None,
    executor: Executor | None = None,
    force: bool = False,
    trusted: bool = False,
    learners: Collection[str] | None = None,
    progress: Callable[[int, int], None] | None = None,
    lock_seconds: float = LOCK_SECONDS,
) -> ClassGrading:
    """Grade what has been handed in and has changed since (everything with ``force``), and write it down.

    ``progress`` is called with how many submissions are done, and out of how many. Raises :class:`ClassError` or
    :class:`StorageError` where the class or its gradebook cannot be used; what was graded until then is kept.
    """
    wanted = list(exercises) or course.list_exercises()
    subjects = [open_subject(course, exercise) for exercise in wanted]
    check_gradebook(course, lock_seconds)
    if executor is None and workers:
        executor = LocalExecutor(workers)
    result = ClassGrading()
    with _lock_class(course):
        sweep_scratch()
        sweep_staging(course)
        plans = [_Plan(course, subject, force, learners) for subject in subjects]
        total = sum(len(plan.work) for plan in plans)
        for plan in plans:
            if plan.work or plan.unchanged:
                run = _Run(plan, result, lock_seconds, lambda: progress and progress(len(result.records), total))
                run.grade(executor, trusted)
    return result


class _Plan:
    """Which submissions of one exercise are to be graded."""

    def __init__(
        self, course: Course, subject: KitSubject | StockSubject, force: bool, learners: Collection[str] | None
    ) -> None:
        self.course = course
        self.subject = subject
        self.exercise = subject.exercise
        self.work: list[Submission] = []
        self.unchanged: list[Submission] = []
        for submission in list_submissions(course, subject.exercise, learners):
            (self.work if force or self._has_changed(submission) else self.unchanged).append(submission)

    def _has_changed(self, submission: Submission) -> bool:
        record = read_record(self.course, self.exercise, submission.learner)
        if record is None and not submission.foreign:
            return not self.subject.is_graded_elsewhere(submission)
        if record is None or not record.final:
            return True
        folder = self.course.folder("autograded", self.exercise, submission.learner)
        names = self.subject.list_notebooks(submission)
        same = record.knows(submission.digest) and record.release == self.subject.hash
        graded = all((folder / f"{name}.ipynb").is_file() for name in names)
        return not same or not (record.problem == "missing" or graded)


class _Run:
    """One exercise being graded and written down."""

    def __init__(self, plan: _Plan, result: ClassGrading, lock_seconds: float, progress: Callable[[], object]) -> None:
        self.plan = plan
        self.course = plan.course
        self.result = result
        self.progress = progress
        self.waiting: list[_Done] = []
        self.flushed = -math.inf  # The first score is written as soon as it is there.
        self.writer = GradebookWriter(plan.course, plan.exercise, lock_seconds)
        self.staging = Staging(plan.course)

    def grade(self, executor: Executor | None, trusted: bool) -> None:
        """Grade the plan's work; what is finished when something stops is still written."""
        try:
            unchanged = self._settle_unchanged()
            try:
                with closing(self._grade_all([*self.plan.work, *unchanged], executor, trusted)) as graded:
                    for done in graded:
                        self.waiting.append(done)
                        if len(self.waiting) >= BATCH or time.monotonic() - self.flushed > BATCH_SECONDS:
                            self._flush()
            except ClusterError:
                self._flush()  # The class itself is fine: what came back is kept.
                raise
            except PasserelleError:
                raise  # The class or its gradebook refused to be written: trying again here would not help.
            except BaseException:
                self._flush()  # Ctrl + C, or a fault of the engine: what is finished is kept.
                raise
            self._flush()
        finally:
            self.staging.close()
            self.writer.close()

    def _settle_unchanged(self) -> list[Submission]:
        """Count their lateness again; return those that the gradebook does not know after all."""
        known = self.writer.list_graded()
        lost = [submission for submission in self.plan.unchanged if submission.learner not in known]
        kept = [submission for submission in self.plan.unchanged if submission.learner in known]
        for start in range(0, len(kept), BATCH):
            self.writer.write([self._settle(item) for item in kept[start : start + BATCH]])
        self.result.unchanged += len(kept)
        return lost

    def _settle(self, submission: Submission) -> Entry:
        names = self.plan.subject.list_notebooks(submission)
        return Entry(submission.learner, submission.timestamp, penalties_only=True, notebooks=names)

    def _grade_all(
        self, work: list[Submission], executor: Executor | None, trusted: bool
    ) -> Generator[_Done, None, None]:
        jobs: list[Job] = []
        choices: dict[str, tuple[Submission, Choice]] = {}
        for submission in work:
            choice = Choice(None) if submission.foreign else self._choose(submission)
            choices[submission.learner] = (submission, choice)
            if choice.path is None or self.plan.subject.refusal:
                yield self._refuse(submission)
            else:
                jobs.append(make_job(submission, choice))
        if not jobs:
            return
        with closing(grade_many(self.plan.subject.make_work(trusted), jobs, executor=executor)) as results:
            for job, graded in results:
                yield self._accept(*choices[job.learner], graded)

    def _choose(self, submission: Submission) -> Choice:
        return self.plan.subject.choose(submission)

    def _refuse(self, submission: Submission) -> _Done:
        """A submission without anything to grade: the notebook is missing, or it was not to be touched."""
        foreign, subject = submission.foreign, self.plan.subject
        if subject.refusal and not foreign:
            return _Done(self._record(submission, None, "refused", "", (subject.refusal,)), None)
        reason = foreign or subject.describe_missing()
        record = self._record(submission, None, "foreign" if foreign else "missing", "", (reason,))
        former = self._find_work(submission)
        if former is not None:
            return self._set_aside(submission, former, reason)
        if not is_learner_id(submission.learner):
            return _Done(msgspec.structs.replace(record, learner=show_learner_id(submission.learner)), None)
        folder = None if foreign or subject.keeps_missing else submission.folder
        return _Done(record, Entry(submission.learner, submission.timestamp, folder=folder))

    def _accept(self, submission: Submission, choice: Choice, graded: Graded) -> _Done:
        report = graded.report
        name = str(choice.path.relative_to(submission.folder)) if choice.path else ""
        notebooks = self.plan.subject.get_notebooks(graded)
        damaged = report.error is not None or not notebooks
        former = self._find_work(submission) if damaged or is_blank(report) else None
        if former is not None:
            return self._set_aside(submission, former, report.error or "")
        if damaged:
            record = self._record(submission, report, "unreadable", name, choice.flags)
            return _Done(record, Entry(submission.learner, submission.timestamp))
        record = self._record(submission, report, "", name, choice.flags)
        staged = self.staging.stage(self.plan.exercise, submission.learner, submission.folder, notebooks)
        entry = Entry(
            submission.learner,
            submission.timestamp,
            report,
            folder=submission.folder,
            notebooks=frozenset(notebooks),
            rows=graded.rows,
        )
        return _Done(record, entry, staged)

    def _find_work(self, submission: Submission) -> Record | None:
        """What was graded before of this learner's, where it is work that nothing unreadable or empty may replace."""
        record = read_record(self.course, self.plan.exercise, submission.learner)
        return record if record is not None and record.is_work and record.submission != submission.digest else None

    def _set_aside(self, submission: Submission, former: Record, problem: str) -> _Done:
        """Leave the work that counts as it is, its date too, and write down what came later."""
        time = submission.timestamp.replace(tzinfo=UTC).isoformat() if submission.timestamp else ""
        others = tuple(later for later in former.later if later.digest != submission.digest)
        later = (*others, Later(time, problem, submission.digest))
        return _Done(msgspec.structs.replace(former, later=later, release=self.plan.subject.hash), None)

    def _record(
        self, submission: Submission, report: Report | None, problem: Problem, name: str, flags: tuple[str, ...]
    ) -> Record:
        return Record(
            learner=submission.learner,
            exercise=self.plan.exercise,
            submission=submission.digest,
            release=self.plan.subject.hash,
            report=report,
            problem=problem,
            notebook=name,
            timestamp=submission.timestamp.isoformat() if submission.timestamp else "",
            flags=(*submission.flags, *flags),
        )

    def _flush(self) -> None:
        """Rows first, in one transaction; then the folders; the record last, so that a half is graded again."""
        batch, self.waiting = self.waiting, []
        self.flushed = time.monotonic()
        self.writer.write([done.entry for done in batch if done.entry is not None])
        for done in batch:
            if done.staged is not None:
                self.staging.put(done.staged, self.plan.exercise, done.record.learner)
            elif done.entry is not None:
                self.staging.remove(self.plan.exercise, done.record.learner)
            write_record(self.course, done.record)
            self.result.keep(done.record)
        self.progress()


@contextmanager
def _lock_class(course: Course) -> Iterator[None]:
    """Let one grading run at a time; the lock goes with the process, however that ends."""
    try:
        import fcntl
    except ImportError:  # Windows: grading other people's work does not run there.
        yield
        return
    path = course.own / ".grading"
    try:
        path.parent.mkdir(exist_ok=True)  # An adopted course has none until it is graded.
        stream = path.open("a")
    except OSError as error:
        raise explain_os_error(error, path) from error
    with stream:
        try:
            fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise ClassError(
                tr(
                    "Une autre correction de {course} est en cours. Attendez qu’elle finisse, puis relancez.",
                    course=course.root,
                )
            ) from None
        yield
