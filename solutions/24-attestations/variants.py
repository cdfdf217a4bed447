"""Dix badges fabriqués par apprenant : bons, périmés, falsifiés. Les écoles, les gens et les clés n’existent pas."""

import base64
import hashlib
import hmac
import json
import random
import uuid

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

CONTEXT = ["https://www.w3.org/ns/credentials/v2", "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"]
NOW = "2026-11-25T09:00:00Z"
SCHOOLS = [
    ("cfa-hautes-vosges", "CFA des Hautes-Vosges"),
    ("cegep-du-lac", "Cégep du Lac"),
    ("greta-saintdie", "Greta de Saint-Dié"),
    ("centre-memphre", "Centre Memphré"),
    ("ecole-de-coaticook", "École de Coaticook"),
]
SKILLS = ["Lire un schéma électrique", "Conduire un chariot", "Tenir une caisse", "Souder à l’arc", "Servir en salle"]
PEOPLE = ["Noor", "Tiago", "Maïwenn", "Wapan", "Seynabou", "Luan", "Gwladys", "Anaïs", "Yusuf", "Pénélope"]


def make(rng: random.Random) -> dict:
    """Return ten tokens, the trusted issuers' public keys, and the verdict that each token calls for."""
    schools = rng.sample(SCHOOLS, 3)
    keys = {f"https://{slug}.example": new_key(rng) for slug, _ in schools}
    names = {f"https://{slug}.example": name for slug, name in schools}
    first, second, stranger = keys
    trusted = {issuer: keys[issuer]["public"] for issuer in (first, second)}
    people = rng.sample(PEOPLE, 10)
    badges = [_badge(rng, first if n % 2 else second, names, people[n]) for n in range(10)]
    tokens = _make_tokens(rng, badges, keys, names, stranger)
    rng.shuffle(tokens)
    holder = new_key(rng)
    return {
        "public": {
            "now": NOW,
            "trusted": trusted,
            "tokens": [token for token, _ in tokens],
            "issuer": {"id": "https://atelier-essai.example", "name": "Atelier d’essai"},
            "holder": "urn:ietf:params:oauth:jwk-thumbprint:sha-256:" + thumbprint(holder["public"]),
            "start": f"2026-11-{rng.randint(26, 30)}T08:00:00Z",
            "end": f"2029-11-{rng.randint(10, 25)}T08:00:00Z",
        },
        "secret": {"verdicts": [verdict for _, verdict in tokens]},
    }


def _make_tokens(rng, badges, keys, names, stranger):
    def signed(badge, key=None, **header):
        return sign(badge, key or keys[badge["issuer"]["id"]], header)

    good, other_zone, late, early, changed, forged, unknown, bare, shared, swapped = badges
    other_zone |= {"validFrom": "2025-09-01T08:00:00-05:00"}
    other_zone.pop("validUntil")
    late |= {"validUntil": "2026-11-25T03:30:00-05:00"}
    early |= {"validFrom": "2026-11-25T09:30:00+00:00"}
    liar = new_key(rng)
    unknown["issuer"] = {"id": stranger, "type": ["Profile"], "name": names[stranger]}
    trusted_names = [issuer for issuer in keys if issuer != stranger]
    own, other = swapped["issuer"]["id"], next(i for i in trusted_names if i != swapped["issuer"]["id"])
    return [
        (signed(good), "ok"),
        (signed(other_zone), "ok"),
        (signed(late), "expired"),
        (signed(early), "early"),
        (_change_payload(signed(changed), rng.choice(PEOPLE) + " X."), "signature"),
        (signed(forged, liar, jwk=liar["public"]), "signature"),
        (signed(unknown), "issuer"),
        (_unsigned(bare), "algorithm"),
        (_hmac_signed(shared, keys[shared["issuer"]["id"]]["public"]), "algorithm"),
        (signed(swapped, keys[other], kid=own + "#key-1"), "signature"),
    ]


def new_key(rng: random.Random) -> dict:
    """Return a key pair as JSON Web Keys: its private and its public half."""
    seed = rng.randbytes(32)
    point = Ed25519PrivateKey.from_private_bytes(seed).public_key().public_bytes_raw()
    public = {"kty": "OKP", "crv": "Ed25519", "x": encode(point)}
    return {"private": {**public, "d": encode(seed)}, "public": public}


def encode(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode("ascii")


def thumbprint(public: dict) -> str:
    """RFC 7638: the hash of the three members, in order, without a space."""
    text = '{{"crv":"{crv}","kty":"{kty}","x":"{x}"}}'.format(**public)
    return encode(hashlib.sha256(text.encode("ascii")).digest())


def _badge(rng: random.Random, issuer: str, names: dict, person: str) -> dict:
    skill = rng.choice(SKILLS)
    return {
        "@context": CONTEXT,
        "id": "urn:uuid:" + str(uuid.UUID(bytes=rng.randbytes(16), version=4)),
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": f"{skill}, {person}",
        "issuer": {"id": issuer, "type": ["Profile"], "name": names[issuer]},
        "validFrom": "2025-03-03T08:00:00Z",
        "validUntil": "2028-03-03T08:00:00Z",
        "credentialSubject": {
            "id": "urn:ietf:params:oauth:jwk-thumbprint:sha-256:" + thumbprint(new_key(rng)["public"]),
            "type": ["AchievementSubject"],
            "achievement": {
                "id": issuer + "/badges/" + str(rng.randint(10, 99)),
                "type": ["Achievement"],
                "name": skill,
                "description": skill + ".",
                "criteria": {"narrative": "Épreuve réussie."},
            },
        },
    }


def _part(value: dict) -> str:
    return encode(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8"))


def sign(badge: dict, key: dict, header: dict) -> str:
    """Return the compact JWS: three parts, each in base64url."""
    head = {"alg": "Ed25519", "typ": "JWT", "kid": badge["issuer"]["id"] + "#key-1", **header}
    text = _part(head) + "." + _part(badge)
    seed = base64.urlsafe_b64decode(key["private"]["d"] + "=")
    return text + "." + encode(Ed25519PrivateKey.from_private_bytes(seed).sign(text.encode("ascii")))


def _change_payload(token: str, name: str) -> str:
    head, body, signature = token.split(".")
    badge = json.loads(base64.urlsafe_b64decode(body + "=="))
    badge["name"] = badge["credentialSubject"]["achievement"]["name"] + ", " + name
    return f"{head}.{_part(badge)}.{signature}"


def _unsigned(badge: dict) -> str:
    return _part({"alg": "none", "typ": "JWT"}) + "." + _part(badge) + "."


def _hmac_signed(badge: dict, public: dict) -> str:
    """The old trick: the public key, which everyone has, used as the secret of an HMAC."""
    text = _part({"alg": "HS256", "typ": "JWT"}) + "." + _part(badge)
    secret = base64.urlsafe_b64decode(public["x"] + "=")
    return text + "." + encode(hmac.digest(secret, text.encode("ascii"), "sha256"))
