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
    """The example SIREN and SIN are accepted"""
    for number in (SIREN, NAS):
        answer = student.call("is_valid_number", number)
        if answer is None:
            student.mistake("no_return", number=number)
        assert answer is True, "This number is typed correctly. Which line of your function refused it?"


@pytest.mark.task("repair_validator", weight=2)
def test_number_with_spaces(student):
    """Spaces do no harm"""
    if student.call("is_valid_number", "732 829 320") is False:
        student.mistake("spaces_kept")
    assert student.call("is_valid_number", "046 454 286") is True, "Once its spaces are taken out, this SIN is good."
    assert student.call("is_valid_number", "046 454 287") is False, "The last digit of this SIN is wrong."


@pytest.mark.task("repair_validator", weight=2)
def test_wrong_lengths(student):
    """A number that is too short or too long is refused"""
    for number in ("46454286", "18"):
        if student.call("is_valid_number", number) is True:
            student.mistake("short_accepted", number=number)
        assert student.call("is_valid_number", number) is False, "This number does not have nine digits."
    assert student.call("is_valid_number", "1234567897") is False, "This number has ten digits."
    assert student.call("is_valid_number", "") is False, "An empty text is not a number."


@pytest.mark.task("repair_validator")
def test_letters(student):
    """A letter typed for a digit is refused"""
    assert student.call("is_valid_number", SIREN) is True, "Before a letter is typed in it: this number is typed correctly."
    assert student.call("is_valid_number", "73282932O") is False, "The last character is the letter O. The question asked with `isdecimal` saw it: is it still there?"


@pytest.mark.task("repair_validator", weight=2)
def test_each_one_digit_change(student):
    """Each of the 81 changes of a single digit of the SIREN is refused"""
    assert student.call("is_valid_number", SIREN) is True, "Before any change: this number is typed correctly."
    for number in change_each_digit(SIREN):
        assert student.call("is_valid_number", number) is False, "Only one digit differs from the true number. Is the remainder of the division by 10 compared with 0?"


@pytest.mark.task("repair_validator")
@given(st.integers(0, 99_999_999))
def test_other_numbers(student, start):
    """Other numbers, drawn at random: the good ones are accepted, the others refused"""
    body = f"{start:08d}"
    number = next(body + key for key in "0123456789" if total_of(body + key) % 10 == 0)
    assert student.call("is_valid_number", number) is True, "This number is typed correctly: its total is {total}.".format(total=total_of(number))
    number = body + str((int(number[8]) + 1) % 10)
    assert student.call("is_valid_number", number) is False, "This number is mistyped: its total is {total}.".format(total=total_of(number))


# --- Tâche 4


@pytest.mark.task("find_suspects")
def test_small_list(student):
    """A small list with two mistyped numbers"""
    numbers = ["1234567897", "1234567890", SIREN, "732829321"]
    found = student.call("find_suspects", numbers)
    if found is None:
        student.fail("`find_suspects` gives nothing back. `print` shows on screen; `return` hands the list back.")
    assert found == ["1234567890", "732829321"], "Here the second and the fourth number are mistyped. Follow them turn by turn."


@pytest.mark.task("find_suspects")
def test_numbers_as_written(student):
    """Spaces do no harm, and each number is given back as it was written"""
    try:
        found = student.call("find_suspects", ["1234 567 897", "1234 567 890"])
    except ValueError:
        student.mistake("spaces_left")
    assert found == ["1234 567 890"], "Take the spaces out for the sum; add the original number to the list."


@pytest.mark.task("find_suspects")
def test_nothing_to_find(student):
    """A list without a slip, or an empty one, gives an empty list"""
    assert student.call("find_suspects", ["1234567890"]) == ["1234567890"], "First, a list with one slip."
    for numbers in ([SIREN, NAS], []):
        assert student.call("find_suspects", numbers) == [], "Nothing is mistyped here: the list given back is empty."


@pytest.mark.task("find_suspects")
def test_own_list(student):
    """Your list, the one in `my_numbers`"""
    numbers = student.variant["numbers"]
    expected = [number for number in numbers if total_of(number.replace(" ", "")) % 10]
    assert student.value("my_suspects") == expected, "`my_suspects` should stand for what `find_suspects` gives back for your list, `my_numbers`."


