"""The server of a class: started, and opened without its token being seen on a command line."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
from collections.abc import Callable
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from autograder.classes.course import Course
from autograder.classes.database import create_gradebook
from autograder.errors import PasserelleError
from autograder.language import current_language, tr
from autograder.storage import explain_os_error
from autograder.teach.jupyter import PAGE, describe_server, find_private_folder, make_environment, write_settings

DEFAULT_PORT = 8888


def run_server(course: Course, ready: Callable[[str, Path], None], *, port: int = DEFAULT_PORT) -> None:
    """Start JupyterLab on the class and stay until it is stopped.

    ``ready`` is called, once it listens, with the class page's address and a local page that leads there. A port that
    is taken is passed over for the next one. Raises :class:`PasserelleError` where it cannot start.
    """
    lang = current_language()
    write_settings(course, lang)
    _prepare_gradebook(course)
    environment = make_environment(course, lang)
    os.environ.clear()
    os.environ.update(environment)
    # nbgrader reads its configuration in the current folder.
    os.chdir(course.root)
    server = _prepare(describe_server(course, port))
    address = f"{server.connection_url.rstrip('/')}{PAGE}?{urlencode({'token': server.identity_provider.token})}"
    opener = find_private_folder(course) / "open.html"
    server.io_loop.add_callback(ready, address, opener)
    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), lambda *_: server.stop(from_signal=True))
    try:
        _write_opener(opener, address, lang)
        server.start()
    finally:
        with contextlib.suppress(OSError):
            opener.unlink()


def _prepare_gradebook(course: Course) -> None:
    """Make the gradebook of a class that has none yet; one that is gone from a graded class is not replaced."""
    path = course.gradebook_file
    graded = any((course.own / "reports").glob("*/*.json"))
    if path is not None and not path.exists() and not graded:
        create_gradebook(course)


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
                "JupyterLab n’a pas pu démarrer : aucun port libre près de {port}, ou un réglage refusé. "
                "Donnez un autre port avec `--port`, puis relancez.",
                port=settings["ServerApp"]["port"],
            )
        ) from None


def _write_opener(path: Path, address: str, lang: str) -> None:
    """A page that only this person can read: the token stays off every command line, where others could see it."""
    title = escape(tr("Ouvrir la classe"))
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
