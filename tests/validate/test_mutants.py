"""A mutant is one small change of the learner's part of an answer, and compiles."""

from __future__ import annotations

import ast

from autograder.validate.mutant import find_solution_lines
from autograder.validate.mutants import make_mutants

ANSWER = '''def half(n):
    """Half of n."""
    given = 1
    ### BEGIN SOLUTION
    if n < 0:
        raise ValueError("negative")
    return n // 2
    ### END SOLUTION
'''


def changes(source: str) -> set[tuple[str, str]]:
    return {(mutant.before, mutant.after) for mutant in make_mutants(source)}


def test_only_the_lines_of_the_solution_change():
    assert {5, 6, 7} == find_solution_lines(ANSWER)
    assert all("given = 1" in mutant.source and "Half of n." in mutant.source for mutant in make_mutants(ANSWER))


def test_operators_comparisons_constants_returns_and_statements_change():
    found = changes(ANSWER)

    assert ("return n // 2", "return n * 2") in found
    assert ("return n // 2", "return None") in found
    assert ("return n // 2", "return n // 3") in found
    assert ("if n < 0:", "if n <= 0:") in found
    assert ("if n < 0:", "if not n < 0:") in found
    assert ("if n < 0:", "pass") in found
    assert ("raise ValueError('negative')", "pass") in found


def test_every_mutant_compiles_and_differs_from_all_others():
    mutants = make_mutants(ANSWER)

    assert len(mutants) == len({mutant.source for mutant in mutants})
    assert all(ast.parse(mutant.source) for mutant in mutants)


def test_a_mutant_shows_itself_as_a_diff():
    mutant = next(mutant for mutant in make_mutants(ANSWER) if mutant.after == "return n * 2")

    assert "-    return n // 2\n+    return n * 2" in mutant.describe(ANSWER)
