"""Vérifications livrées avec l’exercice : exemples travaillés, propriétés, valeurs publiées."""

import base64
import csv
import io
import json
import uuid
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

HEADER = "ticket;article;quantité;prix;montant\r\n"
NAMES = ["ticket", "article", "quantité", "prix", "montant"]


# --- Tâche 2


def call_parse(student, text):
    """Appelle `parse_amount` ; dit à quelle sorte de reste la conversion a buté, dans le cas général."""
    try:
        return student.call("parse_amount", text)
    except (ArithmeticError, ValueError):
        student.fail(
            "The conversion refused this text: a character is left in it that is neither a digit, nor a point, nor a minus. `replace` returns a new text: did you keep it?"
        )


def parse(student, text):
    """Appelle `parse_amount` ; nomme le signe qui est resté quand la conversion refuse."""
    call_parse(student, "4,50")
    try:
        return student.call("parse_amount", text)
    except (ArithmeticError, ValueError):
        if "\u00a0" in text or "\u202f" in text:
            student.mistake("hard_spaces")
        if "$" in text:
            student.mistake("dollar_left")
        return call_parse(student, text)


@pytest.mark.task("repair_amount")
def test_simple_amount(student):
    """"4,50" is read correctly, and exactly"""
    amount = parse(student, "4,50")
    if isinstance(amount, float):
        student.mistake("float_money")
    assert amount == Decimal("4.50"), "Compare the comma of the text and the point of the number."
    assert isinstance(amount, Decimal), "The function returns a `Decimal`."


@pytest.mark.task("repair_amount")
def test_euro_amount(student):
    """An amount from Gérardmer: thousands and the € sign"""
    assert parse(student, "12 €") == Decimal("12"), "The `€` sign and the space on the keyboard are removed."
    for space in ["\u00a0", "\u202f"]:
        text = "1" + space + "234,56" + space + "€"
        assert parse(student, text) == Decimal("1234.56"), "All three spaces are removed, and so is the `€` sign."


@pytest.mark.task("repair_amount")
def test_dollar_amount(student):
    """An amount from Magog: the $ sign"""
    assert parse(student, "89,95 $") == Decimal("89.95"), "The `$` sign is removed, like the `€` sign."


@pytest.mark.task("repair_amount")
def test_returned_amount(student):
    """A returned item: the minus sign stays"""
    assert parse(student, "-2,00") == Decimal("-2.00"), "The minus is part of the number: it stays."


# --- Tâche 3


def decode(student, data):
    """Appelle `decode_export` ; dit quand le codage de Gérardmer a été oublié."""
    try:
        return student.call("decode_export", data)
    except UnicodeDecodeError:
        student.mistake("only_utf8")


@pytest.mark.task("read_export")
def test_decode_windows(student):
    """Bytes from Gérardmer, in Windows-1252"""
    assert decode(student, "Échelle : 12 €".encode("cp1252")) == "Échelle : 12 €", "When UTF-8 is refused, the encoding to try is Windows-1252, `cp1252`."


@pytest.mark.task("read_export")
def test_decode_utf8(student):
    """Bytes in UTF-8, without a mark"""
    text = decode(student, "Câble à clé".encode())
    assert text == "Câble à clé", "UTF-8 is tried first."


@pytest.mark.task("read_export")
def test_decode_mark(student):
    """Bytes from Magog, in UTF-8 with the byte order mark"""
    text = decode(student, "ticket;prix".encode("utf-8-sig"))
    assert text == "ticket;prix", "The byte order mark is not part of the text."


def read(student, data, delimiter):
    """Appelle `read_export` et demande une liste de dictionnaires."""
    try:
        rows = student.call("read_export", data, delimiter)
    except TypeError as error:
        if "initial_value" not in str(error):
            raise
        student.fail(
            "`io.StringIO` was given bytes, and it needs text. Which of your two functions takes you across?"
        )
    rows = student.expect_list(
        rows, look="`read_export` returns a list. `list(…)` makes a list of what the CSV reader gives."
    )
    for row in rows:
        row = student.expect_table(
            row, look="Each row is a dictionary: that is what `csv.DictReader` gives."
        )
    return rows


