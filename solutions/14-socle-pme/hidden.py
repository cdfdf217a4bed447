"""Les vérifications qui restent ici : valeurs tirées au hasard, jugées par une seconde écriture de chaque réponse."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

NAMES = st.sampled_from(["C1", "C2", "C3", "C4", "X9", "X8"])
LINKS = st.dictionaries(st.integers(1, 42), st.lists(NAMES, max_size=3, unique=True), max_size=6)
STATES = ["done", "partial", "missing", "excluded"]


@pytest.mark.task("orphans", weight=2)
@settings(max_examples=8)
@given(links=LINKS, targets=st.lists(st.sampled_from(["C1", "C2", "C3", "C4"]), unique=True))
def test_orphans_any(student, links, targets):
    """Des correspondances tirées au hasard."""
    flat = list(dict.fromkeys(name for names in links.values() for name in names))
    wanted = {
        "sources": [number for number in links if len(links[number]) == 0],
        "targets": [target for target in targets if flat.count(target) == 0],
        "unknown": [name for name in flat if targets.count(name) == 0],
    }
    assert student.call("find_orphans", links, targets) == wanted, tr("Une correspondance tirée au hasard est mal lue.")


def is_good(row):
    """Les règles du registre, écrites sans schéma."""
    number, reason = row.get("measure"), row.get("reason")
    return (
        set(row) <= {"measure", "status", "owner", "checked", "reason"}
        and type(number) is int
        and 0 < number < 43
        and row.get("status") in STATES
        and row.get("owner") not in (None, "")
        and row.get("checked") is not None
        and reason != ""
        and (row["status"] != "excluded" or reason is not None)
    )


ROWS = st.fixed_dictionaries(
    {"status": st.sampled_from([*STATES, "excluded", "oui"]), "owner": st.sampled_from(["J", "Yara", "Elif", ""])},
    optional={
        "measure": st.sampled_from([1, 2, 41, 42, 43, 0]),
        "checked": st.just("2026-10-31"),
        "reason": st.sampled_from(["x", "un seul réseau", ""]),
        "note": st.just("à revoir"),
    },
)


@pytest.mark.task("schema", weight=2)
@settings(max_examples=16)
@given(row=ROWS)
def test_rows_any(student, row):
    """Des lignes tirées au hasard, bonnes et mauvaises."""
    assert student.call("is_valid_row", row) is is_good(row), tr("Une ligne tirée au hasard est mal jugée.")


@pytest.mark.task("schema")
def test_forms(student):
    """Des valeurs de la mauvaise sorte."""
    good = {"measure": 7, "status": "done", "owner": "Q", "checked": "2026-01-31", "reason": "a"}
    assert student.call("is_valid_row", good) is True, tr("Une bonne ligne est refusée.")
    for name, value in (
        ("owner", 3),
        ("reason", 3),
        ("checked", 20260131),
        ("checked", "31/01/2026"),
        ("measure", True),
    ):
        assert student.call("is_valid_row", {**good, name: value}) is False, tr(
            "Une valeur de la mauvaise sorte est acceptée."
        )
    assert student.call("is_valid_row", ["measure", "status"]) is False, tr(
        "Une liste n’est pas une ligne du registre."
    )


REGISTERS = st.dictionaries(st.integers(1, 42), st.sampled_from(STATES), max_size=14)


def to_rows(states):
    return [
        {"measure": number, "status": state, "owner": "Q", "checked": "2026-01-01"} for number, state in states.items()
    ]


@pytest.mark.task("gaps")
@settings(max_examples=6)
@given(states=REGISTERS)
def test_gaps_any(student, states):
    """Des registres tirés au hasard."""
    wanted = sorted(set(range(1, 43)) - {number for number in states if states[number] in ("done", "excluded")})
    assert student.call("find_gaps", to_rows(states)) == wanted, tr("Un registre tiré au hasard est mal lu.")


@pytest.mark.task("gaps")
@settings(max_examples=10)
@given(states=REGISTERS, first=st.integers(1, 38), count=st.integers(1, 5))
def test_coverage_any(student, states, first, count):
    """Des parts couvertes tirées au hasard."""
    numbers = list(range(first, first + count))
    kept = [number for number in numbers if states.get(number) != "excluded"]
    halves = sum({"done": 100, "partial": 50}.get(states.get(number), 0) for number in kept)
    wanted = halves // len(kept) if kept else None
    assert student.call("coverage", to_rows(states), numbers) == wanted, tr(
        "Une part tirée au hasard est mal calculée."
    )


@pytest.mark.task("gaps")
def test_gaps_value(student):
    """Les écarts de cette variante."""
    assert student.value("my_gaps") == student.secret["gaps"], tr("Ces écarts ne sont pas ceux de ce registre.")


MARKS = st.integers(1, 4)
CARDS = st.lists(
    st.tuples(MARKS, MARKS, st.sampled_from([0.5, 1, 2, 3]), st.booleans(), st.booleans(), st.booleans()), max_size=5
)


@pytest.mark.task("plan", weight=2)
@settings(max_examples=8)
@given(drawn=CARDS)
def test_plan_any(student, drawn):
    """Des fiches tirées au hasard."""
    cards = []
    for number, (likelihood, impact, days, *facts) in enumerate(drawn, start=11):
        card = {"measure": number, "likelihood": likelihood, "impact": impact, "days": days, "owner": f"P{number}"}
        cards.append(card | dict(zip(("seen", "exposed", "personal"), facts, strict=True)))
    ordered = sorted(sorted(cards, key=lambda c: c["days"]), key=lambda c: c["likelihood"] * c["impact"], reverse=True)
    wanted = []
    for rank, card in enumerate(ordered, start=1):
        risk = card["likelihood"] * card["impact"]
        delay = timedelta(days=30 if risk > 11 else 90 if risk > 5 else 180)
        why = [name for name in ("seen", "exposed", "personal") if card[name]] + ["quick"] * (card["days"] < 2)
        line = {"rank": rank, "measure": card["measure"], "risk": risk, "days": card["days"], "owner": card["owner"]}
        wanted.append(line | {"due": (datetime(2027, 1, 31) + delay).date().isoformat(), "why": why})
    assert student.call("build_plan", cards, "2027-01-31") == wanted, tr("Un plan tiré au hasard n’est pas le bon.")


@pytest.mark.task("plan")
def test_plan_value(student):
    """Le plan de cette variante."""
    assert [row["measure"] for row in student.value("plan")] == student.secret["order"], tr(
        "Ce plan n’est pas celui de ces fiches."
    )
