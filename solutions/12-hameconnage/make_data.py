"""Écrit les trois messages de data/, toujours les mêmes : expéditeurs, serveurs et clés sont inventés."""

import random
import runpy
from pathlib import Path

SEED = 1212
HERE = Path(__file__).parent
FORGED_LINE = """Received: from mail.pneus-hautes-vosges.example (mail.pneus-hautes-vosges.example [198.51.100.20])
 by mail.serveur-gratuit.example; Tue, 11 Mar 2025 07:12:40 +0100
"""
MAILS = {
    "pneus.eml": {
        "name": '"compta@pneus-hautes-vosges.example"',
        "from": "Serveur-Gratuit.example",
        "reply": "Alerte-Compte.example",
        "path": "serveur-gratuit.example",
        "host": "serveur-gratuit.example",
        "ip": "203.0.113.77",
        "signer": "serveur-gratuit.example",
        "text": "Bonjour, notre compte bancaire change. Payez la facture 4180 sur le nouveau compte, ce matin.",
    },
    "banque.eml": {
        "name": "Hélène Petit",
        "from": "banque-du-lac.example",
        "reply": None,
        "path": "envois.banque-du-lac.example",
        "host": "banque-du-lac.example",
        "ip": "198.51.100.35",
        "signer": "banque-du-lac.example",
        "text": "Bonjour, votre relevé de février est dans votre espace. Aucune réponse n’est attendue.",
    },
    "direction.eml": {
        "name": "Ousmane Diallo",
        "from": "courrier-rapide.example",
        "reply": None,
        "path": "courrier-rapide.example",
        "host": "courrier-rapide.example",
        "ip": "203.0.113.9",
        "signer": None,
        "text": "Je suis en réunion, ne m’appelez pas. Achetez dix cartes-cadeaux et envoyez-moi les codes.",
    },
}


def build_mails() -> dict[str, bytes]:
    """Rend les octets de chaque message, par nom de fichier."""
    build = runpy.run_path(str(HERE / "variants.py"))["build_message"]
    rng = random.Random(SEED)
    made = {}
    for name, mail in MAILS.items():
        text = build({"altered": False, **mail}, rng.randbytes(32) if mail["signer"] else None, rng)
        if name == "pneus.eml":
            text = text.replace("DKIM-Signature:", FORGED_LINE + "DKIM-Signature:", 1)
        made[name] = text.encode("utf-8")
    return made


if __name__ == "__main__":
    for name, data in build_mails().items():
        (HERE / "data" / name).write_bytes(data)
