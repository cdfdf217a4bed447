"""Les vérifications livrées avec l’exercice : propriétés et exemples suivis."""

import csv
import io

import pytest
from cvss import CVSS3

# --- 2. La note ---------------------------------------------------------------------------------------------------

START = "CVSS:3.1/"
WORST = START + "AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H"


@pytest.mark.task("score")
@pytest.mark.parametrize("value", [4.02, 4.0, 9.760, 0.1 + 0.2])
def test_roundup(student, value):
    """L’arrondi vers le haut, à la façon de FIRST."""
    got = student.expect_number(student.call("roundup", value))
    wanted = {4.02: 4.1, 4.0: 4.0, 9.760: 9.8}.get(value, 0.3)
    if value == 4.02 and got == 4.0:
        student.mistake("rounded_to_nearest")
    if value not in (4.02, 4.0, 9.760) and got == 0.4:
        student.mistake("hair_counted")
    if value == 4.0 and got == 4.1:
        student.fail("4 est déjà juste : un multiple de 10000 ne monte pas d’un cran.")
    assert got == wanted, "Suivez la règle : `count`, puis deux cas."


def advise(student, vector, got):
    """Reconnaît, dans une note fausse, l’étape qui manque."""
    judged = CVSS3(vector)
    total = float(judged.isc + judged.esc)
    if judged.metrics["S"] == "C" and got in (rise(total), rise(min(total, 10))):
        student.mistake("factor_forgotten")
    if got > 10:
        student.mistake("not_capped")
    if judged.isc <= 0 and got == rise(float(judged.esc)):
        student.mistake("harmless_scored")


