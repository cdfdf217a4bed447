"""Our steps in nbgrader's own road for an adopted course: stock assignments graded by Passerelle's engine.

nbgrader converts one notebook after the other; a submission is graded whole with its first, and its other notebooks
find their part ready.
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
from autograder.classes.records import Record, read_record, write_record
from autograder.classes.rows import needs_manual_grade
from autograder.classes.subjects import StockSubject
from autograder.classes.submissions import Submission, read_submission
from autograder.classes.words import describe_shared
from autograder.errors import ClassError
from autograder.grading.many import Grader, Job
from autograder.grading.report import CellRow, Graded
from autograder.language import tr


class Restore(NbGraderPreprocessor):
    """The first step: refuses what must not be touched, and hands on an empty notebook.

    The submitted files go to the engine in the next step; nothing of them has to pass nbgrader's checks.
    """

    def preprocess(self, nb: NotebookNode, resources: Any) -> tuple[NotebookNode, Any]:
        """Check the submission as a whole."""
        place = resources["nbgrader"]
        course = find_course(self)
        submission = read_submission(course, place["assignment"], place["student"])
        subject = StockSubject(course, place["assignment"])
        if subject.refusal and not submission.foreign:
            write_record(course, _make_record(submission, subject, None, (subject.refusal,)))
        if submission.foreign or subject.refusal:
            raise ClassError(submission.foreign or subject.refusal)
        sweep_kinds(course, submission.exercise, submission.learner)
        return nbformat.v4.new_notebook(), resources


class Grade(NbGraderPreprocessor):
    """The second: grades in the sandbox and takes the autograded notebook's place."""

    def preprocess(self, nb: NotebookNode, resources: Any) -> tuple[NotebookNode, Any]:
        """Grade one notebook; one that cannot be graded raises, and nbgrader reports it."""
        place = resources["nbgrader"]
        course = find_course(self)
        submission = read_submission(course, place["assignment"], place["student"])
        notebook, rows = _engine.grade(course, submission, place["notebook"])
        resources["passerelle_rows"] = rows
        return nbformat.reads(notebook.decode("utf-8"), as_version=4), resources


class SaveGrades(NbGraderPreprocessor):
    """The third: the engine's scores and comments into the gradebook, in place of what nbgrader reads in outputs."""

    def preprocess(self, nb: NotebookNode, resources: Any) -> tuple[NotebookNode, Any]:
        """Write the rows of one notebook."""
        rows: dict[str, CellRow] = resources.pop("passerelle_rows")
        place = resources["nbgrader"]
        with Gradebook(place["db_url"]) as gradebook:
            notebook = gradebook.find_submission_notebook(place["notebook"], place["assignment"], place["student"])
            for grade in notebook.grades:
                row = rows.get(grade.name, CellRow())
                if row.scored:
                    grade.auto_score = row.score
                    grade.needs_manual_grade = needs_manual_grade(row.score, grade.manual_score)
            for comment in notebook.comments:
                row = rows.get(comment.name, CellRow())
                if row.commented:
                    comment.auto_comment = row.comment
            gradebook.db.commit()
        return nb, resources


class SayShared(NbGraderPreprocessor):
    """A step of ``generate_feedback``: the page says how the tests were run."""

    def preprocess(self, nb: NotebookNode, resources: Any) -> tuple[NotebookNode, Any]:
        """Put a sentence at the top, where our engine graded this."""
        place = resources["nbgrader"]
        record = read_record(find_course(self), place["assignment"], place["student"])
        if record is not None and record.report is not None and record.report.tests_shared:
            nb.cells.insert(0, nbformat.v4.new_markdown_cell(f"*{describe_shared()}*"))
        return nb, resources


class _Engine:
    """The sandbox of one assignment, and what it has graded of the last submission."""

    def __init__(self) -> None:
        self._grader: Grader | None = None
        self._key: tuple[str, str, str, str] | None = None
        self._ready: dict[tuple[str, str, str], tuple[bytes, dict[str, CellRow]]] = {}

    def grade(self, course: Course, submission: Submission, notebook: str) -> tuple[bytes, dict[str, CellRow]]:
        """Return a notebook graded, and its rows; raises :class:`ClassError`."""
        key = (str(submission.folder), submission.digest, notebook)
        if key not in self._ready:
            subject = StockSubject(course, submission.exercise)
            graded = self._grade_whole(subject, submission)
            write_record(course, _make_record(submission, subject, graded))
            self._ready = {
                (*key[:2], name): (content, graded.rows.get(name, {})) for name, content in graded.notebooks.items()
            }
        if key not in self._ready:
            raise ClassError(tr("La remise ne contient pas le carnet {name}.ipynb.", name=notebook))
        # Given once: whoever asks again wants it graded again.
        return self._ready.pop(key)

    def close(self) -> None:
        """End the sandbox."""
        grader, self._grader, self._key = self._grader, None, None
        if grader is not None:
            grader.close()

    def _grade_whole(self, subject: StockSubject, submission: Submission) -> Graded:
        job = Job(str(submission.folder), submission.learner, str(submission.folder))
        graded = self._open(subject).grade(job)
        if graded.report.error is not None:
            # The sandbox of a server that runs for days may be gone: a fresh one tells that from a bad file.
            self.close()
            graded = self._open(subject).grade(job)
        if graded.report.error is not None:
            raise ClassError(graded.report.error)
        return graded

    def _open(self, subject: StockSubject) -> Grader:
        limits = repr(subject.assignment.limits)
        key = (str(subject.course.root), subject.exercise, subject.hash, limits)
        if self._grader is None or self._key != key:
            self.close()
            self._grader, self._key = Grader(subject.make_work()), key
        return self._grader


_engine = _Engine()


def close_engine() -> None:
    """End the sandbox that is open in this process."""
    _engine.close()


atexit.register(close_engine)


def _make_record(
    submission: Submission, subject: StockSubject, graded: Graded | None, flags: tuple[str, ...] = ()
) -> Record:
    """The record, as the fast road writes it."""
    return Record(
        learner=submission.learner,
        exercise=submission.exercise,
        submission=submission.digest,
        release=subject.hash,
        report=graded.report if graded is not None else None,
        problem="" if graded is not None else "refused",
        notebook="." if graded is not None else "",
        timestamp=submission.timestamp.isoformat() if submission.timestamp else "",
        flags=(*submission.flags, *flags),
    )


def find_course(step: Any) -> Course:
    """Return the course of the converter that runs this step."""
    owner = step
    while owner is not None:
        if getattr(owner, "coursedir", None) is not None:
            return open_course(Path(owner.coursedir.root))
        owner = owner.parent
    return open_course(Path.cwd())
