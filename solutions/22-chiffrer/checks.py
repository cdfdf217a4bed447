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
    """12 octets de nonce, le message, 16 octets de sceau."""
    sealed = student.expect_bytes(student.call("seal", KEY, b"250 euros", LABEL))
    if len(sealed) == 25:
        student.mistake("nonce_not_sent")
    assert len(sealed) == 37, tr("9 octets de message, 12 de nonce, 16 de sceau. `encrypt` rend déjà le sceau.")


@pytest.mark.task("seal")
def test_seal_fresh_nonce(student):
    """Deux appels, deux nonces."""
    first, second = student.call("seal", KEY, b"oui", LABEL), student.call("seal", KEY, b"oui", LABEL)
    if first[:12] == second[:12]:
        student.mistake("nonce_drawn_once")
    assert first != second, tr("Le même message, chiffré deux fois, doit donner deux suites différentes.")


@pytest.mark.task("seal")
def test_seal_opened_elsewhere(student):
    """Un autre programme déchiffre votre message, avec la même étiquette."""
    sealed = student.call("seal", KEY, b"250 euros", LABEL)
    try:
        text = AESGCM(KEY).decrypt(sealed[:12], sealed[12:], LABEL)
    except InvalidTag:
        text = None
    if text is None and opens(sealed, None):
        student.mistake("label_not_sealed")
    assert text == b"250 euros", tr("Le nonce vient d’abord, puis ce que `encrypt` rend. L’étiquette est `label`.")


def opens(sealed, label):
    """Dit si le message s’ouvre avec cette étiquette."""
    try:
        AESGCM(KEY).decrypt(sealed[:12], sealed[12:], label)
    except InvalidTag:
        return False
    return True


@pytest.mark.task("seal")
def test_open_sealed(student):
    """Un message chiffré ailleurs s’ouvre."""
    sealed = NONCE + AESGCM(KEY).encrypt(NONCE, b"livrer lundi", LABEL)
    assert open_sealed(student, KEY, sealed, LABEL) == b"livrer lundi", tr(
        "Les 12 premiers octets sont le nonce, le reste va à `decrypt`, et l’étiquette est la même."
    )


@pytest.mark.task("seal", weight=2)
@given(place=st.integers(0, 39))
def test_open_sealed_refuses(student, place):
    """Un seul bit changé, n’importe où, et le message est refusé."""
    sealed = NONCE + AESGCM(KEY).encrypt(NONCE, b"livrer lundi", LABEL)
    assert open_sealed(student, KEY, flip(sealed, place), LABEL) is None, tr(
        "Un message changé doit donner `None`, sans aucun texte."
    )


@pytest.mark.task("seal")
def test_open_sealed_other_label(student):
    """Le même message sous une autre étiquette est refusé."""
    sealed = NONCE + AESGCM(KEY).encrypt(NONCE, b"livrer lundi", LABEL)
    assert open_sealed(student, KEY, sealed, b"facture 4102") is None, tr(
        "Une étiquette changée casse le sceau. La donnez-vous à `decrypt` ?"
    )


# --- 3. Les vecteurs ----------------------------------------------------------------------------------------------


def judge(student, vector):
    """Appelle `judge_vector` ; dit quand de l’hexadécimal est resté du texte."""
    try:
        return student.call("judge_vector", vector)
    except TypeError:
        student.fail(tr("`decrypt` veut trois suites d’octets. `bytes.fromhex` change l’hexadécimal en octets."))


@pytest.mark.task("vectors")
def test_vectors_gcm(student):
    """Les deux vecteurs publiés d’AES-GCM sont acceptés."""
    vectors = student.given("VECTORS")
    for vector in vectors[:2]:
        verdict = judge(student, vector)
        if verdict == "different":
            student.mistake("hexadecimal_compared")
        assert verdict == "ok", tr("Ce vecteur est publié avec AES-GCM : il est juste.")


@pytest.mark.task("vectors")
def test_vectors_chacha(student):
    """Le vecteur de la RFC 8439 est accepté."""
    vector = student.given("VECTORS")[2]
    verdict = judge(student, vector)
    if verdict == "refused":
        key, nonce = bytes.fromhex(vector["key"]), bytes.fromhex(vector["nonce"])
        plain = {**vector, "label": "", "sealed": ChaCha20Poly1305(key).encrypt(nonce, b"", None).hex(), "text": ""}
        if judge(student, plain) == "ok":
            student.mistake("vector_label_ignored")
        student.mistake("always_gcm")
    assert verdict == "ok", tr("La RFC 8439 publie ce vecteur : il est juste.")


@pytest.mark.task("vectors")
def test_vectors_seal(student):
    """Un sceau changé d’un seul bit est refusé."""
    for vector in (student.given("VECTORS")[3], {**student.given("VECTORS")[1], "sealed": "00" * 32}):
        assert judge(student, vector) == "refused", tr("Ce sceau n’est pas le bon : le verdict est un refus.")


@pytest.mark.task("vectors")
def test_vectors_text(student):
    """Un sceau juste, mais un autre texte."""
    verdict = judge(student, student.given("VECTORS")[4])
    if verdict == "ok":
        student.mistake("text_not_compared")
    assert verdict == "different", tr("Le sceau est bon et le texte est un autre : il y a un mot pour cela.")


# --- 4. Le nonce repris -------------------------------------------------------------------------------------------


