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
        assert name in got, "Il manque une étiquette dans le dictionnaire rendu : `{name}`.".format(name=name)
    return got


@pytest.mark.task("orphans")
def test_sources(student):
    """Les numéros sans lien."""
    got = call_orphans(student, SMALL, ["C1", "C2", "C3"])["sources"]
    if got == [9, 5]:
        student.mistake("linked_returned")
    assert got == [2, 7], "Un numéro est orphelin quand sa liste est vide."


@pytest.mark.task("orphans")
def test_targets(student):
    """Les étiquettes que personne ne cite."""
    got = call_orphans(student, SMALL, ["C4", "C3", "C2", "C1"])["targets"]
    if got == ["C4", "C2"]:
        student.mistake("first_link_only")
    if got == ["C4", "C2", "C1"]:
        student.mistake("last_only")
    assert got == ["C4"], "Parcourez `targets`, et gardez ce qui n’est cité nulle part."


@pytest.mark.task("orphans")
def test_targets_all(student):
    """Aucun orphelin quand tout est cité."""
    got = call_orphans(student, {1: ["C1"], 2: ["C3"]}, ["C1", "C3"])
    assert got == {"sources": [], "targets": [], "unknown": []}, "Rien ne manque ici : les trois listes sont vides."


@pytest.mark.task("orphans")
def test_unknown(student):
    """Les étiquettes qui n’existent pas."""
    got = call_orphans(student, {1: ["C9", "X1"], 2: ["X2", "X1"]}, ["C9"])["unknown"]
    if got == ["X1", "X2", "X1"]:
        student.mistake("unknown_repeated")
    if got == []:
        student.mistake("unknown_unseen")
    assert got == ["X1", "X2"], "Gardez ce qui est cité et qui n’est pas dans `targets`, une fois chacun."


@pytest.mark.task("orphans")
def test_my_orphans(student):
    """Les orphelins de la correspondance prêtée."""
    links, targets = student.given("lent_links"), student.given("lent_targets")
    cited = {target for names in links.values() for target in names}
    got = student.expect_table(student.value("my_orphans"), look="`my_orphans` est ce que rend `find_orphans`.")
    assert got.get("sources") == [number for number, names in links.items() if not names], "Les numéros sans lien ne sont pas ceux de `lent_links`."
    assert got.get("targets") == [target for target in targets if target not in cited], "Les étiquettes que personne ne cite ne sont pas les bonnes."
    assert got.get("unknown") == [target for target in sorted(cited) if target not in targets], "La faute de frappe du prestataire n’y est pas, ou n’y est pas seule."


# --- 4. Le schéma -------------------------------------------------------------------------------------------------

GOOD = {"measure": 13, "status": "done", "owner": "Aïcha", "checked": "2026-11-02"}


def judge(student, row):
    """Appelle `is_valid_row`, et tient la réponse pour un oui ou un non."""
    answer = student.expect_yes_no(
        student.call("is_valid_row", row),
        look="`is_valid_row` rend `True` ou `False` : la méthode `is_valid` le fait, `iter_errors` non.",
    )
    return answer


@pytest.mark.task("schema")
def test_accepts(student):
    """Les bonnes lignes passent."""
    if judge(student, GOOD) is False and judge(student, {**GOOD, "reason": "x"}) is True:
        student.mistake("reason_always")
    for row in ({**GOOD, "measure": 1}, {**GOOD, "measure": 42, "reason": "devis reçu"}):
        assert judge(student, row) is True, "Cette ligne suit toutes les règles, et elle est refusée."
    for status in ("partial", "missing"):
        assert judge(student, {**GOOD, "status": status}) is True, "Ce mot est permis pour `status`."
    assert judge(student, {**GOOD, "status": "excluded", "reason": "un seul réseau"}) is True, "Une mesure écartée avec sa raison est une bonne ligne."


@pytest.mark.task("schema")
def test_bounds(student):
    """Le numéro va de 1 à 42."""
    if judge(student, {**GOOD, "measure": 43}) is False and judge(student, {**GOOD, "measure": 0}) is True:
        student.mistake("zero_accepted")
    for number in (43, 0, 13.5, "13"):
        assert judge(student, {**GOOD, "measure": number}) is False, "Ce numéro n’est pas un entier de 1 à 42."


