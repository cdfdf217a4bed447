"""What stands where an answer is to be written."""

import pytest

from autograder.build import find_stubs


@pytest.mark.parametrize(
    ("language", "code", "text"),
    [
        ("fr", "VOTRE CODE ICI", "VOTRE RÉPONSE ICI"),
        ("fr_CA", "VOTRE CODE ICI", "VOTRE RÉPONSE ICI"),
        ("en", "YOUR CODE HERE", "YOUR ANSWER HERE"),
        ("xx", "VOTRE CODE ICI", "VOTRE RÉPONSE ICI"),
    ],
)
def test_stubs_of_a_language(language, code, text):
    stubs = find_stubs(language)
    assert (f"# {code}\nraise NotImplementedError()", text) == (stubs.code, stubs.text)
