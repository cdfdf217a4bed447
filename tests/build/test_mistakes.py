"""Kept mistakes: how they change the reference, who says their sentence, and what is refused."""

import json

import pytest

from autograder.build import build_exercise, read_mistakes
from autograder.build.mistakes import make_change
from autograder.content.mistakes import read_kept, read_titles
from autograder.errors import ContentError, UnknownKey
from autograder.i18n.extract import extract_module

from .smallkit import CHECKS, HIDDEN, MISTAKES, SLUG, write_catalogue, write_kit

NAMING = '    student.mistake("triple", n=3)\n'
CHANGE = 'change = [["    return number * 2", "    return number * 3"]]'


def test_a_mistake_says_what_it_loses_and_which_cells_it_changes(kit):
    (mistake,) = read_mistakes(kit, SLUG)
    assert ("triple", "Le triple", ("double",), "Multipliez par deux, pas par {n}.") == (
        mistake.name,
        mistake.title,
        mistake.tasks,
        mistake.says,
    )
    expected = 'def double(number):\n    """Rend le double de `number`."""\n    return number * 3'
    assert {"double": expected} == mistake.cells


def test_a_mistake_may_change_a_lent_cell_and_lose_several_tasks(tmp_path):
    several = """\
[triple]
title = "Le triple"
tasks = ["double", "greet"]
change.double = [["    return number * 2", "    return number * 3"]]
cell.lent = '''
lent_add = None
'''
"""
    (mistake,) = read_mistakes(write_kit(tmp_path, mistakes=several), SLUG)
    assert ("double", "greet") == mistake.tasks
    assert {"double", "lent"} == set(mistake.cells)
    assert "lent_add = None" == mistake.cells["lent"]


def test_an_exercise_may_keep_none(kit):
    (kit.solution_folder(SLUG) / "mistakes.toml").unlink()
    assert [] == read_mistakes(kit, SLUG)


def test_other_kept_answers_have_the_same_form(kit):
    folder = kit.solution_folder(SLUG)
    (folder / "alternatives.toml").write_text(
        MISTAKES.replace("[triple]", "[added]").replace("number * 3", "number + number"), encoding="utf-8"
    )
    (other,) = read_mistakes(kit, SLUG, "alternatives.toml")
    assert other.cells["double"].endswith("return number + number")


# -- Changes ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("there", "instead", "expected"),
    [
        ("b", "x", "a\n\nx\nc"),
        ("a\nb", "x\ny", "x\ny\nc"),
        ("b", "", "a\n\nc"),
        ("\nb\n", "\n\nx\n", "a\n\nx\nc"),
    ],
)
def test_lines_give_way_to_others_and_empty_ones_do_not_count(there, instead, expected):
    assert [line for line in expected.split("\n") if line] == [
        line for line in (make_change("a\n\nb\nc", there, instead) or "").split("\n") if line
    ]


@pytest.mark.parametrize("there", ["d", "a", "  b", "", "b\nb"])
def test_lines_that_do_not_stand_once_are_not_changed(there):
    assert make_change("a\na\nb", there, "x") is None


@pytest.mark.parametrize("there", ["    return number * 4", "    return number"])
def test_a_change_that_no_longer_fits_names_the_mistake_the_file_and_the_lines(tmp_path, there):
    kit = write_kit(tmp_path, mistakes=MISTAKES.replace("    return number * 2", there))
    with pytest.raises(ContentError, match=rf"mistakes\.toml : \[triple\](.|\n)*{there.replace('*', '.')}\n"):
        build_exercise(kit, SLUG, "fr")


# -- Sentences -------------------------------------------------------------------------------------------------------


def test_a_learner_receives_the_sentences_that_shipped_checks_say_and_never_a_change(tmp_path):
    write_catalogue(kit := write_kit(tmp_path, checks=CHECKS + NAMING), SLUG, "en", {
        "Multipliez par deux, pas par {n}.": "Multiply by two, not by {n}."
    })  # fmt: skip
    files = build_exercise(kit, SLUG, "en")
    assert {"triple": "Multiply by two, not by {n}."} == json.loads(files["exercise.json"])["mistakes"]
    assert not any(b"number * 3" in data for data in files.values())


