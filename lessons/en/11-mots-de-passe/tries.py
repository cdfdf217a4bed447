import hashlib

import pytest

COMMON = ("123456", "motdepasse", "soleil", "azerty", "qwerty", "hockey", "papillon")


def hash_hex(data):
    return hashlib.sha256(data).hexdigest()


@pytest.mark.task("read_hex")
def test_read_hex(student):
    """The word written in hexadecimal."""
    found = student.expect_text(student.value("found"))
    assert found == "épicerie", "`fromhex` reads hexadecimal, `decode` gives the text."


@pytest.mark.task("hash_word")
def test_hash_word(student):
    """The hash of "lanterne", as text."""
    mark = student.expect_text(student.value("mark"), look="`hexdigest` gives the hash as text.")
    assert mark == hash_hex(b"lanterne"), "Is it the hash of `word`, turned into bytes?"


@pytest.mark.task("make_known")
def test_make_known(student):
    """Seven hashes, each leading to its word."""
    known = student.expect_table(student.value("known"))
    assert known != {}, "`known` is empty. The line to write is in the loop: is it indented?"
    assert known != {word: hash_hex(word.encode()) for word in COMMON}, "It is the other way round: the hash is the label, between brackets; the word is the value."
    assert known == {hash_hex(word.encode()): word for word in COMMON}, "`known[hash of the word] = word`."


@pytest.mark.task("salted_hash")
def test_salted_hash(student):
    """The hash of the salt followed by the word."""
    mark, salt = student.expect_text(student.value("mark")), bytes.fromhex("a1b2c3d4")
    assert mark != hash_hex(b"papillon"), "The salt is not in it."
    assert mark != hash_hex(b"papillon" + salt), "The salt comes before the word."
    assert mark == hash_hex(salt + b"papillon"), "Join the salt and the word as bytes, then take the hash."


@pytest.mark.task("slow_hash")
def test_slow_hash(student):
    """The result of scrypt for "papillon"."""
    expected = hashlib.scrypt(b"papillon", salt=bytes.fromhex("a1b2c3d4"), n=2**14, r=8, p=1)
    got = student.expect_bytes(student.value("slow_key"))
    assert got == expected, "The word as bytes, `salt=salt`, then the three settings that are given."


@pytest.mark.task("ten_letters")
def test_ten_letters(student):
    """The time that ten letters hold with Argon2id."""
    years = student.expect_number(student.value("years"))
    assert years == pytest.approx(26**10 / 2 / 1_000 / 31_557_600), "The length first, then the name of the method, as it is in the dictionary."


@pytest.mark.task("split_record")
def test_split_record(student):
    """The salt on one side, the hash on the other."""
    got = [student.expect_text(student.value(name)) for name in ("salt_text", "print_text")]
    assert got != ["9f86d081", "a1b2"], "The two names are swapped: the salt comes first."
    assert got == ["a1b2", "9f86d081"], "Cut `record` at the `$` sign."


@pytest.mark.task("six_digits")
def test_six_digits(student):
    """The last six digits, as text, with their zeros."""
    for number, code in ((1094287082, "287082"), (152, "000152"), (7000000, "000000")):
        got = student.expect_text(student.call("six_digits", number), look="The server wants a text: `str(…)`.")
        assert got == code, "The remainder by `10**6`, then the text, then the zeros on the left."


@pytest.mark.task("time_counter")
def test_time_counter(student):
    """The number of steps, then its 8 bytes."""
    counter = student.expect_number(student.value("counter"), whole=True, look="`//` divides and keeps the whole number.")
    assert counter == 37037036, "`moment` divided by 30, without the remainder."
    message = student.expect_bytes(student.value("message"), length=8)
    assert message == (37037036).to_bytes(8, "big"), "The largest first."


@pytest.mark.task("passphrase_rule")
def test_passphrase_rule(student):
    """The rule: at least 4 words, and at least 15 characters."""
    for phrase, accepted in (
        ("lanterne cuivre orage tomate", True),
        ("le bois du lac", False),
        ("un deux le lac", False),
        ("lanterne cuivreorage", False),
        ("un sac de toile", True),
    ):
        got = student.expect_yes_no(student.call("is_accepted", phrase))
        assert got == accepted, "Count the words, then the characters, spaces included; both are needed."
