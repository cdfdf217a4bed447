"""One submission, graded across the line of trust."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Collection
from pathlib import Path

import msgspec

from autograder import __version__
from autograder.content.kit import is_slug
from autograder.errors import PasserelleError
from autograder.grading.blame import flag_report
from autograder.grading.bundle import Bundle
from autograder.grading.notebook import write_notebook
from autograder.grading.reading import parse_submission, read_bytes
from autograder.grading.report import EngineReport, Graded, Report, TaskReport
from autograder.grading.restore import Restored, restore_notebook
from autograder.grading.seeds import OPEN_SEED
from autograder.grading.tasks import Judge
from autograder.language import tr, use_language
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
    with Judge(bundle, box, restored, number, seed) as judge:
        tasks = judge.judge(only)
    engine = EngineReport(
        isolation=box.layers,
        seconds=round(time.perf_counter() - started, 4),
        cpu_seconds=round(judge.cpu_seconds, 4),
        peak_memory_mb=round(judge.peak_memory_mb, 1),
    )
    report = _assemble(bundle, restored, tasks, engine, name=name, learner=learner, variant=number)
    if only is not None:
        return Graded(report)
    with use_language(restored.lang):
        notebook = write_notebook(restored, judge.runs, report, bundle.editions[restored.lang])
    return Graded(report, notebook)


def _assemble(
    bundle: Bundle,
    restored: Restored,
    tasks: list[TaskReport],
    engine: EngineReport,
    *,
    name: str,
    learner: str,
    variant: int | None,
) -> Report:
    report = Report(
        file=name,
        exercise=bundle.exercise.id,
        learner=learner,
        lang=restored.lang,
        score=round(sum(task.score for task in tasks), 2),
        max_score=bundle.exercise.max_score,
        tasks=tuple(tasks),
        engine=engine,
        kit=__version__,
        exercise_hash=bundle.hash,
        variant=variant,
        graded_at=_now(),
    )
    return msgspec.structs.replace(report, flags=tuple(flag_report(report, restored)))


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
