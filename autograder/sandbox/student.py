"""What a fork of the zygote does to become a student process. It never returns to the zygote's code."""

from __future__ import annotations

import contextlib
import io
import os
import random
import signal
import sys
import tempfile
import types
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

import msgspec

from autograder.sandbox.cells import StudentShell
from autograder.sandbox.channel import ChannelClosed, read_frame, write_frame
from autograder.sandbox.encoding import decode
from autograder.sandbox.environment import make_environment
from autograder.sandbox.layers.base import Child, Layer, Setup
from autograder.sandbox.layers.rlimits import limit_memory
from autograder.sandbox.orders import Open
from autograder.sandbox.protocol import EXIT_MEMORY, MAX_REPLY, Envelope, Reply, StudentError
from autograder.sandbox.refusals import Refusals
from autograder.sandbox.server import Server
from autograder.sandbox.view import GIVEN, WORK

CHANNEL = 3
"""The descriptor of the only way out."""
_COPIED = 256_000
"""Bytes up to which a given file is copied, and so may be written to; larger ones are read-only links."""

_decode = msgspec.msgpack.Decoder(Envelope).decode
_encode = msgspec.msgpack.Encoder().encode


_OWN_MODULES: list[str] = []


def list_own_modules() -> None:
    """Note, in the zygote, which modules are ours: a student process that looked through all would copy their pages."""
    _OWN_MODULES[:] = [name for name in sys.modules if name == "autograder" or name.startswith("autograder.")]


def become_student(
    setup: Setup, layers: list[Layer], shell: StudentShell, order: Open, child: Child, channel: int
) -> NoReturn:
    """Confine this process, make it ready for the learner, and answer until the grader hangs up."""
    try:
        os.setsid()
        for layer in layers:
            layer.confine(child)
        if setup.config.trusted:
            limit_memory(setup)
        _keep_only(channel)
        os.register_at_fork(after_in_child=_hang_up)
        folder = _prepare_home(setup, child)
        server = _prepare_server(setup, shell, order, folder)
    except Exception as error:
        _tell(Reply(number=0, error=StudentError(type(error).__name__, "Exception", str(error)[:500])))
        os._exit(1)
    _tell(Reply(number=0))
    _serve(server)


def _tell(reply: Reply) -> None:
    write_frame(CHANNEL, _encode(reply))


def _serve(server: Server) -> NoReturn:
    while True:
        try:
            envelope = _decode(read_frame(CHANNEL))
        except (ChannelClosed, OSError):
            os._exit(0)
        try:
            reply = server.answer(envelope.request, envelope.number)
            body = _encode(reply)
            if len(body) > MAX_REPLY:
                large = StudentError("ValueTooLarge", "Exception", server.texts.large)
                body = _encode(Reply(number=envelope.number, error=large))
            write_frame(CHANNEL, body)
        except MemoryError:
            os._exit(EXIT_MEMORY)


def _keep_only(channel: int) -> None:
    """Close every descriptor but the standard three, which lead nowhere, and the channel."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    for standard in range(3):
        os.dup2(nowhere, standard)
    if channel != CHANNEL:
        os.dup2(channel, CHANNEL)
    os.closerange(CHANNEL + 1, 65536)


def _hang_up() -> None:
    """Take the channel away from what the learner's code forks: one process answers."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    os.dup2(nowhere, CHANNEL)
    os.close(nowhere)


def _prepare_home(setup: Setup, child: Child) -> Path:
    home = child.home
    work = Path(home, WORK)
    for name in (WORK, ".tmp", ".shm"):
        with contextlib.suppress(FileExistsError):
            os.mkdir(f"{home}/{name}")
    given = Path(GIVEN) if "namespaces" in setup.names else None
    for name, content in setup.config.files.items():
        target = work / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if given is None or len(content) <= _COPIED:
            target.write_bytes(content)
        else:
            target.symlink_to(given / name)
    os.chdir(work)
    environment = make_environment(home, "/tmp" if given is not None else f"{home}/.tmp")
    for name in set(os.environ) - set(environment):
        del os.environ[name]
    os.environ.update(environment)
    tempfile.tempdir = None
    return work


def _prepare_server(setup: Setup, shell: StudentShell, order: Open, folder: Path) -> Server:
    signal.signal(signal.SIGINT, signal.default_int_handler)
    sys.argv = [""]
    sys.stdin = io.StringIO()
    random.seed(order.seed)
    numpy_random = sys.modules.get("numpy.random")
    if numpy_random is not None:
        numpy_random.seed(order.seed % 2**32)
    _install_stub(decode(order.variant))
    shell.texts = order.texts
    if setup.config.kernel:
        _behave_as_kernel(setup, shell, folder)
    return Server(
        shell.user_ns,
        locate=shell.locate,
        runner=shell,
        hidden=lambda: shell.user_ns_hidden,
        folder=folder,
        output_limit=1000 * setup.config.limits.output_kb,
        texts=order.texts,
        take_refused=shell.refusals.take if shell.refusals is not None else tuple,
    )


def _behave_as_kernel(setup: Setup, shell: StudentShell, folder: Path) -> None:
    """Give what an assignment of nbgrader's finds in a kernel of nbgrader's."""
    sys.path.insert(0, str(folder))
    os.environ["NBGRADER_EXECUTION"] = "autograde"
    shell.most_inputs = 0
    shell.refusals = Refusals(setup.config.limits)
    shell.refusals.watch()


def _install_stub(variant: dict[str, Any] | None) -> None:
    """Put in the package's place what a learner's notebook imports from it, doing nothing: checks run elsewhere."""
    for name in _OWN_MODULES:
        sys.modules.pop(name, None)
    package, check = types.ModuleType("autograder"), types.ModuleType("autograder.check")
    package.__path__ = []
    package.check = check  # type: ignore[attr-defined]

    def quiet(name: str) -> Callable[..., None]:
        def function(*_: object, **__: object) -> None:
            return None

        function.__name__ = function.__qualname__ = name
        return function

    for name in ("check", "check_all", "hint", "solution"):
        setattr(check, name, quiet(name))

    def give_variant(*_: object, **__: object) -> dict[str, Any]:
        return dict(variant or {})

    check.variant = give_variant  # type: ignore[attr-defined]
    sys.modules["autograder"], sys.modules["autograder.check"] = package, check
