"""Un incident inventé par apprenant : un courriel, des journaux, une capture, leurs horloges. Rien n’y est réel.

Les adresses viennent des plages que la RFC 5737 réserve aux exemples.
"""

import hashlib
import random
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from zoneinfo import ZoneInfo

PEOPLE = ["amara", "chidi", "dalia", "elif", "goran", "hanae", "kateri", "linh", "paola", "rejean", "yara", "zoe"]
# Pendant la semaine où l’écart entre les deux rives est de cinq heures, et en dehors.
DAYS = ["2026-10-14", "2026-10-20", "2026-10-26", "2026-10-27", "2026-10-28", "2026-10-29", "2026-10-30", "2026-11-10"]
MAGOG, EPINAL = ZoneInfo("America/Toronto"), ZoneInfo("Europe/Paris")
PATHS = ["/export/clients.csv", "/export/commandes.csv", "/archives/factures.zip"]


def to_text(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def write_auth(moment: datetime, user: str, ip: str, word: str, port: int) -> str:
    local = moment.astimezone(MAGOG)
    day = f"{local.day:2d}"
    stamp = f"{local:%b} {day} {local:%H:%M:%S}"
    return f"{stamp} srv-magog sshd[1201]: {word} password for {user} from {ip} port {port} ssh2"


def write_web(moment: datetime, ip: str, path: str, size: int, agent: str) -> str:
    stamp = moment.astimezone(EPINAL).strftime("%d/%b/%Y:%H:%M:%S %z")
    return f'{ip} - - [{stamp}] "GET {path} HTTP/1.1" 200 {size} "-" "{agent}"'


def write_conn(moment: datetime, uid: str, here: str, there: str, size: int) -> str:
    return f"{moment.timestamp():.6f}\t{uid}\t{here}\t49812\t{there}\t443\ttcp\t{size}"


def write_mail(moment: datetime, people: list[str], link: str) -> str:
    """Un courriel à la manière de la RFC 5322 : le fuseau de l’expéditeur n’est celui de personne ici."""
    sent = format_datetime(moment.astimezone(ZoneInfo("America/Los_Angeles")))
    received = format_datetime((moment + timedelta(seconds=3)).astimezone(EPINAL))
    return "\n".join(
        [
            "Return-Path: <relance@example.net>",
            f"Received: from mx.example.net by courrier.example.org; {received}",
            "From: Direction <direction@example.net>",
            "To: " + ", ".join(f"{name}@example.org" for name in people),
            f"Date: {sent}",
            "Subject: Facture en retard",
            "Content-Type: text/plain; charset=utf-8",
            "",
            "Bonjour, la facture n’est pas réglée. Merci de vous identifier :",
            f"http://{link}/facture",
            "",
        ]
    )


def shift(moment: datetime, rng: random.Random, low: int, high: int) -> datetime:
    return moment + timedelta(seconds=rng.randint(low * 60, high * 60))


def make_event(moment: datetime, source: str, host: str, ip: str, user: str, what: str, size: int = 0) -> dict:
    return {
        "time": to_text(moment),
        "source": source,
        "host": host,
        "ip": ip,
        "user": user,
        "what": what,
        "bytes": size,
    }


def add_noise(rng: random.Random, start: datetime, people: list[str], owners: dict, office: str) -> list[dict]:
    """Ce qui arrive tous les jours : un robot qui échoue, des gens qui travaillent, des mises à jour."""
    robot, shop, update = (f"192.0.2.{number}" for number in rng.sample(range(10, 250), 3))
    rows = []
    for turn in range(6):
        moment = start - timedelta(minutes=40 - turn) + timedelta(seconds=rng.randint(0, 50))
        rows.append(make_event(moment, "auth", "srv-magog", robot, rng.choice(["root", "admin"]), "failed"))
    for name in people:
        rows.append(make_event(shift(start, rng, -200, -60), "auth", "srv-magog", office, name, "login"))
    for host in owners:
        size = rng.randint(300, 900)
        rows.append(make_event(shift(start, rng, -60, 150), "conn", host, update, "", "connect", size))
    for _ in range(3):
        rows.append(
            make_event(shift(start, rng, -60, 150), "web", "srv-epinal", shop, "", "get", rng.randint(900, 9000))
        )
    return rows


def make_custody(rng: random.Random, files: dict[str, str], taken: datetime) -> dict:
    """Le registre de saisie, et des copies : l’une a changé sans changer de taille, une autre manque."""
    register = []
    for name, text in files.items():
        data = text.encode("utf-8")
        entry = {"name": name, "size": len(data), "sha256": hashlib.sha256(data).hexdigest()}
        register.append(entry | {"taken": to_text(taken)})
    names = [name for name in files if name != "courriel.eml"]
    changed, missing = rng.sample(names, 2)
    copies = {name: text for name, text in files.items() if name != missing}
    place = next(place for place in range(len(copies[changed]) - 1, -1, -1) if copies[changed][place].isdigit())
    digit = str((int(copies[changed][place]) + 1) % 10)
    copies[changed] = copies[changed][:place] + digit + copies[changed][place + 1 :]
    verdicts = {name: "missing" if name == missing else "changed" if name == changed else "ok" for name in files}
    return {"register": register, "copies": copies, "verdicts": verdicts}


def make(rng: random.Random) -> dict:
    """Rend les traces d’un incident, et ce qu’il fallait y trouver."""
    people = rng.sample(PEOPLE, 3)
    hosts = [f"pc-{number:02d}" for number in rng.sample(range(1, 40), 3)]
    owners = dict(zip(hosts, people, strict=True))
    zero, second, _ = rng.sample(hosts, 3)
    account = owners[zero]
    link, entry = f"198.51.100.{rng.randint(10, 240)}", f"203.0.113.{rng.randint(10, 240)}"
    office = f"10.{rng.randint(10, 40)}.0.1"
    sent = datetime.fromisoformat(rng.choice(DAYS)).replace(hour=6, tzinfo=UTC) + timedelta(
        seconds=rng.randint(0, 5400)
    )
    clicked = shift(sent, rng, 4, 12)
    opened = shift(clicked, rng, 2, 9)
    entered = shift(clicked, rng, 12, 40)
    fetched = shift(entered, rng, 2, 8)
    leaked = shift(fetched, rng, 3, 10)
    known = shift(leaked, rng, 200, 400)
    form, page, got, out = (
        rng.randint(900, 3000),
        rng.randint(200, 800),
        rng.randint(20000, 90000),
        rng.randint(4, 90) * 10**6,
    )
    path = rng.choice(PATHS)

    events = [make_event(sent + timedelta(seconds=3), "mail", "courrier", "", name, "received") for name in people]
    events.append(make_event(clicked, "conn", zero, link, "", "connect", form))
    events.append(make_event(opened, "conn", second, link, "", "connect", page))
    events.append(make_event(entered, "auth", "srv-magog", entry, account, "login"))
    events.append(make_event(fetched, "web", "srv-epinal", entry, "", "get", got))
    events.append(make_event(leaked, "conn", "srv-magog", entry, "", "out", out))
    events += add_noise(rng, sent, people, owners, office)
    late = rng.choice([name for name in people if name != account])
    events.append(make_event(shift(leaked, rng, 5, 60), "auth", "srv-magog", office, late, "login"))
    shown = events + rng.sample(events, 3)
    rng.shuffle(shown)

    lines = {
        "mail": format_datetime(sent.astimezone(ZoneInfo("America/Los_Angeles"))),
        "auth": write_auth(entered, account, entry, "Accepted", rng.randint(40000, 60000)),
        "web": write_web(fetched, entry, path, got, "curl/8.5.0"),
        "conn": write_conn(leaked, "C8x" + str(rng.randint(100, 999)), "10.20.0.5", entry, out),
    }
    files = {
        "courriel.eml": write_mail(sent, people, link),
        "auth.log": lines["auth"] + "\n",
        "access.log": lines["web"] + "\n",
        "conn.log": "#fields\tts\tuid\tid.orig_h\tid.orig_p\tid.resp_h\tid.resp_p\tproto\torig_bytes\n"
        + lines["conn"]
        + "\n",
    }
    custody = make_custody(rng, files, known)
    return {
        "public": {
            "mail": files["courriel.eml"],
            "lines": lines,
            "owners": owners,
            "events": shown,
            "known": to_text(known),
            "register": custody["register"],
            "copies": custody["copies"],
        },
        "secret": {
            "stamps": [to_text(moment) for moment in (sent, entered, fetched, leaked)],
            "indicators": [link, entry],
            "zero": zero,
            "account": account,
            "bytes": form + page + got + out,
            "verdicts": custody["verdicts"],
        },
    }
