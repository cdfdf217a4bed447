"""The start page says what there is, how far one is, and what comes next; its links lead to files."""

from __future__ import annotations

import itertools
import re
from urllib.parse import unquote

import pytest

from autograder.check.workspace import append_progress
from autograder.learn.delivery import deliver
from autograder.learn.startpage import render_start_page, write_start_page
from autograder.learn.workspace import Workspace, open_workspace

from .kits import EXERCISE


@pytest.fixture
def filled(workspace, kit):
    deliver(workspace, kit)
    return workspace


def note(workspace: Workspace, task: str, score: float, max_score: float = 4.0, exercise: str = EXERCISE) -> None:
    append_progress(workspace.root, exercise=exercise, task=task, score=score, max_score=max_score, lang="fr")


def read_state(workspace, kit):
    """What the page says of how far one is."""
    return re.findall(r"Où vous en êtes : (.*)\.", render_start_page(workspace, kit))


def test_a_module_has_its_purpose_its_time_and_its_links(filled, kit):
    page = render_start_page(filled, kit)
    assert "### 98 Un essai\n\nAdditionner sans se tromper.\n" in page
    assert "Durée : leçon, 20 minutes ; exercice, 60 minutes." in page
    links = [unquote(link) for link in re.findall(r"\]\(([^)]+)\)", page)]
    assert {f"{EXERCISE}/98-lecon.ipynb", f"{EXERCISE}/{EXERCISE}.ipynb"} == set(links)
    assert all((filled.root / link).is_file() for link in links)


def test_headings_go_down_one_level_at_a_time(filled, kit):
    levels = [len(marks) for marks in re.findall(r"^(#+) ", render_start_page(filled, kit), re.MULTILINE)]
    assert 1 == levels[0] == min(levels)
    assert 1 == levels.count(1)
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))


def test_progress_is_told_in_words(filled, kit):
    by_hand = " ; lues ensuite par votre formateur : 1"
    assert [f"pas encore commencé, tâches à faire : 2{by_hand}"] == read_state(filled, kit)
    note(filled, "add", 4.0)
    note(filled, "double", 1.0)
    assert [f"en cours, tâches réussies : 1 sur 2{by_hand}"] == read_state(filled, kit)
    note(filled, "double", 4.0)
    assert [f"terminé ✔, tâches réussies : 2 sur 2{by_hand}"] == read_state(filled, kit)


def test_what_was_passed_once_stays_passed(filled, kit):
    note(filled, "add", 4.0)
    note(filled, "add", 0.0)
    assert "tâches réussies : 1 sur 2" in read_state(filled, kit)[0]


def test_a_damaged_line_of_progress_counts_for_nothing(filled, kit):
    note(filled, "add", 4.0)
    with (filled.own / "progress.jsonl").open("a") as stream:
        stream.write('{"exercise": "98-essai", "task": "double", "score": "x", "max_score": 0}\n[1]\n{"exerc')
    assert "tâches réussies : 1 sur 2" in read_state(filled, kit)[0]


def test_what_comes_next_is_the_exercise_that_was_begun_last(filled, kit):
    other = filled.root / "97-avant"
    other.mkdir()
    for name in ("exercise.json", f"{EXERCISE}.ipynb"):
        text = (filled.root / EXERCISE / name).read_text()
        (other / name.replace(EXERCISE, "97-avant")).write_text(text.replace("Un essai", "Avant"))
    assert "**97 Avant.** Lisez la leçon" in render_start_page(filled, kit)
    note(filled, "add", 1.0)
    assert "**98 Un essai.** Reprenez l’exercice" in render_start_page(filled, kit)
    note(filled, "add", 4.0)
    note(filled, "double", 4.0)
    assert "**97 Avant.**" in render_start_page(filled, kit)


def test_at_the_end_it_says_so(filled, kit):
    note(filled, "add", 4.0)
    note(filled, "double", 4.0)
    assert "Toutes les tâches sont réussies." in render_start_page(filled, kit)


def test_the_page_goes_by_the_name_of_its_language(filled, kit):
    assert "Accueil.md" == write_start_page(filled, kit)
    assert "Home.md" == write_start_page(open_workspace(filled.root, "en", kit), kit)
    assert ["Home.md"] == [path.name for path in filled.root.glob("*.md")]
    assert "Adding" not in (filled.root / "Home.md").read_text()
    assert "A trial" in (filled.root / "Home.md").read_text()


def test_a_title_is_text_and_never_markup(filled, kit):
    path = filled.root / EXERCISE / "exercise.json"
    other = filled.root / "99-autre"
    other.mkdir()
    (other / "exercise.json").write_text(path.read_text().replace("Un essai", "<b>A</b> [x](y) *z*"))
    (other / "99-autre.ipynb").write_text("{}")
    assert r"### 99 \<b\>A\</b\> \[x\](y) \*z\*" in render_start_page(filled, kit)
