"""Les vérifications qui restent ici : valeurs tirées au hasard, jugées par une seconde écriture de chaque réponse."""

import hashlib
import struct

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given, settings
from hypothesis import strategies as st

SECRETS = st.binary(min_size=32, max_size=32)
LETTERS = st.sampled_from(["moi", "a", "b", "c", "d", "e", "f", "g"])
EDGES = st.lists(st.tuples(LETTERS, LETTERS).filter(lambda pair: pair[0] != pair[1]), max_size=16, unique=True)
LEVELS = st.sampled_from(["full", "marginal", "marginal", "none"])


def public_of(secret):
    return Ed25519PrivateKey.from_private_bytes(secret).public_key().public_bytes_raw()


def pairs(value):
    """Les couples d’une liste, en listes."""
    rows = value if isinstance(value, list) else [value]
    return [list(pair) if isinstance(pair, tuple) else pair for pair in rows]


def print_of(public, created):
    """L’empreinte, par `struct`."""
    return hashlib.sha256(struct.pack(">BIBIBI32s", 0x9B, 42, 6, created, 27, 32, public)).hexdigest()


def judge(edges, trust):
    """Les clés valides, tour par tour, avec des poids."""
    weight = {"full": 3, "marginal": 1, "none": 0}
    depths = {"moi": 0}
    for turn in range(1, 6):
        told = {}
        for signer, key in edges:
            if depths.get(signer, 9) < turn and key not in depths:
                told[key] = told.get(key, 0) + (3 if signer == "moi" else weight[trust.get(signer, "none")])
        depths = {**depths, **{key: turn for key, total in told.items() if total > 2}}
    return depths


@pytest.mark.task("keys", weight=2)
@settings(max_examples=5)
@given(secret=SECRETS, message=st.binary(max_size=20), created=st.integers(0, 2**32 - 1))
def test_keys_any(student, secret, message, created):
    """Des clés, des messages et des dates tirés au hasard."""
    public, signature = public_of(secret), Ed25519PrivateKey.from_private_bytes(secret).sign(message)
    assert student.call("sign", secret, message) == signature, tr("Un message tiré au hasard est mal signé.")
    assert student.call("verify", public, message, signature) is True, tr("Une bonne signature est refusée.")
    assert student.call("verify", public, message + b"x", signature) is False, tr(
        "Une mauvaise signature est acceptée."
    )
    assert student.call("fingerprint", public, created) == print_of(public, created), tr(
        "L’empreinte d’une clé tirée au hasard est fausse."
    )


@pytest.mark.task("ring", weight=2)
@settings(max_examples=6)
@given(
    rows=st.lists(
        st.tuples(st.integers(0, 4), st.integers(0, 4), st.sampled_from(["good", "good", "by", "about"])),
        max_size=5,
        unique_by=lambda row: row[:2],
    )
)
def test_ring_any(student, rows):
    """Des trousseaux tirés au hasard."""
    secrets = [bytes([number + 60]) * 32 for number in range(5)]
    keys = {
        f"k{number}": {"name": "Ana", "public": public_of(secrets[number]).hex(), "created": 1_750_000_000 + number}
        for number in range(4)
    }
    prints = [print_of(public_of(secret), 1_750_000_000 + number) for number, secret in enumerate(secrets)]
    certificates, wanted = [], []
    for signer, key, kind in rows:
        told = prints[(key + 1) % 5] if kind == "about" else prints[key]
        hand = Ed25519PrivateKey.from_private_bytes(secrets[(signer + 1) % 5 if kind == "by" else signer])
        signature = hand.sign(f"certify {told} Ana".encode()).hex()
        certificates.append({"signer": f"k{signer}", "key": f"k{key}", "signature": signature})
        if kind == "good" and signer != key and max(signer, key) < 4:
            wanted.append([f"k{signer}", f"k{key}"])
    got = student.call("read_edges", keys, certificates)
    assert pairs(got) == sorted(wanted), tr("Un trousseau tiré au hasard est mal lu.")


@pytest.mark.task("ring", weight=2)
def test_my_edges_value(student):
    """Les flèches de ce trousseau."""
    assert pairs(student.value("my_edges")) == student.secret["edges"], tr(
        "Ces flèches ne sont pas celles de ce trousseau."
    )


