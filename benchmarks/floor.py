"""The floor: the same cells and the same checks, bare, in one warm interpreter.

No process, no isolation, no channel, no notebook written, no gradebook. `python -m benchmarks.floor EXERCISE COUNT`
prints the milliseconds of processor time that one submission takes so.
"""

from __future__ import annotations

import contextlib
import gc
import io
import json
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from autograder.check.failures import NameAbsent
from autograder.check.student import Record, Student
from autograder.content.kit import Kit, find_kit_root
from autograder.grading.bundle import Bundle
from autograder.grading.reading import parse_submission
from autograder.grading.restore import restore_notebook
from autograder.sandbox.cells import make_shell
from benchmarks.submissions import make_submissions

WARM = 12
"""Submissions before the clock starts: by then, every pool of examples is drawn."""


class BareStudent(Student):
    """Calls the work's functions directly."""

    def __init__(self, namespace: dict[str, Any], **others: Any) -> None:
        super().__init__(None, **others)  # type: ignore[arg-type]
        self.namespace = namespace

    def value(self, name: str, /) -> Any:
        """Return the global value ``name``."""
        record = self._note(Record("value", name))
        record.result, record.answered = self._find(name), True
        return record.result

    def _call(self, name: str, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Record:
        record = self._note(Record("call", name, args, kwargs))
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            record.result, record.answered = self._find(name)(*args, **kwargs), True
        record.printed = printed.getvalue()
        return record

    def _find(self, name: str) -> Any:
        if name not in self.namespace:
            raise NameAbsent(name)
        return self.namespace[name]


def measure_floor(exercise: str, count: int) -> float:
    """Return milliseconds of processor time a submission, over ``count`` of them."""
    bundle = Bundle(Kit(find_kit_root()), exercise)
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):  # The work writes where it stands.
        for name, content in bundle.data_files.items():
            Path(folder, name).parent.mkdir(parents=True, exist_ok=True)
            Path(folder, name).write_bytes(content)
        shell = make_shell(folder)
        submissions = list(make_submissions(bundle.kit, exercise, count).values())
        for number in range(WARM):
            _run(bundle, shell, submissions[0], number)
        gc.freeze()
        started = time.process_time()
        for number, data in enumerate(submissions):
            _run(bundle, shell, data, number)
        return 1000 * (time.process_time() - started) / count


def _run(bundle: Bundle, shell: Any, data: bytes, number: int) -> None:
    restored = restore_notebook(parse_submission(data, ""), bundle.exercise, bundle.editions)
    assert restored is not None
    public, secret = bundle.make_variant(number % 32) if bundle.choose_variant("", "") is not None else ({}, {})
    shell.user_ns.clear()  # Not `reset`, which collects garbage each time.
    shell.init_user_ns()
    shell.places.clear()
    for name in ("check", "check_all", "hint", "solution"):
        shell.user_ns[name] = lambda *others: 0.0
    shell.user_ns["variant"] = lambda *others: public
    for cell in restored.cells:
        if cell.type == "code" and not cell.muted and cell.role != "check":
            source = cell.source.replace("from autograder.check import", "from benchmarks.nothing import")
            shell.run(cell.key, source, 1_000_000)
            shell.user_ns["variant"] = lambda *others: public
    student = BareStudent(shell.user_ns, sources=restored.answers, variant=public, secret=secret)
    suite = bundle.find_suite(restored.lang)
    for task in bundle.exercise.tasks:
        suite.run(student, tasks=[task.id], seed=number)


if __name__ == "__main__":
    print(json.dumps({"ms": measure_floor(sys.argv[1], int(sys.argv[2]))}))
