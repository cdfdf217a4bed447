"""The reference answers of 12-hameconnage against the values that the RFCs of electronic mail publish.

The answers are run as the author wrote them, from ``solutions/12-hameconnage/notebook.py``.

Sources: RFC 7208 appendix A.1 and A.4 and section 10.1 (SPF records), RFC 8463 appendix A (a message signed with
Ed25519 and with RSA, and both keys), RFC 6376 section 3.7 (an empty body hashes as nothing), RFC 7489 appendix B.1
(identifier alignment).
"""

import re
import runpy
from email import message_from_string
from pathlib import Path
from typing import Any

import dkim
import pytest

from tests.content.reference import Reference

ROOT = Path(__file__).resolve().parents[2]
REFERENCE = Reference("12-hameconnage")
SOLUTION = REFERENCE.solution
FILES = ["pneus.eml", "banque.eml", "direction.eml"]

RFC_8463_SIGNATURES = (
    "DKIM-Signature: v=1; a=ed25519-sha256; c=relaxed/relaxed;\r\n"
    " d=football.example.com; i=@football.example.com;\r\n"
    " q=dns/txt; s=brisbane; t=1528637909; h=from : to :\r\n"
    " subject : date : message-id : from : subject : date;\r\n"
    " bh=2jUSOH9NhtVGCQWNr9BrIAPreKQjO6Sn7XIkfJVOzv8=;\r\n"
    " b=/gCrinpcQOoIfuHNQIbq4pgh9kyIK3AQUdt9OdqQehSwhEIug4D11Bus\r\n"
    " Fa3bT3FY5OsU7ZbnKELq+eXdp1Q1Dw==\r\n",
    "DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed;\r\n"
    " d=football.example.com; i=@football.example.com;\r\n"
    " q=dns/txt; s=test; t=1528637909; h=from : to : subject :\r\n"
    " date : message-id : from : subject : date;\r\n"
    " bh=2jUSOH9NhtVGCQWNr9BrIAPreKQjO6Sn7XIkfJVOzv8=;\r\n"
    " b=F45dVWDfMbQDGHJFlXUNB2HKfbCeLRyhDXgFpEL8GwpsRe0IeIixNTe3\r\n"
    " DhCVlUrSjV4BwcVcOF6+FF3Zo9Rpo1tFOeS9mPYQTnGdaSGsgeefOsk2Jz\r\n"
    " dA+L10TeYt9BgDfQNZtKdN1WO//KgIqXP7OdEFE4LjFYNcUxZQ4FADY+8=\r\n",
)
RFC_8463_LETTER = (
    "From: Joe SixPack <joe@football.example.com>\r\n"
    "To: Suzie Q <suzie@shopping.example.net>\r\n"
    "Subject: Is dinner ready?\r\n"
    "Date: Fri, 11 Jul 2003 21:00:37 -0700 (PDT)\r\n"
    "Message-ID: <20030712040037.46341.5F8J@football.example.com>\r\n"
    "\r\nHi.\r\n\r\nWe lost the game.  Are you hungry yet?\r\n\r\nJoe.\r\n"
)
RFC_8463_KEYS = {
    "brisbane._domainkey.football.example.com": "v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=",
    "test._domainkey.football.example.com": "v=DKIM1; k=rsa; p=MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQDkHlOQoBTzWR"
    "iGs5V6NpP3idY6Wk08a5qhdR6wy5bdOKb2jLQiY/J16JYi0Qvx/byYzCNb3W91y3FutAC"
    "DfzwQ/BC/e/8uBsCR+yz1Lxj+PL6lHvqMKrM3rG4hstT5QjvHO9PzoxZyVYLzBfO2EeC3"
    "Ip3G+2kryOTIKT+l/K4w3QIDAQAB",
}


@pytest.mark.parametrize(
    ("record", "ip", "result"),
    [
        ("v=spf1 ip4:192.0.2.128/28 -all", "192.0.2.65", "fail"),
        ("v=spf1 ip4:192.0.2.128/28 -all", "192.0.2.129", "pass"),
        ("v=spf1 +all", "192.0.2.10", "pass"),
        ("v=spf1 -ip4:192.0.2.0/24 +all", "192.0.2.10", "fail"),
        ("v=spf1 -ip4:192.0.2.0/24 +all", "203.0.113.1", "pass"),
        ("v=spf1 ip4:192.0.2.1 ip4:192.0.2.129 -all", "192.0.2.129", "pass"),
        ("v=spf1 ip4:192.0.2.1 ip4:192.0.2.129 -all", "192.0.2.130", "fail"),
        ("v=spf1 -all", "192.0.2.10", "fail"),
    ],
)
def test_spf_is_rfc_7208(answers: dict[str, Any], record: str, ip: str, result: str) -> None:
    assert answers["check_spf"](record, ip) == result


