"""Les vérifications livrées avec l’exercice : votre nuit, des exemples suivis, des propriétés."""

import uuid

import pytest
from shared import read_yaml, run_rule


# --- 2. Le catalogue ----------------------------------------------------------------------------------------------


def make_item(number, name, tactics, references=(), **more):
    here = {"source_name": "mitre-attack", "external_id": number}
    return {
        "type": "attack-pattern",
        "name": name,
        "external_references": [*references, here],
        "kill_chain_phases": [{"kill_chain_name": "mitre-attack", "phase_name": tactic} for tactic in tactics],
        **more,
    }


def read(student, *items):
    """Ce que la fonction rend d’un petit catalogue ; dit quand elle s’arrête sur un objet d’une autre sorte."""
    try:
        got = student.call("read_catalog", {"type": "bundle", "objects": list(items)})
    except KeyError as error:
        if "'revoked'" in str(error):
            student.mistake("revoked_absent")
        student.mistake("other_objects_read")
    got = student.expect_table(got)
    return got


BRUTE = make_item("T1110", "Brute Force", ["credential-access"])


@pytest.mark.task("catalog")
def test_one_technique(student):
    """Une technique seule."""
    assert read(student, BRUTE) == {"T1110": {"name": "Brute Force", "tactics": ["credential-access"]}}, 'Au numéro, un dictionnaire de deux étiquettes : `"name"` et `"tactics"`.'


@pytest.mark.task("catalog")
def test_other_objects(student):
    """Un objet qui n’est pas une technique."""
    marking = {"type": "marking-definition", "definition": {"statement": "x"}}
    got = read(student, marking, make_item("S0001", "Outil", ["execution"], type="tool"), BRUTE)
    assert list(got) == ["T1110"], 'Seuls les objets de type `"attack-pattern"` comptent.'


@pytest.mark.task("catalog")
def test_revoked(student):
    """Une technique retirée."""
    got = read(student, make_item("T1086", "PowerShell", ["execution"], revoked=True), BRUTE)
    if "T1086" in got:
        student.mistake("revoked_kept")
    kept = read(student, make_item("T1078", "Valid Accounts", ["initial-access"], revoked=False))
    assert list(got) + list(kept) == ["T1110", "T1078"], 'Une technique dont `"revoked"` vaut `False` reste.'


@pytest.mark.task("catalog")
def test_reference_order(student):
    """Une référence d’une autre source, placée devant."""
    got = read(
        student,
        make_item("T1110", "Brute Force", ["credential-access"], [{"source_name": "capec", "external_id": "CAPEC-49"}]),
    )
    if "CAPEC-49" in got:
        student.mistake("first_reference_taken")
    assert list(got) == ["T1110"], "Parcourez les références, et gardez celle dont la source est `mitre-attack`."


@pytest.mark.task("catalog")
def test_all_tactics(student):
    """Une technique de plusieurs tactiques."""
    tactics = ["execution", "persistence", "privilege-escalation"]
    got = read(student, make_item("T1053.005", "Scheduled Task", tactics), BRUTE)
    answer = got.get("T1053.005", {}).get("tactics")
    if answer in (tactics[:1], tactics[-1:], tactics[0], tactics[-1]):
        student.mistake("one_tactic_kept")
    assert answer == tactics, "Les tactiques, dans l’ordre du fichier."
    assert got["T1110"]["tactics"] == ["credential-access"], "Chaque technique a sa liste à elle."


# --- 3. Les huit traces -------------------------------------------------------------------------------------------

KNOWN = [
    "T1566.001",
    "T1204.002",
    "T1059.001",
    "T1053.005",
    "T1003.001",
    "T1110",
    "T1110.003",
    "T1078",
    "T1021.001",
    "T1490",
    "T1486",
]
# La tactique que chaque trace sert, lue à un mot de la trace : une piste, pas la réponse.
PLACES = {
    "attachment": ("T1566.001", "T1078"),
    "lsass": ("T1003.001", "T1110", "T1110.003"),
    "Failed": ("T1003.001", "T1110", "T1110.003"),
    "EventID=11": ("T1490", "T1486"),
    "vssadmin": ("T1490", "T1486"),
    "WINWORD": ("T1204.002", "T1059.001", "T1053.005"),
    "-enc": ("T1204.002", "T1059.001", "T1053.005"),
    "schtasks": ("T1204.002", "T1059.001", "T1053.005"),
}


