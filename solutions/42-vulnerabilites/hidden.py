"""Les vérifications qui restent ici : valeurs tirées au hasard, jugées par une seconde écriture de chaque réponse."""

import itertools
from datetime import datetime, timedelta

import pytest
from cvss import CVSS3, CVSS4
from hypothesis import given, settings
from hypothesis import strategies as st
from packaging.version import Version

# --- La note : jugée par la bibliothèque, qui compte en décimal -----------------------------------------------------

ANSWERS = st.tuples(
    st.sampled_from("NALP"),
    st.sampled_from("LH"),
    st.sampled_from("NLH"),
    st.sampled_from("NR"),
    st.sampled_from("UC"),
    st.sampled_from("HLN"),
    st.sampled_from("HLN"),
    st.sampled_from("HLN"),
)
NAMES = ["AV", "AC", "PR", "UI", "S", "C", "I", "A"]


@pytest.mark.task("score", weight=3)
@settings(max_examples=20)
@given(answers=ANSWERS)
def test_scores_any(student, answers):
    """Des vecteurs tirés au hasard."""
    vector = "CVSS:3.1/" + "/".join(f"{name}:{value}" for name, value in zip(NAMES, answers, strict=True))
    assert student.expect_number(student.call("base_score", vector)) == CVSS3(vector).scores()[0], tr(
        "Un vecteur tiré au hasard est mal noté."
    )


PUBLISHED = {
    "AV:N/AC:H/PR:N/UI:R/S:U/C:L/I:N/A:N": 3.1,
    "AV:L/AC:L/PR:H/UI:N/S:U/C:L/I:L/A:L": 4.2,
    "AV:N/AC:H/PR:N/UI:N/S:C/C:N/I:H/A:N": 6.8,
    "AV:A/AC:L/PR:N/UI:N/S:C/C:H/I:N/A:H": 9.3,
    "AV:N/AC:L/PR:L/UI:R/S:C/C:H/I:H/A:H": 9.0,
    "AV:L/AC:L/PR:H/UI:N/S:C/C:H/I:H/A:H": 8.2,
    "AV:P/AC:L/PR:N/UI:N/S:C/C:H/I:H/A:H": 7.6,
    "AV:N/AC:L/PR:N/UI:N/S:C/C:N/I:N/A:N": 0,
}


@pytest.mark.task("score", weight=3)
def test_published_scores(student):
    """Les exemples publiés par FIRST."""
    assert student.expect_number(student.call("roundup", 9.99999)) == 10, tr(
        "Un nombre tiré au hasard est mal arrondi."
    )
    for answers, wanted in PUBLISHED.items():
        assert student.expect_number(student.call("base_score", "CVSS:3.1/" + answers)) == wanted, tr(
            "Un vecteur publié est mal noté."
        )


@pytest.mark.task("score")
@settings(max_examples=10)
@given(tenths=st.integers(0, 99), more=st.sampled_from([0, 1, 37, 9999, 5000]))
def test_roundup_any(student, tenths, more):
    """Des nombres tirés au hasard, à arrondir."""
    value = (tenths * 10000 + more) / 100000
    assert student.expect_number(student.call("roundup", value)) == (tenths + (more > 0)) / 10, tr(
        "Un nombre tiré au hasard est mal arrondi."
    )
    assert student.expect_number(student.call("roundup", tenths / 10 + 0.000007)) == (tenths + 1) / 10, tr(
        "L’entier le plus proche n’est pas l’entier du dessous."
    )
    assert student.expect_number(student.call("roundup", tenths / 10 + 1e-9)) == tenths / 10, tr(
        "Un cheveu de calcul a fait monter la note."
    )


@pytest.mark.task("score")
@pytest.mark.parametrize(
    "vector",
    [
        "CVSS:4.0/AV:L/AC:L/AT:N/PR:L/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N",
        "CVSS:4.0/AV:P/AC:H/AT:P/PR:H/UI:A/VC:L/VI:N/VA:N/SC:N/SI:N/SA:N",
    ],
)
def test_four_any(student, vector):
    """D’autres vecteurs 4.0."""
    judged = CVSS4(vector)
    wanted = {"score": judged.base_score, "word": judged.severity, "groups": judged.macroVector()}
    assert student.call("read_four", vector) == wanted, tr("Un autre vecteur 4.0 est mal lu.")


