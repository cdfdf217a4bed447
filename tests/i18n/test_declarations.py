"""Titles, hints, outcomes and terms in another language."""

from autograder.i18n.declarations import translate_exercise, translate_module
from tests.build.smallkit import SLUG, write_kit


def speak(place):
    return lambda sentence: f"[{place}] {sentence}"


def test_an_exercise_keeps_its_ids_and_points(tmp_path):
    exercise = write_kit(tmp_path).read_exercise(SLUG)
    said = translate_exercise(exercise, speak)
    assert "[exercise.toml] Le petit pont" == said.title
    assert ("[exercise.toml double] Le double", "double", 2) == (
        said.tasks[0].title,
        said.tasks[0].id,
        said.tasks[0].points,
    )
    assert "[exercise.toml double] Multipliez par deux." == said.tasks[0].hints[1]


def test_a_module_translates_outcomes_and_terms(tmp_path):
    said = translate_module(write_kit(tmp_path).read_module(SLUG), speak)
    assert "[module.toml] Le pont" == said.title
    assert [("cross", "[module.toml cross] Traverser.")] == [(outcome.id, outcome.text) for outcome in said.outcomes]
    assert [("[module.toml pont] pont", "[module.toml pont] Ce qui relie deux rives.")] == [
        (term.term, term.meaning) for term in said.terms
    ]


def test_without_translations_it_stays_what_it_was(tmp_path):
    exercise = write_kit(tmp_path).read_exercise(SLUG)
    assert exercise == translate_exercise(exercise, lambda _place: lambda _sentence: None)
