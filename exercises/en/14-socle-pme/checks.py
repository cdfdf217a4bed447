"""Les vérifications livrées avec l’exercice : propriétés et exemples suivis."""

import ast
import csv
import io

import pytest

# --- 3. Les orphelins ---------------------------------------------------------------------------------------------

SMALL = {9: ["C1", "C2"], 2: [], 7: [], 5: ["C3"]}


def call_orphans(student, links, targets):
    """Appelle `find_orphans`, et dit la forme de ce qu’elle doit rendre."""
    got = student.expect_table(student.call("find_orphans", links, targets))
    for name in ("sources", "targets", "unknown"):
        assert name in got, "A label is missing from the dictionary returned: `{name}`.".format(name=name)
    return got


@pytest.mark.task("orphans")
def test_sources(student):
    """The numbers without a link."""
    got = call_orphans(student, SMALL, ["C1", "C2", "C3"])["sources"]
    if got == [9, 5]:
        student.mistake("linked_returned")
    assert got == [2, 7], "A number is an orphan when its list is empty."


@pytest.mark.task("orphans")
def test_targets(student):
    """The labels that nobody cites."""
    got = call_orphans(student, SMALL, ["C4", "C3", "C2", "C1"])["targets"]
    if got == ["C4", "C2"]:
        student.mistake("first_link_only")
    if got == ["C4", "C2", "C1"]:
        student.mistake("last_only")
    assert got == ["C4"], "Go through `targets`, and keep what is cited nowhere."


@pytest.mark.task("orphans")
def test_targets_all(student):
    """No orphan when everything is cited."""
    got = call_orphans(student, {1: ["C1"], 2: ["C3"]}, ["C1", "C3"])
    assert got == {"sources": [], "targets": [], "unknown": []}, "Nothing is missing here: all three lists are empty."


@pytest.mark.task("orphans")
def test_unknown(student):
    """The labels that do not exist."""
    got = call_orphans(student, {1: ["C9", "X1"], 2: ["X2", "X1"]}, ["C9"])["unknown"]
    if got == ["X1", "X2", "X1"]:
        student.mistake("unknown_repeated")
    if got == []:
        student.mistake("unknown_unseen")
    assert got == ["X1", "X2"], "Keep what is cited and is not in `targets`, once each."


@pytest.mark.task("orphans")
def test_my_orphans(student):
    """The orphans of the mapping you were lent."""
    links, targets = student.given("lent_links"), student.given("lent_targets")
    cited = {target for names in links.values() for target in names}
    got = student.expect_table(student.value("my_orphans"), look="`my_orphans` is what `find_orphans` returns.")
    assert got.get("sources") == [number for number, names in links.items() if not names], "The numbers without a link are not those of `lent_links`."
    assert got.get("targets") == [target for target in targets if target not in cited], "The labels that nobody cites are not the right ones."
    assert got.get("unknown") == [target for target in sorted(cited) if target not in targets], "The supplier's typing slip is not there, or is not there alone."


# --- 4. Le schéma -------------------------------------------------------------------------------------------------

GOOD = {"measure": 13, "status": "done", "owner": "Aïcha", "checked": "2026-11-02"}


def judge(student, row):
    """Appelle `is_valid_row`, et tient la réponse pour un oui ou un non."""
    answer = student.expect_yes_no(
        student.call("is_valid_row", row),
        look="`is_valid_row` returns `True` or `False`: the method `is_valid` does that, `iter_errors` does not.",
    )
    return answer


@pytest.mark.task("schema")
def test_accepts(student):
    """Good lines get through."""
    if judge(student, GOOD) is False and judge(student, {**GOOD, "reason": "x"}) is True:
        student.mistake("reason_always")
    for row in ({**GOOD, "measure": 1}, {**GOOD, "measure": 42, "reason": "devis reçu"}):
        assert judge(student, row) is True, "This line follows all the rules, and it is refused."
    for status in ("partial", "missing"):
        assert judge(student, {**GOOD, "status": status}) is True, "This word is allowed for `status`."
    assert judge(student, {**GOOD, "status": "excluded", "reason": "un seul réseau"}) is True, "A measure left out with its reason is a good line."


@pytest.mark.task("schema")
def test_bounds(student):
    """The number goes from 1 to 42."""
    if judge(student, {**GOOD, "measure": 43}) is False and judge(student, {**GOOD, "measure": 0}) is True:
        student.mistake("zero_accepted")
    for number in (43, 0, 13.5, "13"):
        assert judge(student, {**GOOD, "measure": number}) is False, "This number is not a whole number from 1 to 42."


