"""The tasks of one submission, judged: its cells run across the line of trust, the checks ask, reports come out."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from types import TracebackType
from typing import Any

import msgspec

from autograder.check.outcome import Check, CheckOutcome
from autograder.check.student import Student
from autograder.content.exercise import Task
from autograder.errors import StudentGone
from autograder.grading.blame import explain_change, explain_gone
from autograder.grading.bundle import Bundle
from autograder.grading.report import CheckReport, Status, TaskReport, worst_status
from autograder.grading.restore import Restored
from autograder.grading.seeds import derive_seed
from autograder.grading.session import CellRun, Session
from autograder.grading.standing import find_change
from autograder.language import use_language
from autograder.sandbox.protocol import StudentError
from autograder.sandbox.sandbox import Sandbox


class Judge:
    """Judges the tasks of one submission. Use it as a context manager.

    ``variant`` is the number of the learner's variant, ``seed`` settles what the checks draw.
    """

    def __init__(
        self,
        bundle: Bundle,
        box: Sandbox,
        restored: Restored,
        variant: int | None,
        seed: int,
    ) -> None:
        self._bundle = bundle
        self._restored = restored
        self._variant = variant
        self._public: dict[str, Any] | None = None
        self._secret: dict[str, Any] | None = None
        if variant is not None:
            self._public, self._secret = bundle.make_variant(variant)
        self._seed = seed
        self._suite = bundle.find_suite(restored.lang)
        self._weights = {check.id: check.weight for check in self._suite.checks}
        # The work has a seed of its own, for it must not foresee what the checks will draw. Neither depends on whose
        # work it is: the same code has the same points under any name.
        own_seed = derive_seed(str(seed), "the work's own")
        self._session = Session(box, restored.cells, again=restored.run_again, variant=self._public, seed=own_seed)
        self.runs: list[CellRun] = []
        """What became of each cell."""
        self.cpu_seconds = 0.0
        self.peak_memory_mb = 0.0

    def __enter__(self) -> Judge:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._close(self._session)

    def judge(self, only: Collection[str] | None = None) -> list[TaskReport]:
        """Return a report on each task, or on ``only`` some; each on what stood at its own check cell."""
        titles = {task.id: task.title for task in self._bundle.read_edition(self._restored.lang).tasks}
        chosen = [
            msgspec.structs.replace(task, title=titles.get(task.id, task.title))
            for task in self._bundle.exercise.tasks
            if only is None or task.id in only
        ]
        self.runs = self._run_cells(self._session)
        reports = {report.id: report for report in self._judge(self._session, self.runs, chosen)}
        for index, tasks in self._find_changed(chosen, reports).items():
            reports.update(self._judge_earlier(index, tasks, reports))
        return list(reports.values())

    def _find_changed(self, chosen: Sequence[Task], reports: Mapping[str, TaskReport]) -> dict[int, list[Task]]:
        """Return the tasks that a later cell may have changed, by that cell's place."""
        found: dict[int, list[Task]] = {}
        for task in chosen:
            report = reports[task.id]
            if task.manual or report.status == "blank":
                continue
            change = find_change(self._restored, task)
            if change is not None and (change.certain or report.status != "passed"):
                found.setdefault(change.place, []).append(task)
        return found

    def _judge_earlier(self, index: int, tasks: list[Task], reports: Mapping[str, TaskReport]) -> dict[str, TaskReport]:
        """Judge ``tasks`` on what stood before the cell at ``index``; say which cell it was where that differs."""
        session = self._session.rewind(index)
        try:
            runs = self._run_cells(session)
            runs += [CellRun()] * (len(self._restored.cells) - len(runs))
            judged = self._judge(session, runs, tasks)
        finally:
            self._close(session)
        changed = {}
        for task, report in zip(tasks, judged, strict=True):
            before = reports[task.id]
            if (report.score, report.status) != (before.score, before.status):
                with use_language(self._restored.lang):
                    note = explain_change(self._restored.cells[index].source)
                changed[task.id] = msgspec.structs.replace(report, note=note)
        return changed

    def _run_cells(self, session: Session) -> list[CellRun]:
        try:
            return session.run_cells()
        except StudentGone as gone:
            # Every process that was allowed has been used up: nothing more can be asked of this work.
            cells = self._restored.cells
            return [CellRun(gone=gone.status, ran=True) if cell.role == "answer" else CellRun() for cell in cells]

    def _judge(self, session: Session, runs: list[CellRun], chosen: Sequence[Task]) -> list[TaskReport]:
        ends = {task.id: _find_run(self._restored, runs, task.id).gone for task in chosen}
        blank = self._restored.blank
        asked = [task.id for task in chosen if not (task.manual or task.id in blank or ends[task.id])]
        with use_language(self._restored.lang):
            student = Student(
                session,
                sources=self._restored.answers,
                variant=self._public,
                variant_number=self._variant,
                given=lambda: self._bundle.read_given(self._restored.lang),
                secret=self._secret,
                edition=self._bundle.read_edition(self._restored.lang),
                cell_errors=_find_cell_errors(self._restored, runs),
                replace=session.begin_again,
            )
            # All tasks in one go: hidden checks come after every visible one.
            found = self._suite.run(student, tasks=asked, seed=self._seed) if asked else []
            return [self._report(task, found, ends[task.id]) for task in chosen]

    def _report(self, task: Task, found: Sequence[CheckOutcome], end: str) -> TaskReport:
        if task.manual:
            return _report_manual(task, task.id in self._restored.blank)
        checks = [check for check in self._suite.checks if check.task == task.id]
        if task.id in self._restored.blank:
            return self._report_task(task, [_skip(check, "blank", explain_gone("blank")) for check in checks])
        if end:
            message = explain_gone(end, self._bundle.exercise.limits)
            return self._report_task(task, [_skip(check, _name_end(end), message) for check in checks])
        outcomes = [outcome for outcome in found if outcome.task == task.id]
        mistakes = dict.fromkeys(name for outcome in outcomes for name in outcome.mistakes)
        return self._report_task(task, [_report_check(outcome) for outcome in outcomes], tuple(mistakes))

    def _report_task(self, task: Task, checks: list[CheckReport], mistakes: tuple[str, ...] = ()) -> TaskReport:
        total = sum(self._weights[check.id] for check in checks)
        earned = sum(self._weights[check.id] for check in checks if check.status == "passed")
        score = round(task.points * earned / total, 2) if total else 0.0
        status = worst_status([check.status for check in checks]) if checks else "internal"
        return TaskReport(
            id=task.id,
            title=task.title,
            score=min(score, task.points),
            max_score=task.points,
            status=status,
            mistakes=mistakes,
            checks=tuple(checks),
        )

    def _close(self, session: Session) -> None:
        session.close()
        self.cpu_seconds += session.cpu_seconds
        self.peak_memory_mb = max(self.peak_memory_mb, session.peak_memory_mb)


