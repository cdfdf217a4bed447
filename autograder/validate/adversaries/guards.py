"""Guards dropped: one half of a condition, the filter of a comprehension, « all » where « any » will do."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import partial

from autograder.validate.adversaries.site import Site, Surroundings, name_call, put
from autograder.validate.mutant import with_fields


def drop_guards(tree: ast.Module, around: Surroundings) -> Iterator[Site]:
    """Yield conditions that ask less, and checks of every item that look at one."""
    for node in ast.walk(tree):
        if isinstance(node, ast.BoolOp):
            for index in range(len(node.values)):
                values = [*node.values[:index], *node.values[index + 1 :]]
                yield Site(
                    node, put("VALUE", VALUE=values[0]) if len(values) == 1 else partial(with_fields, values=values)
                )
        elif isinstance(node, ast.Compare) and len(node.ops) > 1:
            yield from _halve(node)
        elif isinstance(node, ast.comprehension):
            for index in range(len(node.ifs)):
                yield Site(node, partial(with_fields, ifs=[*node.ifs[:index], *node.ifs[index + 1 :]]))
        elif isinstance(node, ast.Call) and name_call(node) in ("all", "any"):
            other = "any" if name_call(node) == "all" else "all"
            yield Site(node, partial(with_fields, func=ast.Name(other, ast.Load())))
        elif isinstance(node, ast.Call) and name_call(node) == "zip":
            if any(word.arg == "strict" for word in node.keywords):
                yield Site(
                    node, partial(with_fields, keywords=[word for word in node.keywords if word.arg != "strict"])
                )
        elif isinstance(node, ast.Assert):
            yield Site(node, lambda _: ast.Pass())


def _halve(node: ast.Compare) -> Iterator[Site]:
    yield Site(node, partial(with_fields, ops=node.ops[:-1], comparators=node.comparators[:-1]))
    yield Site(node, partial(with_fields, left=node.comparators[0], ops=node.ops[1:], comparators=node.comparators[1:]))
