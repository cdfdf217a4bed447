"""The reference answers of 02-donnees-et-formats, held against published values.

Sources: RFC 4648, section 10 (base64); RFC 4180, section 2 (CSV); RFC 8259, section 8.1 (JSON is UTF-8, no mark);
RFC 9562, appendix A (UUID versions 3, 5 and 7); RFC 3629 (UTF-8).
"""

import contextlib
import json
import runpy
import uuid
from decimal import Decimal
from pathlib import Path

import jupytext
import pytest

from tests.content.reference import Reference

ROOT = Path(__file__).resolve().parents[2]
REFERENCE = Reference("02-donnees-et-formats")
FOLDER = REFERENCE.solution


@pytest.fixture(scope="module")
def work(tmp_path_factory) -> tuple[dict[str, object], Path]:
    """The reference notebook, run in a folder of its own beside its data; the learner's variant is that of seed 0."""
    folder = tmp_path_factory.mktemp("work")
    with contextlib.chdir(folder):
        return REFERENCE.run(0), folder


@pytest.fixture(scope="module")
def answers(work) -> dict[str, object]:
    return work[0]


@pytest.mark.parametrize(
    ("coded", "text"),
    [
        ("", ""),
        ("Zg==", "f"),
        ("Zm8=", "fo"),
        ("Zm9v", "foo"),
        ("Zm9vYg==", "foob"),
        ("Zm9vYmE=", "fooba"),
        ("Zm9vYmFy", "foobar"),
    ],
)
def test_base64_is_that_of_rfc_4648(answers, coded, text):
    assert text == answers["open_note"](coded)


def test_uuid_is_the_version_5_of_rfc_9562(answers):
    assert "2ed6657d-e927-568b-95e1-2665a8aea6a2" == answers["make_id"]("www.example.com")


def test_the_other_version_that_the_check_names_is_the_version_3_of_rfc_9562():
    assert "5df41881-3aed-3515-88a7-2f4a814cf09e" == str(uuid.uuid3(uuid.NAMESPACE_DNS, "www.example.com"))
    assert "5df41881-3aed-3515-88a7-2f4a814cf09e" in (FOLDER / "checks.py").read_text(encoding="utf-8")


def test_the_lesson_reads_the_time_of_rfc_9562_version_7(capsys):
    """RFC 9562, A.6: 22 February 2022, 2:22:22 PM GMT-05:00, 0x17F22E279B0 milliseconds."""
    lesson = jupytext.read(ROOT / "courses" / "02-donnees-et-formats" / "lesson.py", fmt="py:percent")
    cell = next(cell for cell in lesson.cells if "017F22E2-79B0" in cell.source and cell.cell_type == "code")
    names: dict[str, object] = {}
    exec(cell.source, names)
    assert 0x17F22E279B0 == names["milliseconds"]
    assert "2022-02-22 19:22:22" in capsys.readouterr().out


def test_csv_is_read_as_rfc_4180_writes_it(answers):
    """Sections 2.5 to 2.7: quoted fields, a line break within one, doubled quotes."""
    data = b'one,two,three\r\n"aaa","b\r\nbb","ccc"\r\nzzz,yyy,xxx\r\n"aaa","b""bb","ccc"\r\n'
    rows = [list(row.values()) for row in answers["read_export"](data, ",")]
    assert [["aaa", "b\r\nbb", "ccc"], ["zzz", "yyy", "xxx"], ["aaa", 'b"bb', "ccc"]] == rows


def test_json_is_utf_8_without_a_mark_as_rfc_8259_asks(work):
    names, folder = work
    data = (folder / "ventes.json").read_bytes()
    assert not data.startswith(b"\xef\xbb\xbf")
    assert names["sales"] == json.loads(data.decode("utf-8"))


def test_the_csv_for_a_spreadsheet_has_its_mark_and_reads_back(work):
    names, folder = work
    data = (folder / "ventes.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    rows = names["read_export"](data, ";")
    assert [str(sale["cents"]) for sale in names["sales"]] == [row["cents"] for row in rows]


def test_both_tills_are_what_the_kept_script_makes():
    made = runpy.run_path(str(FOLDER / "make_data.py"))["make_files"]()
    assert {path.name: path.read_bytes() for path in (FOLDER / "data").iterdir()} == made


@pytest.mark.parametrize("name", ["ventes-gerardmer.csv", "ventes-magog.csv"])
def test_both_tills_are_read_to_the_cent(answers, name):
    rows = answers["read_export"]((FOLDER / "data" / name).read_bytes(), ";")
    parse = answers["parse_amount"]
    assert ["ticket", "article", "quantité", "prix", "montant"] == list(rows[0])
    assert 12 == len(rows)
    assert "Enduit ; rebouchage" == rows[4]["article"]
    assert [int(row["quantité"]) * parse(row["prix"]) for row in rows] == [parse(row["montant"]) for row in rows]
    assert Decimal("-12.45") == parse(rows[5]["montant"])


def test_each_variant_has_one_wrong_line(answers):
    for seed in range(32):
        variant = REFERENCE.make_variant(seed)
        rows = answers["read_export"](bytes.fromhex(variant["public"]["export"]), ";")
        assert variant["secret"]["broken"] == answers["find_broken"](rows)
        assert variant["secret"]["total"] == answers["total_cents"](rows)
        assert variant["secret"]["note"] == answers["open_note"](variant["public"]["note"])
