"""A real Chromium, Debian's own, that reaches nothing but this machine."""

from __future__ import annotations

import contextlib
import json
import os
import re
import shutil
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
SECONDS = 60_000
"""How long one thing on a page is waited for, in milliseconds: these machines may be slow, a failure is not."""

FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)
_STANDARD = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")


def find_chromium() -> str | None:
    return os.environ.get("PASSERELLE_CHROMIUM") or shutil.which("chromium")


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    path = find_chromium()
    if path is None:
        message = "no Chromium: install it (apt install chromium), or give its path in PASSERELLE_CHROMIUM"
        if os.environ.get("CI") == "true":
            pytest.fail(message)
        pytest.skip(message)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        yield started
        started.close()


@pytest.fixture
def page(browser) -> Iterator[Any]:
    """A page of a fresh profile."""
    context = browser.new_context(locale="fr-FR")
    context.set_default_timeout(SECONDS)
    yield context.new_page()
    context.close()


def list_violations(page: Any, context: str | None = None) -> list[str]:
    """What axe-core finds against WCAG 2.2 AA: the rule and the elements, one line each."""
    from axe_playwright_python.sync_playwright import Axe

    options = {"runOnly": {"type": "tag", "values": list(_STANDARD)}, "resultTypes": ["violations"]}
    found = Axe().run(page, context=context, options=options).response
    assert found["passes"], "axe-core looked at nothing"
    return [
        f"{rule['id']}: {node['target']} {node.get('failureSummary', '')}"
        for rule in found["violations"]
        for node in rule["nodes"]
    ]


def make_environment(home: Path, lang: str = "fr") -> dict[str, str]:
    """A person with a home of their own, who speaks French unless said otherwise."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("JUPYTER", "PASSERELLE_"))}
    return kept | {"HOME": str(home), "PASSERELLE_LANG": lang, "PYTHONPATH": str(ROOT)}


def run_command(home: Path, *arguments: str) -> str:
    """Run a command to its end, as a person in a terminal, and return what it printed."""
    command = [sys.executable, "-c", "from autograder.cli import main; main()", *arguments]
    done = subprocess.run(command, env=make_environment(home), stdin=subprocess.DEVNULL, capture_output=True, text=True)
    assert 0 == done.returncode, done.stdout + done.stderr
    return done.stdout


class Desk:
    """`passerelle teach CLASS` or `passerelle learn`, started as a person starts it."""

    def __init__(self, home: Path, *arguments: str, lang: str = "fr", kit: Path | None = None) -> None:
        log = home / "log"
        chosen = {"PASSERELLE_KIT": str(kit)} if kit else {}
        self.process = subprocess.Popen(
            [sys.executable, "-c", "from autograder.cli import main; main()", *arguments, "--no-browser"],
            env=make_environment(home, lang) | chosen,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=log.open("w"),
            text=True,
        )
        for line in self.process.stdout or ():
            if found := re.search(r"(http://127\.0\.0\.1:\d+/)\S*token=(\w+)", line):
                self.address, self.root, self.token = found[0], found[1], found[2]
                break
        else:
            raise AssertionError(log.read_text())

    def ask(self, path: str, *, token: bool = True, **headers: str) -> str:
        if token:
            headers["Authorization"] = f"token {self.token}"
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        with opener.open(urllib.request.Request(self.root + path, headers=headers), timeout=60) as answer:
            return str(answer.read().decode())

    def progress(self) -> dict[str, Any]:
        return dict(json.loads(self.ask("passerelle/class/progress")))

    def close(self) -> None:
        with contextlib.suppress(OSError):
            self.process.terminate()
        try:
            self.process.wait(30)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


__all__ = ["Desk", "find_chromium", "list_violations", "make_environment", "run_command"]
