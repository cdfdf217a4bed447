"""Les vérifications qui restent ici : valeurs tirées au hasard, jugées par une seconde écriture de chaque réponse."""

import collections
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

START = datetime(2026, 1, 1, tzinfo=UTC)
IPS = st.sampled_from(["192.0.2.53", "198.51.100.7", "203.0.113.9", "2001:db8::9"])
USERS = st.sampled_from(["root", "pi", "sonde", "linh"])
KNOWN = ("192.0.2.53", "sonde")


def write_utc(moment):
    return moment.astimezone(UTC).replace(microsecond=0).isoformat().replace("+00:00", "Z")


@pytest.mark.task("ssh", weight=2)
@settings(max_examples=5)
@given(
    hours=st.integers(0, 7200),
    second=st.integers(0, 3599),
    zone=st.sampled_from(["Europe/Paris", "America/Toronto", "UTC"]),
    old=st.booleans(),
)
def test_ssh_time_any(student, hours, second, zone, old):
    """Des heures tirées dans l’année, dans les deux formes."""
    moment = START + timedelta(hours=hours, seconds=second)
    local = moment.astimezone(ZoneInfo(zone))
    if old and (local.fold or (local + timedelta(hours=1)).fold):
        return
    stamp = local.strftime(f"%b {local.day:2d} %H:%M:%S") if old else local.isoformat(timespec="milliseconds")
    got = student.call("ssh_time", stamp + " srv-x sshd[7]: Connection closed", local.year, zone)
    assert got == write_utc(moment), tr("Une heure tirée au hasard est mal ramenée à UTC.")


@pytest.mark.task("ssh", weight=3)
@settings(max_examples=7)
@given(
    what=st.sampled_from(["Failed", "Accepted"]),
    how=st.sampled_from(["password", "publickey", "keyboard-interactive/pam"]),
    invalid=st.booleans(),
    user=st.sampled_from(
        ["root", "jean paul", "x from 192.0.2.1", "a ]: b", "y from 192.0.2.1 port 5 ssh2", "for me", "a port 1 ssh2 b"]
    ),
    ip=IPS,
    port=st.integers(1, 65535),
)
def test_read_ssh_any(student, what, how, invalid, user, ip, port):
    """Des réponses tirées au hasard, noms trompeurs compris."""
    shown = f"invalid user {user}" if invalid else user
    tail = ": ED25519 SHA256:abc" if how == "publickey" else ""
    line = f"2026-03-29T03:30:00.000001+02:00 srv-epinal sshd-session[77]: {what} {how} for {shown} from {ip} port {port} ssh2{tail}"
    wanted = {"time": "2026-03-29T01:30:00Z", "what": what.lower(), "user": user, "ip": ip}
    assert student.call("read_ssh", line, 2026, "Europe/Paris") == wanted, tr(
        "Une réponse tirée au hasard est mal lue."
    )


@pytest.mark.task("ssh")
@pytest.mark.parametrize("kind", ["Invalid user", "Disconnected from invalid user", "Invalid user x]:"])
def test_read_ssh_forged(student, kind):
    """Des messages qui imitent une réponse."""
    line = f"Nov  6 21:40:05 srv-magog sshd[2101]: {kind} Failed password for root from 192.0.2.1 port 2 ssh2 from 203.0.113.9 port 5"
    assert student.call("read_ssh", line, 2026, "America/Toronto") is None, tr(
        "Un message imité a été pris pour une réponse."
    )


@pytest.mark.task("web", weight=2)
@settings(max_examples=6)
@given(
    ip=IPS,
    hours=st.integers(0, 8000),
    offset=st.sampled_from([120, 60, 0, -240, -300, 330]),
    request=st.sampled_from(
        ["GET / HTTP/1.1", "-", "\\x16\\x03", 'GET /?q=\\"a b\\" HTTP/2.0', "POST /connexion HTTP/1.1"]
    ),
    status=st.sampled_from([200, 304, 401, 503]),
    size=st.sampled_from(["-", "0", "401", "15000"]),
    agent=st.sampled_from(["-", "curl/8.5.0", 'Robot \\"du coin\\" (essai) 401', "Mozilla/5.0 (X11; Linux x86_64)"]),
)
def test_web_any(student, ip, hours, offset, request, status, size, agent):
    """Des lignes web tirées au hasard."""
    moment = START + timedelta(hours=hours)
    sign = "-" if offset < 0 else "+"
    shown = (moment + timedelta(minutes=offset)).strftime("%d/%b/%Y:%H:%M:%S ")
    stamp = f"{shown}{sign}{abs(offset) // 60:02d}{abs(offset) % 60:02d}"
    line = f'{ip} - - [{stamp}] "{request}" {status} {size} "https://example.org/" "{agent}"'
    wanted = {
        "ip": ip,
        "time": write_utc(moment),
        "request": request,
        "status": status,
        "size": int(size.replace("-", "0")),
        "agent": agent,
    }
    assert student.call("read_web", line) == wanted, tr("Une ligne web tirée au hasard est mal lue.")


