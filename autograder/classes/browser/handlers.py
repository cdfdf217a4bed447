"""The gate's answers."""

from __future__ import annotations

import json
import os
from pathlib import Path
from urllib.parse import quote

from jupyter_server.base.handlers import APIHandler, JupyterHandler
from nbgrader.api import MissingEntry
from nbgrader.server_extensions.formgrader import apihandlers
from nbgrader.server_extensions.formgrader import handlers as formgrader
from tornado import web

from autograder.classes.browser.submission import SubmissionPage
from autograder.language import current_language, tr
from autograder.learner_ids import normalise_learner_id, refuse_learner_id

_HARMLESS = "default-src 'none'; sandbox; frame-ancestors 'none'"


def describe_closed() -> str:
    """Say why JupyterLab does not open a learner's file, and where it is shown."""
    return tr(
        "Ce dossier tient le travail des apprenants : JupyterLab ne l’ouvre pas ici, car un fichier remis pourrait y "
        "agir en votre nom. Formgrader le montre sans qu’il puisse agir, et y donne les fichiers à télécharger."
    )


class Entry(formgrader.FormgraderHandler):  # type: ignore[misc]
    """Formgrader's first address; with ``path`` it would run the configuration of any folder."""

    @web.authenticated
    def get(self) -> None:
        """Open the class, and no other folder than one that this server was started for."""
        path = self.get_argument("path", "")
        if path and os.path.realpath(path) not in self.settings["passerelle_gate"].list_roots():
            raise web.HTTPError(
                403, tr("Ce serveur n’ouvre que sa classe. Pour une autre : `passerelle teach CLASSE`.")
            )
        self.redirect(f"{self.base_url}/formgrader/manage_assignments")


class Submission(formgrader.SubmissionHandler):  # type: ignore[misc]
    """One submission, what a learner wrote in frames."""

    @property
    def exporter(self) -> SubmissionPage:
        """What makes the page."""
        return SubmissionPage(self.settings["passerelle_gate"].templates)


class SubmittedFile(formgrader.BaseHandler):  # type: ignore[misc]
    """A file that was handed in: to be saved, whatever it is, and never shown by this server."""

    @property
    def content_security_policy(self) -> str:
        """Nothing of it may act, whatever a browser takes it for."""
        return _HARMLESS

    @web.authenticated
    def get(self, submission_id: str, name: str) -> None:
        """Send it."""
        try:
            submission = self.gradebook.find_submission_notebook_by_id(submission_id)
        except MissingEntry:
            raise web.HTTPError(404) from None
        assignment, learner = submission.assignment.assignment.name, submission.student.id
        place = self.coursedir.format_path(self.coursedir.autograded_directory, learner, assignment)
        folder = Path(os.path.realpath(place))
        path = Path(os.path.realpath(folder / name)) if "\0" not in name else folder
        if not path.is_relative_to(folder) or not path.is_file():
            raise web.HTTPError(404)
        self.set_header("Content-Type", "application/octet-stream")
        self.set_header("Content-Disposition", f"attachment; filename*=UTF-8''{quote(path.name, safe='')}")
        self.set_header("X-Content-Type-Options", "nosniff")
        self.finish(path.read_bytes())


class ClosedPage(JupyterHandler):  # type: ignore[misc]
    """The answer on a road that would show a learner's file as the server's own."""

    @property
    def content_security_policy(self) -> str:
        """Words alone."""
        return _HARMLESS + "; img-src data:"

    @web.authenticated
    def get(self, *_: str) -> None:
        """Say where the file is shown."""
        self.set_status(403)
        template = self.settings["passerelle_gate"].templates.get_template("closed.html.j2")
        lang = current_language().replace("_", "-")
        self.finish(template.render(lang=lang, title=tr("Dossier fermé"), message=describe_closed()))

    head = get


class ClosedAnswer(APIHandler):  # type: ignore[misc]
    """The same for a program, JupyterLab's file browser first."""

    @web.authenticated
    def get(self, *_: str) -> None:
        """Say where the file is shown."""
        self.set_status(403)
        self.finish(json.dumps({"message": describe_closed(), "reason": "closed"}))

    head = post = put = patch = delete = get


class Student(apihandlers.StudentHandler):  # type: ignore[misc]
    """Formgrader's form for a person: whoever is new gets an id of our alphabet."""

    @web.authenticated
    def put(self, student_id: str) -> None:
        """Write a person's name."""
        learner = normalise_learner_id(student_id)
        try:
            self.gradebook.find_student(student_id)
        except MissingEntry:
            if reason := refuse_learner_id(learner):
                raise web.HTTPError(400, reason) from None
            student_id = learner
        super().put(student_id)
