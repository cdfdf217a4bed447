"""The glossary and the map of outcomes: made of every module, in each language."""

from __future__ import annotations

import re

import pytest

from autograder.build import Change, build_all
from autograder.build.glossary import list_entries, make_anchor, write_glossary
from autograder.build.outcomes import list_unrecalled, map_outcomes, write_outcomes_page
from autograder.content.kit import Kit, find_kit_root

from .smallkit import SLUG, write_catalogue

LATER = """\
title = "L’autre rive"
summary = "Revenir."
minutes = 10
recalls = ["90-petit-pont/cross"]

[[outcomes]]
id = "return"
text = "Revenir."

[[terms]]
term = "pont"
meaning = "Un autre sens."

[[terms]]
term = "œuvre d’art"
meaning = "Un pont, pour qui les construit."
"""


@pytest.fixture
def two(kit: Kit) -> Kit:
    """A kit with a second lesson, which recalls the first."""
    folder = kit.course_folder("95-autre-rive")
    folder.mkdir()
    (folder / "module.toml").write_text(LATER, encoding="utf-8")
    (folder / "lesson.py").write_text("# %% [markdown]\n# # L’autre rive\n", encoding="utf-8")
    exercise = kit.solution_folder(SLUG) / "exercise.toml"
    text = exercise.read_text(encoding="utf-8")
    exercise.write_text(text.replace('names = ["greet"]', 'names = ["greet"]\noutcomes = ["cross"]'), encoding="utf-8")
    return kit


def test_a_term_has_one_sentence_the_first_and_every_module_that_explains_it(two: Kit):
    assert [
        ("œuvre d’art", "Un pont, pour qui les construit.", ("95 L’autre rive",)),
        ("pont", "Ce qui relie deux rives.", ("90 Le pont", "95 L’autre rive")),
    ] == [(entry.term, entry.meaning, entry.modules) for entry in list_entries(two, "fr")]


@pytest.mark.parametrize(
    ("term", "anchor"),
    [("Clé", "cle"), ("œuvre d’art", "oeuvre-d-art"), ("SHA-256", "sha-256"), ("préfixe", "prefixe"), ("…", "x")],
)
def test_an_anchor_is_plain(term: str, anchor: str):
    assert anchor == make_anchor(term)


def test_the_glossary_speaks_the_language_and_sorts_in_it(two: Kit):
    write_catalogue(two, SLUG, "en", {"pont": "bridge", "Ce qui relie deux rives.": "What joins two banks."})
    page = write_glossary(two, "en")
    assert page.startswith("# Glossary\n")
    assert '- <a id="bridge"></a>**bridge** · What joins two banks. *(90 Le pont' in page


def test_an_outcome_knows_where_it_is_taught_exercised_and_recalled(two: Kit):
    first, second = map_outcomes(two)
    assert (SLUG, "cross", ("Le bonjour",), ("95-autre-rive",)) == (
        first.module,
        first.id,
        first.tasks,
        first.recalled_by,
    )
    assert ["95-autre-rive/return"] == [f"{use.module}/{use.id}" for use in list_unrecalled(two)]
    assert "| Traverser. | Le bonjour | 95-autre-rive |" in write_outcomes_page(two, "fr")
    assert ((), ()) == (second.tasks, second.recalled_by)


def test_a_list_of_outcomes_is_punctuated_as_its_language_has_it():
    kit = Kit(find_kit_root())
    pages = {language: write_outcomes_page(kit, language) for language in ("fr", "en")}
    assert {"fr": True, "en": False} == {language: " ; " in page for language, page in pages.items()}


def test_the_pages_are_built_and_held_fresh(two: Kit):
    build_all(two)
    assert [] == build_all(two, write=False)
    (two.root / "lessons" / "glossaire.md").write_text("?", encoding="utf-8")
    (two.root / "docs" / "fr" / "acquis.md").unlink()
    assert [
        Change("docs/fr/acquis.md", "missing"),
        Change("lessons/glossaire.md", "different", "ligne 1"),
    ] == build_all(two, write=False)


def test_one_module_alone_leaves_the_pages_of_all_as_they_are(two: Kit):
    assert not [change for change in build_all(two, only=[SLUG]) if change.path.endswith(".md")]


def test_a_language_that_is_gone_takes_its_glossary_with_it(two: Kit):
    write_catalogue(two, SLUG, "de", {"pont": "Brücke"})
    assert "lessons/glossary.de.md" in [change.path for change in build_all(two)]
    two.catalogue(SLUG, "de").unlink()
    assert Change("lessons/glossary.de.md", "surplus") in build_all(two)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_link_of_a_lesson_leads_to_a_word_of_the_glossary(language: str):
    kit = Kit(find_kit_root())
    anchors = set(re.findall(r'<a id="([^"]+)">', kit.glossary(language).read_text(encoding="utf-8")))
    lessons = sorted((kit.root / "lessons" / language).glob("*.ipynb"))
    links = {
        link
        for lesson in lessons
        for link in re.findall(rf"\.\./{kit.glossary(language).name}#([\w-]+)", lesson.read_text(encoding="utf-8"))
    }
    assert len(lessons) > 2
    assert set() == links - anchors
    assert links
