"""What the work tried that the sandbox does not grant: other processes, a network. A thread only shows by its error.

Python tells of it before the kernel refuses. It is noted in the learner's own process, so it is a claim: all that it
can bring is that a person looks at the work.
"""

from __future__ import annotations

import socket
import sys
from typing import Any

from autograder.content.exercise import Limits
from autograder.sandbox.protocol import Refusal

_EVENTS: dict[str, Refusal] = {
    "subprocess.Popen": "process",
    "os.fork": "process",
    "os.forkpty": "process",
    "os.exec": "process",
    "os.posix_spawn": "process",
    "os.spawn": "process",
    "os.system": "process",
    "socket.__new__": "network",
    "socket.getaddrinfo": "network",
    "socket.gethostbyname": "network",
    "socket.connect": "network",
}
_IMPORTING = "<frozen importlib._bootstrap>"
_INTERNET = (socket.AF_INET, socket.AF_INET6)


class Refusals:
    """Notes what is tried from the moment of :meth:`watch` on."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._seen: dict[Refusal, None] = {}

    def watch(self) -> None:
        """Begin, for the rest of this process's life."""
        sys.addaudithook(self._hear)

    def note(self, kind: Refusal) -> None:
        """Add what a magic or ``!command`` tried."""
        self._seen[kind] = None

    def take(self) -> tuple[Refusal, ...]:
        """Return what was tried since the last time."""
        seen, self._seen = tuple(self._seen), {}
        return seen

    def _hear(self, event: str, arguments: tuple[Any, ...]) -> None:
        kind = _EVENTS.get(event)
        if kind is None or self._is_granted(kind, event, arguments) or _is_importing():
            return
        self._seen[kind] = None

    def _is_granted(self, kind: Refusal, event: str, arguments: tuple[Any, ...]) -> bool:
        if kind != "network":
            return self._limits.processes > 0
        if event == "socket.__new__":
            return self._limits.loopback or arguments[1] not in _INTERNET
        if not self._limits.loopback:
            return event == "socket.connect"  # The socket itself was noted, unless it is one of this machine's own.
        address = arguments[1][0] if event == "socket.connect" and isinstance(arguments[1], tuple) else arguments[0]
        return address in ("127.0.0.1", "localhost", "::1", None) or not isinstance(address, str | bytes)


def _is_importing() -> bool:
    """Whether a library is being loaded: many try a command or a thread then, and do without."""
    frame = sys._getframe()
    while frame is not None:
        if frame.f_code.co_filename == _IMPORTING:
            return True
        frame = frame.f_back  # type: ignore[assignment]
    return False
