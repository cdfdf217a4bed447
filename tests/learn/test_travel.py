"""One file takes the work to another computer; nothing is lost on either."""

from __future__ import annotations

import datetime as dt
import io
import zipfile

import pytest

from autograder.check.workspace import append_progress, read_learner, read_progress, store_learner
from autograder.errors import UsageError
from autograder.learn.delivery import deliver
from autograder.learn.travel import pack_work, take_work
from autograder.learn.workspace import open_workspace

from .kits import EXERCISE, GOOD_ADD, edit, read_cells

TODAY = dt.date(2026, 11, 30)
OTHER_ADD = "def add(left, right):\n    return right + left"


@pytest.fixture
def other(kit, tmp_path):
    """A workspace on another computer, with nothing done in it."""
    workspace = open_workspace(tmp_path / "ailleurs", "fr", kit)
    deliver(workspace, kit)
    return workspace


@pytest.fixture
def worked(workspace, kit):
    """A workspace with an answer, a file of one's own, progress and an id."""
    deliver(workspace, kit)
    edit(find_notebook(workspace), add=GOOD_ADD)
    (workspace.root / EXERCISE / "notes.txt").write_text("à moi", "utf-8")
    append_progress(workspace.root, exercise=EXERCISE, task="add", score=4.0, max_score=4.0, lang="fr")
    store_learner(workspace.root, "zoe")
    return workspace


def find_notebook(workspace):
    return workspace.root / EXERCISE / f"{EXERCISE}.ipynb"


def repack(files):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("passerelle.json", '{"schema": 1, "lang": "fr", "made_at": "2026-11-30T09:00:00+00:00"}')
        for name, data in files.items():
            archive.writestr(name, data)
    return packed.getvalue()


def test_the_work_is_there_on_the_other_computer(worked, other):
    taken = take_work(other, pack_work(worked), today=TODAY)
    assert () == taken.kept
    assert GOOD_ADD == read_cells(find_notebook(other))["add"]
    assert "à moi" == (other.root / EXERCISE / "notes.txt").read_text("utf-8")
    assert ["add"] == [line["task"] for line in read_progress(other.root)]
    assert "zoe" == read_learner(other.root)


def test_work_that_was_there_stays_beside_with_the_date(worked, other):
    before = edit(find_notebook(other), add=OTHER_ADD)
    taken = take_work(other, pack_work(worked), today=TODAY)
    assert (f"{EXERCISE}/{EXERCISE}.2026-11-30.ipynb",) == taken.kept
    assert before == (other.root / taken.kept[0]).read_bytes()
    assert GOOD_ADD == read_cells(find_notebook(other))["add"]


def test_a_notebook_that_nobody_touched_replaces_no_work(worked, other):
    before = edit(find_notebook(worked), add=GOOD_ADD)
    take_work(worked, pack_work(other), today=TODAY)
    assert before == find_notebook(worked).read_bytes()


def test_taken_twice_it_is_the_same(worked, other):
    packed = pack_work(worked)
    take_work(other, packed, today=TODAY)
    append_progress(other.root, exercise=EXERCISE, task="double", score=0.0, max_score=4.0, lang="fr")
    taken = take_work(other, packed, today=TODAY)
    assert () == taken.kept
    assert ["add", "double"] == sorted(line["task"] for line in read_progress(other.root))


def test_what_is_packed_has_no_token_and_no_log(worked):
    (worked.own / "jupyter").mkdir()
    (worked.own / "jupyter" / "server.log").write_text("token=secret", "utf-8")
    with zipfile.ZipFile(io.BytesIO(pack_work(worked))) as archive:
        assert [] == [name for name in archive.namelist() if "jupyter" in name or "workspace.json" in name]


@pytest.mark.parametrize(
    "name",
    [
        "../dehors.txt", "/etc/passwd", ".passerelle/workspace.json", ".passerelle/jupyter/config/x.json",
        "90-x/../../a", "90-x\\..\\..\\a", "90-x/.ipynb_checkpoints/a", "C:/a", "90-x/C:a", "Accueil.md", "90-x",
    ],
)  # fmt: skip
def test_a_name_that_is_not_ours_refuses_the_whole_file(worked, name):
    before = sorted(path for path in worked.root.rglob("*"))
    with pytest.raises(UsageError):
        take_work(worked, repack({f"{EXERCISE}/fine.txt": b"x", name: b"x"}))
    assert before == sorted(path for path in worked.root.rglob("*"))


@pytest.mark.parametrize("content", [b"", b"PK\x05\x06", b"GIF89a", repack({})[:-30]])
def test_any_other_file_is_refused_in_a_sentence(worked, content):
    with pytest.raises(UsageError, match=r"passerelle-DATE\.zip"):
        take_work(worked, content)
