"""Les vérifications livrées avec l’exercice : propriétés, exemples suivis, lignes publiées."""

import csv
import io
import json
from datetime import datetime

import pytest

SUMMER = "2026-07-08T03:10:00.482913+02:00 srv-epinal sshd-session[1201]: "
WINTER = "Nov  6 21:40:05 srv-magog sshd[2101]: "
FORGED = "x from 198.51.100.7 port 22 ssh2"
KNOWN = [["192.0.2.53", "sonde"]]


def read_events(student):
    """Les essais de cette nuit, comme le carnet les range."""
    keys = ("time", "what", "user", "ip", "where")
    return [dict(zip(keys, row, strict=True)) for row in student.variant["events"]]


# --- 2. Lire une ligne de SSH -------------------------------------------------------------------------------------


@pytest.mark.task("ssh")
def test_ssh_time_old(student):
    """Une heure à l’ancienne, jour à un chiffre, serveur de Magog."""
    got = student.expect_text(student.call("ssh_time", WINTER + "Connection closed", 2026, "America/Toronto"))
    assert got == "2026-11-07T02:40:05Z", tr(
        "21:40 à Magog le 6 novembre, c’est 02:40 le 7 en UTC. Le fuseau est le troisième argument."
    )


@pytest.mark.task("ssh")
def test_ssh_time_old_summer(student):
    """La même horloge en été, et une autre année."""
    got = student.call("ssh_time", "Jul 14 09:00:00 srv-magog sshd[1]: x", 2025, "America/Toronto")
    assert got == "2025-07-14T13:00:00Z", tr("L’année est le deuxième argument, le fuseau le troisième.")


@pytest.mark.task("ssh")
def test_ssh_time_3339(student):
    """Une heure de la RFC 3339, avec sa fraction et son décalage."""
    got = student.call("ssh_time", SUMMER + "Connection closed", 2020, "America/Toronto")
    assert got == "2026-07-08T01:10:00Z", tr(
        "Cette ligne dit tout : année et décalage. Les arguments `year` et `zone` n’y changent rien."
    )


def read(student, message, head=SUMMER):
    return student.call("read_ssh", head + message, 2026, "America/Toronto")


@pytest.mark.task("ssh")
def test_read_failed(student):
    """Un refus sur un nom qui existe."""
    got = read(student, "Failed password for tuan from 198.51.100.7 port 40022 ssh2", WINTER)
    got = student.expect_table(got)
    assert sorted(got) == ["ip", "time", "user", "what"], tr("Quatre étiquettes : `time`, `what`, `user`, `ip`.")
    assert got["time"] == "2026-11-07T02:40:05Z", tr("`time` est ce que rend `ssh_time` : un texte, en UTC.")
    assert got == {"time": "2026-11-07T02:40:05Z", "what": "failed", "user": "tuan", "ip": "198.51.100.7"}, tr(
        "Le nom est après `for`, l’adresse après `from`."
    )


@pytest.mark.task("ssh")
def test_read_invalid_user(student):
    """Un refus sur un nom qui n’existe pas, depuis une adresse IPv6."""
    got = read(student, "Failed password for invalid user pi from 2001:db8::9 port 40101 ssh2")
    got = student.expect_table(
        got, look=tr("Cette ligne est un refus : rendez un dictionnaire. L’adresse est en IPv6.")
    )
    if "invalid" in got["user"]:
        student.mistake("invalid_kept")
    assert (got["what"], got["user"], got["ip"]) == ("failed", "pi", "2001:db8::9"), tr(
        "Le nom est `pi`, l’adresse a des deux-points."
    )


@pytest.mark.task("ssh")
def test_read_publickey(student):
    """Une entrée par clé, avec son empreinte au bout."""
    got = read(student, "Accepted publickey for tuan from 198.51.100.7 port 40022 ssh2: ED25519 SHA256:9gru4B+/x")
    if got is None:
        student.mistake("only_passwords")
    assert (got["what"], got["user"], got["ip"]) == ("accepted", "tuan", "198.51.100.7"), tr(
        "Même forme que pour un mot de passe ; la ligne continue après `ssh2`."
    )


