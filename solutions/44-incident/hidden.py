"""Les vérifications qui restent ici : valeurs tirées au hasard, jugées par une seconde écriture de chaque réponse."""

import calendar
import hashlib
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
# Une date, une heure et un décalage en quarts d’heure : assez pour changer de jour, de mois et d’année.
PARTS = st.tuples(st.integers(2020, 2027), st.integers(1, 12), st.integers(1, 28), st.integers(0, 86399))
OFFSETS = st.integers(-48, 56)


def seconds(parts, quarters=0):
    """Les secondes depuis 1970, par le calendrier seul."""
    year, month, day, second = parts
    return calendar.timegm((year, month, day, 0, 0, 0)) + second - quarters * 900


def write_utc(total):
    """La forme de la RFC 3339, écrite nombre par nombre."""
    moment = time.gmtime(total)
    return "{:04d}-{:02d}-{:02d}T{:02d}:{:02d}:{:02d}Z".format(*moment[:6])


def clock(second):
    return f"{second // 3600:02d}:{second // 60 % 60:02d}:{second % 60:02d}"


def sign(quarters):
    return f"{'-' if quarters < 0 else '+'}{abs(quarters) // 4:02d}{abs(quarters) % 4 * 15:02d}"


@pytest.mark.task("stamps")
@settings(max_examples=8)
@given(parts=PARTS, quarters=OFFSETS)
def test_mail_any(student, parts, quarters):
    """Des dates de courriel tirées au hasard."""
    year, month, day, second = parts
    value = f"{day} {MONTHS[month - 1]} {year} {clock(second)} {sign(quarters)}"
    assert student.call("mail_time", value) == write_utc(seconds(parts, quarters)), tr(
        "Une date de courriel tirée au hasard est mal lue."
    )


@pytest.mark.task("stamps")
@settings(max_examples=8)
@given(parts=PARTS, quarters=OFFSETS)
def test_web_any(student, parts, quarters):
    """Des lignes web tirées au hasard."""
    year, month, day, second = parts
    stamp = f"{day:02d}/{MONTHS[month - 1]}/{year}:{clock(second)} {sign(quarters)}"
    line = f'192.0.2.{day} - paola [{stamp}] "GET /a[1].html HTTP/1.1" 404 12 "-" "curl/8.5.0"'
    assert student.call("web_time", line) == write_utc(seconds(parts, quarters)), tr(
        "Une ligne web tirée au hasard est mal lue."
    )


@pytest.mark.task("stamps")
@settings(max_examples=8)
@given(parts=PARTS, zone=st.sampled_from([("America/Phoenix", -7), ("Asia/Tokyo", 9), ("UTC", 0)]))
def test_auth_any(student, parts, zone):
    """Des lignes sans fuseau tirées au hasard."""
    year, month, day, second = parts
    line = (
        f"{MONTHS[month - 1]} {day:2d} {clock(second)} srv sshd[2]: Failed password for root from 192.0.2.1 port 2 ssh2"
    )
    assert student.call("auth_time", line, year, zone[0]) == write_utc(seconds(parts, zone[1] * 4)), tr(
        "Une ligne d’auth.log tirée au hasard est mal lue."
    )


@pytest.mark.task("stamps")
@settings(max_examples=6)
@given(total=st.integers(0, 2 * 10**9), part=st.integers(0, 999999))
def test_conn_any(student, total, part):
    """Des secondes tirées au hasard."""
    line = f"{total}.{part:06d}\tCx\t10.0.0.1\t1\t192.0.2.1\t443\ttcp\t10"
    assert student.call("conn_time", line) == write_utc(total), tr("Une ligne de capture tirée au hasard est mal lue.")


@pytest.mark.task("stamps")
def test_stamps_value(student):
    """Les quatre heures de cette variante."""
    assert student.value("my_stamps") == student.secret["stamps"], tr("Ces heures ne sont pas celles de ces traces.")


ADDRESSES = ["192.0.2.1", "192.0.2.2", "198.51.100.3", "203.0.113.4", ""]
ROWS = st.lists(
    st.tuples(st.integers(0, 5), st.sampled_from(["auth", "conn", "web"]), st.sampled_from(ADDRESSES)),
    min_size=1,
    max_size=8,
)


