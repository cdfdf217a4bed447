"""What a dask worker runs: two functions of plain bytes, which hand the work to grading processes of their own.

Nothing of a submission is decoded here: the worker passes bytes on, and its line to the scheduler is in another
process than the checks.
"""

from __future__ import annotations

import contextlib
import hashlib
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

import msgspec

from autograder.grading.cluster.messages import MAX_FRAME, Answer
from autograder.sandbox.channel import ChannelClosed, ChannelLate, ChannelOverrun, receive_frame, send_frame

_START_SECONDS = 240.0
_GRADE_SECONDS = 900.0
_PARCELS = 4
"""Exercises that a worker keeps at a time; an older one is sent again when it is asked for."""
_ROOT = Path(__file__).resolve().parents[3]
_START = (
    "import sys; sys.path.insert(0, sys.argv[1]); from autograder.grading.cluster.child import main; "
    "main(int(sys.argv[2]))"
)


def name_parcel(parcel: bytes) -> str:
    """Return the name by which later orders speak of a parcel."""
    return hashlib.sha256(parcel).hexdigest()


def admit(parcel: bytes) -> bytes:
    """Take an exercise and start a grading process with it; say whether this machine may grade.

    Takes and returns MessagePack: a ``Parcel``, an ``Answer``.
    """
    name = name_parcel(parcel)
    _keep(name, parcel)
    try:
        child = _take(name) or _Child(parcel)
    except _ChildGone:
        return _encode(Answer("broken", host=socket.gethostname()))
    if child.ready:
        _put_back(name, child)
    else:
        child.close()
        _drop(name)
    return child.greeting


def grade(name: str, order: bytes) -> bytes:
    """Grade one submission with the exercise of that name; takes an ``Order`` and returns an ``Answer``."""
    parcel = _parcels.get(name)
    if parcel is None:
        return _encode(Answer("absent", host=socket.gethostname()))
    child = None
    try:
        child = _take(name) or _Child(parcel)
        answer = child.ask(order, _GRADE_SECONDS) if child.ready else child.greeting
    except _ChildGone:
        if child is not None:
            child.close()
        return _encode(Answer("broken", host=socket.gethostname()))
    if child.ready and msgspec.msgpack.decode(answer, type=_Outcome).outcome == "graded":
        _put_back(name, child)
    else:
        child.close()
    return answer


def forget(name: str) -> bytes:
    """Drop an exercise and end its grading processes: nothing of it stays on this machine."""
    _drop(name)
    return b""


class _Outcome(msgspec.Struct):
    """The one field of an answer that decides what becomes of the grading process."""

    outcome: str


class _ChildGone(Exception):
    """The grading process ended before it answered."""


class _Child:
    """A grading process that holds one exercise."""

    def __init__(self, parcel: bytes) -> None:
        ours, theirs = socket.socketpair()
        self._line = ours
        self._process = subprocess.Popen(
            [sys.executable, "-s", "-P", "-X", "utf8", "-c", _START, str(_ROOT), str(theirs.fileno())],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            pass_fds=(theirs.fileno(),),
            start_new_session=True,
        )
        theirs.close()
        try:
            self.greeting = self.ask(parcel, _START_SECONDS)
        except _ChildGone:
            self.close()
            raise
        self.ready = msgspec.msgpack.decode(self.greeting, type=_Outcome).outcome == "ready"

    def ask(self, body: bytes, seconds: float) -> bytes:
        """Send one message and return the answer."""
        deadline = time.monotonic() + seconds
        try:
            send_frame(self._line, body, deadline)
            return receive_frame(self._line, MAX_FRAME, deadline)
        except (ChannelClosed, ChannelLate, ChannelOverrun):
            raise _ChildGone from None

    def close(self) -> None:
        """Hang up, which ends the process; see that it does."""
        self._line.close()
        try:
            self._process.wait(5)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


_parcels: dict[str, bytes] = {}
_idle: dict[str, list[_Child]] = {}
_lock = threading.Lock()


def _keep(name: str, parcel: bytes) -> None:
    with _lock:
        _parcels.pop(name, None)
        _parcels[name] = parcel
        oldest = list(_parcels)[:-_PARCELS]
    for old in oldest:
        _drop(old)


def _take(name: str) -> _Child | None:
    """Return a process that waits with this exercise; those of other exercises are ended to make room."""
    with _lock:
        others = [child for other in _idle if other != name for child in _idle[other]]
        for other in _idle:
            if other != name:
                _idle[other] = []
        waiting = _idle.get(name) or []
        child = waiting.pop() if waiting else None
    for other_child in others:
        other_child.close()
    return child


def _put_back(name: str, child: _Child) -> None:
    with _lock:
        kept = name in _parcels
        if kept:
            _idle.setdefault(name, []).append(child)
    if not kept:
        child.close()


def _drop(name: str) -> None:
    with _lock:
        _parcels.pop(name, None)
        children = _idle.pop(name, [])
    for child in children:
        with contextlib.suppress(OSError):
            child.close()


def _encode(answer: Answer) -> bytes:
    return msgspec.msgpack.encode(answer)