@pytest.mark.task("web", weight=2)
def test_my_refused_value(student):
    """Les refus de ce journal web."""
    assert student.value("my_refused") == student.secret["refused"], tr(
        "Ce nombre n’est pas celui de votre journal web."
    )


EVENTS = st.lists(st.tuples(st.integers(0, 300), st.booleans(), USERS, IPS), min_size=1, max_size=14)


def make_events(rows):
    return [
        {
            "time": write_utc(START + timedelta(minutes=minute)),
            "what": "failed" if failed else "accepted",
            "user": user,
            "ip": ip,
            "where": f"srv-y:{number}",
        }
        for number, (minute, failed, user, ip) in enumerate(sorted(rows))
    ]


@pytest.mark.task("count", weight=2)
@settings(max_examples=4)
@given(rows=EVENTS)
def test_counts_any(student, rows):
    """Des nuits tirées au hasard."""
    rows = [*rows, (0, True, "root", "192.0.2.7")]
    events = make_events(rows)
    failed = [event for event in events if event["what"] == "failed"]
    assert student.call("count_failures", events) == dict(collections.Counter(event["ip"] for event in failed)), tr(
        "Une nuit tirée au hasard est mal comptée, par adresse."
    )
    counts = collections.Counter((event["ip"], event["time"].split(":")[0]) for event in failed)
    wanted = [{"ip": ip, "hour": hour, "count": count} for (ip, hour), count in counts.items()]
    wanted.sort(key=lambda row: (-row["count"], row["ip"], row["hour"]))
    assert student.call("count_hours", events) == wanted, tr("Une nuit tirée au hasard est mal comptée, par heure.")


@pytest.mark.task("count", weight=2)
def test_my_loudest_value(student):
    """L’adresse la plus bruyante de cette nuit."""
    assert student.value("my_loudest") == student.secret["loudest"], tr("Cette adresse n’a pas le plus de refus.")


def reaches(rows, rule):
    """Une autre écriture : une fenêtre à deux bords, dont le gauche rattrape le droit."""
    left = 0
    for right, (second, _) in enumerate(rows):
        while second - rows[left][0] >= rule["minutes"] * 60:
            left += 1
        users = [user for _, user in rows[left : right + 1]]
        if len(users) >= rule["failures"] and len(set(users)) >= rule["names"]:
            return True
    return False


def accuse(rows, rules):
    """Du (seconde, adresse, nom) aux paires accusées, dans l’ordre des adresses."""
    by_ip = collections.defaultdict(list)
    for second, ip, user in sorted(rows):
        if (ip, user) != KNOWN:
            by_ip[ip].append((second, user))
    found = {ip: [rule["name"] for rule in rules if reaches(own, rule)] for ip, own in by_ip.items()}
    return [[ip, found[ip][0]] for ip in sorted(found) if found[ip]]


RULE = st.fixed_dictionaries(
    {
        "minutes": st.sampled_from([1, 10, 60, 240]),
        "failures": st.integers(1, 5),
        "names": st.integers(1, 3),
    }
)


@pytest.mark.task("detect", weight=3)
@settings(max_examples=9)
@given(rows=EVENTS, first=RULE, second=RULE)
def test_find_alerts_any(student, rows, first, second):
    """Des nuits et des règles tirées au hasard."""
    rules = [{"name": "a", **first}, {"name": "b", **second}]
    got = student.call("find_alerts", make_events(rows), rules, [list(KNOWN)])
    failed = [(minute * 60, ip, user) for minute, failed, user, ip in rows if failed]
    assert [list(pair) for pair in got] == accuse(failed, rules), tr("Une nuit tirée au hasard est mal jugée.")


