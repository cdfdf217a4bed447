"""Les vérifications livrées avec l’exercice : messages du dossier, exemples publiés, propriétés."""

from email import message_from_bytes
from email.policy import default
from email.utils import parseaddr

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

# --- 2. Les indices -----------------------------------------------------------------------------------------------

FILES = ["pneus", "banque", "direction"]


def read_file(student, name):
    return student.given("lent_read")(f"data/{name}.eml")


@pytest.mark.task("evidence")
def test_read_domain(student):
    """The domain of an address, in lower case."""
    assert student.call("read_domain", "Zoé <zoe@atelier.example>") == "atelier.example", "`parseaddr` gives two pieces; the address is the second. The domain follows the @ sign."
    domain = student.call("read_domain", "<zoe@Atelier.EXAMPLE>")
    assert domain == "atelier.example", "A domain is returned in lower case."


@pytest.mark.task("evidence")
def test_display_name_trap(student):
    """An address in the name shown does not fool your function."""
    header = '"aide@banque.example" <moi@ailleurs.example>'
    domain = student.call("read_domain", header)
    if "banque" in str(domain):
        student.mistake("name_read_as_address")
    assert domain == "ailleurs.example", "The real address is between the angle brackets."


@pytest.mark.task("evidence")
@pytest.mark.parametrize("name", FILES)
def test_from_and_path(student, name):
    """The name, the domain of From and that of Return-Path, in the three files."""
    data = read_file(student, name)
    got = student.expect_table(student.call("evidence", data))
    message = message_from_bytes(data, policy=default)
    shown, address = parseaddr(message["From"])
    wanted = {"name": shown, "from": address.partition("@")[2].lower()}
    wanted["path"] = parseaddr(message["Return-Path"])[1].partition("@")[2]
    for label, value in wanted.items():
        assert label in got, "A label is missing: `{label}`.".format(label=label)
        assert got[label] == value, "Look at the label `{label}` in this file.".format(label=label)


@pytest.mark.task("evidence")
def test_reply(student):
    """Reply-To, present or absent."""
    assert student.call("evidence", read_file(student, "pneus"))["reply"] == "alerte-compte.example", "The Reply-To line says where the reply will go. Return its domain, in lower case."
    try:
        reply = student.call("evidence", read_file(student, "banque"))["reply"]
    except Exception as error:
        kind = getattr(getattr(error, "error", None), "type", "")
        if kind not in ("IndexError", "TypeError", "AttributeError"):
            raise
        student.mistake("reply_not_asked")
    assert reply is None, "Without a Reply-To line, the label is `None`, without quotes."


@pytest.mark.task("evidence")
def test_ip(student):
    """The IP address comes from the top line."""
    address = student.call("evidence", read_file(student, "pneus"))["ip"]
    assert address == "203.0.113.77", "The address is between two square brackets. Cut at the first, then at the second."


# --- 3. SPF -------------------------------------------------------------------------------------------------------


def ask_spf(student, record, ip):
    """Appelle `check_spf` ; dit quand une adresse est restée du texte."""
    try:
        return student.call("check_spf", record, ip)
    except AttributeError as error:
        if "_version" not in str(error):
            raise
        student.mistake("address_left_as_text")


@pytest.mark.task("spf")
@pytest.mark.parametrize(
    ("record", "ip", "wanted"),
    [
        ("v=spf1 ip4:192.0.2.128/28 -all", "192.0.2.129", "pass"),
        ("v=spf1 ip4:192.0.2.128/28 -all", "192.0.2.65", "fail"),
        ("v=spf1 +all", "192.0.2.65", "pass"),
        ("v=spf1 -ip4:192.0.2.0/24 +all", "192.0.2.65", "fail"),
    ],
    ids=["192.0.2.129", "192.0.2.65", "+all", "-ip4"],
)
def test_spf_published(student, record, ip, wanted):
    """The examples of RFC 7208, appendix A."""
    answer = ask_spf(student, record, ip)
    if answer == "pass" and record.startswith("v=spf1 -ip4"):
        student.mistake("sign_ignored")
    assert answer == wanted, "This is the published example. Read the rule word by word, from left to right."


