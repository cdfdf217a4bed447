"""`passerelle learn` starts, lets nobody in without its token, shows the start page, and stops.

For systems where the whole of the tests does not run: `python .ci/smoke.py ./passerelle`. Standard library only.
"""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import threading
import urllib.error
import urllib.request
from pathlib import Path

SECONDS = 300
"""What a first start may take: the environment is made by then."""


def ask(address: str, token: str = "") -> str:
    """Return what the server answers, past any proxy."""
    headers = {"Authorization": f"token {token}"} if token else {}
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with opener.open(urllib.request.Request(address, headers=headers), timeout=60) as answer:
        return str(answer.read().decode("utf-8"))


def is_refused(address: str) -> bool:
    """Whether one who has no token is turned away."""
    try:
        ask(address)
    except urllib.error.HTTPError as error:
        return error.code == 403
    return False


def start(command: list[str], folder: Path) -> tuple[subprocess.Popen[str], str]:
    """Start it on a workspace and return it with the address that it prints."""
    process = subprocess.Popen(
        [*command, "learn", "--no-browser", "--lang", "fr", "--dir", str(folder)],
        env={**os.environ, "PYTHONUTF8": "1"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
    clock = threading.Timer(SECONDS, process.kill)
    clock.start()
    for line in process.stdout or ():
        print(line, end="")
        if found := re.search(r"http://127\.0\.0\.1\S+", line):
            clock.cancel()
            return process, found[0]
    raise SystemExit(f"no address; the command ended with {process.wait()}")


def stop(process: subprocess.Popen[str]) -> None:
    """Stop it as Ctrl + C does; Windows sends that to a whole console, so there the tree of processes is ended."""
    if os.name == "nt":
        subprocess.run(["taskkill", "/T", "/F", "/PID", str(process.pid)], check=True)
        process.wait(60)
        return
    process.send_signal(signal.SIGINT)
    rest = process.communicate(timeout=60)[0]
    assert process.returncode == 0, process.returncode
    assert "Passerelle est fermée." in rest, rest


def main() -> None:
    """Run it all; an assertion says what does not hold."""
    shell = ["cmd", "/c"] if os.name == "nt" else []
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as scratch:
        process, address = start(shell + sys.argv[1:], Path(scratch) / "travail")
        try:
            root, token = re.fullmatch(r"(http://127\.0\.0\.1:\d+/)\S*\?token=(\w+)", address).groups()  # type: ignore[union-attr]
            page = json.loads(ask(f"{root}api/contents/Accueil.md", token))["content"]
            assert page.startswith("# Passerelle"), page[:80]
            assert is_refused(f"{root}api/contents"), "let in without the token"
        finally:
            stop(process)
    print("learn: started, answered on its port, stopped.")


if __name__ == "__main__":
    main()
