"""A student process that tries to get out, as a whole: what all the layers together let through."""

from __future__ import annotations

import contextlib
import os
import socket
import tempfile
from collections.abc import Iterator
from pathlib import Path

from autograder.content.exercise import Limits
from autograder.errors import StudentGone
from autograder.sandbox.decoding import decode
from autograder.sandbox.encoding import encode
from autograder.sandbox.protocol import Call, RunCell
from autograder.sandbox.sandbox import Sandbox, SandboxConfig

EXCHANGE = Path("/usr/local/share/nbgrader/exchange")
"""Where nbgrader keeps what everyone hands in, unless it is told otherwise."""
SECRET = "passerelle-doctor-secret"
"""Put where only the grader may find it."""
MEMORY_MB = 128

ATTEMPTS = """
import ctypes, os, socket, subprocess, threading
libc = ctypes.CDLL(None, use_errno=True)

def read_grader(place):
    return place["secret"] in open(place["file"]).read()

def read_own_file(place):
    return place["secret"] in open(place["own"]).read()

def read_neighbour(place):
    if os.path.isfile(place["neighbour"]):
        return place["secret"] in open(place["neighbour"]).read()
    return len(os.listdir(place["beside"])) >= 0

def read_environment(place):
    found = place["secret"] in str(dict(os.environ))
    for pid in (place["pid"], os.getppid(), 1):
        try:
            found = found or place["secret"].encode() in open(f"/proc/{pid}/environ", "rb").read()
        except OSError:
            pass
    return found

def signal_grader(place):
    os.kill(place["pid"], 0)
    return True

def start_process(place):
    return os.fork() >= 0

def use_network(place):
    with socket.socket() as line:
        line.settimeout(2)
        return line.connect_ex(("127.0.0.1", place["port"])) == 0

def write_elsewhere(place):
    for folder in (os.path.dirname(place["file"]), "/usr", "/etc", "/var/tmp", os.path.dirname(os.__file__)):
        try:
            open(os.path.join(folder, "passerelle-doctor"), "w").close()
            os.remove(os.path.join(folder, "passerelle-doctor"))
        except OSError:
            continue
        if not os.path.realpath(folder).startswith(os.path.realpath(os.path.expanduser("~"))):
            return True
    return False

def take_memory(place):
    return len(bytearray((place["memory_mb"] + 64) << 20)) > 0

def become_root(place):
    open("mine", "w").close()
    calls = [(os.chroot, ("/",)), (os.chown, ("mine", 1, 1)), (os.setuid, (0,)), (os.chown, ("mine", 1, 1))]
    for call, arguments in calls:
        try:
            call(*arguments)
            if call is not os.setuid:
                return True
        except OSError:
            pass
    return False

def make_namespaces(place):
    return libc.unshare(0x10000000) == 0

def trace_others(place):
    return libc.ptrace(0x4206, place["pid"], 0, 0) == 0  # PTRACE_SEIZE: the other goes on, unlike with ATTACH.

def try_out(name, place):
    try:
        return bool(globals()[name](place))
    except (OSError, MemoryError, RuntimeError):
        return False
"""
NAMES = (
    "read_grader",
    "read_own_file",
    "read_neighbour",
    "read_environment",
    "signal_grader",
    "start_process",
    "use_network",
    "write_elsewhere",
    "take_memory",
    "become_root",
    "make_namespaces",
    "trace_others",
)


def try_breaking_out(config: SandboxConfig | None = None) -> dict[str, bool]:
    """Return, by name of the attempt, whether a student process got through; raises :class:`IsolationError`.

    Each attempt has a process of its own. One that ends its process has got nowhere.
    """
    config = config or SandboxConfig(limits=Limits(memory_mb=MEMORY_MB))
    with _make_place() as place, Sandbox(config) as box:
        return {name: _try_one(box, name, {**place, "memory_mb": config.limits.memory_mb}) for name in NAMES}


def _try_one(box: Sandbox, name: str, place: dict[str, object]) -> bool:
    student = box.open()
    try:
        student.ask(RunCell("doctor", ATTEMPTS))
        reply = student.ask(Call("try_out", args=encode((name, place))))
    except StudentGone:
        return False
    finally:
        student.close()
    return reply.error is None and decode(reply.value) is True


@contextlib.contextmanager
def _make_place() -> Iterator[dict[str, object]]:
    """A file, an environment variable and an open port of the grader's, to be found if they can be."""
    former = os.environ.get("PASSERELLE_DOCTOR")
    os.environ["PASSERELLE_DOCTOR"] = SECRET
    try:
        with tempfile.TemporaryDirectory(prefix="passerelle-doctor-") as folder, socket.socket() as listener:
            path = Path(folder, "gradebook.db")
            path.write_text(SECRET, "utf-8")
            listener.bind(("127.0.0.1", 0))
            listener.listen()
            with _hand_in_at_exchange() as neighbour, _write_own_file() as own:
                yield {
                    "secret": SECRET,
                    "file": str(path),
                    "own": str(own),
                    "neighbour": str(neighbour or ""),
                    "beside": str(_find_there(EXCHANGE)),
                    "pid": os.getpid(),
                    "port": listener.getsockname()[1],
                }
    finally:
        if former is None:
            del os.environ["PASSERELLE_DOCTOR"]
        else:
            os.environ["PASSERELLE_DOCTOR"] = former


@contextlib.contextmanager
def _hand_in_at_exchange() -> Iterator[Path | None]:
    """A neighbour's submission at nbgrader's default exchange, for as long as it is looked for.

    ``None`` where this user may not write there: then it is tried whether the folder can be listed at all.
    """
    made: list[Path] = []
    folder = EXCHANGE / "passerelle-doctor" / "inbound" / "neighbour+01+2026-01-01 00:00:00 UTC+x"
    path = None
    try:
        with contextlib.suppress(OSError):
            for place in (*reversed(folder.parents), folder):
                if not place.exists():
                    place.mkdir()
                    made.append(place)
            path = folder / "01.ipynb"
            path.write_text(SECRET, "utf-8")
            path.chmod(0o644)
        yield path if path is not None and path.is_file() else None
    finally:
        with contextlib.suppress(OSError):
            if path is not None:
                path.unlink(missing_ok=True)
            for place in reversed(made):
                place.rmdir()


@contextlib.contextmanager
def _write_own_file() -> Iterator[Path]:
    """A file of this user's own home that nobody else may read."""
    try:
        descriptor, name = tempfile.mkstemp(prefix=".passerelle-doctor-", dir=Path.home())
    except (OSError, RuntimeError):
        descriptor, name = tempfile.mkstemp(prefix="passerelle-doctor-")
    path = Path(name)
    try:
        with os.fdopen(descriptor, "w") as stream:
            stream.write(SECRET)
        yield path
    finally:
        path.unlink(missing_ok=True)


def _find_there(path: Path) -> Path:
    """Return ``path``, or the nearest folder above it that exists."""
    return next(place for place in (path, *path.parents) if place.is_dir())
