"""The reference answers of 44-incident against dates, time zones and documents that others publish.

The answers are run as the author wrote them, from ``solutions/44-incident/notebook.py``.

Sources: RFC 5322 appendix A.1.1 (a date of mail), RFC 3339 section 5.8 (one moment written in two zones), the Apache
documentation's example of the common log format, the IANA time zone database (the autumn changes of 2026), FIPS 180-4
("abc"), RFC 5737 (addresses kept for documentation), and NIST SP 800-61r3 (April 2025) for the functions that the
lesson names. No one publishes this incident, nor the order of these six gestures: only its constraints are asserted.
"""

import hashlib
import ipaddress
from datetime import UTC, datetime, timedelta
from email import message_from_string
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from tests.content.reference import Reference

ROOT = Path(__file__).resolve().parents[2]
REFERENCE = Reference("44-incident")
SOLUTION = REFERENCE.solution
LESSON = ROOT / "courses" / "44-incident" / "lesson.py"
DOCUMENTATION = [ipaddress.ip_network(net) for net in ("192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24")]
FIPS_180_ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


def test_mail_time_reads_rfc_5322_appendix_a(answers: dict[str, Any]) -> None:
    assert answers["mail_time"]("Fri, 21 Nov 1997 09:55:06 -0600") == "1997-11-21T15:55:06Z"


def test_to_text_writes_rfc_3339_section_5_8(answers: dict[str, Any]) -> None:
    """ "1996-12-19T16:39:57-08:00 … equivalent to 1996-12-20T00:39:57Z in UTC"."""
    assert answers["to_text"](datetime.fromisoformat("1996-12-19T16:39:57-08:00")) == "1996-12-20T00:39:57Z"


def test_web_time_reads_the_example_of_the_apache_documentation(answers: dict[str, Any]) -> None:
    line = '127.0.0.1 - frank [10/Oct/2000:13:55:36 -0700] "GET /apache_pb.gif HTTP/1.0" 200 2326'
    assert answers["web_time"](line) == "2000-10-10T20:55:36Z"


@pytest.mark.parametrize(
    ("zone", "moment", "before", "after"),
    [
        ("Europe/Paris", "2026-10-25T01:00:00+00:00", 2, 1),
        ("America/Toronto", "2026-11-01T06:00:00+00:00", -4, -5),
    ],
)
def test_the_changes_of_autumn_2026_are_those_of_the_iana_database(
    zone: str, moment: str, before: int, after: int
) -> None:
    change = datetime.fromisoformat(moment)
    offsets = [(change + timedelta(seconds=step)).astimezone(ZoneInfo(zone)).utcoffset() for step in (-1, 0)]
    assert offsets == [timedelta(hours=before), timedelta(hours=after)]


def test_the_predictions_are_what_the_database_says(answers: dict[str, Any]) -> None:
    east, west = (
        datetime(2026, 10, 29, 12, tzinfo=UTC).astimezone(ZoneInfo(name))
        for name in ("Europe/Paris", "America/Toronto")
    )
    assert answers["gap_hours"] == (east.utcoffset() - west.utcoffset()) / timedelta(hours=1)  # type: ignore[operator]
    ssh = answers["auth_time"]("Oct 29 03:40:00", 2026, "America/Toronto")
    web = answers["web_time"]("[29/Oct/2026:08:20:00 +0100]")
    assert (answers["ssh_utc"], answers["web_utc"]) == (ssh[11:16], web[11:16])
    assert answers["first"] == ("web" if web < ssh else "ssh")


def test_verify_takes_the_hash_of_fips_180(answers: dict[str, Any]) -> None:
    register = [{"name": "a", "size": 3, "sha256": FIPS_180_ABC}]
    assert answers["verify"](register, {"a": "abc"}) == {"a": "ok"}
    assert answers["verify"](register, {"a": "abd"}) == {"a": "changed"}
    assert hashlib.sha256(b"abc").hexdigest() == FIPS_180_ABC


def test_seventy_two_hours_cross_the_change_of_hour(answers: dict[str, Any]) -> None:
    rules = [{"name": "x", "hours": 72, "words": ""}]
    assert answers["clock_lines"]("2026-10-29T13:40:00Z", rules) == ["x | 2026-11-01T13:40:00Z"]


def test_the_six_gestures_keep_the_evidence(answers: dict[str, Any]) -> None:
    steps = answers["steps"]
    assert steps[0] == "note"
    assert steps[-1] == "return"
    assert steps.index("isolate") < steps.index("copy") < steps.index("rebuild")
    assert {*steps, *answers["never"]} == set(answers["GESTURES"])


def test_the_lesson_names_the_functions_of_nist_sp_800_61r3() -> None:
    text = LESSON.read_text(encoding="utf-8")
    for word in ("gouverner", "identifier", "protéger", "détecter", "répondre", "rétablir"):
        assert word in text


def test_the_report_is_written_and_disarmed(answers: dict[str, Any], tmp_path: Path) -> None:
    text = (tmp_path / "rapport-incident.md").read_text(encoding="utf-8")
    secret = REFERENCE.make_variant(1)["secret"]
    assert text == answers["report"]
    for address in secret["indicators"]:
        assert address not in text
        assert address.replace(".", "[.]") in text
    assert text.count("\n## ") == 6


@pytest.mark.parametrize("seed", range(32))
def test_each_variant_has_one_answer(seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    variant = REFERENCE.make_variant(seed)
    secret = variant["secret"]
    found = REFERENCE.run(variant["public"])
    assert found["my_stamps"] == secret["stamps"] == sorted(secret["stamps"])
    assert (found["my_indicators"], found["my_zero"]) == (secret["indicators"], secret["zero"])
    assert (found["my_account"], found["my_bytes"]) == (secret["account"], secret["bytes"])
    assert found["my_verdicts"] == secret["verdicts"]
    assert sorted(secret["verdicts"].values()) == ["changed", "missing", "ok", "ok"]


@pytest.mark.parametrize("seed", range(32))
def test_each_variant_uses_addresses_kept_for_examples(seed: int) -> None:
    """Attackers' and strangers' addresses are those of RFC 5737; the mail reads back as RFC 5322."""
    public = REFERENCE.make_variant(seed)["public"]
    outside = {event["ip"] for event in public["events"]} - {""}
    outside = {ip for ip in outside if not ip.startswith("10.")}
    assert all(any(ipaddress.ip_address(ip) in net for net in DOCUMENTATION) for ip in outside)
    message = message_from_string(public["mail"])
    assert message["Date"] == public["lines"]["mail"]
    assert message.get_content_type() == "text/plain"


def test_no_two_learners_have_the_same_incident() -> None:
    assert len({str(REFERENCE.make_variant(seed)["secret"]) for seed in range(32)}) == 32
