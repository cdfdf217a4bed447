"""A learner's work for these tests: answered by the real server, through the real bytes."""

from __future__ import annotations

import textwrap
from pathlib import Path

import msgspec

from autograder.check.outcome import CheckOutcome
from autograder.check.runner import CheckSuite
from autograder.check.student import Student
from autograder.content.edition import Edition, EditionTask
from autograder.sandbox.protocol import Reply, Request
from autograder.sandbox.server import Server

EDITION = Edition(
    exercise="99-essai",
    lang="fr",
    title="Essai",
    tasks=(EditionTask("work", "Travail", "write", 4.0, names=("leaf_hash", "node_hash", "shift", "total")),),
)


class Work:
    """A transport to code run in this process; requests and replies cross as bytes."""

    def __init__(self, source: str) -> None:
        self.source = textwrap.dedent(source)
        self.namespace: dict[str, object] = {}
        code = compile(self.source, "<work>", "exec")
        exec(code, self.namespace)
        self.server = Server(self.namespace, locate=self.locate)
        self.asked = 0

    def locate(self, filename):
        from autograder.sandbox.failures import Place

        return Place("work", self.source) if filename == "<work>" else None

    def ask(self, request: Request, seconds: float | None = None) -> Reply:
        self.asked += 1
        asked = msgspec.msgpack.decode(msgspec.msgpack.encode(request), type=Request)
        return msgspec.msgpack.decode(msgspec.msgpack.encode(self.server.answer(asked)), type=Reply)


def make_student(source: str = "", **others) -> Student:
    others.setdefault("edition", EDITION)
    others.setdefault("sources", {"work": textwrap.dedent(source)})
    return Student(Work(source), **others)


def write_checks(folder: Path, body: str, name: str = "checks.py") -> Path:
    path = folder / name
    path.write_text("import pytest\n" + textwrap.dedent(body), encoding="utf-8")
    return path


def run_checks(folder: Path, body: str, source: str, **others) -> list[CheckOutcome]:
    """Collect ``body`` as checks.py and run it on the work ``source``."""
    student = others.pop("student", None) or make_student(source)
    return CheckSuite.collect([write_checks(folder, body)], lang="fr").run(student, **others)


def run_one(folder: Path, line: str, source: str, **others) -> CheckOutcome:
    """Run one check whose body is ``line``."""
    body = '@pytest.mark.task("work")\ndef test_it(student):\n    """Titre."""\n'
    (outcome,) = run_checks(folder, body + textwrap.indent(textwrap.dedent(line), "    "), source, **others)
    return outcome
