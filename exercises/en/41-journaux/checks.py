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
    """A time written the old way, one-digit day, server in Magog."""
    got = student.expect_text(student.call("ssh_time", WINTER + "Connection closed", 2026, "America/Toronto"))
    assert got == "2026-11-07T02:40:05Z", "21:40 in Magog on 6 November is 02:40 on the 7th in UTC. The time zone is the third argument."


@pytest.mark.task("ssh")
def test_ssh_time_old_summer(student):
    """The same clock in summer, and another year."""
    got = student.call("ssh_time", "Jul 14 09:00:00 srv-magog sshd[1]: x", 2025, "America/Toronto")
    assert got == "2025-07-14T13:00:00Z", "The year is the second argument, the time zone the third."


@pytest.mark.task("ssh")
def test_ssh_time_3339(student):
    """A time of RFC 3339, with its fraction and its offset."""
    got = student.call("ssh_time", SUMMER + "Connection closed", 2020, "America/Toronto")
    assert got == "2026-07-08T01:10:00Z", "This line says it all: year and offset. The arguments `year` and `zone` change nothing."


def read(student, message, head=SUMMER):
    return student.call("read_ssh", head + message, 2026, "America/Toronto")


@pytest.mark.task("ssh")
def test_read_failed(student):
    """A refusal on a name that exists."""
    got = read(student, "Failed password for tuan from 198.51.100.7 port 40022 ssh2", WINTER)
    got = student.expect_table(got)
    assert sorted(got) == ["ip", "time", "user", "what"], "Four labels: `time`, `what`, `user`, `ip`."
    assert got["time"] == "2026-11-07T02:40:05Z", "`time` is what `ssh_time` returns: a text, in UTC."
    assert got == {"time": "2026-11-07T02:40:05Z", "what": "failed", "user": "tuan", "ip": "198.51.100.7"}, "The name is after `for`, the address after `from`."


@pytest.mark.task("ssh")
def test_read_invalid_user(student):
    """A refusal on a name that does not exist, from an IPv6 address."""
    got = read(student, "Failed password for invalid user pi from 2001:db8::9 port 40101 ssh2")
    got = student.expect_table(
        got, look="This line is a refusal: return a dictionary. The address is in IPv6."
    )
    if "invalid" in got["user"]:
        student.mistake("invalid_kept")
    assert (got["what"], got["user"], got["ip"]) == ("failed", "pi", "2001:db8::9"), "The name is `pi`, the address has colons."


@pytest.mark.task("ssh")
def test_read_publickey(student):
    """A login by key, with its fingerprint at the end."""
    got = read(student, "Accepted publickey for tuan from 198.51.100.7 port 40022 ssh2: ED25519 SHA256:9gru4B+/x")
    if got is None:
        student.mistake("only_passwords")
    assert (got["what"], got["user"], got["ip"]) == ("accepted", "tuan", "198.51.100.7"), "The same form as for a password; the line goes on after `ssh2`."


@pytest.mark.task("ssh")
def test_read_others(student):
    """Lines that are the answer to no attempt."""
    for message in (
        "Invalid user pi from 203.0.113.9 port 40101",
        "Connection closed by invalid user pi 203.0.113.9 port 40101 [preauth]",
        "pam_unix(sshd:session): session opened for user tuan(uid=1001) by tuan(uid=0)",
    ):
        got = read(student, message)
        if got is not None and message.startswith(("Invalid", "Connection")):
            student.mistake("every_message_counted")
        assert got is None, "This line says neither refusal nor login: return `None`."
    got = student.call("read_ssh", "Nov  6 21:40:05 srv-magog kernel: eth0 up", 2026, "America/Toronto")
    assert got is None, "This line has no `]: `: return `None` without cutting it."


@pytest.mark.task("ssh")
def test_read_forged(student):
    """A name that passes itself off as the rest of the line."""
    got = read(student, f"Failed password for invalid user {FORGED} from 203.0.113.9 port 51000 ssh2")
    got = student.expect_table(got, look="This line is a refusal, even though the name contains spaces.")
    assert (got["user"], got["ip"]) == (FORGED, "203.0.113.9"), "The name runs up to the last `from`: take it with `.*`, which goes as far as possible."


@pytest.mark.task("ssh")
def test_read_forged_entry(student):
    """A name that imitates a login."""
    got = read(
        student, "Invalid user Accepted password for root from 198.51.100.7 port 22 ssh2 from 203.0.113.9 port 5"
    )
    if got is not None:
        student.mistake("forged_entry")
    assert got is None, "This message starts with `Invalid user`: return `None`."


# --- 3. Le journal web --------------------------------------------------------------------------------------------

APACHE = '127.0.0.1 - frank [10/Oct/2000:13:55:36 -0700] "GET /apache_pb.gif HTTP/1.0" 200 2326 "http://www.example.com/start.html" "Mozilla/4.08 [en] (Win98; I ;Nav)"'