@pytest.mark.task("ssh")
def test_read_others(student):
    """Les lignes qui ne sont la réponse à aucun essai."""
    for message in (
        "Invalid user pi from 203.0.113.9 port 40101",
        "Connection closed by invalid user pi 203.0.113.9 port 40101 [preauth]",
        "pam_unix(sshd:session): session opened for user tuan(uid=1001) by tuan(uid=0)",
    ):
        got = read(student, message)
        if got is not None and message.startswith(("Invalid", "Connection")):
            student.mistake("every_message_counted")
        assert got is None, tr("Cette ligne ne dit ni refus ni entrée : rendez `None`.")
    got = student.call("read_ssh", "Nov  6 21:40:05 srv-magog kernel: eth0 up", 2026, "America/Toronto")
    assert got is None, tr("Cette ligne n’a pas de `]: ` : rendez `None` sans la couper.")


@pytest.mark.task("ssh")
def test_read_forged(student):
    """Un nom qui se fait passer pour la suite de la ligne."""
    got = read(student, f"Failed password for invalid user {FORGED} from 203.0.113.9 port 51000 ssh2")
    got = student.expect_table(got, look=tr("Cette ligne est un refus, même si le nom contient des espaces."))
    assert (got["user"], got["ip"]) == (FORGED, "203.0.113.9"), tr(
        "Le nom va jusqu’au dernier `from` : prenez-le avec `.*`, qui va le plus loin possible."
    )


@pytest.mark.task("ssh")
def test_read_forged_entry(student):
    """Un nom qui imite une entrée."""
    got = read(
        student, "Invalid user Accepted password for root from 198.51.100.7 port 22 ssh2 from 203.0.113.9 port 5"
    )
    if got is not None:
        student.mistake("forged_entry")
    assert got is None, tr("Ce message commence par `Invalid user` : rendez `None`.")


# --- 3. Le journal web --------------------------------------------------------------------------------------------

APACHE = '127.0.0.1 - frank [10/Oct/2000:13:55:36 -0700] "GET /apache_pb.gif HTTP/1.0" 200 2326 "http://www.example.com/start.html" "Mozilla/4.08 [en] (Win98; I ;Nav)"'


@pytest.mark.task("web")
def test_web_apache(student):
    """La ligne d’exemple de la documentation d’Apache."""
    got = student.expect_table(student.call("read_web", APACHE))
    if got.get("agent") in ('"Mozilla/4.08', "Mozilla/4.08"):
        student.mistake("agent_cut")
    student.expect_text(got.get("time"), look=tr("`time` est un texte, en UTC : `to_text` le fait à partir du moment."))
    assert got == {
        "ip": "127.0.0.1",
        "time": "2000-10-10T20:55:36Z",
        "request": "GET /apache_pb.gif HTTP/1.0",
        "status": 200,
        "size": 2326,
        "agent": "Mozilla/4.08 [en] (Win98; I ;Nav)",
    }, tr("Six étiquettes. L’heure a sept heures de retard sur UTC.")


@pytest.mark.task("web")
def test_web_dash(student):
    """Une taille absente, une demande vide, et une ligne qui n’en est pas une."""
    line = '2001:db8::7 - - [25/Oct/2026:02:30:00 +0100] "-" 408 - "-" "-"'
    try:
        got = student.call("read_web", line)
    except ValueError:
        student.mistake("dash_not_a_number")
    wanted = {
        "ip": "2001:db8::7",
        "time": "2026-10-25T01:30:00Z",
        "request": "-",
        "status": 408,
        "size": 0,
        "agent": "-",
    }
    assert got == wanted, tr("La demande est un tiret, et la taille aussi.")
    assert student.call("read_web", "ceci n’est pas une ligne") is None, tr(
        "Le motif ne convient pas à cette ligne : rendez `None`."
    )


@pytest.mark.task("web")
def test_my_refused_shape(student):
    """Votre nombre de refus."""
    got = student.value("my_refused")
    naive = sum(" 401 " in line for line in student.variant["web"])
    right = sum('" 401 ' in line for line in student.variant["web"])
    if got == naive != right:
        student.mistake("size_read_as_code")
    assert type(got) is int, tr("`my_refused` est un nombre.")
    assert 0 < got < len(student.variant["web"]), tr("Votre journal contient quelques refus, mais pas que des refus.")


