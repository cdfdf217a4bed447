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
    """Rounding upwards, the way FIRST does."""
    got = student.expect_number(student.call("roundup", value))
    wanted = {4.02: 4.1, 4.0: 4.0, 9.760: 9.8}.get(value, 0.3)
    if value == 4.02 and got == 4.0:
        student.mistake("rounded_to_nearest")
    if value not in (4.02, 4.0, 9.760) and got == 0.4:
        student.mistake("hair_counted")
    if value == 4.0 and got == 4.1:
        student.fail("4 is already right: a multiple of 10000 does not go up a step.")
    assert got == wanted, "Follow the rule: `count`, then two cases."


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
    """The score of four vectors: the worst, no damage, one that leaves the component, and one at the cap."""
    vector = START + answers
    got = student.expect_number(student.call("base_score", vector))
    if "PR:L" in answers and got == 6.1:
        student.mistake("one_column")
    wanted = CVSS3(vector).scores()[0]
    if got != wanted:
        advise(student, vector, got)
    assert got == wanted, "Work through the table's calculation again for this vector, step by step."


@pytest.mark.task("score")
def test_read_four(student):
    """The 4.0 score, the word and the groups."""
    got = student.expect_table(
        student.call("read_four", "CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N"),
        look="`read_four` returns a dictionary of three labels.",
    )
    if got.get("score") in ([9.3], (9.3,)):
        student.mistake("whole_list")
    assert got == {"score": 9.3, "word": "Critical", "groups": "000200"}, "Ask `CVSS4(vector)` for its `scores()`, its `severities()` and its `macroVector()`."


# --- 4. Les versions ----------------------------------------------------------------------------------------------

LONG = [{"introduced": "2.4"}, {"fixed": "2.12.2"}, {"introduced": "2.13.0"}, {"fixed": "2.15.0"}]
OPEN = [{"introduced": "0"}]


@pytest.mark.task("affected")
@pytest.mark.parametrize(
    ("text", "wanted"),
    [("1.10.0", [1, 10, 0]), ("2.4", [2, 4, 0]), ("0", [0, 0, 0]), ("v3.0.11", [3, 0, 11]), ("1.2.3.4", [1, 2, 3, 4])],
)
def test_read_version(student, text, wanted):
    """A version becomes numbers."""
    got = student.call("read_version", text)
    if got == [str(number) for number in wanted] or got == text.split("."):
        student.mistake("parts_still_text")
    if len(wanted) == 3 and got in (wanted[:1], wanted[:2]):
        student.mistake("not_padded")
    if text == "1.2.3.4" and got == [1, 2, 3]:
        student.fail('"At least three numbers": the fourth counts too, it is not thrown away.')
    assert got == wanted, "Cut at the dots, turn into numbers, fill up to three."


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
    """The task's examples, and a version between two ranges."""
    got = student.call("is_affected", version, events)
    if (version, got) == ("2.9.1", False):
        student.mistake("text_compared")
    if (version, got) == ("2.3.1", True):
        student.mistake("touched_from_start")
    if (version, got) == ("v2.4.0", False):
        student.fail("2.4 is the `introduced` version: it is already affected. `>=` includes equality.")
    if (version, got) == ("2.12.2", True):
        student.mistake("fix_included")
    if (version, got) == ("2.14.1", False):
        student.mistake("first_range_only")
    if (version, got) == ("2.12.9", True):
        student.mistake("never_closed")
    assert got is wanted, "The last event reached decides."


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
    """A purl is cut in three."""
    got = student.expect_table(
        student.call("read_purl", purl), look="`read_purl` returns a dictionary of three labels."
    )
    if "?" in str(got.get("version")):
        student.mistake("precisions_kept")
    if got.get("name") in ("panier", "journal"):
        student.mistake("scope_lost")
    if "%40" in str(got.get("name")):
        student.mistake("not_decoded")
    if got.get("ecosystem") in ("pypi", "composer"):
        student.mistake("family_not_translated")
    assert got == dict(zip(("ecosystem", "name", "version"), wanted, strict=True)), "Family, name, version: one cut at the slash, one at `@`."


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
    """A bill of materials and two made-up advisories."""
    sbom = make_sbom("pkg:npm/jeton@1.9.0", "pkg:pypi/jeton@1.9.0", "pkg:npm/autre@1.0.0")
    got = student.expect_list(
        student.call("find_hits", sbom, [make_advisory("jeton", "PyPI", "E-7"), make_advisory("autre", number="E-3")]),
        look="`find_hits` returns a list of dictionaries.",
    )
    numbers = [hit.get("id") for hit in got]
    if "CVE-2099-9" in numbers:
        student.mistake("alias_for_id")
    assert got == [
        {"id": "E-7", "name": "jeton", "version": "1.9.0"},
        {"id": "E-3", "name": "autre", "version": "1.0.0"},
    ], "For each advisory, each component: same family, same name, affected version."


@pytest.mark.task("hits")
def test_withdrawn(student):
    """A withdrawn advisory does not count."""
    withdrawn = make_advisory("jeton", withdrawn="2026-11-21T09:30:00Z")
    got = student.call("find_hits", make_sbom("pkg:npm/jeton@1.0.0"), [withdrawn, make_advisory("jeton", number="E-2")])
    if got == []:
        student.fail("A withdrawn advisory is skipped, but the search goes on with the next ones.")
    assert [hit["id"] for hit in got] == ["E-2"], "Only the advisory that is not withdrawn counts."


