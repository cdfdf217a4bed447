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
    """Le manifeste de deux fichiers dont l’empreinte est publiée."""
    text = student.expect_text(student.call("make_manifest", {"b.txt": b"", "a.txt": b"abc"}))
    assert text == f"{ABC}  a.txt\n{EMPTY}  b.txt\n", "Une ligne : l’empreinte en hexadécimal, deux espaces, le nom, le retour à la ligne."


@pytest.mark.task("manifest")
def test_read_manifest(student):
    """Un manifeste fait ailleurs : espaces dans un nom, étoile, ligne vide."""
    text = f"{ABC}  mes notes.txt\n\n{EMPTY} *paie/vide.txt\n"
    got = student.expect_table(student.call("read_manifest", text))
    if "" in got:
        student.mistake("blank_line_read")
    if ABC in got or EMPTY in got:
        student.mistake("map_reversed")
    if "mes" in got or "notes.txt" in got:
        student.mistake("cut_at_spaces")
    assert got == {"mes notes.txt": ABC, "paie/vide.txt": EMPTY}, "Le nom va de la place 66 à la fin, l’empreinte des 64 premiers signes."


@pytest.mark.task("manifest")
@settings(max_examples=6)
@given(names=st.lists(st.text("abé _/.", min_size=1, max_size=9), max_size=4, unique=True))
def test_manifest_round_trip(student, names):
    """Ce que l’on écrit se relit."""
    files = {name: name.encode("utf-8") for name in names}
    text = student.call("make_manifest", files)
    assert student.call("read_manifest", text) == {name: sha256(data) for name, data in files.items()}, "Votre lecture ne retrouve pas ce que votre écriture a fait."


# --- 3. Restaurer -------------------------------------------------------------------------------------------------


@pytest.mark.task("restore")
def test_restore(student):
    """Les fichiers d’une archive, sans ses dossiers."""
    got = student.expect_table(
        student.call("restore", make_zip({"paie/a.csv": b"1;2", "b.txt": b""}, ["paie/"])),
        look="`restore` rend un dictionnaire : du nom aux octets.",
    )
    if "paie/" in got:
        student.mistake("folders_kept")
    assert got == {"paie/a.csv": b"1;2", "b.txt": b""}, "L’archive a deux fichiers : `paie/a.csv`, et `b.txt`, qui est vide mais qui existe."


@pytest.mark.task("restore")
def test_compare_altered(student):
    """Un contenu changé, à longueur égale."""
    got = student.expect_table(
        student.call("compare_restore", {"a.csv": sha256(b"1;2"), "b.txt": EMPTY}, {"a.csv": b"1;3", "b.txt": b""}),
        look="`compare_restore` rend un dictionnaire de trois listes.",
    )
    assert got == {"altered": ["a.csv"], "missing": [], "extra": []}, "Seul `a.csv` a changé. Rien ne manque, rien n’est de trop."


@pytest.mark.task("restore")
def test_compare_missing_extra(student):
    """Un fichier qui manque, un fichier de trop."""
    got = student.call("compare_restore", {"a": ABC, "perdu": ABC}, {"a": b"abc", "neuf": b""})
    assert got == {"altered": [], "missing": ["perdu"], "extra": ["neuf"]}, "`perdu` manque, `neuf` est de trop, et `a` est intact."


@pytest.mark.task("restore")
def test_compare_sorted(student):
    """Les trois listes sont triées."""
    manifest = dict.fromkeys(["d", "c", "f", "e"], EMPTY)
    got = student.call("compare_restore", manifest, {"f": b"x", "e": b"x", "z": b"", "y": b""})
    assert got == {"altered": ["e", "f"], "missing": ["c", "d"], "extra": ["y", "z"]}, "Chaque liste est dans l’ordre alphabétique : parcourez `sorted(…)`."