# --- 4. Compter ---------------------------------------------------------------------------------------------------


def make_events(*rows):
    return [
        {"time": time, "what": what, "user": user, "ip": ip, "where": f"srv-x:{number + 1}"}
        for number, (time, what, user, ip) in enumerate(rows)
    ]


NIGHT = make_events(
    ("2026-11-17T02:12:45Z", "failed", "root", "203.0.113.9"),
    ("2026-11-17T02:50:00Z", "failed", "linh", "198.51.100.7"),
    ("2026-11-17T02:59:59Z", "failed", "pi", "203.0.113.9"),
    ("2026-11-17T03:00:00Z", "failed", "pi", "203.0.113.9"),
    ("2026-11-17T03:05:00Z", "accepted", "linh", "198.51.100.7"),
    ("2026-11-17T03:06:00Z", "failed", "root", "2001:db8::9"),
)


@pytest.mark.task("count")
def test_count_failures(student):
    """Les refus de chaque adresse."""
    got = student.expect_table(
        student.call("count_failures", NIGHT), look=tr("`count_failures` rend un dictionnaire : `.to_dict()` à la fin.")
    )
    assert got == {"203.0.113.9": 3, "198.51.100.7": 1, "2001:db8::9": 1}, tr("Six lignes, dont cinq refus.")


@pytest.mark.task("count")
def test_count_hours(student):
    """Les refus par adresse et par heure, le plus grand nombre d’abord."""
    got = student.expect_list(
        student.call("count_hours", NIGHT), look=tr('`count_hours` rend une liste : `.to_dict("records")` à la fin.')
    )
    wanted = [
        {"ip": "203.0.113.9", "hour": "2026-11-17T02", "count": 2},
        {"ip": "198.51.100.7", "hour": "2026-11-17T02", "count": 1},
        {"ip": "2001:db8::9", "hour": "2026-11-17T03", "count": 1},
        {"ip": "203.0.113.9", "hour": "2026-11-17T03", "count": 1},
    ]
    assert all(isinstance(row, dict) for row in got), tr("Chaque élément de la liste est un dictionnaire.")
    assert all(len(str(row.get("hour", ""))) == 13 for row in got), tr(
        '`hour` prend les *treize* premiers signes, jour compris, comme `"2026-11-17T02"` : chaque nuit a un « 02 ».'
    )
    if got != wanted and all(row in wanted for row in got) and got[-1] == wanted[0]:
        student.mistake("smallest_first")
    assert got == wanted, tr("Les étiquettes sont `ip`, `hour`, `count`. À nombres égaux : l’adresse, puis l’heure.")


@pytest.mark.task("count")
def test_my_loudest_is_yours(student):
    """Votre adresse la plus bruyante."""
    events = read_events(student)
    got = student.value("my_loudest")
    assert got in {event["ip"] for event in events}, tr("`my_loudest` est le texte d’une adresse de votre nuit.")


# --- 5. Détecter --------------------------------------------------------------------------------------------------


def make_failures(*rows):
    """Des refus d’une même adresse : (minute depuis 2 h, nom)."""
    stamps = [
        f"2026-11-17T{2 + int(minute) // 60:02d}:{int(minute) % 60:02d}:{round(minute % 1 * 60):02d}Z"
        for minute, _ in rows
    ]
    return make_events(*[(stamp, "failed", user, "203.0.113.9") for stamp, (_, user) in zip(stamps, rows, strict=True)])


def make_rule(minutes, failures, names=1, name="essai"):
    return {"name": name, "minutes": minutes, "failures": failures, "names": names}


@pytest.mark.task("detect")
def test_hits_astride(student):
    """Quatre refus de part et d’autre de 3 h."""
    failures = make_failures((55, "root"), (58, "root"), (61, "root"), (64, "root"))
    got = student.call("hits", failures, make_rule(10, 4))
    inside = make_failures((15, "root"), (18, "root"), (21, "root"), (24, "root"))
    if got is False and student.call("hits", inside, make_rule(10, 4)) is True:
        student.mistake("clock_hours")
    assert got is True, tr(
        "Quatre refus en neuf minutes, pour un seuil de 4 en dix minutes : la règle convient. `lent_minutes` compte déjà en minutes."
    )


