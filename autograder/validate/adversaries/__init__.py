"""Adversarial mutants: answers that a clever or a careless person would hand in, made of the reference answer.

One family a file. A new family is a new file and a line in :data:`FAMILIES`.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Collection, Iterator

from autograder.validate.adversaries.approximate import make_approximate
from autograder.validate.adversaries.beside import leave_secrets
from autograder.validate.adversaries.comparisons import loosen_comparisons
from autograder.validate.adversaries.decoys import stand_decoys
from autograder.validate.adversaries.given import touch_given_values
from autograder.validate.adversaries.guards import drop_guards
from autograder.validate.adversaries.handlers import forgive_errors
from autograder.validate.adversaries.in_place import change_in_place
from autograder.validate.adversaries.lent import rename_lent_tools
from autograder.validate.adversaries.library import weaken_library
from autograder.validate.adversaries.patterns import widen_patterns
from autograder.validate.adversaries.randomness import weaken_randomness
from autograder.validate.adversaries.remembered import remember_examples
from autograder.validate.adversaries.repeats import count_repeats
from autograder.validate.adversaries.site import Site, Surroundings
from autograder.validate.adversaries.sizes import limit_sizes
from autograder.validate.adversaries.times import forget_zones
from autograder.validate.mutant import Mutant, apply_change, find_solution_lines, make_mutant

Family = Callable[[ast.Module, Surroundings], Iterator[Site]]

FAMILIES: dict[str, Family] = {
    "comparisons": loosen_comparisons,
    "patterns": widen_patterns,
    "guards": drop_guards,
    "handlers": forgive_errors,
    "randomness": weaken_randomness,
    "beside": leave_secrets,
    "library": weaken_library,
    "sizes": limit_sizes,
    "remembered": remember_examples,
    "approximate": make_approximate,
    "times": forget_zones,
    "repeats": count_repeats,
    "in-place": change_in_place,
    "lent": rename_lent_tools,
    "given": touch_given_values,
    "decoys": stand_decoys,
}


def make_adversaries(source: str, around: Surroundings, known: Collection[str] = ()) -> list[Mutant]:
    """Return the adversarial mutants of the answer in ``source``, each once, without the sources in ``known``."""
    tree = ast.parse(source)
    original = ast.unparse(tree)
    lines = find_solution_lines(source)
    found: dict[str, Mutant] = {}
    for family, list_sites in FAMILIES.items():
        for site in list_sites(tree, around):
            if not (isinstance(site.node, ast.Module) or _list_lines(site.node) & lines):
                continue
            mutated = apply_change(tree, site.node, site.change)
            if mutated is None or mutated == original or mutated in known or mutated in found:
                continue
            found[mutated] = _make(site, family, original, mutated)
    return list(found.values())


def _make(site: Site, family: str, original: str, mutated: str) -> Mutant:
    if site.after:
        line = getattr(site.node, "lineno", 1)
        return Mutant(site.before, site.after, line, mutated, family=family, than=site.than)
    return make_mutant(original, mutated, min(_list_lines(site.node), default=1), family)


def _list_lines(node: ast.AST) -> set[int]:
    found = {part.lineno for part in ast.walk(node) if hasattr(part, "lineno")}
    return set(range(min(found), max(found) + 1)) if found else set()
