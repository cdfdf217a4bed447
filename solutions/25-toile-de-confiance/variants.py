"""Un trousseau et une toile fabriqués par apprenant, avec de vraies clés Ed25519 qui ne servent nulle part ailleurs."""

import hashlib
import random

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

NAMES = [
    "Amina",
    "Baptiste",
    "Chidi",
    "Dalia",
    "Elif",
    "Goran",
    "Hélène",
    "Idriss",
    "Linh",
    "Mathis",
    "Noémie",
    "Paola",
    "Rachid",
    "Zoé",
]


def raw_public(private: bytes) -> bytes:
    """The 32 bytes of the public key."""
    public = Ed25519PrivateKey.from_private_bytes(private).public_key()
    return public.public_bytes(Encoding.Raw, PublicFormat.Raw)


def fingerprint(public: bytes, created: int) -> str:
    """The fingerprint of a version 6 key (RFC 9580, section 5.5.4.3)."""
    packet = b"\x06" + created.to_bytes(4, "big") + b"\x1b" + len(public).to_bytes(4, "big") + public
    return hashlib.sha256(b"\x9b" + len(packet).to_bytes(4, "big") + packet).hexdigest()


def sign(private: bytes, text: str) -> str:
    """The signature of a text, in hexadecimal."""
    return Ed25519PrivateKey.from_private_bytes(private).sign(text.encode("utf-8")).hex()


def make_ring(rng: random.Random) -> tuple[dict, dict]:
    """Six keys, two of which bear one name; certificates, of which some prove nothing; revocations, likewise."""
    ids = ["k1", "k2", "k3", "k4", "k5", "k6"]
    names = rng.sample(NAMES, 5)
    names.insert(rng.randint(0, 5), names[rng.randint(0, 4)])
    privates = {one: rng.randbytes(32) for one in ids}
    created = {one: 1_700_000_000 + rng.randint(0, 80_000_000) for one in ids}
    keys = {
        one: {"name": name, "public": raw_public(privates[one]).hex(), "created": created[one]}
        for one, name in zip(ids, names, strict=True)
    }
    prints = {one: fingerprint(bytes.fromhex(key["public"]), key["created"]) for one, key in keys.items()}

    def certify(signer: str, key: str, by: str | None = None, about: str | None = None) -> dict:
        told = about or key
        text = f"certify {prints[told]} {keys[told]['name']}"
        return {"signer": signer, "key": key, "signature": sign(privates[by or signer], text)}

    pairs = [(one, two) for one in ids for two in ids if one != two]
    rng.shuffle(pairs)
    good, bad = sorted(pairs[:6]), pairs[6:9]
    a, b = rng.sample(ids, 2)
    rows = [certify(*pair) for pair in good]
    rows.append(certify(a, a))
    rows.append(certify(*bad[0], by=rng.choice([one for one in ids if one not in bad[0]])))
    rows.append(certify(*bad[1], about=rng.choice([one for one in ids if one not in bad[1]])))
    rows.append({"signer": bad[2][0], "key": bad[2][1], "signature": rng.randbytes(64).hex()})
    rows.append({"signer": "k9", "key": b, "signature": rng.randbytes(64).hex()})
    rng.shuffle(rows)
    revoked, forged = rng.sample(ids, 2)
    revocations = [
        {"key": revoked, "signature": sign(privates[revoked], f"revoke {prints[revoked]}")},
        {"key": forged, "signature": sign(privates[revoked], f"revoke {prints[forged]}")},
    ]
    rng.shuffle(revocations)
    public = {"keys": keys, "certificates": rows, "revocations": revocations}
    return public, {"edges": [list(pair) for pair in good], "revoked": [revoked]}


def make_web(rng: random.Random) -> dict:
    """A web of fourteen keys: three marginal introducers, a chain of full ones that grows too long, one key to revoke."""
    names = rng.sample(NAMES, 14)
    me, a, b, c, d, e, f, g, h, i, j, k, x, y = names
    edges = [(me, a), (me, b), (me, c), (me, d), (a, e), (e, h), (h, i), (i, j), (j, k)]
    edges += [(b, f), (c, f), (b, g), (c, g), (d, g), (g, x), (a, me), (f, b), (k, me), (x, h), (x, y)]
    trust = {a: "full", b: "marginal", c: "marginal", d: "marginal", e: "full", h: "full", i: "full", j: "full"}
    trust |= {f: "full", g: rng.choice(["none", "marginal", "full"])}
    if rng.random() < 0.5:
        edges.append((g, f))
    # Two short cuts: one through the key that will be revoked, one through a key that will be refused.
    gone = rng.choice([b, c, d])
    edges += [(gone, h), (f, j)]
    rng.shuffle(edges)
    prints = {name: hashlib.sha256(rng.randbytes(32)).hexdigest() for name in sorted(names)}
    rows = [list(edge) for edge in edges]
    return {"me": me, "edges": rows, "trust": trust, "fingerprints": prints, "revoked": [gone]}


def judge(edges: list, me: str, trust: dict) -> dict[str, int]:
    """The valid keys and their depth, by GnuPG's documented defaults: one full, three marginal, five steps."""
    valid = {me: 0}
    for depth in range(1, 6):
        levels: dict[str, list[str]] = {}
        for signer, key in edges:
            if signer in valid and key not in valid:
                levels.setdefault(key, []).append("full" if signer == me else trust.get(signer, "none"))
        valid |= {key: depth for key, told in levels.items() if "full" in told or told.count("marginal") >= 3}
    return valid


def make(rng: random.Random) -> dict:
    """Return a ring, a web and a private key; keep what is true of them."""
    ring, answers = make_ring(rng)
    web = make_web(rng)
    kept = [edge for edge in web["edges"] if not set(edge) & set(web["revoked"])]
    before, after = judge(web["edges"], web["me"], web["trust"]), judge(kept, web["me"], web["trust"])
    public = {"ring": ring, "web": web, "private": rng.randbytes(32).hex()}
    return {"public": public, "secret": answers | {"valid": before, "after": sorted(after)}}
