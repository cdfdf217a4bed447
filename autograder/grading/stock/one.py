"""One submission of a stock assignment, all its notebooks, graded in isolation."""

from __future__ import annotations

import datetime as dt
import fnmatch
import os
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from autograder import __version__
from autograder.errors import PasserelleError
from autograder.grading.reading import explain_read_error, parse_submission, read_bytes
from autograder.grading.report import CellRow, EngineReport, Graded, Report, TaskReport
from autograder.grading.seeds import derive_seed
from autograder.grading.stock.assignment import StockAssignment, StockNotebook
from autograder.grading.stock.restore import restore_work
from autograder.grading.stock.running import StockSession
from autograder.grading.stock.scoring import CellScore, list_refused, report_tasks, score_work
from autograder.grading.stock.written import write_work
from autograder.language import current_language, tr
from autograder.sandbox.protocol import Refusal
from autograder.sandbox.sandbox import Sandbox, SandboxConfig

MAX_FILE = 50_000_000
"""Bytes of a file handed in beside the notebooks; a larger one is not given to the work."""
_NOT_GIVEN = frozenset({"timestamp.txt"})


class StockGrader:
    """An assignment loaded, a sandbox open: grades submission after submission."""

    def __init__(self, assignment: StockAssignment, trusted: bool = False) -> None:
        self.assignment = assignment
        self.given = dict(read_files(Path(assignment.source), assignment.ignore)) if assignment.source else {}
        config = SandboxConfig(
            imports=assignment.imports, limits=assignment.limits, files=self.given, trusted=trusted, kernel=True
        )
        self.box = Sandbox(config)

    def open(self) -> None:
        """Start the sandbox; raises :class:`~autograder.errors.IsolationError`."""
        self.box.__enter__()

    def close(self) -> None:
        """End it."""
        self.box.__exit__(None, None, None)

    def grade(self, folder: Path, learner: str) -> Graded:
        """Grade the notebooks in ``folder``; whatever they hold, a :class:`Graded` comes back."""
        try:
            return _Grading(self, folder, learner).grade()
        except PasserelleError as error:
            return Graded(self.report_error(str(folder), learner, str(error)))

    def report_error(self, file: str, learner: str, message: str) -> Report:
        """Return the report on a submission that could not be graded."""
        return report_stock_error(self.assignment, file, learner, message)


class _Grading:
    """One submission being graded."""

    def __init__(self, grader: StockGrader, folder: Path, learner: str) -> None:
        self.grader = grader
        self.assignment = grader.assignment
        self.folder = folder
        self.learner = learner
        self.cpu_seconds = 0.0
        self.peak_memory_mb = 0.0
        self.flags: list[str] = []
        self.refused: dict[Refusal, None] = {}

    def grade(self) -> Graded:
        started = time.perf_counter()
        files = self._read_learners_files()
        tasks: list[TaskReport] = []
        notebooks: dict[str, bytes] = {}
        scores: dict[str, dict[str, CellScore]] = {}
        for notebook in self.assignment.notebooks:
            path = self.folder / f"{notebook.name}.ipynb"
            found = None
            if os.path.lexists(path):
                found, notebooks[notebook.name] = self._grade_one(notebook, path, files)
                scores[notebook.name] = found
            else:
                self.flags.append(tr("Le carnet {name} n’a pas été remis.", name=path.name))
            tasks += report_tasks(self.assignment, notebook, found)
        report = Report(
            file=str(self.folder),
            exercise=self.assignment.name,
            learner=self.learner,
            lang=current_language(),
            score=round(sum(task.score for task in tasks), 2),
            max_score=self.assignment.max_score,
            tasks=tuple(tasks),
            engine=EngineReport(
                isolation=self.grader.box.layers,
                seconds=round(time.perf_counter() - started, 4),
                cpu_seconds=round(self.cpu_seconds, 4),
                peak_memory_mb=round(self.peak_memory_mb, 1),
            ),
            kit=__version__,
            exercise_hash=self.assignment.hash,
            graded_at=_now(),
            flags=(*_flag_tasks(tasks), *self._flag_refused(), *self.flags),
            tests_shared=True,
        )
        return Graded(report, notebooks=notebooks, rows={name: _to_rows(found) for name, found in scores.items()})

    def _grade_one(
        self, notebook: StockNotebook, path: Path, files: dict[str, bytes]
    ) -> tuple[dict[str, CellScore], bytes]:
        data = read_bytes(path, self.folder)
        submission = parse_submission(data, path.name)
        work = restore_work(submission.cells, notebook, self.assignment)
        seed = derive_seed("", notebook.name)  # The same for everybody: luck is no part of a grade.
        session = StockSession(self.grader.box, work.cells, files=files, seed=seed)
        runs = session.run()
        self.cpu_seconds += session.cpu_seconds
        self.peak_memory_mb = max(self.peak_memory_mb, session.peak_memory_mb)
        given = self.assignment.given_code
        found = score_work(work, runs, given)
        self.flags += (*submission.notes, *work.notes)
        self.flags += _flag_above(notebook, found)
        if any(score.why == "refused" for score in found.values()):
            self.refused.update(dict.fromkeys(list_refused(work, runs, given)))
        return found, write_work(work, runs, notebook, self.assignment.trusted_texts)

    def _read_learners_files(self) -> dict[str, bytes]:
        """Files handed in beside the notebooks; the teacher's of the same name stand before them, as in nbgrader."""
        kept = set(self.assignment.kept)
        taken = {name for name in self.grader.given if name not in kept} | _NOT_GIVEN
        return {
            name: content
            for name, content in read_files(self.folder, self.assignment.ignore)
            if name not in taken and self.grader.given.get(name) != content
        }

    def _flag_refused(self) -> Iterator[str]:
        yield from dict.fromkeys(map(describe_refusal, self.refused))


