"""Decoys: the required construct stands in code that never runs, while something else decides."""

from __future__ import annotations

import ast
import textwrap
from collections.abc import Iterator

from autograder.validate.adversaries.site import Site, Surroundings
from autograder.validate.mutant import Change


def stand_decoys(tree: ast.Module, around: Surroundings) -> Iterator[Site]:
    """Yield each kept mistake beside the reference answer, which stands where nobody runs it."""
    if not around.reads_source:
        return  # What is not looked at cannot mislead.
    right = textwrap.indent(ast.unparse(tree), "    ")
    for mistake, wrong in around.wrong.items():
        for label, form in (
            ("la bonne réponse est dans du code mort", f"if False:\n{right}\n{wrong}"),
            ("la bonne réponse est dans une fonction que rien n’appelle", f"def _never():\n{right}\n{wrong}"),
        ):
            yield Site(tree, _replace_cell(form), mistake, label, than=wrong)
        inside = _put_inside(tree, wrong)
        if inside:
            yield Site(tree, _replace_cell(inside), mistake, "la bonne réponse suit le return", than=wrong)


def _put_inside(tree: ast.Module, wrong: str) -> str:
    """Return the mistake, each of its functions followed by the right body, after a return that is always reached."""
    bodies = {node.name: node.body for node in tree.body if isinstance(node, ast.FunctionDef)}
    try:
        changed = ast.parse(wrong)
    except SyntaxError:
        return ""
    found = False
    for node in changed.body:
        if isinstance(node, ast.FunctionDef) and node.name in bodies and isinstance(node.body[-1], ast.Return):
            node.body += bodies[node.name]
            found = True
    return ast.unparse(ast.fix_missing_locations(changed)) if found else ""


def _replace_cell(source: str) -> Change:
    return lambda node: ast.parse(source)
