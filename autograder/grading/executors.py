"""Where a run may be done: one line for each executor, named after the command's option that asks for it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from autograder.errors import UsageError
from autograder.grading.many import Executor, LocalExecutor
from autograder.language import tr

Notice = Callable[[str], None]


def _make_local(workers: int, notice: Notice | None) -> Executor:
    return LocalExecutor(workers)


def _make_cluster(address: str, notice: Notice | None) -> Executor:
    from autograder.grading.cluster.executor import ClusterExecutor

    return ClusterExecutor(address, notice=notice)


EXECUTORS: dict[str, Callable[[Any, Notice | None], Executor]] = {
    "workers": _make_local,
    "scheduler": _make_cluster,
}


def choose_executor(*, notice: Notice | None = None, **options: Any) -> Executor | None:
    """Return the executor of the one option that is given; ``None`` where none is: this machine, as it sees fit.

    ``notice`` is told, a sentence each, what somebody should know of the run. Raises :class:`UsageError` for two.
    """
    given = {name: value for name, value in options.items() if value is not None}
    if len(given) > 1:
        raise UsageError(
            tr("Ces options s’excluent : {options}. N’en gardez qu’une.", options=", ".join(f"--{x}" for x in given))
        )
    for name, value in given.items():
        return EXECUTORS[name](value, notice)
    return None
