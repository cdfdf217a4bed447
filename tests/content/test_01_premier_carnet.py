"""The reference answers of 01-premier-carnet, held against published specimens.

Sources, read in November 2026:

* SIREN 732 829 320: public example, used by the documentation of Perl's ``Algorithm::CheckDigits`` and by the
  article « SIRET » of Wikipedia; that a SIREN carries a Luhn key is what INSEE's own package ``validinsee`` checks.
* NAS 046 454 286: the fictitious number of the article "Social Insurance Number" of Wikipedia.
* IBAN: examples of the IBAN registry kept by SWIFT (ISO 13616).
"""

import contextlib
import re
from pathlib import Path

import pytest

from tests.content.reference import Reference

ROOT = Path(__file__).resolve().parents[2]
REFERENCE = Reference("01-premier-carnet")
FOLDER = REFERENCE.solution
LESSON = ROOT / "courses" / "01-premier-carnet" / "lesson.py"
REGISTRY = [
    "FR1420041010050500013M02606",
    "LU280019400644750000",
    "BE68539007547034",
    "DE89370400440532013000",
    "CH9300762011623852957",
    "NO9386011117947",
]


@pytest.fixture(scope="module")
def answers(tmp_path_factory) -> dict[str, object]:
    """The reference notebook, run; the learner's list is the variant of seed 0."""
    with contextlib.chdir(tmp_path_factory.mktemp("work")):
        return REFERENCE.run(0)


def change_one_digit(number: str) -> list[str]:
    return [
        number[:place] + other + number[place + 1 :]
        for place, sign in enumerate(number)
        if sign.isdecimal()
        for other in "0123456789"
        if other != sign
    ]


@pytest.mark.parametrize("number", ["732829320", "732 829 320", "046454286", "046 454 286"])
def test_published_siren_and_nas_are_accepted(answers, number):
    assert True is answers["is_valid_number"](number)


@pytest.mark.parametrize("number", ["732829320", "046454286"])
def test_each_one_digit_change_is_rejected(answers, number):
    changed = change_one_digit(number)
    assert 81 == len(changed)
    assert {False} == {answers["is_valid_number"](other) for other in changed}


@pytest.mark.parametrize("iban", REGISTRY)
def test_registry_iban_is_accepted_and_each_one_digit_change_rejected(answers, iban):
    assert True is answers["is_valid_iban"](iban)
    assert {False} == {answers["is_valid_iban"](other) for other in change_one_digit(iban)}


def test_luhn_misses_exactly_the_swap_of_0_and_9(answers):
    """Of the 90 pairs of different neighbours, only 09 and 90 have the same Luhn total once swapped."""
    total = answers["luhn_total"]
    missed = [
        f"{a}{b}" for a in range(10) for b in range(10) if a != b and (total(f"{a}{b}") - total(f"{b}{a}")) % 10 == 0
    ]
    assert ["09", "90"] == missed


def test_iban_misses_no_swap_of_neighbours(answers):
    """Swapping neighbours a and b changes the number by 9 (a - b) times a power of ten, never a multiple of 97."""
    for iban in REGISTRY:
        for place in range(2, len(iban) - 1):
            pair = iban[place : place + 2]
            if pair.isdecimal() and pair[0] != pair[1]:
                swapped = iban[:place] + pair[::-1] + iban[place + 2 :]
                assert False is answers["is_valid_iban"](swapped), swapped


def test_twins_are_the_proof_that_the_task_asks_for(answers):
    first, second = answers["twins"]
    assert [True, True] == [answers["is_valid_number"](first), answers["is_valid_number"](second)]
    assert second == first.replace("09", "90", 1)


def test_each_variant_hides_two_or_three_mistyped_numbers(answers):
    for seed in range(32):
        variant = REFERENCE.make_variant(seed)
        numbers, suspects = variant["public"]["numbers"], variant["secret"]["suspects"]
        assert 8 == len(set(numbers))
        assert len(suspects) in (2, 3)
        assert suspects == answers["find_suspects"](numbers)
        assert {10} == {len(number.replace(" ", "")) for number in numbers}, "neither a SIREN nor a NAS"


def test_nobody_is_asked_for_a_number_of_their_own():
    """No cell reads from the keyboard."""
    for path in (FOLDER / "notebook.py", LESSON):
        assert [] == re.findall(r"\b(?:input|getpass)\(", path.read_text(encoding="utf-8"))
