"""What a learner's id may be."""

from __future__ import annotations

import unicodedata

import pytest

from autograder.language import use_language
from autograder.learner_ids import (
    is_learner_id,
    make_learner_id,
    normalise_learner_id,
    refuse_learner_id,
    show_learner_id,
)

GOOD = ("zoe", "é.fournier", "Øyvind", "NGUYỄN", "o_b-2", "_x", "7", "李明", "आशा", "ทดสอบ", "Ольга", "محمد", "x" * 64)
BAD = {
    "empty": "",
    "65 characters": "x" * 65,
    "space": "Jean Dupont",
    "slash": "a/b",
    "backslash": "a\\b",
    "tag": "<img src=x onerror=alert(1)>",
    "quote": "a'b",
    "double quote": 'a"b',
    "ampersand": "a&b",
    "percent": "a%2fb",
    "glob": "a*",
    "plus": "a+b",
    "at": "a@b.fr",
    "formula =": "=HYPERLINK(1)",
    "formula +": "+1",
    "formula -": "-1",
    "formula @": "@SUM",
    "formula, wide": "＝1",
    "tab": "a\tb",
    "line": "a\nb",
    "NUL": "a\0b",
    "C1": "a\x9bb",
    "delete": "a\x7fb",
    "right to left override": "a\u202eb",
    "isolate": "a\u2067b",
    "mark": "a\u200fb",
    "Arabic letter mark": "a\u061cb",
    "zero width": "a\u200bb",
    "joiner": "a\u200db",
    "byte order": "\ufeffa",
    "filler": "a\u3164b",
    "grapheme joiner": "a\u034fb",
    "selector": "a\ufe0fb",
    "tag letter": "a\U000e0041b",
    "no-break space": "a\u00a0b",
    "line separator": "a\u2028b",
    "private": "a\ue000b",
    "unassigned": "a\u0378b",
    "half a pair": "a\ud800b",
    "undecodable byte": b"a\xff".decode("utf-8", "surrogateescape"),
    "emoji": "a😀",
    "superscript": "a²",
    "Roman number": "aⅧ",
    "hidden": ".a",
    "here": ".",
    "above": "..",
    "decomposed": unicodedata.normalize("NFD", "zoé"),
    "mark alone": "\u0301a",
    "mark after a digit": "1\u0336",
    "heap of marks": "a" + "\u0336" * 3,
    "64 letters of 4 bytes": "𐍈" * 64,
}


@pytest.mark.parametrize("learner", GOOD)
def test_letters_and_digits_of_any_script_are_an_id(learner):
    assert is_learner_id(learner)
    assert learner == show_learner_id(learner)


@pytest.mark.parametrize("learner", BAD.values(), ids=BAD)
def test_everything_else_is_refused_with_a_sentence_that_holds_none_of_it(learner):
    assert not is_learner_id(learner)
    with use_language("fr"):
        reason = refuse_learner_id(learner)
    assert reason
    reason.encode("utf-8")
    shown = show_learner_id(learner)
    assert shown.isprintable()
    assert not set(shown) & set("<>\"'&\u202e=")


def test_every_character_is_in_the_alphabet_or_is_not():
    """What is let in is a letter, a mark on one, a digit, or one of three signs."""
    everything = [*range(0x20000), *range(0xE0000, 0xE0200)]  # Beyond are ideographs, and nothing.
    taken = {chr(number) for number in everything if is_learner_id("a" + chr(number))}
    kinds = {unicodedata.category(letter)[0] for letter in taken - set("._-")}
    assert {"L", "M", "N"} == kinds
    assert all(unicodedata.bidirectional(letter) not in {"LRE", "RLE", "LRO", "RLO", "PDF"} for letter in taken)
    assert all(not letter.isspace() and letter.isprintable() for letter in taken)


def test_what_is_typed_is_put_into_one_form():
    assert "zoé" == normalise_learner_id(" " + unicodedata.normalize("NFD", "zoé") + "\n")


@pytest.mark.parametrize("name", [*GOOD, *BAD.values(), "TP réseau (1)", "---", "a" * 300, "é" * 300])
def test_a_label_made_of_a_file_s_name_is_always_an_id(name):
    assert is_learner_id(make_learner_id(name))


def test_a_label_reads_like_the_name():
    assert "TP-réseau-1" == make_learner_id("TP réseau (1)")
