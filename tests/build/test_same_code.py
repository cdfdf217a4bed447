"""The same code in every language."""

import pytest

from autograder.build import same_code
from autograder.build.same_code import find_first_difference

from .smallkit import SLUG, write_catalogue


def test_translated_sentences_do_not_change_the_code(kit):
    write_catalogue(
        kit,
        SLUG,
        "en",
        {"Bonjour à {n} personnes": "Hello {n}", "Rend la somme.": "Return the sum.", "Bonjour ": "Hello "},
    )
    assert [] == same_code(kit, SLUG, "en")


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("x = 1", "x = 1  # note", None),
        ('def f():\n    """Un."""\n    return 1', 'def f():\n    """One."""\n    return 1', None),
        ('print("un")', 'print("one")', None),
        ('print("deux")', 'print("two")', (1, "'deux'", "'two'")),
        ("x = 1", "x = 2", (1, "1", "2")),
        ("x = 1", "x = True", (1, "1", "True")),
        ("x = 1\ny = 2", "x = 1", (0, "2", "1")),
        ("x = a", "x = b", (1, "'a'", "'b'")),
        ("x = a", "x = f()", (1, "a", "f()")),
    ],
)
def test_where_two_sources_differ(first, second, expected):
    assert expected == find_first_difference(first, second, {"un"})
