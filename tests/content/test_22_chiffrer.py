"""The reference answers of 22-chiffrer against the values that RFCs and the GCM specification publish.

The answers are run as the author wrote them, from ``solutions/22-chiffrer/notebook.py``; the tools that the lesson
relies on (AES-GCM, ChaCha20-Poly1305, HKDF, scrypt) are held against their own documents.

Sources: RFC 8439 section 2.8.2, RFC 5869 appendix A.1, RFC 7914 section 12, and test cases 1 and 2 of the GCM
specification that NIST SP 800-38D standardises.
"""

import hashlib
import runpy
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM, ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from tests.content.reference import Reference

REFERENCE = Reference("22-chiffrer")
SOLUTION = REFERENCE.solution
RFC_8439_TAG = "1ae10b594f09e26a7e902ecbd0600691"
GCM_CASE_1_TAG = "58e2fccefa7e3061367f1d57a4e7455a"
GCM_CASE_2 = ("0388dace60b6a392f328c2b971b2fe78", "ab6e47d42cec13bdf53a67b21257bddf")


def test_the_vectors_are_the_published_ones(answers: dict[str, Any]) -> None:
    first, second, third = answers["VECTORS"][:3]
    assert first["sealed"] == GCM_CASE_1_TAG
    assert second["sealed"] == "".join(GCM_CASE_2)
    assert third["sealed"][-32:] == RFC_8439_TAG
    assert third["sealed"][:32] == "d31a8d34648e60db7b86afbc53ef7ec2"


def test_the_reference_judge_accepts_and_rejects(answers: dict[str, Any]) -> None:
    verdicts = [answers["judge_vector"](vector) for vector in answers["VECTORS"]]
    assert verdicts == ["ok", "ok", "ok", "refused", "different"]


def test_chacha20_poly1305_is_rfc_8439_section_2_8_2(answers: dict[str, Any]) -> None:
    vector = answers["VECTORS"][2]
    key, nonce, label, text = (bytes.fromhex(vector[name]) for name in ("key", "nonce", "label", "text"))
    assert key == bytes(range(0x80, 0xA0))
    assert ChaCha20Poly1305(key).encrypt(nonce, text, label).hex() == vector["sealed"]


@pytest.mark.parametrize(("text", "sealed"), [(b"", GCM_CASE_1_TAG), (bytes(16), "".join(GCM_CASE_2))])
def test_open_sealed_reads_the_gcm_test_cases(answers: dict[str, Any], text: bytes, sealed: str) -> None:
    message = bytes(12) + bytes.fromhex(sealed)
    assert answers["open_sealed"](bytes(16), message, b"") == text
    assert answers["open_sealed"](bytes(16), message[:-1] + bytes([message[-1] ^ 1]), b"") is None
    assert AESGCM(bytes(16)).encrypt(bytes(12), text, None).hex() == sealed


def test_hkdf_is_rfc_5869_appendix_a_1() -> None:
    info = bytes.fromhex("f0f1f2f3f4f5f6f7f8f9")
    derived = HKDF(algorithm=SHA256(), length=42, salt=bytes(range(13)), info=info).derive(b"\x0b" * 22)
    assert derived.hex() == "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865"


def test_scrypt_is_rfc_7914_section_12() -> None:
    key = hashlib.scrypt(b"password", salt=b"NaCl", n=1024, r=8, p=16, dklen=64).hex()
    assert key.startswith("fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b373162")


def test_a_file_comes_back_and_a_changed_one_does_not(answers: dict[str, Any], tmp_path: Path) -> None:
    assert answers["decrypt_file"]("sauvegarde.psr", "back.csv", answers["passphrase"]) is True
    assert (tmp_path / "back.csv").read_bytes() == (SOLUTION / "data" / "sauvegarde.csv").read_bytes()
    blob = bytearray((tmp_path / "sauvegarde.psr").read_bytes())
    blob[0] ^= 1
    (tmp_path / "changed.psr").write_bytes(blob)
    assert answers["decrypt_file"]("changed.psr", "never.csv", answers["passphrase"]) is False
    assert not (tmp_path / "never.csv").exists()


def test_the_backup_is_what_its_script_makes() -> None:
    made = runpy.run_path(str(SOLUTION / "make_data.py"))["build_text"]()
    assert made == (SOLUTION / "data" / "sauvegarde.csv").read_text(encoding="utf-8")


@pytest.mark.parametrize("seed", range(32))
def test_each_variant_has_one_answer(seed: int) -> None:
    variant = REFERENCE.make_variant(seed)
    public, secret = variant["public"], variant["secret"]
    nonces = [envelope["nonce"] for envelope in public["envelopes"]]
    pair = [place for place, nonce in enumerate(nonces) if nonces.count(nonce) == 2]
    first, second = (bytes.fromhex(public["envelopes"][place]["sealed"])[:-16] for place in pair)
    known = public["known"].encode()
    assert pair == secret["pair"]
    assert len(second) <= len(first) == len(known)
    assert bytes(a ^ b ^ c for a, b, c in zip(known, first, second, strict=False)).decode() == secret["recovered"]


def test_an_answer_is_published_by_nobody_else(answers: dict[str, Any]) -> None:
    assert (
        answers["recovered"]
        == REFERENCE.make_variant(1)["secret"]["recovered"]
        != REFERENCE.make_variant(2)["secret"]["recovered"]
    )
    assert len({REFERENCE.make_variant(seed)["secret"]["recovered"] for seed in range(32)}) == 32