def read_answers(student, name):
    answers, traces = student.value(name), student.variant["traces"]
    answers = student.expect_table(answers)
    assert sorted(answers) == sorted(traces), "`{name}` a les huit lettres de vos traces, une fois chacune.".format(
        name=name
    )
    return answers


@pytest.mark.task("night")
def test_techniques_known(student):
    """Des numéros du catalogue."""
    for letter, number in read_answers(student, "techniques").items():
        if number == "T1086":
            student.mistake("revoked_used")
        assert number in KNOWN, "À la lettre {letter}, ce numéro n’est pas dans le tableau.".format(letter=letter)


@pytest.mark.task("night")
def test_techniques_precise(student):
    """Le nom le plus précis."""
    techniques, traces = read_answers(student, "techniques"), student.variant["traces"]
    for letter, number in techniques.items():
        if number == "T1110" and "Failed password" not in traces[letter]:
            student.fail(
                "À la lettre {letter}, la trace ne montre aucun essai de mot de passe.".format(letter=letter)
            )
        if number == "T1110":
            student.mistake("parent_chosen", letter=letter)
        if number == "T1486" and "vssadmin" in traces[letter]:
            student.mistake("impact_confused", letter=letter)
        if number == "T1078" and "LogonType=10" in traces[letter]:
            student.mistake("desktop_as_account", letter=letter)


@pytest.mark.task("night")
def test_techniques_tactic(student):
    """Des techniques qui servent le bon but."""
    techniques = read_answers(student, "techniques")
    for letter, line in student.variant["traces"].items():
        for word, numbers in PLACES.items():
            if word in line:
                assert techniques[letter] in numbers, "À la lettre {letter}, relisez la trace : quel est le but de l’attaquant à ce moment ?".format(letter=letter)


@pytest.mark.task("night")
def test_quotes(student):
    """Des preuves tirées des traces, et d’elles seules."""
    traces = student.variant["traces"]
    for letter, quote in read_answers(student, "quotes").items():
        quote = student.expect_text(quote, look="Chaque preuve est un texte, entre guillemets.")
        if quote.lower() in traces[letter].lower() and quote not in traces[letter]:
            student.mistake("quote_changed", letter=letter)
        assert quote in traces[letter], "À la lettre {letter}, ce morceau n’est pas dans la trace.".format(
            letter=letter
        )
        assert 4 <= len(quote) <= 30, "À la lettre {letter}, la preuve a de 4 à 30 signes.".format(letter=letter)
        for other, line in traces.items():
            if other != letter and quote in line:
                student.mistake("quote_everywhere", letter=letter, other=other)


# --- 5. La règle qui crie au loup ---------------------------------------------------------------------------------


def measure_by_hand(alerts, bad):
    tp = len(set(alerts) & set(bad))
    counts = {"tp": tp, "fp": len(alerts) - tp, "fn": len(bad) - tp}
    return counts | {"precision": tp / len(alerts) if alerts else None, "recall": tp / len(bad) if bad else None}


@pytest.mark.task("wolf")
@pytest.mark.parametrize(
    ("alerts", "bad"), [([1, 2, 3, 4], [3, 4, 9]), ([5], [5, 6, 7, 8])], ids=["2 sur 4", "1 sur 1"]
)
def test_measure(student, alerts, bad):
    """La mesure, sur deux exemples."""
    got = student.expect_table(
        student.call("measure", alerts, bad), look="`measure` rend un dictionnaire de cinq étiquettes."
    )
    wanted = measure_by_hand(alerts, bad)
    if got.get("precision") == wanted["recall"] and got.get("recall") == wanted["precision"]:
        student.mistake("measures_swapped")
    assert got == wanted, "Comptez à la main : combien d’alertes justes, de fausses, d’attaques manquées ?"


