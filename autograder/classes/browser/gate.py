"""What stands before a Jupyter server's own answers where the server opens a class.

Put there by the class's own configuration, so by whatever reads it: `passerelle teach`, a bare `jupyter lab`, the
server of one person on a hub. Formgrader's pages come from here; the server's roads to learners' files are closed,
for their answers have the origin that holds the teacher's cookie; and no address makes Formgrader run a configuration
that it finds in a learner's folder.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from tornado.httputil import HTTPMessageDelegate, HTTPServerRequest
from tornado.routing import AnyMatches, Router, Rule

from autograder.classes.browser.pages import make_templates, make_transform

_SETTING = "passerelle_gate"
_STEPS = ("submitted", "autograded", "feedback")
_OTHERS = ("downloaded", "exchange", "passerelle")
"""What nbgrader's zip_collect unpacks, an exchange of before, and what Passerelle keeps for itself."""
_ROADS = ("files", "view", "nbconvert", "api/contents", "api/notebooks")
_NAVIGATION = ("next", "prev", "next_incorrect", "prev_incorrect")


def install_gate(web_app: Any, root: Path | None = None) -> None:
    """Stand before the answers of ``web_app``; the class in ``root`` is among those it guards. Done once."""
    gate = web_app.settings.get(_SETTING)
    if gate is None:
        gate = web_app.settings[_SETTING] = Gate(web_app)
        web_app.default_router.rules.insert(0, Rule(AnyMatches(), gate))
        # First: what follows may compress the page.
        web_app.transforms.insert(0, make_transform(gate.base + "/formgrader"))
    if root is not None:
        gate.roots.add(os.path.realpath(root))


def guard_running_server(root: Path | None = None) -> None:
    """Do so where this process is a Jupyter server; called by the class's configuration."""
    module = sys.modules.get("jupyter_server.serverapp")
    if module is not None and module.ServerApp.initialized():
        web_app = getattr(module.ServerApp.instance(), "web_app", None)
        if web_app is not None:
            install_gate(web_app, root)


class Gate(Router):
    """Chooses, of each request, whether we answer it; the server's own handlers get the rest."""

    def __init__(self, web_app: Any) -> None:
        self.web_app = web_app
        self.base = web_app.settings.get("base_url", "/").rstrip("/")
        self.roots: set[str] = set()
        self._templates: Any = None

    def find_handler(self, request: HTTPServerRequest, **_: Any) -> HTTPMessageDelegate | None:
        """Return our handler for what is ours; ``None`` for what is not."""
        from autograder.classes.browser import handlers

        if not request.path.startswith(self.base + "/"):
            return None
        path = request.path[len(self.base) + 1 :]
        if path == "formgrader" or path.startswith("formgrader/"):
            return self._find_formgrader(request, path.removeprefix("formgrader").strip("/"))
        for road in _ROADS:
            if path.startswith(road + "/") and self.is_closed(path[len(road) + 1 :], skip=road == "nbconvert"):
                return self._answer(request, handlers.ClosedAnswer if road.startswith("api/") else handlers.ClosedPage)
        return None

    def _find_formgrader(self, request: HTTPServerRequest, path: str) -> HTTPMessageDelegate | None:
        from autograder.classes.browser import handlers

        self._settle()
        if not path:
            return self._answer(request, handlers.Entry)
        parts = path.split("/", 2)
        if parts[0] == "api" and request.method not in ("GET", "HEAD"):
            whole = path.split("/")
            if len(whole) == 3 and whole[1] == "student":
                return self._answer(request, handlers.Student, unquote(whole[2]))
        if parts[0] != "submissions" or len(parts) < 2 or parts[1] == "components":
            return None
        if len(parts) == 2:
            return self._answer(request, handlers.Submission, unquote(parts[1]))
        if parts[2] in _NAVIGATION:
            return None
        return self._answer(request, handlers.SubmittedFile, unquote(parts[1]), unquote(parts[2]))

    def _answer(self, request: HTTPServerRequest, handler: type[Any], *arguments: str) -> HTTPMessageDelegate:
        return self.web_app.get_handler_delegate(  # type: ignore[no-any-return]
            request, handler, path_args=[argument.encode() for argument in arguments]
        )

    @property
    def templates(self) -> Any:
        """nbgrader's templates, as we read them."""
        if self._templates is None:
            from nbgrader.server_extensions.formgrader.handlers import template_path

            self._templates = make_templates(template_path)
        return self._templates

    def _settle(self) -> None:
        """nbgrader puts its own templates in place after its configuration is read: ours follow, before any page."""
        if self.web_app.settings.get("nbgrader_jinja2_env") is not self.templates:
            self.web_app.settings["nbgrader_jinja2_env"] = self.templates

    def is_closed(self, path: str, *, skip: bool = False) -> bool:
        """Whether ``path``, from the server's root, leads to what came from learners; ``skip`` leaves one part out."""
        inner = unquote(path)
        if skip:
            inner = inner.partition("/")[2]
        top = os.path.realpath(os.path.expanduser(str(self.web_app.settings.get("server_root_dir", "."))))
        place = os.path.realpath(os.path.join(top, inner.strip("/"))) if "\0" not in inner else top
        return any(place == closed or place.startswith(closed + os.sep) for closed in self._list_closed())

    def _list_closed(self) -> set[str]:
        found = {os.path.join(root, name) for root in self.roots for name in (*_STEPS, *_OTHERS)}
        formgrader = self.web_app.settings.get("nbgrader_formgrader")
        if formgrader is not None:
            course = formgrader.coursedir
            names = [getattr(course, f"{step}_directory", step) for step in _STEPS]
            found |= {os.path.join(os.path.realpath(course.root), str(name)) for name in (*names, *_OTHERS)}
        return {os.path.realpath(path) for path in found}

    def list_roots(self) -> set[str]:
        """The classes that this server may open."""
        formgrader = self.web_app.settings.get("nbgrader_formgrader")
        return self.roots | ({os.path.realpath(formgrader.coursedir.root)} if formgrader is not None else set())
