"""Un logiciel inventé par apprenant : sa nomenclature CycloneDX, dix avis au format OSV, sept fiches et un extrait de liste KEV.

Les composants n’existent pas. Les numéros CVE-2099 et EXEMPLE sont inventés : l’année et le mot le disent.
"""

import random

COMPANIES = [
    "Location Benhaddou, Golbey",
    "Brasserie Bolduc, Lac-Mégantic",
    "Librairie Okafor, Bruyères",
    "Cycles Tremblay, Magog",
    "Pépinière Zimmermann, Senones",
    "Clinique dentaire Nguyen, Granby",
    "Imprimerie Da Silva, Vittel",
    "Traiteur Karimi, Sherbrooke",
]
PEOPLE = ["Amina", "Baptiste", "Chidi", "Dalia", "Elif", "Goran", "Hanae", "Kateri", "Linh", "Paola", "Réjean", "Yara"]
# La famille du purl, le nom dans le purl, le nom dans l’avis.
PACKAGES = [
    ("pypi", "facture-claire", "facture-claire"),
    ("pypi", "tri-rapide", "tri-rapide"),
    ("pypi", "carte-locale", "carte-locale"),
    ("pypi", "imageur-net", "imageur-net"),
    ("npm", "minuteur-doux", "minuteur-doux"),
    ("npm", "grille-souple", "grille-souple"),
    ("npm", "%40atelier/calendrier", "@atelier/calendrier"),
    ("composer", "mercure/journal", "mercure/journal"),
    ("composer", "mercure/formulaire", "mercure/formulaire"),
]
SCOPED = ("npm", "%40atelier/panier", "@atelier/panier")
TWINS = [("pypi", "jeton-web", "jeton-web"), ("npm", "jeton-web", "jeton-web")]
ECOSYSTEMS = {"pypi": "PyPI", "npm": "npm", "composer": "Packagist"}
QUALIFIER = "?repository_url=depot.example"
VECTORS = [
    "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H",
    "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:N/A:N",
    "CVSS:3.1/AV:N/AC:L/PR:L/UI:N/S:C/C:L/I:L/A:N",
    "CVSS:3.1/AV:N/AC:H/PR:N/UI:N/S:U/C:H/I:H/A:N",
    "CVSS:3.1/AV:N/AC:L/PR:N/UI:R/S:C/C:L/I:L/A:N",
    "CVSS:3.1/AV:L/AC:L/PR:N/UI:R/S:U/C:H/I:H/A:H",
]
# Pour chaque décision, les réponses qui y mènent : kev, exposed, automatable, impact.
ROADS = {
    "3DF": [("yes", "yes", "yes", "total"), ("yes", "yes", "no", "total"), ("yes", "no", "yes", "total")],
    "3D": [("no", "yes", "yes", "total"), ("yes", "yes", "yes", "partial")],
    "14D": [("yes", "no", "no", "partial"), ("no", "yes", "no", "total"), ("no", "yes", "yes", "partial")],
    "60D": [("no", "yes", "no", "partial"), ("no", "no", "yes", "partial"), ("no", "no", "yes", "total")],
    "FSU": [("no", "no", "no", "total")],
}
DECISIONS = ["3DF", "3D", "14D", "14D", "60D", "60D", "FSU"]


def make_cases(rng: random.Random) -> list[tuple[str, list[dict], bool]]:
    """Une version installée, les événements de l’avis, et s’il touche : chaque piège une fois."""
    major, minor, patch = rng.randint(1, 4), rng.randint(2, 6), rng.randint(1, 9)
    far = rng.randint(10, 14)
    return [
        # Le texte dirait non : 9 vient après 1.
        (f"{major}.9.{patch}", [{"introduced": f"{major}.2.0"}, {"fixed": f"{major}.{far}.0"}], True),
        # Depuis le début.
        (f"{major}.{minor}.{patch}", [{"introduced": "0"}, {"fixed": f"{major}.{minor + 1}.0"}], True),
        # Dans la seconde plage.
        (
            f"{major + 1}.{minor}.{patch}",
            [{"introduced": f"{major}.0.0"}, {"fixed": f"{major}.5.2"}, {"introduced": f"{major + 1}.0.0"}]
            + [{"fixed": f"{major + 1}.{minor + 2}.0"}],
            True,
        ),
        # Exactement la version qui corrige.
        (f"{major}.{minor}.{patch}", [{"introduced": "0"}, {"fixed": f"{major}.{minor}.{patch}"}], False),
        # Entre les deux plages.
        (
            f"{major}.{far}.{patch}",
            [{"introduced": f"{major}.0.0"}, {"fixed": f"{major}.9.1"}, {"introduced": f"{major + 1}.0.0"}],
            False,
        ),
        # Le texte dirait oui : 1 vient avant 9.
        (f"{major}.{far}.{patch}", [{"introduced": f"{major}.0.0"}, {"fixed": f"{major}.9.8"}], False),
    ]