@pytest.mark.task("wolf")
@pytest.mark.parametrize(
    ("alerts", "bad"), [([], [1, 2]), ([3], []), ([], [])], ids=["aucune alerte", "aucune attaque", "rien"]
)
def test_measure_empty(student, alerts, bad):
    """La mesure, quand il n’y a rien à diviser."""
    try:
        got = student.call("measure", alerts, bad)
    except ZeroDivisionError:
        student.mistake("divided_by_zero")
    assert got == measure_by_hand(alerts, bad), "Sans alerte, pas de précision ; sans attaque, pas de rappel : `None`."


def sort_night(student, name, kind):
    """Ce que la règle signale de travers sur cette nuit : les attaques manquées, les fausses alertes."""
    events = {event["id"]: event for event in student.variant["events"]}
    got, bad = run_rule(student, student.value(name), list(events.values())), student.variant["confirmed"][kind]
    return [events[n] for n in bad if n not in got], [events[n] for n in got if n not in bad]


@pytest.mark.task("wolf")
def test_quiet_recall(student):
    """Les quatre attaques de votre nuit sont encore signalées."""
    missed, _ = sort_night(student, "quiet_rule", "powershell")
    name = student.variant["tool"].rsplit("\\", 1)[1]
    for event in missed:
        if event["ParentImage"].endswith("\\" + name):
            student.mistake("filtered_by_name", number=event["id"])
        if " -e " in event["CommandLine"]:
            student.mistake("short_form_missed", number=event["id"])
    numbers = ", ".join(str(event["id"]) for event in missed)
    assert missed == [], "Votre règle ne voit plus ces attaques : {numbers}.".format(numbers=numbers)


@pytest.mark.task("wolf")
def test_quiet_precision(student):
    """Plus une seule fausse alerte sur votre nuit."""
    _, false = sort_night(student, "quiet_rule", "powershell")
    for event in false:
        number = event["id"]
        if "ExecutionPolicy" in event["CommandLine"]:
            student.mistake("policy_flagged", number=number)
        if event["ParentImage"] == student.variant["tool"]:
            student.mistake("tool_flagged", number=number)
        if event["Image"].endswith("notepad.exe"):
            student.mistake("program_forgotten", number=number)
    numbers = ", ".join(str(event["id"]) for event in false)
    assert false == [], "Ces événements sont normaux, et votre règle les signale : {numbers}.".format(
        numbers=numbers
    )


@pytest.mark.task("wolf")
def test_quiet_elsewhere(student):
    """La même nuit, avec d’autres gens et d’autres machines."""
    moved = [
        event | {"User": "noor", "Computer": "pc-42", "UtcTime": "2026-12-01 02:00"}
        for event in student.variant["events"]
    ]
    got, bad = run_rule(student, student.value("quiet_rule"), moved), student.variant["confirmed"]["powershell"]
    if got != bad and sort_night(student, "quiet_rule", "powershell") == ([], []):
        student.mistake("night_learnt")
    assert got == bad, "Réparez d’abord la règle sur votre nuit."


# --- 6. La règle à poser ------------------------------------------------------------------------------------------

WAYS = {
    "vssadmin": "delete shadows",
    "wmic": "shadowcopy delete",
    "wbadmin": "delete catalog",
    "bcdedit": "recoveryenabled no",
}


def explain_missed(student, event):
    """Essaie la règle sur l’événement un peu changé, pour dire ce qui l’a rendue aveugle."""
    program = event["Image"].rpartition("\\")[2]
    spaced = event | {"CommandLine": " ".join(event["CommandLine"].split())}
    if "  " in event["CommandLine"] and run_rule(student, student.value("rule"), [spaced]):
        student.mistake("phrase_searched", number=event["id"])
    if run_rule(student, student.value("rule"), [event | {"Image": program}, event | {"Image": program.lower()}]):
        student.mistake("path_forgotten", number=event["id"])


