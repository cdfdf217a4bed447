"""`requirements.lock` holds every dependency with its hashes, for every supported Python and system, and no address."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from packaging.markers import default_environment
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
LOCK = (ROOT / "requirements.lock").read_text("utf-8")
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


def read_locked() -> list[tuple[Requirement, list[str]]]:
    """Each locked requirement with its hashes."""
    joined = LOCK.replace("\\\n", " ")
    lines = [line for line in joined.splitlines() if line.strip() and not line.lstrip().startswith("#")]
    return [(Requirement(line.split("--hash")[0].strip()), re.findall(r"--hash=(\S+)", line)) for line in lines]


def list_declared() -> list[Requirement]:
    project = PYPROJECT["project"]
    groups = [
        project["dependencies"],
        *project["optional-dependencies"].values(),
        PYPROJECT["build-system"]["requires"],
    ]
    return [Requirement(line) for group in groups for line in group]


def find_locked(name: str) -> list[Requirement]:
    return [found for found, _ in read_locked() if canonicalize_name(found.name) == canonicalize_name(name)]


def test_the_lock_is_read_whole():
    """A reader that found nothing would make every other test here pass."""
    assert len(re.findall(r"^[A-Za-z0-9._-]+==", LOCK, re.MULTILINE)) == len(read_locked())
    assert len(read_locked()) > 100


def test_the_lock_names_no_address():
    assert [] == re.findall(r"\S*://\S*|--(?:extra-)?index-url.*|--find-links.*|\S+ @ \S+", LOCK)


def test_each_dependency_is_locked_within_its_bounds():
    missing = [
        str(wanted)
        for wanted in list_declared()
        if not any(wanted.specifier.contains(next(iter(found.specifier)).version) for found in find_locked(wanted.name))
    ]
    assert [] == missing


def test_each_locked_version_is_exact_and_hashed():
    loose = [str(found) for found, _ in read_locked() if [spec.operator for spec in found.specifier] != ["=="]]
    unhashed = [str(found) for found, hashes in read_locked() if not hashes]
    odd = [value for _, hashes in read_locked() for value in hashes if not re.fullmatch(r"sha256:[0-9a-f]{64}", value)]
    assert ([], [], []) == (loose, unhashed, odd)


def test_each_supported_python_and_system_gets_one_version():
    """A universal lock may hold two versions of a library, never two for the same machine."""
    for python in ("3.11", "3.12", "3.13"):
        for system, name in (("linux", "Linux"), ("darwin", "Darwin"), ("win32", "Windows")):
            machine = default_environment() | {
                "python_version": python,
                "python_full_version": f"{python}.0",
                "sys_platform": system,
                "platform_system": name,
                "os_name": "nt" if system == "win32" else "posix",
            }
            names = [found.name for found, _ in read_locked() if not found.marker or found.marker.evaluate(machine)]
            assert len(set(names)) == len(names), (python, system)
            wanted = {canonicalize_name(each.name) for each in list_declared()}
            assert set() == wanted - {canonicalize_name(each) for each in names}, (python, system)
