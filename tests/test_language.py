"""A person is spoken to in their language, French where nothing else is known."""

from __future__ import annotations

import pytest

from autograder import language
from autograder.language import current_language, guess_language, normalise_language, tr, use_language


@pytest.mark.parametrize(
    ("tag", "expected"), [("fr-CA", "fr_CA"), ("fr_CA.UTF-8", "fr_CA"), ("EN", "en"), ("de_DE@euro", "de_DE")]
)
def test_a_tag_is_named_as_its_folder(tag, expected):
    assert expected == normalise_language(tag)


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({}, "fr"),
        ({"LANG": "en_US.UTF-8"}, "en"),
        ({"LANG": "C.UTF-8"}, "fr"),
        ({"LANG": "en_US.UTF-8", "PASSERELLE_LANG": "fr-CA"}, "fr_CA"),
        ({"LC_ALL": "fr_FR.UTF-8", "LANG": "en_GB"}, "fr"),
        ({"LANG": "fr_CA.UTF-8"}, "fr_CA"),
        ({"LANG": "es_ES.UTF-8"}, "en"),
        ({"LANG": "POSIX"}, "fr"),
    ],
)
def test_the_language_is_guessed_from_the_environment(monkeypatch, environment, expected):
    for name in ("PASSERELLE_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)

    assert expected == guess_language()


def test_the_language_holds_within_its_block():
    with use_language("fr"):
        with use_language("en"):
            assert "en" == current_language()
        assert "fr" == current_language()


def test_a_region_says_its_own_sentence_and_takes_the_rest_from_its_language(tmp_path, monkeypatch):
    (tmp_path / "en").mkdir()
    (tmp_path / "en_CA").mkdir()
    header = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
    (tmp_path / "en" / "interface.po").write_text(
        header + 'msgid "couleur {name}"\nmsgstr "color {name}"\n\nmsgid "oui"\nmsgstr "yes"\n\n'
        '#, fuzzy\nmsgid "peut-être"\nmsgstr "never"\n',
        encoding="utf-8",
    )
    (tmp_path / "en_CA" / "interface.po").write_text(
        header + 'msgid "couleur {name}"\nmsgstr "colour {name}"\n', encoding="utf-8"
    )
    monkeypatch.setattr(language, "find_locale_folder", lambda: tmp_path)
    language._read_catalogue.cache_clear()
    try:
        with use_language("en-CA"):
            assert "colour red" == tr("couleur {name}", name="red")
            assert "yes" == tr("oui")
            assert "peut-être" == tr("peut-être")
    finally:
        language._read_catalogue.cache_clear()


def test_a_number_is_written_as_the_language_writes_it():
    said = {}
    for tag in ("fr", "fr_CA", "en"):
        with use_language(tag):
            said[tag] = language.write_decimal("1.5")

    assert {"fr": "1,5", "fr_CA": "1,5", "en": "1.5"} == said


def test_jupyterlab_speaks_the_language_whose_pack_is_installed():
    assert ["fr_FR", "fr_FR", "en", "en"] == [language.find_lab_language(tag) for tag in ("fr", "fr_CA", "en", "eo")]
