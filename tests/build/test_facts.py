"""Facts, as a lesson cites them and as it lists them at its end."""

from __future__ import annotations

import datetime as dt
import json

import pytest

from autograder.build import build_all, build_lesson
from autograder.build.facts import format_day
from autograder.content.facts import read_facts
from autograder.errors import ContentError

from .smallkit import SLUG, write_catalogue
from .steplesson import LESSON, write_step_lesson

FACTS = """\
[[facts]]
name = "Loi du pont, art. 3"
jurisdiction = "France"
says = "Un pont se compte en planches."
source = "Journal officiel"
kind = "copy"
in_force_from = 2020-02-01
in_force_until = 2026-10-31
read_on = 2026-11-01
read_again = 2027-11-23

[[facts]]
name = "RFC 1"
says = "Personne ne cite ce texte."
source = "RFC Editor"
kind = "text"
read_on = 2026-11-23
read_again = 2027-11-23
"""
CITED = "Deux planches par pas. La {fact:Loi du pont, art. 3} vaut jusqu’au {fact:Loi du pont, art. 3:until}."


@pytest.fixture
def folder(kit):
    folder = write_step_lesson(kit)
    write(folder, CITED)
    (folder / "facts.toml").write_text(FACTS, encoding="utf-8")
    return folder


def write(folder, text):
    (folder / "lesson.py").write_text(LESSON.replace("Deux planches par pas.\n", f"{text}\n", 1), encoding="utf-8")


def read_cells(kit, lang="fr"):
    return {cell["id"]: "".join(cell["source"]) for cell in json.loads(build_lesson(kit, SLUG, lang))["cells"]}


def test_a_citation_gives_way_to_what_it_names(kit, folder):
    assert "La Loi du pont, art. 3 vaut jusqu’au 31 octobre 2026." in read_cells(kit)["planks"]


def test_a_lesson_ends_with_the_sources_that_it_cites(kit, folder):
    expected = (
        "## Sources et dates\n\n- **Loi du pont, art. 3 (France)** : Un pont se compte en planches. "
        "Valait du 1er février 2020 au 31 octobre 2026. "
        "Une copie du texte, lue le 1er novembre 2026 : Journal officiel."
    )
    assert expected.replace(" :", "\N{NO-BREAK SPACE}:") == read_cells(kit)["facts"].replace(
        " :", "\N{NO-BREAK SPACE}:"
    )


def test_facts_are_translated_with_their_dates(kit, folder):
    source = CITED.removeprefix("Deux planches par pas. ")
    entries = {
        f"Deux planches par pas. {source}": "Until {fact:Loi du pont, art. 3:until}: {fact:Loi du pont, art. 3}.",
        "Loi du pont, art. 3": "Bridge Act, s. 3",
    }
    write_catalogue(kit, SLUG, "en", entries)
    assert "Until 31 October 2026: Bridge Act, s. 3." in read_cells(kit, "en")["planks"]


def test_a_fact_that_is_not_there_is_said_with_the_nearest(kit, folder):
    write(folder, "La {fact:Loi du port, art. 3} vaut.")
    with pytest.raises(ContentError, match=r"le plus proche est « Loi du pont, art\. 3 »"):
        build_all(kit)


def test_a_part_that_is_not_there_is_said(kit, folder):
    write(folder, "La {fact:RFC 1:until} vaut.")
    with pytest.raises(ContentError, match="n’a pas de « until »"):
        build_all(kit)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('name = "RFC 1"', 'name = "Loi du pont, art. 3"', "deux faits s’appellent"),
        ("2027-11-23", "2026-11-01", "`read_again` vient après"),
        ("2026-10-31", "2019-10-31", "`in_force_until` vient après"),
        ('"RFC 1"', '"RFC : 1"', "ni accolade ni deux-points"),
    ],
)
def test_what_cannot_be_is_said(folder, old, new, told):
    (folder / "facts.toml").write_text(FACTS.replace(old, new), encoding="utf-8")
    with pytest.raises(ContentError, match=told):
        read_facts(folder)


def test_days_are_written_as_in_a_sentence():
    day = dt.date(2026, 11, 1)
    assert ("1er novembre 2026", "1 November 2026") == (format_day(day, "fr_CA"), format_day(day, "en"))
