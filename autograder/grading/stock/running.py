"""The cells of a stock notebook, tests included, run in order in a student process.

One that ends its process (time, memory, exit) costs what hangs on it: another process runs the others again without
it.
"""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence

import msgspec

from autograder.errors import StudentGone
from autograder.grading.stock.restore import WorkCell
from autograder.language import tr
from autograder.sandbox.protocol import Refusal, RunCell, StudentError, WriteFile
from autograder.sandbox.sandbox import Sandbox, StudentProcess

MAX_RESTARTS = 12
"""Student processes that one notebook may use up, beyond the first."""
MAX_SECONDS = 3600.0
"""Wall-clock seconds for one notebook, however long its cells may take."""
MAX_OUTPUTS = 10_000_000
"""Bytes kept of all the outputs of one notebook."""


class StockRun(msgspec.Struct, frozen=True):
    """What became of one cell."""

    outputs: tuple[bytes, ...] = ()
    error: StudentError | None = None
    gone: str = ""
    """``timeout``, ``memory`` or ``crashed`` where the cell ended its process."""
    ran: bool = False
    refused: tuple[Refusal, ...] = ()
    """What it tried that the sandbox does not grant."""


class StockSession:
    """Runs one notebook."""

    def __init__(
        self,
        box: Sandbox,
        cells: Sequence[WorkCell],
        *,
        files: Mapping[str, bytes] | None = None,
        seed: int = 0,
    ) -> None:
        self._box = box
        self._cells = cells
        self._files = files or {}
        self._seed = seed
        count = sum(cell.runs for cell in cells)
        self._deadline = time.monotonic() + min(MAX_SECONDS, box.config.limits.cell_seconds * max(6, count))
        self._runs: dict[int, StockRun] = {}
        self._room = MAX_OUTPUTS
        self.cpu_seconds = 0.0
        self.peak_memory_mb = 0.0

    def run(self) -> list[StockRun]:
        """Run every code cell in order; return what became of each, cells that do not run included."""
        for _ in range(MAX_RESTARTS + 1):
            if not any(cell.runs for cell in self._cells) or self._play():
                break
        else:
            self._give_up("crashed")
        return [self._runs.get(index, StockRun()) for index in range(len(self._cells))]

    def _play(self) -> bool:
        """Run the cells that are not known to end the process; false where another one did."""
        process = self._box.open(seed=self._seed)
        try:
            for name, content in self._files.items():
                process.ask(WriteFile(name, content), 30.0)
            return all(
                self._play_one(process, index)
                for index, cell in enumerate(self._cells)
                if cell.runs and not self._runs.get(index, StockRun()).gone
            )
        finally:
            usage = process.close()
            self.cpu_seconds += usage.cpu_seconds
            self.peak_memory_mb = max(self.peak_memory_mb, usage.peak_memory_mb)

    def _play_one(self, process: StudentProcess, index: int) -> bool:
        left = self._deadline - time.monotonic()
        if left <= 0:
            self._give_up("timeout")
            return True
        cell = self._cells[index]
        try:
            reply = process.ask(RunCell(cell.key, cell.source), min(left, self._box.config.limits.cell_seconds))
        except StudentGone as gone:
            self._runs[index] = StockRun(gone=gone.status, ran=True)
            return False
        if index not in self._runs:
            self._runs[index] = StockRun(self._keep(reply.outputs), reply.error, "", True, reply.refused)
        return True

    def _give_up(self, status: str) -> None:
        """No more processes, or no more time: what has not been run counts as ended so."""
        for index, cell in enumerate(self._cells):
            if cell.runs and index not in self._runs:
                self._runs[index] = StockRun(gone=status, ran=True)

    def _keep(self, outputs: tuple[bytes, ...]) -> tuple[bytes, ...]:
        size = sum(map(len, outputs))
        if size <= self._room:
            self._room -= size
            return outputs
        notice = tr("[Cette sortie n’est pas gardée : le carnet entier en affiche trop.]")
        kept = [output for output in outputs if b'"execute_result"' in output[:100] and len(output) < 1_000]
        return (
            *kept,
            msgspec.json.encode({"output_type": "stream", "name": "stderr", "text": notice + "\n"}),
        )
