"""Hypothesis as checks use it: few examples, the same for the same seed, nothing stored, nothing printed."""

from __future__ import annotations

import contextlib
import functools
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from autograder.check.pytest_host import PytestHost

MAX_EXAMPLES = 25


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
        # A message tells of the last example only: the smallest that fails.
        if host.fixtures.current is not None:
            host.fixtures.current.start_check()
        return inner(*args, **kwargs)

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
