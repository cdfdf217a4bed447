"""Les vérifications livrées avec l’exercice : propriétés, exemples suivis, vecteurs publiés."""

import functools
import hashlib

import pytest
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM, ChaCha20Poly1305
from hypothesis import given, settings
from hypothesis import strategies as st

KEY = bytes(range(16))
NONCE = bytes(range(100, 112))
LABEL = b"facture 4101"


def flip(data, place):
    """Rend les mêmes octets, un bit changé à cette place."""
    changed = bytearray(data)
    changed[place] ^= 1
    return bytes(changed)


# --- 2. Chiffrer et déchiffrer ------------------------------------------------------------------------------------


def open_sealed(student, key, sealed, label):
    """Appelle `open_sealed` ; dit quand le refus sort en erreur."""
    try:
        return student.call("open_sealed", key, sealed, label)
    except Exception as error:
        if getattr(getattr(error, "error", None), "type", "") != "InvalidTag":
            raise
        student.mistake("refusal_escapes")


@pytest.mark.task("seal")
def test_seal_form(student):
    """12 bytes of nonce, the message, 16 bytes of tag."""
    sealed = student.expect_bytes(student.call("seal", KEY, b"250 euros", LABEL))
    if len(sealed) == 25:
        student.mistake("nonce_not_sent")
    assert len(sealed) == 37, "9 bytes of message, 12 of nonce, 16 of tag. `encrypt` already returns the tag."


@pytest.mark.task("seal")
def test_seal_fresh_nonce(student):
    """Two calls, two nonces."""
    first, second = student.call("seal", KEY, b"oui", LABEL), student.call("seal", KEY, b"oui", LABEL)
    if first[:12] == second[:12]:
        student.mistake("nonce_drawn_once")
    assert first != second, "The same message, encrypted twice, must give two different sequences."


@pytest.mark.task("seal")
def test_seal_opened_elsewhere(student):
    """Another program decrypts your message, with the same label."""
    sealed = student.call("seal", KEY, b"250 euros", LABEL)
    try:
        text = AESGCM(KEY).decrypt(sealed[:12], sealed[12:], LABEL)
    except InvalidTag:
        text = None
    if text is None and opens(sealed, None):
        student.mistake("label_not_sealed")
    assert text == b"250 euros", "The nonce comes first, then what `encrypt` returns. The label is `label`."


def opens(sealed, label):
    """Dit si le message s’ouvre avec cette étiquette."""
    try:
        AESGCM(KEY).decrypt(sealed[:12], sealed[12:], label)
    except InvalidTag:
        return False
    return True


@pytest.mark.task("seal")
def test_open_sealed(student):
    """A message encrypted elsewhere opens."""
    sealed = NONCE + AESGCM(KEY).encrypt(NONCE, b"livrer lundi", LABEL)
    assert open_sealed(student, KEY, sealed, LABEL) == b"livrer lundi", "The first 12 bytes are the nonce, the rest goes to `decrypt`, and the label is the same."


@pytest.mark.task("seal", weight=2)
@given(place=st.integers(0, 39))
def test_open_sealed_refuses(student, place):
    """A single bit changed, anywhere, and the message is refused."""
    sealed = NONCE + AESGCM(KEY).encrypt(NONCE, b"livrer lundi", LABEL)
    assert open_sealed(student, KEY, flip(sealed, place), LABEL) is None, "A changed message must give `None`, without any text."


@pytest.mark.task("seal")
def test_open_sealed_other_label(student):
    """The same message under another label is refused."""
    sealed = NONCE + AESGCM(KEY).encrypt(NONCE, b"livrer lundi", LABEL)
    assert open_sealed(student, KEY, sealed, b"facture 4102") is None, "A changed label breaks the tag. Do you give it to `decrypt`?"


# --- 3. Les vecteurs ----------------------------------------------------------------------------------------------


def judge(student, vector):
    """Appelle `judge_vector` ; dit quand de l’hexadécimal est resté du texte."""
    try:
        return student.call("judge_vector", vector)
    except TypeError:
        student.fail("`decrypt` wants three sequences of bytes. `bytes.fromhex` turns hexadecimal into bytes.")


