"""An exercise on a learner's own machine: its folder, its checks, their live work, their variant."""

from __future__ import annotations

import contextlib
import difflib
from pathlib import Path
from typing import Any

from autograder.check.answers import make_sealed_checks
from autograder.check.clock import TimedTransport
from autograder.check.given import Given, list_given_sources
from autograder.check.live import RanCells
from autograder.check.outcome import TaskResult, sum_up
from autograder.check.runner import CheckSuite
from autograder.check.screen import find_gap, read_saved_cells, tell_changed
from autograder.check.student import Student
from autograder.check.workspace import append_progress, find_workspace, read_learner, store_learner
from autograder.content.edition import Edition, EditionTask, choose_variant, read_edition, read_variants
from autograder.errors import MissingPath, UsageError
from autograder.language import tr
from autograder.learner_ids import is_learner_id, normalise_learner_id, refuse_learner_id
from autograder.sandbox.failures import describe_failure
from autograder.sandbox.protocol import StudentError, Transport


def find_exercise_folder(start: Path) -> Path:
    """Return the folder of the exercise that ``start`` lies in: the nearest one with ``exercise.json``."""
    start = start.resolve()
    for folder in (start, *start.parents):
        if (folder / "exercise.json").is_file():
            return folder
    raise MissingPath(
        tr(
            "Je ne trouve pas exercise.json dans {folder}. "
            "Ouvrez le carnet depuis le dossier de l’exercice, avec les fichiers reçus avec lui.",
            folder=start,
        )
    )


