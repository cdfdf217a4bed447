"""Les vérifications livrées avec l’exercice : propriétés, exemples suivis, dates publiées."""

import hashlib

import pytest

# --- 2. Les horodatages -------------------------------------------------------------------------------------------


def expect_text(answer):
    """Rend la réponse, si c’est un texte."""
    assert isinstance(answer, str), "Each function returns a text: `to_text(…)`, preceded by `return`."
    return answer


@pytest.mark.task("stamps")
def test_mail_time(student):
    """The date of an email, that of RFC 5322."""
    got = expect_text(student.call("mail_time", "Fri, 21 Nov 1997 09:55:06 -0600"))
    assert got == "1997-11-21T15:55:06Z", "Six hours behind UTC: the UTC time is later."


AUTH = " 12:00:00 srv sshd[7]: Failed password for root from 192.0.2.9 port 4 ssh2"


@pytest.mark.task("stamps")
@pytest.mark.parametrize("month", ["Jan", "Jul"])
def test_auth_time(student, month):
    """A line with neither year nor zone, in winter and in summer."""
    winter = month == "Jan"
    got = expect_text(student.call("auth_time", ("Jan 15" if winter else "Jul  4") + AUTH, 2026, "America/Toronto"))
    if got.startswith("1900"):
        student.mistake("year_missing")
    if got[11:13] in ("12", "07", "08"):
        student.mistake("zone_not_given")
    if not winter and got == "2026-07-04T17:00:00Z":
        student.mistake("fixed_offset")
    wanted = "2026-01-15T17:00:00Z" if winter else "2026-07-04T16:00:00Z"
    assert got == wanted, "The year, then the first fifteen signs, then the zone received."


@pytest.mark.task("stamps")
def test_auth_zone(student):
    """The zone and the year are the ones given."""
    line = "Jan 15 12:00:00 srv sshd[7]: Failed password for root from 192.0.2.9 port 4 ssh2"
    got = expect_text(student.call("auth_time", line, 2025, "Europe/Paris"))
    if got.endswith("T17:00:00Z"):
        student.mistake("zone_fixed")
    assert got == "2025-01-15T11:00:00Z", "Use all three parameters: the line, the year, the zone."


@pytest.mark.task("stamps")
def test_web_time(student):
    """A line of a web server."""
    line = '192.0.2.7 - - [10/Oct/2026:13:55:36 -0700] "GET /a.html HTTP/1.1" 200 2326 "-" "Mozilla/5.0"'
    got = expect_text(student.call("web_time", line))
    assert got == "2026-10-10T20:55:36Z", "Between the square brackets, offset included."


@pytest.mark.task("stamps")
def test_conn_time(student):
    """Seconds since 1970."""
    got = expect_text(student.call("conn_time", "86400.750000\tCab\t10.0.0.1\t1\t192.0.2.1\t443\ttcp\t10"))
    assert got == "1970-01-02T00:00:00Z", "86,400 seconds make a day: 2 January 1970, at midnight UTC."


@pytest.mark.task("stamps")
def test_my_stamps(student):
    """Your four times come from your four lines."""
    lines = student.variant["lines"]
    stamps = student.expect_list(student.value("my_stamps"))
    assert len(stamps) == 4, "`my_stamps` is a list of four texts."
    mail, auth = (
        student.call("mail_time", lines["mail"]),
        student.call("auth_time", lines["auth"], 2026, "America/Toronto"),
    )
    wanted = [mail, auth, student.call("web_time", lines["web"]), student.call("conn_time", lines["conn"])]
    assert stamps == wanted, "In order: email, SSH, web, capture, each read by its function."


# --- 3. La chronologie --------------------------------------------------------------------------------------------


def make_row(time, source, ip="", host="srv", user="", what="login", size=0):
    return {"time": time, "source": source, "host": host, "ip": ip, "user": user, "what": what, "bytes": size}


A = make_row("2026-10-29T07:05:00Z", "conn", "198.51.100.2", "pc-04", what="connect", size=900)
B = make_row("2026-10-29T07:12:45Z", "auth", "203.0.113.4", "srv-magog", "linh")
C = make_row("2026-10-29T07:12:45Z", "web", "192.0.2.8", "srv-epinal", what="get", size=70)
D = make_row("2026-10-28T23:59:00Z", "auth", "192.0.2.60", "srv-magog", "root", "failed")


def expect_list(got):
    """Refuse un tableau là où il faut une liste."""
    assert got is not None, "The function returns `None`: a `return` is missing, or was left inside a loop or a condition."
    assert isinstance(got, list), 'A list is needed: `.to_dict("records")` turns the table into one.'


def call_trace(student, rows, indicators):
    """Appelle `trace` ; dit quand la liste reçue est prise pour un tableau."""
    try:
        got = student.call("trace", rows, indicators)
    except TypeError:
        student.fail(
            "`timeline` is a list of dictionaries: it has neither columns nor `isin`. `pandas.DataFrame(timeline)` makes a table of it again."
        )
    expect_list(got)
    return got


