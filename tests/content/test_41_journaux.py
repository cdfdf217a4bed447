"""The reference answers of 41-journaux against lines, dates and address ranges that others publish.

The answers are run as the author wrote them, from ``solutions/41-journaux/notebook.py``.

Sources: RFC 3339 section 5.8 (one moment written in two zones), RFC 5424 sections 6.2.3.1 and 6.5 (time stamps, the
priority of "<34>"), the Apache documentation's example of the combined log format, the IANA time zone database (the
changes of 2026), RFC 5737 and RFC 3849 (addresses kept for documentation). Nobody publishes a right threshold: the
tests assert what the statement promises of it, no alert on a calm night and every attacker found.
"""

import csv
import ipaddress
import json
import re
import runpy
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.content.reference import Reference

ROOT = Path(__file__).resolve().parents[2]
REFERENCE = Reference("41-journaux")
SOLUTION = REFERENCE.solution
LESSON = ROOT / "courses" / "41-journaux" / "lesson.py"
DOCUMENTATION = [
    ipaddress.ip_network(net) for net in ("192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24", "2001:db8::/32")
]
APACHE = (
    '127.0.0.1 - frank [10/Oct/2000:13:55:36 -0700] "GET /apache_pb.gif HTTP/1.0" 200 2326 '
    '"http://www.example.com/start.html" "Mozilla/4.08 [en] (Win98; I ;Nav)"'
)
ZONES = {"epinal": "Europe/Paris", "magog": "America/Toronto"}
SEEDS = range(24)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A learner's folder, with the data that ship."""
    monkeypatch.chdir(tmp_path)
    shutil.copytree(SOLUTION / "data", tmp_path / "data")
    return tmp_path


def test_a_moment_is_written_as_in_rfc_3339_section_5_8(answers: dict[str, Any]) -> None:
    line = "1996-12-19T16:39:57-08:00 host sshd[1]: Connection closed"
    assert answers["ssh_time"](line, 2026, "Europe/Paris") == "1996-12-20T00:39:57Z"


@pytest.mark.parametrize(
    ("stamp", "wanted"),
    [
        ("1985-04-12T23:20:50.52Z", "1985-04-12T23:20:50Z"),
        ("1985-04-12T19:20:50.52-04:00", "1985-04-12T23:20:50Z"),
        ("2003-10-11T22:14:15.003Z", "2003-10-11T22:14:15Z"),
        ("2003-08-24T05:14:15.000003-07:00", "2003-08-24T12:14:15Z"),
    ],
)
def test_the_time_stamps_of_rfc_5424_are_read(answers: dict[str, Any], stamp: str, wanted: str) -> None:
    assert answers["ssh_time"](stamp + " host sshd[1]: x", 2026, "UTC") == wanted


def test_the_lesson_reads_the_priority_of_rfc_5424_section_6_5() -> None:
    """ "the Facility has the value of 4 … Severity is 2": 4 * 8 + 2 = 34."""
    line = re.search(r'^SYSLOG = "(.+)"$', LESSON.read_text(encoding="utf-8"), re.MULTILINE)
    assert line is not None
    assert line[1].startswith("<34>1 2003-10-11T22:14:15.003Z mymachine.example.com su - ID47 -")
    assert (4, 2) == divmod(34, 8)


def test_the_combined_line_of_the_apache_documentation_is_read(answers: dict[str, Any]) -> None:
    assert answers["read_web"](APACHE) == {
        "ip": "127.0.0.1",
        "time": "2000-10-10T20:55:36Z",
        "request": "GET /apache_pb.gif HTTP/1.0",
        "status": 200,
        "size": 2326,
        "agent": "Mozilla/4.08 [en] (Win98; I ;Nav)",
    }


@pytest.mark.parametrize(
    ("stamp", "zone", "wanted"),
    [
        ("Mar 29 01:59:59", "Europe/Paris", "2026-03-29T00:59:59Z"),
        ("Mar 29 03:00:00", "Europe/Paris", "2026-03-29T01:00:00Z"),
        ("Oct 25 03:00:00", "Europe/Paris", "2026-10-25T02:00:00Z"),
        ("Oct 31 23:00:00", "America/Toronto", "2026-11-01T03:00:00Z"),
        ("Nov  1 02:00:00", "America/Toronto", "2026-11-01T07:00:00Z"),
    ],
)
def test_the_changes_of_2026_are_those_of_the_iana_database(
    answers: dict[str, Any], stamp: str, zone: str, wanted: str
) -> None:
    assert answers["ssh_time"](stamp + " host sshd[1]: x", 2026, zone) == wanted


