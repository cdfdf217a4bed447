"""The file tree that a student process sees: what Python needs, read-only and by name, and one folder of its own.

No configuration, no /proc, no home, no kit: what is not named in :mod:`autograder.sandbox.needed` does not exist there.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import site
import sys
import sysconfig
from pathlib import Path

from autograder.sandbox.layers.base import ZygoteConfig
from autograder.sandbox.needed import list_links
from autograder.sandbox.syscalls import MS_BIND, MS_NOSUID, MS_REC, mount, pivot_root, set_read_only

STUDENT_HOME = "/home/learner"
GIVEN = "/given"
"""Where the exercise's own files lie in the view, read-only."""
WORK = "work"
"""The current folder of the work, below its home."""

_COPIED = 200_000
"""Bytes up to which a single file is copied into the view instead of mounted."""
_DEVICES = ("null", "zero", "full", "random", "urandom")


def list_hidden(config: ZygoteConfig, readable: list[str]) -> list[str]:
    """Return the folders inside what is readable that the work must not see: the kit, this package, what was asked."""
    root = config.package_root
    kit = [root] if not root.endswith(("site-packages", "dist-packages")) else []
    wanted = [*kit, os.path.join(root, "autograder"), *config.hide]
    inside = [path for path in map(os.path.realpath, wanted) if os.path.isdir(path)]
    return [path for path in inside if any(path.startswith(other + os.sep) for other in readable)]


def choose_home(readable: list[str]) -> str:
    """Return the only folder that the work may write to: not one that would stand before what Python needs."""
    home = STUDENT_HOME
    while any(path.startswith(home + os.sep) for path in readable):
        home += "-"
    return home


def build_view(config: ZygoteConfig, readable: list[str], home: str) -> None:
    """Make the view the root of this mount namespace."""
    root = os.path.join(config.scratch, "view")
    os.makedirs(root, exist_ok=True)
    mount("tmpfs", root, "tmpfs", MS_NOSUID, "mode=0755,size=256m")
    for path, target in list_links():
        os.symlink(target, root + path)
    for path in readable:
        _bind(path, root)
    for path in list_hidden(config, readable):
        mount("tmpfs", root + path, "tmpfs", MS_NOSUID, "mode=0755,size=64k")
        for inner in readable_inside(path):
            _bind(inner, root)
        set_read_only(root + path)
    _link_prefixes(root)
    _make_devices(root, home)
    _make_folders(root, config, home)
    set_read_only(root)
    pivot_root(root)


def readable_inside(hidden: str) -> list[str]:
    """Return the Python prefixes that lie inside a folder that is hidden: an environment in the kit's own folder."""
    prefixes = {os.path.realpath(path) for path in (sys.prefix, sys.base_prefix)}
    return sorted(path for path in prefixes if path.startswith(hidden + os.sep))


def _bind(path: str, root: str) -> None:
    target = root + path
    if os.path.isdir(path):
        os.makedirs(target, exist_ok=True)
    else:
        os.makedirs(os.path.dirname(target), exist_ok=True)
        if os.path.getsize(path) <= _COPIED:
            shutil.copyfile(path, target)  # Each mount is copied for each student process; a file is not.
            shutil.copymode(path, target)
            return
        Path(target).touch()
    mount(path, target, None, MS_BIND | MS_REC)
    set_read_only(target)


def _link_prefixes(root: str) -> None:
    """Have the names by which Python knows its folders lead to the real ones, where they differ."""
    for path in {*sys.path, sys.prefix, sys.base_prefix, sysconfig.get_path("stdlib"), *site.getsitepackages()}:
        real = os.path.realpath(path)
        if path and real != path and os.path.isdir(root + real) and not os.path.lexists(root + path):
            with contextlib.suppress(OSError):
                os.makedirs(os.path.dirname(root + path), exist_ok=True)
                os.symlink(os.path.relpath(real, os.path.dirname(path)), root + path)


def _make_devices(root: str, home: str) -> None:
    os.makedirs(f"{root}/dev")
    for name in _DEVICES:
        Path(f"{root}/dev/{name}").touch()
        mount(f"/dev/{name}", f"{root}/dev/{name}", None, MS_BIND)
    os.symlink(f"{home}/.shm", f"{root}/dev/shm")


def _make_folders(root: str, config: ZygoteConfig, home: str) -> None:
    os.makedirs(root + home)
    os.makedirs(root + GIVEN)
    os.makedirs(root + "/var")
    for link in ("/tmp", "/var/tmp"):
        if not os.path.lexists(root + link):
            os.symlink(f"{home}/.tmp", root + link)
    write_files(config.files, Path(root + GIVEN))


def write_files(files: dict[str, bytes], folder: Path) -> None:
    """Write the exercise's own files below ``folder``, for anyone to read."""
    for name, content in files.items():
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
        target.chmod(0o644)
