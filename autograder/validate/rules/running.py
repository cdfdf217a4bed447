"""Lessons run offline, top to bottom, without error, in good time."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from autograder.language import SOURCE_LANGUAGE, tr
from autograder.validate.finding import Finding
from autograder.validate.subject import Subject

SECONDS = 20.0
_LONGEST = 6 * SECONDS
_RUNNER = Path(__file__).parents[1] / "run_lesson.py"


def check_lesson_runs(subject: Subject) -> Iterator[Finding]:
    """Run the French lesson without network; other languages are held to it by their code."""
    path = subject.kit.root / "lessons" / SOURCE_LANGUAGE / f"{subject.id}.ipynb"
    if not subject.has_lesson or not path.is_file():
        return
    with tempfile.TemporaryDirectory(prefix="passerelle-lesson-") as scratch:
        before, started = os.times(), time.monotonic()
        done = subprocess.run(
            [sys.executable, str(_RUNNER), str(path)], cwd=scratch, capture_output=True, text=True, check=False
        )
        seconds = _measure(before, os.times(), time.monotonic() - started)
    verdict = _read_verdict(done.stdout)
    if verdict.get("error"):
        yield subject.find(
            "runs",
            subject.course / "lesson.py",
            tr(
                "La cellule s’arrête sur une erreur : {error}. Corrigez-la, ou marquez-la "
                '`tags=["raises-exception"]` si l’erreur est voulue.',
                error=verdict["error"],
            ),
            cell=verdict.get("cell", ""),
        )
    elif done.returncode != 0:
        yield subject.find("runs", path, tr("La leçon n’a pas pu être exécutée : {reason}", reason=done.stderr[-500:]))
    elif seconds > SECONDS:
        yield subject.find(
            "runs",
            path,
            tr("La leçon tourne {seconds:.0f} s ; {limit:.0f} s au plus.", seconds=seconds, limit=SECONDS),
        )


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
