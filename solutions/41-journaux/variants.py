"""Une nuit de journaux par apprenant : des innocents bruyants, et un attaquant à trouver. Rien n’y est réel.

Les adresses viennent des plages que les RFC 5737 et 3849 réservent aux exemples ; les lignes ont la forme qu’écrivent
OpenSSH et un serveur web.
"""

import random
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

PEOPLE = ["amara", "chidi", "dalia", "elif", "goran", "hanae", "ines", "kateri", "linh", "paola", "rejean", "tuan"]
GUESSES = ["accueil", "admin", "backup", "compta", "deploy", "direction", "ftp", "git", "info", "oracle", "paie"]
GUESSES += ["pi", "postgres", "stage", "test", "ubuntu", "ventes", "web"]
ROBOTS = ["root", "admin", "test"]
PROBE = "192.0.2.53"
# Été, hiver, et deux nuits où l’Europe change d’heure ; jamais celle où Magog vit deux fois la même heure.
NIGHTS = ["2026-03-28", "2026-07-08", "2026-10-24", "2026-10-27", "2026-11-16", "2026-12-08"]
LENGTH = 600
ZONES = {"srv-epinal": ZoneInfo("Europe/Paris"), "srv-magog": ZoneInfo("America/Toronto")}
AGENTS = [
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:145.0) Gecko/20100101 Firefox/145.0",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Safari/604.1",
    "curl/8.5.0",
    'Robot \\"du coin\\" (essai)',
]


def pick_ip(rng: random.Random, used: set[str]) -> str:
    """Une adresse de documentation qui n’a pas encore servi cette nuit ; parfois une adresse IPv6."""
    while True:
        net = rng.choice(["198.51.100.", "198.51.100.", "203.0.113.", "203.0.113.", "2001:db8::"])
        ip = net + (f"{rng.randint(1, 0xFFFE):x}" if "::" in net else str(rng.randint(2, 250)))
        if ip not in used:
            used.add(ip)
            return ip


def spread(rng: random.Random, start: float, gap: float, count: int, wobble: float) -> list[float]:
    return [start + number * gap + rng.uniform(0, wobble) for number in range(count)]


def make_innocents(rng: random.Random, used: set[str]) -> tuple[list[tuple], list[tuple]]:
    """Les refus et les entrées d’une nuit sans attaque : (minute, adresse, nom)."""
    failed: list[tuple] = [(minute, PROBE, "sonde") for minute in spread(rng, rng.uniform(0, 5), 14, 42, 1)]
    accepted: list[tuple] = []
    tired, tablet, office = (pick_ip(rng, used) for _ in range(3))
    people = rng.sample(PEOPLE, 8)
    start = rng.uniform(20, 500)
    failed += [(minute, tired, people[0]) for minute in spread(rng, start, 0.9, rng.randint(5, 7), 0.5)]
    accepted.append((start + 9, tired, people[0]))
    failed += [(minute, tablet, people[1]) for minute in spread(rng, rng.uniform(1, 20), 40, 14, 4)]
    for turn, name in enumerate(people[2:]):
        start = 15 + 95 * turn + rng.uniform(0, 15)
        failed += [(start + place, office, name) for place in range(rng.randint(1, 2))]
        accepted.append((start + 3, office, name))
    for _ in range(6):
        robot, start = pick_ip(rng, used), rng.uniform(0, LENGTH - 5)
        failed += [(start + place * 0.2, robot, rng.choice(ROBOTS)) for place in range(rng.randint(1, 3))]
    return failed, accepted


def make_attack(rng: random.Random, kind: str, ip: str) -> tuple[list[tuple], float]:
    """Les refus d’un attaquant, et la minute de son dernier essai."""
    if kind == "fast":
        minutes = spread(rng, rng.uniform(30, 400), 0.28, rng.randint(13, 16), 0.1)
        rows = [(minute, ip, "root") for minute in minutes]
    elif kind == "spray":
        names = rng.sample(GUESSES, rng.randint(8, 12))
        rows = list(zip(spread(rng, rng.uniform(30, 400), 3.1, len(names), 1), [ip] * 12, names, strict=False))
    else:
        minutes = spread(rng, rng.uniform(5, 60), 12, rng.randint(34, 36), 4)
        rows = [(minute, ip, rng.choice(["root", "admin"])) for minute in minutes]
    return rows, max(row[0] for row in rows)


