"""Lessons run offline, top to bottom, without error, in good time: with the tries answered, and blank."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import msgspec

from autograder.build.lesson import build_lesson, build_lesson_files
from autograder.build.steps import list_steps
from autograder.build.stubs import find_stubs
from autograder.check.steps import LESSON_FOLDER, StepState, read_steps
from autograder.check.workspace import FOLDER
from autograder.language import SOURCE_LANGUAGE, tr
from autograder.validate.finding import Finding
from autograder.validate.subject import Subject

SECONDS = 20.0
_LONGEST = 6 * SECONDS
_RUNNER = Path(__file__).parents[1] / "run_lesson.py"


class _Run(msgspec.Struct, frozen=True):
    """What came of one run."""

    code: int
    verdict: dict[str, str]
    errors: str
    seconds: float
    steps: tuple[StepState, ...] = ()


def check_lesson_runs(subject: Subject) -> Iterator[Finding]:
    """Run the French lesson without network; other languages are held to it by their code."""
    path = subject.kit.root / "lessons" / SOURCE_LANGUAGE / f"{subject.id}.ipynb"
    if not subject.has_lesson or not path.is_file():
        return
    answered = _run(subject, answered=True)
    yield from _judge(subject, path, answered)
    if not list_steps(subject.lesson_cells) or answered.code:
        return
    for step in answered.steps:
        for name in set(step.step.tries) - set(step.passed):
            yield _find(subject, name, tr("La réponse de référence de ce coup d’essai ne passe pas sa vérification."))
    blank = _run(subject, answered=False)
    if blank.verdict.get("error"):
        told = tr(
            "Sans les réponses aux coups d’essai, la leçon s’arrête ici : {error}. "
            "Donnez dans cette cellule ce dont la suite a besoin.",
            error=blank.verdict["error"],
        )
        yield _find(subject, blank.verdict.get("cell", ""), told)
    for step in blank.steps:
        for name in step.passed:
            yield _find(subject, name, tr("Ce coup d’essai passe sans que rien soit écrit."))


def _judge(subject: Subject, path: Path, run: _Run) -> Iterator[Finding]:
    if run.verdict.get("error"):
        told = tr(
            "La cellule s’arrête sur une erreur : {error}. Corrigez-la, ou marquez-la "
            '`tags=["raises-exception"]` si l’erreur est voulue.',
            error=run.verdict["error"],
        )
        yield _find(subject, run.verdict.get("cell", ""), told)
    elif run.code != 0:
        yield subject.find("runs", path, tr("La leçon n’a pas pu être exécutée : {reason}", reason=run.errors[-500:]))
    elif run.seconds > SECONDS:
        yield subject.find(
            "runs",
            path,
            tr("La leçon tourne {seconds:.0f} s ; {limit:.0f} s au plus.", seconds=run.seconds, limit=SECONDS),
        )


def _run(subject: Subject, *, answered: bool) -> _Run:
    """Run the lesson in a workspace of its own, where what its checks say is noted."""
    with tempfile.TemporaryDirectory(prefix="passerelle-lesson-") as scratch:
        workspace = Path(scratch)
        folder = workspace / subject.id
        beside = folder / LESSON_FOLDER
        for made in (workspace / FOLDER, beside):
            made.mkdir(parents=True)
        notebook = folder / "lesson.ipynb"
        data = build_lesson(subject.kit, subject.id, SOURCE_LANGUAGE, answered=answered)
        # With another stub the cells are not known as blank, and each check says what it would say of nothing.
        stub = find_stubs(SOURCE_LANGUAGE).code.splitlines()[0]
        notebook.write_bytes(data.replace(stub.encode("utf-8"), b"# ..."))
        for name, data in build_lesson_files(subject.kit, subject.id, SOURCE_LANGUAGE).items():
            (beside / name).write_bytes(data)
        before, started = os.times(), time.monotonic()
        done = subprocess.run(
            [sys.executable, str(_RUNNER), str(notebook)], cwd=folder, capture_output=True, text=True, check=False
        )
        seconds = _measure(before, os.times(), time.monotonic() - started)
        steps = tuple(read_steps(beside, workspace))
    return _Run(done.returncode, _read_verdict(done.stdout), done.stderr, seconds, steps)


def _find(subject: Subject, cell: str, message: str) -> Finding:
    return subject.find("runs", subject.course / "lesson.py", message, cell=cell)


def _measure(before: os.times_result, after: os.times_result, elapsed: float) -> float:
    """Return the seconds that the lesson worked: a busy machine is not its fault, unless it slept on and on."""
    worked = (after.children_user + after.children_system) - (before.children_user + before.children_system)
    return worked if worked > 0 and elapsed < _LONGEST else elapsed


def _read_verdict(text: str) -> dict[str, str]:
    lines = text.strip().splitlines()
    try:
        return json.loads(lines[-1]) if lines else {}
    except ValueError:
        return {}
