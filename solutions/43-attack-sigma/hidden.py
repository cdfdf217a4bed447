"""Les vérifications qui restent ici : d’autres nuits, jugées par une seconde écriture de chaque réponse."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shared import run_rule


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