@pytest.mark.task("read_export")
def test_read_simple(student):
    """Two simple rows"""
    rows = read(student, (HEADER + "A1;Clé;2;3,50;7,00\r\nA2;Vis;1;0,40;0,40\r\n").encode("cp1252"), ";")
    assert rows == [
        dict(zip(NAMES, ["A1", "Clé", "2", "3,50", "7,00"], strict=True)),
        dict(zip(NAMES, ["A2", "Vis", "1", "0,40", "0,40"], strict=True)),
    ], "The first line of the file gives the labels. The separator is the one received."


@pytest.mark.task("read_export")
def test_read_quoted(student):
    """An item with a semicolon, between quotes"""
    rows = read(student, (HEADER + 'A1;"Enduit ; gris";1;7,99;7,99\r\n').encode(), ";")
    article = rows[0].get("article") if rows else None
    if article in ('"Enduit ', '"Enduit'):
        student.mistake("cut_by_hand")
    assert article == "Enduit ; gris", "Between quotes, the separator is a character like any other."


@pytest.mark.task("read_export")
def test_read_rfc(student):
    """The examples of RFC 4180: doubled quotes and a line break"""
    data = b'one,two,three\r\n"aaa","b""bb","ccc"\r\n"aaa","b\r\nbb","ccc"\r\nzzz,yyy,xxx\r\n'
    rows = read(student, data, ",")
    cells = [list(row.values()) for row in rows]
    if len(cells) == 3 and cells[1] == ["aaa", "bbb", "ccc"]:
        student.mistake("lines_cut_first")
    expected = [["aaa", 'b"bb', "ccc"], ["aaa", "b\r\nbb", "ccc"], ["zzz", "yyy", "xxx"]]
    assert cells == expected, "Here the separator is the comma. Two quotes together stand for one."


# --- Tâche 4


def make_row(ticket, quantity, price, amount):
    return {"ticket": ticket, "article": "Vis", "quantité": quantity, "prix": price, "montant": amount}


ROWS = [
    make_row("A1", "2", "3,50", "7,00"),
    make_row("A2", "3", "1,10", "3,40"),
    make_row("A3", "1", "12,05", "12,05"),
    make_row("A4", "4", "0,25", "10,00"),
]


@pytest.mark.task("audit_export")
def test_find_two(student):
    """Two wrong rows out of four"""
    broken = student.call("find_broken", ROWS)
    if broken == ["A1", "A2", "A3", "A4"]:
        student.fail(
            "You find all four rows wrong. The quantity is read as text, which a multiplication repeats: which word makes a number of it?"
        )
    assert broken == ["A2", "A4"], "The list holds the tickets of the wrong rows, in order."


@pytest.mark.task("audit_export")
def test_find_none(student):
    """An export without a fault"""
    assert student.call("find_broken", [ROWS[0], ROWS[2]]) == [], "Without a wrong row, the list is empty."


@pytest.mark.task("audit_export")
def test_total_example(student):
    """The right total, in cents"""
    total = student.call("total_cents", ROWS)
    if total == 100:
        student.fail("This is the amount of the last row alone. Each turn adds to the total so far.")
    if isinstance(total, float):
        student.mistake("float_total")
    assert total == 2335, "Each row counts the quantity times the price, in cents."


@pytest.mark.task("audit_export")
@given(st.lists(st.tuples(st.integers(1, 9), st.integers(0, 9999)), max_size=5))
def test_total_any(student, sales):
    """The total of any export"""
    rows = [make_row("A", str(count), f"{price // 100},{price % 100:02d}", "0,00") for count, price in sales]
    assert student.call("total_cents", rows) == sum(count * price for count, price in sales), "The total starts from zero and adds each row once."


@pytest.mark.task("audit_export")
def test_own_audit(student):
    """Your export: one wrong row, and a whole total"""
    broken = student.expect_list(
        student.value("my_broken"), look="`my_broken` is the list that `find_broken(my_rows)` returns."
    )
    assert len(broken) == 1, "A single row of your export is wrong."
    student.expect_number(
        student.value("my_total"), whole=True, look="`my_total` is a whole number of cents."
    )


# --- Tâche 5


