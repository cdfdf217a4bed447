"""Folders of a process of ours, and their end when that process was killed."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import tempfile
from pathlib import Path


def make_scratch() -> Path:
    """Make a folder that only this user can read and that this process removes.

    Its name says which process: what a killed one left is removed by :func:`sweep_scratch`.
    """
    return Path(os.path.realpath(tempfile.mkdtemp(prefix=f"passerelle-{_name_pid_space()}-{os.getpid()}-")))


def sweep_scratch() -> None:
    """Remove this user's folders of processes that have ended without removing them."""
    ours = re.compile(rf"passerelle-{_name_pid_space()}-(\d+)-")
    for path in Path(tempfile.gettempdir()).glob("passerelle-*"):
        found = ours.match(path.name)
        with contextlib.suppress(OSError):
            if found and path.lstat().st_uid == os.geteuid() and not _is_alive(int(found[1])):
                shutil.rmtree(path, ignore_errors=True)


def _name_pid_space() -> str:
    """Containers may share a temporary folder: a process id means something in its own namespace only."""
    try:
        return re.sub(r"\D", "", os.readlink("/proc/self/ns/pid"))
    except OSError:
        return "0"


def _is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True
