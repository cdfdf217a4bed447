"""JupyterLab on a workspace: one server each, found again where it already runs."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import urllib.error
import urllib.request
from collections.abc import Callable
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import msgspec

from autograder.errors import PasserelleError
from autograder.language import tr
from autograder.learn.jupyter import OPENER, describe_server, find_runtime_folder, make_environment, write_settings
from autograder.learn.workspace import Workspace
from autograder.storage import explain_os_error

_ANSWER_SECONDS = 3.0


class Running(msgspec.Struct, frozen=True):
    """A server that runs, as Jupyter describes it in ``jpserver-PID.json``."""

    url: str
    token: str
    pid: int
    root_dir: str

    def address(self) -> str:
        """Return the address to open, with the token that lets one in."""
        return f"{self.url}lab?{urlencode({'token': self.token})}"


def find_running(workspace: Path) -> Running | None:
    """Return the server that runs on this workspace and answers; what dead ones left behind is passed over."""
    for path in sorted(find_runtime_folder(workspace).glob("jpserver-*.json")):
        try:
            server = msgspec.json.decode(path.read_bytes(), type=Running)
        except (OSError, msgspec.DecodeError):
            continue
        if Path(server.root_dir) == workspace and _answers(server):
            return server
    return None


def run_server(workspace: Workspace, ready: Callable[[Running], None]) -> None:
    """Start JupyterLab on the workspace and stay until it is stopped; ``ready`` is called once it listens.

    A port that is taken is passed over for the next one. Raises :class:`PasserelleError` where it cannot start.
    """
    _make_private(workspace.own / "jupyter")
    write_settings(workspace)
    environment = make_environment(workspace)
    os.environ.clear()
    os.environ.update(environment)
    # Jupyter reads settings in the current folder too; there are none here.
    os.chdir(workspace.own / "jupyter")
    server = _prepare(describe_server(workspace))
    running = Running(server.connection_url, server.identity_provider.token, os.getpid(), str(workspace.root))
    opener = workspace.root / OPENER
    server.io_loop.add_callback(ready, running)
    for name in ("SIGINT", "SIGHUP"):
        # Jupyter's own answer to Ctrl + C asks back, or leaves its kernels to themselves.
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), lambda *_: server.stop(from_signal=True))
    try:
        _write_opener(opener, running.address(), workspace.lang)
        server.start()
    finally:
        with contextlib.suppress(OSError):
            opener.unlink()


def _prepare(settings: dict[str, Any]) -> Any:
    """Return Jupyter's server, its port taken. Imported late: Jupyter reads its folders when it is imported."""
    # jsonschema imports it where it is there: two seconds for a format of addresses that Jupyter has no use for.
    sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]
    from jupyterlab.labapp import LabApp
    from traitlets.config import Config

    try:
        return LabApp.initialize_server(argv=[], config=Config(settings))
    except SystemExit:
        raise PasserelleError(
            tr(
                "JupyterLab n’a pas pu démarrer : aucun port libre près de 8888, ou un réglage refusé. "
                "Fermez d’autres JupyterLab, puis relancez la même commande."
            )
        ) from None


def _make_private(folder: Path) -> None:
    """Tokens and the log of addresses are for this person alone, on a machine that several use."""
    try:
        folder.mkdir(exist_ok=True)
        folder.chmod(0o700)
    except OSError as error:
        raise explain_os_error(error, folder) from error


def _write_opener(path: Path, address: str, lang: str) -> None:
    """A page that only this person can read: the token stays off every command line, where others could see it."""
    title = escape(tr("Ouvrir Passerelle"))
    page = (
        f'<!DOCTYPE html>\n<html lang="{lang.split("_")[0]}">\n<head>\n<meta charset="utf-8">\n<title>{title}</title>\n'
        f'<meta http-equiv="refresh" content="0; url={escape(address)}">\n</head>\n'
        f'<body>\n<main>\n<h1>Passerelle</h1>\n<p><a href="{escape(address)}">{title}</a></p>\n'
        "</main>\n</body>\n</html>\n"
    )
    try:
        path.unlink(missing_ok=True)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as stream:
            stream.write(page)
    except OSError as error:
        raise explain_os_error(error, path) from error


def _answers(server: Running) -> bool:
    request = urllib.request.Request(f"{server.url}api/status", headers={"Authorization": f"token {server.token}"})
    # No proxy: it is this very machine.
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(request, timeout=_ANSWER_SECONDS) as answer:
            return bool(answer.status == 200)
    except (OSError, ValueError, urllib.error.URLError):
        return False