@pytest.mark.task("tell_apart")
def test_open_published(student):
    """The examples of RFC 4648, section 10"""
    vectors = [
        ("Zg==", "f"),
        ("Zm8=", "fo"),
        ("Zm9v", "foo"),
        ("Zm9vYg==", "foob"),
        ("Zm9vYmE=", "fooba"),
        ("Zm9vYmFy", "foobar"),
    ]
    for coded, text in vectors:
        try:
            opened = student.call("open_note", coded)
        except TypeError:
            if "b64encode" not in student.source("tell_apart"):
                raise
            student.fail(
                "`base64.b64encode` writes base64. Here we read it back: which tool goes the other way?"
            )
        if isinstance(opened, bytes):
            student.mistake("bytes_left")
        assert opened == text, "RFC 4648 publishes this example."


@pytest.mark.task("tell_apart")
def test_open_accents(student):
    """A note with accents"""
    coded = base64.b64encode("Déjà payé à Zoé.".encode()).decode("ascii")
    assert student.call("open_note", coded) == "Déjà payé à Zoé.", "The bytes of the note are UTF-8."


# --- Tâche 6


def own_sales(student):
    """Relit l’export de l’apprenant et refait les lignes propres, autrement que lui."""
    text = bytes.fromhex(student.variant["export"]).decode("cp1252")
    sales = []
    for row in csv.DictReader(io.StringIO(text), delimiter=";"):
        sales.append(
            {
                "id": str(uuid.uuid5(uuid.NAMESPACE_DNS, row["ticket"])),
                "ticket": row["ticket"],
                "article": row["article"],
                "cents": int(Decimal(row["quantité"]) * Decimal(row["prix"].replace(",", ".")) * 100),
            }
        )
    return sales


@pytest.mark.task("clean_files")
def test_published_id(student):
    """The UUID published by RFC 9562"""
    first, second = student.call("make_id", "www.example.com"), student.call("make_id", "www.example.com")
    if first != second:
        student.mistake("random_ids")
    if first == "5df41881-3aed-3515-88a7-2f4a814cf09e":
        student.fail("This is the version 3 UUID. The task asks for version 5.")
    first = student.expect_text(first, look="The identifier is a text: `str` takes you across.")
    assert first == "2ed6657d-e927-568b-95e1-2665a8aea6a2", "The namespace is `uuid.NAMESPACE_DNS`."


@pytest.mark.task("clean_files")
def test_clean_example(student):
    """Two clean rows, in cents"""
    cleaned = student.call("clean_rows", [ROWS[1], ROWS[2]])
    for row in cleaned if isinstance(cleaned, list) else []:
        if isinstance(row, dict) and isinstance(row.get("cents"), (float, Decimal)):
            student.fail("The label `cents` holds a whole number of cents.")
    if isinstance(cleaned, list) and cleaned and isinstance(cleaned[0], dict) and cleaned[0].get("cents") == 340:
        student.mistake("copies_amount")
    expected = [
        {"id": str(uuid.uuid5(uuid.NAMESPACE_DNS, ticket)), "ticket": ticket, "article": "Vis", "cents": cents}
        for ticket, cents in [("A2", 330), ("A3", 1205)]
    ]
    assert cleaned == expected, "Each row has four labels, in a new dictionary."


@pytest.mark.task("clean_files")
def test_json_file(student):
    """The file ventes.json, read back"""
    data = student.file("ventes.json")
    if b"\\u00" in data:
        student.mistake("escapes_left")
    try:
        text = data.decode("utf-8")
        sales = json.loads(text)
    except UnicodeDecodeError:
        student.fail("`ventes.json` is not in UTF-8. RFC 8259 asks for it: name the encoding when writing.")
    except ValueError:
        student.fail(
            "`ventes.json` is not readable JSON. Write the text that `json.dumps` returns, without a mark at the start."
        )
    sales = student.expect_list(sales, look="`ventes.json` contains the list that `clean_rows(my_rows)` returns.")
    assert sales == own_sales(student), "`ventes.json` must hold every row of your export, in order."


@pytest.mark.task("clean_files")
def test_csv_file(student):
    """The file ventes.csv, read back as a spreadsheet would"""
    data = student.file("ventes.csv")
    if not data.startswith(b"\xef\xbb\xbf"):
        student.mistake("mark_missing")
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig")), delimiter=";"))
    names = list(rows[0]) if rows else []
    if names and names[0] == "":
        student.mistake("numbers_kept")
    assert names == ["id", "ticket", "article", "cents"], "The separator is `;`, and the first line has four titles."
    expected = [{**sale, "cents": str(sale["cents"])} for sale in own_sales(student)]
    assert rows == expected, "`ventes.csv` must hold every row of your export, in order."
