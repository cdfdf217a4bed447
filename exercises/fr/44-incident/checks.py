"""Les vérifications livrées avec l’exercice : propriétés, exemples suivis, dates publiées."""

import hashlib

import pytest

# --- 2. Les horodatages -------------------------------------------------------------------------------------------


def expect_text(answer):
    """Rend la réponse, si c’est un texte."""
    assert isinstance(answer, str), "Chaque fonction rend un texte : `to_text(…)`, précédé de `return`."
    return answer


@pytest.mark.task("stamps")
def test_mail_time(student):
    """La date d’un courriel, celle de la RFC 5322."""
    got = expect_text(student.call("mail_time", "Fri, 21 Nov 1997 09:55:06 -0600"))
    assert got == "1997-11-21T15:55:06Z", "Six heures de retard sur UTC : l’heure UTC est plus tard."


AUTH = " 12:00:00 srv sshd[7]: Failed password for root from 192.0.2.9 port 4 ssh2"


@pytest.mark.task("stamps")
@pytest.mark.parametrize("month", ["Jan", "Jul"])
def test_auth_time(student, month):
    """Une ligne sans année ni fuseau, l’hiver et l’été."""
    winter = month == "Jan"
    got = expect_text(student.call("auth_time", ("Jan 15" if winter else "Jul  4") + AUTH, 2026, "America/Toronto"))
    if got.startswith("1900"):
        student.mistake("year_missing")
    if got[11:13] in ("12", "07", "08"):
        student.mistake("zone_not_given")
    if not winter and got == "2026-07-04T17:00:00Z":
        student.mistake("fixed_offset")
    wanted = "2026-01-15T17:00:00Z" if winter else "2026-07-04T16:00:00Z"
    assert got == wanted, "L’année, puis les quinze premiers signes, puis le fuseau reçu."


@pytest.mark.task("stamps")
def test_auth_zone(student):
    """Le fuseau et l’année sont ceux que l’on donne."""
    line = "Jan 15 12:00:00 srv sshd[7]: Failed password for root from 192.0.2.9 port 4 ssh2"
    got = expect_text(student.call("auth_time", line, 2025, "Europe/Paris"))
    if got.endswith("T17:00:00Z"):
        student.mistake("zone_fixed")
    assert got == "2025-01-15T11:00:00Z", "Servez-vous des trois paramètres : la ligne, l’année, le fuseau."


@pytest.mark.task("stamps")
def test_web_time(student):
    """Une ligne de serveur web."""
    line = '192.0.2.7 - - [10/Oct/2026:13:55:36 -0700] "GET /a.html HTTP/1.1" 200 2326 "-" "Mozilla/5.0"'
    got = expect_text(student.call("web_time", line))
    assert got == "2026-10-10T20:55:36Z", "Entre les crochets, jusqu’au décalage compris."


@pytest.mark.task("stamps")
def test_conn_time(student):
    """Des secondes depuis 1970."""
    got = expect_text(student.call("conn_time", "86400.750000\tCab\t10.0.0.1\t1\t192.0.2.1\t443\ttcp\t10"))
    assert got == "1970-01-02T00:00:00Z", "86 400 secondes font un jour : le 2 janvier 1970, à minuit UTC."


@pytest.mark.task("stamps")
def test_my_stamps(student):
    """Vos quatre heures viennent de vos quatre lignes."""
    lines = student.variant["lines"]
    stamps = student.expect_list(student.value("my_stamps"))
    assert len(stamps) == 4, "`my_stamps` est une liste de quatre textes."
    mail, auth = (
        student.call("mail_time", lines["mail"]),
        student.call("auth_time", lines["auth"], 2026, "America/Toronto"),
    )
    wanted = [mail, auth, student.call("web_time", lines["web"]), student.call("conn_time", lines["conn"])]
    assert stamps == wanted, "Dans l’ordre : courriel, SSH, web, capture, chacune lue par sa fonction."


# --- 3. La chronologie --------------------------------------------------------------------------------------------


