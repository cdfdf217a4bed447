"""Les vérifications qui restent ici : valeurs tirées au hasard, jugées par une seconde écriture de chaque réponse."""

import hashlib

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM, ChaCha20Poly1305
from hypothesis import given, settings
from hypothesis import strategies as st

BYTES = st.binary(max_size=60)
KEYS = st.binary(min_size=16, max_size=16)
NONCES = st.binary(min_size=12, max_size=12)


def gcm_by_parts(key, nonce, data, label):
    """AES-GCM par l’autre chemin de la bibliothèque, sans `AESGCM`."""
    worker = Cipher(algorithms.AES(key), modes.GCM(nonce)).encryptor()
    worker.authenticate_additional_data(label)
    return worker.update(data) + worker.finalize() + worker.tag


@pytest.mark.task("seal", weight=2)
@given(key=KEYS, data=BYTES, label=BYTES)
def test_seal_any(student, key, data, label):
    """Des clés, des messages et des étiquettes tirés au hasard."""
    sealed = student.call("seal", key, data, label)
    assert sealed == sealed[:12] + gcm_by_parts(key, sealed[:12], data, label), tr(
        "Un message tiré au hasard n’est pas chiffré comme il faut."
    )


@pytest.mark.task("seal", weight=2)
@given(key=KEYS, nonce=NONCES, data=BYTES, label=BYTES)
def test_open_any(student, key, nonce, data, label):
    """Des messages tirés au hasard, puis la mauvaise clé."""
    sealed = nonce + gcm_by_parts(key, nonce, data, label)
    assert student.call("open_sealed", key, sealed, label) == data, tr("Un bon message est refusé, ou mal lu.")
    other = bytes([key[0] ^ 1]) + key[1:]
    assert student.call("open_sealed", other, sealed, label) is None, tr("Une mauvaise clé doit donner `None`.")


@pytest.mark.task("vectors", weight=2)
@given(
    name=st.sampled_from(["AES-GCM", "ChaCha20-Poly1305"]),
    key=st.binary(min_size=32, max_size=32),
    nonce=NONCES,
    label=BYTES,
    text=BYTES,
    fault=st.sampled_from(["ok", "refused", "different"]),
)
def test_judge_any(student, name, key, nonce, label, text, fault):
    """Des vecteurs tirés au hasard, justes et faux."""
    cipher = AESGCM(key) if name == "AES-GCM" else ChaCha20Poly1305(key)
    sealed = cipher.encrypt(nonce, text, label)
    if fault == "refused":
        sealed = sealed[:-1] + bytes([sealed[-1] ^ 128])
    told = text + b"!" if fault == "different" else text
    vector = {"name": "x", "cipher": name, "key": key.hex(), "nonce": nonce.hex(), "label": label.hex()}
    vector |= {"text": told.hex(), "sealed": sealed.hex()}
    assert student.call("judge_vector", vector) == fault, tr("Un vecteur tiré au hasard est mal jugé.")


@pytest.mark.task("nonce")
@given(letters=st.text("abcdef", max_size=8))
def test_find_any(student, letters):
    """Des boîtes d’envoi tirées au hasard."""
    envelopes = [{"nonce": letter * 24, "sealed": "00" * 16} for letter in letters]
    places = [place for place, letter in enumerate(letters) if letter in letters[:place] + letters[place + 1 :]]
    assert student.call("find_reused", envelopes) == places, tr("Une boîte tirée au hasard est mal lue.")


@pytest.mark.task("nonce")
@given(known=BYTES, wanted=BYTES, flow=st.binary(min_size=60, max_size=60))
def test_recover_any(student, known, wanted, flow):
    """Des textes tirés au hasard."""
    size = min(len(known), len(wanted))
    first = (int.from_bytes(known.ljust(60, b"\0"), "big") ^ int.from_bytes(flow, "big")).to_bytes(60, "big")
    second = (int.from_bytes(wanted.ljust(60, b"\0"), "big") ^ int.from_bytes(flow, "big")).to_bytes(60, "big")
    got = student.call("recover", known, first[: len(known)], second[: len(wanted)])
    assert got == wanted[:size], tr("Un texte tiré au hasard n’est pas retrouvé.")


@pytest.mark.task("nonce")
def test_recovered_value(student):
    """Le texte retrouvé est celui de cette variante."""
    assert student.value("recovered") == student.secret["recovered"], tr("Ce texte n’est pas celui de cette boîte.")


@pytest.mark.task("backup", weight=2)
@settings(max_examples=6)
@given(data=BYTES, phrase=st.text("abcdé ", min_size=1, max_size=20))
def test_files_any(student, data, phrase):
    """Des fichiers et des phrases tirés au hasard, dans les deux sens."""
    student.put_file("un.csv", data)
    student.call("encrypt_file", "un.csv", "un.psr", phrase)
    blob = student.file("un.psr")
    key = hashlib.scrypt(phrase.encode("utf-8"), salt=blob[4:20], n=4096, r=8, p=1, dklen=32)
    assert blob[32:] == ChaCha20Poly1305(key).encrypt(blob[20:32], data, blob[:20]), tr(
        "Un fichier tiré au hasard n’est pas chiffré comme convenu."
    )
    assert student.call("decrypt_file", "un.psr", "deux.csv", phrase) is True, tr("Un bon fichier est refusé.")
    assert student.file("deux.csv") == data, tr("Le fichier relu n’est pas celui d’origine.")
    assert student.call("decrypt_file", "un.psr", "trois.csv", phrase + "x") is False, tr(
        "Une mauvaise phrase de passe doit donner `False`."
    )


@pytest.mark.task("backup")
def test_other_salt(student):
    """Le sel de la lecture est celui du fichier."""
    salt, nonce = bytes(range(7, 23)), bytes(range(12))
    key = hashlib.scrypt(b"tiroir", salt=salt, n=4096, r=8, p=1, dklen=32)
    header = b"PSR1" + salt
    student.put_file("quatre.psr", header + nonce + ChaCha20Poly1305(key).encrypt(nonce, b"abc", header))
    assert student.call("decrypt_file", "quatre.psr", "cinq.csv", "tiroir") is True, tr("Un bon fichier est refusé.")
