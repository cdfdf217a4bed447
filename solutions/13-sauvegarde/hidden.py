"""Les vérifications qui restent ici : valeurs tirées au hasard, jugées par une seconde écriture de chaque réponse."""

import hashlib
import io
import zipfile
from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shared import read_hours

NAMES = st.sampled_from(["a.txt", "b b.csv", "paie/é.csv", "Z", "_x", "vide"])
FILES = st.dictionaries(NAMES, st.binary(max_size=3), max_size=5)
MOMENTS = st.integers(0, 5000)
FLAGS = st.booleans()


def to_text(minutes):
    return (datetime(2026, 10, 1) + timedelta(minutes=minutes)).strftime("%Y-%m-%dT%H:%M")


def digest(data):
    worker = hashlib.new("sha256")
    worker.update(data)
    return worker.digest().hex()


@pytest.mark.task("manifest", weight=2)
@settings(max_examples=6)
@given(files=FILES, star=FLAGS)
def test_manifest_any(student, files, star):
    """Des fichiers tirés au hasard, dans les deux sens."""
    text = "\n".join(digest(files[name]) + "  " + name for name in sorted(files)) + ("\n" if files else "")
    assert student.call("make_manifest", files) == text, tr(
        "Un manifeste tiré au hasard n’est pas écrit comme convenu."
    )
    told = text.replace("  ", " *", 1) if star else text
    assert student.call("read_manifest", told) == {name: digest(data) for name, data in files.items()}, tr(
        "Un manifeste tiré au hasard est mal lu."
    )


@pytest.mark.task("restore")
@settings(max_examples=5)
@given(files=FILES, folder=FLAGS)
def test_restore_any(student, files, folder):
    """Des archives tirées au hasard."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        if folder:
            archive.writestr("paie/", b"")
        for name, data in files.items():
            archive.writestr(name, data)
    assert student.call("restore", stream.getvalue()) == files, tr("Une archive tirée au hasard est mal restaurée.")


@pytest.mark.task("restore", weight=2)
@settings(max_examples=12)
@given(before=FILES, after=FILES)
def test_compare_any(student, before, after):
    """Des restaurations tirées au hasard."""
    manifest = {name: digest(data) for name, data in before.items()}
    both = before.keys() & after.keys()
    wanted = {
        "altered": sorted(name for name in both if before[name] != after[name]),
        "missing": sorted(before.keys() - after.keys()),
        "extra": sorted(after.keys() - before.keys()),
    }
    assert student.call("compare_restore", manifest, after) == wanted, tr(
        "Une restauration tirée au hasard est mal jugée."
    )


@pytest.mark.task("restore", weight=3)
def test_my_report_value(student):
    """Les fautes de cette archive."""
    assert student.value("my_report") == student.secret["faults"], tr("Ce rapport n’est pas celui de cette archive.")


@pytest.mark.task("clocks")
@settings(max_examples=4)
@given(start=MOMENTS, length=MOMENTS)
def test_hours_any(student, start, length):
    """Des durées tirées au hasard."""
    got = student.expect_number(student.call("hours_between", to_text(start), to_text(start + length)))
    assert got == pytest.approx(length / 60), tr("Une durée tirée au hasard est fausse.")


@pytest.mark.task("clocks", weight=2)
@settings(max_examples=14)
@given(
    struck=st.integers(100, 900),
    backups=st.lists(st.tuples(st.integers(0, 1000), FLAGS), max_size=5, unique_by=lambda backup: backup[0]),
    place=st.integers(0, 5),
)
def test_last_good_any(student, struck, backups, place):
    """Des listes d’événements tirées au hasard."""
    events = [{"at": to_text(at), "what": "backup", "state": "verified" if good else "failed"} for at, good in backups]
    events.insert(place, {"at": to_text(struck), "what": "encrypted", "state": ""})
    events.append({"at": to_text(struck), "what": "backup", "state": "verified"})
    events.append({"at": to_text(struck - 1), "what": "entry", "state": "verified"})
    usable = [at for at, good in backups if good and at < struck]
    wanted = to_text(max(usable)) if usable else None
    assert student.call("last_good", events) == wanted, tr("Une liste d’événements tirée au hasard est mal lue.")


@pytest.mark.task("clocks")
@settings(max_examples=6)
@given(loss=st.integers(1, 60), down=st.integers(1, 60), rpo=st.integers(1, 60), rto=st.integers(1, 60))
def test_measure_any(student, loss, down, rpo, rto):
    """Des promesses tirées au hasard."""
    moments = {"backup": 5000 - 60 * loss, "encrypted": 5000, "stopped": 5100, "resumed": 5100 + 60 * down}
    events = [{"at": to_text(at), "what": what, "state": "verified"} for what, at in reversed(moments.items())]
    got = read_hours(student, student.call("measure", events, rpo, rto))
    wanted = {"loss": loss, "down": down, "rpo_met": not loss > rpo, "rto_met": not down > rto}
    assert got == pytest.approx(wanted), tr("Une suite tirée au hasard est mal mesurée.")
    assert read_hours(student, student.call("measure", events, loss, down)) == pytest.approx(
        wanted | {"rpo_met": True, "rto_met": True}
    ), tr("Une durée égale à la promesse la tient encore.")


@pytest.mark.task("clocks", weight=3)
def test_clocks_value(student):
    """Les durées de cette entreprise."""
    assert read_hours(student, student.value("clocks")) == pytest.approx(student.secret["clocks"]), tr(
        "Ces durées ne sont pas celles de cette entreprise."
    )


@pytest.mark.task("plan", weight=2)
@settings(max_examples=14)
@given(
    copies=st.lists(
        st.tuples(
            st.sampled_from(["disk", "cloud", "tape"]),
            st.sampled_from(["shop", "home"]),
            FLAGS,
            st.sampled_from(["", "2026-12-01"]),
        ),
        min_size=1,
        max_size=4,
    )
)
def test_judge_any(student, copies):
    """Des plans tirés au hasard."""
    keys = ("media", "place", "online", "test")
    wanted = [
        fault
        for fault, kept in (
            ("copies", len(copies) > 2),
            ("media", len({copy[0] for copy in copies}) > 1),
            ("offsite", {copy[1] for copy in copies} != {"shop"}),
            ("offline", False in [copy[2] for copy in copies]),
            ("tested", "2026-12-01" in [copy[3] for copy in copies]),
        )
        if not kept
    ]
    rows = [{"name": "x", **dict(zip(keys, copy, strict=True))} for copy in copies]
    assert student.call("judge_plan", rows) == wanted, tr("Un plan tiré au hasard est mal jugé.")
