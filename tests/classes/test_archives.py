"""Archives from other people: each its own risk, judged before memory is spent."""

from __future__ import annotations

import json
import stat
import struct
import tracemalloc
import zipfile

import pytest

from autograder.classes import archives, works
from autograder.classes.archives import SafeZip
from autograder.classes.collect import collect_files
from autograder.classes.filenames import decode_name, make_path
from autograder.errors import ClassError

from .downloads import enrol, filled, moodle, pack, write
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
    [(name, reason)] = [*result.refused, *result.unmatched]
    assert path.name == name
    return reason


@pytest.fixture
def zip_path(tmp_path):
    return tmp_path / f"alice+{EXERCISE}.zip"


@pytest.mark.parametrize("name", ["../evil.ipynb", "a/../../evil.ipynb", "/etc/evil", "C:/evil", "a\\..\\..\\evil"])
def test_a_name_that_climbs_out_is_refused(course, zip_path, name):
    _pack(zip_path, {f"{EXERCISE}.ipynb": "{}", name: "x"})

    assert "sort du dossier" in _refuse(course, zip_path)


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("./x", "x"),
        ("a//b", "a/b"),
        ("a\\b.csv", "a/b.csv"),
        ("a:b.txt", "a:b.txt"),
        ("CON.txt", "CON.txt"),
        ("tab\tname", "tab_name"),
        ("turned\u202etxt.exe", "turned_txt.exe"),
        ("données d’été n°1 🎉.csv", "données d’été n°1 🎉.csv"),
    ],
)
def test_an_odd_name_is_no_attempt_to_escape(course, zip_path, name, written):
    _pack(zip_path, {f"{EXERCISE}.ipynb": filled(course), name: "x"})

    assert 1 == len(collect_files(course, [zip_path]).accepted)
    assert (course.folder("submitted", EXERCISE, "alice") / written).is_file()


def test_backslashes_are_folders(course, zip_path):
    zip_path.write_bytes(pack({f"travail\\{EXERCISE}.ipynb": filled(course)}))

    assert 1 == len(collect_files(course, [zip_path]).accepted)


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

    assert "dépasse 1 Mo" in _refuse(course, zip_path)


def test_a_bomb_inside_an_archive_inside_an_archive_is_met_one_piece_at_a_time(course, zip_path, monkeypatch):
    monkeypatch.setattr(works, "MAX_SUBMISSION_BYTES", 1_000_000)
    bomb = pack({"big.csv": b"0" * 20_000_000})
    zip_path.write_bytes(pack({"a.zip": pack({"b.zip": bomb}), f"{EXERCISE}.ipynb": filled(course)}))

    [item] = collect_files(course, [zip_path]).accepted

    assert "dépasse" in " ".join(item.notes)
    assert sum(path.stat().st_size for path in course.folder("submitted", EXERCISE, "alice").rglob("*")) < 1_000_000


def test_too_many_members_are_refused(course, zip_path, monkeypatch):
    monkeypatch.setattr(archives, "MAX_MEMBERS", 10)
    _pack(zip_path, {f"f{number}": "x" for number in range(11)})

    assert "plus de 10 fichiers" in _refuse(course, zip_path)


@pytest.mark.parametrize("said", [None, 3])
def test_too_many_members_cost_no_memory(zip_path, said):
    """Whether or not the archive says how many they are."""
    _pack(zip_path, {f"f{number}": "" for number in range(60_000)})
    if said is not None:
        data = bytearray(zip_path.read_bytes())
        struct.pack_into("<HH", data, data.rindex(b"PK\x05\x06") + 8, said, said)
        zip_path.write_bytes(bytes(data))
    tracemalloc.start()
    try:
        with pytest.raises(ClassError, match="plus de 20000 fichiers"):
            SafeZip(zip_path)
        assert tracemalloc.get_traced_memory()[1] < 60_000_000
    finally:
        tracemalloc.stop()


def test_a_damaged_archive_is_refused(course, zip_path):
    _pack(zip_path, {f"{EXERCISE}.ipynb": bytes(range(256)) * 4})
    data = bytearray(zip_path.read_bytes())
    data[150:160] = b"\xff" * 10
    zip_path.write_bytes(bytes(data))

    assert "ne se décompresse pas" in _refuse(course, zip_path)


@pytest.mark.parametrize(
    ("head", "kind"),
    [(b"bonjour", "coupée ou abîmée"), (b"Rar!\x1a\x07\x01\x00", "RAR"), (b"7z\xbc\xaf\x27\x1c", "7-Zip")],
)
def test_what_is_no_zip_at_all_is_refused_with_what_to_do(course, zip_path, head, kind):
    zip_path.write_bytes(head)

    assert kind in _refuse(course, zip_path)


