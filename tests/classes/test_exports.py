"""Marks go back to where they are wanted: Excel in French and English, Moodle's worksheet, Canvas's export."""

from __future__ import annotations

import csv
import io

import pytest

from autograder.classes.exports import EXPORTS
from autograder.classes.exports.marks import Column, Marks, Person
from autograder.errors import ClassError
from autograder.language import use_language

PEOPLE = (
    Person("zoe", "Zoé", "Martin", "zoe@exemple.ca"),
    Person("anh", "Thị Ánh", "Nguyễn", "anh@exemple.fr", "4711"),
    Person("lea1", "Léa", "Durand"),
    Person("lea2", "Léa", "Durand"),
    Person("absent", "Ivo", "=HYPERLINK(1)"),
)
MARKS = Marks(
    columns=(Column("01-essai", "Premier essai", 20.0),),
    people=PEOPLE,
    scores={"zoe": {"01-essai": 18.0666666}, "anh": {"01-essai": 0.0}, "lea1": {"01-essai": 12.0}},
)

# Headings as Moodle writes them for someone who reads French; columns and their order are Moodle's own.
MOODLE = (
    "Identifiant,Nom complet,Adresse de courriel,Statut,Note,Note maximale,La note peut être modifiée,"
    "Dernière modification (travail remis),Dernière modification (note),Feedback par commentaires\n"
    '"Participant 31","Zoé Martin",zoe@exemple.ca,Remis,,"20,00",Oui,"lundi 2 novembre 2026, 10:00",-,\n'
    '"Participant 32","Nguyễn Thị Ánh",inconnu@exemple.fr,Remis,,"20,00",Oui,-,-,\n'
    '"Participant 33","Léa Durand",,Absent,,"20,00",Oui,-,-,\n'
    '"Participant 34","Ivo =HYPERLINK(1)",,Absent,,"20,00",Oui,-,-,\n'
)
CANVAS = (
    "Student,ID,SIS User ID,SIS Login ID,Section,01-essai (9981),Essays Current Score\n"
    "    Points Possible,,,,,100.0,(read only)\n"
    '"Martin, Zoé",501,,zoe,Groupe A,,\n'
    '"Nguyễn, Thị Ánh",502,4711,,Groupe A,,\n'
    '"Durand, Léa",503,,,Groupe A,,\n'
    '"Student, Test",504,,abc,Groupe A,,\n'
)


def read(data: bytes, delimiter: str = ",") -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig")), delimiter=delimiter))


@pytest.mark.parametrize(("lang", "delimiter", "expected"), [("fr", ";", "18,07"), ("en", ",", "18.07")])
def test_a_table_of_text_is_what_excel_opens_in_that_language(lang, delimiter, expected):
    with use_language(lang):
        filled = EXPORTS["csv"].write(MARKS, b"")

    rows = read(filled.data, delimiter)
    assert filled.data.startswith(b"\xef\xbb\xbf")
    assert expected == rows[1][3]
    assert ["absent", "'=HYPERLINK(1)", "Ivo", ""] == rows[5]
    assert 3 == filled.marks


def test_a_workbook_holds_numbers_and_text_and_no_formula():
    from openpyxl import load_workbook

    filled = EXPORTS["excel"].write(MARKS, b"")

    sheet = load_workbook(io.BytesIO(filled.data)).active
    assert (18.07, "n") == (sheet["D2"].value, sheet["D2"].data_type)
    assert 0 == sheet["D3"].value
    assert sheet["D6"].value is None
    assert ("=HYPERLINK(1)", "s") == (sheet["B6"].value, sheet["B6"].data_type)


def test_moodle_s_worksheet_is_filled_and_nothing_else_in_it_changes():
    filled = EXPORTS["moodle"].write(MARKS, MOODLE.encode())

    before, after = read(MOODLE.encode()), read(filled.data)
    assert ["Note", "18.07", "0", "", ""] == [row[4] for row in after]
    assert [row[:4] + row[5:] for row in before] == [row[:4] + row[5:] for row in after]
    assert ["« Léa Durand »", "lea1 a une note"] == [
        " ".join(note.split()[:4]).split(" :")[0].split(",")[0] for note in filled.notes
    ]


def test_marks_follow_moodle_s_own_scale_and_it_is_said():
    filled = EXPORTS["moodle"].write(MARKS, MOODLE.replace("20,00", "100,00").encode())

    assert "90.33" == read(filled.data)[1][4]
    assert "noté sur 100" in filled.notes[0]


def test_canvas_s_export_is_filled_on_its_scale():
    filled = EXPORTS["canvas"].write(MARKS, CANVAS.encode())

    after = read(filled.data)
    assert ["100.0", "90.33", "0", "", ""] == [row[5] for row in after[1:]]
    assert [row[:5] + row[6:] for row in read(CANVAS.encode())] == [row[:5] + row[6:] for row in after]
    assert 3 == len(filled.notes)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_a_worksheet_keeps_its_encoding_and_its_separator(encoding):
    sheet = MOODLE.replace("Nguyễn Thị Ánh", "Nguyen").replace(",", ";").replace("20;00", "20,00")

    filled = EXPORTS["moodle"].write(MARKS, sheet.encode(encoding))

    rows = list(csv.reader(io.StringIO(filled.data.decode(encoding)), delimiter=";"))
    assert "18.07" == rows[1][4]
    assert "La note peut être modifiée" == rows[0][6]


@pytest.mark.parametrize(
    ("form", "given", "expected"),
    [
        ("moodle", b"a,b\n1,2\n", "feuille d’évaluation de Moodle"),
        ("moodle", b"", "pas de lignes"),
        ("canvas", MOODLE.encode(), "carnet de notes de Canvas"),
        ("canvas", CANVAS.replace("01-essai", "Essai").encode(), "Aucune colonne"),
        ("moodle", b'"a,b\n1,2', "tableau"),
    ],
)
def test_another_file_is_refused_with_what_to_do(form, given, expected):
    with pytest.raises(ClassError, match=expected):
        EXPORTS[form].write(MARKS, given)