def make_row(time, source, ip="", host="srv", user="", what="login", size=0):
    return {"time": time, "source": source, "host": host, "ip": ip, "user": user, "what": what, "bytes": size}


A = make_row("2026-10-29T07:05:00Z", "conn", "198.51.100.2", "pc-04", what="connect", size=900)
B = make_row("2026-10-29T07:12:45Z", "auth", "203.0.113.4", "srv-magog", "linh")
C = make_row("2026-10-29T07:12:45Z", "web", "192.0.2.8", "srv-epinal", what="get", size=70)
D = make_row("2026-10-28T23:59:00Z", "auth", "192.0.2.60", "srv-magog", "root", "failed")


def expect_list(got):
    """Refuse un tableau là où il faut une liste."""
    assert got is not None, "La fonction rend `None` : un `return` manque, ou il est resté dans une boucle ou une condition."
    assert isinstance(got, list), 'Il faut une liste : `.to_dict("records")` change le tableau en liste.'


def call_trace(student, rows, indicators):
    """Appelle `trace` ; dit quand la liste reçue est prise pour un tableau."""
    try:
        got = student.call("trace", rows, indicators)
    except TypeError:
        student.fail(
            "`timeline` est une liste de dictionnaires : elle n’a ni colonnes ni `isin`. `pandas.DataFrame(timeline)` en refait un tableau."
        )
    expect_list(got)
    return got


@pytest.mark.task("timeline")
def test_build_timeline(student):
    """Rangée par heure, puis par source."""
    got = student.call("build_timeline", [C, B, A, D])
    expect_list(got)
    assert got == [D, A, B, C], "Par heure d’abord ; à heure égale, par source, dans l’ordre des lettres."


@pytest.mark.task("timeline")
def test_build_timeline_once(student):
    """Chaque fait une seule fois."""
    got = student.call("build_timeline", [B, A, dict(B), dict(A), dict(B)])
    expect_list(got)
    assert got == [A, B], "Les lignes en tout point égales n’en font qu’une."


@pytest.mark.task("timeline")
def test_trace(student):
    """Les lignes qui portent un indicateur."""
    got = call_trace(student, [D, A, B, C], ["203.0.113.4", "198.51.100.2"])
    assert got == [A, B], "Les lignes dont `ip` est dans la liste, dans l’ordre reçu."


@pytest.mark.task("timeline")
def test_trace_none(student):
    """Aucune ligne quand rien ne correspond."""
    assert call_trace(student, [D, C], ["203.0.113.4"]) == [], "Aucune de ces lignes ne porte cette adresse."


@pytest.mark.task("timeline", weight=2)
def test_my_indicators(student):
    """Vos deux indicateurs, dans l’ordre."""
    got = student.expect_list(student.value("my_indicators"))
    assert len(got) == 2, "`my_indicators` est une liste de deux adresses, entre guillemets."
    rows = student.variant["events"]
    failing = {row["ip"] for row in rows if row["what"] == "failed"}
    if failing & set(got):
        student.mistake("noise_accused")
    if any(address.startswith("10.") for address in got if isinstance(address, str)):
        student.mistake("office_accused")
    assert f"//{got[0]}/" in student.variant["mail"], "La première adresse est dans le courriel, dans le lien."
    zero = find_zero(rows, got[0])
    entered = [
        row["ip"] for row in rows if row["what"] == "login" and row["user"] == student.variant["owners"].get(zero)
    ]
    student.value("my_indicators")
    assert got[1] in entered, "La seconde est celle d’où le compte de la personne qui a cliqué a réussi à entrer, juste après."


def find_zero(rows, address):
    """La machine qui, la première, parle à cette adresse dans la capture."""
    talks = sorted((row["time"], row["host"]) for row in rows if row["ip"] == address and row["source"] == "conn")
    return talks[0][1] if talks else ""


