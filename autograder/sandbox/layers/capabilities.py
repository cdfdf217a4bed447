"""No capability, and no way to gain one: not by a program's rights, not by being root."""

from __future__ import annotations

import contextlib
import os

from autograder.sandbox.layers.base import Child, Layer
from autograder.sandbox.syscalls import PR_SET_DUMPABLE, PR_SET_NO_NEW_PRIVS, drop_capabilities, prctl


class Capabilities(Layer):
    """What even user 0 keeps nothing of."""

    name = "capabilities"

    def confine(self, child: Child) -> None:
        """Give all of them up; nobody else of the same user may look into this process either."""
        drop_capabilities()
        prctl(PR_SET_NO_NEW_PRIVS, 1)
        prctl(PR_SET_DUMPABLE, 0)

    @classmethod
    def _try(cls) -> None:
        drop_capabilities()
        prctl(PR_SET_NO_NEW_PRIVS, 1)
        with contextlib.suppress(PermissionError):
            os.chroot("/")
            raise OSError("chroot was still allowed")
