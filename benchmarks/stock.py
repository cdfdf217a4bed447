"""nbgrader's own example through stock nbgrader and through the same course adopted, in one run on one machine.

``python -m benchmarks.stock [--submissions N] [--stock M]``. ``nbgrader quickstart`` makes the course; invented
learners hand in the teacher's own answers, none, or wrong ones. Stock nbgrader and ``nbgrader autograde`` with our
engine grade the first M, ``class grade`` all N. Every score and comment has to be the same in the three gradebooks.
"""

from __future__ import annotations

import argparse
import datetime as dt
import itertools
import json
import os
import platform
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from autograder.classes.adopt import adopt_course
from autograder.grading.many import count_processors
from benchmarks.measure import Cost, measure

ASSIGNMENT = "ps1"
_NBGRADER = "import sys; from nbgrader.apps.nbgraderapp import NbGraderApp; sys.exit(NbGraderApp.launch_instance())"
_PASSERELLE = "import sys; from autograder.cli import main; sys.exit(main())"
_WRONG = {
    "squares": "def squares(n):\n    return [i ** 2 for i in range(n)]",
    "sum_of_squares": "def sum_of_squares(n):\n    return 385",
    "sum_of_squares_equation": "$n^2$",
}
_ROWS = """
    SELECT s.student_id, n.name, c.name, '{kind}', {columns} FROM {kind} g
    JOIN base_cell c ON c.id = g.cell_id JOIN submitted_notebook b ON b.id = g.notebook_id
    JOIN notebook n ON n.id = b.notebook_id JOIN submitted_assignment s ON s.id = b.assignment_id
"""


def main() -> int:
    """Measure, compare, print; the exit code is 1 where scores differ."""
    options = _read_options()
    with tempfile.TemporaryDirectory(prefix="passerelle-benchmark-") as name:
        model = _make_course(Path(name) / "course101")
        works = list(_make_works(model))
        few, many = options.stock, options.submissions
        stock = _make_class(Path(name) / "stock", model, works, few)
        road = _make_class(Path(name) / "road", model, works, few)
        fast = _make_class(Path(name) / "fast", model, works, many)
        for course in (road, fast):
            adopt_course(course)
        print(_describe_machine(options))
        theirs = measure([sys.executable, "-c", _NBGRADER, "autograde", ASSIGNMENT], stock, _environment())
        _print_cost("stock nbgrader autograde", theirs, few, theirs, few)
        ours = measure([sys.executable, "-c", _NBGRADER, "autograde", ASSIGNMENT], road, _environment())
        _print_cost("adopted nbgrader autograde", ours, few, theirs, few)
        best = measure([sys.executable, "-c", _PASSERELLE, "class", "grade", str(fast)], fast, _environment())
        _print_cost("adopted class grade", best, many, theirs, few)
        return _compare(_read_rows(stock), {"nbgrader autograde": _read_rows(road), "class grade": _read_rows(fast)})


def _read_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.stock", description=__doc__)
    parser.add_argument("--submissions", type=int, default=500, help="how many `class grade` is given")
    parser.add_argument("--stock", type=int, default=20, help="how many of them go through nbgrader's own road")
    return parser.parse_args()


def _environment() -> dict[str, str]:
    # nbgrader calls the alembic command, which is on the path where the environment is activated.
    return {"PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}


def _make_course(folder: Path) -> Path:
    for place, arguments in (
        (folder.parent, ["quickstart", folder.name]),
        (folder, ["generate_assignment", ASSIGNMENT]),
    ):
        command = [sys.executable, "-c", _NBGRADER, *arguments]
        subprocess.run(command, cwd=place, env=os.environ | _environment(), check=True, capture_output=True)
    return folder


def _make_works(course: Path) -> list[dict[str, bytes]]:
    """A right, a blank and a wrong submission: the notebooks of each by name."""
    released = {path.name: path.read_bytes() for path in (course / "release" / ASSIGNMENT).glob("*.ipynb")}
    answers: dict[str, Any] = {}
    for path in (course / "source" / ASSIGNMENT).glob("*.ipynb"):
        for cell in json.loads(path.read_bytes())["cells"]:
            meta = cell["metadata"].get("nbgrader", {})
            if meta.get("solution"):
                answers[meta["grade_id"]] = cell["source"]
    return [_answer(released, given) for given in (answers, {}, _WRONG)]


def _answer(released: dict[str, bytes], given: dict[str, Any]) -> dict[str, bytes]:
    work = {}
    for name, data in released.items():
        notebook = json.loads(data)
        for cell in notebook["cells"]:
            cell["source"] = given.get(cell["metadata"].get("nbgrader", {}).get("grade_id"), cell["source"])
        work[name] = json.dumps(notebook).encode()
    return work


def _make_class(folder: Path, model: Path, works: list[dict[str, bytes]], count: int) -> Path:
    shutil.copytree(model, folder)
    now = dt.datetime.now(dt.UTC).strftime("%Y-%m-%d %H:%M:%S UTC")
    beside = [path for path in (model / "release" / ASSIGNMENT).iterdir() if path.suffix != ".ipynb"]
    for number, work in zip(range(count), itertools.cycle(works), strict=False):
        place = folder / "submitted" / f"learner-{number:05}" / ASSIGNMENT
        place.mkdir(parents=True)
        for name, data in work.items():
            (place / name).write_bytes(data)
        for path in beside:
            shutil.copy(path, place)
        (place / "timestamp.txt").write_text(now, encoding="utf-8")
    return folder


def _describe_machine(options: argparse.Namespace) -> str:
    date = dt.datetime.now(dt.UTC).date().isoformat()
    return (
        f"{date}, {count_processors()} processors, {platform.system()} {platform.machine()}, "
        f"Python {platform.python_version()}, load {os.getloadavg()[0]:.2f}; nbgrader quickstart, two notebooks, "
        f"{options.submissions} submissions"
    )


def _print_cost(name: str, cost: Cost, count: int, stock: Cost, stock_count: int) -> None:
    ratio = (count / cost.seconds) / (stock_count / stock.seconds)
    work = (stock.cpu_seconds / stock_count) / (cost.cpu_seconds / count)
    print(
        f"{name:28}{60 * count / cost.seconds:8.1f} submissions a minute ({count} in {cost.seconds:.1f} s), "
        f"{1000 * cost.cpu_seconds / count:.1f} ms CPU each, {cost.peak_mb:.0f} MB at most, load {cost.load:.2f}; "
        f"{ratio:.1f} times the submissions, {work:.1f} times less CPU",
        flush=True,
    )


def _read_rows(root: Path) -> dict[tuple[str, ...], tuple[Any, ...]]:
    """Every automatic score and comment, by learner, notebook, cell and table."""
    with sqlite3.connect(root / "gradebook.db") as connection:
        rows = connection.execute(_ROWS.format(kind="grade", columns="g.auto_score, g.needs_manual_grade")).fetchall()
        rows += connection.execute(_ROWS.format(kind="comment", columns="g.auto_comment")).fetchall()
    return {row[:4]: row[4:] for row in rows}


def _compare(stock: dict[tuple[str, ...], Any], others: dict[str, dict[tuple[str, ...], Any]]) -> int:
    wrong = 0
    for name, rows in others.items():
        different = [key for key in stock if stock[key] != rows.get(key)]
        wrong += len(different)
        print(f"{name}: {len(stock) - len(different)} of stock nbgrader's {len(stock)} rows are the same")
        for key in different:
            print(f"    {' '.join(key)}: stock {stock[key]}, {name} {rows.get(key)}")
    return 1 if wrong or not stock else 0


if __name__ == "__main__":
    sys.exit(main())
