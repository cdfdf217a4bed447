"""A user of its own for each student process: another host user as root, a user namespace otherwise."""

from __future__ import annotations

import contextlib
import os

from autograder.sandbox.layers.base import Child, Layer
from autograder.sandbox.syscalls import (
    CLONE_NEWUSER,
    PR_SET_DUMPABLE,
    PR_SET_NO_NEW_PRIVS,
    drop_capabilities,
    prctl,
    unshare,
)

_HIGH, _HIGH_COUNT = 1_900_000_000, 1 << 26
_LOW, _LOW_COUNT = 50_000, 10_000
_EACH = 4096
"""Ids of one zygote, after which it begins again: the first are long gone."""


class HostUser(Layer):
    """No capability, no way to gain one, and an id that no other process has."""

    name = "host-user"

    def begin(self) -> None:
        """Note which ids this process may give."""
        self._ids = find_ids() if os.geteuid() == 0 else None
        self._slot = int(os.readlink("/proc/self"))  # The machine's number for this zygote, unlike os.getpid().

    def confine(self, child: Child) -> None:
        """Become that user for good."""
        if self._ids is not None and ("namespaces" not in self.setup.names or self.setup.privileged):
            first, count = self._ids
            number = first + (self._slot * _EACH + child.number % _EACH) % count
            os.chown(child.home, number, number)
            os.setgroups([])
            os.setresgid(number, number, number)
            os.setresuid(number, number, number)
        elif "namespaces" in self.setup.names:
            unshare(CLONE_NEWUSER)
        with contextlib.suppress(OSError):
            drop_capabilities()
        prctl(PR_SET_NO_NEW_PRIVS, 1)
        prctl(PR_SET_DUMPABLE, 0)

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
