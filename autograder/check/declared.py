"""What the author of a check declares: its task, its title, its weight."""

from __future__ import annotations

import inspect
from pathlib import Path
from typing import Any

from autograder.check.outcome import Check
from autograder.errors import ContentError
from autograder.language import tr

_MARKERS = frozenset({"task", "parametrize", "usefixtures", "hypothesis"})


def read_check(item: Any, path: Path) -> Check:
    """Return what the pytest item ``item`` of the file ``path`` declares; raises :class:`ContentError`."""
    function = _find_function(item.obj)
    where = {"path": path, "line": function.__code__.co_firstlineno, "name": item.name}
    _refuse_unknown_markers(item, where)
    task, weight, shown = _read_marker(item, where)
    title = _read_title(function)
    if not title:
        raise ContentError(
            tr(
                "{path}, ligne {line} : « {name} » n’a pas de titre. "
                "Mettez en docstring la phrase que lira l’apprenant.",
                **where,
            )
        )
    if getattr(item, "callspec", None) is not None:
        title = f"{title} ({item.callspec.id})"
    hidden = path.name == "hidden.py"
    drawn = bool(getattr(item.obj, "is_hypothesis_test", False))
    return Check(f"{path.stem}::{item.name}", task, title, weight, hidden, shown, drawn)


def _refuse_unknown_markers(item: Any, where: dict[str, Any]) -> None:
    unknown = [mark.name for mark in item.iter_markers() if mark.name not in _MARKERS]
    if unknown:
        raise ContentError(
            tr(
                "{path}, ligne {line} : « {name} » porte le marqueur inconnu « {marker} ». Les marqueurs sont {known}.",
                marker=unknown[0],
                known=", ".join(sorted(_MARKERS - {"hypothesis"})),
                **where,
            )
        )


def _read_marker(item: Any, where: dict[str, Any]) -> tuple[str, float, str]:
    marker = item.get_closest_marker("task")
    if marker is None:
        raise ContentError(
            tr(
                "{path}, ligne {line} : « {name} » ne dit pas à quelle tâche elle appartient. "
                'Ajoutez @pytest.mark.task("…").',
                **where,
            )
        )
    weight = marker.kwargs.get("weight", 1)
    shown = marker.kwargs.get("shown", "")
    unknown = set(marker.kwargs) - {"weight", "shown"}
    well_formed = len(marker.args) == 1 and isinstance(marker.args[0], str) and isinstance(shown, str)
    if not well_formed or unknown or not isinstance(weight, (int, float)) or not weight > 0:
        raise ContentError(
            tr(
                "{path}, ligne {line} : le marqueur de « {name} » s’écrit "
                '@pytest.mark.task("tâche", weight=2, shown="…"), avec un poids plus grand que zéro.',
                **where,
            )
        )
    return marker.args[0], float(weight), " ".join(shown.split())


def _find_function(function: Any) -> Any:
    """Return the author's own function behind Hypothesis's and other wrappers."""
    inner = getattr(getattr(function, "hypothesis", None), "inner_test", function)
    return inspect.unwrap(getattr(inner, "__func__", inner))


def _read_title(function: Any) -> str:
    first = inspect.cleandoc(function.__doc__ or "").split("\n\n")[0]
    return " ".join(first.split())
