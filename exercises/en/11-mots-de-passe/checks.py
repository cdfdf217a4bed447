"""Les vérifications livrées avec l’exercice : propriétés, exemples suivis, valeurs publiées."""

import ast
import hashlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

RFC_KEY = b"12345678901234567890"
SALT = bytes.fromhex("8f1d02c7a94be0356712fe5d90a8c433")
RECORD = SALT.hex() + "$3a49f2616aeba7670d905491beab3c23abf522b98eaf5502fe3c532f2333bc81"


def hash_word(word):
    return hashlib.sha256(word.encode("utf-8")).hexdigest()


# --- 2. Attaquer --------------------------------------------------------------------------------------------------


@pytest.mark.task("crack")
def test_crack_one(student):
    """A list with a single account."""
    found = student.call("crack", {"amina": hash_word("neige")}, ["soleil", "neige", "sapin"])
    assert found == {"amina": "neige"}, "The word `neige` gives Amina's hash. Does your dictionary hold her name and that word?"


@pytest.mark.task("crack")
def test_crack_several(student):
    """Several accounts, two of them with the same password."""
    leak = {"baptiste": hash_word("sapin"), "chidi": hash_word("soleil"), "elif": hash_word("sapin")}
    found = student.call("crack", leak, ["soleil", "neige", "sapin"])
    expected = {"baptiste": "sapin", "chidi": "soleil", "elif": "sapin"}
    if isinstance(found, dict) and len(found) == 1:
        student.mistake("first_only")
    if isinstance(found, dict) and len(found) == 2 and found.get("chidi") == "soleil":
        student.mistake("one_name_per_print")
    assert found == expected, "Three accounts are in the list: all three fall."


@pytest.mark.task("crack")
def test_crack_accents(student):
    """A word with accents."""
    found = student.call("crack", {"odile": hash_word("forêt")}, ["foret", "forêt"])
    if found == {}:
        student.mistake("wrong_encoding")
    assert found == {"odile": "forêt"}, "The word returned is the one in the list, accents included."


@pytest.mark.task("crack")
def test_crack_absent(student):
    """An account that the list does not open."""
    found = student.call("crack", {"linh": hash_word("lanterne cuivre orage")}, ["soleil", "neige"])
    assert found == {}, "No word fits: this name must not be in the answer."


@pytest.mark.task("crack")
def test_own_leak(student):
    """Your leak: each word found does give the stolen hash."""
    found = student.value("found")
    leak = student.variant["leak"]
    found = student.expect_table(found, look="`found` is the dictionary that `crack(leak, words)` returns.")
    for name in found:
        assert name in leak, "This name is not in your list. Did you give `leak` to `crack`?"
        assert hash_word(str(found[name])) == leak[name], "The hash of this word is not the account's."
    assert len(found) == student.variant["crackable"], "There are `crackable` accounts to find in your list. Did you give all the words to `crack`?"


# --- 3. Réparer ---------------------------------------------------------------------------------------------------


def verify(student, password, record):
    """Appelle `verify` ; dit quand du texte s’est mêlé aux octets."""
    try:
        return student.call("verify", password, record)
    except TypeError as error:
        if "bytes" not in str(error):
            raise
        student.mistake("hexadecimal_as_bytes")


@pytest.mark.task("verify")
def test_store_form(student):
    """The stored line: 16 bytes of salt, `$`, 32 bytes of hash."""
    parts = str(student.call("store", "soleil")).split("$")
    assert len(parts) == 2, "The stored line has the form salt, `$` character, hash. I cannot find these two parts."
    assert len(parts[0]) == 32, "A salt of 16 bytes is written with 32 hexadecimal digits. How many bytes do you draw?"
    assert len(parts[1]) == 64, "The hash from `slow_hash` is written with 64 hexadecimal digits."


@pytest.mark.task("verify")
def test_store_fresh_salt(student):
    """Two accounts, the same password, two different lines."""
    first, second = student.call("store", "soleil"), student.call("store", "soleil")
    if first == second:
        student.mistake("one_salt_for_all")
    assert first.split("$")[0] != second.split("$")[0], "The two lines must have two different salts."


@pytest.mark.task("verify")
def test_verify_round_trip(student):
    """The right password passes, another one does not."""
    record = student.call("store", "soleil")
    accepted = verify(student, "soleil", record)
    if accepted is False:
        student.mistake("salt_not_read_back")
    assert accepted is True, "`verify` returns `True` for the right password."
    assert verify(student, "Soleil", record) is False, "One capital letter more, and `verify` must return `False`."


