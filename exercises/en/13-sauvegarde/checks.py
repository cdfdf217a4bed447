"""Les vérifications livrées avec l’exercice : propriétés, exemples suivis, formats publiés."""

import hashlib
import io
import json
import zipfile
from datetime import date

import pytest
from shared import read_hours
from hypothesis import given, settings
from hypothesis import strategies as st

EMPTY = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


def sha256(data):
    return hashlib.sha256(data).hexdigest()


def make_zip(names, folders=()):
    """Une archive faite par nous : chaque nom mène à ses octets, et quelques dossiers."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for folder in folders:
            archive.writestr(zipfile.ZipInfo(folder), b"")
        for name, data in names.items():
            archive.writestr(name, data)
    return stream.getvalue()


# --- 2. Le manifeste ----------------------------------------------------------------------------------------------


@pytest.mark.task("manifest")
def test_make_manifest_published(student):
    """The manifest of two files whose hash is published."""
    text = student.expect_text(student.call("make_manifest", {"b.txt": b"", "a.txt": b"abc"}))
    assert text == f"{ABC}  a.txt\n{EMPTY}  b.txt\n", "One line: the hash in hexadecimal, two spaces, the name, the line break."


@pytest.mark.task("manifest")
def test_read_manifest(student):
    """A manifest made elsewhere: spaces in a name, an asterisk, an empty line."""
    text = f"{ABC}  mes notes.txt\n\n{EMPTY} *paie/vide.txt\n"
    got = student.expect_table(student.call("read_manifest", text))
    if "" in got:
        student.mistake("blank_line_read")
    if ABC in got or EMPTY in got:
        student.mistake("map_reversed")
    if "mes" in got or "notes.txt" in got:
        student.mistake("cut_at_spaces")
    assert got == {"mes notes.txt": ABC, "paie/vide.txt": EMPTY}, "The name goes from place 66 to the end, the hash is the first 64 signs."


@pytest.mark.task("manifest")
@settings(max_examples=6)
@given(names=st.lists(st.text("abé _/.", min_size=1, max_size=9), max_size=4, unique=True))
def test_manifest_round_trip(student, names):
    """What is written can be read back."""
    files = {name: name.encode("utf-8") for name in names}
    text = student.call("make_manifest", files)
    assert student.call("read_manifest", text) == {name: sha256(data) for name, data in files.items()}, "Your reading does not find what your writing made."


# --- 3. Restaurer -------------------------------------------------------------------------------------------------


@pytest.mark.task("restore")
def test_restore(student):
    """The files of an archive, without its folders."""
    got = student.expect_table(
        student.call("restore", make_zip({"paie/a.csv": b"1;2", "b.txt": b""}, ["paie/"])),
        look="`restore` returns a dictionary: from the name to the bytes.",
    )
    if "paie/" in got:
        student.mistake("folders_kept")
    assert got == {"paie/a.csv": b"1;2", "b.txt": b""}, "The archive has two files: `paie/a.csv`, and `b.txt`, which is empty but exists."


@pytest.mark.task("restore")
def test_compare_altered(student):
    """A file changed, its length the same."""
    got = student.expect_table(
        student.call("compare_restore", {"a.csv": sha256(b"1;2"), "b.txt": EMPTY}, {"a.csv": b"1;3", "b.txt": b""}),
        look="`compare_restore` returns a dictionary of three lists.",
    )
    assert got == {"altered": ["a.csv"], "missing": [], "extra": []}, "Only `a.csv` changed. Nothing is missing, nothing is extra."


@pytest.mark.task("restore")
def test_compare_missing_extra(student):
    """A missing file, an extra file."""
    got = student.call("compare_restore", {"a": ABC, "perdu": ABC}, {"a": b"abc", "neuf": b""})
    assert got == {"altered": [], "missing": ["perdu"], "extra": ["neuf"]}, "`perdu` is missing, `neuf` is extra, and `a` is intact."


@pytest.mark.task("restore")
def test_compare_sorted(student):
    """The three lists are sorted."""
    manifest = dict.fromkeys(["d", "c", "f", "e"], EMPTY)
    got = student.call("compare_restore", manifest, {"f": b"x", "e": b"x", "z": b"", "y": b""})
    assert got == {"altered": ["e", "f"], "missing": ["c", "d"], "extra": ["y", "z"]}, "Each list is in alphabetical order: go through `sorted(…)`."


@pytest.mark.task("restore")
def test_my_report_shape(student):
    """Your report is about your archive."""
    got = student.expect_table(student.value("my_report"), look="`my_report` is what `compare_restore` returns.")
    known = [line[66:] for line in student.variant["manifest"].splitlines()]
    lists = [got.get("altered"), got.get("missing")]
    assert all(isinstance(names, list) for names in lists), "`my_report` is what `compare_restore` returns."
    found = [name for names in lists for name in names]
    assert found != [], "Your archive has faults, and your report finds none."
    assert all(name in known for name in found), "The names in `altered` and `missing` are those of your manifest. Read it with `lent_read_manifest`."


# --- 4. Les durées ------------------------------------------------------------------------------------------------


def make_events(*rows):
    return [{"at": at, "what": what, "state": state} for at, what, state in rows]


@pytest.mark.task("clocks")
def test_hours_between(student):
    """Hours, with their decimals, from one day to the next."""
    got = student.expect_number(student.call("hours_between", "2026-11-16T22:00", "2026-11-17T16:30"))
    assert got == pytest.approx(18.5), "From Monday 10 p.m. to Tuesday 4:30 p.m. The difference has `.total_seconds()`."


@pytest.mark.task("clocks")
def test_hours_over_days(student):
    """A gap of more than a day."""
    got = student.expect_number(student.call("hours_between", "2026-11-16T06:00", "2026-11-19T07:15"))
    assert got == pytest.approx(73.25), "Three days make 72 hours, plus an hour and a quarter."


@pytest.mark.task("clocks")
def test_last_good(student):
    """The last good backup before the attack, in a list out of order."""
    events = make_events(
        ("2026-11-17T02:00", "encrypted", ""),
        ("2026-11-16T21:00", "backup", "failed"),
        ("2026-11-17T03:00", "backup", "verified"),
        ("2026-11-16T13:00", "backup", "verified"),
        ("2026-11-15T22:00", "backup", "verified"),
        ("2026-11-16T23:00", "entry", ""),
    )
    got = student.call("last_good", events)
    assert got == "2026-11-16T13:00", "Three conditions: a backup, successful, before the attack. Then the most recent."


@pytest.mark.task("clocks")
def test_last_good_none(student):
    """No good backup."""
    events = make_events(("2026-11-16T21:00", "backup", "failed"), ("2026-11-17T02:00", "encrypted", ""))
    assert student.call("last_good", events) is None, "Nothing fits in this list: return `None`."


@pytest.mark.task("clocks")
def test_measure(student):
    """The loss, the stoppage and the two promises."""
    events = make_events(
        ("2026-11-18T01:30", "resumed", ""),
        ("2026-11-16T14:00", "backup", "verified"),
        ("2026-11-17T07:30", "stopped", ""),
        ("2026-11-17T02:00", "encrypted", ""),
    )
    got = read_hours(student, student.call("measure", events, 12, 17))
    assert sorted(got) == ["down", "loss", "rpo_met", "rto_met"], "Four labels: `loss`, `down`, `rpo_met`, `rto_met`."
    assert got["loss"] == pytest.approx(12), "The loss goes from the last good backup, 2 p.m., to the attack, 2 a.m."
    assert got["down"] == pytest.approx(18), "The stoppage goes from 7:30 a.m. to the next day, 1:30 a.m."
    if got["rpo_met"] is False and got["rto_met"] is True:
        student.mistake("promise_reversed")
    if got["rpo_met"] is False:
        student.mistake("equal_refused")
    assert (got["rpo_met"], got["rto_met"]) == (True, False), "12 hours for 12 promised: kept. 18 for 17: not kept."


@pytest.mark.task("clocks")
def test_clocks_agree(student):
    """Your four answers are those of `measure` on your events."""
    variant = student.variant
    wanted = student.call("measure", variant["events"], variant["rpo"], variant["rto"])
    swapped = student.call("measure", variant["events"], variant["rto"], variant["rpo"])
    got = student.value("clocks")
    if got == swapped != wanted:
        student.fail("Your two promises are swapped: `measure` wants the RPO first, then the RTO.")
    if got != wanted:
        student.fail("`clocks` is what `measure` returns on `my_events`, with your RPO then your RTO.")


# --- 6. Le plan ---------------------------------------------------------------------------------------------------


def copy_of(media="disk", place="shop", online=True, test=""):
    return {"name": "x", "media": media, "place": place, "online": online, "test": test}


def is_day(text):
    """Dit si ce texte est un jour de l’année, année d’abord."""
    try:
        return isinstance(text, str) and date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


GOOD = [copy_of(), copy_of("cloud", "provider"), copy_of("disk", "shop", False, "2026-12-01")]


@pytest.mark.task("plan")
def test_judge_common(student):
    """The common plan, where everything is lacking."""
    got = student.call("judge_plan", [copy_of(), copy_of()])
    assert got == ["copies", "media", "offsite", "offline", "tested"], "Two disks, at the shop, plugged in, never tested."


@pytest.mark.task("plan")
def test_judge_good(student):
    """A plan without faults."""
    got = student.call("judge_plan", GOOD)
    if (
        got == ["offsite"]
        or got == ["offline"]
        or got == ["offline", "tested"]
        or got == ["offsite", "offline", "tested"]
    ):
        student.mistake("every_copy_required")
    assert got == [], "Three copies, two kinds of media, one at a provider's, one unplugged, one test: nothing is lacking."


@pytest.mark.task("plan")
@pytest.mark.parametrize("fault", ["media", "offsite", "offline", "tested"])
def test_judge_one_fault(student, fault):
    """A plan that lacks only one thing."""
    copies = [dict(copy) for copy in GOOD]
    if fault == "media":
        copies[1]["media"] = "disk"
    if fault == "offsite":
        copies[1]["place"] = "shop"
    if fault == "offline":
        copies[2]["online"] = True
    if fault == "tested":
        copies[2]["test"] = ""
    got = student.call("judge_plan", copies)
    if fault == "media" and got == []:
        student.mistake("copies_counted_as_media")
    assert got == [fault], "Only one thing is lacking here. Each fault is judged without looking at the others."


@pytest.mark.task("plan", weight=2)
def test_my_plan(student):
    """Your plan keeps the rule, the budget and the RPO."""
    work, plan = student.given("WORK"), student.value("plan")
    rows = plan if isinstance(plan, list) else [plan]
    assert all(isinstance(copy, dict) for copy in rows), "`plan` is a list of dictionaries, `WORK` first."
    offers = {offer["name"]: offer for offer in student.variant["offers"]}
    chosen = rows[1:]
    assert rows[:1] == [work], "The first copy is `WORK`."
    assert all(copy.get("name") in offers for copy in chosen), "The copies that follow come from `my_offers`."
    names = [copy["name"] for copy in chosen]
    assert len(set(names)) == len(names), "The same offer is taken twice: that is a single copy."
    for copy in chosen:
        offer = offers[copy["name"]]
        assert {key: copy.get(key) for key in offer} == offer, "An offer changed on the way. Keep its labels as they are."
        if str(copy.get("who", "")).strip() == "":
            student.fail(
                "The copy `{name}` has nobody: `who`. Without a name, nobody will do it.".format(name=copy["name"])
            )
        if not is_day(copy.get("test")):
            student.fail(
                "The copy `{name}` has no test day: `test`, written as `2026-12-01`.".format(
                    name=copy["name"]
                )
            )
    faults = [
        len(rows) < 3,
        len({copy["media"] for copy in rows}) < 2,
        all(copy["place"] == "shop" for copy in rows),
        all(copy["online"] for copy in rows),
        not any(copy["test"] for copy in chosen),
    ]
    if faults[3] and not faults[0]:
        student.mistake("nothing_offline")
    assert faults == [False] * 5, "Give your plan to `judge_plan`: something is still lacking."
    total = sum(copy["price"] for copy in chosen)
    if total > student.variant["budget"]:
        student.mistake("over_budget", total=total)
    assert min(copy["every_hours"] for copy in chosen) <= student.variant["rpo"], "No copy is made often enough to keep the RPO."


def read_json(blob):
    """Ce que contient le fichier, ou `None` si ce n’est pas du JSON."""
    try:
        return json.loads(blob.decode("utf-8"))
    except ValueError:
        return None


@pytest.mark.task("plan")
def test_plan_file(student):
    """The JSON file holds your plan."""
    blob = student.file("plan-sauvegarde.json")
    assert read_json(blob) == student.value("plan"), "The file is not your plan. Did you write it after finishing `plan`?"
    assert b"\\u00" not in blob, "The accents have become codes. `ensure_ascii=False` keeps them readable."
    assert b"\n" in blob, "Everything is on one line. `indent=2` starts new lines, so that a person can read."