@pytest.mark.task("web")
def test_web_apache(student):
    """The example line of the Apache documentation."""
    got = student.expect_table(student.call("read_web", APACHE))
    if got.get("agent") in ('"Mozilla/4.08', "Mozilla/4.08"):
        student.mistake("agent_cut")
    student.expect_text(got.get("time"), look="`time` is a text, in UTC: `to_text` makes it from the moment.")
    assert got == {
        "ip": "127.0.0.1",
        "time": "2000-10-10T20:55:36Z",
        "request": "GET /apache_pb.gif HTTP/1.0",
        "status": 200,
        "size": 2326,
        "agent": "Mozilla/4.08 [en] (Win98; I ;Nav)",
    }, "Six labels. The time is seven hours behind UTC."


@pytest.mark.task("web")
def test_web_dash(student):
    """A missing size, an empty request, and a line that is not one."""
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
    assert got == wanted, "The request is a dash, and so is the size."
    assert student.call("read_web", "ceci n’est pas une ligne") is None, "The pattern does not fit this line: return `None`."


@pytest.mark.task("web")
def test_my_refused_shape(student):
    """Your number of refusals."""
    got = student.value("my_refused")
    naive = sum(" 401 " in line for line in student.variant["web"])
    right = sum('" 401 ' in line for line in student.variant["web"])
    if got == naive != right:
        student.mistake("size_read_as_code")
    assert type(got) is int, "`my_refused` is a number."
    assert 0 < got < len(student.variant["web"]), "Your log contains a few refusals, but not only refusals."


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
    """Each address's refusals."""
    got = student.expect_table(
        student.call("count_failures", NIGHT), look="`count_failures` returns a dictionary: `.to_dict()` at the end."
    )
    assert got == {"203.0.113.9": 3, "198.51.100.7": 1, "2001:db8::9": 1}, "Six lines, five of them refusals."


@pytest.mark.task("count")
def test_count_hours(student):
    """Refusals by address and by hour, the largest number first."""
    got = student.expect_list(
        student.call("count_hours", NIGHT), look='`count_hours` returns a list: `.to_dict("records")` at the end.'
    )
    wanted = [
        {"ip": "203.0.113.9", "hour": "2026-11-17T02", "count": 2},
        {"ip": "198.51.100.7", "hour": "2026-11-17T02", "count": 1},
        {"ip": "2001:db8::9", "hour": "2026-11-17T03", "count": 1},
        {"ip": "203.0.113.9", "hour": "2026-11-17T03", "count": 1},
    ]
    assert all(isinstance(row, dict) for row in got), "Each item of the list is a dictionary."
    assert all(len(str(row.get("hour", ""))) == 13 for row in got), '`hour` takes the first *thirteen* signs, day included, such as `"2026-11-17T02"`: every night has a "02".'
    if got != wanted and all(row in wanted for row in got) and got[-1] == wanted[0]:
        student.mistake("smallest_first")
    assert got == wanted, "The labels are `ip`, `hour`, `count`. For equal numbers: the address, then the hour."


@pytest.mark.task("count")
def test_my_loudest_is_yours(student):
    """Your noisiest address."""
    events = read_events(student)
    got = student.value("my_loudest")
    assert got in {event["ip"] for event in events}, "`my_loudest` is the text of an address of your night."


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
    """Four refusals on either side of 3 o'clock."""
    failures = make_failures((55, "root"), (58, "root"), (61, "root"), (64, "root"))
    got = student.call("hits", failures, make_rule(10, 4))
    inside = make_failures((15, "root"), (18, "root"), (21, "root"), (24, "root"))
    if got is False and student.call("hits", inside, make_rule(10, 4)) is True:
        student.mistake("clock_hours")
    assert got is True, "Four refusals in nine minutes, for a threshold of 4 in ten minutes: the rule fits. `lent_minutes` already counts in minutes."


@pytest.mark.task("detect")
def test_hits_edges(student):
    """The threshold just reached, and the edge of the window."""
    failures = make_failures((0, "root"), (5, "root"), (10, "root"))
    got = student.call("hits", failures, make_rule(10, 3))
    apart = make_failures((0, "root"), (5, "root"), (200, "root"))
    if got is True and student.call("hits", apart, make_rule(10, 3)) is True:
        student.mistake("before_taken_in")
    if got is True:
        student.mistake("edge_taken_in")
    assert got is False, "The ten-minute window contains only two of them. Return `False`."
    got = student.call("hits", failures, make_rule(11, 3))
    if got is False:
        student.mistake("threshold_must_be_passed")
    assert got is True, "Three refusals in ten minutes, for a window of eleven: the rule fits."


@pytest.mark.task("detect")
def test_hits_names(student):
    """The number of different names, in the same window."""
    one = make_failures((0, "linh"), (1, "linh"), (2, "linh"))
    got = student.call("hits", one, make_rule(10, 3, 3))
    if got is True:
        student.mistake("names_ignored")
    assert got is False, "One name only. Return `False`."
    apart = make_failures((0, "pi"), (1, "web"), (2, "web"), (90, "git"))
    assert student.call("hits", apart, make_rule(10, 3, 3)) is False, "The third name comes an hour and a half later. Count the names in the window, not those of the night."
    three = make_failures((0, "pi"), (1, "web"), (2, "git"))
    assert student.call("hits", three, make_rule(10, 3, 3)) is True, "Three names in three minutes: the rule fits."


