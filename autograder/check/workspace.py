"""A learner's own folder: who they are, how far they have come, which hints they have read.

Nothing here is sent anywhere, and nothing here is evidence. A folder that cannot be written never stops a check.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import os
from pathlib import Path
from typing import Any

import msgspec

from autograder.storage import write_whole

FOLDER = ".passerelle"


def find_workspace(exercise_folder: Path) -> Path:
    """Return the nearest folder above (or this one) that has ``.passerelle/``, else the exercise folder's parent."""
    folder = exercise_folder.resolve()
    for candidate in (folder, *folder.parents):
        if (candidate / FOLDER).is_dir():
            return candidate
    return folder.parent


def append_progress(workspace: Path, *, exercise: str, task: str, score: float, max_score: float, lang: str) -> None:
    """Add one line to ``progress.jsonl``: what a check of a task said, and when."""
    line = {
        "schema": 1,
        "exercise": exercise,
        "task": task,
        "score": score,
        "max_score": max_score,
        "at": dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
        "lang": lang,
    }
    append_line(workspace / FOLDER / "progress.jsonl", msgspec.json.encode(line))


def append_try(workspace: Path, *, lesson: str, attempt: str, passed: bool, lang: str) -> None:
    """Add one line to ``progress.jsonl``: what the check of a lesson's try said, and when."""
    line = {
        "schema": 1,
        "lesson": lesson,
        "try": attempt,
        "passed": passed,
        "at": dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
        "lang": lang,
    }
    append_line(workspace / FOLDER / "progress.jsonl", msgspec.json.encode(line))


def read_progress(workspace: Path) -> list[dict[str, Any]]:
    """Return the lines of ``progress.jsonl`` that can be read, the oldest first."""
    return read_lines(workspace / FOLDER / "progress.jsonl")


def append_hint(workspace: Path, *, exercise: str, task: str, number: int) -> None:
    """Remember that hint ``number`` (from 1) of a task was shown."""
    line = {"schema": 1, "exercise": exercise, "task": task, "hint": number}
    append_line(workspace / FOLDER / "hints.jsonl", msgspec.json.encode(line))


def count_hints(workspace: Path, exercise: str, task: str) -> int:
    """Return how many hints of a task were shown so far."""
    shown = [
        line.get("hint")
        for line in read_lines(workspace / FOLDER / "hints.jsonl")
        if line.get("exercise") == exercise and line.get("task") == task
    ]
    return max((number for number in shown if isinstance(number, int)), default=0)


def read_learner(workspace: Path) -> str | None:
    """Return the learner's id: the environment's, the hub's, else what was typed once; ``None`` where none is known."""
    for variable in ("PASSERELLE_LEARNER", "JUPYTERHUB_USER"):
        if os.environ.get(variable):
            return os.environ[variable]
    try:
        stored = msgspec.json.decode((workspace / FOLDER / "learner.json").read_bytes())
    except (OSError, msgspec.DecodeError):
        return None
    learner = stored.get("learner") if isinstance(stored, dict) else None
    return learner if isinstance(learner, str) else None


def store_learner(workspace: Path, learner: str) -> None:
    """Keep what the learner typed, so that they are asked once."""
    content = msgspec.json.encode({"schema": 1, "learner": learner}) + b"\n"
    with contextlib.suppress(Exception):
        write_whole(workspace / FOLDER / "learner.json", content, durable=False)


def append_line(path: Path, line: bytes) -> None:
    """Add one line to a file of lines; a folder that cannot be written stops nobody."""
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)
        try:
            # One write: two kernels that end a check at once do not mix their lines.
            os.write(descriptor, line + b"\n")
        finally:
            os.close(descriptor)


def read_lines(path: Path) -> list[dict[str, Any]]:
    """Return the lines of a file that are JSON objects."""
    try:
        content = path.read_bytes()
    except OSError:
        return []
    lines = []
    for line in content.splitlines():
        with contextlib.suppress(msgspec.DecodeError):
            decoded = msgspec.json.decode(line)
            if isinstance(decoded, dict):
                lines.append(decoded)
    return lines