def to_rows(drawn):
    """Des événements dont le contenu ne dépend que de l’heure, de la source et de l’adresse."""
    rows = []
    for minute, source, ip in drawn:
        row = {"time": f"2026-10-29T0{minute}:00:00Z", "source": source, "host": "h" + ip[-1:], "ip": ip}
        rows.append(row | {"user": "", "what": "connect", "bytes": minute * 10})
    return rows


@pytest.mark.task("timeline")
@settings(max_examples=6)
@given(drawn=ROWS)
def test_timeline_any(student, drawn):
    """Des événements tirés au hasard."""
    rows = [row for place, row in enumerate(to_rows(drawn)) if row not in to_rows(drawn)[:place]]
    rows.sort(key=lambda row: row["time"] + row["source"])
    got = student.call("build_timeline", to_rows(drawn))
    assert [(row["time"], row["source"]) for row in got] == [(row["time"], row["source"]) for row in rows], tr(
        "Une chronologie tirée au hasard n’est pas dans l’ordre."
    )
    assert sorted(map(str, got)) == sorted(map(str, rows)), tr(
        "Une chronologie tirée au hasard perd ou répète un fait."
    )


@pytest.mark.task("timeline")
@settings(max_examples=6)
@given(drawn=ROWS, kept=st.lists(st.sampled_from(ADDRESSES[:4]), max_size=2))
def test_trace_any(student, drawn, kept):
    """Des suites tirées au hasard."""
    rows = to_rows(drawn)
    assert student.call("trace", rows, kept) == [row for row in rows if kept.count(row["ip"])], tr(
        "Une suite tirée au hasard n’est pas la bonne."
    )


@pytest.mark.task("timeline", weight=3)
def test_timeline_value(student):
    """Les réponses de cette variante."""
    for name, key in (
        ("my_indicators", "indicators"),
        ("my_zero", "zero"),
        ("my_account", "account"),
        ("my_bytes", "bytes"),
    ):
        assert student.value(name) == student.secret[key], tr("Cette réponse n’est pas celle de cet incident.")


TEXTS = st.dictionaries(st.sampled_from(["a", "b", "c"]), st.text("aé1\n", max_size=6), max_size=3)


@pytest.mark.task("custody", weight=2)
@settings(max_examples=8)
@given(kept=TEXTS, shown=TEXTS)
def test_verify_any(student, kept, shown):
    """Des registres tirés au hasard."""
    register = [
        {"name": name, "size": len(text.encode()), "sha256": hashlib.new("sha256", text.encode()).hexdigest()}
        for name, text in kept.items()
    ]
    wanted = {name: "ok" if shown.get(name) == kept[name] else "changed" for name in kept}
    wanted |= {name: "missing" for name in kept if name not in shown}
    assert student.call("verify", register, shown) == wanted, tr("Un registre tiré au hasard est mal jugé.")


@pytest.mark.task("custody")
def test_custody_value(student):
    """Les verdicts de cette variante."""
    assert student.value("my_verdicts") == student.secret["verdicts"], tr(
        "Ces verdicts ne sont pas ceux de ces pièces."
    )


@pytest.mark.task("report")
@settings(max_examples=6)
@given(parts=PARTS, hours=st.lists(st.none() | st.integers(0, 200), max_size=3))
def test_clocks_any(student, parts, hours):
    """Des échéances tirées au hasard."""
    rules = [{"name": f"T{place}", "hours": count, "words": f"m{place}"} for place, count in enumerate(hours)]
    dues = [
        f"m{place}" if count is None else write_utc(seconds(parts) + 3600 * count) for place, count in enumerate(hours)
    ]
    wanted = [f"T{place} | {due}" for place, due in enumerate(dues)]
    assert student.call("clock_lines", write_utc(seconds(parts)), rules) == wanted, tr(
        "Une échéance tirée au hasard est mal calculée."
    )


@pytest.mark.task("report", weight=2)
def test_report_value(student):
    """Le rapport de cette variante."""
    report = student.value("report")
    summary = report.split("\n## ")[1] if "\n## " in report else ""
    for key in ("zero", "account", "bytes"):
        assert str(student.secret[key]) in summary, tr("Un fait du résumé n’est pas celui de cet incident.")
    for address in student.secret["indicators"]:
        assert address.replace(".", "[.]") in report, tr("Un indicateur manque.")
        assert address not in report, tr("Un indicateur reste armé.")
