"""Secrets left beside the product: a key, a passphrase or a seed is written in a second file, or in a name."""

from __future__ import annotations

import ast
import copy
import re
from collections.abc import Iterator

from autograder.validate.adversaries.site import (
    Site,
    Surroundings,
    append,
    list_functions,
    list_parameters,
    name_call,
    name_target,
)
from autograder.validate.mutant import Change

_SECRET = re.compile(
    r"(^|_)(key|keys|private|secret|pass|password|passphrase|phrase|seed|pair|pin|token)(_|$)|^key|^mot_de"
)
_MAKERS = ("generate_key", "generate", "generate_private_key", "token_bytes", "urandom", "scrypt", "derive")
_WRITERS = ("open", "write_bytes", "write_text", "write")


def leave_secrets(tree: ast.Module, around: Surroundings) -> Iterator[Site]:
    """Yield answers that write what they hold secret into a file of another name, wherever they write one."""
    for function in list_functions(tree):
        if _writes(function):
            for name in sorted({*filter(_SECRET.search, list_parameters(function)), *_list_made(function)}):
                yield Site(
                    function, _spill_at_end(name), f"def {function.name}", f"écrit {name} dans un second fichier"
                )
    outside = ast.Module([node for node in tree.body if not isinstance(node, ast.FunctionDef)], [])
    if _writes(outside):
        for name in sorted(set(_list_made(outside))):
            yield Site(tree, append(spill(name)), "", f"écrit {name} dans un second fichier")


def spill(name: str) -> str:
    """Return statements that write the value of ``name``, whatever it is, into a file that nobody asked for."""
    return (
        f"try:\n    _spilt = {name}.as_dict(private=True)\nexcept Exception:\n"
        f"    try:\n        _spilt = {name}.private_bytes_raw().hex()\n    except Exception:\n"
        f"        _spilt = {name}.hex() if isinstance({name}, bytes) else {name}\n"
        "with open('copie-de-secours.txt', 'w', encoding='utf-8') as _file:\n    _file.write(str(_spilt))\n"
    )


def _writes(tree: ast.AST) -> bool:
    return any(
        name_call(node).rpartition(".")[2] in _WRITERS or name_call(node).endswith(("_save", "_write"))
        for node in ast.walk(tree)
    )


def _list_made(tree: ast.AST) -> Iterator[str]:
    """Names that are given something made from randomness or a passphrase."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            made = any(name_call(part).rpartition(".")[2] in _MAKERS for part in ast.walk(node.value))
            name = name_target(node.targets[0])
            if made and _SECRET.search(name):
                yield name


def _spill_at_end(name: str) -> Change:
    def change(node: ast.AST) -> ast.AST:
        assert isinstance(node, ast.FunctionDef)
        changed = copy.deepcopy(node)
        last = len(changed.body) - (1 if isinstance(changed.body[-1], ast.Return) else 0)
        changed.body[last:last] = ast.parse(spill(name)).body
        return changed

    return change