def test_a_zip_whose_end_is_missing_is_refused(course, zip_path):
    zip_path.write_bytes(pack({f"{EXERCISE}.ipynb": filled(course)})[:-60])

    assert "coupée" in _refuse(course, zip_path)


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_one_name_twice_is_refused(course, zip_path):
    with zipfile.ZipFile(zip_path, "w") as archive:
        archive.writestr("a.txt", "1")
        archive.writestr("a.txt", "2")

    assert "deux fois" in _refuse(course, zip_path)


def test_a_file_that_is_also_a_folder_is_refused(course, zip_path):
    _pack(zip_path, {"a": "1", "a/b": "2"})

    assert "deux fois" in _refuse(course, zip_path)


def _with_version(data, version):
    out = bytearray(data)
    for mark, place in ((b"PK\x03\x04", 4), (b"PK\x01\x02", 6)):
        struct.pack_into("<H", out, out.index(mark) + place, version)
    return bytes(out)


def _with_bad_name(data):
    out = bytearray(data)
    for mark, place, flag in ((b"PK\x03\x04", 30, 6), (b"PK\x01\x02", 46, 8)):
        start = out.index(mark)
        out[start + flag + 1] |= 0x08  # « This name is UTF-8 », which it is not.
        out[start + place] = 0xFF
    return bytes(out)


def _with_method(data, method):
    out = bytearray(data)
    for mark, place in ((b"PK\x03\x04", 8), (b"PK\x01\x02", 10)):
        struct.pack_into("<H", out, out.index(mark) + place, method)
    return bytes(out)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda data: _with_version(data, 238),
        _with_bad_name,
        lambda data: _with_method(data, 93),
        lambda data: data[:200],
        lambda data: b"",
        lambda data: data.replace(b"PK\x01\x02", b"PK\x09\x09"),
        lambda data: data[:-22] + b"PK\x05\x06" + b"\xff" * 18,
    ],
)
@pytest.mark.parametrize("inside", [False, True])
def test_whatever_one_archive_holds_the_others_are_taken(course, tmp_path, spoil, inside):
    enrol(course)
    bad = spoil(pack({"notes.txt": "x" * 300}))
    good = write(tmp_path, f"jb+{EXERCISE}.ipynb", json.dumps(answer(course, add=GOOD_ADD)))
    if inside:
        folder = moodle("Zoé Martin").partition("/")[0]
        path = write(
            tmp_path, "moodle.zip", pack({f"{folder}/travail.zip": bad, moodle("Владимир Иванов"): filled(course)})
        )
    else:
        path = write(tmp_path, f"zoe+{EXERCISE}.zip", bad)

    result = collect_files(course, [path, good])

    assert (["jb", "vlad"] if inside else ["jb"]) == sorted(item.learner for item in result.accepted)
    assert 1 == len([*result.refused, *result.unmatched])


def test_what_one_learner_packed_badly_costs_nobody_else(course, tmp_path):
    enrol(course)
    folder = moodle("Zoé Martin").partition("/")[0]
    members = {f"{folder}/../../evil": "x", moodle("Владимир Иванов"): filled(course)}
    path = write(tmp_path, "moodle.zip", pack(members))

    assert ["vlad"] == [item.learner for item in collect_files(course, [path]).accepted]
    assert not (tmp_path / "evil").exists()


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_every_usual_compression_is_read(course, zip_path, method):
    with zipfile.ZipFile(zip_path, "w", method) as archive:
        archive.writestr(f"{EXERCISE}.ipynb", filled(course))

    assert 1 == len(collect_files(course, [zip_path]).accepted)


def test_an_archive_behind_a_program_is_read(course, zip_path):
    zip_path.write_bytes(b"PK\x03\x04" + b"\0" * 100 + pack({f"{EXERCISE}.ipynb": filled(course)}))

    assert 1 == len(collect_files(course, [zip_path]).accepted)


@pytest.mark.parametrize("letters", ["utf-8", "cp850", "cp1252", "mac_roman"])
@pytest.mark.parametrize("name", ["Élodie Fournier", "Zoé", "Jérôme", "Benoît Lefèvre", "François", "Agnès"])
def test_letters_of_every_make_are_read(name, letters):
    assert name == decode_name(name.encode(letters))


def test_a_path_is_written_in_one_form_of_unicode():
    assert "Zoé.ipynb" == str(make_path("Zoe\u0301.ipynb"))
