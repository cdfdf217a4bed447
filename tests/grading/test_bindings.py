"""What a cell defines is read from its source, whatever that is."""

from __future__ import annotations

import pytest

from autograder.grading.bindings import find_bound_names, is_continued_by


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("def f(): pass\nclass C: pass", {"f", "C"}),
        ("x = y = 1\n(a, b), *c = t", {"x", "y", "a", "b", "c"}),
        ("import os.path\nfrom math import pi as p", {"os", "p"}),
        ("for i in t:\n    s = i", {"i", "s"}),
        ("%matplotlib inline\n!ls\nx = 1", {"x"}),
        ("%%bash\nx = 1", set()),
        ("def f(:", set()),
        ("(" * 5000, set()),
        ("x = " + "-" * 50_000 + "1", set()),
        ("\0", set()),
    ],
)
def test_bound_names(source, expected):
    assert expected == find_bound_names(source)


def test_halves_of_a_split_cell_belong_together():
    assert is_continued_by("def f():\n    a = 1", "    return a")
    assert not is_continued_by("def f():\n    return 1", "x = 2")
    assert not is_continued_by("def f():\n    return 1", "  ")
