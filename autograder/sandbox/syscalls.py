"""The system calls that isolation needs and Python does not offer, through the C library.

Numbers and constants are those of Linux; where a number differs between machines it says so.
"""

from __future__ import annotations

import ctypes
import os
import platform
import struct
import sys
from typing import Any

CLONE_NEWNS = 0x00020000
CLONE_NEWUTS = 0x04000000
CLONE_NEWIPC = 0x08000000
CLONE_NEWUSER = 0x10000000
CLONE_NEWPID = 0x20000000
CLONE_NEWNET = 0x40000000

MS_RDONLY = 1
MS_NOSUID = 2
MS_NODEV = 4
MS_NOEXEC = 8
MS_REMOUNT = 32
MS_BIND = 4096
MS_REC = 16384
MS_PRIVATE = 1 << 18
MNT_DETACH = 2
AT_RECURSIVE = 0x8000
AT_FDCWD = -100

PR_SET_PDEATHSIG = 1
PR_SET_DUMPABLE = 4
PR_SET_SECCOMP = 22
PR_SET_NO_NEW_PRIVS = 38
SECCOMP_MODE_FILTER = 2

SYS_MOUNT_SETATTR = 442
SYS_LANDLOCK_CREATE_RULESET = 444
SYS_LANDLOCK_ADD_RULE = 445
SYS_LANDLOCK_RESTRICT_SELF = 446
_PIVOT_ROOT = {"x86_64": 155, "aarch64": 41}

_CAPABILITY_VERSION_3 = 0x20080522

ON_LINUX = sys.platform == "linux"
_libc: Any = ctypes.CDLL(None, use_errno=True) if ON_LINUX else None


def _check(result: int, what: str) -> int:
    if result < 0:
        number = ctypes.get_errno()
        raise OSError(number, f"{what}: {os.strerror(number)}")
    return result


def call(number: int, *args: Any) -> int:
    """Make system call ``number``; raises ``OSError``."""
    return int(_check(_libc.syscall(ctypes.c_long(number), *args), f"syscall {number}"))


def unshare(flags: int) -> None:
    """Leave the namespaces that ``flags`` name for new ones."""
    _check(_libc.unshare(ctypes.c_int(flags)), "unshare")


def setns(descriptor: int, kind: int) -> None:
    """Enter the namespace that ``descriptor`` refers to."""
    _check(_libc.setns(ctypes.c_int(descriptor), ctypes.c_int(kind)), "setns")


def mount(source: str | None, target: str, kind: str | None, flags: int, options: str = "") -> None:
    """Mount, bind or change a mount."""
    arguments = [item.encode() if item is not None else None for item in (source, target, kind)]
    _check(_libc.mount(*arguments, ctypes.c_ulong(flags), options.encode() or None), f"mount {target}")


def unmount(target: str, flags: int = 0) -> None:
    """Take a mount away."""
    _check(_libc.umount2(target.encode(), ctypes.c_int(flags)), f"umount {target}")


def set_read_only(target: str) -> None:
    """Make a mount, and those below it, read-only, without set-user-id programs."""
    attributes = struct.pack("=QQQQ", 0x1 | 0x2, 0, 0, 0)  # MOUNT_ATTR_RDONLY | MOUNT_ATTR_NOSUID
    path = ctypes.c_char_p(target.encode())
    try:
        call(SYS_MOUNT_SETATTR, ctypes.c_int(AT_FDCWD), path, AT_RECURSIVE, attributes, ctypes.c_size_t(32))
    except OSError:  # Before Linux 5.12: the top of the tree only.
        mount(None, target, None, MS_REMOUNT | MS_BIND | MS_RDONLY | MS_NOSUID)


def pivot_root(folder: str) -> None:
    """Make ``folder``, a mount point, the root; the former one is gone."""
    os.chdir(folder)
    call(_PIVOT_ROOT[platform.machine()], b".", b".")
    unmount(".", MNT_DETACH)
    os.chdir("/")


def prctl(option: int, value: Any = 0, third: Any = 0) -> None:
    """Set a property of this process."""
    arguments = [ctypes.c_ulong(item) if isinstance(item, int) else item for item in (value, third, 0, 0)]
    _check(_libc.prctl(ctypes.c_int(option), *arguments), f"prctl {option}")


def drop_capabilities() -> None:
    """Give up every capability for good."""
    header = struct.pack("=Ii", _CAPABILITY_VERSION_3, 0)
    _check(_libc.capset(header, bytes(24)), "capset")
