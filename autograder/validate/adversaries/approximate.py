"""Exact made approximate: floats for decimals and fractions, a division where the whole part was asked."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import partial

from autograder.validate.adversaries.site import Site, Surroundings, name_call, put
from autograder.validate.mutant import with_fields


def make_approximate(tree: ast.Module, around: Surroundings) -> Iterator[Site]:
    """Yield exact numbers that became floats on their way."""
    for node in ast.walk(tree):
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.FloorDiv):
            yield Site(node, partial(with_fields, op=ast.Div()))
            yield Site(node, put("int(LEFT / RIGHT)", LEFT=node.left, RIGHT=node.right))
        elif isinstance(node, ast.Call) and len(node.args) == 1:
            last = name_call(node).rpartition(".")[2]
            if last in ("Decimal", "Fraction"):
                yield Site(node, put("KIND(float(VALUE))", KIND=node.func, VALUE=node.args[0]))
                yield Site(node, put("float(VALUE)", VALUE=node.args[0]))
            elif last == "quantize" and isinstance(node.func, ast.Attribute):
                yield Site(node, put("type(VALUE)(str(round(float(VALUE), 2)))", VALUE=node.func.value))
                yield Site(node, put("VALUE", VALUE=node.func.value))
            elif last == "int" and not isinstance(node.args[0], ast.Constant):
                yield Site(node, put("int(float(VALUE))", VALUE=node.args[0]))
        elif isinstance(node, ast.Call) and name_call(node) == "round" and len(node.args) == 2:
            yield Site(node, put("int(VALUE * 10 ** PLACES) / 10 ** PLACES", VALUE=node.args[0], PLACES=node.args[1]))
            yield Site(node, put("VALUE", VALUE=node.args[0]))
