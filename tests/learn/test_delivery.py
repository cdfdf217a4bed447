"""A kit is brought into a workspace, again and again; whatever a learner wrote stays theirs."""

from __future__ import annotations

import datetime as dt
import errno
import os

import pytest

from autograder.build.everything import build_all
from autograder.content.edition import read_edition
from autograder.errors import StorageError
from autograder.learn.delivery import deliver, describe_delivery
from autograder.learn.workspace import open_workspace

from .kits import EXERCISE, GOOD_ADD, change_exercise, change_source, edit, read_cells

DAY = dt.date(2026, 11, 23)


@pytest.fixture
def notebook(workspace, kit):
    """The exercise as a learner first receives it."""
    deliver(workspace, kit, today=DAY)
    return workspace.root / EXERCISE / f"{EXERCISE}.ipynb"


def snapshot(folder):
    return {path: (path.stat().st_mtime_ns, path.read_bytes()) for path in folder.rglob("*") if path.is_file()}


def test_a_new_workspace_gets_everything(workspace, kit):
    done = deliver(workspace, kit)
    files = {path.name for path in (workspace.root / EXERCISE).rglob("*") if path.is_file()}
    assert {"98-lecon.ipynb", f"{EXERCISE}.ipynb", "checks.py", "exercise.json", "words.csv"} <= files
    assert ["new", "new"] == [one.what for one in done]


def test_nothing_is_touched_where_nothing_changed(workspace, kit, notebook):
    edit(notebook, add=GOOD_ADD)
    before = snapshot(workspace.root)
    assert [] == deliver(workspace, kit, today=DAY)
    assert before == snapshot(workspace.root)


def test_an_upgrade_carries_answers_over_and_keeps_the_old_file(workspace, kit, notebook):
    worked = edit(notebook, add=GOOD_ADD, explain="Le + colle.")
    change_exercise(kit, "Deux fonctions et une phrase.", "Trois choses à faire.")
    (done,) = deliver(workspace, kit, today=DAY)
    cells = read_cells(notebook)
    assert (GOOD_ADD, "Le + colle.") == (cells["add"], cells["explain"])
    assert "Trois choses à faire." in cells["cell-1"]
    kept = notebook.with_name(f"{EXERCISE}.2026-11-23.ipynb")
    assert worked == kept.read_bytes()
    assert (
        f"{EXERCISE}/{EXERCISE}.ipynb : mis à jour, avec vos réponses (2). L’ancien fichier est gardé : {kept.name}."
        == describe_delivery(done, workspace.root)
    )


def test_an_upgrade_of_a_notebook_nobody_worked_on_keeps_no_second_file(workspace, kit, notebook):
    change_exercise(kit, "Deux fonctions et une phrase.", "Trois choses à faire.")
    assert ["replaced"] == [one.what for one in deliver(workspace, kit)]
    names = {path.name for path in notebook.parent.glob("*.ipynb")}
    assert {notebook.name, "98-lecon.ipynb"} == names


def test_a_renamed_task_carries_its_answer(workspace, kit, notebook):
    edit(notebook, add=GOOD_ADD)
    change_source(kit, "notebook.py", 'task="add"', 'task="total"')
    change_source(kit, "checks.py", 'task("add")', 'task("total")')
    change_source(kit, "hidden.py", 'task("add")', 'task("total")')
    (kit.root / "solutions" / EXERCISE / "mistakes.toml").unlink()
    change_exercise(kit, 'id = "add"', 'id = "total"\nwas = "add"', "exercise.toml")
    deliver(workspace, kit, today=DAY)
    assert GOOD_ADD == read_cells(notebook)["total"]


def test_a_removed_task_is_named_and_stays_in_the_old_file(workspace, kit, notebook):
    edit(notebook, double="def double(text):\n    return text + text")
    folder = kit.root / "solutions" / EXERCISE
    for name, start, end in (
        ("notebook.py", '# %% task="double"', "# %% [markdown] task"),
        ("checks.py", '@pytest.mark.task("double")', ""),
        ("exercise.toml", '[[tasks]]\nid = "double"', '[[tasks]]\nid = "explain"'),
    ):
        text = (folder / name).read_text()
        change_source(kit, name, text[text.index(start) : text.index(end) if end else len(text)], "")
    build_all(kit)
    (done,) = deliver(workspace, kit, today=DAY)
    assert ("double",) == done.left
    assert "relire dans l’ancien : double." in describe_delivery(done, workspace.root)


def test_another_language_carries_answers_over_and_back(workspace, kit, notebook):
    edit(notebook, add=GOOD_ADD)
    english = open_workspace(workspace.root, "en", kit)
    deliver(english, kit, today=DAY)
    assert GOOD_ADD == read_cells(notebook)["add"]
    assert "# YOUR CODE HERE" in read_cells(notebook)["double"]
    assert "en" == read_edition(notebook.parent).lang
    deliver(open_workspace(workspace.root, "fr", kit), kit, today=DAY)
    assert GOOD_ADD == read_cells(notebook)["add"]
    assert "# VOTRE CODE ICI" in read_cells(notebook)["double"]


def test_the_lesson_goes_by_the_name_of_the_language_and_keeps_what_was_typed(workspace, kit, notebook):
    edit(notebook.with_name("98-lecon.ipynb"), guess="guess = 42")
    deliver(open_workspace(workspace.root, "en", kit), kit, today=DAY)
    assert "guess = 42" == read_cells(notebook.with_name("98-lesson.ipynb"))["guess"]
    assert not notebook.with_name("98-lecon.ipynb").exists()