@pytest.mark.task("timeline")
def test_build_timeline(student):
    """Sorted by time, then by source."""
    got = student.call("build_timeline", [C, B, A, D])
    expect_list(got)
    assert got == [D, A, B, C], "By time first; at equal time, by source, in alphabetical order."


@pytest.mark.task("timeline")
def test_build_timeline_once(student):
    """Each fact only once."""
    got = student.call("build_timeline", [B, A, dict(B), dict(A), dict(B)])
    expect_list(got)
    assert got == [A, B], "Lines equal in every respect make only one."


@pytest.mark.task("timeline")
def test_trace(student):
    """The lines that carry an indicator."""
    got = call_trace(student, [D, A, B, C], ["203.0.113.4", "198.51.100.2"])
    assert got == [A, B], "The lines whose `ip` is in the list, in the order received."


@pytest.mark.task("timeline")
def test_trace_none(student):
    """No line when nothing matches."""
    assert call_trace(student, [D, C], ["203.0.113.4"]) == [], "None of these lines carries this address."


@pytest.mark.task("timeline", weight=2)
def test_my_indicators(student):
    """Your two indicators, in order."""
    got = student.expect_list(student.value("my_indicators"))
    assert len(got) == 2, "`my_indicators` is a list of two addresses, in quotes."
    rows = student.variant["events"]
    failing = {row["ip"] for row in rows if row["what"] == "failed"}
    if failing & set(got):
        student.mistake("noise_accused")
    if any(address.startswith("10.") for address in got if isinstance(address, str)):
        student.mistake("office_accused")
    assert f"//{got[0]}/" in student.variant["mail"], "The first address is in the email, in the link."
    zero = find_zero(rows, got[0])
    entered = [
        row["ip"] for row in rows if row["what"] == "login" and row["user"] == student.variant["owners"].get(zero)
    ]
    student.value("my_indicators")
    assert got[1] in entered, "The second is the one from which the account of the person who clicked got in, just after."


def find_zero(rows, address):
    """La machine qui, la première, parle à cette adresse dans la capture."""
    talks = sorted((row["time"], row["host"]) for row in rows if row["ip"] == address and row["source"] == "conn")
    return talks[0][1] if talks else ""


@pytest.mark.task("timeline", weight=2)
def test_my_answers(student):
    """Patient zero, the account, the bytes."""
    rows, got = student.variant["events"], student.value("my_indicators")
    talks = sorted((row["time"], row["host"]) for row in rows if row["ip"] in got and row["source"] == "conn")
    zero = student.value("my_zero")
    if len(talks) > 1 and zero in {host for _, host in talks} and zero != talks[0][1]:
        student.mistake("second_click")
    assert [zero] == [host for _, host in talks[:1]], "The first machine to talk to an indicator, in the capture."
    assert student.value("my_account") == student.variant["owners"].get(zero), "The account used belongs to the person whose computer it is: `owners` says so."
    once = {tuple(row.items()) for row in rows}
    total = sum(dict(row)["bytes"] for row in once if dict(row)["ip"] in got)
    answer = student.value("my_bytes")
    if answer == sum(row["bytes"] for row in rows if row["ip"] in got) != total:
        student.mistake("counted_twice")
    assert answer == total, "The total of `bytes` over all the traced lines, both addresses included."


# --- 5. Les preuves -----------------------------------------------------------------------------------------------


def make_entry(name, text):
    data = text.encode("utf-8")
    return {
        "name": name,
        "size": len(data),
        "sha256": hashlib.sha256(data).hexdigest(),
        "taken": "2026-10-29T13:55:00Z",
    }


def verify(student, copies):
    """Appelle `verify` sur deux pièces ; dit quand une copie absente arrête tout."""
    register = [make_entry("a.log", "port 22\n"), make_entry("b.eml", "Zoé, à mardi\n")]
    try:
        got = student.call("verify", register, copies)
    except KeyError:
        student.fail(
            "A copy is missing, and your function stops while looking for it. First ask whether the name is in `copies`."
        )
    got = student.expect_table(got)
    return got


@pytest.mark.task("custody")
def test_verify_same(student):
    """Copies intact, accents included."""
    got = verify(student, {"a.log": "port 22\n", "b.eml": "Zoé, à mardi\n"})
    assert got == {"a.log": "ok", "b.eml": "ok"}, "These two copies are the originals, sign for sign."


@pytest.mark.task("custody")
def test_verify_changed(student):
    """One digit changed, the size kept."""
    got = verify(student, {"a.log": "port 23\n", "b.eml": "Zoé, à mardi\n"})
    assert got == {"a.log": "changed", "b.eml": "ok"}, "A different hash: the copy has changed."


@pytest.mark.task("custody")
def test_verify_missing(student):
    """A missing copy is said."""
    got = verify(student, {"a.log": "port 22\n"})
    if "b.eml" not in got:
        student.mistake("silence_kept")
    assert got == {"a.log": "ok", "b.eml": "missing"}, "The copy is not there: there is a word for that."


