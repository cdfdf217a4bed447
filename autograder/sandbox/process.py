"""The proxy of one student process: questions go out, and what comes back is taken for hostile."""

from __future__ import annotations

import builtins
import contextlib
import os
import re
import signal
import socket
import time
from typing import TYPE_CHECKING, NoReturn

import msgspec

from autograder.content.exercise import Limits
from autograder.errors import IsolationError, StudentGone
from autograder.sandbox.channel import ChannelClosed, ChannelLate, ChannelOverrun, receive_frame, send_frame
from autograder.sandbox.failures import MAX_MESSAGE
from autograder.sandbox.layers.rlimits import count_cpu_seconds
from autograder.sandbox.orders import Ended
from autograder.sandbox.outputs import are_outputs
from autograder.sandbox.protocol import (
    EXIT_MEMORY,
    MAX_PRINTED,
    MAX_REPLY,
    Envelope,
    Reply,
    Request,
    RunCell,
    StudentError,
)

if TYPE_CHECKING:
    from autograder.sandbox.sandbox import Sandbox

_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
GREETING_SECONDS = 30.0
_decode = msgspec.msgpack.Decoder(Reply).decode
_encode = msgspec.msgpack.Encoder().encode


class SandboxBroken(IsolationError):
    """The zygote ended, or a layer failed: our fault or the machine's, never a learner's."""


class Usage(msgspec.Struct, frozen=True):
    """What a student process took in all."""

    cpu_seconds: float = 0.0
    peak_memory_mb: float = 0.0


class StudentProcess:
    """A :class:`~autograder.sandbox.protocol.Transport` to a process that runs one learner's work."""

    def __init__(self, sandbox: Sandbox, line: socket.socket, pid: int, limits: Limits) -> None:
        self.pid = pid
        """The process's number in the zygote's eyes, not the machine's."""
        self.usage = Usage()
        self._sandbox = sandbox
        self._line = line
        self._limits = limits
        self._number = 0
        self._gone: StudentGone | None = None
        self._closed = False

    @property
    def alive(self) -> bool:
        """Whether it may still be asked."""
        return not self._closed

    def greet(self) -> None:
        """Wait until the process is confined and ready; raises :class:`SandboxBroken`."""
        try:
            reply = _decode(receive_frame(self._line, MAX_REPLY, time.monotonic() + GREETING_SECONDS))
        except (ChannelClosed, ChannelLate, ChannelOverrun, msgspec.MsgspecError) as error:
            raise SandboxBroken(type(error).__name__) from None
        if reply.error is not None:
            raise SandboxBroken(f"{reply.error.type}: {reply.error.message}")

    def ask(self, request: Request, seconds: float | None = None) -> Reply:
        """Send ``request`` and return its reply, outputs and error checked; the value is still to be decoded.

        ``seconds`` covers the whole exchange; by default it is the exercise's limit for a cell or a call. Raises
        :class:`StudentGone` (``timeout``, ``memory`` or ``crashed``), after which the process is dead and reaped,
        and :class:`SandboxBroken` where the fault is not the learner's.
        """
        if self._gone is not None:
            raise self._gone
        if self._closed:
            raise StudentGone("crashed", "closed")
        limits = self._limits
        if seconds is None:
            seconds = limits.cell_seconds if isinstance(request, RunCell) else limits.call_seconds
        self._number += 1
        try:
            deadline = time.monotonic() + seconds
            send_frame(self._line, _encode(Envelope(self._number, request)), deadline)
            reply = _decode(receive_frame(self._line, MAX_REPLY, deadline))
        except ChannelLate:
            self._leave("timeout", f"{seconds:g} s")
        except ChannelClosed:
            self._leave("crashed", "")
        except (ChannelOverrun, msgspec.MsgspecError, RecursionError, UnicodeDecodeError) as error:
            self._leave("crashed", str(error)[:100] or type(error).__name__)
        return self._accept(reply)

    def _accept(self, reply: Reply) -> Reply:
        if reply.number != self._number:
            self._leave("crashed", "number")
        if not are_outputs(reply.outputs):
            self._leave("crashed", "outputs")
        if reply.error is not None and reply.error.builtin == "MemoryError":
            self._leave("memory", "MemoryError")
        if len(reply.printed) <= MAX_PRINTED and reply.error is None:
            return reply
        error = _clean_error(reply.error) if reply.error is not None else None
        return msgspec.structs.replace(reply, printed=reply.printed[:MAX_PRINTED], error=error)

    def close(self) -> Usage:
        """End the process, with whatever it started, and return what it took; may be called again."""
        if not self._closed:
            self._end()
        return self.usage

    def _end(self, dying: bool = False) -> Ended:
        self._closed = True
        with contextlib.suppress(OSError):
            self._line.close()
        ended = self._sandbox.end(self, dying)
        self.usage = Usage(round(ended.cpu_seconds, 6), round(ended.peak_kb / 1024, 1))
        return ended

    def _leave(self, status: str, detail: str) -> NoReturn:
        ended = self._end(dying=not detail)
        if not detail:
            status, detail = _read_end(ended, self._limits, "namespaces" in self._sandbox.layers)
        self._gone = StudentGone(status, detail)
        raise self._gone


def _read_end(ended: Ended, limits: Limits, namespaces: bool) -> tuple[str, str]:
    """Return the status and detail of a process that hung up, from how it ended."""
    code = ended.status
    if ended.killed:
        return "crashed", "hung up"
    if os.WIFEXITED(code):
        number = os.WEXITSTATUS(code)
        return ("memory", "exit") if number == EXIT_MEMORY else ("crashed", f"exit {number}")
    number = os.WTERMSIG(code)
    if number == signal.SIGXCPU or ended.cpu_seconds >= count_cpu_seconds(limits) - 1:
        return "timeout", "SIGXCPU"
    if number == signal.SIGKILL and namespaces:
        return "memory", "SIGKILL"  # Number 1 of a process namespace cannot kill itself: the kernel was out of memory.
    return "crashed", _name_signal(number)


def _name_signal(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:
        return f"signal {number}"


def _clean_error(error: StudentError) -> StudentError:
    """Return an error that is safe to show and to raise again, whoever wrote it."""
    kind = getattr(builtins, error.builtin, None)
    return StudentError(
        type=_clean_text(error.type, 200),
        builtin=error.builtin if isinstance(kind, type) and issubclass(kind, Exception) else "Exception",
        message=_clean_text(error.message, MAX_MESSAGE),
        cell=_clean_text(error.cell, 100),
        line=error.line if 0 <= error.line <= 1_000_000 else 0,
        source=_clean_text(error.source, 500),
    )


def _clean_text(text: str, limit: int) -> str:
    """Return ``text`` without what would command a terminal, at most ``limit`` characters."""
    return _CONTROLS.sub("\ufffd", text[:limit])
