"""seccomp: system calls that no exercise needs are refused before the kernel looks at them."""

from __future__ import annotations

import contextlib
import ctypes
import errno
import os
import platform
import socket
import struct

from autograder.sandbox.layers.base import Child, Layer
from autograder.sandbox.layers.calls import NUMBERS
from autograder.sandbox.syscalls import PR_SET_NO_NEW_PRIVS, PR_SET_SECCOMP, SECCOMP_MODE_FILTER, prctl

_ARCHITECTURES = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
_LOAD, _JUMP_EQUAL, _JUMP_AT_LEAST, _JUMP_SET, _AND, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x54, 0x06
_ALLOW, _KILL, _ERRNO = 0x7FFF0000, 0x80000000, 0x00050000
_DENY = _ERRNO | errno.EPERM
_UNKNOWN = _ERRNO | errno.ENOSYS
_NEWEST = 462
"""The last call known here; a newer one answers that it does not exist."""

_REFUSED = """
    ptrace process_vm_readv process_vm_writev kcmp pidfd_getfd process_madvise process_mrelease mount umount2
    pivot_root move_mount open_tree fsopen fsconfig fsmount fspick mount_setattr chroot mknod mknodat
    name_to_handle_at open_by_handle_at fanotify_init fanotify_mark quotactl quotactl_fd acct swapon swapoff
    unshare setns bpf perf_event_open userfaultfd io_uring_setup io_uring_enter io_uring_register add_key
    request_key keyctl init_module finit_module delete_module kexec_load kexec_file_load reboot setpriority
    ioprio_set sched_setscheduler sched_setparam sched_setattr sched_setaffinity settimeofday clock_settime
    adjtimex clock_adjtime sethostname setdomainname vhangup syslog iopl ioperm modify_ldt personality
    migrate_pages move_pages mbind set_mempolicy set_mempolicy_home_node lookup_dcookie memfd_create
    memfd_secret vmsplice shmget shmat shmctl semget semop semctl semtimedop msgget msgsnd msgrcv msgctl mq_open
    mq_unlink pidfd_open pidfd_send_signal uselib nfsservctl sysfs ustat
"""
NEVER = tuple(_REFUSED.split())
STARTING = ("clone", "fork", "vfork", "execve", "execveat")
"""Refused where the work may start no process."""
SIGNALS = ("kill", "tkill", "tgkill", "rt_sigqueueinfo", "rt_tgsigqueueinfo")
"""Only to oneself where there is no process namespace."""
ON_ONESELF = ("prlimit64", "sched_getaffinity", "sched_getscheduler", "sched_getparam", "sched_getattr")
"""Only with process 0, which is oneself."""
_NEW_NAMESPACES = 0x7E020080
_PR_GET_SECCOMP = 21
_TERMINAL_INPUT = (0x5412, 0x541C)  # TIOCSTI and TIOCLINUX type into the terminal of whoever started us.


class Seccomp(Layer):
    """A filter on system calls, compiled once."""

    name = "seccomp"

    def begin(self) -> None:
        """Refuse on a machine whose numbers are not known here."""
        if platform.machine() not in NUMBERS:
            raise OSError(errno.ENOSYS, platform.machine())
        prctl(_PR_GET_SECCOMP)

    def settle(self) -> None:
        """Compile the filter."""
        limits = self.setup.config.limits
        apart = "namespaces" in self.setup.names
        self._program = compile_filter(limits.processes if apart else 0, limits.loopback and apart, apart)

    def confine(self, child: Child) -> None:
        """Install the filter, for good."""
        install_filter(self._program)

    @classmethod
    def _try(cls) -> None:
        install_filter(compile_filter(0, False, True))
        with contextlib.suppress(PermissionError):
            socket.socket()
            raise OSError("a socket could still be made")
        socket.socketpair()


