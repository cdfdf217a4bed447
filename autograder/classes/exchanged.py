"""What nbgrader collects from its exchange, kept as attempts: there too, nothing empty or damaged replaces work."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from autograder.classes.attempts import keep_submitted, submit_counting
from autograder.classes.collect import open_staging
from autograder.classes.course import Course, open_course
from autograder.classes.recognise import Exercises
from autograder.errors import ClassError
from autograder.storage import explain_os_error


@contextmanager
def keep_attempts(root: Path, exercise: str, learners: Sequence[str]) -> Iterator[None]:
    """Around nbgrader's copying: keep what it is about to replace, then put what counts back in ``submitted/``."""
    course = _open(root)
    if course is None or exercise not in course.list_exercises():
        yield
        return
    exercises = Exercises(course)
    with open_staging(course) as staging:
        try:
            before = [one for one in learners if course.folder("submitted", exercise, one).is_dir()]
            for learner in before:
                keep_submitted(course, learner, exercise, staging, exercises)
            yield
            for learner in before:
                submit_counting(course, learner, exercise, staging, exercises)
        except OSError as error:
            raise explain_os_error(error, course.own / "attempts") from error


def _open(root: Path) -> Course | None:
    try:
        course = open_course(root)
    except ClassError:
        return None
    return None if course.adopted else course
