"""The class page, served by the Jupyter server itself: its login, its token against forged forms, its address."""

from __future__ import annotations

import asyncio
import os
import secrets
import shutil
import tempfile
from functools import cached_property
from pathlib import Path
from typing import Any

import msgspec
from jupyter_server.base.handlers import JupyterHandler
from jupyter_server.utils import url_path_join
from tornado import web

from autograder.classes.analysis import analyse_class
from autograder.classes.browser.gate import install_gate
from autograder.classes.course import Course, open_course
from autograder.classes.report import render_class_report
from autograder.errors import PasserelleError
from autograder.language import tr
from autograder.teach.formgrader import make_transform, write_script
from autograder.teach.jobs import Jobs
from autograder.teach.jupyter import PAGE
from autograder.teach.page import describe_class, describe_frame, render
from autograder.teach.worker import Order


def _jupyter_server_extension_points() -> list[dict[str, str]]:
    return [{"module": "autograder.teach.extension"}]


def _load_jupyter_server_extension(server: Any) -> None:
    """Add the class page to a server whose root is a class."""
    from autograder.teach.review import ReviewPage  # It builds on the pages of this file.

    jobs = Jobs(Path(server.root_dir))
    base = server.web_app.settings["base_url"]
    pages = (
        ("", ClassPage),
        ("/live", LivePart),
        ("/progress", ProgressAnswer),
        ("/report", ReportPage),
        ("/review", ReviewPage),
        ("/formgrader.js", Script),
        ("/(release|exchange|grade|feedback|collect)", StartWork),
    )
    handlers = [(url_path_join(base, PAGE + path), handler, {"jobs": jobs}) for path, handler in pages]
    server.web_app.add_handlers(".*$", handlers)
    # The gate first: its transform comes after the one that puts the person's words into a page.
    install_gate(server.web_app, Path(server.root_dir))
    transform = make_transform(url_path_join(base, "formgrader"), url_path_join(base, PAGE))
    server.web_app.transforms.insert(0, transform)


class _Handler(JupyterHandler):  # type: ignore[misc]
    """What the pages share."""

    def initialize(self, jobs: Jobs) -> None:
        self.jobs = jobs

    @cached_property
    def nonce(self) -> str:
        """What marks this page's own style and script. Headers are made before ``initialize``: hence not there."""
        return secrets.token_urlsafe(16)

    @property
    def content_security_policy(self) -> str:
        """Only this page's own style and script run, and it talks to this server only."""
        return (
            f"default-src 'none'; style-src 'nonce-{self.nonce}'; script-src 'nonce-{self.nonce}'; "
            "connect-src 'self'; form-action 'self'; frame-ancestors 'self'; base-uri 'none'"
        )

    def open_class(self) -> Course:
        """The class as its files are now."""
        return open_course(self.jobs.root)


class ClassPage(_Handler):
    """The page: what can be done, how it goes, who needs a person."""

    @web.authenticated
    async def get(self) -> None:
        """Show it."""
        frame, live, problem = await asyncio.to_thread(self._describe)
        self.finish(
            render(
                "class.html.j2",
                page=frame,
                live=live,
                problem=problem,
                job=self.jobs.progress,
                nonce=self.nonce,
                xsrf=str(self.xsrf_form_html()),
                notice=frame["words"].get(self.get_query_argument("notice", ""), ""),
            )
        )

    def _describe(self) -> tuple[dict[str, Any], dict[str, Any] | None, str]:
        course = self.open_class()
        frame = describe_frame(course, self.base_url)
        try:
            return frame, describe_class(course, self.base_url), ""
        except PasserelleError as error:
            return frame, None, str(error)


class LivePart(_Handler):
    """The part of the page that changes, for the page to put in place of the old one."""

    @web.authenticated
    async def get(self) -> None:
        """Send it as HTML."""
        try:
            live = await asyncio.to_thread(lambda: describe_class(self.open_class(), self.base_url))
            self.finish(render("live.html.j2", live=live))
        except PasserelleError as error:
            self.finish(render("live.html.j2", live=None, problem=str(error)))


class ProgressAnswer(_Handler):
    """How far the work is."""

    @web.authenticated
    async def get(self) -> None:
        """Send it as JSON."""
        self.set_header("Content-Type", "application/json")
        self.finish(msgspec.json.encode(self.jobs.progress))


class ReportPage(_Handler):
    """The class report as it would be written now; learners by their ids."""

    @property
    def content_security_policy(self) -> str:
        """The report carries its style with it, and no script."""
        return "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'; base-uri 'none'"

    @web.authenticated
    async def get(self) -> None:
        """Show it."""
        try:
            self.finish(await asyncio.to_thread(self._render))
        except PasserelleError as error:
            raise web.HTTPError(409, str(error)) from None

    def _render(self) -> str:
        course = self.open_class()
        return render_class_report(analyse_class(course, course.list_exercises()))


class Script(_Handler):
    """What Formgrader's pages load from us."""

    @web.authenticated
    def get(self) -> None:
        """Send it."""
        self.set_header("Content-Type", "text/javascript; charset=utf-8")
        self.finish(write_script())


class StartWork(_Handler):
    """Starts a piece of work. Jupyter has checked the form's token and who is asking."""

    @web.authenticated
    async def post(self, action: str) -> None:
        """Start it and go back to the page."""
        course = self.open_class()
        exercise = self.get_body_argument("exercise", "")
        if exercise and exercise not in course.list_exercises():
            raise web.HTTPError(400, tr("La classe n’a pas d’exercice « {exercise} ».", exercise=exercise))
        notice = self._start_collecting() if action == "collect" else self._start(Order(action, exercise))
        self.redirect(f"{url_path_join(self.base_url, PAGE)}{'?notice=' + notice if notice else ''}#work", status=303)

    def _start(self, order: Order) -> str:
        return "" if self.jobs.start(order, _name_work(order.action)) else "busy"

    def _start_collecting(self) -> str:
        files = [file for file in self.request.files.get("files", []) if file["filename"]]
        if not files:
            return "choose"
        folder = Path(tempfile.mkdtemp(prefix="passerelle-"))
        paths = []
        for number, file in enumerate(files):
            # The name says whose work it is; one folder each, for two may be called the same.
            path = folder / str(number) / os.path.basename(file["filename"].replace("\\", "/"))
            path.parent.mkdir()
            path.write_bytes(file["body"])
            paths.append(str(path))
        started = self.jobs.start(
            Order("collect", files=tuple(paths)), _name_work("collect"), lambda: shutil.rmtree(folder, True)
        )
        if not started:
            shutil.rmtree(folder, True)
        return "" if started else "busy"


def _name_work(action: str) -> str:
    return {
        "release": tr("Distribution"),
        "exchange": tr("Relevé de l’échange"),
        "collect": tr("Ramassage des fichiers"),
        "grade": tr("Notation"),
        "feedback": tr("Écriture des retours"),
    }[action]
