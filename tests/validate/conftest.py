from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from autograder.content.kit import Kit
from autograder.language import use_language

from .soundkit import copy_kit, write_sound_kit


@pytest.fixture(autouse=True)
def _in_french() -> Iterator[None]:
    with use_language("fr"):
        yield


@pytest.fixture(scope="session")
def sound_kit(tmp_path_factory: pytest.TempPathFactory) -> Kit:
    """A kit where everything holds; tests break copies of it."""
    with use_language("fr"):
        return write_sound_kit(tmp_path_factory.mktemp("kit"))


@pytest.fixture
def kit(sound_kit: Kit, tmp_path: Path) -> Kit:
    return copy_kit(sound_kit, tmp_path / "kit")
