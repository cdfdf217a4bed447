"""nbgrader's late penalties with days of extension that are days on the calendar, as the fast road counts them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from nbformat.notebooknode import NotebookNode
from nbgrader.api import Gradebook
from nbgrader.preprocessors import AssignLatePenalties

from autograder.classes.course import open_course
from autograder.classes.duedates import count_seconds_late
from autograder.classes.times import open_zone


class AssignPenalties(AssignLatePenalties):
    """nbgrader's step, then the same again where an extension ends at another hour by the calendar of the class."""

    def preprocess(self, nb: NotebookNode, resources: Any) -> tuple[NotebookNode, Any]:
        """Assign the penalty."""
        nb, resources = super().preprocess(nb, resources)
        zone = open_zone(open_course(Path(self._find_root())).file.timezone)
        with Gradebook(self.db_url) as gradebook:
            submission = gradebook.find_submission(self.assignment_id, self.student_id)
            due, extension = submission.assignment.duedate, submission.extension
            late = count_seconds_late(submission.timestamp, due, extension, zone)
            if extension is not None and late != submission.total_seconds_late:
                notebook = gradebook.find_submission_notebook(self.notebook_id, self.assignment_id, self.student_id)
                penalty = (
                    self.plugin_inst.late_submission_penalty(self.student_id, notebook.score, late) if late else None
                )
                notebook.late_submission_penalty = (
                    None if penalty is None else self._check_late_penalty(notebook, penalty)
                )
                gradebook.db.commit()
        return nb, resources

    def _find_root(self) -> str:
        owner: Any = self
        while owner is not None:
            if getattr(owner, "coursedir", None) is not None:
                return str(owner.coursedir.root)
            owner = owner.parent
        return "."
