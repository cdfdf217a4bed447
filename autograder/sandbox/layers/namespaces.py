"""Namespaces: processes, files, network and IPC of its own, as root or through a user namespace."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import struct

from autograder.sandbox.layers.base import Child, Layer
from autograder.sandbox.syscalls import (
    CLONE_NEWIPC,
    CLONE_NEWNET,
    CLONE_NEWNS,
    CLONE_NEWPID,
    CLONE_NEWUSER,
    CLONE_NEWUTS,
    MS_NODEV,
    MS_NOSUID,
    MS_PRIVATE,
    MS_REC,
    PR_SET_PDEATHSIG,
    mount,
    prctl,
    setns,
    unshare,
)
from autograder.sandbox.view import build_view

_ALL = CLONE_NEWNS | CLONE_NEWPID | CLONE_NEWNET | CLONE_NEWIPC | CLONE_NEWUTS
TMPFS_MB = 64
_SIOCSIFFLAGS, _IFF_UP = 0x8914, 0x1


class Namespaces(Layer):
    """The zygote is process 1 of its own namespaces; each student process is process 1 of further ones."""

    name = "namespaces"

    def begin(self) -> None:
        """Enter new namespaces; only the process that is number 1 there returns."""
        self.setup.privileged = enter_namespaces()
        pid = os.fork()
        if pid:
            _wait_for(pid)
        prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
        mount(None, "/", None, MS_REC | MS_PRIVATE)
        self._own_pids = os.open("/proc/self/ns/pid", os.O_RDONLY | os.O_CLOEXEC)

    def settle(self) -> None:
        """Replace the file system by the view that student processes have."""
        build_view(self.setup.config, self.setup.readable, self.setup.home)

    def before_fork(self) -> None:
        """Have the next child begin a process namespace."""
        unshare(CLONE_NEWPID)

    def after_fork(self) -> None:
        """Come back: a process may begin only one at a time."""
        setns(self._own_pids, CLONE_NEWPID)

    def confine(self, child: Child) -> None:
        """Give the student process a file tree, IPC and, where asked for, a loopback of its own."""
        loopback = self.setup.config.limits.loopback
        unshare(CLONE_NEWNS | CLONE_NEWIPC | (CLONE_NEWNET if loopback else 0))
        mount("tmpfs", self.setup.home, "tmpfs", MS_NOSUID | MS_NODEV, f"size={TMPFS_MB}m,nr_inodes=4096,mode=0777")
        if loopback:
            _raise_loopback()

    @classmethod
    def _try(cls) -> None:
        enter_namespaces()
        pid = os.fork()
        if pid == 0:
            code = 1
            with contextlib.suppress(OSError):
                mount(None, "/", None, MS_REC | MS_PRIVATE)
                mount("tmpfs", "/tmp", "tmpfs", 0)
                code = 0 if os.getpid() == 1 and not os.listdir("/tmp") else 2
            os._exit(code)
        if os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]):
            raise OSError("mount refused inside the new namespaces")


def enter_namespaces() -> bool:
    """Enter every namespace but a new process's; return whether it was done as the machine's root."""
    if os.geteuid() == 0:
        with contextlib.suppress(OSError):
            unshare(_ALL)
            return True
    user, group = os.geteuid(), os.getegid()
    unshare(_ALL | CLONE_NEWUSER)
    for name, text in (("setgroups", "deny"), ("uid_map", f"{user} {user} 1"), ("gid_map", f"{group} {group} 1")):
        with open(f"/proc/self/{name}", "w") as stream:
            stream.write(text)
    return False


def _wait_for(pid: int) -> None:
    """Stay only as the zygote's parent: its process namespace cannot hold this process."""
    os.closerange(0, 1024)
    with contextlib.suppress(OSError):
        os.waitpid(pid, 0)
    os._exit(0)


def _raise_loopback() -> None:
    import fcntl  # Not on Windows, where this module may still be imported.

    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as line:
        fcntl.ioctl(line, _SIOCSIFFLAGS, struct.pack("16sh14x", b"lo", _IFF_UP))