@pytest.mark.task("detect")
def test_hits_edges(student):
    """Le seuil juste atteint, et le bord de la fenêtre."""
    failures = make_failures((0, "root"), (5, "root"), (10, "root"))
    got = student.call("hits", failures, make_rule(10, 3))
    apart = make_failures((0, "root"), (5, "root"), (200, "root"))
    if got is True and student.call("hits", apart, make_rule(10, 3)) is True:
        student.mistake("before_taken_in")
    if got is True:
        student.mistake("edge_taken_in")
    assert got is False, tr("La fenêtre de 10 minutes n’en contient que deux. Rendez `False`.")
    got = student.call("hits", failures, make_rule(11, 3))
    if got is False:
        student.mistake("threshold_must_be_passed")
    assert got is True, tr("Trois refus en dix minutes, pour une fenêtre de onze : la règle convient.")


@pytest.mark.task("detect")
def test_hits_names(student):
    """Le nombre de noms différents, dans la même fenêtre."""
    one = make_failures((0, "linh"), (1, "linh"), (2, "linh"))
    got = student.call("hits", one, make_rule(10, 3, 3))
    if got is True:
        student.mistake("names_ignored")
    assert got is False, tr("Un seul nom. Rendez `False`.")
    apart = make_failures((0, "pi"), (1, "web"), (2, "web"), (90, "git"))
    assert student.call("hits", apart, make_rule(10, 3, 3)) is False, tr(
        "Le troisième nom vient une heure et demie plus tard. Comptez les noms de la fenêtre, pas ceux de la nuit."
    )
    three = make_failures((0, "pi"), (1, "web"), (2, "git"))
    assert student.call("hits", three, make_rule(10, 3, 3)) is True, tr(
        "Trois noms en trois minutes : la règle convient."
    )


RULES = [make_rule(10, 3, 1, "fast"), make_rule(60, 3, 3, "wide")]


def take_pairs(got):
    assert isinstance(got, list), tr(
        "`find_alerts` rend une liste de paires : une liste, dont chaque élément est une paire."
    )
    assert all(isinstance(pair, (list, tuple)) for pair in got), tr(
        "`find_alerts` rend une liste de paires : une liste, dont chaque élément est une paire."
    )
    return [list(pair) for pair in got]


@pytest.mark.task("detect")
def test_find_alerts(student):
    """Deux adresses, deux règles."""
    events = make_events(
        ("2026-11-17T02:00:00Z", "failed", "root", "203.0.113.9"),
        ("2026-11-17T02:01:00Z", "failed", "pi", "203.0.113.9"),
        ("2026-11-17T02:02:00Z", "failed", "web", "203.0.113.9"),
        ("2026-11-17T02:10:00Z", "failed", "linh", "198.51.100.7"),
        ("2026-11-17T02:30:00Z", "failed", "tuan", "198.51.100.7"),
        ("2026-11-17T02:50:00Z", "failed", "elif", "198.51.100.7"),
        ("2026-11-17T02:52:00Z", "accepted", "elif", "192.0.2.9"),
        ("2026-11-17T02:53:00Z", "accepted", "elif", "192.0.2.9"),
        ("2026-11-17T02:54:00Z", "accepted", "elif", "192.0.2.9"),
    )
    got = student.call("find_alerts", events, RULES, [])
    got = take_pairs(got)
    if len(got) == 3 and ["203.0.113.9", "wide"] in got:
        student.mistake("one_alert_a_rule")
    assert ["192.0.2.9", "fast"] not in got, tr(
        "Vous alertez sur `192.0.2.9`, qui n’a que des entrées. Seuls les refus comptent."
    )
    assert got == [["198.51.100.7", "wide"], ["203.0.113.9", "fast"]], tr(
        "Deux alertes, dans l’ordre trié des adresses. La première règle de la liste l’emporte."
    )


