"""The same submissions through stock ``nbgrader autograde`` and through ``class grade``, in one run on one machine.

``python -m benchmarks.grading [--submissions N] [--stock M] [--exercise ID]``. Stock nbgrader grades the first M and
is scaled from there. Scores have to be the same where both run the same checks: the shipped ones, since a kernel has
no hidden ones.
"""

from __future__ import annotations

import argparse
import contextlib
import datetime as dt
import json
import os
import platform
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path

from autograder.classes.course import Course
from autograder.classes.records import read_record
from autograder.content.kit import Kit, find_kit_root
from autograder.grading.bundle import Bundle
from autograder.grading.many import count_processors
from benchmarks.measure import Cost, measure
from benchmarks.submissions import find_first, make_class, make_stock_class, make_submissions

_NBGRADER = "import sys; from nbgrader.apps.nbgraderapp import NbGraderApp; sys.exit(NbGraderApp.launch_instance())"
_PASSERELLE = "import sys; from autograder.cli import main; sys.exit(main())"
Scores = dict[tuple[str, str], float]


def main() -> int:
    """Measure, compare, print; the exit code is 1 where scores differ."""
    options = _read_options()
    kit = Kit(find_kit_root())
    submissions = make_submissions(kit, options.exercise, options.submissions)
    with tempfile.TemporaryDirectory(prefix="passerelle-benchmark-") as name:
        course = make_class(Path(name) / "ours", kit, options.exercise, submissions)
        first = find_first(submissions, options.stock)
        stock_root = make_stock_class(Path(name) / "stock", course, options.exercise, first)
        print(_describe_machine(options))
        ours = _run_ours(course, options.exercise)
        _print_cost("class grade", ours, len(submissions))
        print(f"{'first scores':24}{ours.first_seconds:8.1f} s after the start, in the gradebook")
        floor = _measure_floor(options.exercise, min(100, options.submissions))
        above = 1000 * ours.cpu_seconds / len(submissions) - floor
        print(f"{'floor':24}{floor:8.1f} ms CPU each; class grade is {above:.1f} ms above it")
        if not first:
            return 0
        stock = _run_stock(stock_root, options.exercise)
        _print_cost("stock nbgrader", stock, len(first))
        ratio = (len(submissions) / ours.seconds) / (len(first) / stock.seconds)
        print(f"{'ratio':24}{ratio:8.1f} times stock nbgrader's submissions a minute")
        return _compare(_read_ours(kit, course, options.exercise, list(first)), _read_stock(stock_root, list(first)))


def _read_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.grading", description=__doc__)
    parser.add_argument("--submissions", type=int, default=100, help="how many `class grade` is given")
    parser.add_argument("--stock", type=int, default=10, help="how many of them stock nbgrader is given; 0 for none")
    parser.add_argument("--exercise", default="21-empreintes-merkle")
    return parser.parse_args()


def _describe_machine(options: argparse.Namespace) -> str:
    date = dt.datetime.now(dt.UTC).date().isoformat()
    return (
        f"{date}, {count_processors()} processors, {platform.system()} {platform.machine()}, "
        f"Python {platform.python_version()}, load {os.getloadavg()[0]:.2f}; "
        f"{options.exercise}, {options.submissions} submissions"
    )


def _run_ours(course: Course, exercise: str) -> Cost:
    command = [sys.executable, "-c", _PASSERELLE, "class", "grade", str(course.root), exercise]
    return measure(command, course.root, {}, lambda: _has_scores(course.root))


def _has_scores(root: Path) -> bool:
    with contextlib.closing(sqlite3.connect(f"file:{root}/gradebook.db?mode=ro", uri=True)) as connection:
        return bool(connection.execute("SELECT count(*) FROM grade WHERE auto_score IS NOT NULL").fetchone()[0])


def _run_stock(root: Path, exercise: str) -> Cost:
    return measure([sys.executable, "-c", _NBGRADER, "autograde", exercise], root, {})


def _measure_floor(exercise: str, count: int) -> float:
    command = [sys.executable, "-m", "benchmarks.floor", exercise, str(count)]
    ran = subprocess.run(command, stdout=subprocess.PIPE, check=True, cwd=Path(__file__).parents[1])
    return float(json.loads(ran.stdout)["ms"])


def _print_cost(name: str, cost: Cost, count: int) -> None:
    print(
        f"{name:24}{60 * count / cost.seconds:8.1f} submissions a minute ({count} in {cost.seconds:.1f} s), "
        f"{1000 * cost.cpu_seconds / count:.1f} ms CPU each, {cost.peak_mb:.0f} MB at most, load {cost.load:.2f}"
    )


def _read_ours(kit: Kit, course: Course, exercise: str, learners: list[str]) -> Scores:
    """What each check cell is worth by the shipped checks alone."""
    bundle = Bundle(kit, exercise)
    weights = {check.id: check.weight for check in bundle.find_suite("fr").checks}
    scores: Scores = {}
    for learner in learners:
        record = read_record(course, exercise, learner)
        if record is None or record.report is None:
            continue
        for task in record.report.tasks:
            shipped = [check for check in task.checks if not check.hidden]
            if not task.manual:
                earned = sum(weights[check.id] for check in shipped if check.status == "passed")
                total = sum(weights[check.id] for check in shipped)
                scores[learner, f"{task.id}-check"] = round(task.max_score * earned / total, 2)
    return scores


def _read_stock(root: Path, learners: list[str]) -> Scores:
    query = """
        SELECT submitted_assignment.student_id, base_cell.name, grade.auto_score FROM grade
        JOIN submitted_notebook ON submitted_notebook.id = grade.notebook_id
        JOIN submitted_assignment ON submitted_assignment.id = submitted_notebook.assignment_id
        JOIN base_cell ON base_cell.id = grade.cell_id
    """
    with sqlite3.connect(root / "gradebook.db") as connection:
        rows = connection.execute(query).fetchall()
    return {(learner, cell): score for learner, cell, score in rows if learner in learners and cell.endswith("-check")}


def _compare(ours: Scores, stock: Scores) -> int:
    different = {key: (ours[key], stock.get(key)) for key in ours if ours[key] != stock.get(key)}
    print(f"{'scores':24}{len(ours) - len(different)} of {len(ours)} check cells agree (shipped checks)")
    for (learner, cell), (mine, theirs) in sorted(different.items()):
        print(f"    {learner} {cell}: class grade {mine}, stock nbgrader {theirs}")
    return 1 if different else 0


if __name__ == "__main__":
    sys.exit(main())
