"""What the class commands print."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from autograder.classes.course import open_course
from autograder.cli.printing import Meter, print_scores
from autograder.language import tr


def grade_and_print(
    folder: Path, exercises: Sequence[str], *, workers: int | None, force: bool, as_json: bool, trusted: bool
) -> int:
    """Grade a class and print its table; 1 where something could not be graded."""
    from autograder.classes.grade import grade_class

    course = open_course(folder)
    with Meter(tr("Notation")) as meter:
        grading = grade_class(course, exercises, workers=workers, force=force, trusted=trusted, progress=meter.update)
    if as_json:
        from autograder.grading.report import encode_reports

        sys.stdout.buffer.write(encode_reports(grading.reports) + b"\n")
        sys.stdout.flush()
    else:
        _print_grading(grading)
    return 1 if grading.problems else 0


def _print_grading(grading: Any) -> None:
    by_exercise: dict[str, list[Any]] = {}
    for record in sorted(grading.records, key=lambda record: record.learner):
        by_exercise.setdefault(record.exercise, []).append(record)
    for exercise, records in by_exercise.items():
        print(exercise)
        print_scores([record.report for record in records if record.report is not None], people=False)
        needing = [record for record in records if record.reasons]
        if needing:
            print()
            print(tr("À regarder par une personne :"))
        for record in needing:
            print(f"  {record.learner} : {' '.join(record.reasons)}")
    print(
        tr(
            "Notées : {graded}. Inchangées : {unchanged}. Sans note : {problems}.",
            graded=len(grading.records) - len(grading.problems),
            unchanged=grading.unchanged,
            problems=len(grading.problems),
        )
    )