@pytest.mark.task("spf")
def test_spf_block(student):
    """A block is computed, it is not compared as text."""
    answer = ask_spf(student, "v=spf1 ip4:198.51.100.0/28 -all", "198.51.100.200")
    if answer == "pass":
        student.mistake("block_as_text")
    assert answer == "fail", "This address is outside the block; the next word covers it."


@pytest.mark.task("spf")
def test_spf_missing(student):
    """A domain without a rule."""
    assert student.call("check_spf", None, "192.0.2.1") == "none", 'Without a rule, nothing is allowed or refused: the result is `"none"`, before reading anything else.'


@pytest.mark.task("spf")
def test_spf_end(student):
    """A rule where nothing covers the address."""
    answer = ask_spf(student, "v=spf1 mx ip4:192.0.2.0/28", "203.0.113.5")
    assert answer == "neutral", "After the loop, if nothing has answered, the result is neutral."


@pytest.mark.task("spf")
@pytest.mark.parametrize(("sign", "wanted"), [("~", "softfail"), ("?", "neutral")], ids=["~all", "?all"])
def test_spf_signs(student, sign, wanted):
    """The two other signs."""
    assert student.call("check_spf", f"v=spf1 {sign}all", "203.0.113.5") == wanted, "The result is taken from `SIGNS`, under the sign read."


# --- 4. DKIM ------------------------------------------------------------------------------------------------------

# RFC 8463, annexe A : un message signé avec Ed25519, et la clé que publie le domaine.
PUBLISHED = (
    "DKIM-Signature: v=1; a=ed25519-sha256; c=relaxed/relaxed;\n"
    " d=football.example.com; i=@football.example.com;\n"
    " q=dns/txt; s=brisbane; t=1528637909; h=from : to :\n"
    " subject : date : message-id : from : subject : date;\n"
    " bh=2jUSOH9NhtVGCQWNr9BrIAPreKQjO6Sn7XIkfJVOzv8=;\n"
    " b=/gCrinpcQOoIfuHNQIbq4pgh9kyIK3AQUdt9OdqQehSwhEIug4D11Bus\n"
    " Fa3bT3FY5OsU7ZbnKELq+eXdp1Q1Dw==\n"
    "From: Joe SixPack <joe@football.example.com>\n"
    "To: Suzie Q <suzie@shopping.example.net>\n"
    "Subject: Is dinner ready?\n"
    "Date: Fri, 11 Jul 2003 21:00:37 -0700 (PDT)\n"
    "Message-ID: <20030712040037.46341.5F8J@football.example.com>\n"
    "\n"
    "Hi.\n\nWe lost the game.  Are you hungry yet?\n\nJoe.\n"
)
PUBLISHED_KEY = {
    "brisbane._domainkey.football.example.com": "v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo="
}
UNSIGNED = PUBLISHED[PUBLISHED.index("From:") :]


@pytest.mark.task("dkim")
def test_signer(student):
    """The domain that signed."""
    other = PUBLISHED.replace("From: Joe SixPack <joe@football.example.com>", "From: Joe <joe@ailleurs.example>")
    signer = student.call("read_signer", other.encode())
    if signer is None:
        student.mistake("spaces_not_stripped")
    assert signer == "football.example.com", "Cut the DKIM-Signature line at the semicolons. Each piece may start with a space."


@pytest.mark.task("dkim")
def test_signer_none(student):
    """A message without a signature has no signer."""
    try:
        signer = student.call("read_signer", UNSIGNED.encode())
    except AttributeError:
        student.fail("This message has no DKIM-Signature line: ask first whether it exists.")
    assert signer is None, "Without a DKIM-Signature line, `read_signer` returns `None`."


@pytest.mark.task("dkim")
def test_dkim_published(student):
    """The signed message of RFC 8463 is accepted."""
    verdict = student.call("check_dkim", PUBLISHED.encode(), PUBLISHED_KEY)
    if verdict is True:
        student.fail(
            '`dkim.verify` returns `True` or `False`; `check_dkim` returns one of three words: `"none"`, `"pass"` or `"fail"`.'
        )
    assert verdict == "pass", "This message is published with the standard: its signature is good. Do you give `records` to `lent_dns`?"


