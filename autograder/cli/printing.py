"""Tables, progress and words on the terminal."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, TypeVar

from autograder.grading.report import Report, Status
from autograder.language import tr

T = TypeVar("T")

MARKS: dict[Status, str] = {
    "passed": "✔",
    "failed": "✘",
    "blank": "·",
    "error": "!",
    "timeout": "⧗",
    "memory": "M",
    "crashed": "†",
    "internal": "?",
    "manual": "✍",
}


def name_status(status: Status) -> str:
    """Return the status as a person says it."""
    return {
        "passed": tr("réussie"),
        "failed": tr("à reprendre"),
        "blank": tr("sans réponse"),
        "error": tr("erreur dans le code"),
        "timeout": tr("trop longue"),
        "memory": tr("trop de mémoire"),
        "crashed": tr("programme interrompu"),
        "internal": tr("à noter de nouveau"),
        "manual": tr("à noter par une personne"),
    }[status]


def format_score(score: float | None, maximum: float) -> str:
    """Return « 12,5 / 20 » in the person's language; a dash where there is no score."""
    from autograder.language import write_decimal

    if score is None:
        return "—"
    text = f"{score:.4g} / {maximum:g}"
    return write_decimal(text)


def show_progress(items: Iterable[T], total: int, label: str) -> Iterator[T]:
    """Yield ``items`` behind a bar with the time left."""
    with Meter(label) as meter:
        for number, item in enumerate(items, start=1):
            yield item
            meter.update(number, total)


class Meter:
    """A bar with the time left, fed by a callback; silent where standard error is no terminal."""

    def __init__(self, label: str) -> None:
        self._label = label
        self._progress: Any = None
        self._task: Any = None

    def __enter__(self) -> Meter:
        return self

    def update(self, done: int, total: int) -> None:
        """Say how many are done, out of how many."""
        if self._progress is None:
            if not sys.stderr.isatty():
                return
            from rich.console import Console
            from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

            columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
            self._progress = Progress(*columns, console=Console(stderr=True))
            self._progress.start()
            self._task = self._progress.add_task(self._label, total=total)
        self._progress.update(self._task, completed=done, total=total)

    def say(self, sentence: str) -> None:
        """Print a sentence on standard error, above the bar where there is one."""
        if self._progress is not None:
            self._progress.console.print(sentence, markup=False, highlight=False)
        else:
            print(sentence, file=sys.stderr, flush=True)

    def __exit__(self, *_: object) -> None:
        if self._progress is not None:
            self._progress.stop()


def print_scores(reports: Sequence[Report], *, by_file: bool = False, people: bool = True) -> None:
    """Print a table of submissions and tasks, then a line for each that needs a person."""
    from rich import box
    from rich.console import Console
    from rich.table import Table

    console = Console(width=None if sys.stdout.isatty() else 120)
    tasks = list(dict.fromkeys(task.id for report in reports for task in report.tasks))
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column(tr("Fichier") if by_file else tr("Personne"), overflow="fold")
    table.add_column(tr("Langue"))
    for task in tasks:
        table.add_column(task, justify="right", overflow="fold")
    table.add_column(tr("Total"), justify="right", no_wrap=True)
    labels = _name_rows(reports, by_file)
    for report, label in zip(reports, labels, strict=True):
        table.add_row(label, *_score_row(report, tasks))
    console.print(table)
    used = dict.fromkeys(task.status for report in reports for task in report.tasks)
    console.print("  ".join(f"{MARKS[status]} {name_status(status)}" for status in MARKS if status in used))
    if people:
        print_people_needed(reports, by_file=by_file)


def _name_rows(reports: Sequence[Report], by_file: bool) -> list[str]:
    """Return the shortest name that tells the rows apart: the file's own, the learner's, or the whole path."""
    names = [Path(report.file).name for report in reports]
    learners = [report.learner for report in reports]
    if by_file and len(set(names)) == len(reports):
        return names
    return learners if not by_file or len(set(learners)) == len(reports) else [report.file for report in reports]


def _score_row(report: Report, tasks: Sequence[str]) -> list[str]:
    cells = {task.id: f"{task.score:g} {MARKS[task.status]}" for task in report.tasks}
    return [
        report.lang or "—",
        *(cells.get(task, "—") for task in tasks),
        format_score(report.score, report.max_score),
    ]


def print_people_needed(reports: Sequence[Report], *, by_file: bool = False) -> None:
    """Print why each of these submissions needs a person; nothing where none does."""
    labels = _name_rows(reports, by_file)
    needing = [(report, label) for report, label in zip(reports, labels, strict=True) if report.needs_person]
    if not needing:
        return
    print()
    print(tr("À regarder par une personne :"))
    for report, who in needing:
        print(f"  {who} : {report.error or ' '.join(report.flags)}")
