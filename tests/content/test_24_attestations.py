"""The reference answers of 24-attestations against the values that RFCs publish.

The answers are run as the author wrote them, from ``solutions/24-attestations/notebook.py``.

Sources: RFC 7515 appendices A.1 and A.5 (a JSON web signature with HMAC, and one without a signature), RFC 8037
appendices A.1 to A.4 (an Ed25519 key, its thumbprint, a signature), RFC 7638 section 3.1 (the thumbprint of an RSA
key), RFC 8785 sections 3.2.2 and 3.2.3 (canonical JSON), RFC 9278 (the thumbprint as a URI).
"""

import base64
import hashlib
import hmac
import json
from pathlib import Path
from typing import Any

import pytest
import rfc8785
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from joserfc import jws
from joserfc.jwk import OKPKey

from tests.content.reference import Reference

REFERENCE = Reference("24-attestations")
SOLUTION = REFERENCE.solution
RFC_8037_KEY = {"kty": "OKP", "crv": "Ed25519", "x": "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}
RFC_8037_PRIVATE = "nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A"
RFC_8037_THUMBPRINT = "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k"
RFC_8037_JWS = (
    "eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc."
    "hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg"
)
RFC_7515_BODY = "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ"
RFC_7515_A1 = f"eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9.{RFC_7515_BODY}.dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
RFC_7515_A1_KEY = "AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow"
RFC_7515_A5 = f"eyJhbGciOiJub25lIn0.{RFC_7515_BODY}."
RFC_7638_KEY = {
    "kty": "RSA",
    "n": "0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJE"
    "CPebWKRXjBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2Q"
    "vzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6"
    "WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw",
    "e": "AQAB",
}


def decode(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "==")


def test_read_badge_reads_rfc_7515(answers: dict[str, Any]) -> None:
    header, claims = answers["read_badge"](RFC_7515_A1)
    assert header == {"typ": "JWT", "alg": "HS256"}
    assert claims == {"iss": "joe", "exp": 1300819380, "http://example.com/is_root": True}
    assert answers["read_badge"](RFC_7515_A5) == ({"alg": "none"}, claims)


def test_decode_part_gives_the_signature_of_rfc_7515_a_1(answers: dict[str, Any]) -> None:
    text, _, signature = RFC_7515_A1.rpartition(".")
    expected = hmac.digest(decode(RFC_7515_A1_KEY), text.encode(), hashlib.sha256)
    assert answers["decode_part"](signature) == expected


def test_thumbprint_is_rfc_8037_appendix_a_3(answers: dict[str, Any]) -> None:
    assert answers["thumbprint"](RFC_8037_KEY) == RFC_8037_THUMBPRINT
    assert answers["thumbprint"]({**RFC_8037_KEY, "kid": "1", "use": "sig"}) == RFC_8037_THUMBPRINT


def test_rfc_8785_writes_what_rfc_7638_hashes() -> None:
    digest = hashlib.sha256(rfc8785.dumps(RFC_7638_KEY)).digest()
    assert base64.urlsafe_b64encode(digest).rstrip(b"=") == b"NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs"


def test_rfc_8785_is_its_section_3_2() -> None:
    sample = {
        "numbers": [333333333.33333329, 1e30, 4.50, 2e-3, 0.000000000000000000000000001],
        "string": "\u20ac$\u000f\u000aA'\u0042\u0022\u005c\\\"/",
        "literals": [None, True, False],
    }
    canonical = (
        '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],'
        '"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}'
    )
    assert rfc8785.dumps(sample) == canonical.encode()
    names = {"\u20ac": 1, "\r": 2, "\ufb33": 3, "1": 4, "\U0001f600": 5, "\u0080": 6, "\u00f6": 7}
    assert list(json.loads(rfc8785.dumps(names)).values()) == [2, 4, 6, 7, 1, 5, 3]


def test_the_signature_of_rfc_8037_a_4_is_verified_and_made() -> None:
    text, _, signature = RFC_8037_JWS.rpartition(".")
    Ed25519PublicKey.from_public_bytes(decode(RFC_8037_KEY["x"])).verify(decode(signature), text.encode())
    key = OKPKey.import_key({**RFC_8037_KEY, "d": RFC_8037_PRIVATE})
    with pytest.warns(match="RFC 9864"):
        made = jws.serialize_compact({"alg": "EdDSA"}, b"Example of Ed25519 signing", key, algorithms=["EdDSA"])
    assert made == RFC_8037_JWS


def test_published_tokens_are_not_badges_one_may_trust(answers: dict[str, Any]) -> None:
    """A badge without a signature, in the very form of RFC 7515 A.5, and one under the old name of Ed25519."""
    badge = {"issuer": {"id": "https://a.example"}, "validFrom": "2020-01-01T00:00:00Z"}
    body = base64.urlsafe_b64encode(json.dumps(badge).encode()).rstrip(b"=").decode()
    unsigned = RFC_7515_A5.replace(RFC_7515_BODY, body)
    trusted = {"https://a.example": RFC_8037_KEY}
    assert answers["verify_badge"](unsigned, trusted, "2026-01-01T00:00:00Z") == "algorithm"
    old_name = f"{RFC_8037_JWS.split('.')[0]}.{body}.{RFC_8037_JWS.split('.')[2]}"
    assert answers["verify_badge"](old_name, trusted, "2026-01-01T00:00:00Z") == "algorithm"


def test_the_holder_of_the_published_key_is_known_by_its_uri(answers: dict[str, Any]) -> None:
    badge = {"credentialSubject": {"id": "urn:ietf:params:oauth:jwk-thumbprint:sha-256:" + RFC_8037_THUMBPRINT}}
    key = OKPKey.import_key({**RFC_8037_KEY, "d": RFC_8037_PRIVATE})
    answer = jws.serialize_compact({"alg": "Ed25519"}, b"4821", key, algorithms=["Ed25519"])
    assert answers["is_holder"](badge, RFC_8037_KEY, answer, "4821") is True
    assert answers["is_holder"](badge, RFC_8037_KEY, answer, "4822") is False


def test_the_badge_has_what_open_badges_3_requires(answers: dict[str, Any], tmp_path: Path) -> None:
    """Required by ``AchievementCredential``: @context, id, type, credentialSubject, issuer, validFrom."""
    token = (tmp_path / "badge.jwt").read_text(encoding="utf-8")
    public = json.loads((tmp_path / "cle-publique.json").read_text(encoding="utf-8"))
    text, _, signature = token.rpartition(".")
    Ed25519PublicKey.from_public_bytes(decode(public["x"])).verify(decode(signature), text.encode())
    assert sorted(public) == ["crv", "kty", "x"]
    header, claims = answers["read_badge"](token)
    assert header["alg"] == "Ed25519"
    assert {"@context", "id", "type", "credentialSubject", "issuer", "validFrom"} <= set(claims)
    assert claims["@context"][0] == "https://www.w3.org/ns/credentials/v2"
    assert {"id", "type", "name", "description", "criteria"} <= set(claims["credentialSubject"]["achievement"])
    assert (claims["iss"], claims["jti"]) == (claims["issuer"]["id"], claims["id"])


@pytest.mark.parametrize("seed", range(32))
def test_each_variant_has_one_answer(answers: dict[str, Any], seed: int) -> None:
    variant = REFERENCE.make_variant(seed)
    public, secret = variant["public"], variant["secret"]
    verdicts = [answers["verify_badge"](token, public["trusted"], public["now"]) for token in public["tokens"]]
    assert verdicts == secret["verdicts"]
    assert sorted(verdicts) == sorted(
        ["ok"] * 2 + ["signature"] * 3 + ["algorithm"] * 2 + ["early", "expired", "issuer"]
    )


def test_an_answer_is_published_by_nobody_else() -> None:
    assert len({tuple(REFERENCE.make_variant(seed)["public"]["tokens"]) for seed in range(32)}) == 32
    assert len({tuple(REFERENCE.make_variant(seed)["secret"]["verdicts"]) for seed in range(32)}) > 28
