"""pytest inside this process: collects files of checks once, and prepares their items for each run.

It shares nothing with a pytest run around it (our own tests) nor with the kernel it may live in: no plugin of the
user's, no conftest, no configuration file, no cache, no import hook, nothing printed, nothing written.
"""

from __future__ import annotations

import os
import warnings
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from _pytest.assertion import util as assertion_util
from _pytest.config import get_config
from _pytest.mark import MARK_GEN

from autograder.check import properties
from autograder.check.checkfile import SHARED, load_check_module
from autograder.check.student import Student
from autograder.errors import ContentError
from autograder.language import tr

_NOT_NEEDED = (
    *("cacheprovider", "capture", "debugging", "doctest", "faulthandler", "junitxml", "legacypath", "logging"),
    *("pastebin", "reports", "setuponly", "setupplan", "skipping", "stepwise", "subtests", "terminal"),
    *("threadexception", "unittest", "unraisableexception", "warnings"),
)
_ENVIRONMENT = ("PYTEST_PLUGINS", "PYTEST_ADDOPTS", "PYTEST_DISABLE_PLUGIN_AUTOLOAD")


class _Fixtures:
    """The plugin that gives checks their fixture."""

    def __init__(self) -> None:
        self.current: Student | None = None
        self.examine: properties.Examine = lambda body, values: body(**values)
        """What becomes of the examples that Hypothesis draws."""

    @pytest.fixture
    def student(self) -> Student:
        """The learner's work under check."""
        assert self.current is not None
        return self.current


class _CheckModule(pytest.Module):
    """A file of checks, loaded without pytest's import machinery."""

    loaded: ModuleType

    def _getobj(self) -> ModuleType:
        return self.loaded


class PytestHost:
    """One pytest session that stays open for as long as its checks may run."""

    def __init__(self, folder: Path) -> None:
        self.fixtures = _Fixtures()
        self._shared_path = folder / f"{SHARED}.py"
        self._shared: ModuleType | None = None
        with _isolated():
            self.config = _make_config(folder)
            self.config.pluginmanager.register(self.fixtures, "passerelle-fixtures")
            self.config._do_configure()
            self.session = pytest.Session.from_config(self.config)
            self.config.hook.pytest_sessionstart(session=self.session)
        self._state = self.session._setupstate

    def collect(self, path: Path, translate: Callable[[str], str]) -> list[pytest.Function]:
        """Return the items of one file of checks, in its order; raises :class:`ContentError`."""
        with _isolated(), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            MARK_GEN._config = self.config
            try:
                module = _CheckModule.from_parent(self.session, path=path)
                module.loaded = load_check_module(path, self.config, translate, self._load_shared(translate))
                return list(_walk(module.collect()))
            except (pytest.Collector.CollectError, pytest.fail.Exception, pytest.skip.Exception) as error:
                reason = str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
                raise ContentError(
                    tr("{path} : ces vérifications ne se laissent pas lire ({reason}).", path=path, reason=reason)
                ) from error

    def _load_shared(self, translate: Callable[[str], str]) -> ModuleType | None:
        """Load what the files of checks share, once, where there is such a file beside those that ship."""
        if self._shared is None and self._shared_path.is_file():
            self._shared = load_check_module(self._shared_path, self.config, translate)
        return self._shared

    def run(self, item: pytest.Function, student: Student, seed: int = 0) -> None:
        """Run one item with fresh fixtures; whatever the check raises comes out as it is."""
        if _needs_student_alone(item):
            # Most checks do: pytest's own setting up and tearing down would take as long as the check.
            properties.call(item, {"student": student} if item._fixtureinfo.argnames else {}, student, seed)
            return
        self.fixtures.current = student
        item.__dict__.pop("_instance", None)
        item.__dict__.pop("_obj", None) if item.cls is not None else None
        item._initrequest()
        try:
            self._state.setup(item)
            arguments = {name: item.funcargs[name] for name in item._fixtureinfo.argnames}
            properties.call(item, arguments, student, seed)
        finally:
            self._state.teardown_exact(None)
            item.funcargs = {}
            self.fixtures.current = None


def _needs_student_alone(item: pytest.Function) -> bool:
    """Whether the item is a function that takes our fixture and no other, nor any set-up around it."""
    known = item._fixtureinfo
    return (
        item.cls is None
        and known.names_closure in ([], ["student"])
        and len(known.name2fixturedefs) <= 1
        and (all(len(definitions) == 1 for definitions in known.name2fixturedefs.values()))
    )


@contextmanager
def compare_with(witness: Callable[[str, Any, Any], str]) -> Iterator[None]:
    """Have failing comparisons of rewritten asserts told to ``witness``, which returns a short text for the error.

    pytest's own texts are never built: they cost ten times what the check costs.
    """
    saved = assertion_util._reprcompare, assertion_util._assertion_pass
    assertion_util._reprcompare, assertion_util._assertion_pass = witness, None
    try:
        yield
    finally:
        assertion_util._reprcompare, assertion_util._assertion_pass = saved


def _make_config(folder: Path) -> pytest.Config:
    arguments = ["--assert=plain", "--noconftest", f"--rootdir={folder}", "-c", os.devnull]
    arguments += ["--disable-plugin-autoload", "--import-mode=importlib"]
    for name in _NOT_NEEDED:
        arguments += ["-p", f"no:{name}"]
    config = get_config(arguments)
    config.parse(arguments, addopts=False)
    config.addinivalue_line("markers", "task(id, weight=1, shown=''): the task that a check belongs to")
    return config


@contextmanager
def _isolated() -> Iterator[None]:
    """Hide the settings of a pytest run around this one, and put its state back afterwards."""
    hidden = {name: os.environ.pop(name) for name in _ENVIRONMENT if name in os.environ}
    marks = MARK_GEN._config
    try:
        yield
    finally:
        MARK_GEN._config = marks
        os.environ.update(hidden)


def _walk(nodes: Iterable[Any]) -> Iterator[pytest.Function]:
    for node in nodes:
        if isinstance(node, pytest.Function):
            yield node
        elif isinstance(node, pytest.Collector):
            yield from _walk(node.collect())
