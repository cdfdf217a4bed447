"""The reference answers of 43-attack-sigma against numbers, names, commands and queries that others publish.

The answers are run as the author wrote them, from ``solutions/43-attack-sigma/notebook.py``.

Sources: MITRE ATT&CK (numbers, names and tactics, read in MITRE's own STIX files, repository ``mitre/cti``, and the
same in the ATT&CK 17.0 data that pySigma 0.11.23 carried; the lesson follows version 18.1, of 13 November 2025),
MITRE's page of T1490 (four commands), the Sigma rules specification (2.0.0 of 8 August 2024 read whole: required
fields, levels, statuses, the example ``Whoami Execution``; 2.1.0 of 2 August 2025 is the version that the lesson
names), and three queries that the SQLite backend's own tests publish.
"""

import json
import re
import runpy
import sqlite3
from pathlib import Path
from typing import Any

import pytest
import stix2
import yaml

from autograder.check.expect import Expectations
from autograder.check.failures import CheckFailed
from tests.content.reference import Reference

ROOT = Path(__file__).resolve().parents[2]
REFERENCE = Reference("43-attack-sigma")
SOLUTION = REFERENCE.solution
LESSON = ROOT / "courses" / "43-attack-sigma" / "lesson.py"
MITRE = {
    "T1566.001": ("Spearphishing Attachment", "initial-access"),
    "T1204.002": ("Malicious File", "execution"),
    "T1059.001": ("PowerShell", "execution"),
    "T1053.005": ("Scheduled Task", "execution persistence privilege-escalation"),
    "T1003.001": ("LSASS Memory", "credential-access"),
    "T1110": ("Brute Force", "credential-access"),
    "T1110.003": ("Password Spraying", "credential-access"),
    "T1078": ("Valid Accounts", "defense-evasion persistence privilege-escalation initial-access"),
    "T1021.001": ("Remote Desktop Protocol", "lateral-movement"),
    "T1490": ("Inhibit System Recovery", "impact"),
    "T1486": ("Data Encrypted for Impact", "impact"),
}
TACTICS = {
    "TA0001": "Initial Access",
    "TA0002": "Execution",
    "TA0003": "Persistence",
    "TA0006": "Credential Access",
    "TA0008": "Lateral Movement",
    "TA0040": "Impact",
}
T1490_COMMANDS = [
    ("vssadmin.exe", "vssadmin.exe delete shadows /all /quiet"),
    ("wmic.exe", "wmic shadowcopy delete"),
    ("wbadmin.exe", "wbadmin.exe delete catalog -quiet"),
    ("bcdedit.exe", "bcdedit /set {default} recoveryenabled no"),
]
WHOAMI = r"""
title: Whoami Execution
description: Detects a whoami.exe execution
logsource:
    category: process_creation
    product: windows
detection:
    selection:
        Image: 'C:\Windows\System32\whoami.exe'
    condition: selection
level: high
"""
BACKEND_TESTS = [
    (
        "    sel:\n        fieldA: valueA\n        fieldB: valueB\n    condition: sel\n",
        "fieldA='valueA' AND fieldB='valueB'",
    ),
    (
        "    sel1:\n        fieldA: valueA\n    sel2:\n        fieldB: valueB\n    condition: 1 of sel*\n",
        "fieldA='valueA' OR fieldB='valueB'",
    ),
    (
        "    sel:\n        fieldA|endswith: wildcard%value\n    condition: sel\n",
        "fieldA LIKE '%wildcard\\%value' ESCAPE '\\'",
    ),
]
SIGMA_REQUIRES = ["title", "logsource", "detection"]
SIGMA_LEVELS = ["informational", "low", "medium", "high", "critical"]


def test_the_catalogue_has_mitre_s_numbers_names_and_tactics(answers: dict[str, Any]) -> None:
    catalog = answers["read_catalog"](answers["bundle"])
    assert catalog == {number: {"name": name, "tactics": aims.split()} for number, (name, aims) in MITRE.items()}


