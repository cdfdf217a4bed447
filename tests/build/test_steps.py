"""A lesson in steps, as it is built: plain cells that work everywhere, and what the desk needs to know of them."""

from __future__ import annotations

import json
import re

import pytest

from autograder.build import build_all, build_lesson
from autograder.content.lesson import LessonStep, read_lesson_edition
from autograder.errors import ContentError

from .smallkit import SLUG, write_catalogue
from .steplesson import LESSON, write_step_lesson


def read_cells(kit, lang="fr", **choices):
    """The cells of the built lesson, by id; sources as one text."""
    cells = json.loads(build_lesson(kit, SLUG, lang, **choices))["cells"]
    return {cell["id"]: {**cell, "source": "".join(cell["source"])} for cell in cells}


@pytest.fixture
def folder(kit):
    return write_step_lesson(kit)


def test_the_first_code_cell_prepares_the_lesson(kit, folder):
    cells = read_cells(kit)
    first = next(cell for cell in cells.values() if cell["cell_type"] == "code")
    assert "setup" == first["id"]
    assert first["source"].endswith(f'start("{SLUG}", lang="fr")')
    assert {"source_hidden": True} == first["metadata"]["jupyter"]


def test_a_step_says_where_it_stands_and_what_is_in_it(kit, folder):
    cell = read_cells(kit)["planks"]
    assert cell["source"].startswith("## Des planches\n\n*Étape 1 sur 2, environ 12 minutes.*\n\nDeux planches")
    assert {"id": "planks", "minutes": 12, "tries": ["planks_for_three"]} == cell["metadata"]["passerelle"]["step"]


def test_the_end_of_a_step_is_marked(kit, folder):
    ends = [
        cell["metadata"]["passerelle"]["step_end"]
        for cell in read_cells(kit).values()
        if "Vous savez" in cell["source"]
    ]
    assert ["planks", "draw"] == ends


def test_a_try_is_a_blank_cell_and_a_cell_that_checks_it(kit, folder):
    cells = read_cells(kit)
    assert "steps = 3\n# VOTRE CODE ICI" == cells["planks_for_three"]["source"]
    assert {"id": "planks_for_three", "step": "planks"} == cells["planks_for_three"]["metadata"]["passerelle"]["try"]
    assert 'check("planks_for_three")' == cells["planks_for_three-check"]["source"]
    assert {"check": "planks_for_three"} == cells["planks_for_three-check"]["metadata"]["passerelle"]


def test_a_blank_body_still_runs(kit, folder):
    assert "def planks_of(steps):\n    # VOTRE CODE ICI\n    ..." == read_cells(kit)["planks_of"]["source"]


def test_an_answered_lesson_holds_the_reference(kit, folder):
    assert "def planks_of(steps):\n    return steps * 2" == read_cells(kit, answered=True)["planks_of"]["source"]


def test_the_explanation_of_a_bet_is_folded(kit, folder):
    cells = read_cells(kit)
    about = cells["thousand"]["metadata"]["passerelle"]["bet"]
    assert {"id", "options", "covers", "replaces"} == set(about)
    assert ["200", "2000", "beaucoup"] == about["options"]
    assert ["thousand-options"] == about["replaces"]
    assert (
        "Votre pari, avant d’exécuter la cellule suivante :\n\n- 200\n- 2000\n- beaucoup"
        == (cells["thousand-options"]["source"])
    )
    first, second = (cells[covered] for covered in about["covers"])
    assert first["source"].startswith("<details>\n<summary>Après votre pari : ouvrir l’explication</summary>\n\nDeux")
    assert second["source"].startswith("<details>\n<summary>Ouvrir la suite de l’explication</summary>\n\nLa longueur")
    assert ["thousand", "thousand"] == [cell["metadata"]["passerelle"]["explains"] for cell in (first, second)]


def test_plumbing_is_folded_behind_its_first_line(kit, folder):
    (cell,) = [cell for cell in read_cells(kit).values() if "from figures" in cell["source"]]
    assert {"source_hidden": True} == cell["metadata"]["jupyter"]
    assert cell["source"].startswith("# Dessine le pont")


def test_what_ships_beside_the_lesson(kit, folder):
    build_all(kit)
    edition = read_lesson_edition(kit.root / "lessons/fr" / SLUG)
    assert (LessonStep("planks", "Des planches", 12, ("planks_for_three",))) == edition.steps[0]
    assert [("planks_for_three", "Six planches pour trois pas.", ("steps", "planks")), ("planks_of",)] == [
        (edition.tries[0].id, edition.tries[0].title, edition.tries[0].names),
        edition.tries[1].names,
    ]
    figures = (kit.root / "lessons/fr" / SLUG / "figures.py").read_text("utf-8")
    assert 'return "Pont : {planks}".format' in figures
    assert not build_all(kit, write=False)


def test_everything_of_a_step_is_translated(kit, folder):
    write_catalogue(
        kit,
        SLUG,
        "en",
        {
            "Des planches": "Planks",
            "beaucoup": "many",
            "Deux planches par pas : multipliez.": "Two planks a step: multiply.",
            "Six planches pour trois pas.": "Six planks for three steps.",
            "Pont : {planks}": "Bridge: {planks}",
        },
    )
    build_all(kit)
    edition = read_lesson_edition(kit.root / "lessons/en" / SLUG)
    assert ("Planks", "Two planks a step: multiply.", "Six planks for three steps.") == (
        edition.steps[0].title,
        edition.tries[0].hint,
        edition.tries[0].title,
    )
    assert ["200", "2000", "many"] == read_cells(kit, "en")["thousand"]["metadata"]["passerelle"]["bet"]["options"]
    assert '"Bridge: {planks}"' in (kit.root / "lessons/en" / SLUG / "figures.py").read_text("utf-8")


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (" minutes=12", "", 'une étape s’ouvre par # %% [markdown] step="nom" minutes=15'),
        ("## Des planches", "Des planches", "puis un titre de niveau 2"),
        ("    ### END SOLUTION\n", "", "entre ### BEGIN SOLUTION et ### END SOLUTION"),
        (" bet_end", "", "sa dernière cellule s’ouvre par # %% [markdown] bet_end"),
        ("# Dessine le pont, planche par planche.\n", "", "sa première ligne, un commentaire, dit ce qu’elle fait"),
        (' step="planks" minutes=12\n# ##', "\n# ##", "un coup d’essai se tient dans une étape"),
        ('try="planks_of"', 'try="plank_of"', "vérifie « planks_of », que la leçon ne donne pas à essayer"),
        ('try="planks_of"', 'try="planks_of" task="x"', "Une cellule n’est qu’une chose"),
        ('options=["200", "2000", "beaucoup"]', "options=[1, 2]", "les choix d’un pari s’écrivent options="),
        ("minutes=10", 'minutes="10"', "la durée s’écrit minutes=15"),
    ],
)
def test_what_is_not_in_form_is_said(kit, folder, old, new, told):
    assert old in LESSON
    (folder / "lesson.py").write_text(LESSON.replace(old, new), encoding="utf-8")
    with pytest.raises(ContentError, match=re.escape(told)):
        build_all(kit)


def test_a_try_without_a_check_is_said(kit, folder):
    tries = (folder / "tries.py").read_text("utf-8")
    (folder / "tries.py").write_text(tries.partition('@pytest.mark.task("planks_of")')[0], encoding="utf-8")
    with pytest.raises(ContentError, match="le coup d’essai « planks_of » n’a pas de vérification"):
        build_all(kit)
