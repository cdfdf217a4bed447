"""The argument changed in place: the copy is left out, and the caller's own list or dictionary is worked on."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from autograder.validate.adversaries.site import Site, Surroundings, list_functions, list_parameters, name_call, put

_COPIES = ("dict", "list", "copy.copy", "copy.deepcopy", "copy", "deepcopy", "bytearray", "set")


def change_in_place(tree: ast.Module, around: Surroundings) -> Iterator[Site]:
    """Yield functions that work on what they were given."""
    for function in list_functions(tree):
        given = {*list_parameters(function), *_list_loops(function)}
        for node in ast.walk(function):
            yield from _find_copies(node, given)


def _find_copies(node: ast.AST, given: set[str]) -> Iterator[Site]:
    if (
        isinstance(node, ast.Call)
        and len(node.args) == 1
        and name_call(node) in _COPIES
        and _is_given(node.args[0], given)
    ):
        yield Site(node, put("VALUE", VALUE=node.args[0]))
    elif isinstance(node, ast.Call) and name_call(node).endswith(".copy") and _is_given(_owner(node), given):
        yield Site(node, put("VALUE", VALUE=_owner(node)))
    elif name_call(node) == "sorted" and len(node.args) == 1 and _is_given(node.args[0], given):  # type: ignore[attr-defined]
        words = "".join(f", {word.arg}=KEY{index}" for index, word in enumerate(node.keywords))  # type: ignore[attr-defined]
        keys = {f"KEY{index}": word.value for index, word in enumerate(node.keywords)}  # type: ignore[attr-defined]
        yield Site(node, put(f"(VALUE.sort({words[2:]}), VALUE)[1]", VALUE=node.args[0], **keys))  # type: ignore[attr-defined]
    elif isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Slice) and _is_given(node.value, given):
        if node.slice.lower is None and node.slice.upper is None:
            yield Site(node, put("VALUE", VALUE=node.value))
    elif isinstance(node, ast.List) and node.elts and isinstance(node.elts[0], ast.Starred):
        first = node.elts[0].value
        if _is_given(first, given) and isinstance(node.ctx, ast.Load):
            rest = ast.List(node.elts[1:], ast.Load())
            yield Site(node, put("(VALUE.extend(REST), VALUE)[1]", VALUE=first, REST=rest))
    elif isinstance(node, ast.Dict) and node.keys and node.keys[0] is None and _is_given(node.values[0], given):
        rest_of = ast.Dict(node.keys[1:], node.values[1:])
        yield Site(node, put("(VALUE.update(REST), VALUE)[1]", VALUE=node.values[0], REST=rest_of))
    elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitOr) and _is_given(node.left, given):
        yield Site(node, put("(VALUE.update(REST), VALUE)[1]", VALUE=node.left, REST=node.right))


def _owner(node: ast.Call) -> ast.expr:
    assert isinstance(node.func, ast.Attribute)
    return node.func.value


def _is_given(node: ast.expr, given: set[str]) -> bool:
    while isinstance(node, ast.Attribute | ast.Subscript):
        node = node.value
    return isinstance(node, ast.Name) and node.id in given


def _list_loops(function: ast.FunctionDef) -> Iterator[str]:
    """Names that stand for parts of what was given."""
    for node in ast.walk(function):
        if isinstance(node, ast.For | ast.comprehension):
            yield from (name.id for name in ast.walk(node.target) if isinstance(name, ast.Name))