class _Program:
    """BPF instructions, appended one rule after the other."""

    def __init__(self) -> None:
        self.numbers = NUMBERS[platform.machine()]
        self.code: list[tuple[int, int, int, int]] = []

    def add(self, operation: int, value: int, when: int = 0, otherwise: int = 0) -> None:
        self.code.append((operation, when, otherwise, value))

    def on(self, name: str, rules: list[tuple[int, int, int, int]]) -> None:
        """Apply ``rules`` to a call, which end with a return; the number is what is loaded before and after."""
        if name in self.numbers:
            self.add(_JUMP_EQUAL, self.numbers[name], 0, len(rules))
            self.code += rules

    def deny(self, name: str, answer: int = _DENY) -> None:
        self.on(name, [(_RETURN, 0, 0, answer)])

    def allow_only_when(self, name: str, argument: int, values: tuple[int, ...]) -> None:
        """Allow a call if the low half of an argument is among ``values``."""
        count = len(values)
        tests = [(_JUMP_EQUAL, count - i, 0, value) for i, value in enumerate(values)]
        self.on(name, [(_LOAD, 0, 0, _offset(argument)), *tests, (_RETURN, 0, 0, _DENY), (_RETURN, 0, 0, _ALLOW)])


def _offset(argument: int) -> int:
    return 16 + 8 * argument


def compile_filter(processes: int, loopback: bool, process_namespace: bool) -> bytes:
    """Return the filter's instructions; without a process namespace, :data:`_MYSELF` there is one's own id."""
    program = _Program()
    program.add(_LOAD, 4)
    program.add(_JUMP_EQUAL, _ARCHITECTURES[platform.machine()], 1, 0)
    program.add(_RETURN, _KILL)
    program.add(_LOAD, 0)
    program.add(_JUMP_AT_LEAST, _NEWEST + 1, 0, 1)
    program.add(_RETURN, _UNKNOWN)
    for name in NEVER:
        program.deny(name)
    program.deny("clone3", _UNKNOWN)  # Its flags are out of a filter's sight; the C library falls back on clone.
    program.deny("seccomp", _UNKNOWN)
    if processes:
        flags = [(_LOAD, 0, 0, _offset(0)), (_JUMP_SET, 0, 1, _NEW_NAMESPACES)]
        program.on("clone", [*flags, (_RETURN, 0, 0, _DENY), (_RETURN, 0, 0, _ALLOW)])
    else:
        for name in STARTING:
            program.deny(name)
    for name in ON_ONESELF:
        program.allow_only_when(name, 0, (0,))
    if not process_namespace:
        for name in SIGNALS:
            program.allow_only_when(name, 0, (_MYSELF,))
    _filter_sockets(program, loopback)
    for request in _TERMINAL_INPUT:
        deny = [(_LOAD, 0, 0, _offset(1)), (_JUMP_EQUAL, 0, 1, request), (_RETURN, 0, 0, _DENY), (_LOAD, 0, 0, 0)]
        program.on("ioctl", deny)
    program.add(_RETURN, _ALLOW)
    return b"".join(struct.pack("=HBBI", *instruction) for instruction in program.code)


_MYSELF = 0x7FFFFFF1
"""Stands for one's own process id until the filter is installed."""


def _filter_sockets(program: _Program, loopback: bool) -> None:
    if not loopback:
        program.deny("socket")
        return
    families = (socket.AF_UNIX, socket.AF_INET, socket.AF_INET6)
    kinds = (socket.SOCK_STREAM, socket.SOCK_DGRAM)
    rules: list[tuple[int, int, int, int]] = [(_LOAD, 0, 0, _offset(0))]
    rules += [(_JUMP_EQUAL, len(families) - i, 0, int(family)) for i, family in enumerate(families)]
    rules += [(_RETURN, 0, 0, _DENY), (_LOAD, 0, 0, _offset(1)), (_AND, 0, 0, 0xF)]
    rules += [(_JUMP_EQUAL, len(kinds) - i, 0, int(kind)) for i, kind in enumerate(kinds)]
    rules += [(_RETURN, 0, 0, _DENY), (_RETURN, 0, 0, _ALLOW)]
    program.on("socket", rules)


def install_filter(program: bytes) -> None:
    """Put this process under a compiled filter."""
    program = program.replace(struct.pack("=I", _MYSELF), struct.pack("=I", os.getpid()))
    code = ctypes.create_string_buffer(program, len(program))
    filter_ = ctypes.create_string_buffer(struct.pack("HxxxxxxP", len(program) // 8, ctypes.addressof(code)))
    prctl(PR_SET_NO_NEW_PRIVS, 1)
    prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, filter_)
