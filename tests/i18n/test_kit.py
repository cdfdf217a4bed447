"""The kit's own catalogues: what it declares complete is complete, and every edition runs alike."""

import pytest

from autograder.build import same_code
from autograder.content.kit import Kit, find_kit_root
from autograder.i18n.catalogue import read_catalogue
from autograder.i18n.extract import extract_all
from autograder.i18n.placeholders import find_broken_placeholders
from autograder.i18n.status import status

KIT = Kit(find_kit_root())


@pytest.fixture(scope="module")
def states():
    return {(state.module, state.language): state for state in status(KIT)}


def test_the_interface_is_complete_in_english(states):
    state = states["interface", "en"]
    assert (0, 0) == (state.fuzzy, state.missing), "run `passerelle i18n update`, then translate locale/en/interface.po"


@pytest.mark.parametrize("exercise", KIT.list_exercises())
def test_an_exercise_is_complete_in_the_languages_it_declares(states, exercise):
    for language in KIT.read_exercise(exercise).languages:
        state = states[exercise, language]
        assert (0, 0) == (state.fuzzy, state.missing)


@pytest.mark.parametrize("module", KIT.list_modules())
def test_every_edition_runs_the_same_code(module):
    for language in KIT.list_languages():
        assert [] == same_code(KIT, module, language)


def test_every_catalogue_has_a_source_and_keeps_its_placeholders():
    known = set(extract_all(KIT))
    for path in sorted((KIT.root / "locale").glob("*/*.po")):
        assert path.stem in known
        assert [] == find_broken_placeholders(read_catalogue(path, path.parent.name))
