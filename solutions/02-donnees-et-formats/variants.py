"""Un export de caisse inventé, en Windows-1252, dont une ligne a un montant faux ; et une note en base64."""

import base64

GOODS = ["Crémone", "Clé plate", "Câble", "Échelle", "Équerre", "Étagère", "Règle à niveau", "Poêle", "Mèche", "Râpe"]
NOTES = [
    "Remise de {n} % pour Écomeuble dès lundi.",
    "Marge de {n} % sur les clés : à ne pas dire.",
    "Le coffre ferme à {n} h l’été.",
]


def write_amount(cents):
    """Écrit des centimes avec une virgule, sans séparateur de milliers."""
    return f"{cents // 100},{cents % 100:02d}"


def make(rng):
    first = rng.randrange(100, 900)
    broken = rng.randrange(8)
    articles = rng.sample(GOODS, 8)
    lines, tickets, total = ["ticket;article;quantité;prix;montant"], [], 0
    for number, article in enumerate(articles):
        quantity, price = rng.randint(2, 9), rng.randint(105, 2995)
        amount = quantity * price
        total += amount
        tickets.append(f"T{first + number}")
        shown = amount + rng.choice([-900, -90, 9, 90, 900]) if number == broken else amount
        if shown <= 0:
            shown = amount + 90
        lines.append(f"{tickets[-1]};{article};{quantity};{write_amount(price)};{write_amount(shown)}")
    export = ("\r\n".join(lines) + "\r\n").encode("cp1252")
    text = rng.choice(NOTES).format(n=rng.randint(6, 23))
    return {
        "public": {"export": export.hex(), "note": base64.b64encode(text.encode("utf-8")).decode("ascii")},
        "secret": {"broken": [tickets[broken]], "total": total, "note": text},
    }
