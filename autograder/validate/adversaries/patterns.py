"""Patterns that match too much: nothing escaped, no anchor, a dot for any character, a wildcard for any text."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import partial

from autograder.validate.adversaries.site import Site, Surroundings, name_call, put, walk_functions
from autograder.validate.mutant import with_fields

_WIDER = {"fullmatch": ("match", "search"), "match": ("search",)}
_RE = ("compile", "match", "fullmatch", "search", "findall", "finditer", "sub", "split")


def widen_patterns(tree: ast.Module, around: Surroundings) -> Iterator[Site]:
    """Yield regular expressions, wildcards and joints that let more through."""
    for node in walk_functions(tree):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
            continue
        if name_call(node) == "re.escape" and len(node.args) == 1:
            yield Site(node, put("TEXT", TEXT=node.args[0]))
        for wider in _WIDER.get(node.func.attr, ()):
            yield Site(node, partial(with_fields, func=with_fields(node.func, attr=wider)))
        if name_call(node).startswith("re.") and node.func.attr in _RE and node.args:
            yield from _widen_text(node.args[0])
            yield Site(node, _ignore_case(node))
        if node.func.attr in ("startswith", "endswith", "removeprefix", "removesuffix") and len(node.args) == 1:
            yield from _drop_joint(node.args[0])
        if node.func.attr in ("split", "rsplit") and len(node.args) == 2:
            yield Site(node, partial(with_fields, args=node.args[:1]))


def _widen_text(pattern: ast.expr) -> Iterator[Site]:
    for node in ast.walk(pattern):
        if isinstance(node, ast.Constant) and isinstance(node.value, str | bytes):
            for other in widen_pattern(node.value):
                yield Site(node, partial(with_fields, value=other))


def widen_pattern(pattern: str | bytes) -> list[str | bytes]:
    """Return the patterns that come of one by leaving out an escape, an anchor or a limit."""
    if isinstance(pattern, bytes):
        return [other.encode("latin-1") for other in widen_pattern(pattern.decode("latin-1")) if isinstance(other, str)]
    found: list[str | bytes] = []
    for wanted, instead in (
        (r"\\\.", "."),
        (r"\[[^\]]+\]", "."),
        (r"\\d", r"\\w"),
        (r"\{\d+(,\d*)?\}", "*"),
        (r"(?<!\\)\^", ""),
        (r"(?<!\\)\$", ""),
        (r"\\[bAZz]", ""),
        (r"(?<=[\])\w.])\+", "*"),
    ):
        for match in re.finditer(wanted, pattern):
            other = pattern[: match.start()] + instead + pattern[match.end() :]
            if _compiles(other) and other not in found:
                found.append(other)
    return found


def _compiles(pattern: str) -> bool:
    try:
        re.compile(pattern)
    except re.error:
        return False
    return True


def _ignore_case(node: ast.Call):  # type: ignore[no-untyped-def]
    flag = ast.keyword(arg="flags", value=ast.parse("__import__('re').IGNORECASE", mode="eval").body)
    return partial(with_fields, keywords=[*(word for word in node.keywords if word.arg != "flags"), flag])


def _drop_joint(argument: ast.expr) -> Iterator[Site]:
    """« "." + domain » becomes « domain »: another name that ends the same will do."""
    if isinstance(argument, ast.BinOp) and isinstance(argument.op, ast.Add):
        for joint, rest in ((argument.left, argument.right), (argument.right, argument.left)):
            if isinstance(joint, ast.Constant) and isinstance(joint.value, str | bytes):
                yield Site(argument, put("REST", REST=rest))
    elif isinstance(argument, ast.JoinedStr):
        for index, part in enumerate(argument.values):
            if isinstance(part, ast.Constant):
                values = [*argument.values[:index], *argument.values[index + 1 :]]
                yield Site(argument, partial(with_fields, values=values))