def test_predictions_follow_from_the_functions(answers: dict[str, Any]) -> None:
    text = (SOLUTION / "notebook.py").read_text(encoding="utf-8")
    lines = [line[2:] for line in text.splitlines() if line.startswith(("# Nov 16 ", "# 203.0.113.4 - - "))]
    assert answers["read_ssh"](lines[0], 2026, "America/Toronto")["time"][11:16] == answers["magog_utc"]
    assert answers["read_web"](lines[1])["time"][11:16] == answers["web_utc"]
    read = [answers["read_ssh"](line, 2026, "America/Toronto") for line in lines[2:]]
    assert sum(event is not None for event in read) == answers["attempts"]


@pytest.mark.parametrize("seed", SEEDS)
def test_the_lines_of_each_variant_say_its_events(answers: dict[str, Any], seed: int) -> None:
    """The logs are read line by line by the reference answer; the events given to the later tasks are the same."""
    public = REFERENCE.make_variant(seed)["public"]
    read = []
    for site, zone in ZONES.items():
        for number, line in enumerate(public[site], start=1):
            event = answers["read_ssh"](line, 2026, zone)
            if event is not None:
                read.append([*event.values(), f"srv-{site}:{number}"])
    assert sorted(read) == sorted(public["events"])
    assert public["events"] == sorted(public["events"], key=lambda event: event[0])


@pytest.mark.parametrize("seed", SEEDS)
def test_each_variant_has_the_answers_of_its_secret(folder: Path, seed: int) -> None:
    variant = REFERENCE.make_variant(seed)
    found, secret = REFERENCE.run(variant["public"]), variant["secret"]
    assert found["my_attacker"] == secret["attacker"]
    assert found["my_entered"] == secret["entered"]
    assert found["my_loudest"] == secret["loudest"] == "192.0.2.53"
    assert found["my_refused"] == secret["refused"]
    rows = list(csv.DictReader((folder / "alertes.csv").open(encoding="utf-8"), delimiter=";"))
    assert [row["ip"] for row in rows] == [secret["attacker"]]


@pytest.mark.parametrize("seed", SEEDS)
def test_the_reference_rules_find_every_attacker_and_nobody_else(answers: dict[str, Any], seed: int) -> None:
    """Precision 1 and recall 1 on nights that no one is shown, two of which are calm."""
    for night in REFERENCE.make_variant(seed)["secret"]["fresh"]:
        events = [{"user": user, "ip": ip, "second": second} for second, ip, user in night["failures"]]
        assert find_by_seconds(events, answers["my_rules"]) == set(night["attackers"])


def find_by_seconds(events: list[dict[str, Any]], rules: list[dict[str, Any]]) -> set[str]:
    """A second detector: each address's failures, in each window that opens on one of them."""
    by_ip: dict[str, list[dict[str, Any]]] = {}
    for event in events:
        if (event["ip"], event["user"]) != ("192.0.2.53", "sonde"):
            by_ip.setdefault(event["ip"], []).append(event)
    found = set()
    for ip, own in by_ip.items():
        for rule in rules:
            for start in own:
                window = [one for one in own if 0 <= one["second"] - start["second"] < rule["minutes"] * 60]
                if len(window) >= rule["failures"] and len({one["user"] for one in window}) >= rule["names"]:
                    found.add(ip)
    return found


def test_the_calm_night_gives_no_alert_and_the_other_gives_three(answers: dict[str, Any]) -> None:
    for name in ("calme", "attaques"):
        night = json.loads((SOLUTION / "data" / f"{name}.json").read_text(encoding="utf-8"))
        found = answers["find_alerts"](night["events"], answers["my_rules"], answers["KNOWN"])
        assert sorted(night["attackers"]) == [ip for ip, _ in found]
    assert ["fast", "slow", "wide"] == sorted(rule for _, rule in found)


def test_without_its_exception_the_probe_is_accused(answers: dict[str, Any]) -> None:
    calm = json.loads((SOLUTION / "data" / "calme.json").read_text(encoding="utf-8"))
    assert answers["find_alerts"](calm["events"], answers["my_rules"], []) == [["192.0.2.53", "slow"]]


def test_the_data_are_what_their_script_makes() -> None:
    made = runpy.run_path(str(SOLUTION / "make_data.py"))["build_files"]()
    assert made == {path.name: path.read_text(encoding="utf-8") for path in (SOLUTION / "data").iterdir()}


@pytest.mark.parametrize("seed", SEEDS)
def test_every_address_is_kept_for_documentation(seed: int) -> None:
    """RFC 5737 (192.0.2.0/24, 198.51.100.0/24, 203.0.113.0/24) and RFC 3849 (2001:db8::/32)."""
    public = REFERENCE.make_variant(seed)["public"]
    shown = {event[3] for event in public["events"]} | {line.split(" ")[0] for line in public["web"]}
    for ip in shown:
        assert any(ipaddress.ip_address(ip) in network for network in DOCUMENTATION), ip
