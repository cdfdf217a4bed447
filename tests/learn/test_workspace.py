"""A workspace is made where it can be, in the language that was asked for, and says why where it cannot."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from autograder.errors import StorageError, UsageError
from autograder.learn.workspace import find_default_folder, open_workspace, read_settings


def test_a_workspace_is_made_with_its_own_folder(kit, tmp_path):
    workspace = open_workspace(tmp_path / "a" / "b", "fr", kit)
    assert (tmp_path / "a" / "b" / ".passerelle").is_dir()
    assert "fr" == workspace.lang


def test_a_workspace_keeps_its_language(kit, tmp_path):
    open_workspace(tmp_path / "a", "en", kit)
    assert "en" == open_workspace(tmp_path / "a", None, kit).lang
    assert "fr" == open_workspace(tmp_path / "a", "fr", kit).lang
    assert "fr" == open_workspace(tmp_path / "a", None, kit).lang


def test_canadian_french_is_french_where_the_kit_has_no_sentence_for_it(kit, tmp_path):
    assert "fr_CA" == open_workspace(tmp_path / "a", "fr-CA", kit).lang


def test_an_unknown_language_is_refused_with_those_there_are(kit, tmp_path):
    with pytest.raises(UsageError, match=r"« de » n’existe pas ici. Il y a : fr, en\."):
        open_workspace(tmp_path / "a", "de", kit)
    assert not (tmp_path / "a").exists()


def test_a_file_is_no_workspace(kit, tmp_path):
    (tmp_path / "a").write_text("mes notes")
    for place in (tmp_path / "a", tmp_path / "a" / "b"):
        with pytest.raises(UsageError, match=r"est un fichier, pas un dossier.*--dir"):
            open_workspace(place, "fr", kit)
    assert "mes notes" == (tmp_path / "a").read_text()


def test_a_workspace_in_the_kit_itself_is_refused(kit):
    with pytest.raises(UsageError, match="dans le dossier de Passerelle lui-même"):
        open_workspace(kit.root / "exercises", "fr", kit)


def test_a_folder_that_cannot_be_written_is_refused_with_the_remedy(kit, tmp_path, monkeypatch):
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    (tmp_path / "a").mkdir()
    # Root may write everywhere, so that the refusal is the system call's own.
    monkeypatch.setattr(os, "mkdir", refuse)
    with pytest.raises(StorageError, match=r"ne peut pas être écrit : vos réponses.*--dir"):
        open_workspace(tmp_path / "a", "fr", kit)


def test_a_damaged_setting_counts_as_none(workspace):
    (workspace.own / "workspace.json").write_text("{")
    assert read_settings(workspace.root) is None


def test_the_default_workspace_is_at_home_and_outside_of_the_kit(tmp_path, monkeypatch):
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    assert tmp_path / "passerelle" == find_default_folder()
    # A clone is often called as the kit is.
    monkeypatch.setenv("PASSERELLE_KIT", str(tmp_path / "passerelle"))
    assert tmp_path / "passerelle-travail" == find_default_folder()
