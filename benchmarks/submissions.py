"""A class to measure with: reference answers and kept mistakes, handed in by invented learners."""

from __future__ import annotations

import datetime as dt
import itertools
import shutil
from pathlib import Path

from autograder.classes.course import Course
from autograder.classes.new import create_class
from autograder.classes.release import release_class
from autograder.content.kit import Kit
from autograder.demo.samples import SampleMaker, dump

_STOCK = """\
c = get_config()
c.CourseDirectory.course_id = "stock"
c.CourseDirectory.root = {root!r}
c.ClearSolutions.code_stub = {{"python": {stub!r}}}
c.ExecutePreprocessor.timeout = 300
"""


def make_submissions(kit: Kit, exercise: str, count: int, lang: str = "fr") -> dict[str, bytes]:
    """Return ``count`` notebooks by learner: every other one right, the rest each kept mistake in turn."""
    maker = SampleMaker(kit, exercise)
    right = dump(maker.make_right(lang))
    wrong = itertools.cycle([dump(maker.make_mistaken(lang, mistake.name)) for mistake in maker.mistakes])
    return {f"learner-{number:05}": right if number % 2 == 0 else next(wrong) for number in range(count)}


def make_class(folder: Path, kit: Kit, exercise: str, submissions: dict[str, bytes], lang: str = "fr") -> Course:
    """Make a class of Passerelle's with ``submissions`` handed in."""
    course = create_class(folder, [lang], kit=kit, exercises=[exercise])
    release_class(course, [exercise], exchange=False)
    _hand_in(course.root, exercise, submissions)
    return course


def make_stock_class(folder: Path, model: Course, exercise: str, submissions: dict[str, bytes]) -> Path:
    """Make a plain nbgrader course out of ``model``, before anything is graded in it: nbgrader's own steps alone.

    The check cells then run in a kernel, beside the files that learners receive.
    """
    shutil.copytree(model.root, folder, ignore=shutil.ignore_patterns("submitted", "autograded", "feedback"))
    _write_config(folder)
    _hand_in(folder, exercise, submissions)
    return folder


def find_first(submissions: dict[str, bytes], count: int) -> dict[str, bytes]:
    """Return the first ``count`` submissions."""
    return dict(itertools.islice(submissions.items(), count))


def _write_config(folder: Path) -> None:
    (folder / "nbgrader_config.py").write_text(
        _STOCK.format(root=str(folder), stub="# VOTRE CODE ICI\nraise NotImplementedError()"), encoding="utf-8"
    )


def _hand_in(root: Path, exercise: str, submissions: dict[str, bytes]) -> None:
    now = dt.datetime.now(dt.UTC).strftime("%Y-%m-%d %H:%M:%S UTC")
    for learner, data in submissions.items():
        folder = root / "submitted" / learner / exercise
        folder.mkdir(parents=True)
        (folder / f"{exercise}.ipynb").write_bytes(data)
        (folder / "timestamp.txt").write_text(now, encoding="utf-8")
