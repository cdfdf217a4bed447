"""`passerelle class grade --regrade`: grade everything again, and show whose points change before any is written.

The grading is done once: what is written afterwards is what was shown, unless a file has changed in between.
"""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

import msgspec
from sqlalchemy import create_engine, select

from autograder.classes import tables
from autograder.classes.course import Course
from autograder.classes.database import explain_database_errors, require_gradebook
from autograder.classes.records import read_record
from autograder.classes.subjects import KitSubject, StockSubject, make_job, open_subject
from autograder.classes.submissions import digest_folder, list_submissions
from autograder.grading.many import Executor, Job, LocalExecutor, Work, grade_many
from autograder.grading.report import Graded, Report
from autograder.grading.stock.assignment import name_task


@dataclass(frozen=True)
class PointsChange:
    """One task of one learner whose automatic points another grading would change."""

    exercise: str
    learner: str
    task: str
    before: float | None
    """``None`` where there was no report."""
    after: float | None
    """``None`` where the file can no longer be graded, or a fault of ours kept the task from being."""
    manual: float | None = None
    """The points that a person gave, which stay and which count."""

    @property
    def difference(self) -> float:
        """How many points the automatic score gains."""
        return round((self.after or 0.0) - (self.before or 0.0), 2)


class Regrading:
    """Everything graded again, kept aside until it is written or dropped. Use it as a context manager."""

    def __init__(self, executor: Executor | None = None) -> None:
        self._executor = executor
        self.changes: list[PointsChange] = []
        self.reports: list[Report] = []
        self.same = 0
        """Submissions whose points stay."""
        self._spool = tempfile.TemporaryFile(prefix="passerelle-")  # noqa: SIM115  (closed by __exit__)
        self._places: dict[tuple[str, str], tuple[int, int]] = {}

    def __enter__(self) -> Regrading:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._spool.close()

    def keep(self, job: Job, digest: str, graded: Graded) -> None:
        """Put a result aside, on disk: autograded notebooks of a large class do not fit in memory."""
        data = msgspec.msgpack.encode(graded)
        self._places[job.file, digest] = (self._spool.seek(0, 2), len(data))
        self._spool.write(data)

    def run(self, work: Work, jobs: Iterable[Job]) -> Iterator[tuple[Job, Graded]]:
        """As an :class:`~autograder.grading.many.Executor`: give back what was graded, grade what has changed since."""
        changed = []
        for job in jobs:
            place = self._places.get((job.file, _hash_file(job.file)))
            if place is None:
                changed.append(job)
                continue
            self._spool.seek(place[0])
            yield job, msgspec.msgpack.decode(self._spool.read(place[1]), type=Graded)
        if changed:
            yield from grade_many(work, changed, executor=self._executor)


def regrade_class(
    course: Course,
    exercises: Sequence[str] = (),
    *,
    workers: int | None = None,
    executor: Executor | None = None,
    trusted: bool = False,
    progress: Callable[[int, int], None] | None = None,
) -> Regrading:
    """Grade everything again and write nothing in the class; say whose points would change.

    Give the result as ``executor`` to :func:`autograder.classes.grade.grade_class` with ``force`` to write it.
    """
    wanted = list(exercises) or course.list_exercises()
    subjects = [open_subject(course, exercise) for exercise in wanted]
    require_gradebook(course)
    executor = executor or (LocalExecutor(workers) if workers else None)
    result = Regrading(executor)
    try:
        plans = [(subject, list(_list_jobs(course, subject))) for subject in subjects]
        total = sum(len(jobs) for _, jobs in plans)
        for subject, jobs in plans:
            _compare(
                course,
                subject,
                jobs,
                result,
                executor,
                trusted,
                lambda: progress and progress(len(result.reports), total),
            )
    except BaseException:
        result.__exit__(None, None, None)
        raise
    result.changes.sort(key=lambda change: (change.exercise, change.learner))
    return result


def _list_jobs(course: Course, subject: KitSubject | StockSubject) -> Iterator[Job]:
    for submission in [] if subject.refusal else list_submissions(course, subject.exercise):
        choice = None if submission.foreign else subject.choose(submission)
        if choice is not None and choice.path is not None:
            yield make_job(submission, choice)


def _compare(
    course: Course,
    subject: KitSubject | StockSubject,
    jobs: list[Job],
    result: Regrading,
    executor: Executor | None,
    trusted: bool,
    progress: Callable[[], object],
) -> None:
    if not jobs:
        return
    exercise = subject.exercise
    manual = _read_manual_scores(course, exercise)
    digests = {job.file: _hash_file(job.file) for job in jobs}
    for job, graded in grade_many(subject.make_work(trusted), jobs, executor=executor):
        result.keep(job, digests[job.file], graded)
        record = read_record(course, exercise, job.learner)
        found = list(_list_changes(record.report if record else None, graded.report, manual))
        result.changes += found
        result.same += not found
        result.reports.append(graded.report)
        progress()


def _list_changes(before: Report | None, after: Report, manual: dict[tuple[str, str], float]) -> Iterator[PointsChange]:
    old, new = _read_points(before), _read_points(after)
    for task in dict.fromkeys([*new, *old]):
        if old.get(task) != new.get(task):
            yield PointsChange(
                exercise=after.exercise,
                learner=after.learner,
                task=task,
                before=old.get(task),
                after=new.get(task),
                manual=manual.get((after.learner, task if after.tests_shared else f"{task}-check")),
            )


def _read_points(report: Report | None) -> dict[str, float]:
    """Points of the tasks that were graded; a fault of ours is no score."""
    if report is None or report.error is not None:
        return {}
    return {task.id: task.score for task in report.tasks if not task.manual and task.status != "internal"}


def _read_manual_scores(course: Course, exercise: str) -> dict[tuple[str, str], float]:
    """What a person gave, by learner and cell."""
    submission, notebook, grade = tables.submitted_assignment, tables.submitted_notebook, tables.grade
    cell, model = tables.base_cell, tables.notebook
    query = (
        select(submission.c.student_id, model.c.name, cell.c.name, grade.c.manual_score)
        .join(notebook, notebook.c.assignment_id == submission.c.id)
        .join(grade, grade.c.notebook_id == notebook.c.id)
        .join(cell, cell.c.id == grade.c.cell_id)
        .join(model, model.c.id == cell.c.notebook_id)
        .join(tables.assignment, tables.assignment.c.id == submission.c.assignment_id)
        .where(tables.assignment.c.name == exercise, grade.c.manual_score.is_not(None))
    )
    with explain_database_errors(course):
        engine = create_engine(course.db_url)
        try:
            with engine.connect() as connection:
                rows = connection.execute(query).all()
                named = [(row[0], name_task(row[1], row[2]) if course.adopted else row[2], row[3]) for row in rows]
                return {(learner, name): float(points) for learner, name, points in named}
        finally:
            engine.dispose()


def _hash_file(path: str) -> str:
    try:
        if Path(path).is_dir():
            return digest_folder(Path(path))
        return hashlib.sha256(Path(path).read_bytes()).hexdigest()
    except OSError:
        return ""