# --- Les versions : jugées par `packaging`, qui compare autrement ---------------------------------------------------

VERSIONS = st.tuples(st.integers(0, 2), st.sampled_from([0, 1, 8, 9, 10, 11]), st.sampled_from([0, 2, 10]))


def write(version):
    return ".".join(str(number) for number in version)


@pytest.mark.task("affected", weight=2)
@settings(max_examples=15)
@given(
    version=VERSIONS, bounds=st.lists(VERSIONS, min_size=1, max_size=4, unique=True), prefix=st.sampled_from(["", "v"])
)
def test_affected_any(student, version, bounds, prefix):
    """Des versions et des plages tirées au hasard."""
    ordered = sorted(bounds)
    events = [{("introduced", "fixed")[place % 2]: write(bound)} for place, bound in enumerate(ordered)]
    count = sum(Version(write(bound)) <= Version(write(version)) for bound in ordered)
    assert student.call("is_affected", prefix + write(version), events) is (count % 2 == 1), tr(
        "Une version tirée au hasard est mal jugée."
    )


@pytest.mark.task("affected")
@settings(max_examples=8)
@given(numbers=st.lists(st.integers(0, 200), min_size=1, max_size=5), prefix=st.sampled_from(["", "v"]))
def test_version_any(student, numbers, prefix):
    """Des versions tirées au hasard, à lire."""
    wanted = [*numbers, 0, 0][: max(3, len(numbers))]
    assert student.call("read_version", prefix + write(numbers)) == wanted, tr(
        "Une version tirée au hasard est mal lue."
    )


@pytest.mark.task("affected")
def test_short_bounds(student):
    """Une version courte et la même, écrite en entier."""
    events = [{"introduced": "1.2"}, {"fixed": "1.4"}]
    for version, wanted in (("1.2.0", True), ("1.3.9", True), ("1.4.0", False), ("1.4", False), ("1.1.9", False)):
        assert student.call("is_affected", version, events) is wanted, tr("Une borne courte est mal lue.")


# --- Les touches ----------------------------------------------------------------------------------------------------

FAMILIES = {"pypi": "PyPI", "npm": "npm", "composer": "Packagist"}
COMPONENTS = st.lists(
    st.tuples(st.sampled_from(["pypi", "npm"]), st.sampled_from(["ab", "cd", "%40e/f"]), st.integers(7, 12)), max_size=4
)
ADVISORIES = st.lists(
    st.tuples(
        st.sampled_from(["pypi", "npm"]), st.sampled_from(["ab", "cd", "%40e/f"]), st.integers(8, 12), st.booleans()
    ),
    max_size=3,
)


@pytest.mark.task("hits", weight=2)
@settings(max_examples=12)
@given(components=COMPONENTS, advisories=ADVISORIES)
def test_hits_any(student, components, advisories):
    """Des nomenclatures et des avis tirés au hasard."""
    sbom = {"components": [{"name": "x", "purl": f"pkg:{f}/{n}@1.{v}.0"} for f, n, v in components] + [{"name": "y"}]}
    papers, wanted = [], []
    for place, (family, name, fixed, withdrawn) in enumerate(advisories):
        plain = name.replace("%40", "@")
        ranges = [{"type": "SEMVER", "events": [{"introduced": "1.8.0"}, {"fixed": f"1.{fixed}.0"}]}]
        paper = {
            "id": f"E-{place}",
            "affected": [{"package": {"ecosystem": FAMILIES[family], "name": plain}, "ranges": ranges}],
        }
        papers.append(paper | ({"withdrawn": "2026-11-21T09:30:00Z"} if withdrawn else {}))
        wanted += [
            {"id": f"E-{place}", "name": plain, "version": f"1.{v}.0"}
            for f, n, v in components
            if (f, n) == (family, name) and 8 <= v < fixed and not withdrawn
        ]
    assert student.call("find_hits", sbom, papers) == wanted, tr("Une nomenclature tirée au hasard est mal lue.")


