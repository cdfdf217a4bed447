"""What a notebook holds: of which exercise of the class it is, and how many of its tasks have an answer.

Its name is asked last: people rename, copy and mix up files.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from autograder.classes.course import Course
from autograder.classes.snapshot import snapshot_kit
from autograder.content.exercise import Exercise
from autograder.content.kit import Kit
from autograder.errors import PasserelleError
from autograder.grading.matching import normalise_source
from autograder.grading.reading import Submission, parse_submission, read_bytes
from autograder.grading.released import ReleasedNotebook, read_released
from autograder.grading.restore import restore_notebook

_LONG_ENOUGH = 20
"""Characters of a source that nobody else writes by chance."""


@dataclass(frozen=True)
class Reading:
    """What was found in one file."""

    path: Path
    exercise: str = ""
    """Empty where it holds nothing of an exercise of the class."""
    answers: int = 0
    """Tasks that have an answer."""
    tasks: int = 0
    problem: str = ""
    """Why it cannot be read; empty where it can."""


class Exercises:
    """The exercises of a class, as they were released."""

    def __init__(self, course: Course) -> None:
        self.course = course
        self.names = course.list_exercises()

    def read(self, path: Path) -> Reading:
        """Read a notebook; whatever it holds, a reading comes out."""
        try:
            submission = parse_submission(read_bytes(path, path.parent), path.name)
        except PasserelleError as error:
            return Reading(path, problem=str(error))
        exercise = self.recognise(submission)
        if not exercise:
            return Reading(path)
        answers, tasks = self._count_answers(submission, exercise)
        return Reading(path, exercise, answers, tasks)

    def recognise(self, submission: Submission) -> str:
        """Return the exercise that a notebook's cells come from; its own word counts where they say nothing."""
        ids = {name for cell in submission.cells for name in (cell.grade_id, cell.id) if name}
        sources = {normalise_source(cell.source) for cell in submission.cells}
        rated = {name: 2 * len(ids & marks[0]) + len(sources & marks[1]) for name, marks in self._marks.items()}
        best = max(rated.values(), default=0)
        found = [name for name, rate in rated.items() if rate == best]
        if best and submission.exercise not in found:
            return found[0]
        return submission.exercise if submission.exercise in self.names else ""

    def _count_answers(self, submission: Submission, exercise: str) -> tuple[int, int]:
        described, released = self._open(exercise)
        try:
            restored = restore_notebook(submission, described, released)
        except (PasserelleError, RecursionError, MemoryError, ValueError):
            restored = None  # Code nested so deep that Python gives up reading it: grading says what it is.
        if restored is None:
            return 0, len(described.tasks)
        return len(restored.answers.keys() - restored.blank), len(described.tasks)

    def _open(self, exercise: str) -> tuple[Exercise, dict[str, ReleasedNotebook]]:
        if exercise not in self._opened:
            kit = snapshot_kit(self.course, exercise)
            self._opened[exercise] = (kit.read_exercise(exercise), read_editions(kit, exercise))
        return self._opened[exercise]

    @cached_property
    def _opened(self) -> dict[str, tuple[Exercise, dict[str, ReleasedNotebook]]]:
        return {}

    @cached_property
    def _marks(self) -> dict[str, tuple[set[str], set[str]]]:
        """Ids and sources that are an exercise's alone."""
        ids: dict[str, set[str]] = {}
        sources: dict[str, set[str]] = {}
        for name in self.names:
            cells = [cell for notebook in self._open(name)[1].values() for cell in notebook.cells]
            ids[name] = {cell.id for cell in cells if cell.role in ("answer", "check")}
            texts = (normalise_source(cell.source) for cell in cells)
            sources[name] = {text for text in texts if len(text) >= _LONG_ENOUGH}
        shared = _find_shared(ids) | _find_shared(sources)
        return {name: (ids[name] - shared, sources[name] - shared) for name in self.names}


def read_editions(kit: Kit, exercise: str) -> dict[str, ReleasedNotebook]:
    """Return the released notebook of every language."""
    found = {}
    for language in kit.list_languages():
        edition = kit.edition_folder(exercise, language)
        if (edition / f"{exercise}.ipynb").is_file():
            found[language] = read_released(edition, exercise, language)
    return found


def _find_shared(marks: dict[str, set[str]]) -> set[str]:
    counts = Counter(mark for found in marks.values() for mark in found)
    return {mark for mark, count in counts.items() if count > 1}


def is_notebook_name(name: str) -> bool:
    """Whether a file may be a notebook by its name, whatever was put behind ``.ipynb``."""
    return ".ipynb" in name.casefold()


def looks_like_notebook(path: Path) -> bool:
    """Whether a file is a notebook under another name: its first bytes are those of one."""
    if is_notebook_name(path.name):
        return True
    if path.suffix.casefold() not in (".json", ".txt", ""):
        return False
    try:
        with path.open("rb") as stream:
            head = stream.read(4096).lstrip(b"\xef\xbb\xbf \t\r\n")
    except OSError:
        return False
    return head.startswith(b"{") and (b'"cells"' in head or b'"nbformat"' in head or b'"cell_type"' in head)


def choose(readings: list[Reading], exercise: str) -> Reading:
    """Return the notebook of ``exercise`` that counts: a filled copy before a blank original, read before unread.

    Among equals the one that is called as the exercise, then the one nearest to the top.
    """

    def rate(reading: Reading) -> tuple[bool, int, bool, int, str]:
        named = reading.path.name == f"{exercise}.ipynb"
        return (not reading.problem, reading.answers, named, -len(reading.path.parts), str(reading.path))

    return max(readings, key=rate)
