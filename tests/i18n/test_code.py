"""Sentences in Python: markers, comments and docstrings."""

import ast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.errors import ContentError
from autograder.i18n.code import find_sentences, translate_source
from autograder.i18n.rendering import render_literal

CELL = '''\
# Une remarque
# sur deux lignes.
#
# - un point
# - un autre
### BEGIN SOLUTION
%matplotlib inline
import os  # noqa: F401
x = 1  # une remarque au bout
"""Un texte que rien ne marque."""

def f(a):
    """Rend `a`.

    Un second
    paragraphe.

    >>> f(1)
    1
    """
    # type: ignore
    return tr(
        "Bonjour "
        "à tous"  # jamais traduit à part
    )

# ----
# fmt: off
# 3.14
'''

EXPECTED = '''\
# <Une remarque sur deux lignes.>
#
# <- un point>
# <- un autre>
### BEGIN SOLUTION
%matplotlib inline
import os  # noqa: F401
x = 1  # <une remarque au bout>
"""Un texte que rien ne marque."""

def f(a):
    """<Rend `a`.>

    <Un second paragraphe.>

    <>>> f(1)
    1>
    """
    # type: ignore
    return "<Bonjour à tous>"

# ----
# fmt: off
# 3.14
'''


def mark(text):
    return f"<{text}>"


def test_comments_docstrings_and_literals_are_translated_and_directives_stay():
    assert EXPECTED == translate_source(CELL, mark, "cell")


def test_without_translations_only_the_markers_go():
    expected = CELL.replace(
        'tr(\n        "Bonjour "\n        "à tous"  # jamais traduit à part\n    )', '"Bonjour à tous"'
    )
    assert expected == translate_source(CELL, lambda _text: None, "cell")


def test_positions_are_right_after_letters_of_several_bytes():
    source = 'été = ["é", tr("Où ?"), "é"]; print(tr("là"))'
    assert 'été = ["é", "<Où ?>", "é"]; print("<là>")' == translate_source(source, mark, "cell")


def test_the_code_is_the_same_afterwards():
    source = CELL.replace("%matplotlib inline\n", "")
    before, after = ast.parse(source), ast.parse(translate_source(source, lambda _text: None, "cell"))
    assert [type(node) for node in ast.walk(before.body[-1].body[0])] == [
        type(node) for node in ast.walk(after.body[-1].body[0])
    ]


def test_a_long_translation_of_several_comment_lines_is_wrapped():
    source = "if True:\n    # Une remarque assez longue pour tenir\n    # sur deux lignes.\n    pass"
    lines = translate_source(source, lambda _text: "word " * 40, "cell").splitlines()
    assert all(line.startswith("    # word") and len(line) <= 100 for line in lines[1:-1])
    assert "word " * 39 + "word" == " ".join(line.strip(" #") for line in lines[1:-1])


def test_a_text_over_several_lines_keeps_its_quotes():
    source = 'print(tr("""Un.\nDeux."""))'
    assert 'print("""One.\nTwo.""")' == translate_source(source, lambda _text: "One.\nTwo.", "cell")


def test_a_cell_in_another_language_is_left_alone():
    source = "%%bash\n# une remarque\necho 'tr(x)'"
    assert ([], source) == (find_sentences(source, "cell"), translate_source(source, mark, "cell"))


def test_docstrings_that_need_escapes():
    source = 'def f():\n    """Un antislash."""'
    translated = translate_source(source, lambda _text: 'A \\ and a "quote"', "cell")
    assert 'A \\ and a "quote"' == ast.parse(translated).body[0].body[0].value.value.strip()


def test_checks_translate_titles_of_checks_and_words_of_the_marker_alone():
    source = '''\
"""A file of checks."""

@pytest.mark.task("t", shown="les accents")
def test_one(student):
    """Un titre."""  # a remark
    return tr("Un message.")

def helper():
    """A helper."""
'''
    assert ["les accents", "Un titre.", "Un message."] == [
        text for found in find_sentences(source, "checks.py", "checks") for text in found.texts
    ]


def test_the_package_fills_placeholders_in_the_call():
    (found,) = find_sentences('def f():\n    """Doc."""\n    return tr("{n} fois", n=3)', "file.py", "package")
    assert (("{n} fois",), "f", True) == (found.texts, found.inside, found.has_placeholders)


@pytest.mark.parametrize("source", ["tr(name)", "tr()", 'tr("a", "b")', 'tr(b"a")', 'tr("")', "tr(1)", 'tr(f"a{b}")'])
def test_a_marker_without_a_literal_is_refused_with_its_line(source):
    with pytest.raises(ContentError, match=r"lesson\.py \(cell-3\), ligne 2 : tr\(\) tient un texte"):
        find_sentences(f"\n{source}", "lesson.py (cell-3)")


@given(st.text())
def test_any_text_is_a_literal(text):
    assert text == ast.literal_eval(render_literal(text))


def test_literals_keep_letters_and_spaces_of_every_language():
    assert '"« é »\u202f!"' == render_literal("« é »\u202f!")
