"""Every edition of every module: written where it changed, or named as stale."""

import shutil

import pytest

from autograder.build import Change, build_all
from autograder.errors import UnknownExercise

from .smallkit import SLUG, write_catalogue

NOTEBOOK = f"exercises/fr/{SLUG}/{SLUG}.ipynb"
LESSON = f"lessons/fr/{SLUG}.ipynb"
OUTCOMES, GLOSSARY = "docs/fr/acquis.md", "lessons/glossaire.md"


@pytest.fixture
def built(kit):
    build_all(kit)
    return kit


def read_generated(kit):
    folders = (kit.root / "exercises", kit.root / "lessons")
    return {path: path.read_bytes() for folder in folders for path in folder.rglob("*") if path.is_file()}


def test_a_first_build_writes_every_file(kit):
    changes = build_all(kit)
    names = [f"{SLUG}.ipynb", "checks.py", "data/mots.txt", "exercise.json", "variants.json"]
    paths = [OUTCOMES, *(f"exercises/fr/{SLUG}/{name}" for name in names), LESSON, GLOSSARY]
    assert [Change(path, "missing") for path in paths] == changes
    assert all((kit.root / change.path).is_file() for change in changes)


def test_a_second_build_has_nothing_to_do(built):
    before = read_generated(built)
    assert [] == build_all(built)
    assert before == read_generated(built)


def test_checking_writes_nothing(kit):
    assert 8 == len(build_all(kit, write=False))
    assert not (kit.root / "exercises").exists()


def test_a_changed_source_names_the_first_cell_that_differs(built):
    path = built.solution_folder(SLUG) / "notebook.py"
    path.write_text(path.read_text(encoding="utf-8").replace("Rend la somme", "Rend leur somme"), encoding="utf-8")
    assert [Change(NOTEBOOK, "different", "la cellule « lent »")] == build_all(built, write=False)


def test_a_changed_check_names_the_first_line_that_differs(built):
    path = built.root / f"exercises/fr/{SLUG}/checks.py"
    path.write_text(path.read_text(encoding="utf-8").replace("import pytest", "import os"), encoding="utf-8")
    assert [Change(path.relative_to(built.root).as_posix(), "different", "ligne 3")] == build_all(built, write=False)


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (lambda text: text.replace('"id": "lent"', '"id": "lend"'), "la cellule « lend » au lieu de « lent »"),
        (lambda text: text.replace('"schema": 1', '"schema": 2'), "les métadonnées du carnet"),
        (lambda text: text.replace("\n", "\r\n"), "les fins de ligne"),
        (lambda text: text[:100], "ligne "),
    ],
)
def test_a_notebook_that_was_edited_is_stale(built, change, expected):
    path = built.root / NOTEBOOK
    path.write_bytes(change(path.read_text(encoding="utf-8")).encode("utf-8"))
    (found,) = build_all(built, write=False)
    assert ("different", NOTEBOOK) == (found.how, found.path)
    assert expected in found.where


def test_cells_too_many_or_too_few_are_named(built):
    path = built.solution_folder(SLUG) / "notebook.py"
    text = path.read_text(encoding="utf-8")
    path.write_text(text + "\n# %%\nx = 1\n", encoding="utf-8")
    assert ["la cellule « check-all » au lieu de « cell-3 »"] == [
        change.where for change in build_all(built, write=False)
    ]


def test_what_has_no_source_any_more_is_surplus_and_goes(built):
    shutil.rmtree(built.root / "courses")
    assert [Change(path, "surplus") for path in (OUTCOMES, LESSON, GLOSSARY)] == build_all(built)
    assert [] == list((built.root / "lessons").rglob("*"))


def test_a_data_file_that_was_removed_goes_with_its_empty_folder(built):
    shutil.rmtree(built.solution_folder(SLUG) / "data")
    assert ["surplus"] == [change.how for change in build_all(built)]
    assert not (built.edition_folder(SLUG, "fr") / "data").exists()


def test_a_learners_own_file_beside_the_notebook_is_left_alone(built):
    mine = built.edition_folder(SLUG, "fr") / "notes.md"
    mine.write_text("à moi", encoding="utf-8")
    progress = built.edition_folder(SLUG, "fr") / ".passerelle" / "exercise.json"
    progress.parent.mkdir()
    progress.write_text("{}", encoding="utf-8")
    assert [] == build_all(built)
    assert mine.is_file()
    assert progress.is_file()


def test_a_language_is_built_once_its_catalogue_translates_something(built):
    write_catalogue(built, SLUG, "en", {"Le petit pont": ""})
    assert [] == build_all(built)
    write_catalogue(built, SLUG, "en", {"Le petit pont": "The little bridge"})
    assert {f"exercises/en/{SLUG}", "lessons/en", "lessons", "docs/reference"} == {
        change.path.rsplit("/data", 1)[0].rsplit("/", 1)[0] if "data" not in change.path else f"exercises/en/{SLUG}"
        for change in build_all(built)
    }


def test_only_some_modules_are_built_and_others_left_alone(built):
    stray = built.root / "lessons" / "fr" / "91-autre.ipynb"
    stray.write_text("{}", encoding="utf-8")
    assert [] == build_all(built, only=[SLUG])
    assert stray.is_file()
    assert [Change("lessons/fr/91-autre.ipynb", "surplus")] == build_all(built, write=False)


def test_a_module_that_does_not_exist_names_those_that_do(kit):
    with pytest.raises(UnknownExercise, match=SLUG):
        build_all(kit, only=["90-petit"])


def test_changes_speak_to_the_author():
    sentences = [Change("a", "missing"), Change("b", "different", "ligne 3"), Change("c", "surplus")]
    expected = ["a manque.", "b diffère de ses sources : ligne 3.", "c n’a plus de source."]
    assert expected == [change.describe() for change in sentences]