@pytest.mark.task("nonce")
def test_find_reused(student):
    """Les numéros des messages dont le nonce sert plus d’une fois."""
    envelopes = [{"nonce": letter * 24, "sealed": "00" * 20} for letter in "abcbd"]
    numbers = student.call("find_reused", envelopes)
    if numbers == [3]:
        student.mistake("first_use_forgotten")
    if numbers == [2, 4]:
        student.mistake("numbers_from_one")
    assert numbers == [1, 3], tr("Dans cette liste, les messages 1 et 3 partagent leur nonce.")


@pytest.mark.task("nonce")
def test_find_reused_none(student):
    """Aucun nonce repris."""
    envelopes = [{"nonce": letter * 24, "sealed": "00" * 20} for letter in "abcde"]
    assert student.call("find_reused", envelopes) == [], tr("Tous les nonces diffèrent : la liste est vide.")


@pytest.mark.task("nonce")
def test_recover(student):
    """Un texte retrouvé sans la clé."""
    known, wanted, flow = b"rendez-vous lundi", b"code 4821", bytes(range(60, 77))
    first = bytes(a ^ b for a, b in zip(known, flow, strict=True))
    second = bytes(a ^ b for a, b in zip(wanted, flow, strict=False))
    got = student.expect_bytes(
        student.call("recover", known, first, second),
        look=tr("`recover` rend des octets : `bytes(…)` change une liste de nombres en octets."),
    )
    if got == bytes(a ^ b for a, b in zip(first, second, strict=False)):
        student.mistake("known_not_used")
    if got[:9] == flow[:9]:
        student.mistake("flow_returned")
    assert got == wanted, tr("Trois suites entrent dans le XOR, place par place : le texte connu et les deux chiffrés.")


@pytest.mark.task("nonce")
def test_recovered_fits(student):
    """Votre texte et le texte connu expliquent bien les deux messages chiffrés."""
    text = student.expect_text(
        student.value("recovered"), look=tr('`recovered` est un texte : `.decode("utf-8")` change les octets en texte.')
    )
    bodies = {}
    for envelope in student.variant["envelopes"]:
        bodies.setdefault(envelope["nonce"], []).append(bytes.fromhex(envelope["sealed"])[:-16])
    first, second = next(pair for pair in bodies.values() if len(pair) == 2)
    data = text.encode("utf-8")
    known = student.variant["known"].encode("utf-8")
    mixed = bytes(a ^ b ^ c for a, b, c in zip(known, first, second, strict=False))
    assert data == mixed, tr(
        "Prenez les deux messages que `find_reused` désigne, dans l’ordre : le texte connu est celui du premier."
    )


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
    """Le fichier chiffré a la forme convenue."""
    blob = encrypt_once(student, TEXT)
    assert blob[:4] == b"PSR1", tr("Le fichier commence par `MAGIC`.")
    if len(blob) == 48 + len(TEXT) + 32:
        student.mistake("key_in_file")
    assert len(blob) == 48 + len(TEXT), tr(
        "4 octets, 16 de sel, 12 de nonce, le message, 16 de sceau, et rien d’autre."
    )
    text = read_file(blob, PHRASE)
    if text is None and read_file(blob, PHRASE, label=False) == TEXT:
        student.mistake("header_not_sealed")
    if text is None and read_file(blob[:4] + blob[16:32] + blob[4:16] + blob[32:], PHRASE) == TEXT:
        student.fail(tr("Le nonce est écrit avant le sel. Le tableau demande l’inverse."))
    assert text == TEXT, tr("Je n’ai pas pu relire ce fichier. La clé vient-elle du sel qui est écrit dans l’en-tête ?")


@pytest.mark.task("backup")
def test_file_fresh(student):
    """Deux fichiers chiffrés n’ont ni le même sel ni le même nonce."""
    first, second = encrypt_once(student, TEXT), encrypt_once(student, TEXT)
    if first[4:20] == second[4:20]:
        student.mistake("salt_drawn_once")
    assert first[20:32] != second[20:32], tr("Les deux fichiers ont le même nonce. Tirez-le à chaque fichier.")


@pytest.mark.task("backup")
def test_file_read_back(student):
    """Un fichier reçu d’ailleurs se déchiffre."""
    student.put_file("recu.psr", make_file(TEXT, PHRASE, bytes(range(16))))
    assert student.call("decrypt_file", "recu.psr", "relu.csv", PHRASE) is True, tr(
        "Ce fichier suit le tableau, et son sceau est bon. Coupez-vous aux mêmes places ?"
    )
    assert student.file("relu.csv") == TEXT, tr("Le texte écrit dans `target` n’est pas celui d’origine.")


@pytest.mark.task("backup")
@settings(max_examples=8)
@given(place=st.integers(4, 60))
def test_file_refused(student, place):
    """Un bit changé, et le fichier est refusé sans rien écrire."""
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
    assert answer is False, tr("Un fichier changé se refuse : rendez `False`.")


@pytest.mark.task("backup")
def test_backup_written(student):
    """Votre sauvegarde chiffrée se relit avec votre phrase de passe."""
    blob = student.file("sauvegarde.psr")
    assert read_file(blob, student.variant["passphrase"]) == student.given("lent_read")("data/sauvegarde.csv"), tr(
        "Ce fichier n’est pas `data/sauvegarde.csv`, chiffré avec `passphrase`."
    )
