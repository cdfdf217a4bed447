"""Learners' ids on nbgrader's own roads: what it collects, what it writes into the gradebook, what its forms send."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Any

from nbgrader.api import Student
from nbgrader.exchange.default import ExchangeCollect, ExchangeReleaseFeedback
from nbgrader.plugins.zipcollect import FileNameCollectorPlugin
from sqlalchemy import event

from autograder.classes.course import OWN_FOLDER
from autograder.classes.exchanged import keep_attempts
from autograder.classes.private import make_private
from autograder.errors import ClassError, PasserelleError
from autograder.language import tr
from autograder.learner_ids import is_learner_id, refuse_learner_id, show_learner_id


class Collect(ExchangeCollect):  # type: ignore[misc]
    """nbgrader's collecting from the exchange: a folder without an id of ours is named, and left where it is."""

    def init_src(self) -> None:
        """List what is to be collected."""
        super().init_src()
        listed: list[dict[str, Any]] = self.__dict__["src_records"]
        for record in listed:
            if not is_learner_id(record["username"]):
                self.log.warning(
                    tr(
                        "{path} n’a pas été ramassé. {reason}",
                        path=show_learner_id(record["filename"]),
                        reason=refuse_learner_id(record["username"]),
                    )
                )
        self.src_records = [record for record in listed if is_learner_id(record["username"])]

    def copy_files(self) -> None:
        """Copy; what was there is kept, and stays what counts where the new has no answer or cannot be read."""
        learners = [record["username"] for record in self.src_records]
        with keep_attempts(Path(self.coursedir.root), self.coursedir.assignment_id, learners):
            super().copy_files()

    def _path_to_record(self, path: str) -> dict[str, Any]:
        """One folder whose name cannot be read stops nobody else's."""
        try:
            return dict(super()._path_to_record(path))
        except Exception:
            return {"username": "", "filename": path.rpartition("/")[2], "timestamp": datetime.min}

    def do_copy(self, src: str, dest: str, log: Any = None) -> None:
        """Copy one submission; a copy brings its owner's modes, and a class has its own."""
        super().do_copy(src, dest, log)
        if not self.coursedir.groupshared and (Path(self.coursedir.root) / OWN_FOLDER / "class.toml").is_file():
            make_private(Path(dest).parent)


class ReleaseFeedback(ExchangeReleaseFeedback):  # type: ignore[misc]
    """nbgrader's giving back: what goes into the exchange is for others to read, under a name that nobody guesses."""

    def copy_files(self) -> None:
        """Copy the pages."""
        super().copy_files()
        for page in Path(self.dest_path).glob("*.html"):
            page.chmod(0o644)


class NamedFiles(FileNameCollectorPlugin):  # type: ignore[misc]
    """``nbgrader zip_collect``'s reading of files' names."""

    def collect(self, submission_file: str) -> dict[str, Any] | None:
        """Return what a name says; ``None``, which skips the file, where it names nobody that can be."""
        found = super().collect(submission_file)
        if found and (reason := refuse_learner_id(str(found.get("student_id") or ""))):
            self.log.warning(
                tr("{path} n’a pas été ramassé. {reason}", path=show_learner_id(submission_file), reason=reason)
            )
            return None
        return found  # type: ignore[no-any-return]


def guard_gradebook() -> None:
    """Let nobody into the gradebook whose id is none, whoever writes: `autograde`, `db student add`, a form."""
    if not event.contains(Student, "before_insert", _refuse):
        event.listen(Student, "before_insert", _refuse)
        sys.excepthook = _explain


def _refuse(_mapper: Any, _connection: Any, student: Any) -> None:
    if reason := refuse_learner_id(str(student.id or "")):
        raise ClassError(reason)


_former = sys.excepthook


def _explain(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """nbgrader's commands end with a traceback; of a refusal of ours, people read its sentence."""
    if isinstance(error, PasserelleError):
        print(error, file=sys.stderr)
    else:
        _former(kind, error, trace)