@pytest.mark.task("restore")
def test_my_report_shape(student):
    """Votre rapport porte sur votre archive."""
    got = student.expect_table(student.value("my_report"), look="`my_report` est ce que rend `compare_restore`.")
    known = [line[66:] for line in student.variant["manifest"].splitlines()]
    lists = [got.get("altered"), got.get("missing")]
    assert all(isinstance(names, list) for names in lists), "`my_report` est ce que rend `compare_restore`."
    found = [name for names in lists for name in names]
    assert found != [], "Votre archive a des fautes, et votre rapport n’en trouve aucune."
    assert all(name in known for name in found), "Les noms de `altered` et de `missing` sont ceux de votre manifeste. Lisez-le avec `lent_read_manifest`."


# --- 4. Les durées ------------------------------------------------------------------------------------------------


def make_events(*rows):
    return [{"at": at, "what": what, "state": state} for at, what, state in rows]


@pytest.mark.task("clocks")
def test_hours_between(student):
    """Des heures, avec leurs décimales, d’un jour à l’autre."""
    got = student.expect_number(student.call("hours_between", "2026-11-16T22:00", "2026-11-17T16:30"))
    assert got == pytest.approx(18.5), "De lundi 22 h à mardi 16 h 30. La différence a `.total_seconds()`."


@pytest.mark.task("clocks")
def test_hours_over_days(student):
    """Plus d’un jour d’écart."""
    got = student.expect_number(student.call("hours_between", "2026-11-16T06:00", "2026-11-19T07:15"))
    assert got == pytest.approx(73.25), "Trois jours font 72 heures, plus une heure et quart."


@pytest.mark.task("clocks")
def test_last_good(student):
    """La dernière bonne sauvegarde d’avant l’attaque, dans une liste en désordre."""
    events = make_events(
        ("2026-11-17T02:00", "encrypted", ""),
        ("2026-11-16T21:00", "backup", "failed"),
        ("2026-11-17T03:00", "backup", "verified"),
        ("2026-11-16T13:00", "backup", "verified"),
        ("2026-11-15T22:00", "backup", "verified"),
        ("2026-11-16T23:00", "entry", ""),
    )
    got = student.call("last_good", events)
    assert got == "2026-11-16T13:00", "Trois conditions : une sauvegarde, réussie, avant l’attaque. Puis la plus récente."


@pytest.mark.task("clocks")
def test_last_good_none(student):
    """Aucune bonne sauvegarde."""
    events = make_events(("2026-11-16T21:00", "backup", "failed"), ("2026-11-17T02:00", "encrypted", ""))
    assert student.call("last_good", events) is None, "Rien ne convient dans cette liste : rendez `None`."


@pytest.mark.task("clocks")
def test_measure(student):
    """La perte, l’arrêt et les deux promesses."""
    events = make_events(
        ("2026-11-18T01:30", "resumed", ""),
        ("2026-11-16T14:00", "backup", "verified"),
        ("2026-11-17T07:30", "stopped", ""),
        ("2026-11-17T02:00", "encrypted", ""),
    )
    got = read_hours(student, student.call("measure", events, 12, 17))
    assert sorted(got) == ["down", "loss", "rpo_met", "rto_met"], "Quatre étiquettes : `loss`, `down`, `rpo_met`, `rto_met`."
    assert got["loss"] == pytest.approx(12), "La perte va de la dernière bonne sauvegarde, 14 h, à l’attaque, 2 h."
    assert got["down"] == pytest.approx(18), "L’arrêt va de 7 h 30 au lendemain, 1 h 30."
    if got["rpo_met"] is False and got["rto_met"] is True:
        student.mistake("promise_reversed")
    if got["rpo_met"] is False:
        student.mistake("equal_refused")
    assert (got["rpo_met"], got["rto_met"]) == (True, False), "12 heures sur 12 promises : tenu. 18 sur 17 : non."


