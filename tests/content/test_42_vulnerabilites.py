"""The reference answers of 42-vulnerabilites against the scores, formats and tables that others publish.

The answers are run as the author wrote them, from ``solutions/42-vulnerabilites/notebook.py``.

Sources: FIRST, Common Vulnerability Scoring System v3.1, Specification Document (section 7 and appendix A) and Examples
(the CVE named beside each vector); FIRST, CVSS v4.0 Specification (the vector scored 9.3) and its equivalence set 1 as
CERT/CC publishes it (cvss_v4_equivalence_set_1); OWASP/Ecma, CycloneDX 1.6 JSON schema, through cyclonedx-python-lib;
the package URL specification, through packageurl-python; the GitHub advisory GHSA-jfh8-c2jp-5v3q for the ranges of
CVE-2021-44228; CERT/CC, cisa_bod_26_04_1_0_0, the sixteen rows of CISA's BOD 26-04. The components, advisories and
company of the exercise are invented: nobody publishes them.
"""

import csv
import io
import itertools
import json
import re
import runpy
from pathlib import Path
from typing import Any

import pytest
from cvss import CVSS3, CVSS4
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from packageurl import PackageURL

from tests.content.reference import Reference

ROOT = Path(__file__).resolve().parents[2]
REFERENCE = Reference("42-vulnerabilites")
SOLUTION = REFERENCE.solution
LESSON = ROOT / "courses" / "42-vulnerabilites" / "lesson.py"
FIRST_EXAMPLES = {
    "CVE-2014-6271": ("AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H", 9.8),
    "CVE-2013-0375": ("AV:N/AC:L/PR:L/UI:N/S:C/C:L/I:L/A:N", 6.4),
    "CVE-2014-3566": ("AV:N/AC:H/PR:N/UI:R/S:U/C:L/I:N/A:N", 3.1),
    "CVE-2009-0783": ("AV:L/AC:L/PR:H/UI:N/S:U/C:L/I:L/A:L", 4.2),
    "CVE-2012-0384": ("AV:N/AC:L/PR:H/UI:N/S:U/C:H/I:H/A:H", 7.2),
    "CVE-2015-1098": ("AV:L/AC:L/PR:N/UI:R/S:U/C:H/I:H/A:H", 7.8),
    "CVE-2014-0160": ("AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:N/A:N", 7.5),
    "CVE-2008-1447": ("AV:N/AC:H/PR:N/UI:N/S:C/C:N/I:H/A:N", 6.8),
    "CVE-2014-2005": ("AV:P/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H", 6.8),
    "CVE-2010-0467": ("AV:N/AC:L/PR:N/UI:N/S:C/C:L/I:N/A:N", 5.8),
    "CVE-2013-6014": ("AV:A/AC:L/PR:N/UI:N/S:C/C:H/I:N/A:H", 9.3),
    "CVE-2014-0224": ("AV:N/AC:H/PR:N/UI:N/S:U/C:H/I:H/A:N", 7.4),
    "CVE-2012-5376": ("AV:N/AC:L/PR:N/UI:R/S:C/C:H/I:H/A:H", 9.6),
    "CVE-2019-7551": ("AV:N/AC:L/PR:L/UI:R/S:C/C:H/I:H/A:H", 9.0),
    "CVE-2017-5942": ("AV:N/AC:L/PR:N/UI:R/S:C/C:L/I:L/A:N", 6.1),
    "CVE-2016-5558": ("AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:L/A:L", 8.6),
    "CVE-2016-5729": ("AV:L/AC:L/PR:H/UI:N/S:C/C:H/I:H/A:H", 8.2),
    "CVE-2018-3652": ("AV:P/AC:L/PR:N/UI:N/S:C/C:H/I:H/A:H", 7.6),
}
# In KEV, exposed, automatable, total impact: the rows of cisa_bod_26_04_1_0_0, as numbers in its order.
BOD_26_04 = {
    "no no no partial": "FSU",
    "yes no no partial": "14D",
    "no yes no partial": "60D",
    "no no yes partial": "60D",
    "no no no total": "FSU",
    "yes yes no partial": "14D",
    "yes no yes partial": "14D",
    "no yes yes partial": "14D",
    "yes no no total": "14D",
    "no yes no total": "14D",
    "no no yes total": "60D",
    "yes yes yes partial": "3D",
    "yes yes no total": "3DF",
    "yes no yes total": "3DF",
    "no yes yes total": "3D",
    "yes yes yes total": "3DF",
}
VALIDATOR = JsonStrictValidator(SchemaVersion.V1_6)
LOG4J = [{"introduced": "2.4"}, {"fixed": "2.12.2"}, {"introduced": "2.13.0"}, {"fixed": "2.15.0"}]


def test_scores_are_those_of_first_examples(answers: dict[str, Any]) -> None:
    told = {cve: answers["base_score"](f"CVSS:3.1/{vector}") for cve, (vector, _) in FIRST_EXAMPLES.items()}
    assert told == {cve: score for cve, (_, score) in FIRST_EXAMPLES.items()}


def test_log4shell_scores_ten(answers: dict[str, Any]) -> None:
    assert answers["base_score"]("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:C/C:H/I:H/A:H") == 10


