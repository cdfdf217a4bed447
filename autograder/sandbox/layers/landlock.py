"""Landlock: files by path, TCP and signals, refused by the kernel itself without any privilege."""

from __future__ import annotations

import contextlib
import ctypes
import os
import struct

from autograder.sandbox.layers.base import Child, Layer
from autograder.sandbox.syscalls import (
    PR_SET_NO_NEW_PRIVS,
    SYS_LANDLOCK_ADD_RULE,
    SYS_LANDLOCK_CREATE_RULESET,
    SYS_LANDLOCK_RESTRICT_SELF,
    call,
    prctl,
)

_EXECUTE, _WRITE_FILE, _READ_FILE, _READ_DIR = 1, 2, 4, 8
_MAKE_DEVICES = (1 << 6) | (1 << 11)  # Character and block devices: nobody's work needs one.
_FILES_BY_ABI = {1: (1 << 13) - 1, 2: (1 << 14) - 1, 3: (1 << 15) - 1, 4: (1 << 15) - 1, 5: (1 << 16) - 1}
_ON_FILES = _EXECUTE | _WRITE_FILE | _READ_FILE | (1 << 14) | (1 << 15)
_READ = _EXECUTE | _READ_FILE | _READ_DIR
_TCP = 0b11
_SCOPES = 0b11  # Abstract Unix sockets, and signals.
_DEVICES = ("/dev/null", "/dev/zero", "/dev/full", "/dev/random", "/dev/urandom")


class Landlock(Layer):
    """Each student process reads the system and Python, writes to its home, and reaches nothing else."""

    name = "landlock"

    def begin(self) -> None:
        """Refuse where the kernel has none."""
        find_abi()

    def settle(self) -> None:
        """Write the rules once: within a view, they are the same for every student process."""
        self._shared = -1
        if "namespaces" in self.setup.names:
            # A mount point's own rule is not seen from inside the mount; its parent's is.
            self._shared = self._write_rules(["/"], ["/home"])
            self.setup.descriptors.append(self._shared)

    def confine(self, child: Child) -> None:
        """Put this process under the rules, and whatever it starts."""
        rules = self._shared
        if rules < 0:
            rules = self._write_rules(self.setup.readable, [child.home])
        prctl(PR_SET_NO_NEW_PRIVS, 1)
        call(SYS_LANDLOCK_RESTRICT_SELF, rules, 0)
        os.close(rules)

    def _write_rules(self, readable: list[str], writable: list[str]) -> int:
        loopback = self.setup.config.limits.loopback and "namespaces" in self.setup.names
        abi = find_abi()
        everything = _FILES_BY_ABI[min(abi, 5)]
        rules = make_rules(abi, tcp=not loopback)
        for path in readable:
            add_path(rules, path, _READ)
        for path in writable:
            add_path(rules, path, everything & ~_MAKE_DEVICES)
        for path in _DEVICES:
            add_path(rules, path, (_READ_FILE | _WRITE_FILE) & everything)
        return rules

    @classmethod
    def _try(cls) -> None:
        rules = make_rules(find_abi(), tcp=True)
        add_path(rules, "/usr", _READ)
        prctl(PR_SET_NO_NEW_PRIVS, 1)
        call(SYS_LANDLOCK_RESTRICT_SELF, rules, 0)
        with contextlib.suppress(PermissionError):
            os.listdir("/")
            raise OSError("/ could still be read")


def find_abi() -> int:
    """Return the kernel's version of Landlock; raises ``OSError`` where it has none."""
    return call(SYS_LANDLOCK_CREATE_RULESET, None, ctypes.c_size_t(0), 1)


def make_rules(abi: int, *, tcp: bool) -> int:
    """Return an empty set of rules, as a descriptor: what it names is refused until a path allows it."""
    fields = [_FILES_BY_ABI[min(abi, 5)]]
    if abi >= 4:
        fields.append(_TCP if tcp else 0)
    if abi >= 6:
        fields.append(_SCOPES)
    attributes = struct.pack(f"={len(fields)}Q", *fields)
    return call(SYS_LANDLOCK_CREATE_RULESET, attributes, ctypes.c_size_t(len(attributes)), 0)


def add_path(rules: int, path: str, allowed: int) -> None:
    """Allow ``allowed`` on ``path`` and below."""
    try:
        descriptor = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except FileNotFoundError:
        return
    try:
        if not os.path.isdir(path):
            allowed &= _ON_FILES
        rule = ctypes.create_string_buffer(struct.pack("=Qi", allowed, descriptor))
        call(SYS_LANDLOCK_ADD_RULE, rules, 1, rule, 0)
    finally:
        os.close(descriptor)
