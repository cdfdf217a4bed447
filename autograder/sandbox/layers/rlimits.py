"""Resource limits: memory, processes, file size, open files, and a backstop of processor time."""

from __future__ import annotations

import contextlib
import math

from autograder.content.exercise import Limits
from autograder.sandbox.layers.base import Child, Layer, Setup
from autograder.sandbox.syscalls import ON_LINUX

try:
    import resource
except ImportError:  # pragma: no cover - Windows, where only one's own work runs.
    resource = None  # type: ignore[assignment]

_MEGABYTE = 1 << 20
MAX_FILE_MB = 64
MAX_OPEN_FILES = 128


class ResourceLimits(Layer):
    """The kernel's own limits, set on each student process."""

    name = "rlimits"

    def confine(self, child: Child) -> None:
        """Set the limits of this process and of those it may start."""
        limits = self.setup.config.limits
        limit_memory(self.setup)
        for name, value in (
            ("RLIMIT_NPROC", limits.processes + 1),
            ("RLIMIT_FSIZE", MAX_FILE_MB * _MEGABYTE),
            ("RLIMIT_NOFILE", MAX_OPEN_FILES),
            ("RLIMIT_CORE", 0),
            ("RLIMIT_CPU", count_cpu_seconds(limits)),
            ("RLIMIT_MEMLOCK", 0),
            ("RLIMIT_MSGQUEUE", 0),
            ("RLIMIT_NICE", 0),
            ("RLIMIT_RTPRIO", 0),
            ("RLIMIT_SIGPENDING", 64),
        ):
            set_limit(name, value)

    @classmethod
    def _try(cls) -> None:
        set_limit("RLIMIT_AS", read_address_space() + 64 * _MEGABYTE)
        with contextlib.suppress(MemoryError):
            bytearray(256 * _MEGABYTE)
            raise OSError("RLIMIT_AS does not bind")


def limit_memory(setup: Setup) -> None:
    """Limit this process's memory to what the zygote takes and the exercise allows: also for one's own work."""
    if not ON_LINUX:  # Elsewhere the limit is refused or means nothing.
        return
    set_limit("RLIMIT_AS", setup.address_space + setup.config.limits.memory_mb * _MEGABYTE)


def count_cpu_seconds(limits: Limits) -> int:
    """Return the processor seconds of a whole submission: far more than its deadlines leave it."""
    return 60 + math.ceil(50 * limits.cell_seconds)


def set_limit(name: str, value: int) -> None:
    """Set a limit, soft and hard, never above the hard one in force."""
    kind = getattr(resource, name, None)
    if kind is None:
        return
    _, hard = resource.getrlimit(kind)
    if hard != resource.RLIM_INFINITY:
        value = min(value, hard)
    resource.setrlimit(kind, (value, value))


def read_address_space() -> int:
    """Return the bytes of address space of this process, a guess where the system does not say."""
    try:
        with open("/proc/self/statm") as stream:
            return int(stream.read().split()[0]) * resource.getpagesize()
    except FileNotFoundError:
        return 4096 * _MEGABYTE
