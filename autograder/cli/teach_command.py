"""`passerelle teach`: what it prints."""

from __future__ import annotations

import sys
from pathlib import Path

from autograder.language import current_language, tr, use_language


def run_teach(folder: Path, lang: str | None, port: int | None, *, browser: bool) -> int:
    """Start JupyterLab with Formgrader and the class page, and stay until it is stopped."""
    from autograder.classes.course import open_course
    from autograder.teach.launch import DEFAULT_PORT, run_server

    with use_language(lang or current_language()):
        course = open_course(folder)

        def say_ready(address: str, opener: Path) -> None:
            print(tr("La classe est ouverte : {address}", address=address))
            print(tr("Pour arrêter : Ctrl + C ici."), flush=True)
            if browser:
                _open_browser(opener)

        print(tr("JupyterLab démarre…"), file=sys.stderr, flush=True)
        run_server(course, say_ready, port=port or DEFAULT_PORT)
        print(tr("La classe est fermée."))
    return 0


def _open_browser(opener: Path) -> None:
    import contextlib
    import webbrowser

    with contextlib.suppress(webbrowser.Error, OSError):
        webbrowser.open(opener.as_uri())
