"""An « except » that says yes: what fails is let through, as if it had been right."""

from __future__ import annotations

import ast
import copy
from collections.abc import Iterator
from functools import partial

from autograder.validate.adversaries.site import Site, Surroundings, list_functions
from autograder.validate.mutant import with_fields


def forgive_errors(tree: ast.Module, around: Surroundings) -> Iterator[Site]:
    """Yield handlers that return what the good case returns, go on as if nothing were, or are not there."""
    for function in list_functions(tree):
        good = _find_good(function)
        for node in ast.walk(function):
            if not isinstance(node, ast.Try):
                continue
            for index, handler in enumerate(node.handlers):
                instead: list[list[ast.stmt]] = [[ast.Return(good)] if good is not None else [], [ast.Pass()]]
                for body in instead:
                    if body and ast.dump(body[0]) != ast.dump(handler.body[0]):
                        yield Site(node, partial(_replace_handler, index, body))
            yield Site(node, _let_escape)


def _find_good(function: ast.FunctionDef) -> ast.expr | None:
    """What the function returns at its very end, where that is a value that can be said anywhere; else ``True``."""
    returns = [node for node in ast.walk(function) if isinstance(node, ast.Return) and node.value is not None]
    if not returns:
        return None
    last = function.body[-1]
    if isinstance(last, ast.Return) and isinstance(last.value, ast.Constant):
        return copy.deepcopy(last.value)
    says_no = any(isinstance(node.value, ast.Constant) and node.value.value is False for node in returns)
    return ast.Constant(True) if says_no else None


def _replace_handler(index: int, body: list[ast.stmt], node: ast.AST) -> ast.AST:
    assert isinstance(node, ast.Try)
    handlers = list(node.handlers)
    handlers[index] = with_fields(handlers[index], body=body)  # type: ignore[call-overload]
    return with_fields(node, handlers=handlers)


def _let_escape(node: ast.AST) -> ast.AST:
    assert isinstance(node, ast.Try)
    return ast.If(test=ast.Constant(True), body=[*node.body, *node.orelse, *node.finalbody], orelse=[])
