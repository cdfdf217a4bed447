"""The reference answers of 11-mots-de-passe against the values that RFCs publish.

The answers are run as the author wrote them, from ``solutions/11-mots-de-passe/notebook.py``; the tools that the lesson
relies on (scrypt, Argon2id, HMAC, pyotp) are held against their own documents.

Sources: RFC 4226 appendix D, RFC 6238 appendix B, RFC 4231 section 4.3, RFC 7914 section 12, RFC 9106 section 5.3,
FIPS 180-4.
"""

import hashlib
import hmac
from typing import Any

import pyotp
import pytest
from argon2.low_level import Type, core, ffi, hash_secret_raw

from tests.content.reference import Reference

REFERENCE = Reference("11-mots-de-passe")
SOLUTION = REFERENCE.solution
SEED = b"1234567890" * 7


def test_hotp_is_rfc_4226_appendix_d(answers: dict[str, Any]) -> None:
    published = ["755224", "287082", "359152", "969429", "338314", "254676", "287922", "162583", "399871", "520489"]
    assert published == [answers["hotp"](b"12345678901234567890", counter) for counter in range(10)]


@pytest.mark.parametrize(
    ("moment", "sha1", "sha256", "sha512"),
    [
        (59, "94287082", "46119246", "90693936"),
        (1111111109, "07081804", "68084774", "25091201"),
        (1111111111, "14050471", "67062674", "99943326"),
        (1234567890, "89005924", "91819424", "93441116"),
        (2000000000, "69279037", "90698825", "38618901"),
        (20000000000, "65353130", "77737706", "47863826"),
    ],
)
def test_totp_is_rfc_6238_appendix_b(answers: dict[str, Any], moment: int, sha1: str, sha256: str, sha512: str) -> None:
    # The seeds are 20, 32 and 64 bytes long: the table of the RFC shows one, its program (appendix A) all three.
    totp = answers["totp"]
    assert (sha1, sha256, sha512) == (
        totp(SEED[:20], moment, 8, "sha1"),
        totp(SEED[:32], moment, 8, "sha256"),
        totp(SEED[:64], moment, 8, "sha512"),
    )


def test_totp_agrees_with_pyotp(answers: dict[str, Any]) -> None:
    secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
    for moment in (0, 29, 30, 1_795_000_000):
        assert pyotp.TOTP(secret).at(moment) == answers["totp"](b"12345678901234567890", moment)


def test_hmac_is_rfc_4231_case_2() -> None:
    mac = hmac.new(b"Jefe", b"what do ya want for nothing?", "sha256").hexdigest()
    assert mac == "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"


def test_scrypt_is_rfc_7914_section_12() -> None:
    published = (
        "fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b373162"
        "2eaf30d92e22a3886ff109279d9830dac727afb94a83ee6d8360cbdfa2cc0640"
    )
    assert published == hashlib.scrypt(b"password", salt=b"NaCl", n=1024, r=8, p=16, dklen=64).hex()


def test_slow_hash_is_scrypt(answers: dict[str, Any]) -> None:
    expected = hashlib.scrypt("été".encode(), salt=b"sixteen bytes ok", n=1024, r=8, p=1, dklen=32)
    assert expected == answers["slow_hash"]("été", b"sixteen bytes ok")


def test_argon2id_is_rfc_9106_section_5_3() -> None:
    # The vector takes a secret and associated data, which only the low-level binding can give.
    out = ffi.new("uint8_t[]", 32)
    parts = [ffi.new("uint8_t[]", data) for data in (b"\1" * 32, b"\2" * 16, b"\3" * 8, b"\4" * 12)]
    password, salt, secret, data = parts
    context = ffi.new(
        "argon2_context *",
        {
            "version": 0x13,
            "out": out,
            "outlen": 32,
            "pwd": password,
            "pwdlen": 32,
            "salt": salt,
            "saltlen": 16,
            "secret": secret,
            "secretlen": 8,
            "ad": data,
            "adlen": 12,
            "t_cost": 3,
            "m_cost": 32,
            "lanes": 4,
            "threads": 1,
            "flags": 0,
        },
    )
    assert core(context, Type.ID.value) == 0
    assert bytes(ffi.buffer(out)).hex() == "0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659"


def test_argon2id_of_the_lesson_depends_on_its_salt() -> None:
    first, second = (hash_secret_raw(b"soleil", salt, 2, 1024, 1, 32, Type.ID) for salt in (b"1" * 16, b"2" * 16))
    assert first != second


def test_records_verify_and_never_repeat(answers: dict[str, Any]) -> None:
    first, second = answers["store"]("Neige d’été"), answers["store"]("Neige d’été")
    assert first != second
    assert [True, True, False] == [
        answers["verify"]("Neige d’été", first),
        answers["verify"]("Neige d’été", second),
        answers["verify"]("neige d’été", first),
    ]


def test_sha256_of_abc_is_fips_180() -> None:
    assert hashlib.sha256(b"abc").hexdigest() == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


@pytest.mark.parametrize("seed", range(32))
def test_each_variant_has_one_answer(seed: int) -> None:
    variant = REFERENCE.make_variant(seed)
    public, secret = variant["public"], variant["secret"]
    words = (SOLUTION / "data" / "mots-courants.txt").read_text(encoding="utf-8").split()
    prints = {hashlib.sha256(word.encode()).hexdigest(): word for word in words}
    assert secret["found"] == {name: prints[print_] for name, print_ in public["leak"].items() if print_ in prints}
    assert public["crackable"] == len(secret["found"]) < len(public["leak"])
    fitting = [
        setting["name"]
        for setting in public["settings"]
        if setting["own_salt"]
        and 19 <= setting["memory_mib"] <= public["budget_mib"]
        and setting["ms"] <= public["budget_ms"]
    ]
    assert fitting == [secret["choice"]]


def test_variants_differ() -> None:
    assert len({str(REFERENCE.make_variant(seed)["secret"]) for seed in range(32)}) == 32


def test_an_answer_is_published_by_nobody_else(answers: dict[str, Any]) -> None:
    assert (
        answers["found"] == REFERENCE.make_variant(1)["secret"]["found"] != REFERENCE.make_variant(2)["secret"]["found"]
    )


def test_what_the_lesson_prepares_agrees_with_what_it_shows() -> None:
    """Shown in the lesson, at hand in its figures: the same speeds and words, the setting that OWASP recommends."""
    shown, figures = REFERENCE.run_shown("years_to_guess"), REFERENCE.run_figures()
    assert shown["TRIES_PER_SECOND"] == figures["TRIES_PER_SECOND"]
    for length in (4, 8, 16):
        assert shown["years_to_guess"](length, "scrypt") == figures["years_to_guess"](length, "scrypt")
    assert "soleil" == figures["known"][hashlib.sha256(b"soleil").hexdigest()]
    assert 64 == len(hashlib.scrypt(b"soleil", salt=b"sel", n=2**17, r=8, p=1, maxmem=2**28))
