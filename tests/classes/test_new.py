from __future__ import annotations

import json
import os
import sqlite3
import sys
from pathlib import Path

import pytest

from autograder.classes.course import open_course
from autograder.classes.new import create_class
from autograder.classes.snapshot import hash_folder, read_release, snapshot_folder
from autograder.errors import ClassError, MissingPath, UnknownExercise, UsageError

from .samples import EXERCISE


def test_a_class_is_a_plain_nbgrader_course_directory(course):
    names = {path.name for path in course.root.iterdir()}

    assert {"nbgrader_config.py", "gradebook.db", "source", "release", "submitted", "autograded", "feedback"} <= names
    assert "automne-2026" == course.course_id


def test_the_gradebook_carries_the_version_that_nbgrader_would_give_it(course, monkeypatch):
    from nbgrader.api import get_alembic_version

    monkeypatch.setenv("PATH", f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
    found = sqlite3.connect(course.gradebook_file).execute("SELECT version_num FROM alembic_version").fetchall()

    assert [(get_alembic_version(),)] == found


def test_what_goes_to_learners_holds_neither_solutions_nor_hidden_checks(course):
    for step in ("release",):
        for path in course.folder(step, EXERCISE).rglob("*"):
            if path.is_file():
                text = path.read_text()
                assert "SECRET" not in text, path
                assert "left + right" not in text, path
    assert not list(course.folder("source", EXERCISE).rglob("hidden*"))
    assert not list(course.folder("source", EXERCISE).rglob("*.toml"))


def test_the_class_keeps_the_exercise_with_its_hash(course):
    release = read_release(course, EXERCISE)

    assert release.hash == hash_folder(snapshot_folder(course, EXERCISE))
    assert (snapshot_folder(course, EXERCISE) / "solutions" / EXERCISE / "hidden.py").is_file()
    assert release.released_at != ""


def test_learners_receive_the_class_id_that_chooses_their_variant(course):
    edition = json.loads((course.folder("release", EXERCISE) / "exercise.json").read_text())

    assert course.file.id == edition["class_id"]


def test_a_folder_in_use_is_left_alone(tmp_path, kit):
    (tmp_path / "notes.txt").write_text("à moi")

    with pytest.raises(ClassError, match="n’est pas vide"):
        create_class(tmp_path, ["fr"], kit=kit)

    assert ["notes.txt"] == [path.name for path in tmp_path.iterdir()]


def test_an_unknown_exercise_leaves_no_half_class(tmp_path, kit):
    with pytest.raises(UnknownExercise, match=EXERCISE):
        create_class(tmp_path / "classe", ["fr"], kit=kit, exercises=["98-esai"])

    assert [] == list(tmp_path.iterdir())


def test_a_language_that_is_none_is_wrong_usage(tmp_path, kit):
    with pytest.raises(UsageError, match="francais"):
        create_class(tmp_path / "classe", ["francais"], kit=kit)


def test_accents_and_spaces_in_the_name_make_a_course_id_that_nbgrader_accepts(tmp_path, kit):
    assert "Ete-2026-Nancy" == create_class(tmp_path / "Été 2026 Nancy", ["fr"], kit=kit, exercises=[]).course_id


def test_a_folder_that_is_no_class_says_how_to_make_one(tmp_path):
    with pytest.raises(ClassError, match="passerelle class new"):
        open_course(tmp_path)
    with pytest.raises(MissingPath, match="n’existe pas"):
        open_course(tmp_path / "ailleurs")


def test_a_broken_configuration_is_named(course):
    with (course.root / "nbgrader_config.py").open("a") as stream:
        stream.write("c.Exchange.root = nowhere\n")

    with pytest.raises(ClassError, match=r"nbgrader_config\.py ne se charge pas \(NameError"):
        open_course(course.root)


def test_a_class_lives_in_a_time_zone(tmp_path, kit, monkeypatch):
    monkeypatch.setenv("TZ", "America/Montreal")

    declared = create_class(tmp_path / "a", ["fr"], kit=kit, exercises=[], timezone="Europe/Paris")
    own = create_class(tmp_path / "b", ["fr"], kit=kit, exercises=[])

    assert ("Europe/Paris", "America/Montreal") == (declared.file.timezone, own.file.timezone)


@pytest.mark.parametrize(
    ("name", "near"), [("Paris", "Europe/Paris"), ("Europe/Pari", "Europe/Paris"), ("montréal", "Montreal")]
)
def test_a_zone_that_is_none_is_refused_with_those_near_it(tmp_path, kit, name, near):
    with pytest.raises(UsageError, match=near):
        create_class(tmp_path / "classe", ["fr"], kit=kit, exercises=[], timezone=name)

    assert not (tmp_path / "classe").exists()