@pytest.mark.task("schema")
def test_status(student):
    """Four words, and no others."""
    for word in ("oui", "Done"):
        assert judge(student, {**GOOD, "status": word}) is False, "`status` has only four values allowed."


@pytest.mark.task("schema")
@pytest.mark.parametrize("name", list(GOOD))
def test_required(student, name):
    """The four compulsory labels."""
    row = {key: value for key, value in GOOD.items() if key != name}
    assert judge(student, row) is False, "This label is compulsory: `{name}`.".format(name=name)


@pytest.mark.task("schema")
def test_extra(student):
    """An unknown label is refused."""
    if judge(student, {**GOOD, "raison": "…"}) is True:
        student.mistake("typo_accepted")
    assert judge(student, {**GOOD, "Owner": "Aïcha"}) is False, "Only the five labels of the table are allowed."


@pytest.mark.task("schema")
def test_reason(student):
    """An exclusion without a reason is refused."""
    row = {**GOOD, "status": "excluded"}
    if judge(student, row) is True:
        student.mistake("excluded_silently")
    assert judge(student, {**row, "reason": ""}) is False, "An empty reason is no reason."
    assert judge(student, {**GOOD, "owner": ""}) is False, "Someone without a name is in charge of nothing."


@pytest.mark.task("schema")
def test_schema_used(student):
    """It is a schema that judges, and it is closed."""
    schema = student.expect_table(
        student.value("ROW_SCHEMA"), look="`ROW_SCHEMA` is a dictionary, like the draft."
    )
    assert set(schema.get("properties", {})) == {*GOOD, "reason"}, "`ROW_SCHEMA` describes the register's five labels in `properties`, and no others."
    used = {node.id for node in ast.walk(student.tree("schema")) if isinstance(node, ast.Name)}
    if "Draft202012Validator" not in used:
        student.mistake("judged_by_hand")
    assert schema.get("additionalProperties") is False, "The lesson closes a schema with one label and the value `False`. I do not find it in `ROW_SCHEMA`."


# --- 5. Les écarts ------------------------------------------------------------------------------------------------

ROWS = [
    {"measure": 3, "status": "missing", "owner": "Linh", "checked": "2026-03-04"},
    {"measure": 1, "status": "done", "owner": "Linh", "checked": "2026-03-04"},
    {"measure": 42, "status": "excluded", "owner": "Linh", "checked": "2026-03-04", "reason": "aucun besoin"},
    {"measure": 2, "status": "partial", "owner": "Linh", "checked": "2026-03-04"},
]


@pytest.mark.task("gaps")
def test_find_gaps(student):
    """All that is neither in place nor left out."""
    got = student.call("find_gaps", ROWS)
    if got in ([3, 2], [2, 3]):
        student.mistake("silence_forgiven")
    if got == list(range(3, 42)):
        student.mistake("partial_settled")
    if got == [2, *range(3, 43)]:
        student.mistake("excluded_is_a_gap")
    assert got == list(range(2, 42)), "From 1 to 42, in order, without those the register settles."


@pytest.mark.task("gaps")
def test_coverage(student):
    """The share covered of a chapter."""
    got = student.call("coverage", ROWS, [1, 2, 3])
    assert not isinstance(got, float), "Round down with `//`: a whole number."
    assert got == 50, "2 points, plus 1, plus 0, out of 6 possible."
    got = student.call("coverage", ROWS, [1, 2, 4, 5])
    if got == 75:
        student.mistake("silence_not_counted")
    assert got == 37, "3 points out of 8, rounded down."


@pytest.mark.task("gaps")
def test_coverage_excluded(student):
    """A measure left out leaves the count."""
    assert student.call("coverage", ROWS, [41, 42, 1]) == 50, "Number 42 is left out: that leaves 2 points out of 4."
    try:
        got = student.call("coverage", ROWS, [42])
    except ZeroDivisionError:
        student.mistake("divided_by_nothing")
    assert got is None, "No measure counts any more here: the answer is `None`."


@pytest.mark.task("gaps")
def test_my_answers(student):
    """Your answers come from your register."""
    rows = student.variant["register"]
    settled = {row["measure"] for row in rows if row["status"] in ("done", "excluded")}
    assert student.value("my_gaps") == [number for number in range(1, 43) if number not in settled], "`my_gaps` is not the list of gaps of `register`."
    assert student.value("my_coverage") == measure_all(rows), "`my_coverage` gives a share to each of the ten chapters, from `I` to `X`."


FIRSTS = {"I": 1, "II": 4, "III": 8, "IV": 14, "V": 19, "VI": 27, "VII": 30, "VIII": 34, "IX": 36, "X": 41, "": 43}