def _report_manual(task: Task, blank: bool) -> TaskReport:
    status: Status = "blank" if blank else "manual"
    return TaskReport(id=task.id, title=task.title, score=0.0, max_score=task.points, status=status, manual=True)


def _name_end(gone: str) -> Status:
    return gone if gone in ("timeout", "memory") else "crashed"  # type: ignore[return-value]


def _skip(check: Check, status: Status, message: str) -> CheckReport:
    return CheckReport(
        id=check.id, title=check.title, status=status, message=message, hidden=check.hidden, shown=message
    )


def _report_check(outcome: CheckOutcome) -> CheckReport:
    return CheckReport(
        id=outcome.id,
        title=outcome.title,
        status=outcome.status,
        message=outcome.message,
        hidden=outcome.hidden,
        shown=outcome.learner_message(),
    )


def _find_cell_errors(restored: Restored, runs: list[CellRun]) -> dict[str, StudentError]:
    """The exception that stopped each task's answer cell, where one did."""
    return {
        cell.task: run.error
        for cell, run in zip(restored.cells, runs, strict=True)
        if cell.role == "answer" and run.error is not None
    }


def _find_run(restored: Restored, runs: list[CellRun], task_id: str) -> CellRun:
    """Return what became of a task's answer: of its cells, the one that ended its process, else that raised."""
    mine = [
        run
        for cell, run in zip(restored.cells, runs, strict=True)
        if cell.role == "answer" and cell.task == task_id and run.ran
    ]
    return next(
        (run for run in mine if run.gone),
        next((run for run in mine if run.error is not None), CellRun()),
    )
