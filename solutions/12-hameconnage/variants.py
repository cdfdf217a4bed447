"""Une boîte de réception fabriquée par apprenant : huit messages signés ou non, aucun n’est vrai, aucun domaine n’existe."""

import base64
import contextlib
import random
from email.header import Header
from unittest import mock

import dkim
from nacl.signing import SigningKey

# Une date passée : `dkim` refuse une signature qui vient du futur, et une horloge d’ordinateur peut être en retard.
SIGNED_AT = 1741682400
OUR_SERVER = "mx.garage-diallo.example"
OUR_ADDRESS = "bureau@garage-diallo.example"
PEOPLE = [
    "Amina Roy",
    "Hélène Petit",
    "Thu Trang",
    "Élif Kaya",
    "Moussa Ndiaye",
    "Lucie Gagné",
    "Zoé Wagner",
    "Karim Haddad",
]
PARTNERS = [
    "pneus-hautes-vosges",
    "banque-du-lac",
    "notaire-ouellet",
    "transport-kateri",
    "assurance-saintdie",
    "freins-estrie",
]
STRANGERS = ["envoi-express7", "serveur-gratuit", "alerte-compte", "courrier-rapide"]
FORWARDERS = ["anciens-du-cegep", "club-remiremont", "chambre-metiers"]
SIGNED_HEADERS = [b"from", b"to", b"subject", b"date", b"message-id", b"reply-to"]


def make(rng: random.Random) -> dict:
    """Return eight messages, the DNS records as data, the facts a filter read, and the verdicts they call for."""
    partners = [f"{name}.example" for name in rng.sample(PARTNERS, 4)]
    stranger = f"{rng.choice(STRANGERS)}.example"
    forwarder = f"{rng.choice(FORWARDERS)}.example"
    twin = _swap_letters(rng, partners[0])
    domains = [*partners, stranger, forwarder, twin]
    keys = {domain: rng.randbytes(32) for domain in domains}
    blocks = dict(zip(domains, rng.sample(range(16), len(domains)), strict=True))
    mails = _plan_mails(partners, stranger, forwarder, twin, blocks, rng)
    rng.shuffle(mails)
    mailbox = [build_message(mail, keys.get(mail["signer"]), rng) for mail in mails]
    return {
        "public": {
            "known": [*partners, "garage-diallo.example"],
            "records": _publish(keys, blocks),
            "mailbox": mailbox,
            "facts": [_read_facts(mail) for mail in mails],
        },
        "secret": {
            "intact": [place for place, mail in enumerate(mails) if mail["signer"] and not mail["altered"]],
            "verdicts": [mail["verdict"] for mail in mails],
        },
    }


def _swap_letters(rng: random.Random, domain: str) -> str:
    """Return the same domain with two neighbouring letters exchanged."""
    places = [n for n in range(1, len(domain) - 9) if domain[n] != domain[n + 1] and "-" not in domain[n : n + 2]]
    place = rng.choice(places)
    return domain[:place] + domain[place + 1] + domain[place] + domain[place + 2 :]


def _publish(keys: dict[str, bytes], blocks: dict[str, int]) -> dict[str, str]:
    records = {}
    for place, (domain, seed) in enumerate(keys.items()):
        public = base64.b64encode(bytes(SigningKey(seed).verify_key)).decode()
        records[domain] = f"v=spf1 ip4:198.51.100.{blocks[domain] * 16}/28 -all"
        if place == 0:
            records[f"envois.{domain}"] = records[domain]
        records[f"s1._domainkey.{domain}"] = f"v=DKIM1; k=ed25519; p={public}"
        records[f"_dmarc.{domain}"] = "v=DMARC1; p=quarantine"
    return records


