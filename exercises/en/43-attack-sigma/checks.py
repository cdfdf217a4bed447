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
    """One technique alone."""
    assert read(student, BRUTE) == {"T1110": {"name": "Brute Force", "tactics": ["credential-access"]}}, 'To the number, a dictionary with two labels: `"name"` and `"tactics"`.'


@pytest.mark.task("catalog")
def test_other_objects(student):
    """An object that is not a technique."""
    marking = {"type": "marking-definition", "definition": {"statement": "x"}}
    got = read(student, marking, make_item("S0001", "Outil", ["execution"], type="tool"), BRUTE)
    assert list(got) == ["T1110"], 'Only objects of type `"attack-pattern"` count.'


@pytest.mark.task("catalog")
def test_revoked(student):
    """A revoked technique."""
    got = read(student, make_item("T1086", "PowerShell", ["execution"], revoked=True), BRUTE)
    if "T1086" in got:
        student.mistake("revoked_kept")
    kept = read(student, make_item("T1078", "Valid Accounts", ["initial-access"], revoked=False))
    assert list(got) + list(kept) == ["T1110", "T1078"], 'A technique whose `"revoked"` is `False` stays.'


@pytest.mark.task("catalog")
def test_reference_order(student):
    """A reference from another source, placed first."""
    got = read(
        student,
        make_item("T1110", "Brute Force", ["credential-access"], [{"source_name": "capec", "external_id": "CAPEC-49"}]),
    )
    if "CAPEC-49" in got:
        student.mistake("first_reference_taken")
    assert list(got) == ["T1110"], "Go through the references, and keep the one whose source is `mitre-attack`."


@pytest.mark.task("catalog")
def test_all_tactics(student):
    """A technique with several tactics."""
    tactics = ["execution", "persistence", "privilege-escalation"]
    got = read(student, make_item("T1053.005", "Scheduled Task", tactics), BRUTE)
    answer = got.get("T1053.005", {}).get("tactics")
    if answer in (tactics[:1], tactics[-1:], tactics[0], tactics[-1]):
        student.mistake("one_tactic_kept")
    assert answer == tactics, "The tactics, in the order of the file."
    assert got["T1110"]["tactics"] == ["credential-access"], "Each technique has a list of its own."


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
    assert sorted(answers) == sorted(traces), "`{name}` has the eight letters of your traces, once each.".format(
        name=name
    )
    return answers


@pytest.mark.task("night")
def test_techniques_known(student):
    """Numbers from the catalogue."""
    for letter, number in read_answers(student, "techniques").items():
        if number == "T1086":
            student.mistake("revoked_used")
        assert number in KNOWN, "At letter {letter}, this number is not in the table.".format(letter=letter)


@pytest.mark.task("night")
def test_techniques_precise(student):
    """The most precise name."""
    techniques, traces = read_answers(student, "techniques"), student.variant["traces"]
    for letter, number in techniques.items():
        if number == "T1110" and "Failed password" not in traces[letter]:
            student.fail(
                "At letter {letter}, the trace shows no attempt at a password.".format(letter=letter)
            )
        if number == "T1110":
            student.mistake("parent_chosen", letter=letter)
        if number == "T1486" and "vssadmin" in traces[letter]:
            student.mistake("impact_confused", letter=letter)
        if number == "T1078" and "LogonType=10" in traces[letter]:
            student.mistake("desktop_as_account", letter=letter)


@pytest.mark.task("night")
def test_techniques_tactic(student):
    """Techniques that serve the right aim."""
    techniques = read_answers(student, "techniques")
    for letter, line in student.variant["traces"].items():
        for word, numbers in PLACES.items():
            if word in line:
                assert techniques[letter] in numbers, "At letter {letter}, read the trace again: what is the attacker after at this moment?".format(letter=letter)


@pytest.mark.task("night")
def test_quotes(student):
    """Evidence drawn from the traces, and from them alone."""
    traces = student.variant["traces"]
    for letter, quote in read_answers(student, "quotes").items():
        quote = student.expect_text(quote, look="Each piece of evidence is a text, in quotes.")
        if quote.lower() in traces[letter].lower() and quote not in traces[letter]:
            student.mistake("quote_changed", letter=letter)
        assert quote in traces[letter], "At letter {letter}, this piece is not in the trace.".format(
            letter=letter
        )
        assert 4 <= len(quote) <= 30, "At letter {letter}, the evidence has 4 to 30 characters.".format(letter=letter)
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
    """The measure, on two examples."""
    got = student.expect_table(
        student.call("measure", alerts, bad), look="`measure` returns a dictionary with five labels."
    )
    wanted = measure_by_hand(alerts, bad)
    if got.get("precision") == wanted["recall"] and got.get("recall") == wanted["precision"]:
        student.mistake("measures_swapped")
    assert got == wanted, "Count by hand: how many alerts right, how many false, how many attacks missed?"


@pytest.mark.task("wolf")
@pytest.mark.parametrize(
    ("alerts", "bad"), [([], [1, 2]), ([3], []), ([], [])], ids=["aucune alerte", "aucune attaque", "rien"]
)
def test_measure_empty(student, alerts, bad):
    """The measure, when there is nothing to divide by."""
    try:
        got = student.call("measure", alerts, bad)
    except ZeroDivisionError:
        student.mistake("divided_by_zero")
    assert got == measure_by_hand(alerts, bad), "Without alerts, no precision; without attacks, no recall: `None`."


