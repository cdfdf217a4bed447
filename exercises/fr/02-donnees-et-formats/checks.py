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
            "La conversion a refusé ce texte : il y reste un signe qui n’est ni un chiffre, ni un point, ni un moins. `replace` rend un texte neuf : l’avez-vous gardé ?"
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
    """« 4,50 » est lu juste, et exact"""
    amount = parse(student, "4,50")
    if isinstance(amount, float):
        student.mistake("float_money")
    assert amount == Decimal("4.50"), "Comparez la virgule du texte et le point du nombre."
    assert isinstance(amount, Decimal), "La fonction rend un `Decimal`."


@pytest.mark.task("repair_amount")
def test_euro_amount(student):
    """Un montant de Gérardmer : milliers et signe €"""
    assert parse(student, "12 €") == Decimal("12"), "Le signe `€` et l’espace du clavier s’enlèvent."
    for space in ["\u00a0", "\u202f"]:
        text = "1" + space + "234,56" + space + "€"
        assert parse(student, text) == Decimal("1234.56"), "Les trois espaces s’enlèvent, le signe `€` aussi."


@pytest.mark.task("repair_amount")
def test_dollar_amount(student):
    """Un montant de Magog : signe $"""
    assert parse(student, "89,95 $") == Decimal("89.95"), "Le signe `$` s’enlève, comme le signe `€`."


@pytest.mark.task("repair_amount")
def test_returned_amount(student):
    """Un article rendu : le signe moins reste"""
    assert parse(student, "-2,00") == Decimal("-2.00"), "Le moins fait partie du nombre : il reste."


# --- Tâche 3


def decode(student, data):
    """Appelle `decode_export` ; dit quand le codage de Gérardmer a été oublié."""
    try:
        return student.call("decode_export", data)
    except UnicodeDecodeError:
        student.mistake("only_utf8")


@pytest.mark.task("read_export")
def test_decode_windows(student):
    """Des octets de Gérardmer, en Windows-1252"""
    assert decode(student, "Échelle : 12 €".encode("cp1252")) == "Échelle : 12 €", "Quand l’UTF-8 est refusé, le codage à essayer est Windows-1252, `cp1252`."


@pytest.mark.task("read_export")
def test_decode_utf8(student):
    """Des octets en UTF-8, sans marque"""
    text = decode(student, "Câble à clé".encode())
    assert text == "Câble à clé", "L’UTF-8 s’essaie en premier."


@pytest.mark.task("read_export")
def test_decode_mark(student):
    """Des octets de Magog, en UTF-8 avec la marque du début"""
    text = decode(student, "ticket;prix".encode("utf-8-sig"))
    assert text == "ticket;prix", "La marque du début ne fait pas partie du texte."


def read(student, data, delimiter):
    """Appelle `read_export` et demande une liste de dictionnaires."""
    try:
        rows = student.call("read_export", data, delimiter)
    except TypeError as error:
        if "initial_value" not in str(error):
            raise
        student.fail(
            "`io.StringIO` a reçu des octets, et il lui faut du texte. Laquelle de vos deux fonctions fait ce passage ?"
        )
    rows = student.expect_list(
        rows, look="`read_export` rend une liste. `list(…)` fait une liste de ce que donne le lecteur de CSV."
    )
    for row in rows:
        row = student.expect_table(
            row, look="Chaque ligne est un dictionnaire : c’est ce que donne `csv.DictReader`."
        )
    return rows


@pytest.mark.task("read_export")
def test_read_simple(student):
    """Deux lignes simples"""
    rows = read(student, (HEADER + "A1;Clé;2;3,50;7,00\r\nA2;Vis;1;0,40;0,40\r\n").encode("cp1252"), ";")
    assert rows == [
        dict(zip(NAMES, ["A1", "Clé", "2", "3,50", "7,00"], strict=True)),
        dict(zip(NAMES, ["A2", "Vis", "1", "0,40", "0,40"], strict=True)),
    ], "La première ligne du fichier donne les étiquettes. Le séparateur est celui que l’on reçoit."


@pytest.mark.task("read_export")
def test_read_quoted(student):
    """Un article avec un point-virgule, entre guillemets"""
    rows = read(student, (HEADER + 'A1;"Enduit ; gris";1;7,99;7,99\r\n').encode(), ";")
    article = rows[0].get("article") if rows else None
    if article in ('"Enduit ', '"Enduit'):
        student.mistake("cut_by_hand")
    assert article == "Enduit ; gris", "Entre guillemets, le séparateur est un signe comme un autre."


@pytest.mark.task("read_export")
def test_read_rfc(student):
    """Les exemples de la RFC 4180 : guillemets doublés et retour à la ligne"""
    data = b'one,two,three\r\n"aaa","b""bb","ccc"\r\n"aaa","b\r\nbb","ccc"\r\nzzz,yyy,xxx\r\n'
    rows = read(student, data, ",")
    cells = [list(row.values()) for row in rows]
    if len(cells) == 3 and cells[1] == ["aaa", "bbb", "ccc"]:
        student.mistake("lines_cut_first")
    expected = [["aaa", 'b"bb', "ccc"], ["aaa", "b\r\nbb", "ccc"], ["zzz", "yyy", "xxx"]]
    assert cells == expected, "Le séparateur est ici la virgule. Deux guillemets collés en valent un."


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
    """Deux lignes fausses sur quatre"""
    broken = student.call("find_broken", ROWS)
    if broken == ["A1", "A2", "A3", "A4"]:
        student.fail(
            "Vous trouvez fausses les quatre lignes. La quantité lue est un texte, qu’une multiplication répète : quel mot en fait un nombre ?"
        )
    assert broken == ["A2", "A4"], "La liste contient les tickets des lignes fausses, dans l’ordre."