def to_text(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def write_stamp(moment: datetime, host: str) -> str:
    local = moment.astimezone(ZONES[host])
    if host == "srv-epinal":
        return local.isoformat(timespec="microseconds")
    return f"{local:%b} {local.day:2d} {local:%H:%M:%S}"


def write_attempt(row: tuple, rng: random.Random) -> list[str]:
    """Les messages d’OpenSSH pour un essai : un ou plusieurs, mais un seul dit le refus ou l’entrée."""
    what, ip, user = row
    port = rng.randint(32768, 60999)
    if what == "accepted":
        key = "".join(rng.choice("abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ0123456789+/") for _ in range(43))
        how = f"publickey for {user} from {ip} port {port} ssh2: ED25519 SHA256:{key}"
        message = rng.choice([f"Accepted password for {user} from {ip} port {port} ssh2", f"Accepted {how}"])
        return [message, f"pam_unix(sshd:session): session opened for user {user}(uid=1001) by {user}(uid=0)"]
    known = user in PEOPLE or user in ("root", "sonde")
    messages = [f"Failed password for {'' if known else 'invalid user '}{user} from {ip} port {port} ssh2"]
    if not known:
        messages.insert(0, f"Invalid user {user} from {ip} port {port}")
    if user != "sonde" and rng.random() < 0.25:
        kind = "authenticating" if known else "invalid"
        messages.append(f"Connection closed by {kind} user {user} {ip} port {port} [preauth]")
    return messages


def write_night(night: str, rows: list[tuple], rng: random.Random) -> tuple[dict[str, list[str]], list[dict]]:
    """Les lignes de chaque serveur, et les essais tels qu’on doit les lire, dans l’ordre du temps."""
    start = datetime.fromisoformat(night).replace(hour=22, tzinfo=UTC)
    lines: dict[str, list[str]] = {host: [] for host in ZONES}
    events = []
    for minute, what, ip, user in sorted(rows):
        host = rng.choice(list(ZONES))
        moment = start + timedelta(minutes=minute)
        program = "sshd-session" if host == "srv-epinal" else "sshd"
        number = rng.randint(1000, 9999)
        if rng.random() < 0.08:
            session = "pam_unix(cron:session): session opened for user root(uid=0) by root(uid=0)"
            lines[host].append(f"{write_stamp(moment, host)} {host} CRON[{number}]: {session}")
        for message in write_attempt((what, ip, user), rng):
            lines[host].append(f"{write_stamp(moment, host)} {host} {program}[{number}]: {message}")
            if message.startswith(("Failed", "Accepted")):
                where = f"{host}:{len(lines[host])}"
                events.append({"time": to_text(moment), "what": what, "user": user, "ip": ip, "where": where})
    return lines, events


def make_night(rng: random.Random, kinds: list[str]) -> dict:
    """Une nuit : ses refus, ses entrées, et l’adresse de chaque attaquant."""
    used: set[str] = set()
    failed, accepted = make_innocents(rng, used)
    attackers, ends = [], []
    for kind in kinds:
        ip = pick_ip(rng, used)
        rows, end = make_attack(rng, kind, ip)
        failed += rows
        attackers.append(ip)
        ends.append(end)
    rows = [(minute, "failed", ip, user) for minute, ip, user in failed]
    rows += [(minute, "accepted", ip, user) for minute, ip, user in accepted]
    return {"rows": rows, "attackers": attackers, "ends": ends, "visitors": used}


def write_web(night: str, attacker: str, rng: random.Random) -> tuple[list[str], int]:
    """Le journal du serveur web d’Épinal, au format « combined », et son nombre de refus (401)."""
    start = datetime.fromisoformat(night).replace(hour=22, tzinfo=UTC)
    wanted = [("GET / HTTP/1.1", 200), ("GET /boutique?q=miel HTTP/1.1", 200), ("GET /logo.svg HTTP/1.1", 304)]
    wanted += [("POST /connexion HTTP/1.1", 302), ("GET /wp-login.php HTTP/1.1", 404), ("-", 408)]
    wanted += [("\\x16\\x03\\x01\\x02", 400), ('GET /?q=\\"miel\\" HTTP/1.1', 200)]
    used = {attacker}
    rows = [(rng.uniform(0, LENGTH), pick_ip(rng, used), *rng.choice(wanted)) for _ in range(10)]
    rows += [(rng.uniform(0, LENGTH), pick_ip(rng, used), *choice) for choice in wanted]
    refused = rng.randint(4, 9)
    rows += [(rng.uniform(0, LENGTH), attacker, "POST /connexion HTTP/1.1", 401) for _ in range(refused)]
    rows.append((rng.uniform(0, LENGTH), pick_ip(rng, used), "POST /connexion HTTP/1.1", 401))
    lines = []
    for minute, ip, request, status in sorted(rows):
        stamp = (start + timedelta(minutes=minute)).astimezone(ZONES["srv-epinal"]).strftime("%d/%b/%Y:%H:%M:%S %z")
        size = "-" if status in (304, 408) else 401 if "boutique" in request else rng.randint(402, 9000)
        agent = "-" if status in (400, 408) else rng.choice(AGENTS)
        lines.append(f'{ip} - - [{stamp}] "{request}" {status} {size} "-" "{agent}"')
    return lines, refused + 1


def find_loudest(events: list[dict]) -> str:
    counts: dict[str, int] = {}
    for event in events:
        if event["what"] == "failed":
            counts[event["ip"]] = counts.get(event["ip"], 0) + 1
    return max(counts, key=lambda ip: counts[ip])


def make_fresh(rng: random.Random, kinds: list[str]) -> dict:
    """Une nuit jamais montrée, réduite à ses refus, pour juger les seuils de l’apprenant."""
    night = make_night(rng, kinds)
    failures = [[round(minute * 60), ip, user] for minute, what, ip, user in sorted(night["rows"]) if what == "failed"]
    return {"failures": failures, "attackers": night["attackers"]}


def make(rng: random.Random) -> dict:
    """Rend une nuit de deux serveurs, son journal web, et ce qu’il fallait y trouver."""
    night = rng.choice(NIGHTS)
    kind = rng.choice(["fast", "spray", "slow"])
    made = make_night(rng, [kind])
    attacker = made["attackers"][0]
    entered = rng.choice([*rng.sample(PEOPLE, 2), ""])
    if entered:
        made["rows"].append((made["ends"][0] + 2, "accepted", attacker, entered))
    lines, events = write_night(night, made["rows"], rng)
    web, refused = write_web(night, attacker, rng)
    public = {"epinal": lines["srv-epinal"], "magog": lines["srv-magog"], "web": web}
    public["events"] = [list(event.values()) for event in events]
    fresh = [make_fresh(rng, kinds) for kinds in ([], ["fast"], ["spray"], ["slow"], ["fast", "spray", "slow"], [])]
    return {
        "public": public,
        "secret": {
            "attacker": attacker,
            "entered": entered,
            "loudest": find_loudest(events),
            "refused": refused,
            "fresh": fresh,
        },
    }
