from __future__ import annotations

import io
import json
import stat
import struct
import zipfile

import pytest

from autograder.classes import archives
from autograder.classes.collect import collect_files

from .samples import EXERCISE, GOOD_ADD, answer


def _pack(path, members, *, link=""):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            info = zipfile.ZipInfo(name, (2026, 11, 2, 10, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            if name == link:
                info.external_attr = (stat.S_IFLNK | 0o777) << 16
            archive.writestr(info, data)
    return path


def _refuse(course, path):
    """Collect ``path`` and return why it was refused; nothing may have been written."""
    before = sorted(item for item in course.root.parent.rglob("*"))
    result = collect_files(course, [path])
    assert before == sorted(item for item in course.root.parent.rglob("*"))
    assert [] == result.accepted
    [(name, reason)] = result.refused
    assert path.name == name
    return reason


@pytest.fixture
def zip_path(tmp_path):
    return tmp_path / f"alice+{EXERCISE}.zip"


@pytest.mark.parametrize(
    "name",
    ["../evil.ipynb", "a/../../evil.ipynb", "/etc/evil", "C:/evil", "a\\..\\..\\evil", "./x", "a//b", "tab\tname"],
)
def test_a_name_that_climbs_out_is_refused(course, zip_path, name):
    _pack(zip_path, {f"{EXERCISE}.ipynb": "{}", name: "x"})

    assert "sort du dossier" in _refuse(course, zip_path)


def test_a_link_is_refused(course, zip_path):
    _pack(zip_path, {f"{EXERCISE}.ipynb": "{}", "pw": "/etc/passwd"}, link="pw")

    assert "lien" in _refuse(course, zip_path)


def test_a_bomb_that_says_its_size_is_refused(course, zip_path, monkeypatch):
    monkeypatch.setattr(archives, "MAX_MEMBER_BYTES", 1_000_000)
    _pack(zip_path, {f"{EXERCISE}.ipynb": b"0" * 2_000_000})

    assert "dépasse 1 Mo" in _refuse(course, zip_path)


def test_a_bomb_that_lies_about_its_size_is_refused(course, zip_path, monkeypatch):
    monkeypatch.setattr(archives, "MAX_MEMBER_BYTES", 1_000_000)
    _pack(zip_path, {f"{EXERCISE}.ipynb": b"0" * 2_000_000})
    data = bytearray(zip_path.read_bytes())
    for mark, place in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        start = data.index(mark) + place
        data[start : start + 4] = struct.pack("<I", 100)
    zip_path.write_bytes(bytes(data))

    assert "refusée" in _refuse(course, zip_path)


def test_too_many_members_are_refused(course, zip_path, monkeypatch):
    monkeypatch.setattr(archives, "MAX_MEMBERS", 10)
    _pack(zip_path, {f"f{number}": "x" for number in range(11)})

    assert "plus de 10 fichiers" in _refuse(course, zip_path)


def test_a_damaged_archive_is_refused(course, zip_path):
    _pack(zip_path, {f"{EXERCISE}.ipynb": bytes(range(256)) * 4})
    data = bytearray(zip_path.read_bytes())
    data[150:160] = b"\xff" * 10
    zip_path.write_bytes(bytes(data))

    assert "ne se décompresse pas" in _refuse(course, zip_path)


def test_what_is_no_archive_at_all_is_refused(course, zip_path):
    zip_path.write_text("bonjour")

    assert "n’est pas une archive zip" in _refuse(course, zip_path)


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_one_name_twice_is_refused(course, zip_path):
    with zipfile.ZipFile(zip_path, "w") as archive:
        archive.writestr("a.txt", "1")
        archive.writestr("a.txt", "2")

    assert "deux fois" in _refuse(course, zip_path)


def test_a_file_that_is_also_a_folder_is_refused(course, zip_path):
    _pack(zip_path, {"a": "1", "a/b": "2"})

    assert "deux fois" in _refuse(course, zip_path)


def test_a_bad_archive_does_not_keep_the_good_ones_out(course, zip_path, tmp_path):
    _pack(zip_path, {"../evil": "x"})
    good = tmp_path / f"bruno+{EXERCISE}.ipynb"
    good.write_text(json.dumps(answer(course, add=GOOD_ADD)))

    result = collect_files(course, [zip_path, good])

    assert ["bruno"] == [item.learner for item in result.accepted]
    assert [zip_path.name] == [name for name, _ in result.refused]


def test_a_bad_archive_inside_moodles_is_refused_alone(course, tmp_path):
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("../evil", "x")
    good = io.BytesIO()
    with zipfile.ZipFile(good, "w") as archive:
        archive.writestr(f"{EXERCISE}.ipynb", "{}")
    path = _pack(
        tmp_path / "moodle.zip",
        {
            f"Alice Roy_11_assignsubmission_file_/alice+{EXERCISE}.zip": inner.getvalue(),
            f"Bruno Cy_12_assignsubmission_file_/bruno+{EXERCISE}.zip": good.getvalue(),
        },
    )

    result = collect_files(course, [path])

    assert ["bruno"] == [item.learner for item in result.accepted]
    assert ["Alice Roy_11"] == [name for name, _ in result.refused]
    assert not (tmp_path / "evil").exists()