def test_what_hidden_checks_alone_say_is_not_shipped_nor_in_the_catalogue_that_is(tmp_path):
    kit = write_kit(tmp_path, hidden=HIDDEN + NAMING)
    assert {} == json.loads(build_exercise(kit, SLUG, "fr")["exercise.json"])["mistakes"]
    found = extract_module(kit, SLUG)
    places = {
        name: [sentence.text for sentence in found[name] if sentence.context.startswith("mistakes.toml")]
        for name in (SLUG, f"{SLUG}.hidden")
    }
    assert {SLUG: [], f"{SLUG}.hidden": ["Le triple", "Multipliez par deux, pas par {n}."]} == places


def test_a_name_that_is_computed_ships_each_sentence_that_it_may_be(tmp_path):
    kit = write_kit(tmp_path, checks=CHECKS + '    student.mistake({3: "triple"}[3], n=3)\n')
    assert ["triple"] == list(json.loads(build_exercise(kit, SLUG, "fr")["exercise.json"])["mistakes"])


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ('    student.mistake("tripel", n=3)\n', r"checks\.py, ligne 19 : .*« tripel ».*« triple »"),
        ('    student.mistake("triple")\n', r"« triple » attend les valeurs « n »"),
        ('    student.mistake("triple", number=3)\n', r"« triple » attend les valeurs « n »"),
    ],
)
def test_a_check_names_what_is_declared_and_gives_its_values(tmp_path, line, expected):
    with pytest.raises(ContentError, match=expected):
        build_exercise(write_kit(tmp_path, checks=CHECKS + line), SLUG, "fr")


def test_a_check_names_only_what_has_a_sentence(tmp_path):
    silent = MISTAKES.replace('says = "Multipliez par deux, pas par {n}."\n', "")
    with pytest.raises(ContentError, match="ne dit pas sa phrase"):
        build_exercise(write_kit(tmp_path, checks=CHECKS + NAMING, mistakes=silent), SLUG, "fr")


# -- What is refused -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (MISTAKES.replace('"Le triple"', "Le triple"), "n’est pas du TOML lisible"),
        ("title = 1\n" + MISTAKES, "« title » doit se trouver dans un tableau"),
        (MISTAKES.replace('["double"]', "[]"), r"\[triple\] doit avoir un title et des tasks"),
        (MISTAKES.replace('"Le triple"', '" "'), r"\[triple\] doit avoir un title et des tasks"),
        (MISTAKES.replace('["double"]', '"double"'), r"\[triple\] Expected `array`"),
        (MISTAKES.replace('["double"]', '["doubles"]'), "« doubles », qui n’existe pas.*double, greet, why"),
        (MISTAKES.replace('["double"]', '["double", "greet"]'), "« change.double » ou « cell.double »"),
        (MISTAKES.replace("[triple]", "[Triple]"), "ne convient pas comme nom"),
        (MISTAKES.replace(CHANGE, ""), r"\[triple\] ne change rien"),
        (MISTAKES.replace("change =", "change.doubel ="), r"\[triple\] change la cellule « doubel ».*« double »"),
    ],
)
def test_a_mistake_that_does_not_hold_together(tmp_path, text, expected):
    kit = write_kit(tmp_path, mistakes=text)
    with pytest.raises(ContentError, match=rf"mistakes\.toml.*{expected}"):
        read_mistakes(kit, SLUG)


def test_an_unknown_key_names_the_nearest(tmp_path):
    kit = write_kit(tmp_path, mistakes=MISTAKES.replace("title", "titel"))
    with pytest.raises(UnknownKey, match=r"« triple.titel ».*« title »"):
        read_kept(kit.solution_folder(SLUG) / "mistakes.toml", kit.read_exercise(SLUG))


# -- Classes that run ------------------------------------------------------------------------------------------------


def test_the_titles_of_an_exercise_from_before_are_still_read(kit):
    folder = kit.solution_folder(SLUG)
    (folder / "mistakes.toml").unlink()
    (folder / "mistakes").mkdir()
    (folder / "mistakes" / "triple.py").write_text(
        '# /// mistake\n# title = "Le triple"\n# tasks = ["double"]\n# message = "pas par"\n# ///\n', encoding="utf-8"
    )
    assert {"triple": "Le triple"} == read_titles(folder, kit.read_exercise(SLUG))
