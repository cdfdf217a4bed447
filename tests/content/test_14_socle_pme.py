"""The reference answers of 14-socle-pme against the frameworks and the schema language that others publish.

The answers are run as the author wrote them, from ``solutions/14-socle-pme/notebook.py``.

Sources: ANSSI, Guide d’hygiène informatique (ANSSI-GP-042), second edition, 2017: ten chapters and the numbers
of their measures; Canadian Centre for Cyber Security, Baseline Cyber Security Controls for Small and Medium
Organizations, V1.2, February 2020, sections 3.1 to 3.13; Innovation, Science and Economic Development Canada, Updated
CyberSecure Canada program requirements: the three organisational controls that the national standard adds; JSON Schema
2020-12 and the cases of its official test suite (type, enum, required, additionalProperties, if-then-else).
No one publishes the correspondence between the lists: it is the module's own, and only its shape is asserted.
"""

import csv
import io
import re
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from tests.content.reference import Reference

ROOT = Path(__file__).resolve().parents[2]
REFERENCE = Reference("14-socle-pme")
SOLUTION = REFERENCE.solution
LESSON = ROOT / "courses" / "14-socle-pme" / "lesson.py"
# The first and the last measure of each chapter of the ANSSI's guide.
CHAPTERS = {
    "I": (1, 3),
    "II": (4, 7),
    "III": (8, 13),
    "IV": (14, 18),
    "V": (19, 26),
    "VI": (27, 29),
    "VII": (30, 33),
    "VIII": (34, 35),
    "IX": (36, 40),
    "X": (41, 42),
}
# One word of the official title of some measures, and one of ours: a number that slipped would show.
TITLES = {
    3: "prestataire",
    6: "départs",
    10: "mots de passe",
    13: "second facteur",
    15: "USB",
    17: "pare-feu",
    20: "Wi-Fi",
    24: "messagerie",
    26: "locaux techniques",
    29: "administrateur",
    34: "met à jour",
    36: "journaux",
    37: "Sauvegarder",
    39: "personne de référence",
    40: "incident",
    41: "risques",
    42: "ANSSI",
}
# The same for sections 3.1 to 3.13 of the Canadian baseline.
BASELINE = ["incident", "jour", "logiciels de protection", "régler", "qui se connecte", "personnel", "chiffrer"]
BASELINE += ["mobiles", "bord du réseau", "prestataires", "sites web", "accès", "USB"]
GOOD = {"measure": 13, "status": "done", "owner": "Linh", "checked": "2026-11-02"}


def test_the_french_list_has_the_numbers_and_chapters_of_the_guide(answers: dict[str, Any]) -> None:
    assert list(answers["FRANCE"]) == list(range(1, 43))
    assert {name: (part[0], part[-1]) for name, part in answers["CHAPTERS"].items()} == CHAPTERS
    for number, word in TITLES.items():
        assert word in answers["FRANCE"][number]


def test_the_canadian_list_follows_sections_3_1_to_3_13(answers: dict[str, Any]) -> None:
    baseline = {name: text for name, text in answers["CANADA"].items() if name.startswith("C")}
    assert list(baseline) == [f"C{number}" for number in range(1, 14)]
    for text, word in zip(baseline.values(), BASELINE, strict=True):
        assert word in text
    assert [name for name in answers["CANADA"] if name not in baseline] == ["D1", "D2", "D3"]


def test_the_lesson_and_the_exercise_tell_one_correspondence(answers: dict[str, Any]) -> None:
    """The lesson's links are those lent, the learner's ten added and the typing slip mended."""
    source = LESSON.read_text(encoding="utf-8")
    told: dict[str, Any] = {}
    exec("\n".join(re.findall(r"^LINKS \|?= .*$", source, flags=re.MULTILINE)), told)
    whole = answers["lent_links"] | {29: ["C12"]}
    whole |= {number: [] if name == "none" else [name] for number, name in answers["links"].items()}
    assert dict(sorted(whole.items())) == told["LINKS"]
    orphans = answers["find_orphans"](whole, list(answers["CANADA"]))
    assert (sorted(orphans["sources"]), orphans["targets"], orphans["unknown"]) == (
        [21, 25, 26, 28, 36, 38, 42],
        ["D1"],
        [],
    )


def test_the_reference_schema_is_a_json_schema_2020_12(answers: dict[str, Any]) -> None:
    Draft202012Validator.check_schema(answers["ROW_SCHEMA"])
    assert not any(answers["is_valid_row"](row) for row in answers["WRONG_ROWS"])
    assert answers["is_valid_row"](GOOD)


@pytest.mark.parametrize(
    ("row", "accepted"),
    [
        ({**GOOD, "measure": 13.0}, True),  # type.json: a float with zero fractional part is an integer
        ({**GOOD, "measure": 13.5}, False),  # type.json: a float is not an integer
        ({**GOOD, "measure": "13"}, False),  # type.json: a string is still not an integer, even if it looks like one
        ({**GOOD, "measure": True}, False),  # type.json: a boolean is not an integer
        ({**GOOD, "measure": None}, False),  # type.json: null is not an integer
        ({**GOOD, "owner": ""}, False),  # minLength.json: too short is invalid
        ({**GOOD, "status": "Done"}, False),  # enum.json: something else is invalid
        ({**GOOD, "foo": 1}, False),  # additionalProperties.json: an additional property is invalid
        ({**GOOD, "status": "excluded"}, False),  # if-then-else.json: invalid through then
    ],
)
def test_the_reference_schema_judges_as_the_official_suite_says(
    answers: dict[str, Any], row: dict[str, Any], accepted: bool
) -> None:
    assert answers["is_valid_row"](row) is accepted


def test_the_plan_can_be_opened_by_a_spreadsheet(answers: dict[str, Any], tmp_path: Path) -> None:
    data = (tmp_path / "plan-action.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    lines = list(csv.reader(io.StringIO(data.decode("utf-8-sig")), delimiter=";"))
    assert [int(line[1]) for line in lines[1:]] == REFERENCE.make_variant(1)["secret"]["order"]
    assert {len(line) for line in lines} == {8}


@pytest.mark.parametrize("seed", range(32))
def test_each_variant_holds_every_case(answers: dict[str, Any], seed: int) -> None:
    variant = REFERENCE.make_variant(seed)
    register, cards, gaps = variant["public"]["register"], variant["public"]["cards"], variant["secret"]["gaps"]
    assert {row["status"] for row in register} == {"done", "partial", "missing", "excluded"}
    assert len({row["measure"] for row in register}) == len(register) < 42
    assert all(answers["is_valid_row"](row) for row in register)
    assert answers["find_gaps"](register) == gaps
    assert {card["measure"] for card in cards} <= set(gaps)
    ranks = [(card["likelihood"] * card["impact"], card["days"]) for card in cards]
    assert len(set(ranks)) == len(ranks)


def test_no_two_learners_have_the_same_gaps() -> None:
    assert len({tuple(REFERENCE.make_variant(seed)["secret"]["gaps"]) for seed in range(32)}) == 32
