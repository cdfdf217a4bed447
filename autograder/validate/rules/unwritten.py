"""Nothing of what `passerelle new exercise` left to write is still there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from autograder.i18n.percent import SourceCell
from autograder.language import tr
from autograder.validate.finding import Finding
from autograder.validate.subject import Subject

_MARK = re.compile(r"À ÉCRIRE\s*:\s*(?P<what>.+)")


def check_unwritten(subject: Subject) -> Iterator[Finding]:
    """Yield each place that still says « À ÉCRIRE », in the order in which to write them."""
    if subject.has_lesson:
        yield from _read_lines(subject, subject.course / "module.toml")
        yield from _read_cells(subject, subject.course / "lesson.py", subject.lesson_cells)
        yield from _read_lines(subject, subject.course / "tries.py")
    if subject.has_exercise:
        yield from _read_lines(subject, subject.solutions / "exercise.toml")
        yield from _read_cells(subject, subject.solutions / "notebook.py", subject.exercise_cells)
        for name in ("checks.py", "shared.py", "hidden.py", "variants.py", "mistakes.toml"):
            yield from _read_lines(subject, subject.solutions / name)


def _read_cells(subject: Subject, path: Path, cells: list[SourceCell]) -> Iterator[Finding]:
    for cell in cells:
        yield from (
            _describe(subject, path, what, cell.id)
            for what in _find("\n".join((cell.source, *cell.options, cell.hint)))
        )


def _read_lines(subject: Subject, path: Path) -> Iterator[Finding]:
    lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
    for number, line in enumerate(lines, start=1):
        yield from (_describe(subject, path, what, tr("ligne {line}", line=number)) for what in _find(line))


def _find(text: str) -> Iterator[str]:
    for found in _MARK.finditer(text):
        yield found["what"].rstrip('",').removesuffix('"""').strip()


def _describe(subject: Subject, path: Path, what: str, place: str) -> Finding:
    return subject.find("unwritten", path, tr("À écrire : {what}", what=what), cell=place)
