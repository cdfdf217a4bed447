"""What a command takes: time, processor time of its whole tree of processes, and memory at its highest."""

from __future__ import annotations

import contextlib
import os
import resource
import subprocess
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import psutil

_PERIOD = 0.5


@dataclass(frozen=True)
class Cost:
    """What one command took."""

    seconds: float
    cpu_seconds: float
    peak_mb: float
    """The highest of the sums of proportional memory (PSS) seen twice a second, over all its processes."""
    load: float
    """Load of the machine over the last minute when it began: near zero, or the figures say little."""
    first_seconds: float = 0.0
    """When ``arrived`` was first seen to hold, to half a second."""


def measure(
    command: list[str], folder: Path, environment: dict[str, str], arrived: Callable[[], bool] | None = None
) -> Cost:
    """Run ``command`` in ``folder`` and return its cost, and when ``arrived`` came true; raises where it fails."""
    load = os.getloadavg()[0]
    before = _count_cpu()
    started = time.perf_counter()
    log = folder / "benchmark.log"
    with log.open("wb") as stream:
        process = subprocess.Popen(
            command, cwd=folder, env={**os.environ, **environment}, stdout=stream, stderr=subprocess.STDOUT
        )
        peak: list[float] = [0.0]
        first: list[float] = []
        watcher = threading.Thread(target=_watch, args=(process, peak, first, arrived), daemon=True)
        watcher.start()
        code = process.wait()
    seconds = time.perf_counter() - started
    watcher.join()
    if code:
        raise SystemExit(f"{' '.join(command)}: {code}\n{log.read_text('utf-8', 'replace')[-3000:]}")
    return Cost(seconds, _count_cpu() - before, peak[0], load, first[0] - started if first else seconds)


def _count_cpu() -> float:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def _watch(
    process: subprocess.Popen[bytes], peak: list[float], first: list[float], arrived: Callable[[], bool] | None
) -> None:
    while process.poll() is None:
        if arrived is not None and not first and arrived():
            first.append(time.perf_counter())
        with contextlib.suppress(psutil.Error):
            root = psutil.Process(process.pid)
            peak[0] = max(peak[0], sum(map(_read_pss, [root, *root.children(recursive=True)])) / 1e6)
        time.sleep(_PERIOD)


def _read_pss(process: psutil.Process) -> float:
    with contextlib.suppress(psutil.Error, OSError):
        return float(process.memory_full_info().pss)
    return 0.0
