"""Vérifications gardées par qui note : valeurs tirées au sort, contre un calcul écrit autrement."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

DOUBLED = "0246813579"
REGISTRY = [
    "FR1420041010050500013M02606",
    "LU280019400644750000",
    "BE68539007547034",
    "DE89370400440532013000",
    "CH9300762011623852957",
    "NO9386011117947",
    "BY13NBRB3600900000002Z00AB00",
]

digits = st.sampled_from("0123456789")


def texts(least, most):
    return st.text(digits, min_size=least, max_size=most)


def add_key(body):
    """Ajoute à des chiffres leur clé de Luhn."""
    total = sum(
        int(DOUBLED[int(digit)]) if place % 2 == 0 else int(digit) for place, digit in enumerate(reversed(body))
    )
    return body + str(-total % 10)


def add_iban_key(country, account):
    """Forme un IBAN, par reste progressif, un chiffre à la fois."""
    rest = 0
    for sign in account + country + "00":
        for digit in str("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ".index(sign)):
            rest = (10 * rest + int(digit)) % 97
    return f"{country}{98 - rest:02d}{account}"


def change_one(number, place, step):
    """Change le chiffre à cette place, s’il y a un chiffre."""
    changed = str((int(number[place]) + step) % 10)
    return number[:place] + changed + number[place + 1 :]


@pytest.mark.task(
    "repair_validator",
    weight=2,
    shown=tr("d’autres bons numéros de neuf chiffres. Essayez le SIREN et le NAS de la leçon."),
)
@given(texts(8, 8))
def test_any_valid_number(student, body):
    """Tout numéro de neuf chiffres dont la clé est juste est accepté"""
    assert student.call("is_valid_number", add_key(body)) is True, tr(
        "Essayez votre fonction sur d’autres bons numéros."
    )


@pytest.mark.task(
    "repair_validator",
    weight=2,
    shown=tr("des numéros dont un seul chiffre a changé. Changez un chiffre d’un bon numéro, et regardez."),
)
@given(texts(8, 8), st.integers(0, 8), st.integers(1, 9))
def test_any_changed_number(student, body, place, step):
    """Tout numéro dont un chiffre a changé est refusé"""
    assert student.call("is_valid_number", add_key(body)) is True, tr("Ce numéro est bien tapé.")
    number = change_one(add_key(body), place, step)
    assert student.call("is_valid_number", number) is False, tr("Essayez votre fonction sur d’autres numéros changés.")


@pytest.mark.task(
    "repair_validator",
    shown=tr("des numéros qui n’ont pas neuf chiffres. Essayez-en un court et un long, de total multiple de 10."),
)
@given(texts(0, 13).filter(lambda body: len(body) != 8))
def test_any_other_length(student, body):
    """Un numéro qui n’a pas neuf chiffres est refusé, même si sa clé est juste"""
    assert student.call("is_valid_number", add_key("73282932")) is True, tr("Ce numéro est bien tapé.")
    assert student.call("is_valid_number", add_key(body)) is False, tr("La longueur compte autant que la clé.")


@pytest.mark.task(
    "repair_validator",
    shown=tr("des numéros où un signe n’est pas un chiffre. Essayez avec une lettre O ou un tiret."),
)
@given(texts(8, 8), st.integers(0, 8), st.sampled_from("OIlSB-."))
def test_any_letter(student, body, place, sign):
    """Un signe qui n’est pas un chiffre est refusé, où qu’il soit"""
    number = add_key(body)
    assert student.call("is_valid_number", number) is True, tr("Ce numéro est bien tapé.")
    number = number[:place] + sign + number[place + 1 :]
    assert student.call("is_valid_number", number) is False, tr("Essayez un numéro avec une lettre.")


@pytest.mark.task(
    "find_suspects",
    weight=2,
    shown=tr("d’autres listes, longues ou vides. Essayez votre fonction sur une liste à vous."),
)
@given(st.lists(st.tuples(texts(9, 9), st.integers(0, 9), st.integers(0, 9), st.booleans()), max_size=6))
def test_any_list(student, rows):
    """Des listes tirées au sort"""
    numbers, expected = [], []
    for body, place, step, spaced in rows:
        number = change_one(add_key(body), place, step)
        written = f"{number[:4]} {number[4:7]} {number[7:]}" if spaced else number
        numbers.append(written)
        if step:
            expected.append(written)
    assert student.call("find_suspects", numbers) == expected, tr("Essayez votre fonction sur d’autres listes.")


@pytest.mark.task(
    "repair_validator",
    shown=tr("d’autres bons numéros de neuf chiffres. Essayez le SIREN et le NAS de la leçon."),
)
def test_many_blanks(student):
    """Un numéro très espacé reste le même numéro"""
    for blanks in (1, 40, 300):
        spaced = (" " * blanks).join(add_key("73282932"))
        assert student.call("is_valid_number", spaced) is True, tr("Essayez votre fonction sur d’autres bons numéros.")


@pytest.mark.task(
    "find_suspects",
    shown=tr("d’autres listes, longues ou vides. Essayez votre fonction sur une liste à vous."),
)
def test_long_list(student):
    """Une longue liste, et des numéros très espacés"""
    numbers = [change_one(add_key(f"{place:09d}"), 4, int(place % 3 == 0)) for place in range(300)]
    spaced = [(" " * 60).join(number) for number in numbers[:9]]
    expected = numbers[::3] + spaced[::3]
    assert student.call("find_suspects", numbers + spaced) == expected, tr(
        "Essayez votre fonction sur d’autres listes."
    )


@pytest.mark.task(
    "find_suspects",
    shown=tr("les numéros mal tapés de votre liste. Exécutez de nouveau votre cellule, puis celle-ci."),
)
def test_own_suspects(student):
    """Les numéros mal tapés de votre liste"""
    assert student.value("my_suspects") == student.secret["suspects"], tr("Exécutez de nouveau votre cellule.")


@pytest.mark.task(
    "write_iban",
    shown=tr("des IBAN d’exemple d’autres pays. Essayez LU28 0019 4006 4475 0000, du Luxembourg."),
)
def test_whole_registry(student):
    """D’autres IBAN d’exemple du registre"""
    for iban in REGISTRY:
        assert student.call("is_valid_iban", iban) is True, tr("Essayez les IBAN d’autres pays.")


accounts = st.text(st.sampled_from("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"), min_size=11, max_size=30)


@pytest.mark.task(
    "write_iban",
    weight=2,
    shown=tr("d’autres bons IBAN. Ils peuvent contenir toutes les lettres, de A à Z."),
)
@given(st.sampled_from(["FR", "BE", "LU", "DE", "CH", "ZZ"]), accounts)
def test_any_valid_iban(student, country, account):
    """Tout IBAN dont la clé est juste est accepté"""
    assert student.call("is_valid_iban", add_iban_key(country, account)) is True, tr("Essayez d’autres bons IBAN.")


@pytest.mark.task(
    "write_iban",
    weight=2,
    shown=tr("des IBAN dont un seul chiffre a changé. Changez un chiffre d’un bon IBAN, et regardez."),
)
@given(texts(11, 23), st.integers(4, 14), st.integers(1, 9))
def test_any_changed_iban(student, account, place, step):
    """Tout IBAN dont un chiffre a changé est refusé"""
    iban = add_iban_key("BE", account)
    assert student.call("is_valid_iban", iban) is True, tr("Cet IBAN est bien tapé.")
    iban = change_one(iban, place, step)
    assert student.call("is_valid_iban", iban) is False, tr("Essayez d’autres IBAN changés.")


@pytest.mark.task(
    "write_iban",
    shown=tr("des textes de moins de 15 signes, dont la clé est juste. Essayez BE09 5390 0754 70."),
)
@given(texts(8, 10))
def test_any_short_iban(student, account):
    """Un texte trop court est refusé, même si sa clé est juste"""
    assert student.call("is_valid_iban", "NO9386011117947") is True, tr(
        "Cet IBAN a juste 15 signes, et il est bien tapé."
    )
    assert student.call("is_valid_iban", add_iban_key("BE", account)) is False, tr("Moins de 15 signes : `False`.")


@pytest.mark.task(
    "write_iban",
    shown=tr("des IBAN où 09 est devenu 90. Échangez 0 et 9 dans un bon IBAN, et regardez."),
)
@given(texts(0, 10), texts(0, 10))
def test_any_iban_swap(student, before, after):
    """09 tapé 90 dans un IBAN est refusé"""
    account = before + "09" + after + "00000000000"
    number = add_iban_key("FR", account)
    assert student.call("is_valid_iban", number) is True, tr("Cet IBAN est bien tapé.")
    place = 4 + len(before)
    swapped = number[:place] + "90" + number[place + 2 :]
    assert student.call("is_valid_iban", swapped) is False, tr("Essayez d’échanger 0 et 9 dans un IBAN.")