@pytest.mark.task("timeline", weight=2)
def test_my_answers(student):
    """Le patient zéro, le compte, les octets."""
    rows, got = student.variant["events"], student.value("my_indicators")
    talks = sorted((row["time"], row["host"]) for row in rows if row["ip"] in got and row["source"] == "conn")
    zero = student.value("my_zero")
    if len(talks) > 1 and zero in {host for _, host in talks} and zero != talks[0][1]:
        student.mistake("second_click")
    assert [zero] == [host for _, host in talks[:1]], "La première machine à parler à un indicateur, dans la capture."
    assert student.value("my_account") == student.variant["owners"].get(zero), "Le compte employé est celui de la personne dont c’est le poste : `owners` le dit."
    once = {tuple(row.items()) for row in rows}
    total = sum(dict(row)["bytes"] for row in once if dict(row)["ip"] in got)
    answer = student.value("my_bytes")
    if answer == sum(row["bytes"] for row in rows if row["ip"] in got) != total:
        student.mistake("counted_twice")
    assert answer == total, "Le total de `bytes` sur toutes les lignes suivies, les deux adresses comprises."


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
            "Une copie manque, et votre fonction s’arrête en la cherchant. Demandez d’abord si le nom est dans `copies`."
        )
    got = student.expect_table(got)
    return got


@pytest.mark.task("custody")
def test_verify_same(student):
    """Des copies intactes, accents compris."""
    got = verify(student, {"a.log": "port 22\n", "b.eml": "Zoé, à mardi\n"})
    assert got == {"a.log": "ok", "b.eml": "ok"}, "Ces deux copies sont les originaux, signe pour signe."


@pytest.mark.task("custody")
def test_verify_changed(student):
    """Un chiffre changé, la taille gardée."""
    got = verify(student, {"a.log": "port 23\n", "b.eml": "Zoé, à mardi\n"})
    assert got == {"a.log": "changed", "b.eml": "ok"}, "Une empreinte différente : la copie a changé."


@pytest.mark.task("custody")
def test_verify_missing(student):
    """Une copie absente se dit."""
    got = verify(student, {"a.log": "port 22\n"})
    if "b.eml" not in got:
        student.mistake("silence_kept")
    assert got == {"a.log": "ok", "b.eml": "missing"}, "La copie n’y est pas : il y a un mot pour cela."


@pytest.mark.task("custody")
def test_my_verdicts(student):
    """Vos verdicts viennent de votre registre."""
    wanted = {}
    for entry in student.variant["register"]:
        text = student.variant["copies"].get(entry["name"])
        same = text is not None and hashlib.sha256(text.encode("utf-8")).hexdigest() == entry["sha256"]
        wanted[entry["name"]] = "missing" if text is None else "ok" if same else "changed"
    assert student.value("my_verdicts") == wanted, "`my_verdicts` est ce que rend `verify(register, copies)`."


# --- 6. Le rapport ------------------------------------------------------------------------------------------------


@pytest.mark.task("report")
def test_defang(student):
    """Une adresse désarmée."""
    got = student.call("defang", "198.51.100.7")
    assert got == "198[.]51[.]100[.]7", "Chaque point devient `[.]`."


TWO_RULES = [{"name": "Texte A", "hours": 72, "words": ""}, {"name": "Texte B", "hours": None, "words": "sans retard"}]


@pytest.mark.task("report")
def test_clock_lines(student):
    """Une échéance datée, une autre en mots."""
    try:
        got = student.call("clock_lines", "2026-10-29T13:40:00Z", TWO_RULES)
    except TypeError:
        student.fail("Un nombre d’heures peut être `None` : posez la question avant d’ajouter.")
    if isinstance(got, list) and got[:1] == ["Texte A | 2026-11-01T14:40:00Z"]:
        student.mistake("wall_clock_added")
    if isinstance(got, list) and len(got) == 1:
        student.mistake("no_hours_no_line")
    assert got == ["Texte A | 2026-11-01T13:40:00Z", "Texte B | sans retard"], "Une ligne par règle : le nom, une barre entre deux espaces, l’échéance."


