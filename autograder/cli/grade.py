"""`passerelle grade`: loose files, no class, no gradebook."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from autograder.content.kit import Kit, find_exercise, find_kit_root
from autograder.errors import UsageError
from autograder.language import tr
from autograder.learner_ids import make_learner_id, normalise_learner_id, refuse_learner_id


def grade_loose_files(
    exercise: str,
    files: Sequence[Path],
    *,
    learner: str | None = None,
    as_json: bool = False,
    workers: int | None = None,
    trusted: bool = False,
    secret: Path | None = None,
) -> int:
    """Grade ``files`` and print their reports in the order given; return the exit code.

    ``secret`` is the file of a class whose random examples these works meet; without it, those of everybody.
    """
    learner = normalise_learner_id(learner) if learner is not None else None
    if learner is not None and (reason := refuse_learner_id(learner)):
        raise UsageError(reason)
    kit, exercise_id = find_exercise(exercise, Kit(find_kit_root()))
    from autograder.grading.many import Job, LocalExecutor, grade_many, make_work

    jobs = [Job(file=str(path), learner=learner or guess_learner(path, exercise_id)) for path in files]
    work = make_work(kit, exercise_id, secret=_read_secret(secret), trusted=trusted)
    executor = LocalExecutor(workers) if workers else None
    results: dict[Job, list] = {}
    from autograder.cli.printing import show_progress

    for job, graded in show_progress(grade_many(work, jobs, executor=executor), total=len(jobs), label=tr("Notation")):
        results.setdefault(job, []).append(graded.report)
    reports = [results[job].pop(0) if len(results[job]) > 1 else results[job][0] for job in jobs]
    if as_json:
        from autograder.grading.report import encode_reports

        sys.stdout.buffer.write(encode_reports(reports) + b"\n")
        sys.stdout.flush()
    else:
        _print_reports(reports)
    if any(not path.exists() for path in files):
        return 2
    return 1 if any(report.error or _is_unfinished(report) for report in reports) else 0


def _read_secret(path: Path | None) -> str:
    if path is None:
        return ""
    from autograder.classes.secret import read_secret

    return read_secret(path)


def guess_learner(path: Path, exercise_id: str) -> str:
    """Return whose work a loose file is: from `LEARNER+NN-slug.ipynb`, its own name, or the folder it lies in."""
    stem = path.stem
    if "+" in stem:
        return make_learner_id(stem.split("+", 1)[0])
    if stem != exercise_id:
        return make_learner_id(stem)
    folder = path.resolve().parent
    return make_learner_id((folder.parent if folder.name == exercise_id else folder).name)


def _is_unfinished(report: object) -> bool:
    from autograder.grading.report import has_internal

    return has_internal(report)  # type: ignore[arg-type]


def _print_reports(reports: list) -> None:
    from autograder.cli.printing import print_scores

    print_scores(reports, by_file=True)
    if len(reports) == 1:
        for task in reports[0].tasks:
            if task.message:
                print(f"\n{task.title}\n  {task.message}")