@pytest.mark.task("judge")
@settings(max_examples=8)
@given(levels=st.lists(st.sampled_from(["ultimate", "full", "marginal", "marginal", "none"]), max_size=5))
def test_enough_any(student, levels):
    """Des confiances tirées au hasard."""
    points = sum({"ultimate": 3, "full": 3, "marginal": 1, "none": 0}[level] for level in levels)
    assert student.call("enough", levels) is (points > 2), tr("Des confiances tirées au hasard sont mal jugées.")


@pytest.mark.task("judge", weight=3)
@settings(max_examples=12)
@given(edges=EDGES, trust=st.dictionaries(LETTERS, LEVELS, max_size=8))
def test_valid_any(student, edges, trust):
    """Des toiles tirées au hasard."""
    got = student.call("valid_keys", [list(edge) for edge in edges], "moi", trust)
    assert got == judge(edges, trust), tr("Une toile tirée au hasard est mal jugée.")


@pytest.mark.task("judge", weight=2)
def test_my_valid_value(student):
    """Les clés valides de cette toile."""
    assert student.value("my_valid") == student.secret["valid"], tr("Ce jugement n’est pas celui de cette toile.")


@pytest.mark.task("revoke")
@settings(max_examples=4)
@given(secret=SECRETS, told=st.text("0123456789abcdef", min_size=64, max_size=64))
def test_revoke_any(student, secret, told):
    """Des révocations tirées au hasard."""
    wanted = Ed25519PrivateKey.from_private_bytes(secret).sign(b"revoke " + told.encode())
    assert student.call("revoke", secret, told) == wanted, tr("Une révocation tirée au hasard est fausse.")


@pytest.mark.task("revoke", weight=2)
@settings(max_examples=5)
@given(rows=st.lists(st.tuples(st.integers(0, 3), st.booleans()), max_size=4))
def test_revoked_any(student, rows):
    """Des listes de révocations tirées au hasard."""
    secrets = [bytes([number + 90]) * 32 for number in range(5)]
    keys = {
        f"k{number}": {"name": "Ana", "public": public_of(secrets[number]).hex(), "created": 1_760_000_000 + number}
        for number in range(3)
    }
    revocations = []
    for number, good in rows:
        told = print_of(public_of(secrets[number]), 1_760_000_000 + number)
        hand = Ed25519PrivateKey.from_private_bytes(secrets[number if good else number + 1])
        revocations.append({"key": f"k{number}", "signature": hand.sign(f"revoke {told}".encode()).hex()})
    wanted = sorted({f"k{number}" for number, good in rows if good and number < 3})
    assert student.call("revoked_keys", keys, revocations) == wanted, tr("Une liste tirée au hasard est mal lue.")


@pytest.mark.task("revoke")
@settings(max_examples=6)
@given(edges=EDGES, revoked=st.lists(LETTERS, max_size=2, unique=True))
def test_without_any(student, edges, revoked):
    """Des toiles et des révocations tirées au hasard."""
    got = student.call("without", [list(edge) for edge in edges], revoked)
    assert pairs(got) == [list(edge) for edge in edges if not set(edge) & set(revoked)], tr(
        "Une toile tirée au hasard garde ou perd une flèche à tort."
    )


@pytest.mark.task("revoke", weight=2)
def test_my_revoked_value(student):
    """La clé révoquée de ce trousseau."""
    assert student.value("my_revoked") == student.secret["revoked"], tr("Ce n’est pas la clé révoquée de ce trousseau.")


@pytest.mark.task("policy", weight=3)
def test_policy_value(student):
    """Les décisions de cette toile, et la longueur de chaque chemin."""
    web, after = student.variant["web"], student.secret["after"]
    policy = student.value("policy")
    rows = policy if isinstance(policy, list) else [policy]
    assert all(isinstance(row, dict) and isinstance(row.get("path"), list) for row in rows), tr(
        "`policy` est une liste de dictionnaires."
    )
    told = {row.get("name"): row.get("decision") for row in rows}
    wanted = {
        name: "revoked" if name in web["revoked"] else "trust" if name in after else "refuse"
        for name in web["fingerprints"]
        if name != web["me"]
    }
    assert told == wanted, tr("Une décision n’est pas la bonne.")
    steps = {web["me"]: 0}
    for turn in range(1, 6):
        near = {key for signer, key in web["edges"] if steps.get(signer, 9) == turn - 1 and key in after}
        steps = {**dict.fromkeys(near, turn), **steps}
    lengths = {row.get("name"): len(row["path"]) - 1 for row in rows if row.get("decision") == "trust"}
    assert lengths == {name: steps[name] for name in lengths}, tr("Un chemin n’est pas le plus court.")
