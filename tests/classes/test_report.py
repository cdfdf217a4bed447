from __future__ import annotations

import json
import re

import pytest

from autograder.classes.database import open_gradebook
from autograder.classes.grade import grade_class
from autograder.classes.report import write_class_report
from autograder.language import use_language

from .gradebooks import change
from .pages import contrast, find_outside_addresses, measure_contrasts, read_page
from .samples import BAD_ADD, EXERCISE, GOOD_ADD, GOOD_DOUBLE, answer, hand_in

MINUS = "def add(left, right):\n    print('<b>x</b>')"


@pytest.fixture
def graded(course):
    with open_gradebook(course) as gradebook:
        gradebook.add_student("alice", first_name="Alice", last_name="Roy")
        gradebook.add_student("zoe", first_name="Zoé", last_name="Nuit")
    hand_in(course, "alice", answer(course, add=GOOD_ADD, double=GOOD_DOUBLE, explain="Oui."))
    hand_in(course, "bruno", answer(course, add=BAD_ADD))
    hand_in(course, "chloe", answer(course, add=MINUS))
    hand_in(course, "<i>", answer(course, add=MINUS))  # No id: named, and not graded.
    hand_in(course, "david", "pas un carnet")
    grade_class(course)
    return course


def test_the_page_says_who_handed_in_what(graded):
    page = read_page(write_class_report(graded))

    assert "Compte rendu de la classe automne-2026" == page.headings[0][1]
    assert "alice6 / 9" in page.text.replace(" 6", "6")
    assert "zoe rien de remis" in page.text or "zoerien de remis" in page.text
    assert "Remises : 5 sur 6." == re.search(r"Remises : .*?\.", page.text)[0]
    assert "illisible" in page.text


def test_it_names_who_needs_a_person_and_why(graded):
    page = read_page(write_class_report(graded))

    assert "son contenu n’est pas du JSON" in page.text
    assert "à noter par une personne" in page.text


def test_the_figures_are_those_of_the_gradebook(graded):
    change(
        graded,
        "UPDATE grade SET manual_score = 4 WHERE auto_score = 0 AND cell_id IN "
        "(SELECT id FROM base_cell WHERE name = 'add-check')",
    )

    data = json.loads(write_class_report(graded).with_suffix(".json").read_text())

    [exercise] = data["exercises"]
    tasks = {task["id"]: task for task in exercise["tasks"]}
    learners = {row["learner"]: row for row in exercise["learners"]}
    assert (3, 3) == (tasks["add"]["passed"], tasks["add"]["answered"])
    assert (1, 2) == (tasks["double"]["passed"], tasks["double"]["blank"])
    assert 4.0 == learners["bruno"]["score"]
    assert learners["zoe"]["submitted"] is False
    assert learners["david"]["score"] is None


def test_mistakes_are_called_by_their_titles(graded):
    data = json.loads(write_class_report(graded).with_suffix(".json").read_text())

    titles = {mistake["name"]: mistake["title"] for mistake in data["exercises"][0]["mistakes"]}
    assert "La fonction affiche au lieu de rendre" in titles.values()


def test_names_are_shown_only_when_asked_for(graded):
    path = write_class_report(graded)
    assert "Roy" not in path.read_text() + path.with_suffix(".json").read_text()

    assert "Alice Roy (alice)" in read_page(write_class_report(graded, names=True)).text


def test_it_speaks_the_language_of_whoever_reads_it(graded):
    with use_language("en"):
        page = read_page(write_class_report(graded))

    assert "en" == page.lang
    assert "A trial" in page.text
    assert "Adding" in page.text


def test_tables_can_be_read_aloud(graded):
    page = read_page(write_class_report(graded))

    assert len(page.tables) >= 4
    assert {(1, 0)} == {(table["caption"], table["unscoped"]) for table in page.tables}


def test_nothing_is_fetched_and_nothing_a_learner_chose_is_markup(graded):
    page = read_page(write_class_report(graded))

    assert [] == find_outside_addresses(page)
    assert not {"script", "link", "i"} & page.tags
    assert r"\x3ci\x3e" in page.text


def test_colours_can_be_read_in_both_themes(graded):
    source = write_class_report(graded).read_text()

    for theme, pair, ratio in measure_contrasts(source):
        assert ratio >= 4.5, (theme, pair, ratio)
    shades = re.findall(r"\.h\d \{ background: (#\w{6}); color: (#\w{6}); \}", source)
    assert 5 == len(shades)
    assert all(contrast(paper, ink) >= 4.5 for paper, ink in shades)


def test_the_map_holds_numbers_not_only_colours(graded):
    source = write_class_report(graded).read_text()

    cells = re.findall(r'<td class="number h\d">([^<]*)', source)
    assert 9 == len(cells)
    assert all(re.fullmatch(r"[\d,]+", cell) for cell in cells)


def test_a_class_without_any_work_has_a_report(course):
    page = read_page(write_class_report(course))

    assert "Personne pour l’instant." in page.text
    assert EXERCISE in page.text