def describe_refusal(kind: Refusal) -> str:
    """Say what was refused, and what to do."""
    if kind == "network":
        return tr(
            "Le travail a voulu ouvrir le réseau, que la notation isolée ne donne pas : ses tests qui échouent "
            "attendent une personne. Mettez les données à côté du carnet, dans source/, ou, pour parler à sa propre "
            "machine, ajoutez `c.Passerelle.loopback = True` à nbgrader_config.py."
        )
    return tr(
        "Le travail a voulu lancer un programme, un processus ou un fil d’exécution, que la notation isolée ne donne "
        "pas : ses tests qui échouent attendent une personne. Pour en permettre quelques-uns, ajoutez "
        "`c.Passerelle.processes = 8` à nbgrader_config.py, puis notez de nouveau."
    )


def read_files(folder: Path, ignore: Sequence[str]) -> Iterator[tuple[str, bytes]]:
    """Yield the files below ``folder`` that are no notebooks, as nbgrader copies them, by their relative path.

    Raises :class:`~autograder.errors.StorageError`.
    """
    patterns = (*ignore, "*.ipynb")
    for place, folders, names in os.walk(folder):
        folders.sort()
        for name in sorted(names):
            path = Path(place, name)
            parts = path.relative_to(folder).parts
            if any(fnmatch.fnmatchcase(part, pattern) for part in parts for pattern in patterns):
                continue
            try:
                if path.is_file() and path.stat().st_size <= MAX_FILE:
                    yield path.relative_to(folder).as_posix(), path.read_bytes()
            except OSError as error:
                raise explain_read_error(error, path) from None


def report_stock_error(assignment: StockAssignment, file: str, learner: str, message: str) -> Report:
    """Return the report on a submission that could not be graded."""
    return Report(
        file=file,
        exercise=assignment.name,
        learner=learner,
        lang="",
        score=None,
        max_score=assignment.max_score,
        kit=__version__,
        exercise_hash=assignment.hash,
        graded_at=_now(),
        error=message,
        tests_shared=True,
    )


def _to_rows(found: dict[str, CellScore]) -> dict[str, CellRow]:
    return {name: CellRow(cell.counted, cell.score, cell.commented, cell.comment) for name, cell in found.items()}


def _flag_tasks(tasks: Sequence[TaskReport]) -> Iterator[str]:
    waiting = [task.title for task in tasks if task.status == "manual"]
    if waiting:
        yield tr("À noter par une personne : {tasks}.", tasks=", ".join(waiting))
    for task in tasks:
        if task.status == "timeout":
            yield tr("{task} : le code ne finissait pas ; il a été arrêté.", task=task.title)
        elif task.status == "memory":
            yield tr("{task} : le code a demandé trop de mémoire.", task=task.title)
        elif task.status == "crashed":
            yield tr("{task} : le code a mis fin à son propre processus.", task=task.title)


def _flag_above(notebook: StockNotebook, found: dict[str, CellScore]) -> Iterator[str]:
    for name, cell in found.items():
        if cell.why == "above":
            yield tr(
                "{notebook}, {cell} : le test rend plus de points qu’il n’en vaut. Corrigez-le, distribuez de nouveau, "
                "puis notez.",
                notebook=notebook.name,
                cell=name,
            )


def _now() -> str:
    return dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
