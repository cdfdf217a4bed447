"""What has to be the same on every machine for a work to get the same grade on each."""

from __future__ import annotations

import hashlib
import importlib.metadata
import sys
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from autograder import __version__
from autograder.language import find_locale_folder

_ENGINE = ("hypothesis", "ipython", "msgspec", "pytest")
"""Libraries that decide what is drawn, run and compared, whatever the exercise."""


def make_stamp(imports: Sequence[str]) -> dict[str, str]:
    """Return what this machine grades with, by name: the kit, its code, Python, and the libraries that count."""
    stamp = {"passerelle": __version__, "code": hash_code(), "python": f"{sys.version_info[0]}.{sys.version_info[1]}"}
    for name in sorted({*_ENGINE, *(name.partition(".")[0] for name in imports)} - set(sys.stdlib_module_names)):
        stamp[name] = find_version(name)
    return stamp


def compare_stamps(wanted: dict[str, str], found: dict[str, str]) -> list[tuple[str, str, str]]:
    """Return what differs: its name, what is wanted, what is there."""
    return [(name, value, found.get(name, "—")) for name, value in wanted.items() if found.get(name, "—") != value]


@cache
def hash_code() -> str:
    """Return the start of a SHA-256 over the package's sources and its sentences."""
    package = Path(__file__).resolve().parents[2]
    locale = find_locale_folder()
    files = [(path.relative_to(package), path) for path in package.rglob("*.py")]
    files += [(path.relative_to(locale), path) for path in locale.glob("*/interface.po")]
    digest = hashlib.sha256()
    for name, path in sorted(files):
        digest.update(f"{name.as_posix()}\0{hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    return digest.hexdigest()[:16]


@cache
def find_version(module: str) -> str:
    """Return the version of the distribution that holds a module; « — » where there is none."""
    try:
        return importlib.metadata.version(module)
    except importlib.metadata.PackageNotFoundError:
        names = importlib.metadata.packages_distributions().get(module, ())
        return ", ".join(sorted({importlib.metadata.version(name) for name in names})) or "—"
