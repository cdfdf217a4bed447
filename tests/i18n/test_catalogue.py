"""Catalogues in use: fallbacks, contexts, and what is as good as absent."""

import pytest

from autograder.errors import ContentError
from autograder.i18n.catalogue import make_translator, read_catalogue
from autograder.i18n.placeholders import find_broken_placeholders
from tests.build.smallkit import SLUG, write_catalogue, write_kit


@pytest.fixture
def kit(tmp_path):
    return write_kit(tmp_path)


def translate(kit, sentence, language="en", place=""):
    return make_translator(kit, (SLUG,), language).translate(sentence, place)


def test_a_sentence_without_translation_is_left_to_french(kit):
    write_catalogue(kit, SLUG, "en", {"Le pont": "The bridge", "La rive": ""})
    assert ["The bridge", None, None] == [translate(kit, text) for text in ("Le pont", "La rive", "Le bois")]


def test_a_fuzzy_translation_is_as_good_as_absent(kit):
    write_catalogue(kit, SLUG, "en", {"Le pont": "The bridge"}, flags="#, fuzzy\n")
    assert translate(kit, "Le pont") is None


def test_a_region_is_asked_before_its_language(kit):
    write_catalogue(kit, SLUG, "en", {"Le pont": "The bridge", "La couleur": "The color"})
    write_catalogue(kit, SLUG, "en_CA", {"La couleur": "The colour"})
    assert ["The bridge", "The colour"] == [translate(kit, text, "en_CA") for text in ("Le pont", "La couleur")]


def test_french_has_no_catalogue(kit):
    write_catalogue(kit, SLUG, "fr", {"Le pont": "Autre chose"})
    assert translate(kit, "Le pont", "fr") is None


def test_a_context_translates_one_place_otherwise(kit):
    write_catalogue(kit, SLUG, "en", {"Le nœud": "The node"})
    path = kit.catalogue(SLUG, "en")
    path.write_text(
        path.read_text(encoding="utf-8") + '\nmsgctxt "lesson.py cell-1"\nmsgid "Le nœud"\nmsgstr "The knot"\n',
        encoding="utf-8",
    )
    assert "The knot" == translate(kit, "Le nœud", place="lesson.py cell-1")
    assert "The node" == translate(kit, "Le nœud", place="lesson.py cell-2")


def test_placeholders_that_differ_are_found_and_never_shown(kit):
    entries = {"{n} ponts": "{m} bridges", "{n} rives": "{n} banks", "Pas {de": "Not {of"}
    write_catalogue(kit, SLUG, "en", entries, flags="#, python-brace-format\n")
    (broken,) = find_broken_placeholders(read_catalogue(kit.catalogue(SLUG, "en"), "en"))
    assert ("{n} ponts", "{m} bridges", ("n",), ("m",)) == (broken.msgid, broken.msgstr, broken.missing, broken.unknown)
    assert [None, "{n} banks"] == [translate(kit, text) for text in ("{n} ponts", "{n} rives")]


def test_braces_of_a_text_without_placeholders_are_free(kit):
    write_catalogue(kit, SLUG, "en", {"La clé `{a: 1}`": "The key `{b: 1}`"}, "#, no-python-brace-format\n")
    assert [] == find_broken_placeholders(read_catalogue(kit.catalogue(SLUG, "en"), "en"))
    assert "The key `{b: 1}`" == translate(kit, "La clé `{a: 1}`")


def test_a_catalogue_that_cannot_be_read_is_named_with_its_line(kit):
    path = kit.catalogue(SLUG, "en")
    path.parent.mkdir(parents=True)
    path.write_text('msgid "a"\nmsgstr "b"\n\nmsgid "c"\nnonsense\n', encoding="utf-8")
    with pytest.raises(ContentError, match=rf"{SLUG}\.po, ligne 5 : ce catalogue ne se lit pas"):
        translate(kit, "a")


def test_a_catalogue_in_another_encoding_is_named(kit):
    path = kit.catalogue(SLUG, "en")
    path.parent.mkdir(parents=True)
    path.write_bytes('msgid "é"\nmsgstr "b"\n'.encode("latin-1"))
    with pytest.raises(ContentError, match=r"ce catalogue ne se lit pas \(UTF-8\)"):
        translate(kit, "a")