RULES = [make_rule(10, 3, 1, "fast"), make_rule(60, 3, 3, "wide")]


def take_pairs(got):
    assert isinstance(got, list), "`find_alerts` returns a list of pairs: a list, each item of which is a pair."
    assert all(isinstance(pair, (list, tuple)) for pair in got), "`find_alerts` returns a list of pairs: a list, each item of which is a pair."
    return [list(pair) for pair in got]


@pytest.mark.task("detect")
def test_find_alerts(student):
    """Two addresses, two rules."""
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
    assert ["192.0.2.9", "fast"] not in got, "You raise an alert on `192.0.2.9`, which has only logins. Only refusals count."
    assert got == [["198.51.100.7", "wide"], ["203.0.113.9", "fast"]], "Two alerts, in the sorted order of the addresses. The first rule of the list wins."


@pytest.mark.task("detect")
def test_find_alerts_known(student):
    """An exception that holds for one pair only."""
    probe = [(f"2026-11-17T02:0{minute}:00Z", "failed", "sonde", "192.0.2.53") for minute in range(4)]
    assert take_pairs(student.call("find_alerts", make_events(*probe), RULES, KNOWN)) == [], "The probe, under its known name, must not raise an alert."
    turned = [(f"2026-11-17T02:1{minute}:00Z", "failed", "root", "192.0.2.53") for minute in range(4)]
    got = take_pairs(student.call("find_alerts", make_events(*probe, *turned), RULES, KNOWN))
    if got == []:
        student.mistake("address_excused")
    assert got == [["192.0.2.53", "fast"]], "The attempts on `root` are not in `known`: they count."


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
    assert len(rules) == 3, "Three rules: one fast, one wide, one slow."
    for rule in rules:
        rule = student.expect_table(rule, look="Each rule is a dictionary, like `example_rule`.")
        assert sorted(rule) == ["failures", "minutes", "name", "names"], "A rule has four labels: `name`, `minutes`, `failures`, `names`."
        for key in ("minutes", "failures", "names"):
            assert type(rule[key]) in (int, float), "`minutes`, `failures` and `names` are numbers."
    return rules


@pytest.mark.task("report")
def test_rules_calm(student):
    """No alert on the calm night."""
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
    assert accused == {}, "Nobody attacks that night: no address must be accused."


@pytest.mark.task("report")
def test_rules_attacked(student):
    """The three attackers of the other night, and only them."""
    rules = take_rules(student)
    failures, attackers = read_night(student, "data/attaques.json")
    accused = judge(failures, rules)
    fast, spray, slow = attackers
    if slow not in accused:
        student.mistake("slow_missed", ip=slow)
    if spray not in accused:
        student.mistake("spray_missed", ip=spray)
    assert fast in accused, "The fast attack is not seen: a dozen refusals in a few minutes."
    assert set(accused) == set(attackers), "You also accuse innocents, on that night of attacks."


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
    """The table of three alerts."""
    got = student.expect_list(
        student.call("make_report", STORY, ALERTS),
        look="`make_report` returns a list: one dictionary per alert.",
    )
    assert len(got) == 3, "Three alerts were given: return three rows."
    assert all(isinstance(row, dict) for row in got), "`make_report` returns a list: one dictionary per alert."
    row = got[0]
    assert set(row) == set(TABLE[0]), "Eight labels, written as in the task's table."
    if row["failures"] > 6:
        student.mistake("report_counts_entries")
    assert got == TABLE, "Compare label by label. `evidence`: five lines at most, one space between two."


@pytest.mark.task("report")
def test_csv(student):
    """The file alertes.csv."""
    text = student.file("alertes.csv").decode("utf-8")
    if text.startswith("ip,"):
        student.mistake("commas_written")
    if text.startswith((";", ",")):
        student.mistake("index_written")
    rows = list(csv.DictReader(io.StringIO(text), delimiter=";"))
    assert len(rows) == 1, "Your night has one attacker: the file has a heading and one line. Do your rules find one, and only one?"
    alerts = [[row.get("ip"), row.get("rule")] for row in rows]
    wanted = student.call("make_report", read_events(student), alerts)
    assert [{key: str(value) for key, value in row.items()} for row in wanted] == rows, "The file must contain what `make_report` returns for `my_events`."


@pytest.mark.task("report")
def test_my_answers(student):
    """Your attacker and the account belong to your night."""
    events = read_events(student)
    attacker, entered = student.value("my_attacker"), student.value("my_entered")
    if attacker == "192.0.2.53":
        student.mistake("probe_accused")
    assert attacker in {event["ip"] for event in events}, "`my_attacker` is the text of an address of your night."
    names = {event["user"] for event in events if event["what"] == "accepted"} | {""}
    assert entered in names, "`my_entered` is a name accepted during your night, or an empty text."
