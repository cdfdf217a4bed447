"""What an exercise gives, from its own cells: the copy of whoever checks, never that of the learner's process."""

from __future__ import annotations

import contextlib
import copy
import functools
import io
import json
import os
import shutil
import types
import weakref
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

from autograder.errors import ContentError
from autograder.language import tr
from autograder.sandbox.scratch import make_scratch

_NOT_GIVEN = ("setup", "check-all")


class Given:
    """What the locked cells ``sources`` leave, run in a folder of their own beside the data of ``folder``."""

    def __init__(self, sources: Sequence[str], folder: Path) -> None:
        self.sources = tuple(sources)
        self._data = folder / "data"
        self._kept: dict[int | None, dict[str, Any]] = {}
        """What the cells came to, by the number of the variant."""

    def read(self, name: str, number: int | None, read_variant: Callable[[], Mapping[str, Any]]) -> Any:
        """Return what ``name`` is for that variant, a copy where it can be changed.

        Raises :class:`ContentError` where no locked cell gives it.
        """
        if number not in self._kept:
            self._kept[number] = self._run(read_variant)
        namespace = self._kept[number]
        if name not in namespace:
            raise ContentError(
                tr('Aucune cellule donnée ne définit « {name} » : nommez-la avec cell="…" dans notebook.py.', name=name)
            )
        value = namespace[name]
        if isinstance(value, types.FunctionType):
            return _make_at_home(value, self._home)
        try:
            return copy.deepcopy(value)
        except Exception:  # A module, a lock, an open file: nothing that a check would change.
            return value

    @cached_property
    def _home(self) -> Path:
        """A folder for what the cells write, with their data: neither the kit's nor the learner's own."""
        home = make_scratch()
        weakref.finalize(self, shutil.rmtree, str(home), True)
        if self._data.is_dir():
            shutil.copytree(self._data, home / "data")
        return home

    def _run(self, read_variant: Callable[[], Mapping[str, Any]]) -> dict[str, Any]:
        namespace: dict[str, Any] = {"__name__": "__main__", "variant": lambda new=False: dict(read_variant())}
        with _working_in(self._home), contextlib.redirect_stdout(io.StringIO()):
            for source in self.sources:
                # A cell that leans on an answer gives nothing here; a check that asks for it is told.
                with contextlib.suppress(Exception):
                    exec(compile(source, "<given>", "exec"), namespace)
        return namespace


def list_given_sources(notebook: bytes) -> list[str]:
    """Return the source of each locked cell of a notebook that is neither an answer nor a check."""
    try:
        cells = json.loads(notebook)["cells"]
    except (ValueError, KeyError, TypeError):
        return []
    found = []
    for cell in cells:
        marks = cell.get("metadata", {}).get("nbgrader", {})
        locked = marks.get("locked") and not marks.get("grade") and not marks.get("solution")
        if cell.get("cell_type") == "code" and locked and marks.get("grade_id") not in _NOT_GIVEN:
            source = cell.get("source", "")
            found.append(source if isinstance(source, str) else "".join(source))
    return found


def _make_at_home(function: Callable[..., Any], folder: Path) -> Callable[..., Any]:
    """Return the function as it runs beside its data, silent."""

    @functools.wraps(function)
    def run(*args: Any, **kwargs: Any) -> Any:
        with _working_in(folder), contextlib.redirect_stdout(io.StringIO()):
            return function(*args, **kwargs)

    return run


@contextlib.contextmanager
def _working_in(folder: Path) -> Iterator[None]:
    former = os.getcwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(former)