@pytest.mark.task("rule")
@pytest.mark.parametrize("program", list(WAYS))
def test_way(student, program):
    """Les quatre façons, une par une."""
    missed, _ = sort_night(student, "rule", "recovery")
    if len(missed) == 4 and " and " in str(read_yaml(student, student.value("rule"))["detection"].get("condition")):
        student.mistake("ways_joined_by_and")
    for event in missed:
        if program in event["Image"].lower():
            explain_missed(student, event)
            student.fail(
                "L’événement {number} est une attaque que votre règle ne voit pas : `{command}`.".format(
                    number=event["id"], command=event["CommandLine"]
                )
            )


@pytest.mark.task("rule")
def test_rule_precision(student):
    """Rien de normal n’est signalé."""
    _, false = sort_night(student, "rule", "recovery")
    for event in false:
        if event["Image"].endswith("notepad.exe"):
            student.mistake("words_alone", number=event["id"])
        if event["User"] == "maintenance" and "all" not in str(read_yaml(student, student.value("rule"))["detection"]):
            student.mistake("one_word_enough", number=event["id"])
    numbers = ", ".join(str(event["id"]) for event in false)
    assert false == [], "Ces événements sont normaux, et votre règle les signale : {numbers}.".format(
        numbers=numbers
    )


@pytest.mark.task("rule")
def test_rule_identity(student):
    """Le titre, l’identifiant, l’état et la gravité."""
    rule = read_yaml(student, student.value("rule"))
    title, number = rule.get("title"), str(rule.get("id"))
    title = student.expect_text(title)
    assert 10 <= len(title) <= 256, "`title` a de 10 à 256 signes."
    if number == "3f0c4d52-7d0a-4b57-9a63-0d6f3f0f9a11":
        student.mistake("identifier_reused")
    try:
        made = str(uuid.UUID(number))
    except ValueError:
        made = ""
    assert number == made, "`id` est un UUID : 32 signes et quatre tirets. La cellule du dessus vous en fabrique un."
    assert (rule.get("status"), rule.get("level")) == ("experimental", "high"), "`status: experimental` tant qu’elle n’a pas fait ses preuves ; `level: high` : à lire sans attendre."
    source = rule.get("logsource")
    source = student.expect_table(source, look="`logsource` a deux lignes en retrait : `category` et `product`.")
    assert (source.get("category"), source.get("product")) == ("process_creation", "windows"), "`category: process_creation` et `product: windows`."


@pytest.mark.task("rule")
def test_rule_documentation(student):
    """Ce que lira la personne de garde."""
    rule = read_yaml(student, student.value("rule"))
    tags, doubts, text = rule.get("tags"), rule.get("falsepositives"), rule.get("description")
    tags = student.expect_list(tags, look="`tags` est une liste : une ligne par étiquette, un tiret devant.")
    if "attack.t1490" not in tags:
        student.mistake("tag_of_another")
    text = student.expect_text(text)
    assert len(text) >= 40, "`description` dit ce que la règle voit et pourquoi c’est grave : 40 signes au moins."
    if not doubts or doubts in (["unknown"], ["Unknown"], ["none"], ["inconnu"], ["aucune"]):
        student.mistake("doubts_untold")
    doubts = student.expect_list(doubts, look="`falsepositives` est une liste : un tiret devant chaque ligne.")
    assert all(isinstance(doubt, str) and len(doubt) >= 15 for doubt in doubts), "Chaque fausse alerte se décrit en 15 signes au moins."


@pytest.mark.task("rule")
def test_rule_delivered(student):
    """La mesure et le fichier."""
    rule = student.value("rule")
    alerts = run_rule(student, rule, student.variant["events"])
    assert student.value("result") == measure_by_hand(alerts, student.variant["confirmed"]["recovery"]), '`result` est la mesure de votre règle : `measure(lent_run(lent_compile(rule), events), …)`, avec `confirmed["recovery"]`.'
    assert student.file("regle.yml") == rule.encode("utf-8"), "Le fichier n’est pas votre règle. La dernière ligne de la cellule l’écrit."
