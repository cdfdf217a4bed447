"""Une entreprise fabriquée par apprenant : son archive abîmée, sa nuit de rançongiciel, ses offres. Rien n’y est réel."""

import base64
import hashlib
import io
import random
import zipfile
from datetime import datetime, timedelta

NAMES = ["Amina", "Baptiste", "Chidi", "Dalia", "Elif", "Goran", "Hanae", "Idriss", "Linh", "Paola", "Rachid", "Yara"]
TOWNS = ["Épinal", "Remiremont", "Magog", "Sherbrooke", "Gérardmer", "Coaticook"]
GOODS = ["farine", "levure", "beurre", "sel", "seigle", "noix", "miel", "lait"]
EXTRAS = ["LISEZ-MOI.txt", "factures/2026-10 copie.csv", "nouveau dossier.txt"]


def make_files(rng: random.Random) -> dict[str, bytes]:
    """The files of a small company, as they were on Friday."""
    texts = {
        "clients.csv": "".join(
            f"{number};{rng.choice(NAMES)};{rng.choice(TOWNS)};555 01{rng.randint(0, 99):02d}\n"
            for number in range(1, 4)
        ),
        "commandes en cours.csv": f"{rng.choice(GOODS)};{rng.randint(2, 40)} kg\n{rng.choice(GOODS)};{rng.randint(2, 9)} kg\n",
        "factures/2026-09.csv": f"4101;{rng.randint(40, 900)},50\n4102;{rng.randint(40, 900)},00\n",
        "factures/2026-10.csv": f"4103;{rng.randint(40, 900)},25\n4104;{rng.randint(40, 900)},75\n",
        "paie/2026-10.csv": f"{rng.choice(NAMES)};{rng.randint(120, 160)} h\n{rng.choice(NAMES)};{rng.randint(60, 110)} h\n",
        "planning.txt": f"lundi : {rng.choice(NAMES)} ; mardi : {rng.choice(NAMES)}\n",
        "recettes/pain.txt": f"{rng.choice(GOODS)} {rng.randint(400, 900)} g, four à {rng.randint(210, 250)} degrés\n",
        "bail.txt": f"Local de {rng.choice(TOWNS)}, {rng.randint(400, 1900)} par mois\n",
    }
    return {name: text.encode("utf-8") for name, text in texts.items()}


def change_digit(data: bytes, rng: random.Random) -> bytes:
    """The same bytes, one digit changed: the file still opens, and its length is the same."""
    places = [place for place, byte in enumerate(data) if byte in b"0123456789"]
    place = rng.choice(places)
    changed = bytearray(data)
    changed[place] = rng.choice([byte for byte in b"0123456789" if byte != data[place]])
    return bytes(changed)


def build_zip(files: dict[str, bytes]) -> bytes:
    """A zip that holds the folders, then the files, not compressed so that its bytes never depend on zlib."""
    stream = io.BytesIO()
    folders = sorted({name.split("/")[0] + "/" for name in files if "/" in name})
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as archive:
        for name in [*folders, *files]:
            entry = zipfile.ZipInfo(name, date_time=(2026, 11, 20, 22, 0, 0))
            entry.create_system = 3
            archive.writestr(entry, files.get(name, b""))
    return stream.getvalue()


def make_archive(rng: random.Random) -> tuple[dict, dict]:
    """The archive and its manifest, and what is wrong with the archive."""
    good = make_files(rng)
    names = sorted(good)
    rng.shuffle(names)
    missing, extra = sorted(names[: rng.randint(1, 2)]), rng.choice(EXTRAS)
    altered = sorted(names[2 : 4 + rng.randint(0, 1)])
    lines = [f"{hashlib.sha256(good[name]).hexdigest()} {rng.choice(' *')}{name}\n" for name in sorted(good)]
    files = {name: data for name, data in good.items() if name not in missing}
    for name in altered:
        files[name] = change_digit(files[name], rng) if any(byte in b"0123456789" for byte in files[name]) else b"?"
    files[extra] = b"Vos fichiers sont pris.\n"
    public = {"archive": base64.b64encode(build_zip(files)).decode("ascii"), "manifest": "".join(lines)}
    return public, {"altered": altered, "missing": missing, "extra": [extra]}


def make_events(rng: random.Random) -> tuple[list[dict], dict]:
    """A week of events, shuffled as two machines would give them, and the two durations."""
    struck = datetime(2026, 11, 18, 2, 0) + timedelta(days=rng.randint(0, 2), minutes=rng.randint(0, 150))
    good = struck - timedelta(hours=rng.randint(8, 60), minutes=rng.randint(0, 59))
    stopped = struck + timedelta(hours=rng.randint(3, 5), minutes=rng.randint(0, 59))
    resumed = stopped + timedelta(hours=rng.randint(20, 70), minutes=rng.randint(0, 59))
    events = [
        (good - timedelta(hours=rng.randint(20, 30)), "backup", "verified"),
        (good - timedelta(hours=rng.randint(70, 90)), "backup", "verified"),
        (good, "backup", "verified"),
        (good + timedelta(hours=rng.randint(2, 6)), "backup", "failed"),
        (struck + timedelta(minutes=rng.randint(20, 90)), "backup", "verified"),
        (good - timedelta(hours=rng.randint(5, 15)), "entry", ""),
        (struck, "encrypted", ""),
        (stopped, "stopped", ""),
        (resumed, "resumed", ""),
    ]
    rng.shuffle(events)
    rows = [{"at": at.strftime("%Y-%m-%dT%H:%M"), "what": what, "state": state} for at, what, state in events]
    loss, down = (struck - good).total_seconds() / 3600, (resumed - stopped).total_seconds() / 3600
    return rows, {"loss": loss, "down": down}


def make_offers(rng: random.Random) -> tuple[list[dict], int]:
    """Six ways to keep a copy, with prices, and a budget that only some sets of them fit."""
    rows = [
        ("nas", "disk", "shop", True, 1, rng.randint(20, 30) * 10),
        ("disk-drawer", "disk", "shop", False, 24, rng.randint(6, 9) * 10),
        ("disk-home", "disk", "home", False, 168, rng.randint(6, 9) * 10),
        ("cloud", "cloud", "provider", True, 4, rng.randint(14, 19) * 10),
        ("cloud-big", "cloud", "provider", True, 1, rng.randint(40, 50) * 10),
        ("tape", "tape", "bank", False, 720, rng.randint(35, 45) * 10),
    ]
    keys = ["name", "media", "place", "online", "every_hours", "price"]
    budget = rows[3][5] + max(rows[1][5], rows[2][5]) + rng.randint(0, 2) * 5
    return [dict(zip(keys, row, strict=True)) for row in rows], budget


def make(rng: random.Random) -> dict:
    """Return an archive and its manifest, a timeline with its objectives, and offers with a budget."""
    archive, faults = make_archive(rng)
    events, measured = make_events(rng)
    offers, budget = make_offers(rng)
    rpo, rto = rng.choice([12, 24, 48]), rng.choice([24, 48])
    clocks = measured | {"rpo_met": measured["loss"] <= rpo, "rto_met": measured["down"] <= rto}
    public = archive | {"events": events, "rpo": rpo, "rto": rto, "offers": offers, "budget": budget}
    return {"public": public, "secret": {"faults": faults, "clocks": clocks}}
