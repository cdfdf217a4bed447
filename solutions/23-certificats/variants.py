"""Sept dossiers par apprenant : des chaînes de certificats fabriquées, dont six ont un défaut.

Les clés sortent du générateur de la variante et les signatures sont déterministes (RFC 6979) : deux constructions
donnent les mêmes octets. Les noms sont ceux que la RFC 2606 réserve aux exemples.
"""

import random
from datetime import UTC, datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

MOMENT = datetime(2026, 11, 25, 8, 0, tzinfo=UTC)
FAULTS = ["ok", "expired", "not-yet", "name", "issuer", "authority", "signature"]
SITES = ["boutique", "caisse", "stock", "courriel", "agenda", "photos", "devis", "paie", "suivi", "reserve"]
CA_USAGE = x509.KeyUsage(False, False, False, False, False, True, True, False, False)


class Workshop:
    """Makes keys and certificates out of one random generator."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        self.root_key, self.middle_key = self.make_key(), self.make_key()
        self.root = self.make("Racine d’essai", self.root_key, "Racine d’essai", self.root_key, -900, 2700, True)
        self.middle = self.make("Atelier d’essai", self.middle_key, "Racine d’essai", self.root_key, -300, 600, True)

    def make_key(self) -> ec.EllipticCurvePrivateKey:
        return ec.derive_private_key(self.rng.getrandbits(250) + 1, ec.SECP256R1())

    def make(self, subject, key, issuer, issuer_key, first, last, authority, names=()) -> str:
        """Return a certificate in PEM; ``first`` and ``last`` are days around the moment."""
        form = x509.CertificateBuilder(
            issuer_name=x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, issuer)]),
            subject_name=x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, subject)]),
            public_key=key.public_key(),
            serial_number=self.rng.getrandbits(120) + 1,
            not_valid_before=MOMENT + timedelta(days=first),
            not_valid_after=MOMENT + timedelta(days=last),
        )
        form = form.add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        theirs = x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer_key.public_key())
        form = form.add_extension(theirs, critical=False)
        form = form.add_extension(x509.BasicConstraints(authority, None), critical=True)
        if authority:
            form = form.add_extension(CA_USAGE, critical=True)
        if names:
            form = form.add_extension(x509.SubjectAlternativeName([x509.DNSName(name) for name in names]), False)
        signed = form.sign(issuer_key, hashes.SHA256(), ecdsa_deterministic=True)
        return signed.public_bytes(serialization.Encoding.PEM).decode("ascii")

    def make_case(self, fault: str, host: str) -> list:
        """Return a chain in PEM, from the server upwards, with this fault."""
        first, last, names, chain = -self.rng.randint(5, 40), self.rng.randint(20, 50), [host], [self.middle]
        signer = self.middle_key
        if fault == "expired" and self.rng.random() < 0.5:
            last = -self.rng.randint(1, 4)
        elif fault == "expired":
            chain = [self.remake_middle(-600, -self.rng.randint(1, 4), True)]
        if fault == "not-yet":
            first = self.rng.randint(1, 6)
        if fault == "name":
            site, _, rest = host.partition(".")
            names = self.rng.choice([[f"www.{host}"], [rest], [f"*.{host}"], [f"{site}s.{rest}"]])
        if fault == "issuer":
            chain = []
        if fault == "authority":
            chain = [self.remake_middle(-300, 600, False)]
        if fault == "signature":
            signer = self.make_key()
        key = self.make_key()
        server = self.make(host, key, "Atelier d’essai", self.middle_key, first, last, False, names)
        if signer is not self.middle_key:
            server = self.make(host, key, "Atelier d’essai", signer, first, last, False, names)
        return [server, *chain]

    def remake_middle(self, first: int, last: int, authority: bool) -> str:
        return self.make("Atelier d’essai", self.middle_key, "Racine d’essai", self.root_key, first, last, authority)


def make(rng: random.Random) -> dict:
    """Return seven cases, the root of the client, and a host to build for; keep the faults.

    The certificates are written once, in ``papers``; a case's chain gives their places.
    """
    workshop = Workshop(rng)
    sites = rng.sample(SITES, 8)
    hosts = [f"{site}.example.{rng.choice(['com', 'net', 'org'])}" for site in sites]
    faults = rng.sample(FAULTS, 7)
    papers, cases = [], []
    for letter, host, fault in zip("ABCDEFG", hosts[:7], faults, strict=True):
        chain = workshop.make_case(fault, host)
        papers += [text for text in chain if text not in papers]
        cases.append({"id": letter, "host": host, "chain": [papers.index(text) for text in chain]})
    return {
        "public": {
            "papers": papers,
            "cases": cases,
            "root": workshop.root,
            "moment": MOMENT.isoformat(),
            "host": f"{sites[7]}-{rng.randint(10, 99)}.example.com",
        },
        "secret": {"faults": dict(zip("ABCDEFG", faults, strict=True))},
    }