@pytest.mark.task("detect")
def test_find_alerts_known(student):
    """Une exception qui ne vaut que pour une paire."""
    probe = [(f"2026-11-17T02:0{minute}:00Z", "failed", "sonde", "192.0.2.53") for minute in range(4)]
    assert take_pairs(student.call("find_alerts", make_events(*probe), RULES, KNOWN)) == [], tr(
        "La sonde, sous son nom connu, ne doit pas donner d’alerte."
    )
    turned = [(f"2026-11-17T02:1{minute}:00Z", "failed", "root", "192.0.2.53") for minute in range(4)]
    got = take_pairs(student.call("find_alerts", make_events(*probe, *turned), RULES, KNOWN))
    if got == []:
        student.mistake("address_excused")
    assert got == [["192.0.2.53", "fast"]], tr("Les essais sur `root` ne sont pas dans `known` : ils comptent.")


# --- 6. Les seuils et le tableau ----------------------------------------------------------------------------------


def judge(failures, rules):
    """De chaque adresse que ces règles accusent au nom de la règle : une autre écriture, à deux doigts qui avancent."""
    by_ip = {}
    for second, ip, user in failures:
        if [ip, user] not in KNOWN:
            by_ip.setdefault(ip, []).append((second, user))
    found = {ip: [rule["name"] for rule in rules if reaches(sorted(rows), rule)] for ip, rows in by_ip.items()}
    return {ip: names[0] for ip, names in found.items() if names}


def reaches(rows, rule):
    left = 0
    for right in range(len(rows)):
        while rows[right][0] - rows[left][0] >= rule["minutes"] * 60:
            left += 1
        window = rows[left : right + 1]
        if len(window) >= rule["failures"] and len({user for _, user in window}) >= rule["names"]:
            return True
    return False


def read_night(student, name):
    """Les refus d’une nuit livrée, en secondes, et ses attaquants."""
    night = json.loads(student.file(name).decode("utf-8"))
    failures = [
        (datetime.fromisoformat(event["time"]).timestamp(), event["ip"], event["user"])
        for event in night["events"]
        if event["what"] == "failed"
    ]
    return failures, night["attackers"]


def take_rules(student):
    rules = student.expect_list(student.value("my_rules"))
    assert len(rules) == 3, tr("Trois règles : une rapide, une large, une lente.")
    for rule in rules:
        rule = student.expect_table(rule, look=tr("Chaque règle est un dictionnaire, comme `example_rule`."))
        assert sorted(rule) == ["failures", "minutes", "name", "names"], tr(
            "Une règle a quatre étiquettes : `name`, `minutes`, `failures`, `names`."
        )
        for key in ("minutes", "failures", "names"):
            assert type(rule[key]) in (int, float), tr("`minutes`, `failures` et `names` sont des nombres.")
    return rules


@pytest.mark.task("report")
def test_rules_calm(student):
    """Aucune alerte sur la nuit calme."""
    rules = take_rules(student)
    failures, _ = read_night(student, "data/calme.json")
    accused = judge(failures, rules)
    for ip in sorted(accused):
        rows = [user for _, other, user in failures if other == ip]
        if len(rows) > 10:
            student.mistake("tablet_accused", ip=ip, n=len(rows))
        if len(set(rows)) > 3:
            student.mistake("office_accused", ip=ip)
        if len(rows) > 3:
            student.mistake("tired_accused", ip=ip, n=len(rows), rule=accused[ip])
    assert accused == {}, tr("Personne n’attaque cette nuit-là : aucune adresse ne doit être accusée.")


@pytest.mark.task("report")
def test_rules_attacked(student):
    """Les trois attaquants de l’autre nuit, et eux seuls."""
    rules = take_rules(student)
    failures, attackers = read_night(student, "data/attaques.json")
    accused = judge(failures, rules)
    fast, spray, slow = attackers
    if slow not in accused:
        student.mistake("slow_missed", ip=slow)
    if spray not in accused:
        student.mistake("spray_missed", ip=spray)
    assert fast in accused, tr("L’attaque rapide n’est pas vue : une douzaine de refus en quelques minutes.")
    assert set(accused) == set(attackers), tr("Vous accusez aussi des innocents, dans cette nuit d’attaque.")


