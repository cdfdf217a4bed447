"""Vérifications gardées par qui note : valeurs tirées au sort, contre un calcul écrit autrement."""

import base64
import csv
import io
import uuid
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

WORDS = st.text(st.sampled_from("abcdéèêàçôïœÉ€ 12"), max_size=12)


@pytest.mark.task(
    "repair_amount",
    weight=2,
    shown=tr("d’autres montants, grands, petits ou négatifs. Essayez « 12 345,67 € » avec des espaces insécables."),
)
@given(
    st.integers(-9_999_999, 9_999_999),
    st.sampled_from([" ", "\u00a0", "\u202f"]),
    st.sampled_from(["", " €", "\u00a0€", "\u202f$", " $"]),
)
def test_any_amount(student, cents, space, unit):
    """Tout montant bien écrit est lu au centime près"""
    whole, rest = divmod(abs(cents), 100)
    text = ("-" if cents < 0 else "") + f"{whole:,}".replace(",", space) + f",{rest:02d}" + unit
    amount = student.call("parse_amount", text)
    assert isinstance(amount, Decimal), tr("La fonction rend un `Decimal`.")
    assert amount * 100 == cents, tr("Essayez votre fonction sur d’autres montants.")


@pytest.mark.task(
    "read_export",
    weight=2,
    shown=tr("d’autres textes, dans les trois codages. Essayez un article avec un « œ » ou un « € »."),
)
@given(WORDS, st.sampled_from(["utf-8", "utf-8-sig", "cp1252"]))
def test_any_text(student, word, codec):
    """Tout texte est relu dans son codage"""
    text = "é " + word  # cet « é » suivi d’un espace n’est jamais de l’UTF-8 une fois codé en Windows-1252
    assert student.call("decode_export", text.encode(codec)) == text, tr("Essayez les trois codages.")


@pytest.mark.task(
    "read_export",
    weight=2,
    shown=tr("d’autres exports, avec d’autres séparateurs, et les deux fichiers fournis."),
)
@given(st.lists(st.tuples(WORDS, WORDS), max_size=4), st.sampled_from([";", ",", "\t", "|"]))
def test_any_export(student, pairs, delimiter):
    """Tout export bien formé est relu"""
    sheet = io.StringIO()
    writer = csv.writer(sheet, delimiter=delimiter)
    writer.writerow(["clé", "article"])
    writer.writerows([("x" + first, second + delimiter + '"') for first, second in pairs])
    rows = student.call("read_export", sheet.getvalue().encode("cp1252"), delimiter)
    expected = [{"clé": "x" + first, "article": second + delimiter + '"'} for first, second in pairs]
    assert rows == expected, tr("Le séparateur change d’un fichier à l’autre.")


@pytest.mark.task(
    "audit_export",
    weight=2,
    shown=tr("le ticket faux et le total de votre export. Exécutez de nouveau vos cellules depuis le haut."),
)
def test_own_values(student):
    """Le ticket faux et le total de votre export"""
    assert student.value("my_broken") == student.secret["broken"], tr("Exécutez de nouveau votre cellule.")
    assert student.value("my_total") == student.secret["total"], tr("Exécutez de nouveau votre cellule.")


@pytest.mark.task("tell_apart", shown=tr("votre note, relue. Exécutez de nouveau votre cellule, puis celle-ci."))
def test_own_note(student):
    """Votre note, relue"""
    assert student.value("my_note") == student.secret["note"], tr("`my_note` est ce que rend `open_note(note)`.")


@pytest.mark.task("tell_apart", shown=tr("d’autres notes. Essayez une note vide, ou avec un signe €."))
@given(WORDS)
def test_any_note(student, text):
    """Toute note est relue"""
    coded = base64.b64encode(text.encode("utf-8")).decode("ascii")
    assert student.call("open_note", coded) == text, tr("Essayez d’autres notes.")


@pytest.mark.task("clean_files", shown=tr("d’autres noms et d’autres lignes. Une liste vide donne une liste vide."))
@given(st.lists(st.tuples(WORDS, st.integers(1, 9), st.integers(0, 99_999)), max_size=4))
def test_any_rows(student, sales):
    """Toutes les lignes sont reprises"""
    rows, expected = [], []
    for article, count, price in sales:
        ticket = "T" + article
        written = f"{price // 100},{price % 100:02d}"
        rows.append({"ticket": ticket, "article": article, "quantité": str(count), "prix": written, "montant": "0,00"})
        name = str(uuid.uuid5(uuid.NAMESPACE_DNS, ticket))
        expected.append({"id": name, "ticket": ticket, "article": article, "cents": count * price})
    assert student.call("clean_rows", rows) == expected, tr("Chaque ligne donne un dictionnaire neuf, dans l’ordre.")
