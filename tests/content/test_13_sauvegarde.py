"""The reference answers of 13-sauvegarde against the values and the formats that others publish.

The answers are run as the author wrote them, from ``solutions/13-sauvegarde/notebook.py``. A manifest is also given to
the real ``sha256sum --check`` where the machine has it, since its form is that program's own.

Sources: FIPS 180-4 (SHA-256 of "abc" and of the empty message), the GNU coreutils manual of ``sha256sum``, the CRC-32
check value ``cbf43926`` that ITU-T V.42 and the zip format share, and NIST SP 800-34 for what RPO and RTO measure.
"""

import base64
import io
import runpy
import shutil
import subprocess
import zipfile
import zlib
from datetime import datetime
from itertools import combinations
from pathlib import Path

import pytest

from tests.content.reference import Reference

REFERENCE = Reference("13-sauvegarde")
SOLUTION = REFERENCE.solution
FIPS_180_ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
FIPS_180_EMPTY = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A learner's folder, with the data that ship."""
    monkeypatch.chdir(tmp_path)
    shutil.copytree(SOLUTION / "data", tmp_path / "data")
    return tmp_path


def test_a_manifest_holds_the_hashes_of_fips_180(folder: Path) -> None:
    answers = REFERENCE.run(1)
    text = answers["make_manifest"]({"b": b"", "a": b"abc"})
    assert text == f"{FIPS_180_ABC}  a\n{FIPS_180_EMPTY}  b\n"
    assert answers["read_manifest"](text) == {"a": FIPS_180_ABC, "b": FIPS_180_EMPTY}


@pytest.mark.skipif(shutil.which("sha256sum") is None, reason="this machine has no sha256sum")
def test_sha256sum_itself_accepts_the_manifest(folder: Path) -> None:
    files = {"mes notes.txt": b"abc", "vide.txt": b""}
    for name, data in files.items():
        (folder / name).write_bytes(data)
    (folder / "m.sha256").write_text(REFERENCE.run(1)["make_manifest"](files), encoding="utf-8")
    good = subprocess.run(["sha256sum", "--check", "--strict", "m.sha256"], capture_output=True, check=False)
    (folder / "vide.txt").write_bytes(b"!")
    bad = subprocess.run(["sha256sum", "--check", "--strict", "m.sha256"], capture_output=True, check=False)
    assert (good.returncode, bad.returncode) == (0, 1)


@pytest.mark.skipif(shutil.which("sha256sum") is None, reason="this machine has no sha256sum")
def test_a_manifest_of_sha256sum_is_read(folder: Path) -> None:
    (folder / "mes notes.txt").write_bytes(b"abc")
    for mode in ("--text", "--binary"):
        done = subprocess.run(["sha256sum", mode, "mes notes.txt"], capture_output=True, check=True)
        assert REFERENCE.run(1)["read_manifest"](done.stdout.decode()) == {"mes notes.txt": FIPS_180_ABC}


def test_the_check_value_of_crc_32_is_the_published_one() -> None:
    assert zlib.crc32(b"123456789") == 0xCBF43926


def test_the_example_is_what_its_script_makes() -> None:
    archive, manifest = runpy.run_path(str(SOLUTION / "make_data.py"))["build_example"]()
    assert (SOLUTION / "data" / "exemple.zip").read_bytes() == archive
    assert (SOLUTION / "data" / "exemple.sha256").read_text(encoding="utf-8") == manifest


def test_the_example_opens_and_is_wrong(folder: Path) -> None:
    answers = REFERENCE.run(1)
    assert zipfile.ZipFile(io.BytesIO(answers["example"])).testzip() is None
    report = answers["compare_restore"](answers["friday"], answers["restore"](answers["example"]))
    assert report == {"altered": ["clients.csv"], "missing": [], "extra": []}


@pytest.mark.parametrize("seed", range(32))
def test_each_archive_opens_and_holds_the_faults_announced(folder: Path, seed: int) -> None:
    made = REFERENCE.make_variant(seed)
    data = base64.b64decode(made["public"]["archive"])
    faults = made["secret"]["faults"]
    assert zipfile.ZipFile(io.BytesIO(data)).testzip() is None
    assert all(faults[kind] for kind in ("altered", "missing", "extra"))
    assert REFERENCE.run(seed)["my_report"] == faults


@pytest.mark.parametrize("seed", range(32))
def test_the_durations_are_those_of_the_timeline(folder: Path, seed: int) -> None:
    made = REFERENCE.make_variant(seed)
    moments = {row["what"]: datetime.fromisoformat(row["at"]) for row in made["public"]["events"]}
    clocks = REFERENCE.run(seed)["clocks"]
    assert clocks == pytest.approx(made["secret"]["clocks"])
    assert clocks["down"] == (moments["resumed"] - moments["stopped"]).total_seconds() / 3600
    assert moments["encrypted"] < moments["stopped"] < moments["resumed"]


@pytest.mark.parametrize("seed", range(32))
def test_some_plan_fits_and_most_do_not(folder: Path, seed: int) -> None:
    made = REFERENCE.make_variant(seed)["public"]
    answers = REFERENCE.run(seed)
    fitting = []
    for size in range(len(made["offers"]) + 1):
        for chosen in combinations(made["offers"], size):
            copies = [answers["WORK"], *({**offer, "test": "2026-12-01"} for offer in chosen)]
            cheap = sum(offer["price"] for offer in chosen) <= made["budget"]
            often = any(offer["every_hours"] <= made["rpo"] for offer in chosen)
            if cheap and often and answers["judge_plan"](copies) == []:
                fitting.append([offer["name"] for offer in chosen])
    assert [copy["name"] for copy in answers["plan"][1:]] in [sorted(names, reverse=False) for names in fitting]
    assert 1 <= len(fitting) <= 4
    assert sum(copy["price"] for copy in answers["plan"][1:]) <= made["budget"]