@pytest.mark.task("schema")
def test_status(student):
    """Quatre mots, et eux seuls."""
    for word in ("oui", "Done"):
        assert judge(student, {**GOOD, "status": word}) is False, "`status` n’a que quatre valeurs permises."


@pytest.mark.task("schema")
@pytest.mark.parametrize("name", list(GOOD))
def test_required(student, name):
    """Les quatre étiquettes obligatoires."""
    row = {key: value for key, value in GOOD.items() if key != name}
    assert judge(student, row) is False, "Cette étiquette est obligatoire : `{name}`.".format(name=name)


@pytest.mark.task("schema")
def test_extra(student):
    """Une étiquette inconnue est refusée."""
    if judge(student, {**GOOD, "raison": "…"}) is True:
        student.mistake("typo_accepted")
    assert judge(student, {**GOOD, "Owner": "Aïcha"}) is False, "Seules les cinq étiquettes du tableau sont permises."


@pytest.mark.task("schema")
def test_reason(student):
    """Une exclusion sans raison est refusée."""
    row = {**GOOD, "status": "excluded"}
    if judge(student, row) is True:
        student.mistake("excluded_silently")
    assert judge(student, {**row, "reason": ""}) is False, "Une raison vide n’est pas une raison."
    assert judge(student, {**GOOD, "owner": ""}) is False, "Un responsable sans nom n’est pas un responsable."


@pytest.mark.task("schema")
def test_schema_used(student):
    """C’est un schéma qui juge, et il est fermé."""
    schema = student.expect_table(
        student.value("ROW_SCHEMA"), look="`ROW_SCHEMA` est un dictionnaire, comme le brouillon."
    )
    assert set(schema.get("properties", {})) == {*GOOD, "reason"}, "`ROW_SCHEMA` décrit les cinq étiquettes du registre dans `properties`, et elles seules."
    used = {node.id for node in ast.walk(student.tree("schema")) if isinstance(node, ast.Name)}
    if "Draft202012Validator" not in used:
        student.mistake("judged_by_hand")
    assert schema.get("additionalProperties") is False, "La leçon ferme un schéma par une étiquette et la valeur `False`. Je ne la trouve pas dans `ROW_SCHEMA`."


# --- 5. Les écarts ------------------------------------------------------------------------------------------------

ROWS = [
    {"measure": 3, "status": "missing", "owner": "Linh", "checked": "2026-03-04"},
    {"measure": 1, "status": "done", "owner": "Linh", "checked": "2026-03-04"},
    {"measure": 42, "status": "excluded", "owner": "Linh", "checked": "2026-03-04", "reason": "aucun besoin"},
    {"measure": 2, "status": "partial", "owner": "Linh", "checked": "2026-03-04"},
]


@pytest.mark.task("gaps")
def test_find_gaps(student):
    """Tout ce qui n’est ni en place ni écarté."""
    got = student.call("find_gaps", ROWS)
    if got in ([3, 2], [2, 3]):
        student.mistake("silence_forgiven")
    if got == list(range(3, 42)):
        student.mistake("partial_settled")
    if got == [2, *range(3, 43)]:
        student.mistake("excluded_is_a_gap")
    assert got == list(range(2, 42)), "De 1 à 42, dans l’ordre, sans ceux que le registre règle."


@pytest.mark.task("gaps")
def test_coverage(student):
    """La part couverte d’un chapitre."""
    got = student.call("coverage", ROWS, [1, 2, 3])
    assert not isinstance(got, float), "Arrondissez vers le bas avec `//` : un nombre entier."
    assert got == 50, "2 points, plus 1, plus 0, sur 6 possibles."
    got = student.call("coverage", ROWS, [1, 2, 4, 5])
    if got == 75:
        student.mistake("silence_not_counted")
    assert got == 37, "3 points sur 8, arrondi vers le bas."


@pytest.mark.task("gaps")
def test_coverage_excluded(student):
    """Une mesure écartée sort du compte."""
    assert student.call("coverage", ROWS, [41, 42, 1]) == 50, "Le numéro 42 est écarté : il reste 2 points sur 4."
    try:
        got = student.call("coverage", ROWS, [42])
    except ZeroDivisionError:
        student.mistake("divided_by_nothing")
    assert got is None, "Plus aucune mesure ne compte ici : la réponse est `None`."


