"""Given values emptied or replaced: a wrong answer must not gain a point by touching what the exercise gave."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from autograder.validate.adversaries.site import Site, Surroundings
from autograder.validate.mutant import Change


def touch_given_values(tree: ast.Module, around: Surroundings) -> Iterator[Site]:
    """Yield each kept mistake with the given values that checks name emptied, and with lent tools that agree."""
    values = [name for name in around.given_values if name in around.asked_names]
    tools = [name for name in around.given_functions if name in around.asked_names]
    touches = [(f"{name} = type({name})()", f"vide {name}") for name in values]
    touches += [(f"{name} = lambda *given, **more: given[0] if given else None", f"remplace {name}") for name in tools]
    for mistake, wrong in around.wrong.items():
        for line, label in touches:
            yield Site(tree, _replace_cell(f"{wrong}\n{line}"), mistake, label, than=wrong)


def _replace_cell(source: str) -> Change:
    return lambda node: ast.parse(source)
