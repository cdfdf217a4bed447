"""The reference answers of 23-certificats against certificates that NIST and others published.

The answers are run as the author wrote them, from ``solutions/23-certificats/notebook.py``.

Sources: NIST's Public Key Interoperability Test Suite (PKITS 1.0.1), whose sections 4.1 (signatures), 4.2 (validity
periods), 4.3 (name chaining) and 4.6 (basic constraints) exercise the path validation of RFC 5280 section 6; the
wildcard certificates of pyca/cryptography's vectors; RFC 9525 section 6.3 for names with a star. The files come with
the package ``cryptography-vectors``.
"""

import ssl
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import cryptography_vectors
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.x509.verification import PolicyBuilder, Store, VerificationError

from tests.content.reference import Reference

REFERENCE = Reference("23-certificats")
SOLUTION = REFERENCE.solution
VECTORS = Path(cryptography_vectors.__file__).parent / "x509"
PKITS = VECTORS / "PKITS_data" / "certs"
PKITS_MOMENT = datetime(2015, 6, 1, tzinfo=UTC)
"""A day on which the suite's good certificates hold: they run from 2010 to 2030."""


def read_pkits(name: str) -> str:
    certificate = x509.load_der_x509_certificate((PKITS / f"{name}.crt").read_bytes())
    return certificate.public_bytes(serialization.Encoding.PEM).decode("ascii")


def find_pkits_fault(answers: dict[str, Any], names: list[str]) -> str:
    """What ``find_fault`` says of a path of the suite, whose certificates are people's and name no host."""
    answers["names_of"] = lambda certificate: ["anybody"]
    chain = [read_pkits(name) for name in names]
    return answers["find_fault"](chain, read_pkits("TrustAnchorRootCertificate"), "anybody", PKITS_MOMENT)


@pytest.mark.parametrize(
    ("test", "chain", "verdict"),
    [
        ("4.1.1", ["ValidCertificatePathTest1EE", "GoodCACert"], "ok"),
        ("4.1.2", ["InvalidCASignatureTest2EE", "BadSignedCACert"], "signature"),
        ("4.1.3", ["InvalidEESignatureTest3EE", "GoodCACert"], "signature"),
        ("4.2.1", ["InvalidCAnotBeforeDateTest1EE", "BadnotBeforeDateCACert"], "not-yet"),
        ("4.2.2", ["InvalidEEnotBeforeDateTest2EE", "GoodCACert"], "not-yet"),
        ("4.2.3", ["Validpre2000UTCnotBeforeDateTest3EE", "GoodCACert"], "ok"),
        ("4.2.5", ["InvalidCAnotAfterDateTest5EE", "BadnotAfterDateCACert"], "expired"),
        ("4.2.6", ["InvalidEEnotAfterDateTest6EE", "GoodCACert"], "expired"),
        ("4.2.7", ["Invalidpre2000UTCEEnotAfterDateTest7EE", "GoodCACert"], "expired"),
        ("4.3.1", ["InvalidNameChainingTest1EE", "GoodCACert"], "issuer"),
        ("4.6.1", ["InvalidMissingbasicConstraintsTest1EE", "MissingbasicConstraintsCACert"], "authority"),
        ("4.6.2", ["InvalidcAFalseTest2EE", "basicConstraintsCriticalcAFalseCACert"], "authority"),
        ("4.6.3", ["InvalidcAFalseTest3EE", "basicConstraintsNotCriticalcAFalseCACert"], "authority"),
    ],
)
def test_paths_are_judged_as_nist_says(answers: dict[str, Any], test: str, chain: list[str], verdict: str) -> None:
    assert (test, find_pkits_fault(answers, chain)) == (test, verdict)


def test_a_certificate_of_nist_is_read(answers: dict[str, Any]) -> None:
    described = answers["describe"](read_pkits("ValidCertificatePathTest1EE"), PKITS_MOMENT)
    assert described["subject"] == "Valid EE Certificate Test1"
    assert described["issuer"] == "Good CA"


def test_a_published_star_is_read_and_covers_one_label(answers: dict[str, Any]) -> None:
    text = (VECTORS / "wildcard_san.pem").read_text(encoding="ascii")
    names = answers["describe"](text, PKITS_MOMENT)["names"]
    assert names == ["*.langui.sh", "langui.sh", "*.saseliminator.com", "saseliminator.com"]
    hosts = ["www.langui.sh", "langui.sh", "a.b.langui.sh", "langui.sh.example"]
    covered = [any(answers["covers"](name, host) for name in names) for host in hosts]
    assert covered == [True, True, False, False]


@pytest.mark.parametrize("code", [9, 10, 18, 19, 20, 62])
def test_the_codes_are_those_of_openssl(answers: dict[str, Any], code: int) -> None:
    """The numbers that OpenSSL's x509_vfy.h gives them; each is provoked in the checks."""
    published = {9: "not-yet", 10: "expired", 18: "issuer", 19: "issuer", 20: "issuer", 62: "name"}
    assert answers["CODES"][code] == published[code]


def test_a_real_server_is_probed(answers: dict[str, Any]) -> None:
    port = answers["lent_serve"]("chaine.pem", "serveur.key")
    assert answers["probe"](port, "racine.pem", answers["host"]) == "ok"
    port = answers["lent_serve"]("chaine.pem", "serveur.key")
    assert answers["probe"](port, "racine.pem", "autre.example.com") == "name"


def test_the_strictest_client_accepts_the_chain(answers: dict[str, Any]) -> None:
    """Python 3.13 asks for RFC 5280 to the letter by default; ask for it here, whatever the version."""
    context = ssl.create_default_context(cafile="racine.pem")
    context.verify_flags |= ssl.VERIFY_X509_STRICT
    link = answers["lent_link"](answers["lent_serve"]("chaine.pem", "serveur.key"))
    with context.wrap_socket(link, server_hostname=answers["host"]) as safe:
        assert safe.version() == "TLSv1.3"


def judge(texts: list[str], host: str, root: str, moment: datetime) -> bool:
    """The library's own path validation."""
    chain = [x509.load_pem_x509_certificate(text.encode("ascii")) for text in texts]
    rules = PolicyBuilder().store(Store([x509.load_pem_x509_certificate(root.encode("ascii"))])).time(moment)
    try:
        rules.build_server_verifier(x509.DNSName(host)).verify(chain[0], chain[1:])
    except VerificationError:
        return False
    return True


@pytest.mark.parametrize("seed", range(32))
def test_each_variant_has_its_faults(answers: dict[str, Any], seed: int) -> None:
    variant = REFERENCE.make_variant(seed)
    public = variant["public"]
    moment = datetime.fromisoformat(public["moment"])
    for case in public["cases"]:
        chain, host = [public["papers"][number] for number in case["chain"]], case["host"]
        fault = answers["find_fault"](chain, public["root"], host, moment)
        assert fault == variant["secret"]["faults"][case["id"]]
        assert judge(chain, host, public["root"], moment) is (fault == "ok")
        later = moment + timedelta(days=400)
        assert answers["find_fault"](chain, public["root"], host, later) != "ok"


def test_two_builds_give_the_same_certificates() -> None:
    assert REFERENCE.make_variant(3) == REFERENCE.make_variant(3)


def test_an_answer_is_published_by_nobody_else(answers: dict[str, Any]) -> None:
    assert answers["faults"] == REFERENCE.make_variant(1)["secret"]["faults"]
    faults = [tuple(REFERENCE.make_variant(seed)["secret"]["faults"].values()) for seed in range(32)]
    assert len(set(faults)) > 28
