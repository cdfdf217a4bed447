from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from autograder.classes.course import Course, open_course
from autograder.classes.new import create_class
from autograder.classes.release import release_class
from autograder.content.kit import Kit
from autograder.language import use_language

from .samples import write_kit


@pytest.fixture(autouse=True)
def _in_french():
    with use_language("fr"):
        yield


@pytest.fixture(scope="session")
def kit(tmp_path_factory: pytest.TempPathFactory) -> Kit:
    return write_kit(tmp_path_factory.mktemp("kit"))


@pytest.fixture(scope="session")
def released_class(kit: Kit, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One class made and released with nbgrader; tests work on copies of it."""
    folder = tmp_path_factory.mktemp("classes") / "automne-2026"
    course = create_class(folder, ["fr", "en"], kit=kit)
    release_class(course)
    return folder


@pytest.fixture
def course(released_class: Path, tmp_path: Path) -> Course:
    folder = tmp_path / released_class.name
    shutil.copytree(released_class, folder)
    shutil.copytree(
        released_class.with_name(f"{released_class.name}.exchange"), folder.with_name(f"{folder.name}.exchange")
    )
    return open_course(folder)
