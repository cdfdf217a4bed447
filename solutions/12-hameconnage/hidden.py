"""Les vérifications qui restent ici : messages tirés au hasard, jugés par une seconde écriture de chaque réponse."""

import base64
import socket
import struct

import dkim
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

LABEL = st.text("abcdefghij", min_size=1, max_size=6)
DOMAIN = st.lists(LABEL, min_size=1, max_size=2).map(lambda parts: ".".join([*parts, "example"]))
OCTET = st.integers(0, 255)


def random_case(text, flags):
    return "".join(letter.upper() if flags >> n & 1 else letter for n, letter in enumerate(text))


@pytest.mark.task("evidence", weight=2)
@settings(max_examples=5)
@given(sender=DOMAIN, path=DOMAIN, reply=st.none() | DOMAIN, last=OCTET, flags=st.integers(0, 4000), trap=st.booleans())
def test_evidence_any(student, sender, path, reply, last, flags, trap):
    """Des messages tirés au hasard, avec et sans piège."""
    name = "aide@banque.example" if trap else "Zoé Roy"
    shown = f'"{name}"' if trap else "=?utf-8?q?Zo=C3=A9_Roy?="
    lines = [f"Return-Path: <envoi@{random_case(path, flags)}>"]
    lines.append(f"Received: from x ([203.0.113.{last}]) by y; Tue, 11 Mar 2025 09:40:02 +0100")
    lines.append("Received: from faux ([192.0.2.1]) by z; Tue, 11 Mar 2025 09:30:02 +0100")
    lines.append(f"From: {shown} <contact@{random_case(sender, flags)}>")
    if reply:
        lines.append(f"Reply-To: {random_case('Zoe', flags)} <r@{random_case(reply, flags)}>")
    data = ("\r\n".join([*lines, "Subject: x", "", "Bonjour"]) + "\r\n").encode()
    wanted = {"name": name, "from": sender, "reply": reply, "path": path, "ip": f"203.0.113.{last}"}
    assert student.call("evidence", data) == wanted, tr("Un message tiré au hasard est mal lu.")


def number_of(address):
    return struct.unpack(">I", socket.inet_aton(address))[0]


def spf_by_hand(record, ip):
    """SPF, récrit avec des nombres de 32 bits."""
    if record is None:
        return "none"
    names = dict(zip("+-~?", ("pass", "fail", "softfail", "neutral"), strict=True))
    for word in record.split(" ")[1:]:
        sign, body = (word[0], word[1:]) if word[0] in names else ("+", word)
        kind, _, block = body.partition(":")
        base, _, size = block.partition("/")
        hit = kind == "all" and not block
        if kind == "ip4":
            shift = 32 - int(size or 32)
            hit = number_of(base) >> shift == number_of(ip) >> shift
        if hit:
            return names[sign]
    return "neutral"


SIGN = st.sampled_from(["", "+", "-", "~", "?"])
BLOCKS = st.sampled_from(
    ["ip4:192.0.2.0/28", "ip4:192.0.2.16/29", "ip4:192.0.2.7", "ip4:192.0.0.0/16", "mx", "include:x.example"]
)
WORD = st.tuples(SIGN, BLOCKS).map("".join)


@pytest.mark.task("spf", weight=3)
@settings(max_examples=12)
@given(words=st.lists(WORD, max_size=3), end=st.none() | SIGN, last=st.integers(0, 31))
def test_spf_any(student, words, end, last):
    """Des règles tirées au hasard."""
    record = " ".join(["v=spf1", *words, *([] if end is None else [end + "all"])])
    ip = f"192.0.2.{last}"
    assert student.call("check_spf", record, ip) == spf_by_hand(record, ip), tr(
        "Une règle tirée au hasard est mal lue."
    )


SEED = bytes(range(32))
KEY_TEXT = "A6EHv/POEL4dcN0Y50vAmWfk1jCbpQ1fHdyGZBJVMbg="


def signed_message(signer, sender, reply):
    text = f"From: Zoe <zoe@{sender}>\r\nSubject: x\r\nReply-To: <r@{reply}>\r\n\r\nBonjour\r\n".encode()
    made = dkim.sign(
        text,
        b"k1",
        signer.encode(),
        base64.b64encode(SEED),
        signature_algorithm=b"ed25519-sha256",
        include_headers=[b"from", b"subject"],
    )
    return made + text