@pytest.mark.task("hits")
@settings(max_examples=6)
@given(
    family=st.sampled_from(list(FAMILIES)),
    name=st.sampled_from(["a-b", "%40x/y", "g/h"]),
    end=st.sampled_from(["", "?a=b", "?a=b@c"]),
)
def test_purl_any(student, family, name, end):
    """Des purl tirés au hasard."""
    wanted = {"ecosystem": FAMILIES[family], "name": name.replace("%40", "@"), "version": "3.10.2"}
    assert student.call("read_purl", f"pkg:{family}/{name}@3.10.2{end}") == wanted, tr(
        "Un purl tiré au hasard est mal lu."
    )


@pytest.mark.task("hits")
def test_hits_value(student):
    """Les touches de cette variante."""
    assert student.value("my_hits") == student.secret["hits"], tr("Ces touches ne sont pas celles de ce logiciel.")


# --- Le plan : la table écrite une seconde fois, par étages ----------------------------------------------------------


def judge(kev, exposed, automatable, total):
    """Rend la décision de la table, écrite par le nombre de réponses oui et non ligne par ligne."""
    if not total:
        count = exposed + automatable
        return ("14D", "14D", "3D")[count] if kev else ("FSU", "60D", "14D")[count]
    if kev:
        return "3DF" if exposed or automatable else "14D"
    return {(False, False): "FSU", (True, False): "14D", (False, True): "60D", (True, True): "3D"}[exposed, automatable]


FACTS = st.lists(st.tuples(st.booleans(), st.booleans(), st.booleans(), st.booleans()), max_size=5)
VECTORS = ["CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:N/A:N", "CVSS:3.1/AV:P/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H"]


@pytest.mark.task("plan", weight=3)
@settings(max_examples=10)
@given(drawn=FACTS)
def test_plan_any(student, drawn):
    """Des fiches tirées au hasard."""
    cards, lines = [], []
    known = [{"cveID": "CVE-2099-77"}]
    for place, (kev, exposed, automatable, total) in enumerate(drawn):
        card = {"cve": f"CVE-2099-{place}", "name": f"n{place}", "fixed": f"{place}.1.0", "owner": f"P{place}"}
        card |= {"epss": (place * 37 % 10) / 10, "vector": VECTORS[place % 2], "version": "0.1.0"}
        card |= {"exposed": ("no", "yes")[exposed], "automatable": ("no", "yes")[automatable]}
        cards.append(card | {"impact": ("partial", "total")[total]})
        known += [{"cveID": card["cve"]}] * kev
        decision = judge(kev, exposed, automatable, total)
        days = {"3DF": 3, "3D": 3, "14D": 14, "60D": 60}.get(decision)
        due = (datetime(2027, 1, 30) + timedelta(days=days)).date().isoformat() if days else None
        flags = {"kev": kev, "exposed": exposed, "automatable": automatable, "total": total}
        line = {name: card[name] for name in ("cve", "name", "fixed", "owner", "epss")}
        line |= {"score": (7.5, 6.8)[place % 2], "decision": decision, "due": due}
        lines.append(line | {"why": [code for code in flags if flags[code]]})
    urgency = {"3DF": 0, "3D": 1, "14D": 2, "60D": 3, "FSU": 4}
    wanted = sorted(
        sorted(lines, key=lambda line: line["epss"], reverse=True), key=lambda line: urgency[line["decision"]]
    )
    got = student.call("build_plan", cards, {"vulnerabilities": known}, "2027-01-30")
    assert got == wanted, tr("Un plan tiré au hasard n’est pas le bon.")


@pytest.mark.task("plan", weight=2)
def test_decisions(student):
    """Les seize cas de la table."""
    for kev, exposed, automatable, total in itertools.product([False, True], repeat=4):
        card = {"cve": "CVE-2099-5", "exposed": ("no", "yes")[exposed], "automatable": ("no", "yes")[automatable]}
        card |= {"impact": ("partial", "total")[total], "epss": 0.5, "vector": VECTORS[0]}
        got = student.call("decide", card, {"vulnerabilities": [{"cveID": "CVE-2099-5"}] * kev})
        assert got == judge(kev, exposed, automatable, total), tr("Un des seize cas n’est pas celui de la table.")