def test_every_vector_scores_as_the_library_says(answers: dict[str, Any]) -> None:
    """All 2,592 base vectors, in the reference's floats and in the library's decimals."""
    choices = ["NALP", "LH", "NLH", "NR", "UC", "HLN", "HLN", "HLN"]
    names = ["AV", "AC", "PR", "UI", "S", "C", "I", "A"]
    for drawn in itertools.product(*choices):
        vector = "CVSS:3.1/" + "/".join(f"{name}:{value}" for name, value in zip(names, drawn, strict=True))
        assert answers["base_score"](vector) == CVSS3(vector).scores()[0], vector


def test_roundup_follows_appendix_a(answers: dict[str, Any]) -> None:
    assert [answers["roundup"](value) for value in (4.02, 4.00, 4.000000001)] == [4.1, 4.0, 4.0]


def test_version_4_vector_of_first(answers: dict[str, Any]) -> None:
    vector = "CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N"
    assert answers["read_four"](vector) == {"score": 9.3, "word": "Critical", "groups": "000200"}


@pytest.mark.parametrize(
    ("reach", "level"),
    [
        ("AV:N/PR:N/UI:N", "0"),
        ("AV:L/PR:N/UI:A", "1"),
        ("AV:N/PR:H/UI:A", "1"),
        ("AV:A/PR:L/UI:A", "2"),
        ("AV:P/PR:N/UI:N", "2"),
    ],
)
def test_first_group_has_the_published_levels(reach: str, level: str) -> None:
    """The rows high, medium and low of equivalence set 1."""
    place, *rest = reach.split("/")
    vector = "/".join(["CVSS:4.0", place, "AC:L", "AT:N", *rest, "VC:H", "VI:H", "VA:H", "SC:N", "SI:N", "SA:N"])
    assert CVSS4(vector).macroVector()[0] == level


def test_told_stories_have_the_published_vectors(answers: dict[str, Any]) -> None:
    told = {"memory": "CVE-2014-0160", "screen": "CVE-2014-2005", "link": "CVE-2017-5942", "firmware": "CVE-2016-5729"}
    assert answers["vectors"] == {name: f"CVSS:3.1/{FIRST_EXAMPLES[cve][0]}" for name, cve in told.items()}


@pytest.mark.parametrize(
    ("version", "wanted"),
    [("2.3.2", False), ("2.9.1", True), ("2.12.1", True), ("2.12.2", False), ("2.14.1", True), ("2.15.0", False)],
)
def test_log4j_versions_are_judged_as_the_advisory_says(answers: dict[str, Any], version: str, wanted: bool) -> None:
    assert answers["is_affected"](version, LOG4J) is wanted
    assert answers["lent_affected"](version, LOG4J) is wanted


def test_table_is_the_published_one(answers: dict[str, Any]) -> None:
    rows = {
        " ".join([row["kev"], row["exposed"], row["automatable"], row["impact"]]): row["decision"]
        for row in answers["TABLE"]
    }
    assert rows == BOD_26_04


def test_lesson_cases_are_rows_of_the_table() -> None:
    told: dict[str, Any] = {}
    source = LESSON.read_text(encoding="utf-8")
    exec(re.search(r"^CASES = \[\n.*?^\]", source, flags=re.MULTILINE | re.DOTALL)[0], told)  # type: ignore[index]
    for case in told["CASES"]:
        assert (
            BOD_26_04[" ".join([case["kev"], case["exposed"], case["automatable"], case["impact"]])] == case["decision"]
        )


def test_example_is_what_make_data_writes() -> None:
    made = runpy.run_path(str(SOLUTION / "make_data.py"))["build_sbom"]()
    assert (SOLUTION / "data" / "sbom.json").read_text(encoding="utf-8") == made
    assert VALIDATOR.validate_str(made) is None


@pytest.mark.parametrize("seed", range(32))
def test_each_variant_is_cyclonedx_and_holds_every_case(answers: dict[str, Any], seed: int) -> None:
    variant = REFERENCE.make_variant(seed)
    sbom, cards = variant["public"]["sbom"], variant["public"]["cards"]
    assert VALIDATOR.validate_str(json.dumps(sbom)) is None
    for component in sbom["components"]:
        if "purl" in component:
            found, told = PackageURL.from_string(component["purl"]), answers["read_purl"](component["purl"])
            name = found.name if found.namespace is None else f"{found.namespace}/{found.name}"
            assert (name, found.version) == (told["name"], told["version"])
    assert answers["find_hits"](sbom, variant["public"]["advisories"]) == variant["secret"]["hits"]
    assert len(variant["secret"]["hits"]) == 4
    decisions = sorted(answers["decide"](card, variant["public"]["kev"]) for card in cards)
    assert decisions == ["14D", "14D", "3D", "3DF", "60D", "60D", "FSU"]
    assert len({card["epss"] for card in cards}) == 7
    loudest = max(cards, key=lambda card: answers["lent_score"](card["vector"]))
    assert answers["decide"](loudest, variant["public"]["kev"]) == "FSU"


def test_no_two_learners_have_the_same_hits() -> None:
    assert len({json.dumps(REFERENCE.make_variant(seed)["secret"]["hits"]) for seed in range(32)}) == 32


def test_plan_can_be_opened_by_a_spreadsheet(answers: dict[str, Any], tmp_path: Path) -> None:
    data = (tmp_path / "plan-correctifs.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    lines = list(csv.reader(io.StringIO(data.decode("utf-8-sig")), delimiter=";"))
    assert [line[2] for line in lines[1:]] == [row["cve"] for row in answers["plan"]]
    assert {len(line) for line in lines} == {10}
