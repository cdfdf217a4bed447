"""Le registre d’une entreprise inventée par apprenant : des mesures en place, commencées, absentes, écartées ou oubliées."""

import random

COMPANIES = [
    "Chauffage Diarra, Remiremont",
    "Fromagerie Gagnon, Coaticook",
    "Menuiserie Weiss, Saint-Dié-des-Vosges",
    "Garage Nguyen, Magog",
    "Imprimerie Benali, Épinal",
    "Clinique vétérinaire Roy, Sherbrooke",
    "Scierie Kowalski, Gérardmer",
    "Traiteur Haddad, Granby",
]
PEOPLE = ["Amina", "Baptiste", "Chidi", "Dalia", "Elif", "Goran", "Hanae", "Kateri", "Linh", "Paola", "Réjean", "Yara"]
# Les seules que l’on écarte sans discussion dans une très petite entreprise.
EXCLUDABLE = {25: "aucun partenaire relié", 26: "aucune salle de serveurs", 28: "un seul réseau", 42: "aucun besoin"}
MEASURES = range(1, 43)
SILENT = 5
CARDS = 7
# Vraisemblance et gravité : des risques de chaque délai, et deux égalités que seuls les jours départagent.
WEIGHTS = [(4, 4), (4, 3), (3, 4), (3, 3), (2, 3), (3, 2), (2, 2)]


def draw_day(rng: random.Random) -> str:
    return f"2026-{rng.randint(1, 10):02d}-{rng.randint(1, 28):02d}"


def draw_status(rng: random.Random, number: int) -> str:
    if number in EXCLUDABLE and rng.random() < 0.6:
        return "excluded"
    return rng.choices(["done", "partial", "missing"], [5, 3, 4])[0]


def make_register(rng: random.Random, people: list[str]) -> list[dict]:
    """Des lignes bien formées, une par mesure, sauf quelques oubliées."""
    silent = rng.sample([number for number in MEASURES if number not in EXCLUDABLE], SILENT)
    rows = []
    for number in MEASURES:
        if number in silent:
            continue
        status = draw_status(rng, number)
        row = {"measure": number, "status": status, "owner": rng.choice(people), "checked": draw_day(rng)}
        if status == "excluded":
            row["reason"] = EXCLUDABLE[number]
        rows.append(row)
    rng.shuffle(rows)
    return rows


def make_cards(rng: random.Random, gaps: list[int], people: list[str]) -> list[dict]:
    """Des fiches de visite : le risque, le travail, les faits."""
    cards = []
    lengths = {}
    for number, (likelihood, impact) in zip(rng.sample(gaps, CARDS), WEIGHTS, strict=True):
        risk = likelihood * impact
        days = rng.choice([day for day in (1, 2, 3, 5) if day not in lengths.setdefault(risk, [])])
        lengths[risk].append(days)
        card = {"measure": number, "likelihood": likelihood, "impact": impact, "days": days}
        card |= {name: rng.random() < 0.4 for name in ("seen", "exposed", "personal")}
        cards.append(card | {"owner": rng.choice(people)})
    cards[rng.randrange(CARDS)]["seen"] = True
    rng.shuffle(cards)
    return cards


def make(rng: random.Random) -> dict:
    """Rend une entreprise, son registre, sept fiches de visite et le jour de départ."""
    people = rng.sample(PEOPLE, 4)
    register = make_register(rng, people)
    states = {row["measure"]: row["status"] for row in register}
    gaps = [number for number in MEASURES if states.get(number, "missing") in ("missing", "partial")]
    cards = make_cards(rng, gaps, people)
    order = sorted(cards, key=lambda card: (-card["likelihood"] * card["impact"], card["days"]))
    return {
        "public": {
            "company": rng.choice(COMPANIES),
            "register": register,
            "cards": cards,
            "start": f"2026-12-{rng.randint(1, 20):02d}",
        },
        "secret": {"gaps": gaps, "order": [card["measure"] for card in order]},
    }