def measure_all(rows):
    """La part couverte de chaque chapitre, calculée d’une autre façon."""
    points = {"done": 2, "partial": 1, "missing": 0, "excluded": None}
    states = {row["measure"]: points[row["status"]] for row in rows}
    names, starts = list(FIRSTS)[:-1], list(FIRSTS.values())
    result = {}
    for place, name in enumerate(names):
        marks = [states.get(number, 0) for number in range(starts[place], starts[place + 1])]
        kept = [mark for mark in marks if mark is not None]
        result[name] = sum(kept) * 50 // len(kept) if kept else None
    return result


# --- 6. Le plan ---------------------------------------------------------------------------------------------------


def make_card(measure, likelihood, impact, days, facts="", owner="Yara"):
    """Une fiche de visite ; `facts` nomme les faits vrais."""
    card = {"measure": measure, "likelihood": likelihood, "impact": impact, "days": days, "owner": owner}
    return card | {name: name in facts for name in ("seen", "exposed", "personal")}


@pytest.mark.task("plan")
def test_justify(student):
    """The codes that hold, in the order of the table."""
    got = student.call("justify", make_card(13, 4, 4, 1))
    if got == []:
        student.mistake("one_day_not_quick")
    got = student.call("justify", make_card(13, 2, 2, 1, "exposed"))
    if got == ["exposed"]:
        student.mistake("questions_chained")
    if got == "exposed":
        student.mistake("first_reason_only")
    assert got == ["exposed", "quick"], "Each question of the table adds its code, or adds nothing."
    assert student.call("justify", make_card(13, 2, 2, 2, "seen exposed personal")) == [
        "seen",
        "exposed",
        "personal",
    ], "The codes follow the order of the table."
    assert student.call("justify", make_card(13, 4, 4, 5)) == [], "No fact holds here: the list is empty."


CARDS = [
    make_card(37, 2, 3, 2),
    make_card(13, 4, 3, 3, "exposed"),
    make_card(40, 2, 2, 1),
    make_card(2, 3, 4, 1, "seen"),
]


@pytest.mark.task("plan")
def test_plan_order(student):
    """The greatest risk first, then the shortest."""
    rows = student.expect_list(student.call("build_plan", CARDS, "2026-11-25"))
    order = [row.get("measure") for row in rows]
    if order == [40, 37, 2, 13] or order == [40, 37, 13, 2]:
        student.mistake("smallest_first")
    if order == [2, 40, 37, 13]:
        student.mistake("easy_first")
    if order == [13, 2, 37, 40]:
        student.mistake("ties_left")
    assert order == [2, 13, 37, 40], "12 and 1 day, 12 and 3 days, 6, then 4."


@pytest.mark.task("plan")
def test_plan_rows(student):
    """Each line has its seven labels."""
    rows = student.call("build_plan", CARDS, "2026-11-25")
    if [row.get("rank") for row in rows] == [0, 1, 2, 3]:
        student.mistake("ranks_from_zero")
    first = {"rank": 1, "measure": 2, "risk": 12, "days": 1, "owner": "Yara", "due": "2026-12-25"}
    assert rows[0] == {**first, "why": ["seen", "quick"]}, "Compare your first line with the table, label by label."
    dues = [row.get("due") for row in rows]
    if dues[2:] == ["2027-05-24", "2027-05-24"]:
        student.mistake("limit_left_out")
    assert dues == ["2026-12-25", "2026-12-25", "2027-02-23", "2027-05-24"], "12 or more: 30 days. 6 or more: 90. Otherwise: 180."


@pytest.mark.task("plan")
def test_my_plan(student):
    """Your plan is made from your cards, and the file holds it."""
    cards, plan = student.variant["cards"], student.value("plan")
    plan = student.expect_list(plan, look="`plan` is the list that `build_plan` returns.")
    wanted = sorted(cards, key=lambda card: (16 - card["likelihood"] * card["impact"], card["days"]))
    assert [row.get("measure") for row in plan] == [card["measure"] for card in wanted], "`plan` is not made of `my_cards`, in the right order."
    assert plan == student.call("build_plan", cards, student.variant["start"]), "`plan` is not what `build_plan(my_cards, start)` returns."
    saved = list(csv.reader(io.StringIO(student.file("plan-action.csv").decode("utf-8-sig")), delimiter=";"))
    assert [line[:2] for line in saved[1:]] == [[str(row["rank"]), str(row["measure"])] for row in plan], "The file `plan-action.csv` is not your plan. The last line of the cell writes it."