@pytest.mark.task("clocks")
def test_clocks_agree(student):
    """Vos quatre réponses sont celles de `measure` sur vos événements."""
    variant = student.variant
    wanted = student.call("measure", variant["events"], variant["rpo"], variant["rto"])
    swapped = student.call("measure", variant["events"], variant["rto"], variant["rpo"])
    got = student.value("clocks")
    if got == swapped != wanted:
        student.fail("Vos deux promesses sont échangées : `measure` veut le RPO d’abord, puis le RTO.")
    if got != wanted:
        student.fail("`clocks` est ce que rend `measure` sur `my_events`, avec votre RPO puis votre RTO.")


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
    """Le plan courant, où tout manque."""
    got = student.call("judge_plan", [copy_of(), copy_of()])
    assert got == ["copies", "media", "offsite", "offline", "tested"], "Deux disques, à la boutique, branchés, jamais essayés."


@pytest.mark.task("plan")
def test_judge_good(student):
    """Un plan sans défaut."""
    got = student.call("judge_plan", GOOD)
    if (
        got == ["offsite"]
        or got == ["offline"]
        or got == ["offline", "tested"]
        or got == ["offsite", "offline", "tested"]
    ):
        student.mistake("every_copy_required")
    assert got == [], "Trois copies, deux supports, une chez un fournisseur, une débranchée, un essai : rien ne manque."


@pytest.mark.task("plan")
@pytest.mark.parametrize("fault", ["media", "offsite", "offline", "tested"])
def test_judge_one_fault(student, fault):
    """Un plan auquel il ne manque qu’une chose."""
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
    assert got == [fault], "Il ne manque ici qu’une chose. Chaque défaut se juge sans regarder les autres."


@pytest.mark.task("plan", weight=2)
def test_my_plan(student):
    """Votre plan tient la règle, le budget et le RPO."""
    work, plan = student.given("WORK"), student.value("plan")
    rows = plan if isinstance(plan, list) else [plan]
    assert all(isinstance(copy, dict) for copy in rows), "`plan` est une liste de dictionnaires, `WORK` d’abord."
    offers = {offer["name"]: offer for offer in student.variant["offers"]}
    chosen = rows[1:]
    assert rows[:1] == [work], "La première copie est `WORK`."
    assert all(copy.get("name") in offers for copy in chosen), "Les copies qui suivent viennent de `my_offers`."
    names = [copy["name"] for copy in chosen]
    assert len(set(names)) == len(names), "La même offre est prise deux fois : c’est une seule copie."
    for copy in chosen:
        offer = offers[copy["name"]]
        assert {key: copy.get(key) for key in offer} == offer, "Une offre a changé en route. Gardez ses étiquettes telles quelles."
        if str(copy.get("who", "")).strip() == "":
            student.fail(
                "La copie `{name}` n’a personne : `who`. Sans nom, personne ne la fera.".format(name=copy["name"])
            )
        if not is_day(copy.get("test")):
            student.fail(
                "La copie `{name}` n’a pas de jour d’essai : `test`, écrit comme `2026-12-01`.".format(
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
    assert faults == [False] * 5, "Passez votre plan à `judge_plan` : il manque encore quelque chose."
    total = sum(copy["price"] for copy in chosen)
    if total > student.variant["budget"]:
        student.mistake("over_budget", total=total)
    assert min(copy["every_hours"] for copy in chosen) <= student.variant["rpo"], "Aucune copie ne se fait assez souvent pour tenir le RPO."


def read_json(blob):
    """Ce que contient le fichier, ou `None` si ce n’est pas du JSON."""
    try:
        return json.loads(blob.decode("utf-8"))
    except ValueError:
        return None


@pytest.mark.task("plan")
def test_plan_file(student):
    """Le fichier JSON contient votre plan."""
    blob = student.file("plan-sauvegarde.json")
    assert read_json(blob) == student.value("plan"), "Le fichier n’est pas votre plan. L’avez-vous écrit après avoir fini `plan` ?"
    assert b"\\u00" not in blob, "Les accents sont devenus des codes. `ensure_ascii=False` les garde lisibles."
    assert b"\n" in blob, "Tout est sur une ligne. `indent=2` va à la ligne, pour qu’une personne puisse lire."
