"""Every attempt that was collected, and which one counts.

``passerelle/attempts/LEARNER/NN-slug/TIME/`` holds the files, ``TIME.json`` beside it what is known of them. Nothing is
ever deleted. The attempt that counts is the newest that can be read and has an answer: neither a damaged file nor an
empty one ever takes the place of work. It lies in ``submitted/``, where nbgrader and grading find it.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

import msgspec

from autograder.classes.course import Course
from autograder.classes.private import folder_mode, settle_modes
from autograder.classes.recognise import Exercises
from autograder.classes.submissions import digest_folder, parse_utc
from autograder.language import tr
from autograder.storage import write_whole

STAMP = "%Y-%m-%d %H:%M:%S.%f UTC"  # nbgrader's.
Clock = Literal["platform", "archive", "zone", "file", "download", "unknown"]
"""Where a time comes from. ``platform`` and ``archive``: UTC, as written. ``zone``: local time, read in the class's
zone. ``file``: the file's own on this machine. ``download``: when the platform's archive was made, hence no later."""


class Attempt(msgspec.Struct, frozen=True):
    """What is known of one attempt."""

    learner: str
    exercise: str
    time: str
    """UTC, ISO 8601."""
    clock: Clock = "unknown"
    source: str = ""
    folder: str = ""
    """What the platform called the person's folder."""
    digest: str = ""
    answers: int = 0
    problem: str = ""
    """Why it cannot be read; empty where it can."""
    notes: tuple[str, ...] = ()
    """What a person should know of how it was taken."""
    place: str = ""
    """The name of its folder."""

    @property
    def when(self) -> datetime:
        """Its time."""
        return datetime.fromisoformat(self.time)

    @property
    def rank(self) -> tuple[bool, bool, datetime]:
        """The higher counts."""
        return not self.problem, self.answers > 0, self.when


def attempts_folder(course: Course, learner: str, exercise: str) -> Path:
    """Where the attempts of one learner at one exercise lie."""
    return course.own / "attempts" / learner / exercise


def list_attempts(course: Course, learner: str, exercise: str) -> list[Attempt]:
    """Return the attempts of one learner at one exercise, oldest first."""
    home = attempts_folder(course, learner, exercise)
    if not home.is_dir():
        return []
    found = (_read_attempt(folder, learner, exercise) for folder in home.iterdir() if folder.is_dir())
    return sorted(found, key=lambda attempt: (attempt.when, attempt.place))


def find_counting(attempts: Sequence[Attempt]) -> Attempt | None:
    """Return the attempt that counts."""
    return max(attempts, key=lambda attempt: attempt.rank, default=None)


def list_set_aside(course: Course, learner: str, exercise: str) -> list[Attempt]:
    """Return the attempts after the one that counts, which do not replace it: unreadable, or without an answer."""
    home = attempts_folder(course, learner, exercise)
    if not home.is_dir() or sum(1 for path in home.iterdir() if path.suffix == ".json") < 2:
        return []  # Asked for everybody each time a page is shown.
    attempts = list_attempts(course, learner, exercise)
    counting = find_counting(attempts)
    return [] if counting is None else [attempt for attempt in attempts if attempt.when > counting.when]


def keep_attempt(course: Course, attempt: Attempt, work: Path) -> tuple[Attempt, bool]:
    """Move ``work`` among the attempts; false where the same was there already. Raises ``OSError``."""
    for known in list_attempts(course, attempt.learner, attempt.exercise):
        if known.digest == attempt.digest:
            return known, False
    home = attempts_folder(course, attempt.learner, attempt.exercise)
    home.mkdir(parents=True, exist_ok=True)
    target = _free_name(home, attempt.when)
    attempt = msgspec.structs.replace(attempt, place=target.name)
    write_whole(target.with_name(f"{target.name}.json"), msgspec.json.encode(attempt) + b"\n", durable=False)
    os.replace(work, target)
    return attempt, True