def make_sections(student, **filled):
    return {code: filled.get(code, []) for code in student.given("ORDER")}


@pytest.mark.task("report")
def test_build_report(student):
    """Un titre, six parties, des tirets."""
    headings, nothing = student.given("HEADINGS"), student.given("NOTHING")
    sections = make_sections(student, summary=["un", "deux"], unknown=["trois"])
    text = student.expect_text(student.call("build_report", "Titre", sections))
    lines = text.split("\n")
    wanted = ["# Titre", "## " + headings["summary"], "- un", "- deux"]
    for code in ("timeline", "indicators", "evidence", "clocks"):
        wanted += ["## " + headings[code], "- " + nothing]
    wanted += ["## " + headings["unknown"], "- trois"]
    assert lines == wanted, "Le titre, puis pour chaque code de `ORDER` : l’intertitre, et ses lignes."


def read_parts(student):
    """Les lignes de chacune des six parties du rapport."""
    report = student.expect_text(student.value("report"), look="`report` est le texte que rend `build_report`.")
    lines = report.split("\n")
    assert lines[0].startswith("# "), "La première ligne est le titre : `#`, un espace, des mots."
    assert len(lines[0]) > 6, "Le rapport a besoin d’un titre que l’on puisse citer."
    parts = []
    for line in lines[1:]:
        if line.startswith("## "):
            parts.append([])
        elif parts:
            parts[-1].append(line.removeprefix("- "))
    assert len(parts) == 6, "Le rapport a six parties, chacune avec son intertitre."
    return parts


@pytest.mark.task("report")
def test_report_disarmed(student):
    """Aucune adresse d’attaquant telle quelle."""
    parts, addresses = read_parts(student), student.value("my_indicators")
    report = student.value("report")
    for address in addresses:
        if address in report:
            student.mistake("address_left_live")
    assert parts[2] == [address.replace(".", "[.]") for address in addresses], "La troisième partie est la liste de vos indicateurs, désarmés, un par ligne."


@pytest.mark.task("report", weight=2)
def test_report_facts(student):
    """Le résumé, la chronologie et les preuves mènent à vos traces."""
    parts, addresses = read_parts(student), student.value("my_indicators")
    told = " ".join(parts[0])
    for name in ("my_zero", "my_account", "my_bytes"):
        assert str(student.value(name)) in told, "Il manque un fait dans le résumé : `{name}`.".format(name=name)
    once = sorted(
        {(row["time"], row["source"], row["host"]) for row in student.variant["events"] if row["ip"] in addresses}
    )
    assert parts[1] == [" ".join(event) for event in once], "La chronologie a une ligne par événement suivi : l’heure, la source, la machine, un espace entre deux."
    prints = [(entry["name"], entry["sha256"]) for entry in student.variant["register"]]
    if len(parts[3]) == len(prints) and all(
        line.startswith(name + " " + whole[:8]) and whole not in line
        for line, (name, whole) in zip(parts[3], prints, strict=True)
    ):
        student.mistake("print_cut")
    assert parts[3] == [name + " " + whole for name, whole in prints], "Chaque pièce du registre a sa ligne : son nom, un espace, son empreinte entière."


@pytest.mark.task("report")
def test_report_clocks(student):
    """Les échéances, et ce que l’on ne sait pas."""
    parts = read_parts(student)
    assert parts[4] == student.call("clock_lines", student.variant["known"], student.given("RULES")), "La cinquième partie est ce que rend `clock_lines(known, RULES)`."
    if parts[5] in ([], [student.given("NOTHING")]):
        student.mistake("nothing_unknown")
    assert any(len(line) > 15 for line in parts[5]), "La sixième partie a au moins une phrase à vous."


@pytest.mark.task("report")
def test_report_saved(student):
    """Le fichier à remettre est votre rapport."""
    assert student.file("rapport-incident.md") == student.value("report").encode("utf-8"), "Le fichier n’est pas votre rapport. La dernière ligne de la cellule l’écrit."
