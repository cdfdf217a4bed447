"""A third language is a folder of `locale/`, and no code; a region's variety is a few sentences of one."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from autograder.build import build_all
from autograder.cli import run
from autograder.content.kit import Kit, find_kit_root
from autograder.i18n.status import status
from autograder.i18n.update import update
from tests.build.smallkit import SLUG, write_catalogue, write_kit

MACHINE = "#, fuzzy\n"
"""How a translator marks what a machine proposed: a person has to read it before it is shown."""


@pytest.fixture
def german(tmp_path: Path) -> Kit:
    """A kit with one folder more: three sentences read by a person, one that a machine proposed."""
    kit = write_kit(tmp_path)
    (kit.root / "locale" / "de").mkdir(parents=True)
    update(kit)
    shutil.rmtree(kit.root / "locale" / "de")
    read = {"Le petit pont": "Die kleine Brücke", "pont": "Brücke", "La leçon": "Die Lektion"}
    write_catalogue(kit, SLUG, "de", read)
    path = kit.catalogue(SLUG, "de")
    with path.open("a", encoding="utf-8") as stream:
        stream.write(f'\n{MACHINE}msgid "Le double"\nmsgstr "Das Doppelte"\n')
    update(kit)
    return kit


def read_cells(kit: Kit, name: str) -> str:
    notebook = json.loads((kit.root / name).read_text(encoding="utf-8"))
    return "\n\n".join("".join(cell["source"]) for cell in notebook["cells"])


def test_it_is_listed_without_a_line_of_code(german: Kit):
    assert ["fr", "de"] == german.list_languages()


def test_the_build_writes_its_edition_and_french_fills_the_gaps(german: Kit):
    build_all(german)
    exercise = read_cells(german, f"exercises/de/{SLUG}/{SLUG}.ipynb")
    assert "# Die kleine Brücke\n\nTrois tâches." in exercise
    edition = json.loads((german.edition_folder(SLUG, "de") / "exercise.json").read_text(encoding="utf-8"))
    assert ("de", "Die kleine Brücke", "Le double") == (edition["lang"], edition["title"], edition["tasks"][0]["title"])
    assert "# Die Lektion" in read_cells(german, f"lessons/de/{SLUG}.ipynb")
    assert "[Brücke](../glossary.de.md#brucke)" in read_cells(german, f"lessons/de/{SLUG}.ipynb")
    assert "**Brücke**" in german.glossary("de").read_text(encoding="utf-8")


def test_status_says_that_it_is_incomplete_and_what_a_machine_proposed(german: Kit):
    (row,) = [row for row in status(german, only=[SLUG]) if row.language == "de"]
    assert (3, False) == (row.translated, row.complete)
    assert row.fuzzy >= 1
    assert row.missing > 10


def test_the_command_shows_it(german: Kit, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
    monkeypatch.setenv("PASSERELLE_KIT", str(german.root))
    assert 0 == run(["i18n", "status", "--json"])
    rows = json.loads(capsys.readouterr().out)["catalogues"]
    assert {"de"} == {row["language"] for row in rows}


def test_updating_loses_nothing_that_was_said(german: Kit):
    before = german.catalogue(SLUG, "de").read_bytes()
    assert [] == [path for path in update(german) if path.parent.name == "de"]
    assert before == german.catalogue(SLUG, "de").read_bytes()


def test_a_region_says_what_it_says_otherwise_and_french_the_rest(german: Kit):
    write_catalogue(german, SLUG, "fr_CA", {"un premier point": "un point, pour commencer"})
    update(german)
    build_all(german)
    lesson = read_cells(german, f"lessons/fr_CA/{SLUG}.ipynb")
    assert "- un point, pour commencer\n- un second point" in lesson
    assert "[pont](../glossaire.md#pont)" in lesson
    (row,) = [row for row in status(german, only=[SLUG]) if row.language == "fr_CA"]
    assert (1, 0, True) == (row.translated, row.missing, row.complete)


def test_the_kits_own_overlay_is_sparse_and_up_to_date():
    kit = Kit(find_kit_root())
    rows = [row for row in status(kit) if row.language == "fr_CA"]
    assert [] == [row for row in rows if not row.complete]
    assert 0 < sum(row.translated for row in rows) < 200
    french = read_cells(kit, "lessons/fr/11-mots-de-passe.ipynb")
    quebec = read_cells(kit, "lessons/fr_CA/11-mots-de-passe.ipynb")
    assert "garder des comptes de clients oblige" in french
    assert "garder des renseignements personnels de clients oblige" in quebec
    assert len(french.splitlines()) == len(quebec.splitlines())
