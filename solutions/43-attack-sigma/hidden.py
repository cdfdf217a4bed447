"""Les vérifications qui restent ici : d’autres nuits, jugées par une seconde écriture de chaque réponse."""

import sqlite3

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

# --- Ce que l’on fait d’une règle écrite par quelqu’un d’autre ----------------------------------------------------
# Son texte n’est pas cru sur parole : il est borné avant d’être lu, compilé par pySigma, et sa requête ne peut que lire
# une base en mémoire, avec un nombre d’instructions compté.

LONGEST = 4000
DEEPEST = 8
MOST_VALUES = 120
MOST_WORDS = 24
INSTRUCTIONS = 200_000
FIELDS = ("id", "UtcTime", "Computer", "User", "ParentImage", "Image", "CommandLine")
FUNCTIONS = ("like", "glob", "coalesce", "replace")


# Les requêtes déjà compilées : la même règle est essayée par plusieurs vérifications.
QUERIES = {}


def refuse_sign(student, line):
    student.mistake("star_unquoted", line=line)


def read_yaml(student, text):
    """Rend le contenu d’une règle, après avoir refusé ce qui est trop long, trop profond ou qui renvoie ailleurs."""
    if not isinstance(text, str):
        student.fail(tr('Une règle est un texte, entre `r"""` et `"""`.'))
    if len(text) > LONGEST:
        student.fail(tr("Cette règle dépasse 4 000 signes. Une bonne règle tient sur une page."))
    if text.lstrip().startswith("SELECT "):
        student.mistake("query_given")
    if any(sign in text for sign in "\a\b\v\f"):
        student.mistake("raw_forgotten")
    depth, values = 0, 0
    try:
        for token in yaml.scan(text):
            if isinstance(token, yaml.AnchorToken | yaml.AliasToken | yaml.TagToken | yaml.DirectiveToken):
                line = token.start_mark.line + 1
                refuse_sign(student, line)
            name = type(token).__name__
            depth += name.endswith("StartToken") and "Stream" not in name
            depth -= name.endswith("EndToken") and "Stream" not in name
            values += isinstance(token, yaml.ScalarToken)
            if depth > DEEPEST or values > MOST_VALUES:
                student.fail(tr("Cette règle a trop d’étages. Une recherche a un champ et des valeurs, pas davantage."))
        content = yaml.load(text, Loader=yaml.CSafeLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        if str(error.context).rpartition(" ")[2] in ("alias", "anchor", "tag", "directive"):
            refuse_sign(student, line)
        if "\\t" in str(error.problem):
            student.mistake("tab_in_yaml", line=line)
        student.fail(
            tr(
                "Ligne {line} : le YAML ne se lit pas. Regardez cette ligne et celle d’avant : le retrait, les deux-points suivis d’un espace, les apostrophes."
            ).format(line=line)
        )
    except (yaml.YAMLError, ValueError):
        student.fail(tr("Le YAML ne se lit pas : un signe ou une date n’est pas permis."))
    if not isinstance(content, dict):
        student.fail(tr("Une règle est une suite de lignes `nom: valeur`. Il n’y en a pas ici."))
    return content


def compile_rule(student, text):
    """Rend la requête SQL d’une règle."""
    from sigma.backends.sqlite import sqliteBackend
    from sigma.exceptions import SigmaConditionError, SigmaError
    from sigma.rule import SigmaRule

    if isinstance(text, str) and text in QUERIES:
        return QUERIES[text]
    content = read_yaml(student, text)
    for name in ("title", "logsource", "detection"):
        if not content.get(name):
            student.fail(
                tr("Il manque `{name}` : avec `detection`, `title` et `logsource`, Sigma l’exige.").format(name=name)
            )
    detection = content["detection"]
    condition = detection.get("condition") if isinstance(detection, dict) else None
    if not isinstance(condition, str):
        student.fail(
            tr(
                "Sous `detection`, il faut une `condition`, écrite sur une ligne, avec le même retrait que les recherches."
            )
        )
    if (
        len(condition.split()) > MOST_WORDS
        or len(condition) > 300
        or condition.count("(") > 6
        or condition.count("not") > 6
    ):
        student.fail(
            tr("Cette condition est trop longue. Nommez vos recherches, puis reliez-les par `or`, `and`, `and not`.")
        )
    try:
        queries = sqliteBackend(collate_nocase=True).convert_rule(SigmaRule.from_yaml(text))
    except SigmaConditionError:
        student.mistake("name_not_defined", condition=condition)
    except SigmaError as error:
        student.fail(tr("Le compilateur refuse la règle : {reason}").format(reason=str(error)[:120]))
    except Exception:
        student.fail(tr("Le compilateur ne comprend pas cette règle. Comparez sa forme à celle du brouillon."))
    if len(queries) != 1 or not queries[0].startswith("SELECT * FROM logs WHERE ") or len(queries[0]) > 5 * LONGEST:
        student.fail(tr("Cette règle ne donne pas une seule requête simple. Comparez sa forme à celle du brouillon."))
    if len(QUERIES) > 50:
        QUERIES.clear()
    QUERIES[text] = queries[0]
    return queries[0]


def allow_reading(action, first, second, _base, _trigger):
    fine = action == sqlite3.SQLITE_SELECT
    fine = fine or (action == sqlite3.SQLITE_READ and first == "logs")
    fine = fine or (action == sqlite3.SQLITE_FUNCTION and second in FUNCTIONS)
    return sqlite3.SQLITE_OK if fine else sqlite3.SQLITE_DENY


def run_rule(student, text, events):
    """Rend les numéros des événements que la règle retient, dans l’ordre."""
    query = compile_rule(student, text)
    base = sqlite3.connect(":memory:")
    base.execute(f"CREATE TABLE logs ({', '.join(FIELDS)})")
    for event in events:
        base.execute("INSERT INTO logs VALUES (?, ?, ?, ?, ?, ?, ?)", [event[name] for name in FIELDS])
    base.setlimit(sqlite3.SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 200)
    base.set_authorizer(allow_reading)
    base.set_progress_handler(lambda: 1, INSTRUCTIONS)
    try:
        rows = base.execute(query).fetchmany(len(events) + 1)
    except (sqlite3.Error, sqlite3.Warning) as error:
        reason = str(error)
        if "no such column" in reason:
            student.mistake("field_unknown", name=reason.rpartition(": ")[2])
        student.fail(
            tr("SQLite refuse la requête de cette règle. Une expression régulière (`|re`) n’est pas admise ici.")
        )
    finally:
        base.close()
    return sorted(row[0] for row in rows)


# --- Les valeurs --------------------------------------------------------------------------------------------------

NAMES = st.text("abcdef", min_size=1, max_size=5)
ITEM = st.tuples(
    st.sampled_from(["attack-pattern", "attack-pattern", "tool"]),
    st.sampled_from([None, None, True, False]),
    st.integers(1000, 1999),
    NAMES,
    st.lists(NAMES, max_size=3),
    st.booleans(),
)


@pytest.mark.task("catalog", weight=3)
@settings(max_examples=12)
@given(drawn=st.lists(ITEM, max_size=4, unique_by=lambda row: row[2]))
def test_catalog_any(student, drawn):
    """Des catalogues tirés au hasard."""
    items, wanted = [], {}
    for kind, revoked, number, name, tactics, before in drawn:
        references = [{"source_name": "mitre-attack", "external_id": f"T{number}"}]
        references.insert(0 if before else 1, {"source_name": "capec", "external_id": f"CAPEC-{number}"})
        item = {"type": kind, "name": name, "external_references": references}
        item["kill_chain_phases"] = [{"kill_chain_name": "mitre-attack", "phase_name": tactic} for tactic in tactics]
        items.append(item if revoked is None else item | {"revoked": revoked})
        if kind == "attack-pattern" and revoked is not True:
            wanted[f"T{number}"] = {"name": name, "tactics": tactics}
    assert student.call("read_catalog", {"objects": items}) == wanted, tr("Un catalogue tiré au hasard est mal lu.")


@pytest.mark.task("night", weight=5, shown="les techniques de vos huit traces")
def test_techniques_value(student):
    """Les techniques de cette nuit."""
    assert student.value("techniques") == student.secret["techniques"], tr("Une technique n’est pas celle de la trace.")


@pytest.mark.task("night", weight=3, shown="des preuves qui disent ce qui est fait")
def test_quotes_value(student):
    """Des preuves qui disent ce qui est fait."""
    quotes = student.value("quotes")
    for letter, words in student.secret["markers"].items():
        quote = quotes[letter].lower()
        assert any(word.lower() in quote or quote in word.lower() for word in words), tr(
            "Une preuve ne dit pas ce qui est fait."
        )


@pytest.mark.task("wolf", weight=2)
@settings(max_examples=12)
@given(alerts=st.sets(st.integers(1, 9)), bad=st.sets(st.integers(1, 9)))
def test_measure_any(student, alerts, bad):
    """Des nuits tirées au hasard."""
    seen = [number for number in bad if number in alerts]
    wanted = {"tp": len(seen), "fp": len(alerts - bad), "fn": len(bad - alerts), "precision": None, "recall": None}
    if alerts:
        wanted["precision"] = len(seen) / len(alerts)
    if bad:
        wanted["recall"] = len(seen) / len(bad)
    assert student.call("measure", sorted(alerts), sorted(bad)) == wanted, tr(
        "Une nuit tirée au hasard est mal mesurée."
    )


def build_night(rows):
    """Les événements d’une nuit, faits de (parent, programme, commande)."""
    return [
        {"id": number, "UtcTime": f"2026-12-{number % 28 + 1:02d} 03:00", "Computer": f"poste-{number % 7}"}
        | {"User": f"u{number % 5}", "ParentImage": parent, "Image": image, "CommandLine": command}
        for number, (parent, image, command) in enumerate(rows, start=1)
    ]


WINDOWS = "C:\\Windows\\System32\\"
CODED = [
    "powershell.exe -EncodedCommand QUFBQUFB",
    "powershell -NoProfile -ENC QUFBQUFB",
    "PowerShell.exe -nop -w hidden -e QUFBQUFB",
    "powershell.exe -w 1 -E QUFBQUFB",
]
PLAIN = [
    "powershell.exe -ExecutionPolicy Bypass -File C:\\Outils\\a.ps1",
    "powershell.exe -EP Bypass -Command Get-Process",
    "powershell.exe -File C:\\Outils\\encodage.ps1",
    "powershell.exe",
]
SHELLS = [
    WINDOWS + "WindowsPowerShell\\v1.0\\powershell.exe",
    "C:\\Windows\\SysWOW64\\WindowsPowerShell\\v1.0\\PowerShell.EXE",
]
OTHERS = [WINDOWS + "notepad.exe", WINDOWS + "cmd.exe", "C:\\Outils\\lire-powershell.exe"]


@pytest.mark.task(
    "wolf", weight=4, shown="d’autres nuits, avec le même outil d’inventaire et des programmes au nom voisin"
)
def test_quiet_other_nights(student):
    """D’autres nuits, avec le même outil d’inventaire."""
    tool = student.variant["tool"]
    name = tool.rsplit("\\", 1)[1]
    trusted = [tool, tool.upper()]
    wary = [
        WINDOWS + "cmd.exe",
        "C:\\Program Files\\Microsoft Office\\root\\Office16\\WINWORD.EXE",
        "C:\\Users\\u1\\Downloads\\" + name,
    ]
    wary += ["C:\\Users\\u1" + tool[2:], "D:\\" + name, WINDOWS + "svchost.exe"]
    rows = [(p, i, c) for p in trusted + wary for i in SHELLS + OTHERS for c in CODED + PLAIN]
    events = build_night(rows)
    wanted = [n for n, (p, i, c) in enumerate(rows, start=1) if p in wary and i in SHELLS and c in CODED]
    assert run_rule(student, student.value("quiet_rule"), events) == wanted, tr(
        "Sur une autre nuit, la règle se trompe."
    )


RECOVERY = {
    "vssadmin": (
        ["vssadmin delete shadows /for=C: /oldest", "VSSADMIN.EXE   DELETE   SHADOWS /ALL"],
        ["vssadmin list shadows", "vssadmin list writers"],
    ),
    "wmic": (
        ["wmic shadowcopy delete", "WMIC.exe  SHADOWCOPY  where ID='{a}'  DELETE /nointeractive"],
        ["wmic shadowcopy list brief", "wmic process where name='a.exe' delete", "wmic os get caption"],
    ),
    "wbadmin": (
        ["wbadmin delete catalog -quiet", "WBADMIN.EXE  DELETE   CATALOG"],
        ["wbadmin get versions", "wbadmin start backup -quiet", "wbadmin delete backup -keepVersions:3"],
    ),
    "bcdedit": (
        ["bcdedit /set {default} recoveryenabled no", "BCDEDIT.EXE  /set {current}  RecoveryEnabled   No"],
        ["bcdedit /set {default} recoveryenabled yes", "bcdedit /enum", "bcdedit /set {default} nointegritychecks off"],
    ),
}


@pytest.mark.task("rule", weight=2, shown="d’autres nuits : les quatre façons")
@pytest.mark.parametrize("program", list(RECOVERY))
def test_rule_other_nights(student, program):
    """D’autres nuits : les quatre façons, et le travail normal."""
    bad, good = RECOVERY[program]
    images = [WINDOWS + program + ".exe", "C:\\WINDOWS\\SYSTEM32\\" + program.upper() + ".EXE"]
    rows = [(WINDOWS + "cmd.exe", image, command) for image in images for command in bad + good]
    rows += [("C:\\Windows\\explorer.exe", WINDOWS + "notepad.exe", "notepad.exe " + command) for command in bad]
    wanted = [n for n, (_, image, command) in enumerate(rows, start=1) if image in images and command in bad]
    got = run_rule(student, student.value("rule"), build_night(rows))
    assert [n for n in wanted if n not in got] == [], tr("Sur une autre nuit, la règle manque une attaque.")
    assert [n for n in got if n not in wanted] == [], tr("Sur une autre nuit, la règle crie au loup.")
