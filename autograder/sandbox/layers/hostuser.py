"""A user of its own for each student process: another host user as root, a user namespace otherwise."""

from __future__ import annotations

import contextlib
import errno
import os
import sys
from pathlib import Path

from autograder.sandbox.layers.base import Child, Layer
from autograder.sandbox.syscalls import CLONE_NEWUSER, unshare

_HIGH, _HIGH_COUNT = 1_900_000_000, 1 << 26
_LOW, _LOW_COUNT = 50_000, 10_000
_EACH = 4096
"""Ids of one zygote, after which it begins again: the first are long gone."""


class HostUser(Layer):
    """An id that no other process has."""

    name = "host-user"

    def begin(self) -> None:
        """Note which ids this process may give; refuse where another user could not even read Python."""
        self._ids = find_ids() if os.geteuid() == 0 else None
        self._slot = int(os.readlink("/proc/self"))  # The machine's number for this zygote, unlike os.getpid().
        if "namespaces" in self.setup.names:
            return
        if self._ids is None:
            raise OSError(errno.EPERM, os.strerror(errno.EPERM))
        closed = find_closed_folder()
        if closed:
            raise OSError(errno.EACCES, f"{os.strerror(errno.EACCES)}: {closed}")

    def confine(self, child: Child) -> None:
        """Become that user for good."""
        if self._ids is not None and ("namespaces" not in self.setup.names or self.setup.privileged):
            first, count = self._ids
            number = first + (self._slot * _EACH + child.number % _EACH) % count
            os.chown(child.home, number, number)
            os.setgroups([])
            os.setresgid(number, number, number)
            os.setresuid(number, number, number)
        else:
            unshare(CLONE_NEWUSER)

    @classmethod
    def _try(cls) -> None:
        ids = find_ids() if os.geteuid() == 0 else None
        if ids is None:
            unshare(CLONE_NEWUSER)
            return
        os.setgroups([])
        os.setresuid(ids[0], ids[0], ids[0])
        with contextlib.suppress(OSError):
            os.setresuid(0, 0, 0)
            raise PermissionError("root came back")


def find_ids() -> tuple[int, int] | None:
    """Return the first id and the number of ids that root may give here, ``None`` where it has no other than 0."""
    with open("/proc/self/uid_map") as stream:
        ranges = [tuple(map(int, line.split())) for line in stream]
    for first, count in ((_HIGH, _HIGH_COUNT), (_LOW, _LOW_COUNT)):
        if any(inside <= first and first + count <= inside + size for inside, _, size in ranges):
            return first, count
    return None


def find_closed_folder() -> str:
    """Return a folder on the way to Python that other users may not enter, empty if there is none."""
    for prefix in (sys.prefix, sys.base_prefix):
        path = Path(os.path.realpath(prefix))
        for folder in (path, *path.parents):
            if folder.stat().st_mode & 0o001 == 0:
                return str(folder)
    return ""
