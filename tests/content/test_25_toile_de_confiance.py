"""The reference answers of 25-toile-de-confiance against what RFCs publish and against GnuPG itself.

The answers are run as the author wrote them, from ``solutions/25-toile-de-confiance/notebook.py``.

Sources: RFC 8032 section 7.1 (Ed25519, tests 1 to 3) and the Ed25519 vectors of the package cryptography-vectors;
RFC 9580 section 5.5.4.3 and appendix A.3 (version 6 fingerprint of the sample key, whose subkey gives a second value);
GnuPG's documentation (completes-needed 1, marginals-needed 3, max-cert-depth 5), and where the machine has it, the
validity that ``gpg`` computes for each key of a variant's web.
"""

import hashlib
import json
import os
import shutil
import subprocess
from itertools import pairwise
from pathlib import Path
from typing import Any

import cryptography_vectors
import networkx
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from tests.content.reference import Reference

REFERENCE = Reference("25-toile-de-confiance")
SOLUTION = REFERENCE.solution
RFC_8032 = [
    (
        "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
    ),
    (
        "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
    ),
    (
        "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
        "af82",
        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a",
    ),
]
SAMPLE_KEY = "f94da7bb48d60a61e567706a6587d0331999bb9d891a08242ead84543df895a3"
SAMPLE_PRINT = "cb186c4f0609a697e4d52dfa6c722b0c1f1e27c18a56708f6525ec27bad9acc9"


@pytest.mark.parametrize(("secret", "public", "message", "signature"), RFC_8032)
def test_sign_and_verify_are_rfc_8032(
    answers: dict[str, Any], secret: str, public: str, message: str, signature: str
) -> None:
    told, key, text = bytes.fromhex(signature), bytes.fromhex(public), bytes.fromhex(message)
    assert answers["sign"](bytes.fromhex(secret), text) == told
    assert answers["verify"](key, text, told) is True
    assert answers["verify"](key, text + b"!", told) is False
    assert answers["verify"](key, text, told[:-1] + bytes([told[-1] ^ 1])) is False


def test_sign_and_verify_hold_the_first_hundred_reference_vectors(answers: dict[str, Any]) -> None:
    folder = Path(cryptography_vectors.__file__).parent / "asymmetric" / "Ed25519"
    lines = (folder / "sign.input").read_text().splitlines()[:100]
    assert len(lines) == 100
    for line in lines:
        secret, public, message, signed = (bytes.fromhex(part) for part in line.split(":")[:4])
        assert answers["sign"](secret[:32], message) == signed[:64]
        assert answers["verify"](public, message, signed[:64]) is True


def test_the_fingerprint_is_that_of_rfc_9580_appendix_a_3(answers: dict[str, Any]) -> None:
    assert answers["fingerprint"](bytes.fromhex(SAMPLE_KEY), 0x63877FE3) == SAMPLE_PRINT
    key = {"public": SAMPLE_KEY, "created": 0x63877FE3}
    assert answers["lent_print"](key) == SAMPLE_PRINT


@pytest.mark.parametrize("seed", range(32))
def test_each_variant_has_the_answers_announced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int) -> None:
    monkeypatch.chdir(tmp_path)
    made, got = REFERENCE.make_variant(seed), REFERENCE.run(seed)
    secret, web = made["secret"], made["public"]["web"]
    assert [list(edge) for edge in got["my_edges"]] == secret["edges"]
    assert got["my_revoked"] == secret["revoked"]
    assert got["my_valid"] == secret["valid"]
    trusted = [row["name"] for row in got["policy"] if row["decision"] == "trust"]
    assert sorted([*trusted, web["me"]]) == secret["after"]
    assert len(made["public"]["ring"]["certificates"]) - len(secret["edges"]) == 5
    assert set(secret["valid"]) < set(web["fingerprints"])
    assert len(set(secret["valid"]) - set(secret["after"])) >= 1
    short = [networkx.shortest_path(networkx.DiGraph(web["edges"]), web["me"], name) for name in trusted]
    assert any(set(path) & set(web["revoked"]) for path in short), "a careless path must be a wrong one"
    assert any(set(path) - set(secret["after"]) - set(web["revoked"]) for path in short)


