from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from autograder.content.kit import Kit
from autograder.language import use_language
from autograder.learn.workspace import Workspace, open_workspace

from .kits import write_learners_kit


@pytest.fixture(autouse=True)
def _in_french(monkeypatch):
    for variable in ("PASSERELLE_LEARNER", "JUPYTERHUB_USER"):
        monkeypatch.delenv(variable, raising=False)
    with use_language("fr"):
        yield


@pytest.fixture(scope="session")
def built_kit(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One kit, built once; tests work on copies of it."""
    return write_learners_kit(tmp_path_factory.mktemp("kit")).root


@pytest.fixture
def kit(built_kit: Path, tmp_path: Path) -> Kit:
    shutil.copytree(built_kit, tmp_path / "kit")
    return Kit(tmp_path / "kit")


@pytest.fixture
def workspace(kit: Kit, tmp_path: Path) -> Workspace:
    return open_workspace(tmp_path / "travail", "fr", kit)