# --- Tâche 5


@pytest.mark.task("write_iban")
def test_registry_examples(student):
    """The registry's example IBANs are accepted"""
    for iban in (BELGIAN, FRENCH, NORWEGIAN):
        answer = student.call("is_valid_iban", iban)
        if answer is None:
            student.fail("`is_valid_iban` gives nothing back. Does its last line begin with `return`?")
        if answer is False and student.call("is_valid_iban", "BE60539007547034") is True:
            student.mistake("four_in_front")
        if answer is False and student.call("is_valid_iban", "BE67539007547034") is True:
            student.mistake("remainder_zero")
        assert answer is True, "This IBAN is typed correctly. Compare each step with part 10 of the lesson."


@pytest.mark.task("write_iban")
def test_iban_with_spaces(student):
    """Spaces do no harm"""
    assert student.call("is_valid_iban", "BE68 5390 0754 7034") is True, "Once its spaces are taken out, this IBAN is good. Do you keep the text that `replace` gives back?"
    assert student.call("is_valid_iban", "BE68 5390 0754 7035") is False, "The last digit of this IBAN is wrong."


@pytest.mark.task("write_iban")
def test_short_iban(student):
    """A text of fewer than 15 characters is refused"""
    assert student.call("is_valid_iban", NORWEGIAN) is True, "This IBAN has just 15 characters, and it is typed correctly."
    for text in ("", "BE68", "BE68 5390"):
        assert student.call("is_valid_iban", text) is False, "Fewer than 15 characters: the answer is `False`."


@pytest.mark.task("write_iban")
def test_each_iban_digit_change(student):
    """Each change of a single digit is refused"""
    assert student.call("is_valid_iban", BELGIAN) is True, "Before any change: this IBAN is typed correctly."
    for iban in change_each_digit(BELGIAN):
        assert student.call("is_valid_iban", iban) is False, "Only one digit differs from the true IBAN. Is the remainder of the division by 97 compared?"


@pytest.mark.task("write_iban")
def test_each_iban_swap(student):
    """Two neighbouring digits swapped: always refused, even 09 and 90"""
    assert student.call("is_valid_iban", FRENCH) is True, "Before the swap: this IBAN is typed correctly."
    for iban in [*swap_each_pair(FRENCH), "BE68530907547034"]:
        assert student.call("is_valid_iban", iban) is False, "Two neighbouring digits of this IBAN have been swapped."


@pytest.mark.task("write_iban")
@given(st.integers(0, 4_000_000_000))
def test_other_ibans(student, turns):
    """Other IBANs, drawn at random: the good ones are accepted, the others refused"""
    # Ajouter un multiple de 97 au numéro de compte ne change pas le reste : la clé 68 convient encore.
    iban = f"BE68{539007547034 + 97 * turns}"
    assert student.call("is_valid_iban", iban) is True, "This IBAN is typed correctly. Work it out step by step."
    iban = f"BE68{539007547035 + 97 * turns}"
    assert student.call("is_valid_iban", iban) is False, "This IBAN is mistyped. Work it out step by step."


# --- Tâche 6


@pytest.mark.task("explain_swap", weight=2)
def test_twins(student):
    """The proof: two numbers that Luhn accepts, told apart by 09 and 90"""
    twins = student.value("twins")
    if not (isinstance(twins, list) and len(twins) == 2 and all(isinstance(twin, str) for twin in twins)):
        student.fail(
            "`twins` should be a list of two texts: two numbers in quotation marks, a comma, square brackets."
        )
    first, second = (twin.replace(" ", "") for twin in twins)
    for number in (first, second):
        if not (len(number) == 9 and number.isascii() and number.isdecimal()):
            student.fail('"{number}" does not have nine digits.'.format(number=number))
    places = [place for place in range(9) if first[place] != second[place]]
    swapped = len(places) == 2 and places[1] == places[0] + 1
    if not swapped or first[places[0]] + first[places[1]] != "09" or second[places[0]] + second[places[1]] != "90":
        student.fail(
            "The two numbers should differ in one place only: 09 in the first, 90 in the second, at the same place."
        )
    for number in (first, second):
        if total_of(number) % 10 != 0:
            student.mistake("unchecked_twins", number=number, total=total_of(number))
