import hashlib

import pytest

COMMON = ("123456", "motdepasse", "soleil", "azerty", "qwerty", "hockey", "papillon")


def hash_hex(data):
    return hashlib.sha256(data).hexdigest()


@pytest.mark.task("read_hex")
def test_read_hex(student):
    """Le mot écrit en hexadécimal."""
    found = student.expect_text(student.value("found"))
    assert found == "épicerie", "`fromhex` lit l’hexadécimal, `decode` rend le texte."


@pytest.mark.task("hash_word")
def test_hash_word(student):
    """L’empreinte de « lanterne », en texte."""
    mark = student.expect_text(student.value("mark"), look="`hexdigest` rend l’empreinte en texte.")
    assert mark == hash_hex(b"lanterne"), "Est-ce bien l’empreinte de `word`, changé en octets ?"


@pytest.mark.task("make_known")
def test_make_known(student):
    """Sept empreintes, chacune mène à son mot."""
    known = student.expect_table(student.value("known"))
    assert known != {}, "`known` est vide. La ligne à écrire est dans la boucle : est-elle en retrait ?"
    assert known != {word: hash_hex(word.encode()) for word in COMMON}, "C’est l’inverse : l’empreinte est l’étiquette, entre crochets ; le mot est la valeur."
    assert known == {hash_hex(word.encode()): word for word in COMMON}, "`known[empreinte du mot] = word`."


@pytest.mark.task("salted_hash")
def test_salted_hash(student):
    """L’empreinte du sel suivi du mot."""
    mark, salt = student.expect_text(student.value("mark")), bytes.fromhex("a1b2c3d4")
    assert mark != hash_hex(b"papillon"), "Le sel n’y est pas."
    assert mark != hash_hex(b"papillon" + salt), "Le sel vient avant le mot."
    assert mark == hash_hex(salt + b"papillon"), "Collez le sel et le mot en octets, puis prenez l’empreinte."


@pytest.mark.task("slow_hash")
def test_slow_hash(student):
    """Le résultat de scrypt pour « papillon »."""
    expected = hashlib.scrypt(b"papillon", salt=bytes.fromhex("a1b2c3d4"), n=2**14, r=8, p=1)
    got = student.expect_bytes(student.value("slow_key"))
    assert got == expected, "Le mot en octets, `salt=salt`, puis les trois réglages donnés."


@pytest.mark.task("ten_letters")
def test_ten_letters(student):
    """Le temps que tiennent dix lettres avec Argon2id."""
    years = student.expect_number(student.value("years"))
    assert years == pytest.approx(26**10 / 2 / 1_000 / 31_557_600), "La longueur d’abord, puis le nom de la méthode, tel qu’il est dans le dictionnaire."


@pytest.mark.task("split_record")
def test_split_record(student):
    """Le sel d’un côté, l’empreinte de l’autre."""
    got = [student.expect_text(student.value(name)) for name in ("salt_text", "print_text")]
    assert got != ["9f86d081", "a1b2"], "Les deux noms sont échangés : le sel vient d’abord."
    assert got == ["a1b2", "9f86d081"], "Coupez `record` au signe `$`."


@pytest.mark.task("six_digits")
def test_six_digits(student):
    """Les six derniers chiffres, en texte, avec leurs zéros."""
    for number, code in ((1094287082, "287082"), (152, "000152"), (7000000, "000000")):
        got = student.expect_text(student.call("six_digits", number), look="Le serveur attend un texte : `str(…)`.")
        assert got == code, "Le reste par `10**6`, puis le texte, puis les zéros à gauche."


@pytest.mark.task("time_counter")
def test_time_counter(student):
    """Le nombre de pas, puis ses 8 octets."""
    counter = student.expect_number(student.value("counter"), whole=True, look="`//` est la division entière.")
    assert counter == 37037036, "`moment` divisé par 30, sans le reste."
    message = student.expect_bytes(student.value("message"), length=8)
    assert message == (37037036).to_bytes(8, "big"), "Le plus gros en tête."


@pytest.mark.task("passphrase_rule")
def test_passphrase_rule(student):
    """La règle : au moins 4 mots, et au moins 15 signes."""
    for phrase, accepted in (
        ("lanterne cuivre orage tomate", True),
        ("le bois du lac", False),
        ("un deux le lac", False),
        ("lanterne cuivreorage", False),
        ("un sac de toile", True),
    ):
        got = student.expect_yes_no(student.call("is_accepted", phrase))
        assert got == accepted, "Comptez les mots, puis les signes, espaces compris ; il faut les deux."
