"""Our steps in nbgrader's own road: ``nbgrader autograde`` and Formgrader's button grade with Passerelle's engine.

nbgrader reads the submitted notebook before any step: a file that it cannot read fails there. What these steps grade
is the submitted file itself, so that both roads say the same.
"""

from __future__ import annotations

import atexit
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode
from nbgrader.api import Gradebook
from nbgrader.preprocessors import NbGraderPreprocessor

from autograder.classes.autograded import sweep_kinds
from autograder.classes.course import Course, open_course
from autograder.classes.feedback import describe_page
from autograder.classes.records import Record, read_record, write_record
from autograder.classes.rows import comment_cell, needs_manual_grade, score_cell
from autograder.classes.secret import ensure_secret
from autograder.classes.snapshot import read_release, snapshot_kit
from autograder.classes.states import list_later
from autograder.classes.submissions import Choice, Submission, choose_notebook, read_submission
from autograder.classes.times import open_zone
from autograder.errors import ClassError
from autograder.grading.many import Grader, Job, make_work
from autograder.grading.report import Graded
from autograder.language import tr

_graders: dict[tuple[str, str, str], Grader] = {}


class Restore(NbGraderPreprocessor):
    """The first step: refuses what must not be touched, and hands on an empty notebook.

    The learner's own file goes to the engine in the next step; nothing of it has to pass nbgrader's checks.
    """

    def preprocess(self, nb: NotebookNode, resources: Any) -> tuple[NotebookNode, Any]:
        """Check the submission as a whole."""
        course, submission = _find_submission(self, resources)
        read_release(course, submission.exercise)
        if submission.foreign:
            raise ClassError(submission.foreign)
        sweep_kinds(course, submission.exercise, submission.learner)
        return nbformat.v4.new_notebook(), resources


class Grade(NbGraderPreprocessor):
    """The second: grades the submitted file in the sandbox and takes the autograded notebook's place."""

    def preprocess(self, nb: NotebookNode, resources: Any) -> tuple[NotebookNode, Any]:
        """Grade one submission; one that cannot be graded raises, and nbgrader reports it."""
        course, submission = _find_submission(self, resources)
        choice = choose_notebook(submission.folder, submission.exercise, snapshot_kit(course, submission.exercise))
        if choice.path is None:
            raise ClassError(tr("La remise ne contient pas le carnet {name}.ipynb.", name=submission.exercise))
        job = Job(str(choice.path), submission.learner, str(submission.folder))
        graded = _open_grader(course, submission.exercise).grade(job)
        if graded.report.error is not None:
            # The sandbox of a server that runs for days may be gone: a fresh one tells that from a bad file.
            close_graders()
            graded = _open_grader(course, submission.exercise).grade(job)
        if graded.report.error is not None or not graded.notebook:
            raise ClassError(graded.report.error or "?")
        resources["passerelle"] = _Graded(course, submission, choice, graded)
        return nbformat.reads(graded.notebook.decode("utf-8"), as_version=4), resources


class SaveReport(NbGraderPreprocessor):
    """The third: the report's scores and comments into the gradebook, in place of what nbgrader reads in outputs."""

    def preprocess(self, nb: NotebookNode, resources: Any) -> tuple[NotebookNode, Any]:
        """Write the rows and keep the report."""
        done: _Graded = resources["passerelle"]
        place = resources["nbgrader"]
        with Gradebook(place["db_url"]) as gradebook:
            notebook = gradebook.find_submission_notebook(place["notebook"], place["assignment"], place["student"])
            for grade in notebook.grades:
                grade.auto_score = score_cell(done.graded.report, grade.name, grade.max_score)
                grade.needs_manual_grade = needs_manual_grade(grade.auto_score, grade.manual_score)
            for comment in notebook.comments:
                comment.auto_comment = comment_cell(done.graded.report, comment.name)
            gradebook.db.commit()
        write_record(done.course, done.record())
        del resources["passerelle"]
        return nb, resources


class PrepareFeedback(NbGraderPreprocessor):
    """The step of ``generate_feedback`` after ``GetGrades``: everything that the page shows, made safe."""

    def preprocess(self, nb: NotebookNode, resources: Any) -> tuple[NotebookNode, Any]:
        """Put the page's contents in ``resources["page"]``."""
        place = resources["nbgrader"]
        course = _find_course(self)
        record = read_record(course, place["assignment"], place["student"])
        grades = {
            cell.metadata.nbgrader.grade_id: (cell.metadata.nbgrader.get("score"), cell.metadata.nbgrader.get("points"))
            for cell in nb.cells
            if cell.metadata.get("nbgrader", {}).get("grade")
        }
        comments = {
            cell.metadata.nbgrader.grade_id: cell.metadata.nbgrader.get("comment")
            for cell in nb.cells
            if cell.metadata.get("nbgrader", {}).get("solution")
        }
        resources["page"] = describe_page(
            nb,
            place["assignment"],
            grades,
            comments,
            record,
            penalty=float(place.get("late_penalty") or 0.0),
            zone=open_zone(course.file.timezone),
            later=list_later(course, place["student"], place["assignment"], record),
        )
        return nb, resources


class _Graded:
    """What the grading step hands to the saving step."""

    def __init__(self, course: Course, submission: Submission, choice: Choice, graded: Graded) -> None:
        self.course = course
        self.submission = submission
        self.choice = choice
        self.graded = graded

    def __deepcopy__(self, memo: dict[int, Any]) -> _Graded:
        return self

    def record(self) -> Record:
        """The record, as the fast road writes it."""
        submission = self.submission
        return Record(
            learner=submission.learner,
            exercise=submission.exercise,
            submission=submission.digest,
            release=read_release(self.course, submission.exercise).hash,
            report=self.graded.report,
            notebook=str(self.choice.path.relative_to(submission.folder)) if self.choice.path else "",
            timestamp=submission.timestamp.isoformat() if submission.timestamp else "",
            flags=(*submission.flags, *self.choice.flags),
        )


def _find_submission(step: NbGraderPreprocessor, resources: Any) -> tuple[Course, Submission]:
    course = _find_course(step)
    place = resources["nbgrader"]
    if place["notebook"] != place["assignment"]:
        raise ClassError(
            tr(
                "{name}.ipynb n’est pas un carnet de Passerelle : la classe ne note que {exercise}.ipynb.",
                name=place["notebook"],
                exercise=place["assignment"],
            )
        )
    return course, read_submission(course, place["assignment"], place["student"])


def _find_course(step: Any) -> Course:
    """Return the class of the converter that runs this step."""
    owner = step
    while owner is not None:
        if getattr(owner, "coursedir", None) is not None:
            return open_course(Path(owner.coursedir.root))
        owner = owner.parent
    return open_course(Path.cwd())


def _open_grader(course: Course, exercise: str) -> Grader:
    """Return the grader of an exercise with its sandbox open: one a process, until the exercise changes."""
    key = (str(course.root), exercise, read_release(course, exercise).hash)
    if key not in _graders:
        close_graders()
        kit = snapshot_kit(course, exercise)
        secret = ensure_secret(course.own)
        _graders[key] = Grader(make_work(kit, exercise, class_id=course.file.id, secret=secret))
    return _graders[key]


def close_graders() -> None:
    """End the sandboxes that are open in this process."""
    while _graders:
        _graders.popitem()[1].close()


atexit.register(close_graders)
