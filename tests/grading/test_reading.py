"""A file that was handed in is read for what it holds, whatever else is wrong with it."""

from __future__ import annotations

import contextlib
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.errors import MissingPath, NotebookError
from autograder.grading.reading import MAX_BYTES, SubmittedCell, parse_submission, read_bytes
from autograder.language import use_language


@pytest.fixture(autouse=True)
def _french():
    with use_language("fr"):
        yield


def _dump(*cells: dict, **metadata: object) -> bytes:
    return json.dumps({"cells": list(cells), "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}).encode()


def test_a_cell_keeps_what_grading_looks_at():
    data = _dump(
        {
            "cell_type": "code",
            "id": "a1",
            "source": ["x = 1\n", "y = 2"],
            "execution_count": 7,
            "metadata": {"nbgrader": {"grade_id": "leaf_hash", "points": 1000}},
            "outputs": [],
        },
        passerelle={"exercise": "21-x", "lang": "en"},
    )

    submission = parse_submission(data, "a.ipynb")

    cell = SubmittedCell(type="code", source="x = 1\ny = 2", id="a1", grade_id="leaf_hash", count=7)
    assert (cell,) == submission.cells
    assert ("21-x", "en") == (submission.exercise, submission.lang)


def test_nbformat_3_is_read_from_its_worksheets():
    data = json.dumps(
        {"nbformat": 3, "worksheets": [{"cells": [{"cell_type": "code", "input": "x = 1", "prompt_number": 2}]}]}
    ).encode()

    cells = parse_submission(data, "old.ipynb").cells

    assert (SubmittedCell(type="code", source="x = 1", count=2),) == cells


@pytest.mark.parametrize("odd", [None, 3, "text", [], {"a": 1}, [1, "kept"]])
def test_a_source_of_a_wrong_type_costs_no_other_cell(odd):
    data = _dump({"cell_type": "code", "source": odd}, {"cell_type": "code", "source": "x = 1"})

    assert "x = 1" == parse_submission(data, "a.ipynb").cells[1].source


def test_numbers_that_strict_json_refuses_are_read():
    data = b'{"cells": [{"cell_type": "code", "source": "x", "outputs": [{"data": NaN}]}]}'

    assert "x" == parse_submission(data, "a.ipynb").cells[0].source


def test_byte_order_marks_and_utf16_are_read():
    text = _dump({"cell_type": "code", "source": "é"}).decode()

    for data in (text.encode("utf-8-sig"), text.encode("utf-16")):
        assert "é" == parse_submission(data, "a.ipynb").cells[0].source


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "est vide"),
        (b"\0\0\0", "que des octets nuls"),
        (b"Bonjour, voici mon devoir.", "n’est pas un carnet Jupyter"),
        (b"\xff\xfe\x00", "n’est pas un carnet Jupyter"),
        (b'{"cells": [{"cell_type": "co', "est abîmé"),
        (b"{}", "n’a pas de liste de cellules"),
        (b"[]", "pas un carnet Jupyter"),
        (b'{"cells": []}', "sans aucune cellule"),
        (b'{"cells": [3, null]}', "sans aucune cellule"),
        (b"PK\x03\x04rest", "archive zip"),
        (b'{"cells": ' + b"[" * 100_000, "est abîmé"),
        (b'{"cells": [' + b"[]," * 2_000_001, "plausible"),
    ],
)
def test_what_is_no_notebook_is_refused_with_a_reason(data, words):
    with pytest.raises(NotebookError, match=words):
        parse_submission(data, "devoir.ipynb")


@given(st.binary(max_size=400))
def test_no_bytes_raise_anything_else(data):
    with contextlib.suppress(NotebookError):
        parse_submission(data, "x")


_odd = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5) | st.just({"nbgrader": 3})
_value = _odd | st.lists(_odd, max_size=3)
_keys = st.sampled_from(["cell_type", "source", "metadata", "id", "execution_count"])


@given(st.lists(st.dictionaries(_keys, _value), max_size=4))
def test_no_cells_raise_anything_else(cells):
    try:
        submission = parse_submission(json.dumps({"cells": cells}).encode(), "x")
    except NotebookError:
        return
    assert all(isinstance(cell.source, str) for cell in submission.cells)


def test_a_missing_file_is_named(tmp_path: Path):
    with pytest.raises(MissingPath, match=r"absent\.ipynb n’existe pas"):
        read_bytes(tmp_path / "absent.ipynb")


def test_a_folder_is_not_a_file(tmp_path: Path):
    with pytest.raises(NotebookError, match="n’est pas un fichier"):
        read_bytes(tmp_path)


def test_a_huge_file_is_refused_unread(tmp_path: Path):
    huge = tmp_path / "huge.ipynb"
    with huge.open("wb") as stream:
        stream.truncate(200_000_000)

    with pytest.raises(NotebookError, match="pèse 200 Mo ; la limite est de 50 Mo"):
        read_bytes(huge)

    assert MAX_BYTES < 200_000_000


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path):
    secret = tmp_path / "secret.ipynb"
    secret.write_text("{}")
    folder = tmp_path / "submitted"
    folder.mkdir()
    link = folder / "work.ipynb"
    link.symlink_to(secret)

    with pytest.raises(NotebookError, match="lien qui sort de son dossier"):
        read_bytes(link, folder)


def test_a_folder_that_links_out_is_not_followed_either(tmp_path: Path):
    (tmp_path / "bob").mkdir()
    (tmp_path / "bob" / "work.ipynb").write_text("{}")
    folder = tmp_path / "eve"
    folder.mkdir()
    (folder / "en").symlink_to(tmp_path / "bob")

    with pytest.raises(NotebookError, match="lien qui sort de son dossier"):
        read_bytes(folder / "en" / "work.ipynb", folder)


def test_a_link_within_the_folder_is_followed(tmp_path: Path):
    (tmp_path / "real.ipynb").write_text("{}")
    link = tmp_path / "work.ipynb"
    link.symlink_to("real.ipynb")

    assert b"{}" == read_bytes(link, tmp_path)
