"""Late penalties by nbgrader's plugin, the one that the class's configuration names."""

from __future__ import annotations

import logging
import sys
from functools import cached_property
from types import SimpleNamespace
from typing import Any

from autograder.classes.course import Course
from autograder.errors import ClassError
from autograder.language import tr


class LatePenalties:
    """nbgrader's ``AssignLatePenalties`` step, asked one submission at a time.

    nbgrader is imported only where a plugin is configured: its default one never takes a point.
    """

    def __init__(self, course: Course) -> None:
        self.course = course
        self.enabled = bool(course.option("AssignLatePenalties", "enabled", True))
        self._configured = bool(course.config.get("AssignLatePenalties")) or bool(
            course.config.get("LateSubmissionPlugin")
        )

    def compute(self, learner: str, score: float, seconds_late: float) -> float | None:
        """Return the penalty of a late submission, between 0 and its score; ``None`` for none.

        Raises :class:`ClassError` where the plugin fails.
        """
        if not self._configured:
            return None
        try:
            penalty = self._step.plugin_inst.late_submission_penalty(learner, score, seconds_late)
            if penalty is None:
                return None
            return float(self._step._check_late_penalty(SimpleNamespace(score=score), penalty))
        except Exception as error:  # The plugin is someone's code.
            raise ClassError(
                tr(
                    "La pénalité de retard de {learner} n’a pas pu être calculée ({reason}). "
                    "Corrigez le greffon nommé dans nbgrader_config.py, puis relancez.",
                    learner=learner,
                    reason=f"{type(error).__name__}: {error}",
                )
            ) from error

    @cached_property
    def _step(self) -> Any:
        # nbgrader puts the folder it runs in on the path; a plugin given by its dotted name may lie there.
        sys.path.append(str(self.course.root))
        try:
            from nbgrader.preprocessors import AssignLatePenalties

            step = AssignLatePenalties(config=self.course.config)
            step.log = logging.getLogger("passerelle.nbgrader")
            step.init_plugin()
        finally:
            sys.path.remove(str(self.course.root))
        return step
