"""What is written is written whole, or the former file stays."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from autograder.errors import StorageError
from autograder.language import use_language
from autograder.storage import write_whole


def test_text_is_utf8_and_folders_are_made(tmp_path: Path):
    write_whole(tmp_path / "a" / "b.txt", "élan\n")

    assert "élan\n".encode() == (tmp_path / "a" / "b.txt").read_bytes()


@pytest.mark.parametrize(
    ("code", "words"),
    [(errno.ENOSPC, "disque est plein"), (errno.EROFS, "accès est refusé"), (errno.EIO, "n’a pas pu")],
)
def test_a_write_that_fails_leaves_the_former_file_and_no_other(tmp_path: Path, monkeypatch, code, words):
    path = tmp_path / "grades.txt"
    path.write_text("former")

    def fail(source: str, target: str) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(os, "replace", fail)
    with use_language("fr"), pytest.raises(StorageError, match=words):
        write_whole(path, "new")

    assert "former" == path.read_text()
    assert [path] == list(tmp_path.iterdir())
