"""The file tree that a student process sees: the system and Python, read-only, and one folder of its own.

No configuration, no /proc, no home, no kit: what is not bound here does not exist there.
"""

from __future__ import annotations

import os
import site
import sys
import sysconfig
from pathlib import Path

from autograder.sandbox.layers.base import ZygoteConfig
from autograder.sandbox.syscalls import MS_BIND, MS_NOSUID, MS_REC, mount, pivot_root, set_read_only

STUDENT_HOME = "/home/learner"
GIVEN = "/given"
"""Where the exercise's own files lie in the view, read-only."""
WORK = "work"
"""The current folder of the work, below its home."""

_SYSTEM = ("/usr", "/lib", "/lib32", "/lib64", "/libx32", "/bin", "/sbin")
_SETTINGS = (
    "/etc/ld.so.cache",
    "/etc/ld.so.conf",
    "/etc/ld.so.conf.d",
    "/etc/alternatives",
    "/etc/localtime",
    "/etc/mime.types",
    "/etc/fonts",
    "/etc/ssl/certs",
    "/etc/ssl/openssl.cnf",
)
_DEVICES = ("null", "zero", "full", "random", "urandom")


def list_readable(config: ZygoteConfig) -> list[str]:
    """Return the paths that a student process may read and execute, outermost first."""
    prefixes = {sys.base_prefix, sys.base_exec_prefix, sys.prefix, sys.exec_prefix, sysconfig.get_path("stdlib")}
    prefixes.update(folder for folder in site.getsitepackages() if os.path.isdir(folder))
    real = {os.path.realpath(path) for path in prefixes} | prefixes
    paths = sorted(path for path in {*_SYSTEM, *_SETTINGS, *real} if os.path.exists(path))
    kept: list[str] = []
    for path in paths:
        inside = any(path.startswith(other + os.sep) for other in kept)
        if not inside and path != "/":
            kept.append(path)
    return kept


def list_hidden(config: ZygoteConfig, readable: list[str]) -> list[str]:
    """Return the folders inside what is readable that the work must not see: the kit, this package, what was asked."""
    root = config.package_root
    kit = [root] if not root.endswith(("site-packages", "dist-packages")) else []
    wanted = [*kit, os.path.join(root, "autograder"), *config.hide]
    inside = [path for path in map(os.path.realpath, wanted) if os.path.isdir(path)]
    return [path for path in inside if any(path.startswith(other + os.sep) for other in readable)]


def build_view(config: ZygoteConfig) -> None:
    """Make the view the root of this mount namespace."""
    root = os.path.join(config.scratch, "view")
    os.makedirs(root, exist_ok=True)
    mount("tmpfs", root, "tmpfs", MS_NOSUID, "mode=0755,size=256m")
    readable = list_readable(config)
    for path in readable:
        _bind(path, root)
    for path in list_hidden(config, readable):
        mount("tmpfs", root + path, "tmpfs", MS_NOSUID, "mode=0755,size=64k")
        for inner in readable_inside(path):
            _bind(inner, root)
        set_read_only(root + path)
    _make_devices(root)
    _make_folders(root, config)
    set_read_only(root)
    pivot_root(root)


def readable_inside(hidden: str) -> list[str]:
    """Return the Python prefixes that lie inside a folder that is hidden: an environment in the kit's own folder."""
    prefixes = {os.path.realpath(path) for path in (sys.prefix, sys.base_prefix)}
    return sorted(path for path in prefixes if path.startswith(hidden + os.sep))


def _bind(path: str, root: str) -> None:
    target = root + path
    if os.path.islink(path):
        os.makedirs(os.path.dirname(target), exist_ok=True)
        if not os.path.lexists(target):
            os.symlink(os.readlink(path), target)
        return
    if os.path.isdir(path):
        os.makedirs(target, exist_ok=True)
    else:
        os.makedirs(os.path.dirname(target), exist_ok=True)
        Path(target).touch()
    mount(path, target, None, MS_BIND | MS_REC)
    set_read_only(target)


def _make_devices(root: str) -> None:
    os.makedirs(f"{root}/dev")
    for name in _DEVICES:
        Path(f"{root}/dev/{name}").touch()
        mount(f"/dev/{name}", f"{root}/dev/{name}", None, MS_BIND)
    os.symlink(f"{STUDENT_HOME}/.shm", f"{root}/dev/shm")


def _make_folders(root: str, config: ZygoteConfig) -> None:
    os.makedirs(root + STUDENT_HOME)
    os.makedirs(root + GIVEN)
    os.makedirs(root + "/var")
    for link in ("/tmp", "/var/tmp"):
        if not os.path.lexists(root + link):
            os.symlink(f"{STUDENT_HOME}/.tmp", root + link)
    write_files(config.files, Path(root + GIVEN))


def write_files(files: dict[str, bytes], folder: Path) -> None:
    """Write the exercise's own files below ``folder``, for anyone to read."""
    for name, content in files.items():
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
        target.chmod(0o644)