@pytest.mark.task("dkim")
@settings(max_examples=4)
@given(word=st.sampled_from(["dinner", "hungry", "Joe.", "lost", "SixPack", "Suzie"]))
def test_dkim_changed(student, word):
    """One word changed, in the text or in a signed header, and the signature is refused."""
    verdict = student.call("check_dkim", PUBLISHED.replace(word, "Xx").encode(), PUBLISHED_KEY)
    if verdict == "pass":
        student.mistake("signature_seen_not_checked")
    assert verdict == "fail", "A signed word has changed: the signature is no longer good."


@pytest.mark.task("dkim")
def test_dkim_none(student):
    """No signature is not a bad signature."""
    verdict = student.call("check_dkim", UNSIGNED.encode(), PUBLISHED_KEY)
    assert verdict == "none", 'Without a signature, the result is `"none"`.'


@pytest.mark.task("dkim")
def test_intact(student):
    """The list of the messages whose signature is good."""
    numbers = student.expect_list(student.value("intact"))
    texts = student.variant["mailbox"]
    wanted = [n for n in range(len(texts)) if verify_here(texts[n], student.variant["records"])]
    if numbers == [n + 1 for n in wanted]:
        student.fail("Your numbers are too large by one. They are counted from 0.")
    assert numbers == wanted, "Read the eight messages again with `check_dkim`, in order."


def verify_here(text, records):
    """La même vérification, faite par nous."""
    import dkim

    def answer(name, timeout=5):
        return records.get(name.decode().rstrip("."), "").encode()

    return dkim.verify(text.encode("utf-8"), dnsfunc=answer)


# --- 5. DMARC -----------------------------------------------------------------------------------------------------


def facts_of(sender, spf="none", path="ailleurs.example", dkim="none", signer=None):
    return {"from": sender, "spf": spf, "path": path, "dkim": dkim, "signer": signer}


@pytest.mark.task("dmarc")
def test_dmarc_spf_aligned(student):
    """SPF accepted, for the domain shown."""
    assert student.call("check_dmarc", facts_of("lac.example", "pass", "lac.example")) == "pass", "SPF accepted the very domain that is shown: that is enough."


@pytest.mark.task("dmarc")
def test_dmarc_spf_elsewhere(student):
    """SPF accepted, but for another domain."""
    verdict = student.call("check_dmarc", facts_of("lac.example", "pass", "alerte.example"))
    assert verdict == "fail", "No check is about the domain shown."


@pytest.mark.task("dmarc")
def test_dmarc_piece_of_text(student):
    """A domain contained in another is not the same one."""
    verdict = student.call("check_dmarc", facts_of("lac.example", dkim="pass", signer="grand-lac.example"))
    assert verdict == "fail", "These two domains do not have the same organisation."


@pytest.mark.task("dmarc")
def test_dmarc_relaxed(student):
    """The examples of RFC 7489, appendix B.1."""
    below = facts_of("example.com", "pass", "child.example.com")
    above = facts_of("child.example.com", dkim="pass", signer="example.com")
    for facts in (below, above):
        verdict = student.call("check_dmarc", facts)
        assert verdict == "pass", "RFC 7489 treats these two domains as aligned."
    for facts in (
        facts_of("child.example.com", "pass", "example.net"),
        facts_of("child.example.com", dkim="pass", signer="sample.net"),
    ):
        assert student.call("check_dmarc", facts) == "fail", "RFC 7489 treats these two domains as unrelated."


@pytest.mark.task("dmarc")
def test_dmarc_failed(student):
    """The right domain, but checks that failed."""
    facts = facts_of("lac.example", "softfail", "lac.example", "fail", "lac.example")
    assert student.call("check_dmarc", facts) == "fail", 'The domains are the right ones, but no check succeeded. Do you ask for `"pass"`?'


# --- 6. Le tri ----------------------------------------------------------------------------------------------------

KNOWN = ["lac.example", "pneus.example"]