def make_advisory(number: int, ecosystem: str, name: str, events: list[dict], vector: str) -> dict:
    return {
        "schema_version": "1.6.0",
        "id": f"EXEMPLE-2026-{number:04d}",
        "modified": "2026-11-20T08:00:00Z",
        "aliases": [f"CVE-2099-{10000 + number}"],
        "severity": [{"type": "CVSS_V3", "score": vector}],
        "affected": [
            {"package": {"ecosystem": ecosystem, "name": name}, "ranges": [{"type": "ECOSYSTEM", "events": events}]}
        ],
    }


def make_component(family: str, path: str, version: str, qualifier: str = "") -> dict:
    purl = f"pkg:{family}/{path}@{version}{qualifier}"
    return {"type": "library", "bom-ref": purl, "name": path.split("/")[-1], "version": version, "purl": purl}


def make_software(rng: random.Random) -> tuple[dict, list[dict], list[dict]]:
    """Rend une nomenclature, ses avis, et les touches que l’on doit y trouver, dans l’ordre des avis."""
    chosen = rng.sample(PACKAGES, 8)
    numbers = iter(rng.sample(range(100, 1000), 10))
    components, drawn = [], []

    def add(package: tuple, version: str, events: list[dict], hit: bool, qualifier: str = "") -> dict:
        family, path, name = package
        components.append(make_component(family, path, version, qualifier))
        advisory = make_advisory(next(numbers), ECOSYSTEMS[family], name, events, rng.choice(VECTORS))
        touched = {"id": advisory["id"], "name": name, "version": version} if hit else None
        drawn.append((advisory, touched))
        return advisory

    for place, (version, events, hit) in enumerate(make_cases(rng)):
        add(chosen[place], version, events, hit, QUALIFIER if place == 1 else "")
    add(SCOPED, f"2.{rng.randint(1, 8)}.0", [{"introduced": "2.0.0"}, {"fixed": "2.9.0"}], True)
    retired = add(chosen[6], f"0.{rng.randint(1, 8)}.0", [{"introduced": "0"}, {"fixed": "1.0.0"}], False)
    retired["withdrawn"] = "2026-11-21T09:30:00Z"
    here, there = rng.sample(TWINS, 2)
    components.append(make_component(here[0], here[1], f"1.{rng.randint(0, 6)}.0"))
    twin = make_advisory(
        next(numbers), ECOSYSTEMS[there[0]], there[2], [{"introduced": "1.0.0"}, {"fixed": "1.7.0"}], VECTORS[0]
    )
    absent = make_advisory(next(numbers), ECOSYSTEMS[chosen[7][0]], chosen[7][2], [{"introduced": "0"}], VECTORS[0])
    drawn += [(twin, None), (absent, None)]
    components += [{"type": "file", "bom-ref": name, "name": name} for name in rng.sample(["logo.svg", "ancien.js"], 2)]
    rng.shuffle(components)
    rng.shuffle(drawn)
    sbom = {"bomFormat": "CycloneDX", "specVersion": "1.6", "version": 1, "components": components}
    return sbom, [advisory for advisory, _ in drawn], [touched for _, touched in drawn if touched]


def make_cards(rng: random.Random) -> tuple[list[dict], dict]:
    """Sept fiches d’un second logiciel, et un extrait de liste KEV qui cite celles qui sont exploitées."""
    people = rng.sample(PEOPLE, 3)
    names = rng.sample([package[2] for package in PACKAGES], 7)
    chances = rng.sample(range(2, 90), 7)
    numbers = rng.sample(range(20000, 30000), 10)
    cards, known = [], []
    for place, decision in enumerate(DECISIONS):
        kev, exposed, automatable, impact = rng.choice(ROADS[decision])
        card = {"cve": f"CVE-2099-{numbers[place]}", "name": names[place], "version": f"1.{rng.randint(0, 9)}.0"}
        # La plus grosse note va à ce qui peut attendre : la gravité n’est pas le risque.
        card |= {"fixed": f"2.{rng.randint(0, 9)}.1", "vector": VECTORS[0] if decision == "FSU" else ""}
        card["vector"] = card["vector"] or rng.choice(VECTORS[1:])
        card |= {"epss": chances[place] / 100, "exposed": exposed, "automatable": automatable, "impact": impact}
        cards.append(card | {"owner": rng.choice(people)})
        if kev == "yes":
            known.append(card["cve"])
    known += [f"CVE-2099-{number}" for number in numbers[7:]]
    rng.shuffle(known)
    rng.shuffle(cards)
    entries = [{"cveID": cve, "dateAdded": f"2026-{rng.randint(1, 10):02d}-{rng.randint(1, 28):02d}"} for cve in known]
    kev = {"catalogVersion": "2026.11.20", "dateReleased": "2026-11-20T15:00:00Z", "count": len(entries)}
    return cards, kev | {"vulnerabilities": entries}


def make(rng: random.Random) -> dict:
    """Rend une entreprise, une nomenclature, dix avis, sept fiches, un extrait de liste KEV et le jour de départ."""
    sbom, advisories, hits = make_software(rng)
    cards, kev = make_cards(rng)
    return {
        "public": {
            "company": rng.choice(COMPANIES),
            "sbom": sbom,
            "advisories": advisories,
            "cards": cards,
            "kev": kev,
            "start": f"2026-12-{rng.randint(1, 20):02d}",
        },
        "secret": {"hits": hits},
    }