@pytest.mark.parametrize("signature", RFC_8463_SIGNATURES)
def test_dkim_is_rfc_8463_appendix_a(answers: dict[str, Any], signature: str) -> None:
    message = (signature + RFC_8463_LETTER).encode()
    assert answers["check_dkim"](message, RFC_8463_KEYS) == "pass"
    assert answers["check_dkim"](message.replace(b"hungry", b"angry"), RFC_8463_KEYS) == "fail"
    assert answers["check_dkim"](message.replace(b"dinner", b"lunch"), RFC_8463_KEYS) == "fail"
    assert answers["check_dkim"](message, {}) == "fail"
    assert answers["check_dkim"](RFC_8463_LETTER.encode(), RFC_8463_KEYS) == "none"
    assert answers["read_signer"](message) == "football.example.com"


def test_the_shipped_checks_hold_the_same_message() -> None:
    shipped = (SOLUTION / "checks.py").read_text(encoding="utf-8")
    for line in (RFC_8463_SIGNATURES[0] + RFC_8463_LETTER).split("\r\n"):
        assert line in shipped


@pytest.mark.parametrize(
    ("sender", "path", "signer", "result"),
    [
        ("example.com", "example.com", None, "pass"),
        ("example.com", "child.example.com", None, "pass"),
        ("child.example.com", "example.net", None, "fail"),
        ("example.com", None, "example.com", "pass"),
        ("child.example.com", None, "example.com", "pass"),
        ("child.example.com", None, "sample.net", "fail"),
    ],
)
def test_alignment_is_rfc_7489_appendix_b_1(
    answers: dict[str, Any], sender: str, path: str | None, signer: str | None, result: str
) -> None:
    facts = {"from": sender, "path": path or "nobody.test", "signer": signer}
    facts |= {"spf": "pass" if path else "none", "dkim": "pass" if signer else "none"}
    assert answers["check_dmarc"](facts) == result


def test_the_traps_of_the_three_files_are_seen(answers: dict[str, Any]) -> None:
    got = answers["evidence"]((SOLUTION / "data" / "pneus.eml").read_bytes())
    wanted = {"name": "compta@pneus-hautes-vosges.example", "from": "serveur-gratuit.example"}
    wanted |= {"reply": "alerte-compte.example", "path": "serveur-gratuit.example", "ip": "203.0.113.77"}
    assert got == wanted
    assert answers["evidence"]((SOLUTION / "data" / "banque.eml").read_bytes())["name"] == "Hélène Petit"


def test_the_files_are_what_their_script_makes() -> None:
    made = runpy.run_path(str(SOLUTION / "make_data.py"))["build_mails"]()
    assert made == {name: (SOLUTION / "data" / name).read_bytes() for name in FILES}


@pytest.mark.parametrize("seed", range(32))
def test_each_variant_is_what_it_says(answers: dict[str, Any], seed: int) -> None:
    """The facts handed to learners are read again from the messages themselves, with the answers and with `dkim`."""
    variant = REFERENCE.make_variant(seed)
    public, secret = variant["public"], variant["secret"]
    records = public["records"]
    verdicts = []
    for text, facts in zip(public["mailbox"], public["facts"], strict=True):
        data = text.encode()
        seen = answers["evidence"](data)
        result = answers["check_dkim"](data, records)
        spf = answers["check_spf"](records.get(seen["path"]), seen["ip"])
        organisation = answers["lent_organisation"]
        home = organisation(seen["from"])
        signer = answers["read_signer"](data)
        again = {"from": seen["from"], "reply": seen["reply"], "path": seen["path"], "dkim": result}
        again["spf_aligned"] = spf == "pass" and organisation(seen["path"]) == home
        again["dkim_aligned"] = result == "pass" and organisation(signer) == home
        assert again == facts
        verdicts.append(list(answers["judge"](facts, public["known"])))
        assert message_from_string(text)["To"] == "bureau@garage-diallo.example"
    assert verdicts == secret["verdicts"]
    assert sorted({verdict[0] for verdict in verdicts}) == ["authentic", "diverted", "unknown", "unproven"]


def test_no_domain_of_the_module_can_exist(answers: dict[str, Any]) -> None:
    for seed in range(32):
        for text in REFERENCE.make_variant(seed)["public"]["mailbox"]:
            assert {domain.rstrip(".").rsplit(".", 1)[-1] for domain in re.findall(r"@([a-z0-9.-]+)", text)} == {
                "example"
            }


def test_a_changed_library_would_be_seen() -> None:
    """RFC 6376 section 3.7: with `relaxed`, an empty body hashes as no bytes at all."""
    signed = dkim.sign(
        b"From: a@b.example\r\n\r\n",
        b"s1",
        b"b.example",
        b"AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=",
        signature_algorithm=b"ed25519-sha256",
        canonicalize=(b"relaxed", b"relaxed"),
    )
    assert b"bh=47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=" in signed.replace(b"\r\n ", b"")