@pytest.mark.task("verify")
def test_verify_known_record(student):
    """A line stored yesterday by another program."""
    assert verify(student, "Neige d’été", RECORD) is True, "This line was stored elsewhere, with the same `slow_hash`. The salt comes before the `$`, in hexadecimal."
    assert verify(student, "Neige d'été", RECORD) is False, "The apostrophe is not the same: this password is wrong."


@pytest.mark.task("verify")
def test_constant_time(student):
    """The comparison always takes the same time."""
    tree = student.tree("verify")
    used = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    used |= {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    used |= {node.name for node in ast.walk(tree) if isinstance(node, ast.alias)}
    equals = any(isinstance(node, ast.Compare) for node in ast.walk(tree))
    if equals and "compare_digest" not in used:
        student.mistake("compared_with_equals")
    assert "compare_digest" in used, "Compare the two hashes with `hmac.compare_digest`."


# --- 4. Le code à six chiffres ------------------------------------------------------------------------------------

HOTP_MISTAKES = {
    "592503": "counter_as_text",
    "160385": "counter_reversed",
    "238872": "first_bit_kept",
    "717529": "always_first_bytes",
}


@pytest.mark.task("totp", weight=2)
def test_hotp_published(student):
    """The ten values published by RFC 4226, appendix D."""
    published = ["755224", "287082", "359152", "969429", "338314", "254676", "287922", "162583", "399871", "520489"]
    for counter in range(10):
        try:
            code = student.call("hotp", RFC_KEY, counter)
        except TypeError as error:
            if "buffer" not in str(error):
                raise
            student.mistake("counter_not_written")
        assert not isinstance(code, int), "The code is a text, not a number: a number would lose its zeros on the left."
        if code in HOTP_MISTAKES:
            student.mistake(HOTP_MISTAKES[code])
        assert code == published[counter], "RFC 4226 publishes this code. Go through the six steps one by one, showing each value."


@pytest.mark.task("totp")
def test_hotp_leading_zeros(student):
    """A code that begins with zeros."""
    code = student.call("hotp", RFC_KEY, 44)
    assert code == "000152", "This code has six digits, three of them zeros in front."


@pytest.mark.task("totp")
@settings(max_examples=10)
@given(counter=st.integers(0, 2**40), digits=st.integers(6, 8))
def test_hotp_length(student, counter, digits):
    """The code always has the number of digits asked for."""
    code = student.expect_text(student.call("hotp", RFC_KEY, counter, digits=digits))
    assert len(code) == digits, "The number of digits is the parameter `digits`, zeros included."


def totp(student, moment, key=RFC_KEY, **options):
    """Appelle `totp` ; dit quand le compteur a une virgule."""
    try:
        return student.call("totp", key, moment, **options)
    except (AttributeError, TypeError) as error:
        if "float" not in str(error):
            raise
        student.mistake("division_with_point")


@pytest.mark.task("totp")
def test_totp_published(student):
    """Three values published by RFC 6238, appendix B, in 8 digits."""
    for moment, expected in [(59, "94287082"), (1111111109, "07081804"), (20000000000, "65353130")]:
        code = totp(student, moment, digits=8)
        assert code == expected, "RFC 6238 publishes this code. The counter is the number of whole steps, and `digits` goes along."


@pytest.mark.task("totp")
@settings(max_examples=10)
@given(step_number=st.integers(0, 2**31), second=st.integers(0, 29))
def test_totp_stays(student, step_number, second):
    """The code does not change for 30 seconds."""
    start = totp(student, step_number * 30)
    assert totp(student, step_number * 30 + second) == start, "These two moments are in the same step of 30 seconds: the code is the same. Whole-number division is written `//`."


@pytest.mark.task("totp")
def test_totp_algorithms(student):
    """SHA-256 and SHA-512, with their keys of 32 and 64 bytes."""
    long_key = b"1234567890" * 7
    assert totp(student, 59, long_key[:32], digits=8, algorithm="sha256") == "46119246", "The parameter `algorithm` goes all the way to the HMAC: `totp` passes it to `hotp`, and `hotp` to `hmac.new`."
    assert totp(student, 59, long_key[:64], digits=8, algorithm="sha512") == "90693936", "The parameter `algorithm` goes all the way to the HMAC, SHA-512 included."


# --- 5. Choisir ---------------------------------------------------------------------------------------------------


def setting(own_salt=True, memory_mib=32, ms=80):
    return {"name": "x", "own_salt": own_salt, "memory_mib": memory_mib, "ms": ms}


def tell(case, sentence):
    tried = "The setting tried: own salt {own_salt}, {memory_mib} MiB, {ms} ms."
    return tried.format(own_salt=case["own_salt"], memory_mib=case["memory_mib"], ms=case["ms"]) + " " + sentence


@pytest.mark.task("choose")
def test_judge_plain_cases(student):
    """One clear case for each verdict."""
    cases = [
        (setting(own_salt=False), "no_salt"),
        (setting(memory_mib=4), "too_light"),
        (setting(ms=900), "too_slow"),
        (setting(memory_mib=1024), "too_heavy"),
        (setting(), "ok"),
    ]
    for case, expected in cases:
        verdict = student.call("judge", case, 200, 64)
        if expected == "too_light" and verdict == "ok":
            student.mistake("light_accepted", **case)
        assert verdict == expected, tell(case, "Which verdict of the table is the first to be true for it?")


@pytest.mark.task("choose")
def test_judge_order(student):
    """When two refusals are true, the first in the table wins."""
    cases = [
        (setting(own_salt=False, memory_mib=0, ms=0.001), "no_salt"),
        (setting(memory_mib=1, ms=900), "too_light"),
        (setting(memory_mib=1024, ms=900), "too_slow"),
    ]
    for case, expected in cases:
        assert student.call("judge", case, 200, 64) == expected, tell(
            case, "Two refusals are true. Ask the questions in the order of the table and return the first."
        )


@pytest.mark.task("choose")
def test_judge_limits(student):
    """A value equal to the limit passes, one notch further does not."""
    for case in [setting(memory_mib=19), setting(ms=200), setting(memory_mib=64)]:
        if student.call("judge", case, 200, 64) != "ok":
            student.mistake("limit_refused", **case)
    beyond = [
        (setting(memory_mib=18), "too_light"),
        (setting(ms=201), "too_slow"),
        (setting(memory_mib=65), "too_heavy"),
    ]
    for case, expected in beyond:
        assert student.call("judge", case, 200, 64) == expected, tell(
            case, "It is one notch beyond the limit: it is refused."
        )


@pytest.mark.task("choose")
def test_choice_is_justified(student):
    """Your choice, judged by your own function."""
    choice = student.value("choice")
    named = [item for item in student.variant["settings"] if item["name"] == choice]
    assert named, "`choice` is the name of one of the seven settings shown, in quotes."
    verdict = student.call("judge", named[0], student.variant["budget_ms"], student.variant["budget_mib"])
    assert verdict == "ok", "Your own function refuses this setting. Which one does it accept?"


# --- 6. La page ---------------------------------------------------------------------------------------------------

GOOD = {"leaked_first", "second_factor", "manager", "unique", "passphrase", "storage", "recovery"}
HARMFUL = ["shared_sheet", "secret_question", "one_account", "every_90_days"]


@pytest.mark.task("page")
def test_build_page(student):
    """A page of two measures, line by line."""
    lines = [student.given("write_line")(1, "recovery"), student.given("write_line")(2, "unique")]
    text = student.call("build_page", "Garage Nadeau", ["recovery", "unique"])
    assert text == "\n".join(["# Garage Nadeau", "", *lines]), "The page is a single text: the title, an empty line, then one numbered line per code, in the order received."


@pytest.mark.task("page", weight=2)
def test_page_measures(student):
    """Your page: the good measures, and no others."""
    texts = {code: measure["text"] for code, measure in student.given("MEASURES").items()}
    page = student.expect_text(student.value("page"), look="`page` is the text that `build_page` returns.")
    kept = {code for code in texts if texts[code] in page}
    if "every_90_days" in kept:
        student.mistake("rotation_kept")
    for code in HARMFUL:
        assert code not in kept, "One of the measures to drop is still on your page. Who else could make use of it?"
    assert kept == GOOD, "The page has seven measures. Read again those that you left out."


@pytest.mark.task("page")
def test_page_order(student):
    """Your page: a title, numbers, from the most urgent to the least."""
    measures = student.given("MEASURES")
    lines = student.value("page").split("\n")
    assert lines[0].startswith("# "), "The first line is a title: `#`, a space, the name of the company."
    assert len(lines[0]) > 4, "Give the company a name, even a made-up one."
    codes = [code for line in lines[2:] for code in measures if measures[code]["text"] in line]
    expected = [student.given("write_line")(number, code) for number, code in enumerate(codes, start=1)]
    student.value("page")
    assert lines[2:] == expected, "Each line comes from `write_line`, with a number that grows by one."
    days = [measures[code]["days"] for code in codes]
    assert days == sorted(days), "The numbers are the deadlines, in days: they run from the shortest to the longest."


@pytest.mark.task("page")
def test_page_saved(student):
    """The file to take away holds your page."""
    assert student.file("conseils-mots-de-passe.md") == student.value("page").encode("utf-8"), "The file is not your page. The last line of the cell is `save_page(page)`."