def submit_counting(course: Course, learner: str, exercise: str, staging: Path, exercises: Exercises) -> Attempt | None:
    """Put the attempt that counts in ``submitted/`` where another lies there; returns it. Raises ``OSError``."""
    target = course.folder("submitted", exercise, learner)
    if target.exists():
        keep_submitted(course, learner, exercise, staging, exercises)
    counting = find_counting(list_attempts(course, learner, exercise))
    if counting is None:
        return None
    source = attempts_folder(course, learner, exercise) / counting.place
    if target.exists() and digest_work(target) == digest_work(source) and _read_stamp(target) == _read_stamp(source):
        return counting
    target.parent.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(dir=staging))
    shutil.copytree(source, fresh, dirs_exist_ok=True)
    fresh.chmod(folder_mode(course))
    settle_modes(course, fresh)
    if target.exists():
        os.replace(target, Path(tempfile.mkdtemp(dir=staging)) / "former")
    os.replace(fresh, target)
    return counting


def digest_work(folder: Path) -> str:
    """Return the digest of a work without what the class writes beside it."""
    return digest_folder(folder, without=("timestamp.txt",))


def write_stamp(folder: Path, time: datetime | None) -> None:
    """Write nbgrader's ``timestamp.txt``; none where nobody knows the time: no lateness is then counted."""
    if time is not None:
        (folder / "timestamp.txt").write_text(time.astimezone(UTC).strftime(STAMP), encoding="utf-8")


def keep_submitted(course: Course, learner: str, exercise: str, staging: Path, exercises: Exercises) -> None:
    """What nbgrader's own collect put in ``submitted/`` is an attempt too. Raises ``OSError``."""
    folder = course.folder("submitted", exercise, learner)
    digest = digest_work(folder)
    known = list_attempts(course, learner, exercise)
    if any(attempt.digest == digest for attempt in known):
        return
    time = _read_stamp(folder) or datetime.fromtimestamp(folder.stat().st_mtime, UTC)
    notebook = folder / f"{exercise}.ipynb"
    reading = exercises.read(notebook) if notebook.is_file() else None
    copy = Path(tempfile.mkdtemp(dir=staging))
    shutil.copytree(folder, copy, symlinks=True, dirs_exist_ok=True)
    attempt = Attempt(
        learner=learner,
        exercise=exercise,
        time=time.isoformat(),
        clock="platform",
        source="nbgrader",
        digest=digest,
        answers=reading.answers if reading else 0,
        problem=reading.problem if reading else tr("{name}.ipynb n’y est pas.", name=exercise),
    )
    keep_attempt(course, attempt, copy)


def _read_attempt(folder: Path, learner: str, exercise: str) -> Attempt:
    path = folder.with_name(f"{folder.name}.json")
    try:
        attempt = msgspec.json.decode(path.read_bytes(), type=Attempt)
        attempt.when  # noqa: B018  (A damaged date is found here.)
        return msgspec.structs.replace(attempt, learner=learner, exercise=exercise, place=folder.name)
    except (OSError, msgspec.DecodeError, ValueError):
        time = _read_stamp(folder) or datetime.fromtimestamp(folder.stat().st_mtime, UTC)
        # Collected before anything was written down: taken for work, as it was then.
        return Attempt(learner, exercise, time.isoformat(), digest=digest_work(folder), answers=1, place=folder.name)


def _read_stamp(folder: Path) -> datetime | None:
    try:
        return parse_utc((folder / "timestamp.txt").read_text(encoding="utf-8").strip()).replace(tzinfo=UTC)
    except (OSError, ValueError, OverflowError):
        return None


def _free_name(home: Path, time: datetime) -> Path:
    name = time.astimezone(UTC).strftime("%Y-%m-%dT%H-%M-%SZ")
    path, number = home / name, 2
    while path.exists() or path.with_name(f"{path.name}.json").exists():
        path, number = home / f"{name}-{number}", number + 1
    return path


def describe_set_aside(attempt: Attempt, when: str) -> str:
    """Say why a later attempt does not count; ``when`` is its time as the class reads it."""
    if attempt.problem:
        return tr(
            "La remise du {when} n’a pas pu être lue : {reason} La note reste celle de la remise précédente.",
            when=when,
            reason=attempt.problem,
        )
    return tr("La remise du {when} n’a aucune réponse : la note reste celle de la remise précédente.", when=when)