@pytest.mark.task("vectors")
def test_vectors_gcm(student):
    """The two published vectors of AES-GCM are accepted."""
    vectors = student.given("VECTORS")
    for vector in vectors[:2]:
        verdict = judge(student, vector)
        if verdict == "different":
            student.mistake("hexadecimal_compared")
        assert verdict == "ok", "This vector is published with AES-GCM: it is right."


@pytest.mark.task("vectors")
def test_vectors_chacha(student):
    """The vector of RFC 8439 is accepted."""
    vector = student.given("VECTORS")[2]
    verdict = judge(student, vector)
    if verdict == "refused":
        key, nonce = bytes.fromhex(vector["key"]), bytes.fromhex(vector["nonce"])
        plain = {**vector, "label": "", "sealed": ChaCha20Poly1305(key).encrypt(nonce, b"", None).hex(), "text": ""}
        if judge(student, plain) == "ok":
            student.mistake("vector_label_ignored")
        student.mistake("always_gcm")
    assert verdict == "ok", "RFC 8439 publishes this vector: it is right."


@pytest.mark.task("vectors")
def test_vectors_seal(student):
    """A tag with a single bit changed is refused."""
    for vector in (student.given("VECTORS")[3], {**student.given("VECTORS")[1], "sealed": "00" * 32}):
        assert judge(student, vector) == "refused", "This tag is wrong: the verdict is a refusal."


@pytest.mark.task("vectors")
def test_vectors_text(student):
    """A right tag, but another text."""
    verdict = judge(student, student.given("VECTORS")[4])
    if verdict == "ok":
        student.mistake("text_not_compared")
    assert verdict == "different", "The tag is right and the text is another: there is a word for that."


# --- 4. Le nonce repris -------------------------------------------------------------------------------------------


@pytest.mark.task("nonce")
def test_find_reused(student):
    """The numbers of the messages whose nonce is used more than once."""
    envelopes = [{"nonce": letter * 24, "sealed": "00" * 20} for letter in "abcbd"]
    numbers = student.call("find_reused", envelopes)
    if numbers == [3]:
        student.mistake("first_use_forgotten")
    if numbers == [2, 4]:
        student.mistake("numbers_from_one")
    assert numbers == [1, 3], "In this list, messages 1 and 3 share their nonce."


@pytest.mark.task("nonce")
def test_find_reused_none(student):
    """No reused nonce."""
    envelopes = [{"nonce": letter * 24, "sealed": "00" * 20} for letter in "abcde"]
    assert student.call("find_reused", envelopes) == [], "All the nonces differ: the list is empty."


@pytest.mark.task("nonce")
def test_recover(student):
    """A text recovered without the key."""
    known, wanted, flow = b"rendez-vous lundi", b"code 4821", bytes(range(60, 77))
    first = bytes(a ^ b for a, b in zip(known, flow, strict=True))
    second = bytes(a ^ b for a, b in zip(wanted, flow, strict=False))
    got = student.expect_bytes(
        student.call("recover", known, first, second),
        look="`recover` returns bytes: `bytes(…)` turns a list of numbers into bytes.",
    )
    if got == bytes(a ^ b for a, b in zip(first, second, strict=False)):
        student.mistake("known_not_used")
    if got[:9] == flow[:9]:
        student.mistake("flow_returned")
    assert got == wanted, "Three sequences go into the XOR, place by place: the known text and the two encrypted messages."


@pytest.mark.task("nonce")
def test_recovered_fits(student):
    """Your text and the known text do explain the two encrypted messages."""
    text = student.expect_text(
        student.value("recovered"), look='`recovered` is a text: `.decode("utf-8")` turns the bytes into text.'
    )
    bodies = {}
    for envelope in student.variant["envelopes"]:
        bodies.setdefault(envelope["nonce"], []).append(bytes.fromhex(envelope["sealed"])[:-16])
    first, second = next(pair for pair in bodies.values() if len(pair) == 2)
    data = text.encode("utf-8")
    known = student.variant["known"].encode("utf-8")
    mixed = bytes(a ^ b ^ c for a, b, c in zip(known, first, second, strict=False))
    assert data == mixed, "Take the two messages that `find_reused` points to, in order: the known text is that of the first one."


