"""A time limit on what checks ask of a learner's own kernel, on any system."""

from __future__ import annotations

import contextlib
import ctypes
import signal
import threading
from types import FrameType

from autograder.errors import StudentGone
from autograder.sandbox.protocol import Reply, Request, Transport

_AGAIN = 0.2
"""Seconds before code that swallowed the interruption is interrupted again."""


class TooLong(BaseException):
    """Raised in the midst of code that has used up its time."""


class TimedTransport:
    """A transport that ends a request after its time: :class:`StudentGone`, status ``timeout``."""

    def __init__(self, inner: Transport, seconds: float) -> None:
        self._inner = inner
        self._seconds = seconds

    def ask(self, request: Request, seconds: float | None = None) -> Reply:
        """Ask within ``seconds``, by default the limit given at the start."""
        clock = _make_clock(seconds or self._seconds)
        reply = None
        with contextlib.suppress(TooLong):
            clock.start()
            try:
                reply = self._inner.ask(request)
            finally:
                clock.stop()
        if clock.rang or reply is None:
            raise StudentGone("timeout", "kernel")
        return reply


class _AlarmClock:
    """The system's timer: it interrupts whatever the main thread does, a sleep included."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self.rang = False
        self._running = False

    def start(self) -> None:
        self._former = signal.signal(signal.SIGALRM, self._ring)
        self._running = True
        signal.setitimer(signal.ITIMER_REAL, self.seconds, _AGAIN)

    def stop(self) -> None:
        self._running = False
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, self._former)

    def _ring(self, number: int, frame: FrameType | None) -> None:
        if self._running:
            self.rang = True
            raise TooLong


class _ThreadClock:
    """A thread that raises in the one it watches: for Windows, and for cells that run beside the main thread."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self.rang = False
        self._target = threading.get_ident()
        self._stopped = threading.Event()
        self._lock = threading.Lock()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        with self._lock:
            self._stopped.set()
            if self.rang:
                # Takes back an exception that has not been raised yet.
                _raise_in(self._target, None)

    def _watch(self) -> None:
        pause = self.seconds
        while not self._stopped.wait(pause):
            with self._lock:
                if self._stopped.is_set():
                    return
                self.rang = True
                _raise_in(self._target, TooLong)
            pause = _AGAIN


def _raise_in(thread: int, kind: type[BaseException] | None) -> None:
    ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread), ctypes.py_object(kind) if kind else None)


def _make_clock(seconds: float) -> _AlarmClock | _ThreadClock:
    if hasattr(signal, "SIGALRM") and threading.current_thread() is threading.main_thread():
        return _AlarmClock(seconds)
    return _ThreadClock(seconds)