def case(**changes):
    base = {"from": "lac.example", "reply": None, "path": "lac.example", "dkim": "pass"}
    return {**base, "spf_aligned": True, "dkim_aligned": True, **changes}


NOTHING = {"spf_aligned": False, "dkim_aligned": False}


def judge(student, facts):
    """Appelle `judge` et rend une paire ; dit quand la forme n’y est pas."""
    result = student.call("judge", facts, KNOWN)
    advice = "`judge` returns two texts in parentheses: the verdict, then the header."
    result = student.expect_list(result, look=advice)
    assert len(result) == 2, advice
    return tuple(result)


@pytest.mark.task("triage")
def test_judge_authentic(student):
    """The two ways of being authentic."""
    assert judge(student, case()) == ("authentic", "DKIM-Signature"), "Everything is aligned and known: the signature is the evidence."
    forwarded = judge(student, case(path="club.example", spf_aligned=False))
    assert forwarded == ("authentic", "DKIM-Signature"), "The signature is aligned: it is enough."
    assert judge(student, case(dkim="none", dkim_aligned=False)) == ("authentic", "Return-Path"), "SPF is aligned, without a signature: the return address is the evidence."


@pytest.mark.task("triage")
def test_judge_unproven(student):
    """Nothing aligned: three possible proofs."""
    assert judge(student, case(**NOTHING, dkim="fail", path="alerte.example")) == ("unproven", "DKIM-Signature"), "The signature failed: it is the proof."
    assert judge(student, case(**NOTHING, dkim="none")) == ("unproven", "Received"), "The return address is right, not the machine: the Received line shows it."
    assert judge(student, case(**NOTHING, dkim="pass", path="alerte.example")) == ("unproven", "Return-Path"), "The return address belongs to another organisation: it is the proof."


@pytest.mark.task("triage")
def test_judge_unknown(student):
    """A domain in order, but unknown."""
    verdict = judge(student, case(**{"from": "lca.example", "path": "lca.example"}))
    assert verdict == ("unknown", "From"), "This domain is not in the list of known organisations."
    assert judge(student, case(**{"from": "info.lac.example"})) == ("authentic", "DKIM-Signature"), "`info.lac.example` belongs to the organisation `lac.example`, which is known."


@pytest.mark.task("triage")
def test_judge_diverted(student):
    """A reply that would go elsewhere."""
    verdict = judge(student, case(reply="alerte.example"))
    assert verdict == ("diverted", "Reply-To"), "The reply goes to another organisation."
    assert judge(student, case(reply="suivi.lac.example"))[0] == "authentic", "`suivi.lac.example` belongs to the same organisation as `lac.example`: nothing is diverted."


@pytest.mark.task("triage")
def test_verdicts(student):
    """The eight verdicts of your mailbox follow your function."""
    verdicts = student.expect_list(student.value("verdicts"))
    facts, known = student.variant["facts"], student.variant["known"]
    assert len(verdicts) == len(facts), "One verdict a message: eight in all."
    wanted = [list(student.call("judge", row, known)) for row in facts]
    assert [list(verdict) for verdict in verdicts] == wanted, "`verdicts` is the list of what `judge` returns, in the order of the messages."


@pytest.mark.task("triage")
def test_report(student):
    """The sorting sheet, on the disk."""
    verdicts = student.value("verdicts")
    wanted = [
        student.given("lent_line")(number, *verdict)
        for number, verdict in enumerate(verdicts)
        if verdict[0] != "authentic"
    ]
    report = student.expect_text(
        student.value("report"), look='`report` is a text: `"\\n".join(lines)` joins a list of lines.'
    )
    lines = report.split("\n")
    if len(lines) == len(wanted) and lines != wanted and lines[0].replace("1", "0") == wanted[0].replace("1", "0"):
        student.fail("The numbers on the sheet are not those of `mailbox`. They are counted from 0.")
    assert lines == wanted, "One line for each message that is not authentic, in order, and nothing else."
    assert student.file("tri.md").decode("utf-8") == report, "`lent_save(report)` writes the sheet into `tri.md`."