# --- 6. La sauvegarde ---------------------------------------------------------------------------------------------

TEXT = "4101;Café Tremblay;250,00\n".encode()
PHRASE = "bascule orage violon"


@functools.cache
def slow_key(phrase, salt):
    """Retenue : l’élève attend cette vérification, et la même clé y revient à chaque exemple."""
    return hashlib.scrypt(phrase.encode("utf-8"), salt=salt, n=2**12, r=8, p=1, dklen=32)


def make_file(text, phrase, salt=bytes(16), magic=b"PSR1"):
    """Un fichier chiffré, fait par nous."""
    header = magic + salt
    return header + NONCE + ChaCha20Poly1305(slow_key(phrase, salt)).encrypt(NONCE, text, header)


def read_file(blob, phrase, label=True):
    """Déchiffre un fichier par nos moyens ; `None` si le sceau n’est pas bon."""
    try:
        cipher = ChaCha20Poly1305(slow_key(phrase, blob[4:20]))
        return cipher.decrypt(blob[20:32], blob[32:], blob[:20] if label else None)
    except (InvalidTag, ValueError):
        return None


def encrypt_once(student, text):
    student.put_file("essai.csv", text)
    student.call("encrypt_file", "essai.csv", "essai.psr", PHRASE)
    return student.file("essai.psr")


@pytest.mark.task("backup")
def test_file_form(student):
    """The encrypted file has the agreed shape."""
    blob = encrypt_once(student, TEXT)
    assert blob[:4] == b"PSR1", "The file starts with `MAGIC`."
    if len(blob) == 48 + len(TEXT) + 32:
        student.mistake("key_in_file")
    assert len(blob) == 48 + len(TEXT), "4 bytes, 16 of salt, 12 of nonce, the message, 16 of tag, and nothing else."
    text = read_file(blob, PHRASE)
    if text is None and read_file(blob, PHRASE, label=False) == TEXT:
        student.mistake("header_not_sealed")
    if text is None and read_file(blob[:4] + blob[16:32] + blob[4:16] + blob[32:], PHRASE) == TEXT:
        student.fail("The nonce is written before the salt. The table asks for the opposite.")
    assert text == TEXT, "I could not read this file back. Does the key come from the salt that is written in the header?"


@pytest.mark.task("backup")
def test_file_fresh(student):
    """Two encrypted files have neither the same salt nor the same nonce."""
    first, second = encrypt_once(student, TEXT), encrypt_once(student, TEXT)
    if first[4:20] == second[4:20]:
        student.mistake("salt_drawn_once")
    assert first[20:32] != second[20:32], "The two files have the same nonce. Draw it for each file."


@pytest.mark.task("backup")
def test_file_read_back(student):
    """A file received from elsewhere decrypts."""
    student.put_file("recu.psr", make_file(TEXT, PHRASE, bytes(range(16))))
    assert student.call("decrypt_file", "recu.psr", "relu.csv", PHRASE) is True, "This file follows the table, and its tag is right. Do you cut at the same places?"
    assert student.file("relu.csv") == TEXT, "The text written to `target` is not the original one."


@pytest.mark.task("backup")
@settings(max_examples=8)
@given(place=st.integers(4, 60))
def test_file_refused(student, place):
    """One bit changed, and the file is refused without anything being written."""
    student.put_file("recu.psr", flip(make_file(TEXT, PHRASE), place))
    student.put_file("relu.csv", b"avant")
    try:
        answer = student.call("decrypt_file", "recu.psr", "relu.csv", PHRASE)
    except Exception as error:
        if getattr(getattr(error, "error", None), "type", "") != "InvalidTag":
            raise
        student.mistake("file_refusal_escapes")
    if student.file("relu.csv") != b"avant":
        student.mistake("written_before_check")
    assert answer is False, "A changed file is refused: return `False`."


@pytest.mark.task("backup")
def test_backup_written(student):
    """Your encrypted backup can be read back with your passphrase."""
    blob = student.file("sauvegarde.psr")
    assert read_file(blob, student.variant["passphrase"]) == student.given("lent_read")("data/sauvegarde.csv"), "This file is not `data/sauvegarde.csv`, encrypted with `passphrase`."
