"""`passerelle demo`: what it prints."""

from __future__ import annotations

import sys
import time
from pathlib import Path

from autograder.grading.report import Report
from autograder.language import tr


def run_demo_command(folder: Path) -> int:
    """Run the demonstration, print the table and where everything is; return the exit code."""
    from autograder.cli.printing import Meter, print_scores
    from autograder.demo.run import run_demo

    started = time.monotonic()
    with Meter(tr("Notation")) as meter:
        demo = run_demo(folder, say=lambda step: print(step, file=sys.stderr), progress=meter.update)
    # A sample that is no notebook has no score; it stands in the table all the same.
    reports = sorted((_report_of(record) for record in demo.grading.records), key=lambda report: report.learner)
    print_scores(reports)
    print()
    print(tr("Carnet de notes de nbgrader : {path}", path=demo.gradebook))
    print(tr("Carnets notés :               {path}", path=demo.autograded))
    print(tr("Retours aux apprenants :      {path}", path=demo.feedback))
    print(tr("Compte rendu de la classe :   {path}", path=demo.report))
    print(
        tr(
            "{count} remises notées en {seconds} s. Ouvrez le compte rendu dans un navigateur.",
            count=len(reports),
            seconds=round(time.monotonic() - started),
        )
    )
    return 0


def _report_of(record: object) -> Report:
    report = record.report  # type: ignore[attr-defined]
    assert report is not None  # Every sample has a file, so every record has a report.
    return report
