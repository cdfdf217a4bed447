"""The trusted side: a sandbox that holds a zygote, and a proxy for each student process."""

from __future__ import annotations

import contextlib
import os
import shutil
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, TypeVar

import msgspec

from autograder.content.exercise import Limits
from autograder.errors import IsolationError
from autograder.language import tr
from autograder.sandbox.channel import (
    ChannelClosed,
    ChannelLate,
    ChannelOverrun,
    pack_frame,
    receive_frame,
    send_frame,
)
from autograder.sandbox.encoding import encode
from autograder.sandbox.environment import make_environment
from autograder.sandbox.isolation import explain_missing, explain_no_fork
from autograder.sandbox.layers.base import ZygoteConfig
from autograder.sandbox.orders import MAX_ORDER, End, Ended, Open, Ready, Started
from autograder.sandbox.process import SandboxBroken, StudentProcess, Usage
from autograder.sandbox.protocol import Texts
from autograder.sandbox.scratch import make_scratch

__all__ = ["Sandbox", "SandboxBroken", "SandboxConfig", "StudentProcess", "Usage"]

START_SECONDS = 120.0
ORDER_SECONDS = 30.0
_PACKAGE_ROOT = Path(__file__).resolve().parent.parent.parent
_START = (
    "import sys; sys.path.insert(0, sys.argv[1]); from autograder.sandbox.zygote import main; main(int(sys.argv[2]))"
)

_Answer = TypeVar("_Answer")


class SandboxConfig(msgspec.Struct, frozen=True):
    """What a sandbox is made for."""

    imports: tuple[str, ...] = ()
    """Libraries loaded once for all student processes."""
    limits: Limits = Limits()
    files: Mapping[str, bytes] = {}
    """The exercise's own files, by their path relative to the work's folder."""
    trusted: bool = False
    """Run one's own work: without isolation, and the report says so."""
    hide: tuple[str, ...] = ()
    """Folders that must not be seen even where Python or the system would show them."""
    without: tuple[str, ...] = ()
    """Layers to do without, for trials of the others."""
    kernel: bool = False
    """Whether the work expects a kernel's manners, as an assignment of nbgrader's does: its own folder among those
    that Python imports from, no answer to ``input()``, and what it tried in vain noted in each cell's reply."""


