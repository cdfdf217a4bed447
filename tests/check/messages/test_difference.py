"""Where two values differ, located and shortened."""

import pytest

from autograder.check.messages.difference import find_difference
from autograder.check.messages.edges import name_edge
from autograder.check.messages.missing import count_slips, find_near_name, is_stub
from autograder.check.messages.show import code, show, show_call


@pytest.mark.parametrize(
    ("expected", "got", "note"),
    [
        ("abc", "abc\n", "sauts de ligne"),
        ("abc", "ABC", "majuscules"),
        ("élève", "eleve", "accents"),
        ("a b", "ab", "espaces"),
        ("abcd", "dcba", "à l’envers"),
        ("abc", "", "texte vide"),
        (b"ab", b"abc", "nombre d’octets : 3 au lieu de 2"),
        (b"abc", b"cba", "à l’envers"),
        ("6162", b"ab", "en hexadécimal"),
        ("ab", b"ab", "il faut du texte"),
        (b"ab", "ab", "il faut des octets"),
        (12, "12", "guillemets"),
        ("12", 12, "c’est un nombre"),
        ("none", False, "`False` répond oui ou non, il faut un texte"),
        (True, "True", "`True` ou `False`"),
        ([1, 2], (1, 2), "dans un `tuple`"),
        (5, [5], "enfermée dans un `list`"),
        ([1, 2], [2, 1], "à l’envers"),
        ([1, 2, 3], [2, 3, 1], "dans un autre ordre"),
        ([1, 2], [1], "nombre d’éléments : 1 au lieu de 2"),
        ([1, 2], [], "c’est vide"),
        ({"a": 1}, {"b": 1}, "il manque la clé"),
        ({"a": 1}, {"a": 1, "b": 2}, "de trop"),
        ({1, 2}, {1, 3}, "il manque `2`, `3` est de trop"),
        (0.3, 0.1 + 0.2, "arrondi"),
        (0.3, -0.3, "signe"),
        (0.25, 25.0, "cent fois trop"),
        (5.0, float("nan"), "pas un nombre"),
    ],
)
def test_the_difference_is_named(expected, got, note):
    assert note in find_difference(expected, got).note


def test_long_texts_are_cut_around_the_place():
    difference = find_difference("a" * 100 + "X" + "b" * 100, "a" * 100 + "Y" + "b" * 100)
    assert "à partir du caractère 101" in difference.place
    assert difference.expected == '…"' + "a" * 8 + "X" + "b" * 23 + '"…'
    assert difference.got == '…"' + "a" * 8 + "Y" + "b" * 23 + '"…'


def test_long_bytes_are_cut_around_the_place():
    difference = find_difference(bytes(40) + b"\xaa" + bytes(9), bytes(40) + b"\xbb" + bytes(9))
    assert "à partir de l’octet 41" in difference.place
    assert ("…00 00 aa 00 00 00 00 00…", "…00 00 bb 00 00 00 00 00…") == (difference.expected, difference.got)


def test_long_lists_go_down_to_the_long_element():
    difference = find_difference([b"x" * 30, b"a" * 32], [b"x" * 30, b"a" * 31 + b"b"])
    assert difference.place == (
        "Les deux listes diffèrent à partir de l’élément 2. Les octets diffèrent à partir de l’octet 32."
    )


def test_dictionaries_are_compared_by_key():
    expected = {f"key{n}": n for n in range(50)}
    difference = find_difference(expected, {**expected, "key7": 8})
    assert difference.place == 'Les deux dictionnaires diffèrent à la clé `"key7"`.'
    assert ("7", "8") == (difference.expected, difference.got)


def test_values_that_look_alike_are_told_apart():
    difference = find_difference(1, 1.0000000000000002)
    assert difference.expected != difference.got
    assert find_difference(True, 1).got == "1"


def test_values_are_shown_as_python_and_never_long():
    assert show("a'b") == '"a\'b"'
    assert show('a"b') == "'a\"b'"
    assert show(b"\x00\xff") == 'bytes.fromhex("00ff")'
    assert show((1,)) == "(1,)"
    assert show(set()) == "set()"
    assert len(show([["x" * 1000] * 1000] * 1000)) < 200
    assert len(show(10**10000)) < 60
    assert len(show("\n" * 100000)) < 200
    assert show_call("f", (1, "a"), {"key": [1]}) == 'f(1, "a", key=[1])'
    assert code("a`b") == "`` a`b ``"


@pytest.mark.parametrize(
    ("value", "edge"),
    [
        ([], "la liste vide"),
        ("", "le texte vide"),
        ("Zoé", "des lettres accentuées"),
        (-3, "un nombre négatif"),
        (0, "zéro"),
        ([1], "une liste d’un seul élément"),
        ("abc", ""),
        (True, ""),
        (3, ""),
    ],
)
def test_unusual_values_have_a_name(value, edge):
    assert edge == name_edge(value)


@pytest.mark.parametrize(
    ("name", "candidates", "near"),
    [
        ("leaf_hash", ["leaf_hsah"], "leaf_hsah"),
        ("leaf_hash", ["LeafHash"], "LeafHash"),
        ("leaf_hash", ["leafs_hash", "x"], "leafs_hash"),
        ("leaf_hash", ["node_hash", "data"], ""),
        ("own", ["onw"], "onw"),
        ("own", ["one"], ""),
        ("own", ["two"], ""),
        ("total", [], ""),
    ],
)
def test_the_nearest_name_is_one_slip_or_two_away(name, candidates, near):
    assert near == find_near_name(name, candidates)


def test_slips_are_counted_swaps_as_one():
    assert [count_slips("abc", other) for other in ("abc", "acb", "ab", "xbc", "wxyz")] == [0, 1, 1, 1, 3]


def test_a_stub_is_one_only_while_its_line_is_there():
    assert is_stub("def f():\n    # YOUR CODE HERE\n    raise NotImplementedError()")
    assert not is_stub("def f():\n    # VOTRE CODE ICI\n    return 1")
    assert not is_stub("def f(x):\n    if x < 0:\n        raise NotImplementedError('later')\n    return x")
