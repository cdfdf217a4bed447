"""Hypothesis as checks use it: few examples, the same for the same seed, nothing stored, nothing printed."""

from __future__ import annotations

import contextlib
import functools
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from autograder.check.pytest_host import PytestHost
    from autograder.check.student import Student

MAX_EXAMPLES = 25
MAX_SECONDS = 10.0
"""Wall-clock seconds after which a property that holds so far has been tried enough."""
MAX_SHRINKING = 2.0
"""Wall-clock seconds for looking for a smaller example that fails."""


class Enough(BaseException):
    """Leaves Hypothesis with the failure that is known: a slow answer is not asked five hundred times more."""

    def __init__(self, error: Exception) -> None:
        super().__init__()
        self.error = error


class Pace:
    """How long one property has been running, and the last example that failed."""

    def __init__(self, student: Student) -> None:
        self.student = student
        self._end = time.monotonic() + MAX_SECONDS
        self._error: Exception | None = None
        self._log: tuple[Any, ...] = ()

    def is_over(self) -> bool:
        """Whether no further example is to be tried; raises :class:`Enough` where one has failed."""
        if time.monotonic() <= self._end:
            return False
        if self._error is None:
            return True
        self.student.log.clear()
        self.student.log.extend(self._log)
        raise Enough(self._error)

    def note(self, error: Exception) -> None:
        """Remember an example that failed."""
        if self._error is None:
            self._end = time.monotonic() + MAX_SHRINKING
        self._error, self._log = error, tuple(self.student.log)


def prepare(item: Any, host: PytestHost) -> None:
    """Give the property behind a collected item, where it is one, our settings."""
    if not _is_property(item):
        return
    from hypothesis import HealthCheck, Phase, Verbosity, settings

    _keep_files_away()
    target = _function(item)
    declared: settings = getattr(target, "_hypothesis_internal_use_settings", None) or settings()
    target._hypothesis_internal_use_settings = settings(
        parent=declared,
        max_examples=min(MAX_EXAMPLES, declared.max_examples),
        database=None,
        deadline=None,
        derandomize=True,
        print_blob=False,
        report_multiple_bugs=False,
        verbosity=Verbosity.quiet,
        phases=(Phase.explicit, Phase.generate, Phase.shrink),
        suppress_health_check=list(HealthCheck),
    )
    inner = target.hypothesis.inner_test
    if getattr(inner, "passerelle_prepared", False):
        return

    @functools.wraps(inner)
    def one_example(*args: Any, **kwargs: Any) -> Any:
        pace = host.fixtures.pace
        if pace is None or pace.is_over():
            return None
        # A message tells of the last example only: the smallest that fails.
        pace.student.start_check()
        try:
            return inner(*args, **kwargs)
        except Exception as error:
            pace.note(error)
            raise

    one_example.passerelle_prepared = True  # type: ignore[attr-defined]
    target.hypothesis.inner_test = one_example


def seed(item: Any, number: int) -> None:
    """Settle the examples of a property; does nothing for another check."""
    if _is_property(item):
        _function(item)._hypothesis_internal_use_seed = number


@contextlib.contextmanager
def quiet() -> Iterator[None]:
    """Keep Hypothesis from drawing its examples from whatever modules this process happens to have loaded."""
    providers = sys.modules.get("hypothesis.internal.conjecture.providers")
    collect = getattr(providers, "_get_local_constants", None)
    if providers is None or collect is None:
        yield
        return
    nothing = type(providers._local_constants)()  # type: ignore[attr-defined]
    providers._get_local_constants = lambda: nothing  # type: ignore[attr-defined]
    try:
        yield
    finally:
        providers._get_local_constants = collect  # type: ignore[attr-defined]


def _is_property(item: Any) -> bool:
    return getattr(item.obj, "is_hypothesis_test", False)


def _function(item: Any) -> Any:
    return getattr(item.obj, "__func__", item.obj)


def _keep_files_away() -> None:
    """Send Hypothesis's tables of characters to the user's cache, not to a folder beside the notebook."""
    from hypothesis import configuration

    known = getattr(configuration, "__hypothesis_home_directory", None)
    if known is not None or os.environ.get("HYPOTHESIS_STORAGE_DIRECTORY"):
        return
    with contextlib.suppress(RuntimeError, OSError):
        base = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA") or str(Path.home() / ".cache")
        configuration.set_hypothesis_home_dir(Path(base) / "passerelle" / "hypothesis")