@pytest.mark.task("hits")
def test_not_touched(student):
    """A fixed version is not a hit."""
    got = student.call("find_hits", make_sbom("pkg:npm/jeton@2.0.0"), [make_advisory("jeton")])
    assert got == [], "Same family, same name, but a version that is not affected: no hit."


@pytest.mark.task("hits")
def test_my_hits(student):
    """Your hits and your blind spots."""
    sbom, advisories = student.variant["sbom"], student.variant["advisories"]
    assert student.value("my_hits") == student.call("find_hits", sbom, advisories), "`my_hits` is not what `find_hits(my_sbom, my_advisories)` returns."
    blind = student.value("my_blind")
    if blind and all(isinstance(item, dict) for item in blind):
        student.fail("`my_blind` holds names, not whole components.")
    names = [component["name"] for component in sbom["components"] if "purl" not in component]
    if isinstance(blind, list) and len(blind) == len(sbom["components"]) - len(names):
        student.mistake("blind_reversed")
    assert blind == names, "`my_blind`: the names without a purl, in the order of the bill of materials."


# --- 6. Le plan ---------------------------------------------------------------------------------------------------

KEV = {"catalogVersion": "2026.11.20", "vulnerabilities": [{"cveID": "CVE-2099-1"}, {"cveID": "CVE-2099-2"}]}


def make_card(number, exposed="no", automatable="no", impact="partial", epss=0.1, vector=WORST):
    """Une fiche ; les numéros 1 et 2 sont dans la liste KEV de l’essai."""
    card = {"cve": f"CVE-2099-{number}", "name": f"c{number}", "version": "1.0.0", "fixed": "2.0.0", "owner": "Linh"}
    return card | {"vector": vector, "epss": epss, "exposed": exposed, "automatable": automatable, "impact": impact}


@pytest.mark.task("plan")
def test_is_known(student):
    """The KEV list, from beginning to end."""
    first, last = student.call("is_known", "CVE-2099-1", KEV), student.call("is_known", "CVE-2099-2", KEV)
    if (first, last) == (True, False):
        student.fail("You answer at the first entry. To say `False`, you must have read the whole list.")
    if (first, last) == (False, False):
        student.fail(
            "The entries of the list are dictionaries: compare the number with their label `cveID`."
        )
    for cve, wanted in (("CVE-2099-1", True), ("CVE-2099-2", True), ("CVE-2099-12", False), ("CVE-2099", False)):
        assert student.call("is_known", cve, KEV) is wanted, "The whole number must be that of an entry, under `cveID`."


@pytest.mark.task("plan")
def test_decide(student):
    """Rows of the table."""
    got = student.call("decide", make_card(9, "no", "no", "total"), KEV)
    if got in ("3DF", "3D"):
        student.mistake("severity_decides")
    assert got == "FSU", "Look for the row `no`, `no`, `no`, `total`."
    got = student.call("decide", make_card(2, "no", "no", "partial"), KEV)
    assert got == "14D", "Look for the row `yes`, `no`, `no`, `partial`."
    assert student.call("decide", make_card(1, "yes", "no", "total"), KEV) == "3DF", "Look for the row `yes`, `yes`, `no`, `total`."


@pytest.mark.task("plan")
def test_justify(student):
    """The true codes, in order."""
    got = student.call("justify", make_card(1, "yes", "no", "total"), KEV)
    assert got == ["kev", "exposed", "total"], "Each question adds its code, written as in the instructions, or adds nothing."
    assert student.call("justify", make_card(9, "no", "yes"), KEV) == ["automatable"], "Only one code is true here."
    assert student.call("justify", make_card(9), KEV) == [], "No code is true here: the list is empty."


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
    """The decision first, the EPSS next."""
    rows = student.expect_list(student.call("build_plan", CARDS, KEV, "2026-12-01"))
    order = [row.get("name") for row in rows]
    if order == ["c7", "c1", "c5", "c6", "c8"]:
        student.fail("In the alphabet, `3D` comes before `3DF`. The order of the decisions is that of `ORDER`.")
    assert order == ["c1", "c7", "c5", "c6", "c8"], "`3DF`, `3D`, `60D` twice, then `FSU`."


@pytest.mark.task("plan")
def test_plan_rows(student):
    """Each line has its nine labels."""
    rows = student.call("build_plan", CARDS, KEV, "2026-12-01")
    first = {"cve": "CVE-2099-1", "name": "c1", "fixed": "2.0.0", "owner": "Linh", "epss": 0.04, "decision": "3DF"}
    first |= {"score": CVSS3(LOW).scores()[0], "why": ["kev", "exposed", "automatable", "total"], "due": "2026-12-04"}
    if rows[-1].get("due") is not None:
        student.fail(
            "The last line waits for the next upgrade: its date is `None`, which is what `lent_due` returns."
        )
    assert rows[0] == first, "Compare your first line with the table, label by label."


@pytest.mark.task("plan")
def test_my_plan(student):
    """Your plan is that of your cards, and the file holds it."""
    cards, kev, plan = student.variant["cards"], student.variant["kev"], student.value("plan")
    plan = student.expect_list(plan, look="`plan` is the list that `build_plan` returns.")
    assert plan == student.call("build_plan", cards, kev, student.variant["start"]), "`plan` is not what `build_plan(my_cards, my_kev, start)` returns."
    assert sorted(row["cve"] for row in plan) == sorted(card["cve"] for card in cards), "The plan does not have one line per card."
    saved = list(csv.reader(io.StringIO(student.file("plan-correctifs.csv").decode("utf-8-sig")), delimiter=";"))
    assert [line[2] for line in saved[1:]] == [row["cve"] for row in plan], "The file `plan-correctifs.csv` is not your plan. The cell's last line writes it."
