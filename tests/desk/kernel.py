"""A learner at a real kernel: cells typed, changed, run in any order, the notebook saved between."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import Any

import nbformat
from jupyter_client.manager import KernelManager

from tests.check.folder import make_notebook

SETUP = "from autograder.check import check, check_all, hint, solution, variant"


class Learner:
    """One kernel in an exercise's folder, one notebook on the screen."""

    def __init__(self, folder: Path, cells: dict[str, str]) -> None:
        self.folder = folder
        self.screen = dict(cells)
        self.numbers: dict[str, int | None] = {}
        self._start()

    def _start(self) -> None:
        self.manager = KernelManager(kernel_name="python3")
        self.manager.start_kernel(cwd=str(self.folder), env={**os.environ, "PASSERELLE_LEARNER": "zoe"})
        self.client = self.manager.client()
        self.client.start_channels()
        self.client.wait_for_ready(timeout=60)
        self.run_source("", SETUP)

    def close(self) -> None:
        self.client.stop_channels()
        self.manager.shutdown_kernel(now=True)

    def restart(self) -> None:
        """Restart Python; what is on the screen stays."""
        self.client.stop_channels()
        self.manager.shutdown_kernel(now=True)
        self._start()

    def type(self, cell: str, source: str) -> None:
        """Write in a cell, and run nothing."""
        self.screen[cell] = source

    def run(self, cell: str, source: str | None = None) -> list[dict[str, Any]]:
        """Run a cell as it stands, or with new text; return its outputs."""
        if source is not None:
            self.type(cell, source)
        outputs = self.run_source(cell, self.screen[cell])
        self.numbers[cell] = self._number
        return outputs

    def save(self, after: float = 1.0) -> None:
        """Save the notebook, as JupyterLab does by itself: ``after`` seconds from now, by the file's time."""
        notebook = make_notebook(self.screen)
        for cell in notebook.cells:
            if cell.cell_type == "code":
                cell.execution_count = self.numbers.get(cell.id)
        path = self.folder / "99-essai.ipynb"
        nbformat.write(notebook, path)
        at = time.time() + after
        os.utime(path, (at, at))

    def check(self, task: str) -> str:
        """Run the check of a task; return its panel's text, then its points on the last line."""
        outputs = self.run_source(f"{task}-check", f'check("{task}")')
        panel = "\n".join(o["data"]["text/plain"] for o in outputs if o["output_type"] == "display_data")
        points = "\n".join(o["data"]["text/plain"] for o in outputs if o["output_type"] == "execute_result")
        return f"{panel}\n{points}"

    def run_source(self, cell: str, source: str) -> list[dict[str, Any]]:
        metadata = {"cellId": cell} if cell else {}
        message = self.client.session.msg(
            "execute_request",
            {"code": source, "silent": False, "store_history": True, "user_expressions": {}, "allow_stdin": False},
            metadata=metadata,
        )
        self.client.shell_channel.send(message)
        return self._gather(message["header"]["msg_id"])

    def _gather(self, asked: str) -> list[dict[str, Any]]:
        outputs: list[dict[str, Any]] = []
        self._number = None
        while True:
            message = self.client.get_iopub_msg(timeout=60)
            if message["parent_header"].get("msg_id") != asked:
                continue
            kind, content = message["msg_type"], message["content"]
            if kind == "execute_input":
                self._number = content["execution_count"]
            if kind == "status" and content["execution_state"] == "idle":
                return outputs
            if kind in ("stream", "display_data", "execute_result", "error"):
                outputs.append({"output_type": kind, **content})
