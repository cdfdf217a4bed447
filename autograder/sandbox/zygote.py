"""The zygote: a warm, single-threaded Python that never sees a check, and forks one student process a submission."""

from __future__ import annotations

import contextlib
import gc
import importlib
import os
import shutil
import signal
import socket
import sys
import time
from typing import Any, NoReturn

import msgspec

from autograder.sandbox.cells import StudentShell, make_shell
from autograder.sandbox.channel import LENGTH, pack_frame
from autograder.sandbox.isolation import is_enough
from autograder.sandbox.layers import LAYERS
from autograder.sandbox.layers.base import Child, Layer, Setup, ZygoteConfig
from autograder.sandbox.layers.rlimits import read_address_space
from autograder.sandbox.needed import list_needed
from autograder.sandbox.orders import End, Ended, Open, Order, Ready, Started
from autograder.sandbox.student import become_student, list_own_modules
from autograder.sandbox.view import choose_home

_COMPANIONS = {"matplotlib": ("matplotlib.pyplot", "matplotlib_inline.backend_inline"), "numpy": ("numpy.random",)}
"""What comes with a library as soon as it is used, and is better loaded once."""


def main(descriptor: int) -> NoReturn:
    """Serve the grader at the other end of ``descriptor`` until it hangs up."""
    line = socket.socket(fileno=descriptor)
    body, _ = _receive(line)
    Zygote(line, msgspec.msgpack.decode(body, type=ZygoteConfig)).run()


class Zygote:
    """Starts and ends student processes on the grader's orders."""

    def __init__(self, line: socket.socket, config: ZygoteConfig) -> None:
        self.line = line
        self.config = config
        self.setup = Setup(config)
        self.layers: list[Layer] = []
        self.shell: StudentShell
        self.count = 0
        self.homes: dict[int, str] = {}

    def run(self) -> NoReturn:
        """Get ready, say so, and take orders."""
        ready = self._get_ready()
        self._send(ready)
        while not (ready.error or ready.retry or (ready.missing and not ready.layers)):
            try:
                body, descriptors = _receive(self.line)
            except OSError:
                break
            order = _decode_order(body)
            self._send(self._open(order, descriptors[0]) if isinstance(order, Open) else self._end(order))
        os._exit(0)

    def _send(self, message: msgspec.Struct) -> None:
        with contextlib.suppress(OSError):
            self.line.sendall(pack_frame(msgspec.msgpack.encode(message)))

    def _get_ready(self) -> Ready:
        missing = {} if self.config.trusted else self._begin_layers()
        if missing and not is_enough(self.setup.names):
            return Ready(missing=missing)
        if self.config.limits.loopback and not self.config.trusted and "namespaces" not in self.setup.names:
            return Ready(missing=missing)
        try:
            self._import_all()
        except Exception as error:
            return Ready(error=f"{type(error).__name__}: {error}")
        self.setup.address_space = read_address_space()
        self.setup.readable = list_needed(programs=self.config.limits.processes > 0)
        self.setup.home = choose_home(self.setup.readable)
        for layer in self.layers:
            try:
                layer.settle()
            except OSError as error:
                return Ready(missing={layer.name: str(error)}, retry=(layer.name,))
        list_own_modules()
        gc.collect()
        gc.freeze()  # Collections in a child would copy every page they touch.
        return Ready(layers=("none",) if self.config.trusted else tuple(layer.name for layer in self.layers))

    def _begin_layers(self) -> dict[str, str]:
        missing: dict[str, str] = {}
        for kind in LAYERS:
            if kind.name in self.config.without:
                missing[kind.name] = ""
                continue
            layer = kind(self.setup)
            try:
                layer.begin()
            except OSError as error:
                missing[kind.name] = str(error)
                continue
            self.layers.append(layer)
            self.setup.names |= {kind.name}
        return missing

    def _import_all(self) -> None:
        self.shell = make_shell(os.path.join(self.config.scratch, "ipython"))
        for source in ("def f():\n    return 1 / 0\n1", "f()"):
            self.shell.run("", source, 1000)  # Warms what the first cell would otherwise load in every child.
        self.shell.reset()
        self.shell.places.clear()
        self.shell.failure = None
        for name in ("asyncio", *self.config.imports):
            importlib.import_module(name)
            for companion in _COMPANIONS.get(name, ()):
                importlib.import_module(companion)
        hidden = os.path.realpath(self.config.package_root)
        sys.path[:] = [path for path in sys.path if path and os.path.realpath(path) != hidden]
        if "matplotlib.pyplot" in sys.modules:
            sys.modules["matplotlib.pyplot"].switch_backend("module://matplotlib_inline.backend_inline")

    def _open(self, order: Open, channel: int) -> Started:
        self.count += 1
        child = Child(self.count, self._make_home())
        try:
            for layer in self.layers:
                layer.before_fork()
            pid = os.fork()
            if pid == 0:
                try:
                    become_student(self.setup, self.layers, self.shell, order, child, channel)
                finally:
                    os._exit(70)
            for layer in self.layers:
                layer.after_fork()
        except OSError as error:
            return Started(0, str(error))
        finally:
            os.close(channel)
        self.homes[pid] = child.home
        return Started(pid)

    def _make_home(self) -> str:
        if "namespaces" in self.setup.names:
            return self.setup.home
        home = os.path.join(self.config.scratch, f"student-{self.count}")
        os.mkdir(home, 0o700)
        return home

    def _end(self, order: End) -> Ended:
        home = self.homes.pop(order.pid, "")
        ended = _wait_a_moment(order.pid) if order.dying else None
        with contextlib.suppress(OSError):
            os.killpg(order.pid, signal.SIGKILL)  # It leads a session of its own, which may outlive it.
        with contextlib.suppress(OSError):
            if ended is None:
                os.kill(order.pid, signal.SIGKILL)
        try:
            _, status, usage = ended or os.wait4(order.pid, 0)
        except OSError:
            return Ended(0, 0.0, 0)
        if home and home != self.setup.home:
            shutil.rmtree(home, ignore_errors=True)
        return Ended(status, usage.ru_utime + usage.ru_stime, usage.ru_maxrss, ended is None)


def _wait_a_moment(pid: int) -> tuple[int, int, Any] | None:
    for _ in range(100):
        ended = os.wait4(pid, os.WNOHANG)
        if ended[0]:
            return ended
        time.sleep(0.002)
    return None


_decode_order: Any = msgspec.msgpack.Decoder(Order).decode


def _receive(line: socket.socket) -> tuple[bytes, list[int]]:
    """Return the next message of the grader, and the descriptors that came with it."""
    data, descriptors, _, _ = socket.recv_fds(line, 65536, 1)
    buffer = bytearray(data)
    while data and (len(buffer) < LENGTH.size or len(buffer) < LENGTH.size + LENGTH.unpack_from(buffer)[0]):
        data = line.recv(1 << 20)
        buffer += data
    if not data:
        raise OSError("the grader hung up")
    return bytes(buffer[LENGTH.size :]), descriptors
