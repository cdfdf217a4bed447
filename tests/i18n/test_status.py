"""How far each language has come."""

import pytest

from autograder.i18n.status import Status, status
from autograder.i18n.update import update
from tests.build.smallkit import SLUG, write_catalogue, write_kit


@pytest.fixture
def kit(tmp_path):
    kit = write_kit(tmp_path)
    (tmp_path / "locale" / "en").mkdir(parents=True)
    return kit


def test_a_new_language_misses_everything_also_before_the_first_update(kit):
    before = status(kit)
    update(kit)
    (after,) = status(kit)
    assert [after] == before
    assert (SLUG, "en", 0, 0, False) == (after.module, after.language, after.translated, after.fuzzy, after.complete)
    assert after.missing > 25


def test_sentences_are_counted_once_in_both_catalogues(kit):
    (empty,) = status(kit)
    write_catalogue(kit, SLUG, "en", {"Le petit pont": "The little bridge"})
    write_catalogue(kit, f"{SLUG}.hidden", "en", {"Le triple": "Three times", "pas par": ""})
    assert [Status(SLUG, "en", translated=2, fuzzy=0, missing=empty.missing - 2)] == status(kit)


def test_fuzzy_and_broken_translations_are_not_translated(kit):
    write_catalogue(kit, SLUG, "en", {"Le petit pont": "The bridge"}, flags="#, fuzzy\n")
    assert (0, 1) == (status(kit)[0].translated, status(kit)[0].fuzzy)
    write_catalogue(kit, SLUG, "en", {"Bonjour à {n} personnes": "Hello {m}"}, flags="#, python-brace-format\n")
    (found,) = status(kit)
    assert (0, 1, ["Hello {m}"]) == (found.translated, found.fuzzy, [broken.msgstr for broken in found.broken])


def test_an_overlay_misses_nothing(kit):
    write_catalogue(kit, SLUG, "fr_CA", {"Le petit pont": "Le ponceau"})
    overlay = next(state for state in status(kit) if state.language == "fr_CA")
    assert (1, 0, 0, True) == (overlay.translated, overlay.fuzzy, overlay.missing, overlay.complete)


def test_a_sentence_translated_in_its_only_place_is_translated(kit):
    (before,) = status(kit)
    path = kit.catalogue(SLUG, "en")
    path.write_text('msgctxt "lesson.py cell-1"\nmsgid "La leçon"\nmsgstr "The lesson"\n', encoding="utf-8")
    assert [before.missing - 1] == [state.missing for state in status(kit)]
