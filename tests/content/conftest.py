"""What the tests of modules share."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest


@pytest.fixture
def answers(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """The names that the reference answers leave behind, run in a folder of their own on the variant of seed 1."""
    monkeypatch.chdir(tmp_path)
    found: dict[str, Any] = request.module.REFERENCE.run()
    return found