@pytest.mark.task("gaps")
def test_my_answers(student):
    """Vos réponses viennent de votre registre."""
    rows = student.variant["register"]
    settled = {row["measure"] for row in rows if row["status"] in ("done", "excluded")}
    assert student.value("my_gaps") == [number for number in range(1, 43) if number not in settled], "`my_gaps` n’est pas la liste des écarts de `register`."
    assert student.value("my_coverage") == measure_all(rows), "`my_coverage` donne une part à chacun des dix chapitres, de `I` à `X`."


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
    """Les codes vrais, dans l’ordre du tableau."""
    got = student.call("justify", make_card(13, 4, 4, 1))
    if got == []:
        student.mistake("one_day_not_quick")
    got = student.call("justify", make_card(13, 2, 2, 1, "exposed"))
    if got == ["exposed"]:
        student.mistake("questions_chained")
    if got == "exposed":
        student.mistake("first_reason_only")
    assert got == ["exposed", "quick"], "Chaque question du tableau ajoute son code, ou n’ajoute rien."
    assert student.call("justify", make_card(13, 2, 2, 2, "seen exposed personal")) == [
        "seen",
        "exposed",
        "personal",
    ], "Les codes suivent l’ordre du tableau."
    assert student.call("justify", make_card(13, 4, 4, 5)) == [], "Aucun fait n’est vrai ici : la liste est vide."


CARDS = [
    make_card(37, 2, 3, 2),
    make_card(13, 4, 3, 3, "exposed"),
    make_card(40, 2, 2, 1),
    make_card(2, 3, 4, 1, "seen"),
]


@pytest.mark.task("plan")
def test_plan_order(student):
    """Le plus grand risque d’abord, puis le plus court."""
    rows = student.expect_list(student.call("build_plan", CARDS, "2026-11-25"))
    order = [row.get("measure") for row in rows]
    if order == [40, 37, 2, 13] or order == [40, 37, 13, 2]:
        student.mistake("smallest_first")
    if order == [2, 40, 37, 13]:
        student.mistake("easy_first")
    if order == [13, 2, 37, 40]:
        student.mistake("ties_left")
    assert order == [2, 13, 37, 40], "12 et 1 jour, 12 et 3 jours, 6, puis 4."


@pytest.mark.task("plan")
def test_plan_rows(student):
    """Chaque ligne a ses sept étiquettes."""
    rows = student.call("build_plan", CARDS, "2026-11-25")
    if [row.get("rank") for row in rows] == [0, 1, 2, 3]:
        student.mistake("ranks_from_zero")
    first = {"rank": 1, "measure": 2, "risk": 12, "days": 1, "owner": "Yara", "due": "2026-12-25"}
    assert rows[0] == {**first, "why": ["seen", "quick"]}, "Comparez votre première ligne au tableau, étiquette par étiquette."
    dues = [row.get("due") for row in rows]
    if dues[2:] == ["2027-05-24", "2027-05-24"]:
        student.mistake("limit_left_out")
    assert dues == ["2026-12-25", "2026-12-25", "2027-02-23", "2027-05-24"], "12 ou plus : 30 jours. 6 ou plus : 90. Sinon : 180."


@pytest.mark.task("plan")
def test_my_plan(student):
    """Votre plan est celui de vos fiches, et le fichier le contient."""
    cards, plan = student.variant["cards"], student.value("plan")
    plan = student.expect_list(plan, look="`plan` est la liste que rend `build_plan`.")
    wanted = sorted(cards, key=lambda card: (16 - card["likelihood"] * card["impact"], card["days"]))
    assert [row.get("measure") for row in plan] == [card["measure"] for card in wanted], "`plan` n’est pas fait de `my_cards`, dans le bon ordre."
    assert plan == student.call("build_plan", cards, student.variant["start"]), "`plan` n’est pas ce que rend `build_plan(my_cards, start)`."
    saved = list(csv.reader(io.StringIO(student.file("plan-action.csv").decode("utf-8-sig")), delimiter=";"))
    assert [line[:2] for line in saved[1:]] == [[str(row["rank"]), str(row["measure"])] for row in plan], "Le fichier `plan-action.csv` n’est pas votre plan. La dernière ligne de la cellule l’écrit."
