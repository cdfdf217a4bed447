"""A dask scheduler and its workers as processes of their own, on loopback."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
DOCUMENTED = ROOT / "docs" / "how-to" / "cluster"

_WORKER = """
import sys
from distributed.cli.dask_worker import main
main(sys.argv[1:])
"""
_SCHEDULER = _WORKER.replace("dask_worker", "dask_scheduler")

CANNOT_ISOLATE = """
import errno
from autograder.sandbox.layers import seccomp
from autograder.sandbox.syscalls import PR_SET_NO_NEW_PRIVS, prctl

program = seccomp._Program()
program.add(seccomp._LOAD, 0)
for number, answer in ((272, errno.EPERM), (444, errno.ENOSYS)):  # unshare, landlock_create_ruleset
    program.add(seccomp._JUMP_EQUAL, number, 0, 1)
    program.add(seccomp._RETURN, seccomp._ERRNO | answer)
program.add(seccomp._RETURN, seccomp._ALLOW)
seccomp.install_filter(b"".join(seccomp.struct.pack("=HBBI", *each) for each in program.code))
"""
"""Put before a worker: the kernel then refuses it namespaces and Landlock, as a container with a closed filter does."""


class Cluster:
    """One scheduler and the workers that were started. Use it as a context manager."""

    def __init__(self, folder: Path, environment: dict[str, str] | None = None, scheme: str = "tcp") -> None:
        self.folder = folder
        self.environment = environment or {}
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        self.address = f"{scheme}://127.0.0.1:{port}"
        self.processes: list[subprocess.Popen[bytes]] = []
        self.stopped = threading.Event()
        self.scheduler = self._start(
            "scheduler", _SCHEDULER, "--host", f"{scheme}://127.0.0.1", "--port", str(port), "--no-dashboard"
        )
        self._wait_for("scheduler", "Scheduler at")

    def __enter__(self) -> Cluster:
        return self

    def __exit__(self, *others: object) -> None:
        self.stopped.set()
        for process in self.processes:
            if process.poll() is None:
                process.send_signal(signal.SIGCONT)
                process.kill()
            process.wait()

    def add_worker(self, name: str, *, before: str = "", threads: int = 1, path: str = "") -> subprocess.Popen[bytes]:
        """Start a worker; ``before`` is Python that its process runs first."""
        process = self._start(
            name, before + _WORKER, self.address, "--name", name, "--nthreads", str(threads), "--no-nanny",
            "--no-dashboard", "--local-directory", str(self.folder), path=path,
        )  # fmt: skip
        self._wait_for(name, "Registered to")
        return process

    def make_slow(self, process: subprocess.Popen[bytes]) -> None:
        """From now on, let the worker and all it starts run for one tenth of the time."""
        threading.Thread(target=self._hold_back, args=(process,), daemon=True).start()

    def _hold_back(self, process: subprocess.Popen[bytes]) -> None:
        while not self.stopped.is_set() and process.poll() is None:
            family = list_family(process.pid)
            for kind, seconds in ((signal.SIGSTOP, 0.45), (signal.SIGCONT, 0.05)):
                for pid in family:
                    try:
                        os.kill(pid, kind)
                    except ProcessLookupError:
                        continue
                time.sleep(seconds)

    def _start(self, name: str, code: str, *arguments: str, path: str = "") -> subprocess.Popen[bytes]:
        with (self.folder / f"{name}.log").open("wb") as log:
            process = subprocess.Popen(
                [sys.executable, "-c", code, *arguments],
                stdout=log,
                stderr=subprocess.STDOUT,
                cwd=self.folder,
                env=os.environ | {"PYTHONPATH": path or str(ROOT)} | self.environment,
            )
        self.processes.append(process)
        return process

    def _wait_for(self, name: str, words: str) -> None:
        log = self.folder / f"{name}.log"
        for _ in range(1200):
            if words in log.read_text("utf-8", "replace"):
                return
            if self.processes[-1].poll() is not None:
                break
            time.sleep(0.1)
        raise RuntimeError(f"{name} did not start:\n{log.read_text('utf-8', 'replace')[-3000:]}")


def make_keys(folder: Path) -> dict[str, str]:
    """Make keys and a configuration in ``folder`` as the documentation says; return what points dask to them."""
    subprocess.run(["sh", str(DOCUMENTED / "make-keys.sh"), str(folder / "tls")], check=True, capture_output=True)
    settings = (DOCUMENTED / "dask.yaml").read_text("utf-8").replace("/etc/passerelle", str(folder))
    (folder / "dask").mkdir()
    (folder / "dask" / "passerelle.yaml").write_text(settings, "utf-8")
    return {"DASK_CONFIG": str(folder / "dask")}


def list_family(pid: int) -> list[int]:
    """A process and all that it started."""
    try:
        tasks = list(Path(f"/proc/{pid}/task").iterdir())
        children = [int(child) for task in tasks for child in (task / "children").read_text().split()]
    except OSError:
        return []
    return [pid, *(each for child in children for each in list_family(child))]
