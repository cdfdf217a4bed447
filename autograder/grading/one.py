"""One submission, graded across the line of trust."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Collection, Mapping
from pathlib import Path

import msgspec

from autograder import __version__
from autograder.check.outcome import Check, CheckOutcome
from autograder.check.student import Student
from autograder.content.exercise import Task
from autograder.content.kit import is_slug
from autograder.errors import PasserelleError, StudentGone
from autograder.grading.blame import explain_gone, flag_report
from autograder.grading.bundle import Bundle
from autograder.grading.notebook import write_notebook
from autograder.grading.reading import parse_submission, read_bytes
from autograder.grading.report import CheckReport, EngineReport, Graded, Report, Status, TaskReport, worst_status
from autograder.grading.restore import Restored, restore_notebook
from autograder.grading.seeds import OPEN_SEED, derive_seed
from autograder.grading.session import CellRun, Session
from autograder.language import tr, use_language
from autograder.sandbox.protocol import StudentError
from autograder.sandbox.sandbox import Sandbox, SandboxBroken, SandboxConfig


def configure_sandbox(bundle: Bundle, trusted: bool = False) -> SandboxConfig:
    """Return what the student processes of an exercise may have."""
    return SandboxConfig(
        imports=bundle.exercise.imports,
        limits=bundle.exercise.limits,
        files=bundle.data_files,
        trusted=trusted,
        hide=(str(bundle.kit.root),),  # Checks and solutions, should the kit lie inside what Python needs.
    )


def grade_file(
    bundle: Bundle,
    box: Sandbox,
    path: Path,
    learner: str,
    class_id: str = "",
    folder: Path | None = None,
    seed: int = OPEN_SEED,
) -> Graded:
    """Grade the notebook ``path`` as the work of ``learner``, with the random examples of ``seed``.

    ``folder`` is where a link may lead at most. A file that cannot be graded comes back as a report with ``error``;
    nothing that a submission holds raises.
    """
    try:
        data = read_bytes(path, folder)
        return grade_given(bundle, box, data, str(path), learner, class_id, seed)
    except PasserelleError as error:
        return Graded(report_error(bundle, str(path), learner, str(error)))


def grade_given(
    bundle: Bundle, box: Sandbox, data: bytes, file: str, learner: str, class_id: str = "", seed: int = OPEN_SEED
) -> Graded:
    """Grade the bytes that ``file`` held; like :func:`grade_file`, but a broken sandbox raises."""
    try:
        graded = grade_bytes(bundle, box, data, name=Path(file).name, learner=learner, class_id=class_id, seed=seed)
    except SandboxBroken:
        raise
    except PasserelleError as error:
        return Graded(report_error(bundle, file, learner, str(error)))
    return msgspec.structs.replace(graded, report=msgspec.structs.replace(graded.report, file=file))


def grade_bytes(
    bundle: Bundle,
    box: Sandbox,
    data: bytes,
    *,
    name: str,
    learner: str,
    class_id: str = "",
    seed: int = OPEN_SEED,
    only: Collection[str] | None = None,
) -> Graded:
    """Grade the bytes of a notebook, or ``only`` some of its tasks (and then no notebook comes back).

    Raises :class:`NotebookError` where they are no notebook.
    """
    started = time.perf_counter()
    submission = parse_submission(data, name)
    restored = None
    if submission.exercise in ("", bundle.exercise.id):
        restored = restore_notebook(submission, bundle.exercise, bundle.editions)
    if restored is None:
        return Graded(report_error(bundle, name, learner, _describe_stranger(name, submission.exercise, bundle)))
    number = bundle.choose_variant(class_id, learner)
    public, secret = bundle.make_variant(number) if number is not None else (None, None)
    # The work has a seed of its own, for it must not foresee what the checks will draw. Neither depends on whose work
    # it is: the same code has the same points under any name.
    session = Session(
        box, restored.cells, again=restored.run_again, variant=public, seed=derive_seed(str(seed), "the work's own")
    )
    try:
        runs = _run_cells(session, restored)
        with use_language(restored.lang):
            student = Student(
                session,
                sources=restored.answers,
                variant=public,
                variant_number=number,
                secret=secret,
                edition=bundle.read_edition(restored.lang),
                cell_errors=_find_cell_errors(restored, runs),
                replace=session.begin_again,
            )
            tasks = _check_tasks(bundle, restored, runs, student, seed, only)
    finally:
        session.close()
    report = Report(
        file=name,
        exercise=bundle.exercise.id,
        learner=learner,
        lang=restored.lang,
        score=round(sum(task.score for task in tasks), 2),
        max_score=bundle.exercise.max_score,
        tasks=tuple(tasks),
        engine=EngineReport(
            isolation=box.layers,
            seconds=round(time.perf_counter() - started, 4),
            cpu_seconds=round(session.cpu_seconds, 4),
            peak_memory_mb=round(session.peak_memory_mb, 1),
        ),
        kit=__version__,
        exercise_hash=bundle.hash,
        variant=number,
        graded_at=_now(),
    )
    report = msgspec.structs.replace(report, flags=tuple(flag_report(report, restored)))
    if only is not None:
        return Graded(report)
    with use_language(restored.lang):
        notebook = write_notebook(restored, runs, report, bundle.editions[restored.lang])
    return Graded(report, notebook)


def report_error(bundle: Bundle, name: str, learner: str, message: str) -> Report:
    """Return the report on a file that could not be graded."""
    return Report(
        file=name,
        exercise=bundle.exercise.id,
        learner=learner,
        lang="",
        score=None,
        max_score=bundle.exercise.max_score,
        kit=__version__,
        exercise_hash=bundle.hash,
        graded_at=_now(),
        error=message,
    )


def _run_cells(session: Session, restored: Restored) -> list[CellRun]:
    try:
        return session.run_cells()
    except StudentGone as gone:
        # Every process that was allowed has been used up: nothing more can be asked of this work.
        return [CellRun(gone=gone.status, ran=True) if cell.role == "answer" else CellRun() for cell in restored.cells]


def _check_tasks(
    bundle: Bundle,
    restored: Restored,
    runs: list[CellRun],
    student: Student,
    seed: int,
    only: Collection[str] | None,
) -> list[TaskReport]:
    titles = {task.id: task.title for task in bundle.read_edition(restored.lang).tasks}
    suite = bundle.find_suite(restored.lang)
    weights = {check.id: check.weight for check in suite.checks}
    chosen = [task for task in bundle.exercise.tasks if only is None or task.id in only]
    ends = {task.id: _find_run(restored, runs, task.id).gone for task in chosen}
    asked = [task.id for task in chosen if not (task.manual or task.id in restored.blank or ends[task.id])]
    # All tasks in one go: hidden checks come after every visible one.
    found = suite.run(student, tasks=asked, seed=seed) if asked else []
    tasks = []
    for task in chosen:
        task = msgspec.structs.replace(task, title=titles.get(task.id, task.title))
        if task.manual:
            tasks.append(_report_manual(task, task.id in restored.blank))
            continue
        if task.id in restored.blank:
            checks = [_skip(check, "blank", explain_gone("blank")) for check in suite.checks if check.task == task.id]
            mistakes: Mapping[str, None] = {}
        elif ends[task.id]:
            message = explain_gone(ends[task.id], bundle.exercise.limits)
            checks = [
                _skip(check, _name_end(ends[task.id]), message) for check in suite.checks if check.task == task.id
            ]
            mistakes = {}
        else:
            outcomes = [outcome for outcome in found if outcome.task == task.id]
            mistakes = dict.fromkeys(name for outcome in outcomes for name in outcome.mistakes)
            checks = [_report_check(outcome) for outcome in outcomes]
        tasks.append(_report_task(task, checks, tuple(mistakes), weights))
    return tasks


def _report_manual(task: Task, blank: bool) -> TaskReport:
    status: Status = "blank" if blank else "manual"
    return TaskReport(id=task.id, title=task.title, score=0.0, max_score=task.points, status=status, manual=True)


def _report_task(
    task: Task, checks: list[CheckReport], mistakes: tuple[str, ...], weights: Mapping[str, float]
) -> TaskReport:
    total = sum(weights[check.id] for check in checks)
    earned = sum(weights[check.id] for check in checks if check.status == "passed")
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


def _describe_stranger(name: str, claimed: str, bundle: Bundle) -> str:
    if is_slug(claimed) and len(claimed) <= 64 and claimed != bundle.exercise.id:
        return tr(
            "{name} est le carnet de « {claimed} », pas de « {exercise} ». Remettez l’autre, ou notez celui-ci avec "
            "`passerelle grade {claimed} …`.",
            name=name,
            claimed=claimed,
            exercise=bundle.exercise.id,
        )
    return tr(
        "{name} ne contient aucune cellule de l’exercice « {exercise} ». Est-ce le bon fichier ?",
        name=name,
        exercise=bundle.exercise.id,
    )


def _now() -> str:
    return dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
