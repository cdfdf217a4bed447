"""Aware times made naive: the zone dropped, left to the machine, or the moment compared as it is written."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import partial

from autograder.validate.adversaries.site import Site, Surroundings, name_call, put, walk_functions
from autograder.validate.mutant import with_fields

_PARSERS = ("fromisoformat", "strptime", "parsedate_to_datetime")


def forget_zones(tree: ast.Module, around: Surroundings) -> Iterator[Site]:
    """Yield moments whose zone no longer counts."""
    for node in walk_functions(tree):
        if isinstance(node, ast.Compare):
            yield from _compare_as_written(node)
        if not isinstance(node, ast.Call):
            continue
        last = name_call(node).rpartition(".")[2]
        if last in (*_PARSERS, "fromtimestamp"):
            yield Site(node, put("NODE.replace(tzinfo=None)"))
            yield Site(node, put("NODE.replace(tzinfo=__import__('datetime').timezone.utc)"))
        elif last == "astimezone" and isinstance(node.func, ast.Attribute):
            yield Site(node, put("MOMENT", MOMENT=node.func.value))
            yield Site(
                node,
                put("MOMENT.replace(tzinfo=ZONE)", MOMENT=node.func.value, ZONE=(*node.args, ast.Constant(None))[0]),
            )
        elif last == "now" and node.args:
            yield Site(node, partial(with_fields, args=[]))
        elif last == "ZoneInfo":
            yield Site(node, put("__import__('datetime').timezone.utc"))
        if any(word.arg in ("tz", "tzinfo") for word in node.keywords):
            yield Site(
                node,
                partial(with_fields, keywords=[word for word in node.keywords if word.arg not in ("tz", "tzinfo")]),
            )


def _compare_as_written(node: ast.Compare) -> Iterator[Site]:
    """« fromisoformat(a) < fromisoformat(b) » becomes « a < b »: two writings of a moment are two."""
    if len(node.ops) != 1:
        return
    sides = [node.left, node.comparators[0]]
    bare = [
        side.args[0] if name_call(side).rpartition(".")[2] in _PARSERS and side.args else side  # type: ignore[attr-defined]
        for side in sides
    ]
    if bare != sides:
        yield Site(
            node,
            lambda given: with_fields(
                given, left=put("str(SIDE)", SIDE=bare[0])(given), comparators=[put("str(SIDE)", SIDE=bare[1])(given)]
            ),
        )