def test_cells_of_ones_own_stay_where_they_were(workspace, kit, notebook):
    own = {"id": "f3a9", "cell_type": "code", "metadata": {}, "source": "add(1, 2)", "outputs": [1]}
    edit(notebook, change=lambda cells: cells.insert([cell["id"] for cell in cells].index("add") + 1, own))
    change_exercise(kit, "Deux fonctions et une phrase.", "Trois choses à faire.")
    deliver(workspace, kit, today=DAY)
    names = list(read_cells(notebook))
    assert "f3a9" == names[names.index("add") + 1]


def test_a_second_upgrade_on_one_day_keeps_both_old_files(workspace, kit, notebook):
    first = edit(notebook, add=GOOD_ADD)
    change_exercise(kit, "Deux fonctions et une phrase.", "Trois choses à faire.")
    deliver(workspace, kit, today=DAY)
    second = notebook.read_bytes()
    change_exercise(kit, "Trois choses à faire.", "Trois petites choses.")
    deliver(workspace, kit, today=DAY)
    assert first == notebook.with_name(f"{EXERCISE}.2026-11-23.ipynb").read_bytes()
    assert second == notebook.with_name(f"{EXERCISE}.2026-11-23-2.ipynb").read_bytes()


def test_a_notebook_that_cannot_be_read_is_kept_and_replaced(workspace, kit, notebook):
    notebook.write_text("{ tronqué")
    change_exercise(kit, "Deux fonctions et une phrase.", "Trois choses à faire.")
    (done,) = deliver(workspace, kit, today=DAY)
    assert "damaged" == done.what
    assert "{ tronqué" == done.kept.read_text()
    assert "Trois choses" in read_cells(notebook)["cell-1"]


@pytest.mark.parametrize("stop", [1, 2, 3])
def test_a_run_that_was_stopped_is_finished_by_the_next(workspace, kit, notebook, monkeypatch, stop):
    """The disk fills up, or the power goes, before the nth file is in place."""
    worked = edit(notebook, add=GOOD_ADD)
    change_exercise(kit, "Deux fonctions et une phrase.", "Trois choses à faire.")
    replace, left = os.replace, [stop]

    def fail(*names):
        left[0] -= 1
        if left[0] == 0:
            raise OSError(errno.ENOSPC, "No space left on device")
        return replace(*names)

    monkeypatch.setattr(os, "replace", fail)
    with pytest.raises(StorageError, match="Le disque est plein"):
        deliver(workspace, kit, today=DAY)
    monkeypatch.undo()
    deliver(workspace, kit, today=DAY)
    assert GOOD_ADD == read_cells(notebook)["add"]
    assert "Trois choses" in read_cells(notebook)["cell-1"]
    assert [worked] == [path.read_bytes() for path in notebook.parent.glob("*.2026-*.ipynb")]
    assert [] == deliver(workspace, kit, today=DAY)


def test_without_its_record_of_what_was_received_no_answer_is_lost(workspace, kit, notebook):
    edit(notebook, add=GOOD_ADD)
    for path in sorted((workspace.own / "received").rglob("*"), reverse=True):
        path.unlink() if path.is_file() else path.rmdir()
    change_exercise(kit, "Deux fonctions et une phrase.", "Trois choses à faire.")
    deliver(workspace, kit, today=DAY)
    assert GOOD_ADD == read_cells(notebook)["add"]


def test_checks_are_the_kits_and_data_that_was_edited_is_kept(workspace, kit, notebook):
    (notebook.parent / "checks.py").write_text("abîmé")
    data = notebook.parent / "data" / "words.csv"
    data.write_text("mes mots")
    deliver(workspace, kit, today=DAY)
    assert (
        kit.edition_folder(EXERCISE, "fr").joinpath("checks.py").read_bytes()
        == (notebook.parent / "checks.py").read_bytes()
    )
    assert "mes mots" == data.read_text()
    change_exercise(kit, "na", "ni", "data/words.csv")
    deliver(workspace, kit, today=DAY)
    assert "word\nni\n" == data.read_text()
    assert "mes mots" == data.with_name("words.2026-11-23.csv").read_text()


def test_an_exercise_that_a_class_handed_out_is_left_alone(workspace, kit, notebook):
    about = notebook.with_name("exercise.json")
    about.write_text(about.read_text().replace('"class_id": ""', '"class_id": "vosges-2026"'))
    before = snapshot(notebook.parent)
    change_exercise(kit, "Deux fonctions et une phrase.", "Trois choses à faire.")
    deliver(workspace, kit, today=DAY)
    assert before == snapshot(notebook.parent)


def test_the_words_of_the_lessons_come_where_their_links_lead(workspace, kit):
    change_module(kit, '[[terms]]\nterm = "essai"\nmeaning = "Une première fois."\n')
    deliver(workspace, kit)
    assert "Une première fois." in (workspace.root / "glossaire.md").read_text(encoding="utf-8")
    lesson = (workspace.module_folder(EXERCISE) / "98-lecon.ipynb").read_text(encoding="utf-8")
    assert "(../glossaire.md#essai)" in lesson


def change_module(kit, text):
    path = kit.course_folder(EXERCISE) / "module.toml"
    path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")
    build_all(kit)