def test_the_bundle_is_valid_stix_2_1_and_carries_mitre_s_notice() -> None:
    text = (SOLUTION / "data" / "attack.json").read_text(encoding="utf-8")
    bundle = stix2.parse(text, version="2.1")
    statement = bundle.objects[0].definition.statement
    assert (statement[:26], "with the permission of The MITRE Corporation" in statement) == (
        "© 2021 The MITRE Corporati",
        True,
    )
    assert "royalty-free license" in (SOLUTION / "data" / "LICENCE-ATTACK.txt").read_text(encoding="utf-8")


def test_the_bundle_is_the_one_that_make_data_writes() -> None:
    made = runpy.run_path(str(SOLUTION / "make_data.py"))["make_bundle"]()
    assert json.loads((SOLUTION / "data" / "attack.json").read_text(encoding="utf-8")) == made


def test_the_lesson_s_matrix_has_mitre_s_tactics() -> None:
    text = LESSON.read_text(encoding="utf-8")
    for number, name in TACTICS.items():
        assert f'"{number}": "{name}"' in text
    assert set(re.findall(r"T1\d{3}(?:\.\d{3})?", text)) - {"T1086"} <= set(MITRE)


def test_the_example_of_the_sigma_specification_compiles(answers: dict[str, Any]) -> None:
    from sigma.backends.sqlite import sqliteBackend
    from sigma.rule import SigmaRule

    query = sqliteBackend().convert_rule(SigmaRule.from_yaml(WHOAMI))
    assert query == [r"SELECT * FROM logs WHERE Image LIKE 'C:\\Windows\\System32\\whoami.exe' ESCAPE '\'"]
    assert answers["lent_compile"](WHOAMI) == query[0]


@pytest.mark.parametrize(("detection", "where"), BACKEND_TESTS)
def test_queries_are_those_of_the_backend_s_own_tests(detection: str, where: str) -> None:
    from sigma.backends.sqlite import sqliteBackend
    from sigma.rule import SigmaRule

    rule = "title: Test\nlogsource:\n    category: test_category\ndetection:\n" + detection
    assert sqliteBackend().convert_rule(SigmaRule.from_yaml(rule)) == ["SELECT * FROM logs WHERE " + where]


@pytest.mark.parametrize("name", ["draft_rule", "quiet_rule", "rule"])
def test_the_rules_have_what_the_specification_requires(answers: dict[str, Any], name: str) -> None:
    rule = yaml.safe_load(answers[name])
    assert [field for field in SIGMA_REQUIRES if not rule.get(field)] == []
    assert (rule["level"] in SIGMA_LEVELS, "condition" in rule["detection"]) == (True, True)


@pytest.mark.parametrize(("program", "command"), T1490_COMMANDS)
def test_the_rule_sees_the_commands_of_mitre_s_page(answers: dict[str, Any], program: str, command: str) -> None:
    event = {"id": 1, "UtcTime": "", "Computer": "", "User": "", "ParentImage": ""}
    event |= {"Image": "C:\\Windows\\System32\\" + program, "CommandLine": command}
    assert answers["lent_run"](answers["lent_compile"](answers["rule"]), [event]) == [1]


def test_precision_and_recall_are_what_their_definitions_give(answers: dict[str, Any]) -> None:
    assert (answers["precision"], answers["recall"]) == (6 / 8, 6 / 24)
    measured = answers["measure"](list(range(8)), list(range(2, 26)))
    assert measured == {"tp": 6, "fp": 2, "fn": 18, "precision": 0.75, "recall": 0.25}


def test_the_prediction_is_what_the_compiler_says(answers: dict[str, Any]) -> None:
    text = (SOLUTION / "notebook.py").read_text(encoding="utf-8")
    body = text.split("```yaml\n")[1].split("# ```")[0].replace("\n# ", "\n").removeprefix("# ")
    rule = "title: Prévoir\nlogsource:\n    product: windows\n" + body
    events = []
    for line in re.findall(r"^# \| \d \|.*$", text, flags=re.MULTILINE)[:5]:
        number, image, command, user = (part.strip(" `") for part in line.removeprefix("# |").rstrip("|").split("|"))
        event = {"id": int(number), "UtcTime": "", "Computer": "", "User": user, "ParentImage": ""}
        events.append(event | {"Image": image, "CommandLine": command})
    assert answers["lent_run"](answers["lent_compile"](rule), events) == answers["alerts"]