def _plan_mails(partners, stranger, forwarder, twin, blocks, rng):
    """The eight cases, each with the one header that settles it."""

    def mail(sender, path, verdict, home=None, **more):
        host = home or path
        address = f"198.51.100.{blocks[host] * 16 + rng.randint(1, 14)}"
        plain = {
            "from": sender,
            "path": path,
            "verdict": verdict,
            "ip": address,
            "host": host,
            "name": rng.choice(PEOPLE),
        }
        return {"reply": None, "signer": None, "altered": False, **plain, **more}

    first, second, third, fourth = partners
    bill = f"Bonjour, voici la facture {rng.randint(4000, 4999)}."
    moved = f"Bonjour, notre compte change. Facture {rng.randint(4000, 4999)} : nouveau compte ci-joint."
    return [
        mail(
            first,
            f"envois.{first}",
            ["authentic", "DKIM-Signature"],
            home=first,
            signer=first,
            reply=f"suivi.{first}",
            text=bill,
        ),
        mail(second, forwarder, ["authentic", "DKIM-Signature"], signer=second, text=bill),
        mail(f"compta.{third}", third, ["authentic", "Return-Path"], text=bill),
        mail(fourth, stranger, ["unproven", "DKIM-Signature"], signer=fourth, altered=True, text=moved),
        mail(first, first, ["unproven", "Received"], home=stranger, text=moved),
        mail(second, stranger, ["unproven", "Return-Path"], signer=stranger, text=moved),
        mail(twin, twin, ["unknown", "From"], signer=twin, text=moved),
        mail(third, third, ["diverted", "Reply-To"], signer=third, reply=stranger, text=moved),
    ]


def _read_facts(mail: dict) -> dict:
    """What a careful filter notes: it knows nothing of the verdict."""
    passes = _organisation(mail["path"]) == _organisation(f"x.{mail['host']}")
    signed = "none" if mail["signer"] is None else "fail" if mail["altered"] else "pass"
    return {
        "from": mail["from"],
        "reply": mail["reply"],
        "path": mail["path"],
        "dkim": signed,
        "spf_aligned": passes and _organisation(mail["path"]) == _organisation(mail["from"]),
        "dkim_aligned": signed == "pass" and _organisation(mail["signer"]) == _organisation(mail["from"]),
    }


def _organisation(domain: str) -> str:
    return ".".join(domain.split(".")[-2:])


def build_message(mail: dict, seed: bytes | None, rng: random.Random) -> str:
    """Return the whole message as text, lines ended by \\n, signed when there is a seed."""
    name = mail["name"]
    shown = name if name.isascii() else Header(name, "utf-8").encode()
    lines = [f"From: {shown} <contact@{mail['from']}>"]
    lines += [f"To: {OUR_ADDRESS}", "Subject: Facture", "Date: Tue, 11 Mar 2025 09:40:00 +0100"]
    lines.append(f"Message-ID: <{rng.randint(10**7, 10**8 - 1)}@{mail['from']}>")
    if mail["reply"]:
        lines.append(f"Reply-To: <reponse@{mail['reply']}>")
    text = "\n".join([*lines, "Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: 8bit", ""])
    body = f"\n{mail['text']}\n{name.strip(chr(34))}\n"
    signature = sign(text + body, mail["signer"], seed) if seed else ""
    if mail["altered"]:
        body = body.replace("Bonjour", "Bonjour à vous")
    top = f"Return-Path: <envoi@{mail['path']}>\n"
    top += f"Received: from mail.{mail['host']} (mail.{mail['host']} [{mail['ip']}])\n by {OUR_SERVER}; Tue, 11 Mar 2025 09:40:02 +0100\n"
    return top + signature + text + body


def sign(text: str, domain: str, seed: bytes) -> str:
    """Return the DKIM-Signature header, made with Ed25519 as RFC 8463 says, always with the same bytes."""
    signer = dkim.DKIM(text.encode("utf-8"), linesep=b"\n")
    headers = [name for name in SIGNED_HEADERS if b"\n" + name in b"\n" + text.lower().encode("utf-8")]
    with _clock_at(SIGNED_AT):
        made = signer.sign(
            b"s1",
            domain.encode(),
            base64.b64encode(seed),
            signature_algorithm=b"ed25519-sha256",
            canonicalize=(b"relaxed", b"relaxed"),
            include_headers=headers,
        )
    return made.decode("ascii").replace("\r\n", "\n")


@contextlib.contextmanager
def _clock_at(moment: int):
    with mock.patch("dkim.time.time", return_value=moment):
        yield