class Desk:
    """Everything that checks need of one exercise in one kernel or terminal."""

    checks_file = "checks.py"

    def __init__(self, folder: Path, transport: Transport, cells: RanCells | None, locate: Any = None) -> None:
        self.folder = folder
        self.edition = self.read_edition()
        self.workspace = find_workspace(folder)
        self.practice: int | None = None
        """The number of the variant to practise on, where one was asked for."""
        self._transport = TimedTransport(transport, self.edition.limits.call_seconds)
        self._cells = cells
        self._locate = locate or (lambda filename: None)
        self._suite: CheckSuite | None = None
        self._stamps: tuple[tuple[int, int], ...] = ()
        self._learner: str | None = None
        self._given: Given | None = None

    def read_edition(self) -> Edition:
        """Return what the folder says of its tasks."""
        return read_edition(self.folder)

    @property
    def notebook(self) -> Path:
        """The learner's notebook, as it was saved last."""
        return self.folder / f"{self.edition.exercise}.ipynb"

    def find_task(self, task_id: str) -> EditionTask:
        """Return the task with that id; raises :class:`UsageError`, the nearest named."""
        with contextlib.suppress(KeyError):
            return self.edition.find_task(task_id)
        known = [task.id for task in self.edition.tasks]
        near = difflib.get_close_matches(str(task_id), known, n=1, cutoff=0.5)
        if near:
            raise UsageError(
                tr("Aucune tâche ne s’appelle « {task} ». Voulez-vous dire « {near} » ?", task=task_id, near=near[0])
            )
        raise UsageError(
            tr("Aucune tâche ne s’appelle « {task} ». Il y a : {known}.", task=task_id, known=", ".join(known))
        )

    def check_task(self, task: EditionTask) -> TaskResult:
        """Run the shipped checks of one task on the live work, and note the progress."""
        if task.manual:
            return TaskResult(task.id, task.title, 0.0, task.points, "manual", manual=True)
        if self._cells is not None and find_gap(self._cells, task, self.notebook) == "changed":
            return tell_changed(task)
        outcomes = self._load_suite().run(self.make_student(), tasks=[task.id], seed=0)
        result = sum_up(task.id, task.title, task.points, outcomes)
        if self.practice is None:
            self.note(result)
        return result

    def note(self, result: TaskResult) -> None:
        """Note the progress."""
        append_progress(
            self.workspace,
            exercise=self.edition.exercise,
            task=result.id,
            score=result.score,
            max_score=result.max_score,
            lang=self.edition.lang,
        )

    def make_student(self) -> Student:
        """Return the learner's live work as checks see it."""
        sources, errors = self._read_cells()
        return Student(
            self._transport,
            sources=sources,
            # Only a check that looks at the variant asks who is learning.
            variant=self.read_variant,
            variant_number=self.find_variant_number,
            given=self.read_given,
            edition=self.edition,
            cell_errors=errors,
            restarted=self._list_restarted(),
        )

    def _list_restarted(self) -> frozenset[str]:
        """Return the tasks whose answer ran before Python restarted, and not since."""
        if self._cells is None:
            return frozenset()
        tasks = self.edition.tasks
        return frozenset(t.id for t in tasks if find_gap(self._cells, t, self.notebook) == "restarted")

    def read_given(self) -> Given:
        """Return what the locked cells of the notebook give, run again where they changed."""
        path = self.folder / f"{self.edition.exercise}.ipynb"
        sources = tuple(list_given_sources(path.read_bytes() if path.is_file() else b""))
        if self._given is None or self._given.sources != sources:
            self._given = Given(sources, self.folder)
        return self._given

    def read_variant(self) -> dict[str, Any] | None:
        """Return the public data of the variant in use; ``None`` where the exercise has none."""
        variants = read_variants(self.folder) if self.edition.variants else []
        if not variants:
            return None
        return variants[(self.find_variant_number() or 0) % len(variants)]

    def find_variant_number(self) -> int | None:
        """Return the number of the variant in use; ``None`` where the exercise has none."""
        if not self.edition.variants:
            return None
        return self.practice if self.practice is not None else self.own_variant()

    def own_variant(self) -> int:
        """Return the number of this learner's variant: the same as the grader's."""
        return choose_variant(self.edition.class_id, self.find_learner(), self.edition.exercise)

    def find_learner(self) -> str:
        """Return who is learning; asked once where nobody knows, empty where nobody can be asked."""
        if self._learner is None:
            self._learner = read_learner(self.workspace)
        if self._learner is None:
            self._learner = self._ask_learner()
        return self._learner

    def _ask_learner(self) -> str:
        question = tr(
            "Cet exercice vous donne des données à vous. Votre identifiant, tel que votre formateur le connaît "
            "(vide si vous apprenez seul ou seule) : "
        )
        try:
            learner = normalise_learner_id(input(question))
            if learner and (reason := refuse_learner_id(learner)):
                learner = normalise_learner_id(input(f"{reason} {question}"))
        except (Exception, KeyboardInterrupt):
            return ""
        if learner and not is_learner_id(learner):
            return ""  # Asked again by the next check.
        store_learner(self.workspace, learner)
        return learner

    def _load_suite(self) -> CheckSuite:
        """Collect the checks, again where one of their files changed."""
        stamps = tuple(map(_read_stamp, (self.folder / name for name in (self.checks_file, "shared.py"))))
        if self._suite is None or stamps != self._stamps:
            self._suite = CheckSuite.collect(
                [self.folder / self.checks_file],
                lang=self.edition.lang,
                declared=lambda: make_sealed_checks(self.edition.tasks),
            )
            self._stamps = stamps
        return self._suite

    def _read_cells(self) -> tuple[dict[str, str], dict[str, StudentError]]:
        """Return the source of each answer cell as it ran last, and what stopped it."""
        saved = read_saved_cells(self.notebook)
        sources = {name: cell.source for name, cell in saved.items()}
        errors: dict[str, StudentError] = {}
        for task in self.edition.tasks:
            ran = self._cells.find(task.id, task.names) if self._cells else None
            if ran is None:
                continue
            sources[task.id] = ran.source
            if ran.error is not None:
                errors[task.id] = _describe_cell_error(ran.error, task.id, ran.source, self._locate)
        return sources, errors


def _read_stamp(path: Path) -> tuple[int, int]:
    """Return what changes when a file does; nothing where it cannot be read."""
    with contextlib.suppress(OSError):
        status = path.stat()
        return status.st_mtime_ns, status.st_size
    return 0, 0


def _describe_cell_error(error: BaseException, task: str, source: str, locate: Any) -> StudentError:
    told = describe_failure(error, locate)
    if told.line or not isinstance(error, SyntaxError):
        return told
    line = error.lineno or 0
    lines = source.splitlines()
    text = lines[line - 1].strip() if 0 < line <= len(lines) else ""
    return StudentError(told.type, told.builtin, told.message, task, line, text)
