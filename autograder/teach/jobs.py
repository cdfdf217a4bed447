"""The long work of a class page: one piece at a time, in a process of its own, watched from a thread."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import msgspec

from autograder.language import tr
from autograder.teach.worker import Order, Outcome, Step

_MESSAGE = msgspec.json.Decoder(Step | Outcome)


class Progress(msgspec.Struct):
    """What the page shows of the work; sent as JSON."""

    action: str = ""
    """Empty where nothing was asked for yet."""
    running: bool = False
    done: int = 0
    total: int = 0
    text: str = ""
    """How far it is and the time left, or how it ended."""
    details: tuple[str, ...] = ()
    failed: bool = False


class Jobs:
    """The work of one class."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.progress = Progress()
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None

    def start(self, order: Order, title: str, finished: Callable[[], None] = lambda: None) -> bool:
        """Start a piece of work; false where another one is still going. ``finished`` is called at its end."""
        with self._lock:
            if self.progress.running:
                return False
            self.progress = Progress(order.action, running=True, text=tr("{title}…", title=title))
        # A thread has no language of its own: it speaks the one of the environment, as the page does.
        threading.Thread(target=self._work, args=(order, title, finished), daemon=True).start()
        return True

    def stop(self) -> None:
        """End the work that runs, with the server. What it had finished is kept."""
        process = self._process
        if process is not None and process.poll() is None:
            process.terminate()

    def _work(self, order: Order, title: str, finished: Callable[[], None]) -> None:
        try:
            outcome = self._run(order, title)
        except (OSError, msgspec.DecodeError) as error:
            # No process to be had, or one that was cut short in the middle of a line.
            outcome = _explain_end(-1, str(error).encode())
        last = self.progress
        self.progress = Progress(
            order.action, False, last.done, last.total, outcome.message, outcome.details, outcome.failed
        )
        finished()

    def _run(self, order: Order, title: str) -> Outcome:
        process = subprocess.Popen(
            [sys.executable, "-m", "autograder.teach.worker", str(self.root)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        self._process = process
        assert process.stdin is not None
        assert process.stdout is not None
        errors: list[bytes] = []
        reader = threading.Thread(target=lambda: errors.extend(process.stderr or ()), daemon=True)
        reader.start()
        process.stdin.write(msgspec.json.encode(order))
        process.stdin.close()
        first: Step | None = None
        began = 0.0
        outcome = None
        for line in process.stdout:
            message = _MESSAGE.decode(line)
            if isinstance(message, Outcome):
                outcome = message
            else:
                # What comes before the first step, such as the start of the grader, says nothing of those to come.
                if first is None:
                    first, began = message, time.monotonic()
                text = _describe_step(title, message, time.monotonic() - began, first.done)
                self.progress = Progress(order.action, True, message.done, message.total, text)
        process.wait()
        reader.join()
        return outcome or _explain_end(process.returncode, b"".join(errors))


def _describe_step(title: str, step: Step, seconds: float, before: int = 0) -> str:
    """Say how far the work is; ``seconds`` went into what was done since ``before``, and tell the time left."""
    text = tr("{title} : {done} sur {total}", title=title, done=step.done, total=step.total)
    if not before < step.done < step.total:
        return text
    left = round(seconds / (step.done - before) * (step.total - step.done))
    if left < 60:
        return text + tr(", encore {seconds} s environ", seconds=max(left, 1))
    return text + tr(", encore {minutes} min environ", minutes=round(left / 60))


def _explain_end(code: int, errors: bytes) -> Outcome:
    lines = errors.decode("utf-8", "replace").strip().splitlines()
    return Outcome(
        tr(
            "Le travail s’est arrêté avant la fin (code {code}). Ce qui était fini est gardé. "
            "Relancez-le ; s’il s’arrête encore, essayez la même commande `passerelle class` dans un terminal.",
            code=code,
        ),
        tuple(lines[-1:]),
        failed=True,
    )