class Sandbox:
    """A warm Python from which student processes are forked. Use it as a context manager."""

    def __init__(self, config: SandboxConfig | None = None) -> None:
        self.config = config or SandboxConfig()
        self.layers: tuple[str, ...] = ()
        """The layers of isolation in force, ``("none",)`` for trusted work."""
        self._lock = threading.Lock()
        self._line: socket.socket | None = None
        self._process: subprocess.Popen[bytes] | None = None
        self._scratch = ""
        self._students: set[StudentProcess] = set()

    def __enter__(self) -> Sandbox:
        try:
            self._start()
        except BaseException:
            self.close()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def open(self, variant: Mapping[str, Any] | None = None, seed: int = 0) -> StudentProcess:
        """Fork a student process with this learner's variant and seed; it has run nothing yet.

        Raises :class:`SandboxBroken` if the zygote cannot.
        """
        ours, theirs = socket.socketpair()
        try:
            order = Open(encode(dict(variant) if variant is not None else None), seed % 2**63, _make_texts())
            started = self._order(order, Started, theirs)
        except BaseException:
            ours.close()
            raise
        finally:
            theirs.close()
        if started.error:
            ours.close()
            raise SandboxBroken(started.error)
        student = StudentProcess(self, ours, started.pid, self.config.limits)
        self._students.add(student)
        try:
            student.greet()
        except BaseException:
            student.close()
            raise
        return student

    def end(self, student: StudentProcess, dying: bool = False) -> Ended:
        """End a student process and all it started; called by the process's own proxy.

        ``dying`` gives one that hung up a moment to end by itself, so as to learn how.
        """
        self._students.discard(student)
        return self._order(End(student.pid, dying), Ended)

    def close(self) -> None:
        """End every student process and the zygote, and remove what was written."""
        for student in list(self._students):
            with contextlib.suppress(IsolationError):
                student.close()
        self._stop()
        if self._scratch:
            shutil.rmtree(self._scratch, ignore_errors=True)
            self._scratch = ""

    def _start(self) -> None:
        missing: dict[str, str] = {}
        without = self.config.without
        while True:
            ready = self._start_zygote(without)
            missing.update({name: reason or missing.get(name, "") for name, reason in ready.missing.items()})
            if ready.layers:
                self.layers = ready.layers
                return
            self._stop()
            if ready.error:
                raise SandboxBroken(
                    tr("Les bibliothèques de l’exercice n’ont pas pu être chargées : {reason}.", reason=ready.error)
                )
            if not ready.retry:
                raise explain_missing(missing)
            without = (*without, *ready.retry)

    def _start_zygote(self, without: tuple[str, ...]) -> Ready:
        if not hasattr(os, "fork"):
            raise explain_no_fork()
        if not self._scratch:
            self._scratch = str(make_scratch())
            os.chmod(self._scratch, 0o711)
        ours, theirs = socket.socketpair()
        self._process = subprocess.Popen(
            [sys.executable, "-s", "-P", "-X", "utf8", "-c", _START, str(_PACKAGE_ROOT), str(theirs.fileno())],
            env=_make_environment(self._scratch),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=None if os.environ.get("PASSERELLE_DEBUG") else subprocess.DEVNULL,
            pass_fds=(theirs.fileno(),),
            start_new_session=True,
            cwd=self._scratch,
            umask=0o022,  # A class keeps its files to its owner; what a student process is given, it must read.
        )
        theirs.close()
        self._line = ours
        config = ZygoteConfig(
            imports=self.config.imports,
            limits=self.config.limits,
            files=_refuse_bad_paths(self.config.files),
            trusted=self.config.trusted,
            scratch=self._scratch,
            package_root=str(_PACKAGE_ROOT),
            hide=self.config.hide,
            without=without,
            kernel=self.config.kernel,
        )
        return self._order(config, Ready, seconds=START_SECONDS)

    def _order(
        self, message: msgspec.Struct, kind: type[_Answer], channel: socket.socket | None = None, *, seconds: float = 0
    ) -> _Answer:
        """Send ``message`` to the zygote, with a channel for it to hand on, and return its answer."""
        deadline = time.monotonic() + (seconds or ORDER_SECONDS)
        body = msgspec.msgpack.encode(message)
        with self._lock:
            if self._line is None:
                raise SandboxBroken(tr("Le bac à sable est fermé."))
            try:
                if channel is not None:
                    socket.send_fds(self._line, [pack_frame(body)], [channel.fileno()])
                else:
                    send_frame(self._line, body, deadline)
                return msgspec.msgpack.decode(receive_frame(self._line, MAX_ORDER, deadline), type=kind)
            except (ChannelClosed, ChannelLate, ChannelOverrun, OSError, msgspec.MsgspecError) as error:
                self._line.close()
                self._line = None
                raise SandboxBroken(
                    tr(
                        "Le processus d’où partent les remises s’est arrêté ({reason}). Relancez la même commande.",
                        reason=type(error).__name__,
                    )
                ) from None

    def _stop(self) -> None:
        if self._line is not None:
            self._line.close()
            self._line = None
        if self._process is not None:
            try:
                self._process.wait(2)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()
            self._process = None


def _make_environment(scratch: str) -> dict[str, str]:
    """Return the zygote's environment: nothing of the grader's."""
    cache = os.path.join(os.path.expanduser("~"), ".cache", "passerelle", "matplotlib")
    try:  # Finding fonts takes seconds, and is the same from one run to the next.
        os.makedirs(cache, exist_ok=True)
    except OSError:
        cache = os.path.join(scratch, "matplotlib")
    return {**make_environment(scratch, scratch), "MPLCONFIGDIR": cache}


def _refuse_bad_paths(files: Mapping[str, bytes]) -> dict[str, bytes]:
    for name in files:
        path = Path(name)
        if path.is_absolute() or ".." in path.parts or not path.parts:
            raise ValueError(f"a file of the work has a path relative to its folder, not {name!r}")
    return dict(files)


def _make_texts() -> Texts:
    """Return what a student process may have to say, in the language in force."""
    return Texts(
        input=tr("input() attend une réponse au clavier, et personne n’est là pendant la correction."),
        magic=tr("La commande d’IPython « %{name} » ne marche pas pendant la correction."),
        system=tr("Les commandes du système (« ! ») ne marchent pas pendant la correction."),
        cut=tr("[La suite de cette sortie est coupée : elle est trop longue.]"),
        large=tr("La valeur est trop grande pour être vérifiée (plus d’un mégaoctet)."),
    )
