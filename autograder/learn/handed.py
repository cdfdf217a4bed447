"""What was handed in from this workspace, and what came back."""

from __future__ import annotations

import contextlib
import datetime as dt
import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

import msgspec

from autograder.check.workspace import FOLDER, append_line, read_lines
from autograder.errors import UsageError
from autograder.language import tr
from autograder.learn.submit import Packed
from autograder.storage import write_whole

_FILE = "handed.jsonl"
_FEEDBACK = "feedback"
MAX_FEEDBACK = 20_000_000
"""A page of feedback, with its pictures, in bytes."""


class Handed(msgspec.Struct, frozen=True):
    """The file that was made last for one exercise."""

    exercise: str
    file: str
    at: str
    sha256: str
    schema: int = 1


def note_handed(root: Path, exercise: str, packed: Packed, now: dt.datetime | None = None) -> Handed:
    """Remember that the file of a hand-in was made, and return what is remembered."""
    at = (now or dt.datetime.now(dt.UTC)).isoformat(timespec="seconds")
    handed = Handed(exercise, packed.path.name, at, hashlib.sha256(packed.path.read_bytes()).hexdigest())
    append_line(root / FOLDER / _FILE, msgspec.json.encode(handed))
    return handed


def read_handed(root: Path) -> dict[str, Handed]:
    """Return the last hand-in of each exercise."""
    found = {}
    for line in read_lines(root / FOLDER / _FILE):
        with contextlib.suppress(msgspec.ValidationError):
            handed = msgspec.convert(line, Handed)
            found[handed.exercise] = handed
    return found


def list_feedback(root: Path, exercise: str) -> list[str]:
    """Return the pages of feedback that lie in an exercise’s folder, the newest first, by their path in ``root``."""
    return [path.relative_to(root).as_posix() for path in sorted(_find_pages(root / exercise), key=_when, reverse=True)]


def keep_feedback(root: Path, exercise: str, name: str, page: bytes) -> str:
    """Keep a page of feedback that the learner received, and return its path; raises :class:`UsageError`."""
    if not (root / exercise / "exercise.json").is_file():
        raise UsageError(tr("Il n’y a pas d’exercice « {name} » ici.", name=exercise))
    if not re.search(rb"<html[\s>]", page[:2000], re.IGNORECASE) or len(page) > MAX_FEEDBACK:
        raise UsageError(
            tr("{name} n’est pas une page de retour : choisissez le fichier .html que vous avez reçu.", name=name)
        )
    stem = re.sub(r"[^\w.-]+", "-", Path(name).stem).strip(".-")[:60] or _FEEDBACK
    digest = hashlib.sha256(page).hexdigest()[:8]
    path = root / exercise / _FEEDBACK / f"{stem}-{digest}.html"
    write_whole(path, page)
    return path.relative_to(root).as_posix()


def _find_pages(folder: Path) -> Iterator[Path]:
    """nbgrader’s own way puts them in ``feedback/TIME/``; ours in ``feedback/``."""
    for path in (folder / _FEEDBACK).rglob("*.html"):
        if path.is_file() and not path.is_symlink():
            yield path


def _when(path: Path) -> tuple[float, str]:
    return path.stat().st_mtime, path.name