@pytest.mark.parametrize("seed", range(32))
def test_each_variant_has_one_answer(seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    variant = REFERENCE.make_variant(seed)
    # What a learner is given went through JSON with sorted keys.
    found = REFERENCE.run(json.loads(json.dumps(variant["public"], sort_keys=True)))
    events, confirmed = found["events"], found["confirmed"]
    assert found["lent_run"](found["lent_compile"](found["quiet_rule"]), events) == confirmed["powershell"]
    assert found["lent_run"](found["lent_compile"](found["rule"]), events) == confirmed["recovery"]
    assert len(found["lent_run"](found["lent_compile"](found["draft_rule"]), events)) == 10
    assert found["techniques"] == variant["secret"]["techniques"]
    for letter, quote in found["quotes"].items():
        assert [other for other, line in found["traces"].items() if quote in line] == [letter]


def test_no_two_learners_have_the_same_night() -> None:
    assert len({str(REFERENCE.make_variant(seed)["public"]) for seed in range(32)}) == 32


# --- A learner's rule is hostile ----------------------------------------------------------------------------------


class Refused(Exception):
    pass


class Judge(Expectations):
    """The members of ``student`` that the guard calls: each ends the check."""

    def fail(self, message: str) -> None:
        raise Refused(message)

    def mistake(self, name: str, /, **values: object) -> None:
        raise Refused(name)


RULE = "title: essai\nlogsource:\n  product: windows\ndetection:\n  a:\n    Image: x\n  condition: a\n"
HOSTILE = {
    "not text": 3,
    "too long": RULE + "description: " + "x" * 4000,
    "anchors": "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n" + RULE,
    "python tag": RULE + "description: !!python/object/apply:os.system ['true']\n",
    "too deep": RULE.replace("x\n", "[" * 900 + "]" * 900 + "\n"),
    "two documents": RULE + "---\n" + RULE,
    "nested condition": RULE.replace("condition: a", "condition: " + "(" * 60 + "a" + ")" * 60),
    "many negations": RULE.replace("condition: a", "condition: " + "not " * 60 + "a"),
    "many values": RULE.replace("Image: x", "Image|windash: [" + "x," * 400 + "x]"),
    "long condition": RULE.replace("condition: a", "condition: " + " or ".join("a" * 50)),
    "two queries": RULE.replace("condition: a", "condition: [a, a]"),
    "regular expression": RULE.replace("Image: x", "Image|re: '(x+)+$'"),
    "unknown column": RULE.replace("Image: x", "'Image; drop table logs': x"),
    "keywords": RULE.replace("    Image: x", "    - x"),
    "not a mapping": "- a\n",
    "empty": "",
    "control sign": RULE + "description: \x07",
    "placeholder": RULE.replace("Image: x", "Image|expand: '%x%'"),
}


@pytest.fixture(scope="module")
def guard() -> dict[str, Any]:
    namespace: dict[str, Any] = {"tr": str}
    exec(compile((SOLUTION / "shared.py").read_text("utf-8"), "shared.py", "exec"), namespace)
    return namespace


@pytest.mark.parametrize("name", list(HOSTILE))
def test_a_hostile_rule_is_refused_with_a_sentence(guard: dict[str, Any], name: str) -> None:
    with pytest.raises((Refused, CheckFailed)):
        guard["run_rule"](Judge(), HOSTILE[name], REFERENCE.make_variant(1)["public"]["events"])


def test_a_plain_rule_is_run(guard: dict[str, Any]) -> None:
    events = REFERENCE.make_variant(1)["public"]["events"]
    rule = RULE.replace("Image: x", "Image|contains: powershell")
    assert len(guard["run_rule"](Judge(), rule, events)) == 10


@pytest.mark.parametrize(
    "query",
    [
        "DELETE FROM logs",
        "ATTACH DATABASE 'x.db' AS other",
        "SELECT load_extension('x')",
        "SELECT name FROM sqlite_master",
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n",
    ],
)
def test_the_database_only_lets_its_one_table_be_read(guard: dict[str, Any], query: str) -> None:
    """Should the compiler ever write something else, the authoriser says no."""
    base = sqlite3.connect(":memory:")
    base.execute("CREATE TABLE logs (id)")
    base.set_authorizer(guard["allow_reading"])
    with pytest.raises(sqlite3.DatabaseError):
        base.execute(query).fetchmany(5)
