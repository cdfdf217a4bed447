"""Une boîte d’envoi fabriquée par apprenant : un employé y a repris un nonce. Ni les gens ni les montants ne sont réels."""

import random

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

NAMES = ["Amina", "Baptiste", "Chidi", "Dalia", "Elif", "Goran", "Hanae", "Idriss", "Linh", "Paola", "Rachid", "Yara"]
TOWNS = ["Épinal", "Remiremont", "Magog", "Sherbrooke", "Gérardmer", "Coaticook"]
WORDS = ["lanterne", "cuivre", "bascule", "orage", "tiroir", "violon", "gravier", "falaise", "boussole", "sarrasin"]
ENVELOPES = 7


def make(rng: random.Random) -> dict:
    """Return seven envelopes, two of which share a nonce, the text of the first of these, and a passphrase."""
    known = f"Bonjour {rng.choice(NAMES)}, la facture {rng.randint(4000, 4999)} est partie ce matin, bonne journée."
    wanted = (
        f"Virer {rng.randint(1200, 9800)} $ à {rng.choice(NAMES)}, {rng.choice(TOWNS)}, code {rng.randint(1000, 9999)}."
    )
    texts = [f"Rappel {number} : devis {rng.randint(100, 999)} à signer." for number in range(ENVELOPES)]
    first, second = sorted(rng.sample(range(ENVELOPES), 2))
    texts[first], texts[second] = known, wanted
    nonces = [rng.randbytes(12) for _ in range(ENVELOPES)]
    nonces[second] = nonces[first]
    cipher = AESGCM(rng.randbytes(16))
    envelopes = [
        {"nonce": nonce.hex(), "sealed": cipher.encrypt(nonce, text.encode("utf-8"), None).hex()}
        for nonce, text in zip(nonces, texts, strict=True)
    ]
    return {
        "public": {"envelopes": envelopes, "known": known, "passphrase": " ".join(rng.sample(WORDS, 5))},
        "secret": {"pair": [first, second], "recovered": wanted},
    }
