"""What a learner packs, a class takes as it is."""

from __future__ import annotations

import json
import zipfile
from datetime import UTC, datetime

import pytest

from autograder.check.workspace import read_learner, store_learner
from autograder.classes.collect import collect_files
from autograder.classes.course import open_course
from autograder.classes.grade import grade_class
from autograder.classes.new import create_class
from autograder.classes.release import release_class
from autograder.cli import run
from autograder.errors import MissingPath, NotebookError, StorageError, UnknownExercise, UsageError
from autograder.learn import submit
from autograder.learn.delivery import deliver
from autograder.learn.submit import pack_submission

from .kits import EXERCISE, GOOD_ADD, edit

NOW = datetime(2026, 11, 20, 14, 30, tzinfo=UTC)


@pytest.fixture
def notebook(workspace, kit):
    deliver(workspace, kit)
    return workspace.root / EXERCISE / f"{EXERCISE}.ipynb"


def list_names(path):
    with zipfile.ZipFile(path) as archive:
        return sorted(archive.namelist())


def test_in_a_terminal_of_the_workspace_it_need_not_be_named(workspace, kit, notebook, monkeypatch):
    edit(notebook, add=GOOD_ADD)
    monkeypatch.setenv("PASSERELLE_KIT", str(kit.root))
    monkeypatch.chdir(notebook.parent)
    assert 0 == run(["submit", EXERCISE, "--learner", "zoe"])
    assert (workspace.root / f"zoe+{EXERCISE}.zip").is_file()


def test_what_is_packed_is_collected_and_graded(workspace, kit, notebook, tmp_path):
    edit(notebook, add=GOOD_ADD)
    packed = pack_submission(workspace, EXERCISE, "zoe", kit, now=NOW)
    folder = tmp_path / "automne"
    release_class(create_class(folder, ["fr", "en"], kit=kit))
    course = open_course(folder)
    collection = collect_files(course, [packed.path])
    assert [] == collection.unmatched + collection.refused
    (taken,) = collection.accepted
    assert ("zoe", EXERCISE, NOW) == (taken.learner, taken.exercise, taken.time)
    (report,) = grade_class(course, trusted=True).reports
    assert {"add": 4.0, "double": 0.0} == {task.id: task.score for task in report.tasks if task.id != "explain"}


def test_the_file_is_named_after_the_learner_and_holds_their_work_alone(workspace, kit, notebook):
    (notebook.parent / "registre.csv").write_text("a;b")
    (notebook.parent / f"{EXERCISE}.2026-11-01.ipynb").write_text("{}")
    (notebook.parent / ".ipynb_checkpoints").mkdir()
    (notebook.parent / ".ipynb_checkpoints" / "x.ipynb").write_text("{}")
    packed = pack_submission(workspace, EXERCISE, "zoé.l", kit)
    assert f"zoé.l+{EXERCISE}.zip" == packed.path.name
    assert workspace.root == packed.path.parent
    assert [f"{EXERCISE}.ipynb", "manifest.json", "registre.csv"] == list_names(packed.path)


def test_it_says_which_tasks_have_an_answer(workspace, kit, notebook):
    edit(notebook, add=GOOD_ADD)
    packed = pack_submission(workspace, EXERCISE, "zoe", kit)
    assert (("Additionner",), ("Doubler un mot", "Expliquer")) == (packed.answered, packed.blank)


def test_the_learner_is_remembered(workspace, kit, notebook):
    pack_submission(workspace, EXERCISE, "zoe", kit)
    assert "zoe" == read_learner(workspace.root)
    assert "zoe" == pack_submission(workspace, EXERCISE, None, kit).learner


def test_without_a_learner_it_asks_for_one(workspace, kit, notebook):
    with pytest.raises(UsageError, match="--learner IDENTIFIANT"):
        pack_submission(workspace, EXERCISE, None, kit)


@pytest.mark.parametrize("learner", ["../zoe", "a/b", ".zoe", "a*", "C:zoe", "z" * 200])
def test_a_learner_who_is_no_file_name_is_refused(workspace, kit, notebook, learner):
    with pytest.raises(UsageError, match="Employez celui que votre formateur vous a donné"):
        pack_submission(workspace, EXERCISE, learner, kit)
    assert [] == list(workspace.root.rglob("*.zip"))


def test_data_that_were_somebody_elses_are_told(workspace, kit, notebook):
    about = notebook.with_name("exercise.json")
    about.write_text(json.dumps(json.loads(about.read_text()) | {"variants": 32}))
    store_learner(workspace.root, "")
    assert "" == pack_submission(workspace, EXERCISE, "zoe", kit).variant_of
    assert pack_submission(workspace, EXERCISE, "zoe", kit).variant_of is None


def test_what_cannot_be_packed_is_told_with_the_remedy(workspace, kit, notebook, monkeypatch):
    with pytest.raises(UnknownExercise, match=f"Il y a : {EXERCISE}"):
        pack_submission(workspace, "../98-essai", "zoe", kit)
    monkeypatch.setattr(submit, "MAX_BYTES", 10)
    with pytest.raises(StorageError, match=f"Le plus gros fichier est {EXERCISE}.ipynb"):
        pack_submission(workspace, EXERCISE, "zoe", kit)
    notebook.write_text("{ tronqué")
    with pytest.raises(NotebookError, match="Enregistrez-le de nouveau"):
        pack_submission(workspace, EXERCISE, "zoe", kit)
    notebook.unlink()
    with pytest.raises(MissingPath, match="passerelle learn"):
        pack_submission(workspace, EXERCISE, "zoe", kit)


def test_the_command_says_what_it_wrote(workspace, kit, notebook, capsys, monkeypatch):
    monkeypatch.setenv("PASSERELLE_KIT", str(kit.root))
    edit(notebook, add=GOOD_ADD)
    assert 0 == run(["submit", EXERCISE, "--dir", str(workspace.root), "--learner", "zoe"])
    lines = capsys.readouterr().out.splitlines()
    assert f"À remettre à votre formateur : {workspace.root / f'zoe+{EXERCISE}.zip'}" == lines[0]
    assert "  ✔ répondu : Additionner" in lines
    assert "  · sans réponse : Doubler un mot" in lines


def test_the_command_still_writes_where_nothing_is_answered_and_says_so(workspace, kit, notebook, capsys, monkeypatch):
    monkeypatch.setenv("PASSERELLE_KIT", str(kit.root))
    assert 0 == run(["submit", EXERCISE, "--dir", str(workspace.root), "--learner", "zoe"])
    assert "Aucune tâche n’a de réponse." in capsys.readouterr().out
    assert (workspace.root / f"zoe+{EXERCISE}.zip").is_file()
