"""A submission's cells run in a student process, replaced by another when one of them ends it.

One bad cell costs one task: the process is replaced, the cells run again without the culprit, and the other tasks
keep their points.
"""

from __future__ import annotations

import time
from collections.abc import Sequence

import msgspec

from autograder.errors import StudentGone
from autograder.grading.restore import RestoredCell
from autograder.language import tr
from autograder.sandbox.protocol import Reply, Request, RunCell, StudentError
from autograder.sandbox.sandbox import Sandbox, StudentProcess

MAX_RESTARTS = 12
"""Student processes that one submission may use up, beyond the first."""
MAX_PASSES = 5
"""How often a cell that lacked a name is tried again after the others."""
MAX_SECONDS = 180.0
"""Wall-clock seconds for one submission, all its processes and checks together."""


MAX_OUTPUTS = 10_000_000
"""Bytes kept of all the outputs of one submission: each cell has its own limit, but there may be many cells."""


class CellRun(msgspec.Struct, frozen=True):
    """What became of one cell."""

    outputs: tuple[bytes, ...] = ()
    error: StudentError | None = None
    gone: str = ""
    """``timeout``, ``memory`` or ``crashed`` where the cell ended its process."""
    ran: bool = False


class Session:
    """A :class:`~autograder.sandbox.protocol.Transport` to a student whose process may die and be replaced."""

    def __init__(
        self,
        box: Sandbox,
        cells: Sequence[RestoredCell],
        *,
        again: Sequence[int] = (),
        variant: dict[str, object] | None = None,
        seed: int = 0,
    ) -> None:
        self._box = box
        self._cells = cells
        self._again = again
        self._variant = variant
        self._seed = seed
        self._process: StudentProcess | None = None
        self._restarts = 0
        self._deadline = time.monotonic() + MAX_SECONDS
        self._runs: dict[int, CellRun] = {}
        self._room = MAX_OUTPUTS
        self.cpu_seconds = 0.0
        self.peak_memory_mb = 0.0

    def rewind(self, end: int) -> Session:
        """Return a session of the same work in which only the cells before ``end`` are run."""
        former = Session(self._box, self._cells[:end], variant=self._variant, seed=self._seed)
        former._deadline = self._deadline
        former._runs = {index: run for index, run in self._runs.items() if run.gone and index < end}
        return former

    def run_cells(self) -> list[CellRun]:
        """Run every code cell, in order; return what became of each, cells that were not run included."""
        self._ensure_process()
        return [self._runs.get(index, CellRun()) for index in range(len(self._cells))]

    def ask(self, request: Request, seconds: float | None = None) -> Reply:
        """Ask the student; a process that ends is replaced at the next request."""
        process = self._ensure_process()
        try:
            return process.ask(request, self._allow(seconds))
        except StudentGone:
            self._end_process()
            raise

    def begin_again(self) -> Session:
        """End the process, whatever it is doing; the next request starts another."""
        self._end_process()
        return self

    def close(self) -> None:
        """End the process."""
        self._end_process()

    def _allow(self, seconds: float | None) -> float | None:
        left = self._deadline - time.monotonic()
        if left <= 0:
            raise StudentGone("timeout", "submission")
        return seconds if seconds is None else min(seconds, left)

    def _ensure_process(self) -> StudentProcess:
        while self._process is None:
            if self._restarts > MAX_RESTARTS:
                raise StudentGone("crashed", "too many restarts")
            self._allow(None)
            self._restarts += 1
            self._process = self._box.open(variant=self._variant, seed=self._seed)
            self._play_cells()
        return self._process

    def _play_cells(self) -> None:
        """Run the cells that are not known to end the process; a new culprit ends this attempt."""
        waiting = [*range(len(self._cells)), *self._again]
        for _ in range(MAX_PASSES):
            missing = []
            for index in waiting:
                run = self._play_one(index)
                if run is None:
                    return
                if run.error is not None and run.error.builtin == "NameError":
                    missing.append(index)
            # Cells that stand in another order than they were run in: another chance, now that more names exist.
            if not missing or len(missing) == len(waiting):
                return
            waiting = missing

    def _play_one(self, index: int) -> CellRun | None:
        """Run one cell; ``None`` where it ended the process."""
        known = self._runs.get(index)
        cell = self._cells[index]
        if cell.type != "code" or cell.muted or cell.role == "check" or (known and known.gone):
            return CellRun()
        assert self._process is not None
        try:
            self._allow(None)
            reply = self._process.ask(RunCell(cell=cell.key, source=cell.source, given=cell.role == "locked"))
        except StudentGone as gone:
            self._runs[index] = CellRun(gone=gone.status, ran=True)
            self._end_process()
            return None
        run = CellRun(outputs=reply.outputs, error=reply.error, ran=True)
        if known is None or known.error is not None:
            self._runs[index] = run = msgspec.structs.replace(run, outputs=self._keep(reply.outputs))
        return run

    def _keep(self, outputs: tuple[bytes, ...]) -> tuple[bytes, ...]:
        """Return the outputs while there is room for them, else a sentence in their place."""
        size = sum(map(len, outputs))
        if size <= self._room:
            self._room -= size
            return outputs
        notice = tr("[Cette sortie n’est pas gardée : le carnet entier en affiche trop.]")
        return (msgspec.json.encode({"output_type": "stream", "name": "stderr", "text": notice + "\n"}),)

    def _end_process(self) -> None:
        if self._process is None:
            return
        process, self._process = self._process, None
        usage = process.close()
        self.cpu_seconds += usage.cpu_seconds
        self.peak_memory_mb = max(self.peak_memory_mb, usage.peak_memory_mb)
