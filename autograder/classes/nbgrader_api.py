"""nbgrader's own steps, run in this process with the class's configuration."""

from __future__ import annotations

import copy
import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from autograder.classes.course import Course
from autograder.classes.database import create_gradebook, explain_database_errors
from autograder.classes.private import make_exchange
from autograder.errors import ClassError
from autograder.language import tr

if TYPE_CHECKING:
    from nbgrader.apps import NbGraderAPI

_LOG = logging.getLogger("passerelle.nbgrader")
_LEVEL = re.compile(r"^\[(?:ERROR|CRITICAL)\] ")


@contextmanager
def open_api(course: Course) -> Iterator[NbGraderAPI]:
    """Open nbgrader's API on a class; what nbgrader logs is kept for the messages and not printed."""
    create_gradebook(course)
    make_exchange(course)
    with explain_database_errors(course):
        from nbgrader.apps import NbGraderAPI
        from nbgrader.coursedir import CourseDirectory

        from autograder.classes.nbgrader_ids import guard_gradebook

        guard_gradebook()
        _LOG.propagate = False
        config = copy.deepcopy(course.config)
        config.NbGraderAPI.log_level = logging.INFO
        config.CourseDirectory.root = str(course.root)  # An adopted course may leave it to the current folder.
        # Its parts take their parent's logger; the course directory and the API have none.
        yield NbGraderAPI(coursedir=CourseDirectory(config=config, log=_LOG), config=config, log=_LOG)


def raise_failure(result: dict[str, Any] | None, step: str, exercise: str) -> None:
    """Raise :class:`ClassError` where a step of nbgrader's failed, with what it said."""
    if result is None or result.get("success"):
        return
    raise ClassError(
        tr(
            "nbgrader n’a pas pu faire « {step} » pour {exercise} : {reason}",
            step=step,
            exercise=exercise,
            reason=_find_reason(result),
        )
    )


def _find_reason(result: dict[str, Any]) -> str:
    trace = str(result.get("error", "")).strip().splitlines()
    last = trace[-1] if trace else ""
    logged = [_LEVEL.sub("", line) for line in str(result.get("log", "")).splitlines() if _LEVEL.match(line)]
    if "submissions associated" in last + " ".join(logged):
        return tr("des remises existent déjà ; on ne peut plus changer les tâches ni leur nombre.")
    text = "\n".join(logged) + str(result.get("log", ""))
    if "nbgrader update" in text:
        return tr(
            "des carnets ont une ancienne forme des métadonnées de nbgrader. Sauvegardez le dossier du cours, puis "
            "lancez-y `nbgrader update .`, et recommencez."
        )
    if "nbgrader db upgrade" in text:
        return tr(
            "le carnet de notes vient d’une ancienne version de nbgrader. Sauvegardez-le, puis lancez "
            "`nbgrader db upgrade`, et recommencez."
        )
    useful = [line for line in logged if "Traceback" not in line and not line.startswith("There was an error")]
    return useful[0] if useful else (last.partition(": ")[2] or last or "?")
