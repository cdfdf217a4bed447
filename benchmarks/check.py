"""How long a learner waits for `check`, in a real kernel: `python -m benchmarks.check [NN-slug...]`.

The exercise is laid out as a learner has it, its cells are run in a kernel by Jupyter's own protocol, and the clock
runs from the request to the end of each check cell: what is between Shift + Enter and the panel, less the browser.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jupyter_client.blocking.client import BlockingKernelClient
from jupyter_client.manager import KernelManager

from autograder.content.kit import Kit, find_kit_root
from autograder.demo.samples import SampleMaker, dump

LIMIT = 0.3
"""Seconds within which a check answers."""
READING = 3.0
"""Seconds that a learner takes, at the very least, between opening a notebook and the first check."""
ROUNDS = 3


@dataclass(frozen=True)
class Wait:
    """One check cell, run once."""

    exercise: str
    work: str
    task: str
    seconds: float
    first: bool
    """Whether it was the first check of its kernel."""


def measure_exercise(kit: Kit, exercise: str) -> Iterator[Wait]:
    """Yield what each check cell takes: of the blank exercise, of the reference answers, of a kept mistake."""
    maker = SampleMaker(kit, exercise)
    edition = kit.edition_folder(exercise, "fr")
    works = {
        "blank": (edition / f"{exercise}.ipynb").read_bytes(),
        "right": dump(maker.make_right("fr")),
        "wrong": dump(maker.make_mistaken("fr", maker.mistakes[0].name)),
    }
    for work, data in works.items():
        with tempfile.TemporaryDirectory() as scratch:
            folder = Path(scratch) / exercise
            shutil.copytree(edition, folder)
            (folder / f"{exercise}.ipynb").write_bytes(data)
            yield from _measure_notebook(folder, exercise, work)


def _measure_notebook(folder: Path, exercise: str, work: str) -> Iterator[Wait]:
    cells = json.loads((folder / f"{exercise}.ipynb").read_bytes())["cells"]
    code = [(str(cell["id"]), "".join(cell["source"])) for cell in cells if cell["cell_type"] == "code"]
    first = True
    with _Kernel(folder) as kernel:
        for turn in range(ROUNDS):
            for name, source in code:
                if name.endswith("-check"):
                    yield Wait(exercise, work, name.removesuffix("-check"), kernel.run(source, name), first)
                    first = False
                elif name != "check-all":
                    kernel.run(source, name)
                    if name == "setup" and turn == 0:
                        time.sleep(READING)


class _Kernel:
    def __init__(self, folder: Path) -> None:
        self._manager = KernelManager(kernel_name="python3")
        self._folder = folder
        self._client: BlockingKernelClient

    def __enter__(self) -> _Kernel:
        environment = {**os.environ, "PASSERELLE_LANG": "fr", "PASSERELLE_LEARNER": "zoe"}
        self._manager.start_kernel(cwd=str(self._folder), env=environment)
        self._client = self._manager.blocking_client()
        self._client.start_channels()
        self._client.wait_for_ready(timeout=120)
        return self

    def __exit__(self, *others: object) -> None:
        self._client.stop_channels()
        self._manager.shutdown_kernel(now=True)

    def run(self, source: str, cell: str) -> float:
        """Run a cell as JupyterLab does, with its id, and return the seconds until it was done."""
        content = {"code": source, "silent": False, "store_history": True, "user_expressions": {}, "allow_stdin": False}
        message: dict[str, Any] = self._client.session.msg("execute_request", content, metadata={"cellId": cell})
        started = time.perf_counter()
        self._client.shell_channel.send(message)
        while True:
            answer = self._client.get_iopub_msg(timeout=120)
            mine = answer["parent_header"].get("msg_id") == message["header"]["msg_id"]
            if mine and answer["header"]["msg_type"] == "status" and answer["content"]["execution_state"] == "idle":
                return time.perf_counter() - started


def describe(waits: list[Wait]) -> str:
    """Return a line: the median, the slowest, the first of a kernel, in milliseconds."""
    later = [1000 * wait.seconds for wait in waits if not wait.first]
    slowest = max(waits, key=lambda wait: wait.seconds)
    first = max(1000 * wait.seconds for wait in waits if wait.first)
    return (
        f"median {statistics.median(later):4.0f} ms  slowest {1000 * slowest.seconds:4.0f} ms "
        f"({slowest.task}, {slowest.work})  first of a kernel {first:4.0f} ms  checks {len(waits)}"
    )


def main() -> int:
    """Measure and print; 1 where a check took longer than the limit."""
    kit = Kit(find_kit_root())
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("exercises", nargs="*", metavar="NN-slug", help="all, where none is named")
    parser.add_argument("--all", action="store_true", help="print each check cell too")
    arguments = parser.parse_args()
    exercises = arguments.exercises or [
        path.parent.name for path in sorted(kit.root.glob("exercises/fr/*/exercise.json"))
    ]
    print(f"load {os.getloadavg()[0]:.2f} on {os.cpu_count()} processors")
    slow = 0
    for exercise in exercises:
        waits = list(measure_exercise(kit, exercise))
        print(f"{exercise:24} {describe(waits)}", flush=True)
        if arguments.all:
            for wait in waits:
                print(
                    f"    {wait.work:6} {wait.task:24} {1000 * wait.seconds:5.0f} ms{'  first' if wait.first else ''}"
                )
        slow += sum(wait.seconds > LIMIT for wait in waits)
    print(f"over {LIMIT} s: {slow}")
    return 1 if slow else 0


if __name__ == "__main__":
    raise SystemExit(main())
