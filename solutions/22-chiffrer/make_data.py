"""Écrit data/sauvegarde.csv, toujours le même fichier : des clients et des montants inventés."""

import random
from pathlib import Path

SEED = 2022
CLIENTS = [
    "Boulangerie Ouellet",
    "Garage Nadeau",
    "Épicerie Diallo",
    "Clinique du Lac",
    "Scierie Weiss",
    "Café Tremblay",
]


def build_text() -> str:
    """Rend le texte du fichier : un point-virgule entre les colonnes, une virgule dans les montants."""
    rng = random.Random(SEED)
    lines = ["facture;client;date;montant"]
    for number in range(4101, 4131):
        amount = f"{rng.randint(40, 3900)},{rng.randint(0, 99):02d}"
        lines.append(f"{number};{rng.choice(CLIENTS)};2026-10-{rng.randint(1, 31):02d};{amount}")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    (Path(__file__).parent / "data" / "sauvegarde.csv").write_text(build_text(), encoding="utf-8", newline="\n")