@pytest.mark.task("detect", weight=2)
@settings(max_examples=6)
@given(
    rows=st.lists(st.tuples(st.integers(0, 130), USERS), max_size=8),
    minutes=st.sampled_from([5, 60, 120]),
    failures=st.integers(1, 6),
    names=st.integers(1, 3),
)
def test_hits_any(student, rows, minutes, failures, names):
    """Des refus tirés au hasard."""
    rule = {"name": "a", "minutes": minutes, "failures": failures, "names": names}
    events = make_events([(minute, True, user, "203.0.113.9") for minute, user in rows])
    wanted = reaches(sorted((minute * 60, user) for minute, user in rows), rule)
    assert student.call("hits", events, rule) is wanted, tr("Une suite de refus tirée au hasard est mal jugée.")


def take_rules(student):
    rules = student.value("my_rules")
    keys = ("minutes", "failures", "names")
    if not isinstance(rules, list) or len(rules) != 3 or not all(isinstance(rule, dict) for rule in rules):
        student.fail(tr("`my_rules` est une liste de trois dictionnaires."))
    if not all(type(rule.get(key)) in (int, float) for rule in rules for key in keys):
        student.fail(tr("Les seuils sont des nombres."))
    return [{"name": "x", **{key: rule[key] for key in keys}} for rule in rules]


@pytest.mark.task(
    "report",
    weight=2,
    shown=tr(
        "vos seuils, sur des nuits sans attaque ou presque : ils accusent un innocent. Éloignez-les un peu des exemples."
    ),
)
def test_rules_precision(student):
    """Aucun innocent accusé, sur six nuits jamais montrées."""
    rules = take_rules(student)
    for night in student.secret["fresh"]:
        accused = {ip for ip, _ in accuse([tuple(row) for row in night["failures"]], rules)}
        assert accused <= set(night["attackers"]), tr("Un innocent est accusé.")


@pytest.mark.task(
    "report",
    weight=2,
    shown=tr(
        "vos seuils, sur d’autres nuits d’attaque : ils en laissent passer une. Éloignez-les un peu des exemples."
    ),
)
def test_rules_recall(student):
    """Chaque attaquant trouvé, sur six nuits jamais montrées."""
    rules = take_rules(student)
    for night in student.secret["fresh"]:
        accused = {ip for ip, _ in accuse([tuple(row) for row in night["failures"]], rules)}
        assert set(night["attackers"]) <= accused, tr("Un attaquant n’est pas vu.")


@pytest.mark.task("report", weight=3)
def test_my_attacker_value(student):
    """L’attaquant de cette nuit, et le compte par lequel il est entré."""
    wanted = (student.secret["attacker"], student.secret["entered"])
    assert (student.value("my_attacker"), student.value("my_entered")) == wanted, tr(
        "Ce n’est pas l’attaquant de votre nuit, ou pas le compte par lequel il est entré."
    )


@pytest.mark.task("report")
def test_csv_value(student):
    """Le tableau écrit porte sur cet attaquant."""
    text = student.file("alertes.csv").decode("utf-8")
    second = text.splitlines()[1] if len(text.splitlines()) > 1 else ""
    assert second.startswith(student.secret["attacker"] + ";"), tr(
        "Le fichier ne désigne pas l’attaquant de votre nuit."
    )


@pytest.mark.task("report", weight=2)
@settings(max_examples=6)
@given(rows=EVENTS)
def test_report_any(student, rows):
    """Des tableaux tirés au hasard."""
    events = make_events([*rows, (150, True, "linh", "203.0.113.9")])
    own = [event for event in events if event["ip"] == "203.0.113.9"]
    failed = [event for event in own if event["what"] == "failed"]
    after = [event["user"] for event in own if event["what"] == "accepted" and not event["time"] < failed[0]["time"]]
    wanted = {
        "ip": "203.0.113.9",
        "rule": "r",
        "failures": len(failed),
        "names": len({event["user"] for event in failed}),
        "first": min(event["time"] for event in failed),
        "last": max(event["time"] for event in failed),
        "entered": (after + [""])[0],
        "evidence": " ".join(event["where"] for event in failed[:5]),
    }
    got = student.call("make_report", events, [["203.0.113.9", "r"]])
    assert got == [wanted], tr("Un tableau tiré au hasard est faux.")
