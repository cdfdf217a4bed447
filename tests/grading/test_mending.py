"""A file in which a whole notebook stands is read, and it is said; a remedy that a message names gets one there."""

from __future__ import annotations

import asyncio
import json
import zipfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from autograder.errors import NotebookError
from autograder.grading.mending import find_object_end
from autograder.grading.reading import parse_submission
from autograder.language import use_language


@pytest.fixture(autouse=True)
def _french():
    with use_language("fr"):
        yield


def dump(*sources: str, outputs: str = "") -> bytes:
    cells = [
        {"cell_type": "code", "execution_count": None, "id": f"c{n}", "metadata": {}, "outputs": [], "source": [source]}
        for n, source in enumerate(sources)
    ]
    for cell in cells:
        cell["outputs"] = [{"name": "stdout", "output_type": "stream", "text": outputs}] if outputs else []
    return json.dumps({"cells": cells, "metadata": {}, "nbformat": 4}, indent=1).encode()


WHOLE = dump('x = "}{\\""')


def merge(ours: bytes, theirs: bytes) -> bytes:
    """What Git writes where two versions differ, line by line."""
    pairs = zip(ours.splitlines(keepends=True), theirs.splitlines(keepends=True), strict=True)
    lines = [
        mine if mine == other else b"<<<<<<< HEAD\n" + mine + b"=======\n" + other + b">>>>>>> 1a2b3c\n"
        for mine, other in pairs
    ]
    return b"".join(lines)


@pytest.mark.parametrize("tail", [b"\0" * 700, b"\n\0\0\0\n", b"\0\r\n \0"])
def test_nul_bytes_after_the_end_are_set_aside_and_it_is_said(tail):
    submission = parse_submission(WHOLE + tail, "a.ipynb")

    assert 'x = "}{\\""' == submission.cells[0].source
    assert ("Le fichier finissait par des octets nuls : ils ont été laissés de côté.",) == submission.notes


@pytest.mark.parametrize("tail", [b"}", b'\n  "nbformat": 4\n}\n', b"Bonjour !", b"\x00\xff\xfe", WHOLE[:90], b'"'])
def test_text_after_the_end_is_set_aside_and_it_is_said(tail):
    submission = parse_submission(b"\xef\xbb\xbf" + WHOLE + tail, "a.ipynb")

    assert 1 == len(submission.cells)
    assert "Du texte suivait la fin du carnet dans le fichier : il a été laissé de côté." == submission.notes[-1]


def test_the_same_notebook_twice_is_one():
    assert 1 == len(parse_submission(WHOLE + b"\n" + WHOLE, "a.ipynb").cells)


def test_two_notebooks_that_differ_are_for_a_person():
    with pytest.raises(NotebookError, match="deux carnets différents"):
        parse_submission(dump("x = 1") + dump("x = 2"), "a.ipynb")


@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
def test_merge_marks_around_outputs_alone_are_taken_out(end):
    data = merge(dump("x = 1", outputs="mine"), dump("x = 1", outputs="theirs")).replace(b"\n", end)

    submission = parse_submission(data, "a.ipynb")

    assert "x = 1" == submission.cells[0].source
    assert "fusion de Git" in submission.notes[0]


def test_merge_marks_between_two_answers_are_for_a_person_and_the_remedy_works():
    data = merge(dump("x = 1"), dump("x = 2"))

    with pytest.raises(NotebookError, match="gardez l’une des deux"):
        parse_submission(data, "a.ipynb")

    kept, skipping = [], False
    for line in data.splitlines(keepends=True):  # What the message says to do.
        skipping = (skipping or line.startswith(b"=======")) and not line.startswith(b">>>>>>>")
        if not skipping and not line.startswith((b"<<<<<<<", b">>>>>>>")):
            kept.append(line)
    assert "x = 1" == parse_submission(b"".join(kept), "a.ipynb").cells[0].source


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (dump("x = 1")[:60], "il s’arrête avant la fin, à la ligne 5"),
        (dump("x = 1").replace(b'"x', b'"\\x'), "il se brise à la ligne 10"),
        (b"", "est vide"),
        (b"\0" * 40, "que des octets nuls"),
    ],
)
def test_a_damaged_file_names_the_copy_that_jupyterlab_keeps(data, words):
    with pytest.raises(NotebookError, match=words) as caught:
        parse_submission(data, "devoir.ipynb")

    assert "`devoir-checkpoint.ipynb`" in str(caught.value)
    assert "Ouvrez-le dans JupyterLab" not in str(caught.value)


def test_the_copy_is_where_jupyterlab_puts_it(tmp_path: Path):
    from jupyter_server.services.contents.largefilemanager import AsyncLargeFileManager

    (tmp_path / "devoir.ipynb").write_bytes(dump("x = 1"))
    saving = AsyncLargeFileManager(root_dir=str(tmp_path)).create_checkpoint("devoir.ipynb")
    with ThreadPoolExecutor(1) as aside:  # A browser's test in the same process may have left a loop running here.
        aside.submit(asyncio.run, saving).result()
    (tmp_path / "devoir.ipynb").write_bytes(dump("x = 1")[:60])

    copy = tmp_path / ".ipynb_checkpoints" / "devoir-checkpoint.ipynb"

    assert "x = 1" == parse_submission(copy.read_bytes(), "devoir.ipynb").cells[0].source


def test_a_renamed_archive_opens_as_the_message_says(tmp_path: Path):
    with zipfile.ZipFile(tmp_path / "a.ipynb", "w") as archive:
        archive.writestr("a.ipynb", dump("x = 1"))

    with pytest.raises(NotebookError, match=r"un nom qui finit par \.zip"):
        parse_submission((tmp_path / "a.ipynb").read_bytes(), "a.ipynb")

    (tmp_path / "a.ipynb").rename(tmp_path / "a.zip")
    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        assert "x = 1" == parse_submission(archive.read("a.ipynb"), "a.ipynb").cells[0].source


def test_an_answer_saved_with_windows_accents_is_read_and_not_taken_for_blank():
    data = dump("x = 'TEXT'").replace(b"TEXT", "été".encode("cp1252")).replace(b'"id"', '"é": 1, "id"'.encode())

    submission = parse_submission(data, "a.ipynb")

    assert "x = 'été'" == submission.cells[0].source
    assert ("Le fichier n’était pas en UTF-8 : ses accents ont été lus comme ceux de Windows.",) == submission.notes


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"<!DOCTYPE html><html>", "est une page web"),
        (json.dumps(dump("x").decode()).encode(), "entre guillemets"),
        (b"x = 1\n", "n’est pas un carnet Jupyter"),
    ],
)
def test_another_kind_of_file_is_called_by_its_name(data, words):
    with pytest.raises(NotebookError, match=words):
        parse_submission(data, "a.ipynb")


@pytest.mark.parametrize("data", [b'{"' + b'\\"' * 200_000, b"{" * 100_000, b'{"a": "' + b"x" * 200_000])
def test_looking_for_the_end_takes_no_longer_than_reading(data):
    assert find_object_end(data) is None
