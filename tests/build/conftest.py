import pytest

from .smallkit import write_kit


@pytest.fixture
def kit(tmp_path):
    return write_kit(tmp_path)