def sort_night(student, name, kind):
    """Ce que la règle signale de travers sur cette nuit : les attaques manquées, les fausses alertes."""
    events = {event["id"]: event for event in student.variant["events"]}
    got, bad = run_rule(student, student.value(name), list(events.values())), student.variant["confirmed"][kind]
    return [events[n] for n in bad if n not in got], [events[n] for n in got if n not in bad]


@pytest.mark.task("wolf")
def test_quiet_recall(student):
    """The four attacks of your night are still flagged."""
    missed, _ = sort_night(student, "quiet_rule", "powershell")
    name = student.variant["tool"].rsplit("\\", 1)[1]
    for event in missed:
        if event["ParentImage"].endswith("\\" + name):
            student.mistake("filtered_by_name", number=event["id"])
        if " -e " in event["CommandLine"]:
            student.mistake("short_form_missed", number=event["id"])
    numbers = ", ".join(str(event["id"]) for event in missed)
    assert missed == [], "Your rule no longer sees these attacks: {numbers}.".format(numbers=numbers)


@pytest.mark.task("wolf")
def test_quiet_precision(student):
    """Not one false alert left on your night."""
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
    assert false == [], "These events are normal, and your rule flags them: {numbers}.".format(
        numbers=numbers
    )


@pytest.mark.task("wolf")
def test_quiet_elsewhere(student):
    """The same night, with other people and other machines."""
    moved = [
        event | {"User": "noor", "Computer": "pc-42", "UtcTime": "2026-12-01 02:00"}
        for event in student.variant["events"]
    ]
    got, bad = run_rule(student, student.value("quiet_rule"), moved), student.variant["confirmed"]["powershell"]
    if got != bad and sort_night(student, "quiet_rule", "powershell") == ([], []):
        student.mistake("night_learnt")
    assert got == bad, "First fix the rule on your night."


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
    """The four ways, one by one."""
    missed, _ = sort_night(student, "rule", "recovery")
    if len(missed) == 4 and " and " in str(read_yaml(student, student.value("rule"))["detection"].get("condition")):
        student.mistake("ways_joined_by_and")
    for event in missed:
        if program in event["Image"].lower():
            explain_missed(student, event)
            student.fail(
                "Event {number} is an attack that your rule does not see: `{command}`.".format(
                    number=event["id"], command=event["CommandLine"]
                )
            )


@pytest.mark.task("rule")
def test_rule_precision(student):
    """Nothing normal is flagged."""
    _, false = sort_night(student, "rule", "recovery")
    for event in false:
        if event["Image"].endswith("notepad.exe"):
            student.mistake("words_alone", number=event["id"])
        if event["User"] == "maintenance" and "all" not in str(read_yaml(student, student.value("rule"))["detection"]):
            student.mistake("one_word_enough", number=event["id"])
    numbers = ", ".join(str(event["id"]) for event in false)
    assert false == [], "These events are normal, and your rule flags them: {numbers}.".format(
        numbers=numbers
    )


@pytest.mark.task("rule")
def test_rule_identity(student):
    """The title, the identifier, the status and the level."""
    rule = read_yaml(student, student.value("rule"))
    title, number = rule.get("title"), str(rule.get("id"))
    title = student.expect_text(title)
    assert 10 <= len(title) <= 256, "`title` has 10 to 256 characters."
    if number == "3f0c4d52-7d0a-4b57-9a63-0d6f3f0f9a11":
        student.mistake("identifier_reused")
    try:
        made = str(uuid.UUID(number))
    except ValueError:
        made = ""
    assert number == made, "`id` is a UUID: 32 characters and four dashes. The cell above makes one for you."
    assert (rule.get("status"), rule.get("level")) == ("experimental", "high"), "`status: experimental` until it has proved itself; `level: high`: to be read without delay."
    source = rule.get("logsource")
    source = student.expect_table(source, look="`logsource` has two indented lines: `category` and `product`.")
    assert (source.get("category"), source.get("product")) == ("process_creation", "windows"), "`category: process_creation` and `product: windows`."


@pytest.mark.task("rule")
def test_rule_documentation(student):
    """What the person on duty will read."""
    rule = read_yaml(student, student.value("rule"))
    tags, doubts, text = rule.get("tags"), rule.get("falsepositives"), rule.get("description")
    tags = student.expect_list(tags, look="`tags` is a list: one line per tag, with a dash in front.")
    if "attack.t1490" not in tags:
        student.mistake("tag_of_another")
    text = student.expect_text(text)
    assert len(text) >= 40, "`description` says what the rule sees and why it is serious: at least 40 characters."
    if not doubts or doubts in (["unknown"], ["Unknown"], ["none"], ["inconnu"], ["aucune"]):
        student.mistake("doubts_untold")
    doubts = student.expect_list(doubts, look="`falsepositives` is a list: a dash before each line.")
    assert all(isinstance(doubt, str) and len(doubt) >= 15 for doubt in doubts), "Each false alert is described in at least 15 characters."


@pytest.mark.task("rule")
def test_rule_delivered(student):
    """The measure and the file."""
    rule = student.value("rule")
    alerts = run_rule(student, rule, student.variant["events"])
    assert student.value("result") == measure_by_hand(alerts, student.variant["confirmed"]["recovery"]), '`result` is the measure of your rule: `measure(lent_run(lent_compile(rule), events), …)`, with `confirmed["recovery"]`.'
    assert student.file("regle.yml") == rule.encode("utf-8"), "The file is not your rule. The last line of the cell writes it."
