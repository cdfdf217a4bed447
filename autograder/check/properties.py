"""Hypothesis as checks use it: few examples, the same for the same seed, nothing stored, nothing printed."""

from __future__ import annotations

import contextlib
import functools
import os
import random
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from autograder.check.failures import WorkGone
from autograder.check.pools import Example, NotReusable, Pools

if TYPE_CHECKING:
    from autograder.check.pytest_host import PytestHost
    from autograder.check.student import Student

MAX_EXAMPLES = 25
MAX_SECONDS = 10.0
"""Wall-clock seconds after which a property that holds so far has been tried enough, on :data:`ENOUGH` examples."""
ENOUGH = 10
"""Examples that must hold however long they take: the first ones are the simplest, and sleeping must not pay."""
MAX_WAITING = 30.0
"""Wall-clock seconds after which a work that did not answer so many is too slow."""
MAX_SHRINKING = 2.0
"""Wall-clock seconds for looking for a smaller example that fails."""


Examine = Callable[[Callable[..., Any], dict[str, Any]], Any]


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
        self._last = time.monotonic() + MAX_WAITING
        self._held = 0
        self._error: Exception | None = None
        self._log: tuple[Any, ...] = ()

    def is_over(self) -> bool:
        """Whether no further example is to be tried; raises :class:`Enough` or :class:`WorkGone` for a bad end."""
        if time.monotonic() <= self._end:
            return False
        if self._error is None:
            if self._held < ENOUGH and time.monotonic() > self._last:
                raise WorkGone("timeout", "property")
            return self._held >= ENOUGH
        self.student.log.clear()
        self.student.log.extend(self._log)
        raise Enough(self._error)

    def examine(self, body: Callable[..., Any], values: dict[str, Any]) -> Any:
        """Try one example; the log then tells of this one only."""
        self.student.start_check()
        try:
            result = body(**values)
        except Exception as error:
            if not _is_hypothesis(error):
                self._note(error)
            raise
        self._held += 1
        return result

    def _note(self, error: Exception) -> None:
        if self._error is None:
            self._end = time.monotonic() + MAX_SHRINKING
        self._error, self._log = error, tuple(self.student.log)


_PROPERTY: pytest.StashKey[Property] = pytest.StashKey()


def prepare(item: Any, host: PytestHost, *, hidden: bool = False) -> None:
    """Give the property behind a collected item, where it is one, our settings and its pools of examples.

    Nobody reads the example that a ``hidden`` one fails on but whoever grades: it is the shortest of the pool, and no
    smaller one is looked for.
    """
    if not getattr(item.obj, "is_hypothesis_test", False):
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
    item.stash[_PROPERTY] = Property(item, host, shrink=not hidden)
    inner = target.hypothesis.inner_test
    if getattr(inner, "passerelle_prepared", False):
        return

    @functools.wraps(inner)
    def one_example(*args: Any, **kwargs: Any) -> Any:
        return host.fixtures.examine(functools.partial(inner, *args), kwargs)

    one_example.passerelle_prepared = True  # type: ignore[attr-defined]
    target.hypothesis.inner_test = one_example


def call(item: Any, arguments: dict[str, Any], student: Student, seed: int) -> None:
    """Run a check with its fixtures; ``seed`` settles the examples of a property."""
    found: Property | None = item.stash.get(_PROPERTY, None)
    if found is None:
        item.obj(**arguments)
    else:
        found.run(arguments, Pace(student), seed)


class Property:
    """One property: tried on the examples of a pool; Hypothesis itself comes in to make a failing one smaller."""

    def __init__(self, item: Any, host: PytestHost, *, shrink: bool = True) -> None:
        self._item = item
        self._host = host
        self._shrink = shrink
        self._pools = Pools(self._draw)

    def run(self, arguments: dict[str, Any], pace: Pace, seed: int) -> None:
        """Try the examples of a seed; raises what the check raises, for the smallest example that fails."""
        known, failure = 0, None
        if self._pools.reusable:
            try:
                known, failure = self._replay(arguments, pace, seed)
            except NotReusable:
                self._pools.reusable = False
        if self._pools.reusable and failure is None:
            return
        if failure is not None and not self._shrink:
            raise failure
        self._run_engine(arguments, pace, seed, known)
        if failure is not None:
            _refuse_change(failure, pace)

    def _replay(self, arguments: dict[str, Any], pace: Pace, seed: int) -> tuple[int, Exception | None]:
        """Try examples until one fails; return how many held, and what the other raised."""
        body = _function(self._item).hypothesis.inner_test.__wrapped__
        instance = getattr(self._item.obj, "__self__", None)
        body = body if instance is None else functools.partial(body, instance)
        held = 0
        for example in self._pools.give(seed):
            if pace.is_over():
                break
            random.seed(0)  # As Hypothesis does.
            try:
                pace.examine(body, {**arguments, **example})
            except WorkGone:
                raise  # A smaller example is not worth another process.
            except Exception as error:
                if _is_hypothesis(error):
                    raise NotReusable from None  # assume, note, target: the check talks with Hypothesis.
                return held, error
            held += 1
        return held, None

    def _run_engine(self, arguments: dict[str, Any], pace: Pace, seed: int, known: int) -> None:
        """Have Hypothesis draw the same examples again; of the first ``known``, it is known that they hold."""
        left = known

        def examine(body: Callable[..., Any], values: dict[str, Any]) -> Any:
            nonlocal left
            if left > 0:
                left -= 1
                return None
            return None if pace.is_over() else pace.examine(body, values)

        self._have_drawn(arguments, seed, examine)

    def _draw(self, seed: int) -> list[Example]:
        examples: list[Example] = []
        given = self._item._fixtureinfo.argnames

        def record(body: Callable[..., Any], values: dict[str, Any]) -> None:
            examples.append({name: value for name, value in values.items() if name not in given})

        self._have_drawn(dict.fromkeys(given), seed, record)
        return examples if self._shrink else sorted(examples, key=lambda example: len(repr(example)))

    def _have_drawn(self, arguments: dict[str, Any], seed: int, examine: Examine) -> None:
        _function(self._item)._hypothesis_internal_use_seed = seed
        self._host.fixtures.examine = examine
        self._item.obj(**arguments)


def _is_hypothesis(error: Exception) -> bool:
    from hypothesis.errors import HypothesisException, HypothesisWarning

    return isinstance(error, (HypothesisException, HypothesisWarning))


def _refuse_change(failure: Exception, pace: Pace) -> None:
    """Raise what is to be said of an example that failed once, and not when Hypothesis tried it again."""
    from hypothesis.errors import Flaky

    if pace.is_over():
        raise failure
    raise Flaky("An example failed, then held.") from failure


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