@pytest.mark.parametrize("seed", range(8))
def test_the_policy_is_signed_and_its_paths_exist(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int) -> None:
    monkeypatch.chdir(tmp_path)
    got, public = REFERENCE.run(seed), REFERENCE.make_variant(seed)["public"]
    data = (tmp_path / "politique.json").read_bytes()
    hand = Ed25519PrivateKey.from_private_bytes(bytes.fromhex(public["private"]))
    hand.public_key().verify((tmp_path / "politique.sig").read_bytes(), data)
    assert json.loads(data) == got["policy"]
    for row in got["policy"]:
        steps = [list(step) for step in pairwise(row["path"])]
        assert all(step in public["web"]["edges"] for step in steps)
        assert bool(steps) is (row["decision"] == "trust")


def test_one_answer_does_not_serve_a_neighbour() -> None:
    assert len({json.dumps(REFERENCE.make_variant(seed)["secret"]) for seed in range(32)}) == 32
    prints = {
        hashlib.sha256(REFERENCE.make_variant(seed)["public"]["private"].encode()).hexdigest() for seed in range(32)
    }
    assert len(prints) == 32


def run_gpg(home: Path, *words: str, text: str = "") -> str:
    """Run the real gpg on a home folder of its own, without a terminal and without a passphrase."""
    fixed = ["gpg", "--batch", "--yes", "--quiet", "--pinentry-mode", "loopback", "--passphrase", ""]
    environment = {**os.environ, "GNUPGHOME": str(home), "LC_ALL": "C"}
    done = subprocess.run([*fixed, *words], input=text, env=environment, capture_output=True, text=True, check=True)
    return done.stdout


@pytest.mark.skipif(shutil.which("gpg") is None, reason="this machine has no gpg")
@pytest.mark.parametrize("seed", [1, 4])
def test_gpg_itself_judges_the_web_alike(tmp_path: Path, seed: int) -> None:
    """The same keys, signatures and owner trust, given to GnuPG with its defaults: the same valid keys."""
    made = REFERENCE.make_variant(seed)
    web, home = made["public"]["web"], tmp_path / "g"
    home.mkdir(mode=0o700)
    prints: dict[str, str] = {}
    names = {f"u{number}": name for number, name in enumerate(web["fingerprints"])}
    for user, name in names.items():
        run_gpg(home, "--quick-generate-key", f"{user} <{user}@example.org>", "ed25519", "cert", "0")
        listed = run_gpg(home, "--list-keys", "--with-colons", f"<{user}@example.org>")
        prints[name] = next(line.split(":")[9] for line in listed.splitlines() if line.startswith("fpr"))
    for signer, key in web["edges"]:
        run_gpg(home, "--local-user", prints[signer], "--quick-sign-key", prints[key])
    levels = {"full": 5, "marginal": 4, "none": 3}
    told = {name: levels[web["trust"].get(name, "none")] for name in prints} | {web["me"]: 6}
    run_gpg(home, "--import-ownertrust", text="".join(f"{prints[name]}:{level}:\n" for name, level in told.items()))
    run_gpg(home, "--check-trustdb")
    listed = run_gpg(home, "--list-keys", "--with-colons")
    valid, current = set(), ""
    for line in listed.splitlines():
        fields = line.split(":")
        if fields[0] == "pub":
            current = fields[1]
        if fields[0] == "uid" and current in ("f", "u"):
            valid.add(names[fields[9].split(" ")[0]])
    subprocess.run(["gpgconf", "--homedir", str(home), "--kill", "gpg-agent"], check=False, capture_output=True)
    assert valid == set(made["secret"]["valid"])
