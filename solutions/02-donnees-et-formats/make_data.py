"""Make the two till exports in ``data/``: invented shops, goods and sales, in the formats that real tills write.

Run ``python make_data.py`` from anywhere: the same seed gives the same bytes.
"""

import random
from pathlib import Path

SEED = 20261123
GOODS = [
    ("Crémone de fenêtre", 1890),
    ("Vis à tôle 4 × 30", 450),
    ("Clé Allen n° 5", 235),
    ("Échelle pliante", 123456),
    ("Enduit ; rebouchage", 799),
    ("Câble électrique 3 m", 1245),
    ('Étagère 24" "Forêt"', 8995),
]


def write_amount(cents: int, thousands: str, unit: str) -> str:
    """Write cents as a French-speaking till does."""
    sign = "-" if cents < 0 else ""
    units, rest = divmod(abs(cents), 100)
    return f"{sign}{units:,}".replace(",", thousands) + f",{rest:02d}{unit}"


def quote(field: str) -> str:
    """Quote a field where RFC 4180 asks for it, the separator being a semicolon."""
    if any(sign in field for sign in ';"\r\n'):
        return '"' + field.replace('"', '""') + '"'
    return field


def make_export(rng: random.Random, prefix: str, thousands: str, unit: str) -> str:
    """Make the text of one export: a header, twelve sales, one of them returned."""
    lines = ["ticket;article;quantité;prix;montant"]
    for number in range(12):
        article, price = GOODS[number % len(GOODS)]
        quantity = -1 if number == 5 else rng.randint(1, 6)
        fields = [
            f"{prefix}-{number + 1:03d}",
            article,
            str(quantity),
            write_amount(price, thousands, unit),
            write_amount(quantity * price, thousands, unit),
        ]
        lines.append(";".join(quote(field) for field in fields))
    return "\r\n".join(lines) + "\r\n"


def make_files() -> dict[str, bytes]:
    """Make both files: Windows-1252 with euros, and UTF-8 with its mark and dollars."""
    rng = random.Random(SEED)
    return {
        "ventes-gerardmer.csv": make_export(rng, "GER", "\u00a0", "\u00a0€").encode("cp1252"),
        "ventes-magog.csv": make_export(rng, "MAG", "\u00a0", "\u00a0$").encode("utf-8-sig"),
    }


if __name__ == "__main__":
    for name, data in make_files().items():
        (Path(__file__).parent / "data" / name).write_bytes(data)