@pytest.mark.task("custody")
def test_my_verdicts(student):
    """Your verdicts come from your register."""
    wanted = {}
    for entry in student.variant["register"]:
        text = student.variant["copies"].get(entry["name"])
        same = text is not None and hashlib.sha256(text.encode("utf-8")).hexdigest() == entry["sha256"]
        wanted[entry["name"]] = "missing" if text is None else "ok" if same else "changed"
    assert student.value("my_verdicts") == wanted, "`my_verdicts` is what `verify(register, copies)` returns."


# --- 6. Le rapport ------------------------------------------------------------------------------------------------


@pytest.mark.task("report")
def test_defang(student):
    """An address defanged."""
    got = student.call("defang", "198.51.100.7")
    assert got == "198[.]51[.]100[.]7", "Each point becomes `[.]`."


TWO_RULES = [{"name": "Texte A", "hours": 72, "words": ""}, {"name": "Texte B", "hours": None, "words": "sans retard"}]


@pytest.mark.task("report")
def test_clock_lines(student):
    """One due date, and one in words."""
    try:
        got = student.call("clock_lines", "2026-10-29T13:40:00Z", TWO_RULES)
    except TypeError:
        student.fail("A number of hours may be `None`: ask before you add.")
    if isinstance(got, list) and got[:1] == ["Texte A | 2026-11-01T14:40:00Z"]:
        student.mistake("wall_clock_added")
    if isinstance(got, list) and len(got) == 1:
        student.mistake("no_hours_no_line")
    assert got == ["Texte A | 2026-11-01T13:40:00Z", "Texte B | sans retard"], "One line for each rule: the name, a bar between two spaces, what is due."


def make_sections(student, **filled):
    return {code: filled.get(code, []) for code in student.given("ORDER")}


@pytest.mark.task("report")
def test_build_report(student):
    """A title, six parts, hyphens."""
    headings, nothing = student.given("HEADINGS"), student.given("NOTHING")
    sections = make_sections(student, summary=["un", "deux"], unknown=["trois"])
    text = student.expect_text(student.call("build_report", "Titre", sections))
    lines = text.split("\n")
    wanted = ["# Titre", "## " + headings["summary"], "- un", "- deux"]
    for code in ("timeline", "indicators", "evidence", "clocks"):
        wanted += ["## " + headings[code], "- " + nothing]
    wanted += ["## " + headings["unknown"], "- trois"]
    assert lines == wanted, "The title, then for each code of `ORDER`: the heading, and its lines."


def read_parts(student):
    """Les lignes de chacune des six parties du rapport."""
    report = student.expect_text(student.value("report"), look="`report` is the text that `build_report` returns.")
    lines = report.split("\n")
    assert lines[0].startswith("# "), "The first line is the title: `#`, a space, words."
    assert len(lines[0]) > 6, "The report needs a title that can be quoted."
    parts = []
    for line in lines[1:]:
        if line.startswith("## "):
            parts.append([])
        elif parts:
            parts[-1].append(line.removeprefix("- "))
    assert len(parts) == 6, "The report has six parts, each with its heading."
    return parts


@pytest.mark.task("report")
def test_report_disarmed(student):
    """No attacker's address as it stands."""
    parts, addresses = read_parts(student), student.value("my_indicators")
    report = student.value("report")
    for address in addresses:
        if address in report:
            student.mistake("address_left_live")
    assert parts[2] == [address.replace(".", "[.]") for address in addresses], "The third part is the list of your indicators, defanged, one a line."


@pytest.mark.task("report", weight=2)
def test_report_facts(student):
    """The summary, the timeline and the evidence lead to your traces."""
    parts, addresses = read_parts(student), student.value("my_indicators")
    told = " ".join(parts[0])
    for name in ("my_zero", "my_account", "my_bytes"):
        assert str(student.value(name)) in told, "A fact is missing from the summary: `{name}`.".format(name=name)
    once = sorted(
        {(row["time"], row["source"], row["host"]) for row in student.variant["events"] if row["ip"] in addresses}
    )
    assert parts[1] == [" ".join(event) for event in once], "The timeline has a line for each traced event: the time, the source, the machine, a space between each."
    prints = [(entry["name"], entry["sha256"]) for entry in student.variant["register"]]
    if len(parts[3]) == len(prints) and all(
        line.startswith(name + " " + whole[:8]) and whole not in line
        for line, (name, whole) in zip(parts[3], prints, strict=True)
    ):
        student.mistake("print_cut")
    assert parts[3] == [name + " " + whole for name, whole in prints], "Each item of the register has its line: its name, a space, its whole hash."


@pytest.mark.task("report")
def test_report_clocks(student):
    """What is due, and what is not known."""
    parts = read_parts(student)
    assert parts[4] == student.call("clock_lines", student.variant["known"], student.given("RULES")), "The fifth part is what `clock_lines(known, RULES)` returns."
    if parts[5] in ([], [student.given("NOTHING")]):
        student.mistake("nothing_unknown")
    assert any(len(line) > 15 for line in parts[5]), "The sixth part has at least one sentence of your own."


@pytest.mark.task("report")
def test_report_saved(student):
    """The file to hand in is your report."""
    assert student.file("rapport-incident.md") == student.value("report").encode("utf-8"), "The file is not your report. The last line of the cell writes it."
