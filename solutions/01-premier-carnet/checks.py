"""Vérifications livrées avec l’exercice : exemples travaillés et propriétés."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

SIREN = "732829320"  # exemple public du SIREN
NAS = "046454286"  # exemple public du numéro d’assurance sociale
BELGIAN = "BE68539007547034"  # exemple du registre des IBAN
FRENCH = "FR1420041010050500013M02606"  # exemple du registre des IBAN
NORWEGIAN = "NO9386011117947"  # exemple du registre des IBAN, le plus court


def change_each_digit(number):
    """Rend tous les numéros qui diffèrent de celui-ci par un seul chiffre."""
    return [
        number[:place] + other + number[place + 1 :]
        for place, digit in enumerate(number)
        if digit.isdecimal()
        for other in "0123456789"
        if other != digit
    ]


def swap_each_pair(number):
    """Rend tous les numéros où deux chiffres voisins, différents, ont été échangés."""
    return [
        number[:place] + number[place + 1] + number[place] + number[place + 2 :]
        for place in range(len(number) - 1)
        if number[place : place + 2].isdecimal() and number[place] != number[place + 1]
    ]


def total_of(number):
    """Calcule le total de Luhn avec une table, pour ne pas dépendre de la fonction du carnet."""
    return sum(
        int("0246813579"[int(digit)]) if place % 2 else int(digit) for place, digit in enumerate(reversed(number))
    )


# --- Tâche 2


@pytest.mark.task("repair_validator")
def test_published_numbers(student):
    """Le SIREN et le NAS d’exemple sont acceptés"""
    for number in (SIREN, NAS):
        answer = student.call("is_valid_number", number)
        if answer is None:
            student.mistake("no_return", number=number)
        assert answer is True, tr("Ce numéro est bien tapé. Quelle ligne de votre fonction l’a refusé ?")


@pytest.mark.task("repair_validator", weight=2)
def test_number_with_spaces(student):
    """Les espaces ne gênent pas"""
    if student.call("is_valid_number", "732 829 320") is False:
        student.mistake("spaces_kept")
    assert student.call("is_valid_number", "046 454 286") is True, tr("Une fois ses espaces enlevés, ce NAS est bon.")
    assert student.call("is_valid_number", "046 454 287") is False, tr("Le dernier chiffre de ce NAS est faux.")


@pytest.mark.task("repair_validator", weight=2)
def test_wrong_lengths(student):
    """Un numéro trop court ou trop long est refusé"""
    for number in ("46454286", "18"):
        if student.call("is_valid_number", number) is True:
            student.mistake("short_accepted", number=number)
        assert student.call("is_valid_number", number) is False, tr("Ce numéro n’a pas neuf chiffres.")
    assert student.call("is_valid_number", "1234567897") is False, tr("Ce numéro a dix chiffres.")
    assert student.call("is_valid_number", "") is False, tr("Un texte vide n’est pas un numéro.")


@pytest.mark.task("repair_validator")
def test_letters(student):
    """Une lettre tapée à la place d’un chiffre est refusée"""
    assert student.call("is_valid_number", SIREN) is True, tr("Avant d’y taper une lettre : ce numéro est bien tapé.")
    assert student.call("is_valid_number", "73282932O") is False, tr(
        "Le dernier signe est la lettre O. La question posée avec `isdecimal` la voyait : est-elle toujours là ?"
    )


@pytest.mark.task("repair_validator", weight=2)
def test_each_one_digit_change(student):
    """Chacun des 81 changements d’un seul chiffre du SIREN est refusé"""
    assert student.call("is_valid_number", SIREN) is True, tr("Avant de le changer : ce numéro est bien tapé.")
    for number in change_each_digit(SIREN):
        assert student.call("is_valid_number", number) is False, tr(
            "Un seul chiffre diffère du vrai numéro. Le reste de la division par 10 est-il bien comparé à 0 ?"
        )


@pytest.mark.task("repair_validator")
@given(st.integers(0, 99_999_999))
def test_other_numbers(student, start):
    """D’autres numéros, tirés au sort : les bons sont acceptés, les autres refusés"""
    body = f"{start:08d}"
    number = next(body + key for key in "0123456789" if total_of(body + key) % 10 == 0)
    assert student.call("is_valid_number", number) is True, tr(
        "Ce numéro est bien tapé : son total est {total}."
    ).format(total=total_of(number))
    number = body + str((int(number[8]) + 1) % 10)
    assert student.call("is_valid_number", number) is False, tr(
        "Ce numéro est mal tapé : son total est {total}."
    ).format(total=total_of(number))


# --- Tâche 4


@pytest.mark.task("find_suspects")
def test_small_list(student):
    """Une petite liste dont deux numéros sont mal tapés"""
    numbers = ["1234567897", "1234567890", SIREN, "732829321"]
    found = student.call("find_suspects", numbers)
    if found is None:
        student.fail(tr("`find_suspects` ne rend rien. `print` montre à l’écran ; `return` rend la liste."))
    assert found == ["1234567890", "732829321"], tr(
        "Ici, le deuxième et le quatrième numéro sont mal tapés. Suivez-les tour après tour."
    )


@pytest.mark.task("find_suspects")
def test_numbers_as_written(student):
    """Les espaces ne gênent pas, et chaque numéro est rendu tel qu’il était écrit"""
    try:
        found = student.call("find_suspects", ["1234 567 897", "1234 567 890"])
    except ValueError:
        student.mistake("spaces_left")
    assert found == ["1234 567 890"], tr("Enlevez les espaces pour calculer ; ajoutez à la liste le numéro d’origine.")


@pytest.mark.task("find_suspects")
def test_nothing_to_find(student):
    """Une liste sans faute, ou vide, donne une liste vide"""
    assert student.call("find_suspects", ["1234567890"]) == ["1234567890"], tr("D’abord une liste qui a une faute.")
    for numbers in ([SIREN, NAS], []):
        assert student.call("find_suspects", numbers) == [], tr("Rien n’est mal tapé ici : la liste rendue est vide.")


@pytest.mark.task("find_suspects")
def test_own_list(student):
    """Votre liste, celle de `my_numbers`"""
    numbers = student.variant["numbers"]
    expected = [number for number in numbers if total_of(number.replace(" ", "")) % 10]
    assert student.value("my_suspects") == expected, tr(
        "`my_suspects` doit désigner ce que rend `find_suspects` pour votre liste, `my_numbers`."
    )


# --- Tâche 5


@pytest.mark.task("write_iban")
def test_registry_examples(student):
    """Les IBAN d’exemple du registre sont acceptés"""
    for iban in (BELGIAN, FRENCH, NORWEGIAN):
        answer = student.call("is_valid_iban", iban)
        if answer is None:
            student.fail(tr("`is_valid_iban` ne rend rien. Sa dernière ligne commence-t-elle par `return` ?"))
        if answer is False and student.call("is_valid_iban", "BE60539007547034") is True:
            student.mistake("four_in_front")
        if answer is False and student.call("is_valid_iban", "BE67539007547034") is True:
            student.mistake("remainder_zero")
        assert answer is True, tr("Cet IBAN est bien tapé. Comparez chaque étape à la partie 10 de la leçon.")


@pytest.mark.task("write_iban")
def test_iban_with_spaces(student):
    """Les espaces ne gênent pas"""
    assert student.call("is_valid_iban", "BE68 5390 0754 7034") is True, tr(
        "Une fois ses espaces enlevés, cet IBAN est bon. Gardez-vous le texte que rend `replace` ?"
    )
    assert student.call("is_valid_iban", "BE68 5390 0754 7035") is False, tr("Le dernier chiffre de cet IBAN est faux.")


@pytest.mark.task("write_iban")
def test_short_iban(student):
    """Un texte de moins de 15 signes est refusé"""
    assert student.call("is_valid_iban", NORWEGIAN) is True, tr("Cet IBAN a juste 15 signes, et il est bien tapé.")
    for text in ("", "BE68", "BE68 5390"):
        assert student.call("is_valid_iban", text) is False, tr("Moins de 15 signes : la réponse est `False`.")


@pytest.mark.task("write_iban")
def test_each_iban_digit_change(student):
    """Chaque changement d’un seul chiffre est refusé"""
    assert student.call("is_valid_iban", BELGIAN) is True, tr("Avant de le changer : cet IBAN est bien tapé.")
    for iban in change_each_digit(BELGIAN):
        assert student.call("is_valid_iban", iban) is False, tr(
            "Un seul chiffre diffère du vrai IBAN. Le reste de la division par 97 est-il bien comparé ?"
        )


@pytest.mark.task("write_iban")
def test_each_iban_swap(student):
    """Deux chiffres voisins échangés : toujours refusé, même 09 et 90"""
    assert student.call("is_valid_iban", FRENCH) is True, tr("Avant l’échange : cet IBAN est bien tapé.")
    for iban in [*swap_each_pair(FRENCH), "BE68530907547034"]:
        assert student.call("is_valid_iban", iban) is False, tr("Deux chiffres voisins ont été échangés dans cet IBAN.")


@pytest.mark.task("write_iban")
@given(st.integers(0, 4_000_000_000))
def test_other_ibans(student, turns):
    """D’autres IBAN, tirés au sort : les bons sont acceptés, les autres refusés"""
    # Ajouter un multiple de 97 au numéro de compte ne change pas le reste : la clé 68 convient encore.
    iban = f"BE68{539007547034 + 97 * turns}"
    assert student.call("is_valid_iban", iban) is True, tr("Cet IBAN est bien tapé. Faites son calcul étape par étape.")
    iban = f"BE68{539007547035 + 97 * turns}"
    assert student.call("is_valid_iban", iban) is False, tr("Cet IBAN est mal tapé. Faites son calcul étape par étape.")


# --- Tâche 6


@pytest.mark.task("explain_swap", weight=2)
def test_twins(student):
    """La preuve : deux numéros que Luhn accepte, et que 09 et 90 distinguent"""
    twins = student.value("twins")
    if not (isinstance(twins, list) and len(twins) == 2 and all(isinstance(twin, str) for twin in twins)):
        student.fail(
            tr("`twins` doit être une liste de deux textes : deux numéros entre guillemets, une virgule, des crochets.")
        )
    first, second = (twin.replace(" ", "") for twin in twins)
    for number in (first, second):
        if not (len(number) == 9 and number.isascii() and number.isdecimal()):
            student.fail(tr("« {number} » n’a pas neuf chiffres.").format(number=number))
    places = [place for place in range(9) if first[place] != second[place]]
    swapped = len(places) == 2 and places[1] == places[0] + 1
    if not swapped or first[places[0]] + first[places[1]] != "09" or second[places[0]] + second[places[1]] != "90":
        student.fail(
            tr(
                "Les deux numéros doivent différer à un seul endroit : 09 dans le premier, 90 dans le second, à la même place."
            )
        )
    for number in (first, second):
        if total_of(number) % 10 != 0:
            student.mistake("unchecked_twins", number=number, total=total_of(number))