ALERTS = [["203.0.113.9", "fast"], ["198.51.100.7", "wide"], ["192.0.2.9", "slow"]]
STORY = make_events(
    ("2026-11-17T01:00:00Z", "accepted", "amara", "203.0.113.9"),
    ("2026-11-17T02:00:00Z", "failed", "root", "203.0.113.9"),
    ("2026-11-17T02:01:00Z", "failed", "root", "203.0.113.9"),
    ("2026-11-17T02:01:30Z", "failed", "linh", "192.0.2.9"),
    ("2026-11-17T02:02:00Z", "failed", "pi", "203.0.113.9"),
    ("2026-11-17T02:03:00Z", "failed", "root", "203.0.113.9"),
    ("2026-11-17T02:04:00Z", "failed", "root", "203.0.113.9"),
    ("2026-11-17T02:05:00Z", "failed", "root", "203.0.113.9"),
    ("2026-11-17T02:06:00Z", "failed", "web", "198.51.100.7"),
    ("2026-11-17T02:06:00Z", "accepted", "dalia", "198.51.100.7"),
    ("2026-11-17T02:07:00Z", "accepted", "tuan", "203.0.113.9"),
    ("2026-11-17T02:08:00Z", "accepted", "elif", "203.0.113.9"),
)
TABLE = [
    {
        "ip": "203.0.113.9",
        "rule": "fast",
        "failures": 6,
        "names": 2,
        "first": "2026-11-17T02:00:00Z",
        "last": "2026-11-17T02:05:00Z",
        "entered": "tuan",
        "evidence": "srv-x:2 srv-x:3 srv-x:5 srv-x:6 srv-x:7",
    },
    {
        "ip": "198.51.100.7",
        "rule": "wide",
        "failures": 1,
        "names": 1,
        "first": "2026-11-17T02:06:00Z",
        "last": "2026-11-17T02:06:00Z",
        "entered": "dalia",
        "evidence": "srv-x:9",
    },
    {
        "ip": "192.0.2.9",
        "rule": "slow",
        "failures": 1,
        "names": 1,
        "first": "2026-11-17T02:01:30Z",
        "last": "2026-11-17T02:01:30Z",
        "entered": "",
        "evidence": "srv-x:4",
    },
]


@pytest.mark.task("report")
def test_make_report(student):
    """Le tableau de trois alertes."""
    got = student.expect_list(
        student.call("make_report", STORY, ALERTS),
        look=tr("`make_report` rend une liste : un dictionnaire par alerte."),
    )
    assert len(got) == 3, tr("Trois alertes ont été données : rendez trois lignes.")
    assert all(isinstance(row, dict) for row in got), tr("`make_report` rend une liste : un dictionnaire par alerte.")
    row = got[0]
    assert set(row) == set(TABLE[0]), tr("Huit étiquettes, écrites comme dans le tableau de la tâche.")
    if row["failures"] > 6:
        student.mistake("report_counts_entries")
    assert got == TABLE, tr("Comparez étiquette par étiquette. `evidence` : cinq lignes au plus, un espace entre deux.")


@pytest.mark.task("report")
def test_csv(student):
    """Le fichier alertes.csv."""
    text = student.file("alertes.csv").decode("utf-8")
    if text.startswith("ip,"):
        student.mistake("commas_written")
    if text.startswith((";", ",")):
        student.mistake("index_written")
    rows = list(csv.DictReader(io.StringIO(text), delimiter=";"))
    assert len(rows) == 1, tr(
        "Votre nuit a un attaquant : le fichier a un titre et une ligne. Vos règles en trouvent-elles un, et un seul ?"
    )
    alerts = [[row.get("ip"), row.get("rule")] for row in rows]
    wanted = student.call("make_report", read_events(student), alerts)
    assert [{key: str(value) for key, value in row.items()} for row in wanted] == rows, tr(
        "Le fichier doit contenir ce que rend `make_report` sur `my_events`."
    )


@pytest.mark.task("report")
def test_my_answers(student):
    """Votre attaquant et le compte sont de votre nuit."""
    events = read_events(student)
    attacker, entered = student.value("my_attacker"), student.value("my_entered")
    if attacker == "192.0.2.53":
        student.mistake("probe_accused")
    assert attacker in {event["ip"] for event in events}, tr("`my_attacker` est le texte d’une adresse de votre nuit.")
    names = {event["user"] for event in events if event["what"] == "accepted"} | {""}
    assert entered in names, tr("`my_entered` est un nom accepté dans votre nuit, ou un texte vide.")