@pytest.mark.task("audit_export")
def test_find_none(student):
    """Un export sans faute"""
    assert student.call("find_broken", [ROWS[0], ROWS[2]]) == [], "Sans ligne fausse, la liste est vide."


@pytest.mark.task("audit_export")
def test_total_example(student):
    """Le total juste, en centimes"""
    total = student.call("total_cents", ROWS)
    if total == 100:
        student.fail("C’est le montant de la dernière ligne seule. Chaque tour ajoute au total d’avant.")
    if isinstance(total, float):
        student.mistake("float_total")
    assert total == 2335, "Chaque ligne compte la quantité fois le prix, en centimes."


@pytest.mark.task("audit_export")
@given(st.lists(st.tuples(st.integers(1, 9), st.integers(0, 9999)), max_size=5))
def test_total_any(student, sales):
    """Le total de n’importe quel export"""
    rows = [make_row("A", str(count), f"{price // 100},{price % 100:02d}", "0,00") for count, price in sales]
    assert student.call("total_cents", rows) == sum(count * price for count, price in sales), "Le total part de zéro et ajoute chaque ligne une seule fois."


@pytest.mark.task("audit_export")
def test_own_audit(student):
    """Votre export : une ligne fausse, et un total entier"""
    broken = student.expect_list(
        student.value("my_broken"), look="`my_broken` est la liste que rend `find_broken(my_rows)`."
    )
    assert len(broken) == 1, "Une seule ligne de votre export est fausse."
    student.expect_number(
        student.value("my_total"), whole=True, look="`my_total` est un nombre entier de centimes."
    )


# --- Tâche 5


@pytest.mark.task("tell_apart")
def test_open_published(student):
    """Les exemples de la RFC 4648, section 10"""
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
                "`base64.b64encode` écrit du base64. Ici, on en relit : quel outil fait le chemin inverse ?"
            )
        if isinstance(opened, bytes):
            student.mistake("bytes_left")
        assert opened == text, "La RFC 4648 publie cet exemple."


@pytest.mark.task("tell_apart")
def test_open_accents(student):
    """Une note avec des accents"""
    coded = base64.b64encode("Déjà payé à Zoé.".encode()).decode("ascii")
    assert student.call("open_note", coded) == "Déjà payé à Zoé.", "Les octets de la note sont de l’UTF-8."


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
    """L’UUID publié par la RFC 9562"""
    first, second = student.call("make_id", "www.example.com"), student.call("make_id", "www.example.com")
    if first != second:
        student.mistake("random_ids")
    if first == "5df41881-3aed-3515-88a7-2f4a814cf09e":
        student.fail("C’est l’UUID de version 3. La tâche demande la version 5.")
    first = student.expect_text(first, look="L’identifiant est un texte : `str` fait le passage.")
    assert first == "2ed6657d-e927-568b-95e1-2665a8aea6a2", "L’espace de noms est `uuid.NAMESPACE_DNS`."


@pytest.mark.task("clean_files")
def test_clean_example(student):
    """Deux lignes propres, en centimes"""
    cleaned = student.call("clean_rows", [ROWS[1], ROWS[2]])
    for row in cleaned if isinstance(cleaned, list) else []:
        if isinstance(row, dict) and isinstance(row.get("cents"), (float, Decimal)):
            student.fail("L’étiquette `cents` porte un nombre entier de centimes.")
    if isinstance(cleaned, list) and cleaned and isinstance(cleaned[0], dict) and cleaned[0].get("cents") == 340:
        student.mistake("copies_amount")
    expected = [
        {"id": str(uuid.uuid5(uuid.NAMESPACE_DNS, ticket)), "ticket": ticket, "article": "Vis", "cents": cents}
        for ticket, cents in [("A2", 330), ("A3", 1205)]
    ]
    assert cleaned == expected, "Chaque ligne a quatre étiquettes, dans un dictionnaire neuf."


@pytest.mark.task("clean_files")
def test_json_file(student):
    """Le fichier ventes.json, relu"""
    data = student.file("ventes.json")
    if b"\\u00" in data:
        student.mistake("escapes_left")
    try:
        text = data.decode("utf-8")
        sales = json.loads(text)
    except UnicodeDecodeError:
        student.fail("`ventes.json` n’est pas en UTF-8. La RFC 8259 le demande : nommez le codage en écrivant.")
    except ValueError:
        student.fail(
            "`ventes.json` n’est pas du JSON lisible. Écrivez le texte que rend `json.dumps`, sans marque au début."
        )
    sales = student.expect_list(sales, look="`ventes.json` contient la liste que rend `clean_rows(my_rows)`.")
    assert sales == own_sales(student), "`ventes.json` reprend toutes les lignes de votre export, dans l’ordre."


@pytest.mark.task("clean_files")
def test_csv_file(student):
    """Le fichier ventes.csv, relu comme le ferait un tableur"""
    data = student.file("ventes.csv")
    if not data.startswith(b"\xef\xbb\xbf"):
        student.mistake("mark_missing")
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig")), delimiter=";"))
    names = list(rows[0]) if rows else []
    if names and names[0] == "":
        student.mistake("numbers_kept")
    assert names == ["id", "ticket", "article", "cents"], "Le séparateur est `;`, et la première ligne a quatre titres."
    expected = [{**sale, "cents": str(sale["cents"])} for sale in own_sales(student)]
    assert rows == expected, "`ventes.csv` reprend toutes les lignes de votre export, dans l’ordre."
