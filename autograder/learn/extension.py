"""The server's half of the learner's desk: the state of the start page, and what its buttons do.

A Jupyter server extension, for `passerelle learn` and for any Jupyter whose root folder is a workspace. In another
folder it says that there is nothing to show. Errors come back as sentences.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import quote

import msgspec
from jupyter_server.base.handlers import APIHandler
from jupyter_server.utils import url_path_join
from tornado import web

from autograder.errors import PasserelleError, UsageError
from autograder.language import tr, use_language
from autograder.learn.workspace import Workspace, read_settings

_MODULE = r"(\d\d-[a-z0-9-]+)"


def _jupyter_server_extension_points() -> list[dict[str, str]]:
    return [{"module": __name__}]


def _load_jupyter_server_extension(server: Any) -> None:
    base = url_path_join(server.web_app.settings["base_url"], "passerelle", "desk")
    pages: tuple[tuple[str, type[_Handler]], ...] = (
        ("state", _State),
        (f"preview/{_MODULE}", _Preview),
        (f"submit/{_MODULE}", _Submit),
        (f"keepsake/{_MODULE}", _Keepsake),
        (f"feedback/{_MODULE}", _Feedback),
        ("work", _Work),
    )
    handlers = [(url_path_join(base, path), handler, {"root": Path(server.root_dir)}) for path, handler in pages]
    server.web_app.add_handlers(".*$", handlers)


class _Handler(APIHandler):  # type: ignore[misc]
    """What the answers share: the workspace, its language, sentences for errors."""

    def initialize(self, root: Path) -> None:
        self.root = root

    async def answer(self, work: Callable[[Workspace, Any], Any]) -> None:
        """Do ``work`` beside the server's loop and send what it returns: data, or a file as (name, type, bytes)."""
        from autograder.content.kit import Kit

        settings = read_settings(self.root)
        if settings is None:
            self.set_status(404)
            self.finish({"message": "not a workspace"})
            return

        def run() -> Any:
            with use_language(settings.lang):
                return work(Workspace(self.root, settings.lang), Kit(Path(settings.kit)))

        try:
            result = await asyncio.to_thread(run)
        except PasserelleError as error:
            self.set_status(400)
            self.finish({"message": str(error)})
            return
        self._send(result)

    def _send(self, result: Any) -> None:
        self.set_header("Cache-Control", "no-store")
        if isinstance(result, tuple):
            name, kind, content = result
            self.set_header("Content-Type", kind)
            self.set_header("Content-Disposition", f"attachment; filename*=UTF-8''{quote(name)}")
            self.finish(content)
        else:
            self.set_header("Content-Type", "application/json")
            self.finish(msgspec.json.encode(result))


class _State(_Handler):
    """All that the start page shows."""

    @web.authenticated
    async def get(self) -> None:
        from autograder.learn.state import describe_start

        await self.answer(lambda workspace, kit: describe_start(workspace, kit))


class _Preview(_Handler):
    """What a hand-in would hold, before anything is made."""

    @web.authenticated
    async def get(self, exercise: str) -> None:
        from autograder.learn.submit import preview_submission

        await self.answer(lambda workspace, kit: preview_submission(workspace, exercise, kit))


class _Submit(_Handler):
    """Make the file to hand in, remember it, and send it."""

    @web.authenticated
    async def post(self, exercise: str) -> None:
        from autograder.learn.handed import note_handed
        from autograder.learn.submit import pack_submission

        body = self.get_json_body()
        learner = body.get("learner") if isinstance(body, dict) else None

        def work(workspace: Workspace, kit: Any) -> Any:
            if not isinstance(learner, str) or not learner.strip():
                raise UsageError(tr("Donnez d’abord l’identifiant que votre formateur connaît."))
            packed = pack_submission(workspace, exercise, learner, kit)
            note_handed(workspace.root, exercise, packed)
            return packed.path.name, "application/zip", packed.path.read_bytes()

        await self.answer(work)


class _Keepsake(_Handler):
    """A page to take along."""

    @web.authenticated
    async def get(self, exercise: str) -> None:
        from autograder.learn.keepsake import make_keepsake, name_keepsake

        await self.answer(
            lambda workspace, kit: (
                name_keepsake(exercise),
                "text/html",
                make_keepsake(workspace, exercise, kit).encode("utf-8"),
            )
        )


class _Feedback(_Handler):
    """Keep a page of feedback that the learner received."""

    @web.authenticated
    async def post(self, exercise: str) -> None:
        from autograder.learn.handed import keep_feedback

        name, page = self.get_query_argument("name", ""), self.request.body
        await self.answer(lambda workspace, kit: {"path": keep_feedback(workspace.root, exercise, name, page)})


class _Work(_Handler):
    """All of a learner's work in one file: for another computer, and from one."""

    @web.authenticated
    async def get(self) -> None:
        from autograder.learn.travel import name_pack, pack_work

        await self.answer(lambda workspace, kit: (name_pack(), "application/zip", pack_work(workspace)))

    @web.authenticated
    async def post(self) -> None:
        from autograder.learn.travel import take_work

        content = self.request.body
        await self.answer(lambda workspace, kit: take_work(workspace, content))