def rise(value):
    """L’arrondi de FIRST, pour reconnaître les erreurs."""
    count = round(value * 100000)
    return count / 100000 if count % 10000 == 0 else (count // 10000 + 1) / 10


@pytest.mark.task("score", weight=2)
@pytest.mark.parametrize(
    "answers",
    [
        "AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H",
        "AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:N",
        "AV:N/AC:L/PR:L/UI:N/S:C/C:L/I:L/A:N",
        "AV:N/AC:L/PR:N/UI:N/S:C/C:H/I:H/A:H",
    ],
)
def test_base_score(student, answers):
    """La note de quatre vecteurs : le pire, sans dégât, qui sort du composant, et au plafond."""
    vector = START + answers
    got = student.expect_number(student.call("base_score", vector))
    if "PR:L" in answers and got == 6.1:
        student.mistake("one_column")
    wanted = CVSS3(vector).scores()[0]
    if got != wanted:
        advise(student, vector, got)
    assert got == wanted, "Refaites le calcul du tableau pour ce vecteur, étape par étape."


@pytest.mark.task("score")
def test_read_four(student):
    """La note 4.0, le mot et les groupes."""
    got = student.expect_table(
        student.call("read_four", "CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N"),
        look="`read_four` rend un dictionnaire de trois étiquettes.",
    )
    if got.get("score") in ([9.3], (9.3,)):
        student.mistake("whole_list")
    assert got == {"score": 9.3, "word": "Critical", "groups": "000200"}, "Demandez à `CVSS4(vector)` ses `scores()`, ses `severities()` et son `macroVector()`."


# --- 4. Les versions ----------------------------------------------------------------------------------------------

LONG = [{"introduced": "2.4"}, {"fixed": "2.12.2"}, {"introduced": "2.13.0"}, {"fixed": "2.15.0"}]
OPEN = [{"introduced": "0"}]


@pytest.mark.task("affected")
@pytest.mark.parametrize(
    ("text", "wanted"),
    [("1.10.0", [1, 10, 0]), ("2.4", [2, 4, 0]), ("0", [0, 0, 0]), ("v3.0.11", [3, 0, 11]), ("1.2.3.4", [1, 2, 3, 4])],
)
def test_read_version(student, text, wanted):
    """Une version devient des nombres."""
    got = student.call("read_version", text)
    if got == [str(number) for number in wanted] or got == text.split("."):
        student.mistake("parts_still_text")
    if len(wanted) == 3 and got in (wanted[:1], wanted[:2]):
        student.mistake("not_padded")
    if text == "1.2.3.4" and got == [1, 2, 3]:
        student.fail("« Au moins trois nombres » : le quatrième compte aussi, on ne le jette pas.")
    assert got == wanted, "Couper aux points, changer en nombres, compléter jusqu’à trois."


@pytest.mark.task("affected")
@pytest.mark.parametrize(
    ("version", "events", "wanted"),
    [
        ("2.9.1", LONG, True),
        ("2.3.1", LONG, False),
        ("2.12.2", LONG, False),
        ("2.14.1", LONG, True),
        ("2.12.9", LONG, False),
        ("v2.4.0", LONG, True),
        ("1.2.0", OPEN, True),
    ],
)
def test_is_affected(student, version, events, wanted):
    """Les exemples de la tâche, et une version entre deux plages."""
    got = student.call("is_affected", version, events)
    if (version, got) == ("2.9.1", False):
        student.mistake("text_compared")
    if (version, got) == ("2.3.1", True):
        student.mistake("touched_from_start")
    if (version, got) == ("v2.4.0", False):
        student.fail("2.4 est la version `introduced` : elle est déjà touchée. `>=` comprend l’égalité.")
    if (version, got) == ("2.12.2", True):
        student.mistake("fix_included")
    if (version, got) == ("2.14.1", False):
        student.mistake("first_range_only")
    if (version, got) == ("2.12.9", True):
        student.mistake("never_closed")
    assert got is wanted, "Le dernier événement atteint décide."


# --- 5. Les touches -----------------------------------------------------------------------------------------------


@pytest.mark.task("hits")
@pytest.mark.parametrize(
    ("purl", "wanted"),
    [
        ("pkg:pypi/tri-rapide@1.2.3", ("PyPI", "tri-rapide", "1.2.3")),
        ("pkg:npm/%40atelier/panier@1.10.0?arch=x86", ("npm", "@atelier/panier", "1.10.0")),
        ("pkg:composer/mercure/journal@0.4.0?repository_url=depot.example", ("Packagist", "mercure/journal", "0.4.0")),
    ],
)
def test_read_purl(student, purl, wanted):
    """Un purl se coupe en trois."""
    got = student.expect_table(
        student.call("read_purl", purl), look="`read_purl` rend un dictionnaire de trois étiquettes."
    )
    if "?" in str(got.get("version")):
        student.mistake("precisions_kept")
    if got.get("name") in ("panier", "journal"):
        student.mistake("scope_lost")
    if "%40" in str(got.get("name")):
        student.mistake("not_decoded")
    if got.get("ecosystem") in ("pypi", "composer"):
        student.mistake("family_not_translated")
    assert got == dict(zip(("ecosystem", "name", "version"), wanted, strict=True)), "Famille, nom, version : une coupe à la barre, une à `@`."


def make_advisory(name, ecosystem="npm", number="E-1", fixed="2.0.0", **more):
    """Un avis de la forme OSV, fabriqué pour l’essai."""
    events = [{"introduced": "0"}, {"fixed": fixed}]
    package = {"ecosystem": ecosystem, "name": name}
    return {
        "id": number,
        "aliases": ["CVE-2099-9"],
        "affected": [{"package": package, "ranges": [{"events": events}]}],
        **more,
    }


def make_sbom(*purls):
    return {"components": [{"type": "file", "name": "x"}] + [{"name": "?", "purl": purl} for purl in purls]}


@pytest.mark.task("hits")
def test_find_hits(student):
    """Une nomenclature et deux avis fabriqués."""
    sbom = make_sbom("pkg:npm/jeton@1.9.0", "pkg:pypi/jeton@1.9.0", "pkg:npm/autre@1.0.0")
    got = student.expect_list(
        student.call("find_hits", sbom, [make_advisory("jeton", "PyPI", "E-7"), make_advisory("autre", number="E-3")]),
        look="`find_hits` rend une liste de dictionnaires.",
    )
    numbers = [hit.get("id") for hit in got]
    if "CVE-2099-9" in numbers:
        student.mistake("alias_for_id")
    assert got == [
        {"id": "E-7", "name": "jeton", "version": "1.9.0"},
        {"id": "E-3", "name": "autre", "version": "1.0.0"},
    ], "Pour chaque avis, chaque composant : même famille, même nom, version touchée."


@pytest.mark.task("hits")
def test_withdrawn(student):
    """Un avis retiré ne compte pas."""
    withdrawn = make_advisory("jeton", withdrawn="2026-11-21T09:30:00Z")
    got = student.call("find_hits", make_sbom("pkg:npm/jeton@1.0.0"), [withdrawn, make_advisory("jeton", number="E-2")])
    if got == []:
        student.fail("Un avis retiré se saute, mais la recherche continue avec les suivants.")
    assert [hit["id"] for hit in got] == ["E-2"], "Seul l’avis qui n’est pas retiré compte."


@pytest.mark.task("hits")
def test_not_touched(student):
    """Une version corrigée n’est pas une touche."""
    got = student.call("find_hits", make_sbom("pkg:npm/jeton@2.0.0"), [make_advisory("jeton")])
    assert got == [], "Même famille, même nom, mais version non touchée : pas de touche."


@pytest.mark.task("hits")
def test_my_hits(student):
    """Vos touches et vos angles morts."""
    sbom, advisories = student.variant["sbom"], student.variant["advisories"]
    assert student.value("my_hits") == student.call("find_hits", sbom, advisories), "`my_hits` n’est pas ce que rend `find_hits(my_sbom, my_advisories)`."
    blind = student.value("my_blind")
    if blind and all(isinstance(item, dict) for item in blind):
        student.fail("`my_blind` contient des noms, pas des composants entiers.")
    names = [component["name"] for component in sbom["components"] if "purl" not in component]
    if isinstance(blind, list) and len(blind) == len(sbom["components"]) - len(names):
        student.mistake("blind_reversed")
    assert blind == names, "`my_blind` : les noms sans purl, dans l’ordre de la nomenclature."


# --- 6. Le plan ---------------------------------------------------------------------------------------------------

KEV = {"catalogVersion": "2026.11.20", "vulnerabilities": [{"cveID": "CVE-2099-1"}, {"cveID": "CVE-2099-2"}]}


def make_card(number, exposed="no", automatable="no", impact="partial", epss=0.1, vector=WORST):
    """Une fiche ; les numéros 1 et 2 sont dans la liste KEV de l’essai."""
    card = {"cve": f"CVE-2099-{number}", "name": f"c{number}", "version": "1.0.0", "fixed": "2.0.0", "owner": "Linh"}
    return card | {"vector": vector, "epss": epss, "exposed": exposed, "automatable": automatable, "impact": impact}


@pytest.mark.task("plan")
def test_is_known(student):
    """La liste KEV, du début à la fin."""
    first, last = student.call("is_known", "CVE-2099-1", KEV), student.call("is_known", "CVE-2099-2", KEV)
    if (first, last) == (True, False):
        student.fail("Vous répondez dès la première entrée. Pour dire `False`, il faut avoir lu toute la liste.")
    if (first, last) == (False, False):
        student.fail(
            "Les entrées de la liste sont des dictionnaires : comparez le numéro à leur étiquette `cveID`."
        )
    for cve, wanted in (("CVE-2099-1", True), ("CVE-2099-2", True), ("CVE-2099-12", False), ("CVE-2099", False)):
        assert student.call("is_known", cve, KEV) is wanted, "Le numéro entier doit être celui d’une entrée, sous `cveID`."


@pytest.mark.task("plan")
def test_decide(student):
    """Des lignes de la table."""
    got = student.call("decide", make_card(9, "no", "no", "total"), KEV)
    if got in ("3DF", "3D"):
        student.mistake("severity_decides")
    assert got == "FSU", "Cherchez la ligne `no`, `no`, `no`, `total`."
    got = student.call("decide", make_card(2, "no", "no", "partial"), KEV)
    assert got == "14D", "Cherchez la ligne `yes`, `no`, `no`, `partial`."
    assert student.call("decide", make_card(1, "yes", "no", "total"), KEV) == "3DF", "Cherchez la ligne `yes`, `yes`, `no`, `total`."


@pytest.mark.task("plan")
def test_justify(student):
    """Les codes vrais, dans l’ordre."""
    got = student.call("justify", make_card(1, "yes", "no", "total"), KEV)
    assert got == ["kev", "exposed", "total"], "Chaque question ajoute son code, écrit comme dans l’énoncé, ou n’ajoute rien."
    assert student.call("justify", make_card(9, "no", "yes"), KEV) == ["automatable"], "Un seul code est vrai ici."
    assert student.call("justify", make_card(9), KEV) == [], "Aucun code n’est vrai ici : la liste est vide."


LOW = START + "AV:P/AC:H/PR:H/UI:R/S:U/C:L/I:N/A:N"
CARDS = [
    make_card(8, "no", "no", "total", 0.9),
    make_card(6, "yes", "no", "partial", 0.02, LOW),
    make_card(5, "yes", "no", "partial", 0.3, LOW),
    make_card(7, "yes", "yes", "total", 0.05, LOW),
    make_card(1, "yes", "yes", "total", 0.04, LOW),
]


@pytest.mark.task("plan")
def test_plan_order(student):
    """La décision d’abord, l’EPSS ensuite."""
    rows = student.expect_list(student.call("build_plan", CARDS, KEV, "2026-12-01"))
    order = [row.get("name") for row in rows]
    if order == ["c7", "c1", "c5", "c6", "c8"]:
        student.fail("Dans l’alphabet, `3D` vient avant `3DF`. L’ordre des décisions est celui de `ORDER`.")
    assert order == ["c1", "c7", "c5", "c6", "c8"], "`3DF`, `3D`, deux fois `60D`, puis `FSU`."


@pytest.mark.task("plan")
def test_plan_rows(student):
    """Chaque ligne a ses neuf étiquettes."""
    rows = student.call("build_plan", CARDS, KEV, "2026-12-01")
    first = {"cve": "CVE-2099-1", "name": "c1", "fixed": "2.0.0", "owner": "Linh", "epss": 0.04, "decision": "3DF"}
    first |= {"score": CVSS3(LOW).scores()[0], "why": ["kev", "exposed", "automatable", "total"], "due": "2026-12-04"}
    if rows[-1].get("due") is not None:
        student.fail(
            "La dernière ligne attend la prochaine montée de version : sa date est `None`, ce que rend `lent_due`."
        )
    assert rows[0] == first, "Comparez votre première ligne au tableau, étiquette par étiquette."


@pytest.mark.task("plan")
def test_my_plan(student):
    """Votre plan est celui de vos fiches, et le fichier le contient."""
    cards, kev, plan = student.variant["cards"], student.variant["kev"], student.value("plan")
    plan = student.expect_list(plan, look="`plan` est la liste que rend `build_plan`.")
    assert plan == student.call("build_plan", cards, kev, student.variant["start"]), "`plan` n’est pas ce que rend `build_plan(my_cards, my_kev, start)`."
    assert sorted(row["cve"] for row in plan) == sorted(card["cve"] for card in cards), "Le plan n’a pas une ligne par fiche."
    saved = list(csv.reader(io.StringIO(student.file("plan-correctifs.csv").decode("utf-8-sig")), delimiter=";"))
    assert [line[2] for line in saved[1:]] == [row["cve"] for row in plan], "Le fichier `plan-correctifs.csv` n’est pas votre plan. La dernière ligne de la cellule l’écrit."
