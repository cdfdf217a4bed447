"""A learner's own folder: progress, hints, name; nothing in it may stop a check."""

import json
import os
from pathlib import Path

import pytest

from autograder.check.workspace import (
    append_hint,
    append_progress,
    count_hints,
    find_workspace,
    read_learner,
    read_progress,
    store_learner,
)


def note(workspace, score=1.5):
    append_progress(workspace, exercise="21-x", task="leaf", score=score, max_score=3.0, lang="fr")


def test_the_workspace_is_the_nearest_folder_that_has_one(tmp_path):
    away = tmp_path.anchor / Path("no-such-folder") / "21-x"
    assert away.parent == find_workspace(away)
    exercise = tmp_path / "work" / "exercices" / "21-x"
    exercise.mkdir(parents=True)
    (tmp_path / "work" / ".passerelle").mkdir()
    assert tmp_path / "work" == find_workspace(exercise)


def test_progress_is_one_line_a_check(tmp_path):
    note(tmp_path)
    note(tmp_path, 3.0)
    lines = (tmp_path / ".passerelle" / "progress.jsonl").read_text().splitlines()
    assert len(lines) == 2
    first = json.loads(lines[0])
    assert first.pop("at").endswith("+00:00")
    assert first == {"schema": 1, "exercise": "21-x", "task": "leaf", "score": 1.5, "max_score": 3.0, "lang": "fr"}


def test_broken_lines_are_passed_over(tmp_path):
    note(tmp_path)
    with (tmp_path / ".passerelle" / "progress.jsonl").open("a") as stream:
        stream.write("{broken\n[1]\n")
    note(tmp_path)
    assert len(read_progress(tmp_path)) == 2


def test_a_folder_that_cannot_be_written_stops_nothing(tmp_path):
    (tmp_path / ".passerelle").write_text("a file stands in the way")
    note(tmp_path)
    append_hint(tmp_path, exercise="21-x", task="leaf", number=1)
    store_learner(tmp_path, "zoe")
    assert read_progress(tmp_path) == []
    assert count_hints(tmp_path, "21-x", "leaf") == 0


def test_hints_are_counted_by_task(tmp_path):
    for number in (1, 2):
        append_hint(tmp_path, exercise="21-x", task="leaf", number=number)
    assert count_hints(tmp_path, "21-x", "leaf") == 2
    assert count_hints(tmp_path, "21-x", "root") == 0


@pytest.fixture
def nobody(monkeypatch):
    for variable in ("PASSERELLE_LEARNER", "JUPYTERHUB_USER"):
        monkeypatch.delenv(variable, raising=False)


@pytest.mark.usefixtures("nobody")
def test_the_learner_is_the_environments_the_hubs_or_typed_once(tmp_path, monkeypatch):
    assert read_learner(tmp_path) is None
    store_learner(tmp_path, "zoe")
    assert read_learner(tmp_path) == "zoe"
    monkeypatch.setitem(os.environ, "JUPYTERHUB_USER", "hub")
    assert read_learner(tmp_path) == "hub"
    monkeypatch.setitem(os.environ, "PASSERELLE_LEARNER", "own")
    assert read_learner(tmp_path) == "own"