@pytest.mark.task("dkim", weight=2)
@settings(max_examples=6)
@given(signer=DOMAIN, sender=DOMAIN, fault=st.sampled_from(["pass", "text", "key", "none"]))
def test_dkim_any(student, signer, sender, fault):
    """Des messages signés au hasard, justes et faux."""
    data = signed_message(signer, sender, "d=x.example")
    if fault == "none":
        data = data[data.index(b"From:") :]
    if fault == "text":
        data = data.replace(b"Bonjour", b"Bonsoir")
    key = KEY_TEXT if fault != "key" else "11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo="
    records = {f"k1._domainkey.{signer}": f"v=DKIM1; k=ed25519; p={key}"}
    wanted = fault if fault in ("pass", "none") else "fail"
    assert student.call("check_dkim", data, records) == wanted, tr("Un message tiré au hasard est mal jugé.")
    assert student.call("read_signer", data) == (None if fault == "none" else signer), tr(
        "Le signataire d’un message tiré au hasard est mal lu."
    )


@pytest.mark.task("dkim")
def test_intact_value(student):
    """Les messages intacts de cette variante."""
    assert student.value("intact") == student.secret["intact"], tr("Cette liste n’est pas celle de cette boîte.")


def last_two(domain):
    return domain.rsplit(".", 2)[-2:]


RESULT = st.sampled_from(["pass", "pass", "fail", "none"])
NEAR = st.sampled_from(["lac.example", "info.lac.example", "grand-lac.example", "lac.example.net", "club.example"])


@pytest.mark.task("dmarc", weight=3)
@settings(max_examples=12)
@given(sender=NEAR, spf=st.sampled_from(["pass", "softfail", "fail"]), path=NEAR, dkim_result=RESULT, signer=NEAR)
def test_dmarc_any(student, sender, spf, path, dkim_result, signer):
    """Des faits tirés au hasard."""
    facts = {"from": sender, "spf": spf, "path": path, "dkim": dkim_result}
    facts["signer"] = None if dkim_result == "none" else signer
    ways = [(spf, path), (dkim_result, signer)]
    wanted = "pass" if any(r == "pass" and last_two(d) == last_two(sender) for r, d in ways) else "fail"
    assert student.call("check_dmarc", facts) == wanted, tr("Des faits tirés au hasard sont mal jugés.")


def judge_by_hand(facts, known):
    """Le tableau de la tâche, récrit ligne par ligne."""
    ours = last_two(facts["from"])
    aligned = facts["spf_aligned"] or facts["dkim_aligned"]
    rows = [
        (not aligned and facts["dkim"] == "fail", ("unproven", "DKIM-Signature")),
        (not aligned and last_two(facts["path"]) == ours, ("unproven", "Received")),
        (not aligned, ("unproven", "Return-Path")),
        (".".join(ours) not in known, ("unknown", "From")),
        (facts["reply"] and last_two(facts["reply"]) != ours, ("diverted", "Reply-To")),
        (facts["dkim_aligned"], ("authentic", "DKIM-Signature")),
        (True, ("authentic", "Return-Path")),
    ]
    return next(verdict for holds, verdict in rows if holds)


@pytest.mark.task("triage", weight=3)
@settings(max_examples=12)
@given(
    sender=NEAR,
    reply=st.none() | NEAR,
    path=NEAR,
    result=RESULT,
    aligned=st.tuples(st.booleans(), st.booleans()),
)
def test_judge_any(student, sender, reply, path, result, aligned):
    """Des faits tirés au hasard, sur tout le tableau."""
    facts = {"from": sender, "reply": reply, "path": path, "dkim": result}
    facts |= {"spf_aligned": aligned[0], "dkim_aligned": aligned[1]}
    known = ["lac.example", "grand-lac.example"]
    assert list(student.call("judge", facts, known)) == list(judge_by_hand(facts, known)), tr(
        "Des faits tirés au hasard sont mal triés."
    )


@pytest.mark.task("triage", weight=2)
def test_verdicts_value(student):
    """Les verdicts de cette variante."""
    verdicts = [list(verdict) for verdict in student.value("verdicts")]
    assert verdicts == student.secret["verdicts"], tr("Ces verdicts ne sont pas ceux de cette boîte.")
