"""Right only up to the size of the shipped examples: what is longer is cut, what is greater counts as the greatest."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import Any

from autograder.validate.adversaries.site import Asked, Site, Surroundings, list_functions, list_parameters, prepend

_LONG: dict[type[Any], int] = {list: 64, bytes: 200}
"""Sizes above any that an author tries by hand: a list of 64, 200 bytes."""


def limit_sizes(tree: ast.Module, around: Surroundings) -> Iterator[Site]:
    """Yield functions that look at no more of an argument than the shipped checks ever gave it."""
    for function in list_functions(tree):
        asked = [one for one in around.asked if one.name == function.name]
        for position, name in enumerate(list_parameters(function)):
            values = list(_list_values(asked, position, name))
            for line in _limit(name, values):
                yield Site(function, lambda node, line=line: prepend(node, line), f"def {function.name}", line)  # type: ignore[misc]


def _list_values(asked: list[Asked], position: int, name: str) -> Iterator[Any]:
    for one in asked:
        if name in one.kwargs:
            yield one.kwargs[name]
        elif position < len(one.args):
            yield one.args[position]


def _limit(name: str, values: list[Any]) -> Iterator[str]:
    kinds = {type(value) for value in values}
    if len(kinds) != 1:
        return
    kind = kinds.pop()
    if kind in (str, bytes, list, tuple):
        longest = max(map(len, values))
        if len(set(map(len, values))) == 1:
            return  # A value of one size, such as a hash.
        for size in sorted({longest, _LONG.get(kind, longest)} - {0}):
            if size >= longest:
                yield f"{name} = {name}[:{size}]"
        items = [item for value in values if kind in (list, tuple) for item in value]
        if items and {type(item) for item in items} in ({str}, {bytes}) and len({len(item) for item in items}) > 1:
            yield f"{name} = {kind.__name__}((item[:{max(map(len, items))}] for item in {name}))"
    # What always has the same keys is a record, and no table.
    elif kind is dict and not set.intersection(*map(set, values)):
        yield f"{name} = dict(list({name}.items())[:{max(map(len, values)) or 1}])"
    elif kind is int:
        yield f"{name} = min({name}, {max(values)})"
