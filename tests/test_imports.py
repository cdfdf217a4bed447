"""Imports point downwards only: a part knows those below it, never those above."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "autograder"

LEVELS = (
    {"cli"},
    {"site"},
    {"learn", "teach", "classes", "demo", "validate", "importing"},
    {"grading"},
    {"desk"},
    {"check"},
    {"build"},
    {"i18n"},
    {"sandbox"},
    {"content"},
    {"storage", "learner_ids"},
    {"language"},
    {"errors"},
    {"autograder"},
)
"""From the top down; « autograder » is the package itself, which holds the version."""

ALONE = {"demo": {"classes"}, "teach": {"classes"}}
"""Who may know a part of its own level: the demonstration fills a class, the teacher's desk runs one."""

PREPARES = {("check", "desk.kernel.prepare")}
"""The first cell of an exercise imports ``check``: the one moment at which any kernel, anywhere, can be prepared."""

SANDBOX_KNOWS = {"errors", "language", "content.exercise"}
"""What the side of the line where hostile code runs may know of the package, lest it learn an answer."""


def find_level(part: str) -> int:
    return next(number for number, parts in enumerate(LEVELS) if part in parts)


def list_imports(source: str, package: str = "autograder") -> list[str]:
    """Full names of what ``source`` imports from the package, inside functions too."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.level:
            found.append(f"{package}.?relative")
        elif isinstance(node, ast.ImportFrom) and node.module == package:
            found += [f"{package}.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            found += [f"{node.module}.{alias.name}" for alias in node.names]
    return [name for name in found if name == package or name.startswith(f"{package}.")]


def name_part(name: str) -> str:
    """The part that a full name belongs to: ``autograder.check.student.Student`` gives ``check``."""
    pieces = name.split(".")
    if len(pieces) < 2 or pieces[1] == "__version__":
        return "autograder"
    return pieces[1]


def name_own_part(path: Path) -> str:
    first = path.relative_to(PACKAGE).parts[0]
    return "autograder" if first == "__init__.py" else first.removesuffix(".py")


def list_files() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def may_import(own: str, other: str) -> bool:
    return own == other or other in ALONE.get(own, ()) or find_level(own) < find_level(other)


def test_every_part_has_its_level():
    parts = {name_own_part(path) for path in list_files()}
    assert set() == parts - set().union(*LEVELS)
    assert len(parts) > 5


def test_imports_point_downwards():
    upward = [
        f"{path.relative_to(PACKAGE.parent)}: {name}"
        for path in list_files()
        for name in list_imports(path.read_text("utf-8"))
        if not may_import(name_own_part(path), name_part(name))
        and (name_own_part(path), name.removeprefix("autograder.")) not in PREPARES
    ]
    assert [] == upward


def test_the_sandbox_knows_no_answer():
    strange = [
        f"{path.relative_to(PACKAGE.parent)}: {name}"
        for path in (PACKAGE / "sandbox").rglob("*.py")
        for name in list_imports(path.read_text("utf-8"))
        if not name.startswith(("autograder.sandbox", *(f"autograder.{part}." for part in SANDBOX_KNOWS)))
    ]
    assert [] == strange


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("from autograder.check import check", ["autograder.check.check"]),
        ("def f():\n    import autograder.build.notebook", ["autograder.build.notebook"]),
        ("from autograder import language", ["autograder.language"]),
        ("from . import student", ["autograder.?relative"]),
        ("import json, pytest", []),
    ],
)
def test_imports_are_found_wherever_they_hide(source, expected):
    assert expected == list_imports(source)


def test_an_upward_import_would_be_seen():
    assert not may_import("sandbox", name_part("autograder.check.student.Student"))
    assert not may_import("classes", name_part("autograder.learn.workspace"))
    assert may_import("cli", "demo")
