"""What a class grades: an exercise of Passerelle's or, in an adopted course, an assignment of nbgrader's own making."""

from __future__ import annotations

import os
from functools import cached_property
from typing import Protocol

from autograder.classes.course import Course
from autograder.classes.secret import ensure_secret
from autograder.classes.snapshot import read_release, snapshot_kit
from autograder.classes.stock import open_assignment, refuse_assignment
from autograder.classes.submissions import Choice, Submission, choose_notebook, read_timestamp
from autograder.content.exercise import Exercise
from autograder.grading.many import Job, Work, make_work
from autograder.grading.report import Graded
from autograder.grading.stock.assignment import StockAssignment
from autograder.language import current_language, tr


class Subject(Protocol):
    """One exercise or assignment of a class, opened."""

    exercise: str
    hash: str
    """What it was graded with: of another, everything is graded again."""
    refusal: str
    """Why nothing of it can be graded here, and what to do; empty where it can."""
    keeps_missing: bool
    """Whether a submission without its notebook waits for a person instead of having 0."""

    def choose(self, submission: Submission) -> Choice:
        """Return what of a submission is graded."""
        ...

    def list_notebooks(self, submission: Submission) -> frozenset[str]:
        """Return the names of the notebooks that are graded of a submission."""
        ...

    def make_work(self, trusted: bool = False) -> Work:
        """Return what all jobs share."""
        ...

    def get_notebooks(self, graded: Graded) -> dict[str, bytes]:
        """Return the autograded notebooks by their names."""
        ...

    def describe_missing(self) -> str:
        """Say that a submission holds nothing to grade."""
        ...

    def is_graded_elsewhere(self, submission: Submission) -> bool:
        """Whether a submission without a report of ours was graded before, and is not to be touched unasked."""
        ...


class KitSubject:
    """An exercise of Passerelle's."""

    refusal = ""
    keeps_missing = False

    def __init__(self, course: Course, exercise: str) -> None:
        self.course = course
        self.exercise = exercise
        self.kit = snapshot_kit(course, exercise)
        self.hash = read_release(course, exercise).hash

    def choose(self, submission: Submission) -> Choice:
        """The notebook of that name, or the one that says it is of this exercise."""
        return choose_notebook(submission.folder, self.exercise, self.kit)

    def list_notebooks(self, submission: Submission) -> frozenset[str]:
        """The exercise's own."""
        return frozenset((self.exercise,))

    def make_work(self, trusted: bool = False) -> Work:
        """The kept exercise."""
        secret = ensure_secret(self.course.own)
        return make_work(self.kit, self.exercise, class_id=self.course.file.id, secret=secret, trusted=trusted)

    def get_notebooks(self, graded: Graded) -> dict[str, bytes]:
        """The one notebook."""
        return {self.exercise: graded.notebook} if graded.notebook else {}

    def describe_missing(self) -> str:
        """Name the notebook."""
        return tr("La remise ne contient pas le carnet {name}.ipynb.", name=self.exercise)

    def is_graded_elsewhere(self, submission: Submission) -> bool:
        """Never: whatever has no report is graded."""
        return False


class StockSubject:
    """An assignment of nbgrader's own making."""

    keeps_missing = True

    def __init__(self, course: Course, exercise: str) -> None:
        self.course = course
        self.exercise = exercise
        self.assignment: StockAssignment = open_assignment(course, exercise)
        self.hash = self.assignment.hash

    @cached_property
    def refusal(self) -> str:
        """A foreign kernel, or libraries that are not here."""
        return refuse_assignment(self.assignment)

    def choose(self, submission: Submission) -> Choice:
        """The whole folder, where one of the assignment's notebooks lies in it."""
        return Choice(submission.folder if self.list_notebooks(submission) else None)

    def list_notebooks(self, submission: Submission) -> frozenset[str]:
        """Those of the assignment's that were handed in."""
        names = (notebook.name for notebook in self.assignment.notebooks)
        return frozenset(name for name in names if os.path.lexists(submission.folder / f"{name}.ipynb"))

    def make_work(self, trusted: bool = False) -> Work:
        """The assignment itself."""
        return Work(kit="", exercise=self.exercise, trusted=trusted, language=current_language(), stock=self.assignment)

    def get_notebooks(self, graded: Graded) -> dict[str, bytes]:
        """All of them."""
        return graded.notebooks

    def describe_missing(self) -> str:
        """Name the assignment."""
        return tr("La remise ne contient aucun carnet de {name}.", name=self.exercise)

    def is_graded_elsewhere(self, submission: Submission) -> bool:
        """As nbgrader has it: what was autograded before is left alone, unless newer work has come in."""
        folder = self.course.folder("autograded", self.exercise, submission.learner)
        names = self.list_notebooks(submission)
        if not names or not all((folder / f"{name}.ipynb").is_file() for name in names):
            return False
        before, _ = read_timestamp(folder)
        return submission.timestamp is None or before is None or submission.timestamp <= before


def open_subject(course: Course, exercise: str) -> KitSubject | StockSubject:
    """Open an exercise of the class; raises :class:`~autograder.errors.ClassError` where it has none of that name."""
    return StockSubject(course, exercise) if course.adopted else KitSubject(course, exercise)


def read_exercise(subject: KitSubject | StockSubject) -> Exercise:
    """Return the tasks of what is graded."""
    if isinstance(subject, StockSubject):
        return subject.assignment.exercise
    return subject.kit.read_exercise(subject.exercise)


def make_job(submission: Submission, choice: Choice) -> Job:
    """Return the job that grades what was chosen of a submission."""
    return Job(str(choice.path), submission.learner, str(submission.folder))
