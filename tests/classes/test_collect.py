"""What people and platforms hand over, and what becomes of it."""

from __future__ import annotations

import json
import os
import time
from datetime import UTC, datetime

import msgspec
import pytest

from autograder.classes.attempts import list_attempts, list_set_aside
from autograder.classes.collect import collect_files
from autograder.classes.course import Course
from autograder.errors import MissingPath

from .downloads import NIGHT, NIGHT_UTC, blank, enrol, filled, moodle, pack, write
from .samples import BAD_ADD, EXERCISE, hand_in


@pytest.fixture(autouse=True)
def _in_montreal(monkeypatch):
    """The machine is elsewhere than the class: whoever reads its clock is found out."""
    monkeypatch.setenv("TZ", "America/Montreal")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.fixture
def course(course) -> Course:
    """The class lives in Paris."""
    return _in_zone(course, "Europe/Paris")


def _in_zone(course, zone):
    return Course(course.root, msgspec.structs.replace(course.file, timezone=zone), course.config)


def _stamp(course, learner):
    return (course.folder("submitted", EXERCISE, learner) / "timestamp.txt").read_text()


def _submitted(course, learner):
    return (course.folder("submitted", EXERCISE, learner) / f"{EXERCISE}.ipynb").read_text()


def _taken(result):
    return sorted(item.learner for item in result.accepted)


# Loose files, as people name them


def test_a_loose_notebook_is_handed_in_at_its_own_time(course, tmp_path):
    path = write(tmp_path, f"alice+{EXERCISE}.ipynb", filled(course))
    os.utime(path, (1793620800, 1793620800))

    [item] = collect_files(course, [path]).accepted

    assert ("alice", EXERCISE, True) == (item.learner, item.exercise, item.newest)
    assert datetime.fromtimestamp(1793620800, UTC) == item.time
    assert path.read_text() == _submitted(course, "alice")


@pytest.mark.parametrize(
    "name",
    [
        f"alice+{EXERCISE} (1).ipynb",
        f"alice+{EXERCISE} (2) (1).ipynb",
        f"alice+{EXERCISE}-Copy1.ipynb",
        f"alice+{EXERCISE} - Copie.ipynb",
        f"alice+{EXERCISE} - Copie (2).ipynb",
        f"alice+{EXERCISE} copie.ipynb",
        f"alice+{EXERCISE} copie 3.ipynb",
        f"alice+{EXERCISE}.ipynb.txt",
        f"alice+{EXERCISE}.ipynb.json",
        f"alice+{EXERCISE}.json",
        f"alice%2B{EXERCISE}.ipynb",
        f"alice+{EXERCISE}.IPYNB",
        f"alice+{EXERCISE.upper()}.ipynb",
        f"alice {EXERCISE}.ipynb",
        f"alice_{EXERCISE}.ipynb",
        f"alice - {EXERCISE}.ipynb",
        f"{EXERCISE}_alice.ipynb",
        f"alice+{EXERCISE}_final_v2.ipynb",
        f"alice+{EXERCISE.replace('-', ' ')}.ipynb",
    ],
)
def test_a_name_as_people_write_them_is_read(course, tmp_path, name):
    enrol(course, {"alice": ("", ""), "bruno": ("", "")})
    path = write(tmp_path, name, filled(course))

    assert ["alice"] == _taken(collect_files(course, [path]))


def test_a_whole_name_says_who_it_is(course, tmp_path):
    enrol(course)
    path = write(tmp_path, f"Zoé Martin - {EXERCISE}.ipynb", filled(course))

    assert ["zoe"] == _taken(collect_files(course, [path]))


@pytest.mark.parametrize("name", [f"{EXERCISE}.ipynb", f"+{EXERCISE}.ipynb", "carnet.ipynb"])
def test_a_file_that_names_nobody_is_asked_about(course, tmp_path, name):
    path = write(tmp_path, name, filled(course))

    result = collect_files(course, [path])

    assert ([], [name]) == (result.accepted, [one.attempt.source for one in result.questions])
    assert path.exists()


@pytest.mark.parametrize("name", [f".x+{EXERCISE}.ipynb", f"a*+{EXERCISE}.ipynb", f"=1+1+{EXERCISE}.ipynb"])
def test_an_id_outside_the_alphabet_makes_no_learner(course, tmp_path, name):
    path = write(tmp_path, name, filled(course))

    result = collect_files(course, [path])

    assert ([], 1) == (result.accepted, len(result.questions))
    assert [] == list((course.root / "submitted").iterdir())


@pytest.mark.parametrize("name", ["zoee", "ZOE", "zoé", "eoz", "zo"])
def test_a_slip_beside_a_list_makes_no_learner(course, tmp_path, name):
    enrol(course)
    path = write(tmp_path, f"{name}+{EXERCISE}.ipynb", filled(course))

    result = collect_files(course, [path])

    assert [] == result.accepted
    assert [name] == [one.name for one in result.questions]


def test_a_slip_is_asked_about_where_there_is_no_list(course, tmp_path):
    collect_files(course, [write(tmp_path, f"nadia+{EXERCISE}.ipynb", filled(course))])

    result = collect_files(course, [write(tmp_path, f"Nadia+{EXERCISE}.ipynb", filled(course, BAD_ADD))])

    assert [("nadia",)] == [one.candidates for one in result.questions]


def test_without_a_list_everybody_is_new(course, tmp_path):
    paths = [write(tmp_path, f"{name}+{EXERCISE}.ipynb", filled(course)) for name in ("alice1", "alice2", "bruno")]

    assert ["alice1", "alice2", "bruno"] == _taken(collect_files(course, paths))


# Platforms


@pytest.mark.parametrize(
    "name",
    [
        moodle("Zoé Martin"),
        moodle("Zoé Martin", old=True),
        moodle("ZOÉ MARTIN"),
        moodle("Martin Zoé"),
        moodle("Zoe\u0301 Martin"),
        moodle("zoe"),
        moodle("zoe Zoé Martin"),
        moodle("Groupe TP 1-Zoé Martin"),
        f"Zoé Martin_101_assignsubmission_file_{EXERCISE}.ipynb",
        f"Cours-Devoir 1-4567/{moodle('Zoé Martin')}",
        moodle("Zoé Martin").replace(".ipynb", " (1).ipynb"),
        f"Zoé Martin_101_assignsubmission_file_/travail/{EXERCISE}/{EXERCISE}.ipynb",
        f"Zoé Martin_101_assignsubmission_file_/{EXERCISE} - Copie.ipynb",
        "Zoé Martin_101_assignsubmission_file_/carnet.ipynb",
        f"12345-67890 - Zoé Martin - 29 novembre 2026 1800/{EXERCISE}.ipynb",
        f"Devoir 1/12345-67890 - Zoé Martin - Nov 29, 2026 600 PM/{EXERCISE}.ipynb",
        f"martinzoe_12345_67890_{EXERCISE}.ipynb",
        f"martinzoé_LATE_12345_67890_{EXERCISE}-1.ipynb",
    ],
)
def test_a_platforms_download_says_who_handed_in(course, tmp_path, name):
    enrol(course)
    path = write(tmp_path, "download.zip", pack({name: filled(course), "index.html": "<html>"}))

    [item] = collect_files(course, [path]).accepted

    assert ("zoe", EXERCISE, NIGHT_UTC, "") == (item.learner, item.exercise, item.time, item.problem)


@pytest.mark.parametrize(
    ("name", "learner"), [("张 伟", "zhang"), ("Владимир Иванов", "vlad"), ("Nora ONeil", "oneil")]
)
def test_names_of_every_script_are_read_whole(course, tmp_path, name, learner):
    enrol(course)
    path = write(tmp_path, "moodle.zip", pack({moodle(name): filled(course)}))

    assert [learner] == _taken(collect_files(course, [path]))


@pytest.mark.parametrize(
    "name",
    [
        "Зоя Мартин",
        "李 伟",
        "Zoe Martin",
        "Zoé Martine",
        "Martin",
        "Jean Morin",
        "Anne-Zoé Martin",
        "Participant",
        "Léa Durand",
        "Groupe 4",
    ],
)
def test_a_name_that_is_nobodys_whole_name_is_asked_about(course, tmp_path, name):
    enrol(course)
    path = write(tmp_path, "moodle.zip", pack({moodle(name): filled(course)}))

    result = collect_files(course, [path])

    assert ([], 1) == (result.accepted, len(result.questions))


def test_moodles_number_is_nobodys(course, tmp_path):
    from autograder.classes.database import open_gradebook

    enrol(course)
    with open_gradebook(course) as gradebook:
        gradebook.update_or_create_student("jb", lms_user_id="777")
    path = write(tmp_path, "moodle.zip", pack({moodle("Zoé Martin", 777): filled(course)}))

    assert ["zoe"] == _taken(collect_files(course, [path]))


def test_canvass_number_is_a_persons_and_contradicts_a_name(course, tmp_path):
    from autograder.classes.database import open_gradebook

    enrol(course)
    with open_gradebook(course) as gradebook:
        gradebook.update_or_create_student("jb", lms_user_id="12345")
    path = write(tmp_path, "submissions.zip", pack({f"martinzoe_12345_67890_{EXERCISE}.ipynb": filled(course)}))

    [question] = collect_files(course, [path]).questions

    assert {"zoe", "jb"} == set(question.candidates)


def test_a_claim_never_overrides_who_handed_it_in(course, tmp_path):
    enrol(course)
    for name in ("Zoé Martin", "Mal Lory"):
        folder = moodle(name).partition("/")[0]
        path = write(tmp_path, "moodle.zip", pack({f"{folder}/jb+{EXERCISE}.ipynb": filled(course)}))

        result = collect_files(course, [path])

        assert ([], 1) == (result.accepted, len(result.questions))
    assert [] == list((course.root / "submitted").iterdir())


def test_a_learners_archive_cannot_pass_for_a_platforms(course, tmp_path):
    enrol(course)
    path = write(tmp_path, f"jb+{EXERCISE}.zip", pack({moodle("Zoé Martin"): filled(course)}))

    assert ["jb"] == _taken(collect_files(course, [path]))


def test_two_of_one_name_are_never_guessed(course, tmp_path):
    enrol(course, {"zoe": ("Zoé", "Martin")})
    members = {moodle("Zoé Martin", 101): filled(course), moodle("Zoé Martin", 102): filled(course, BAD_ADD)}
    path = write(tmp_path, "moodle.zip", pack(members))

    result = collect_files(course, [path])

    assert ([], 2) == (result.accepted, len(result.questions))


def test_another_number_in_the_same_activity_is_another_person(course, tmp_path):
    enrol(course, {"zoe": ("Zoé", "Martin")})
    first = write(tmp_path, "Cours-Devoir-4567.zip", pack({moodle("Zoé Martin", 101): filled(course)}))
    second = write(tmp_path, "Cours-Devoir-4567 (1).zip", pack({moodle("Zoé Martin", 102): filled(course, BAD_ADD)}))
    collect_files(course, [first])

    result = collect_files(course, [second])

    assert ([], 1) == (result.accepted, len(result.questions))


def test_old_letters_of_windows_are_read(course, tmp_path):
    enrol(course)
    for encoding in ("cp850", "cp1252", "mac_roman", "utf-8"):
        work = filled(course, f"# {encoding}\n{BAD_ADD}")
        path = write(tmp_path, "moodle.zip", pack({moodle("Zoé Martin"): work}, encoding=encoding))

        assert ["zoe"] == _taken(collect_files(course, [path])), encoding


def test_a_folder_that_was_unpacked_is_read_as_its_archive(course, tmp_path):
    enrol(course)
    for name, learner in (("Zoé Martin", 101), ("Jean-Baptiste Morin", 102)):
        write(tmp_path / "Devoir", moodle(name, learner), filled(course))

    assert ["jb", "zoe"] == _taken(collect_files(course, [tmp_path / "Devoir"]))


def test_one_persons_folder_is_read_alone(course, tmp_path):
    enrol(course)
    path = write(tmp_path, moodle("Zoé Martin"), filled(course)).parent

    assert ["zoe"] == _taken(collect_files(course, [path]))


def test_an_archive_of_archives_is_opened(course, tmp_path):
    inner = pack({f"{EXERCISE}.ipynb": filled(course)})
    path = write(
        tmp_path, "tous.zip", pack({f"alice+{EXERCISE}.zip": inner, f"bruno+{EXERCISE}.ipynb": filled(course)})
    )

    assert ["alice", "bruno"] == _taken(collect_files(course, [path]))


def test_what_is_no_work_is_named(course, tmp_path):
    enrol(course)
    path = write(
        tmp_path, "moodle.zip", pack({"Zoé Martin_101_assignsubmission_onlinetext/onlinetext.html": "<p>bonjour</p>"})
    )

    result = collect_files(course, [path])

    assert ["moodle.zip/Zoé Martin_101_assignsubmission_onlinetext"] == [name for name, _ in result.unmatched]


# What a notebook holds


def test_what_a_notebook_holds_counts_before_its_name(course, tmp_path):
    path = write(tmp_path, "alice+97-autre.ipynb", filled(course))

    assert [EXERCISE] == [item.exercise for item in collect_files(course, [path]).accepted]


@pytest.mark.parametrize(
    "names",
    [
        (f"{EXERCISE}.ipynb", f"{EXERCISE}-Copy1.ipynb"),
        (f"{EXERCISE}.ipynb", f"mon travail/{EXERCISE}.ipynb"),
        (f"{EXERCISE}/{EXERCISE}.ipynb", f"{EXERCISE}/essai final.ipynb"),
    ],
)
def test_a_blank_original_never_wins_over_a_filled_copy(course, tmp_path, names):
    original, copy = names
    path = write(tmp_path, f"alice+{EXERCISE}.zip", pack({original: blank(course), copy: filled(course)}))

    [item] = collect_files(course, [path]).accepted

    assert filled(course) == _submitted(course, "alice")
    assert (EXERCISE in original.rpartition("/")[2]) == bool(item.notes)


def test_the_files_around_the_notebook_come_with_it(course, tmp_path):
    members = {
        "Travail/carnet.ipynb": filled(course),
        "Travail/data/x.csv": "a",
        "Travail/a:b.txt": "",
        "notes.txt": "",
    }
    path = write(tmp_path, f"alice+{EXERCISE}.zip", pack(members))

    collect_files(course, [path])

    folder = course.folder("submitted", EXERCISE, "alice")
    expected = {f"{EXERCISE}.ipynb", "data", "a:b.txt", "notes.txt", "timestamp.txt"}
    assert expected == {item.name for item in folder.iterdir()}


def test_what_computers_add_is_left_out(course, tmp_path):
    junk = ("__MACOSX/._x.ipynb", ".DS_Store", f".ipynb_checkpoints/{EXERCISE}-checkpoint.ipynb", "Thumbs.db")
    members = {f"{EXERCISE}.ipynb": filled(course)} | dict.fromkeys(junk, blank(course))
    path = write(tmp_path, f"alice+{EXERCISE}.zip", pack(members))

    collect_files(course, [path])

    folder = course.folder("submitted", EXERCISE, "alice")
    assert {f"{EXERCISE}.ipynb", "timestamp.txt"} == {item.name for item in folder.iterdir()}


# When


@pytest.mark.parametrize(("zone", "hour"), [("Europe/Paris", 17), ("America/Montreal", 23), ("UTC", 18)])
def test_a_local_time_is_read_in_the_zone_of_the_class(course, tmp_path, zone, hour):
    path = write(tmp_path, f"alice+{EXERCISE}.zip", pack({f"{EXERCISE}.ipynb": filled(course)}))

    [item] = collect_files(_in_zone(course, zone), [path]).accepted

    assert (datetime(2026, 11, 29, hour, tzinfo=UTC), "zone") == (item.time, item.clock)


def test_the_archives_own_utc_counts_before_its_local_time(course, tmp_path):
    handed_in = datetime(2026, 11, 29, 9, 30, tzinfo=UTC)
    path = write(tmp_path, f"alice+{EXERCISE}.zip", pack({f"{EXERCISE}.ipynb": filled(course)}, utc=handed_in))

    [item] = collect_files(course, [path]).accepted

    assert (handed_in, "archive") == (item.time, item.clock)


def test_a_learners_manifest_is_no_evidence(course, tmp_path):
    early = {"manifest.json": json.dumps({"submitted_at": "2020-01-01T00:00:00+00:00", "learner": "bruno"})}
    members = {f"{EXERCISE}.ipynb": filled(course), "timestamp.txt": "2020-01-01 00:00:00 UTC", **early}
    path = write(tmp_path, f"alice+{EXERCISE}.zip", pack(members))

    collect_files(course, [path])

    assert _stamp(course, "alice").startswith("2026-11-29 17:00:00")
    assert not (course.folder("submitted", EXERCISE, "alice") / "manifest.json").exists()


def test_the_platforms_time_counts_before_the_learners(course, tmp_path):
    inner = pack({f"{EXERCISE}.ipynb": filled(course)}, utc=datetime(2020, 1, 1, tzinfo=UTC))
    folder = moodle("Zoé Martin").partition("/")[0]
    enrol(course)
    path = write(tmp_path, "moodle.zip", pack({f"{folder}/tp.zip": inner}))

    [item] = collect_files(course, [path]).accepted

    assert NIGHT_UTC == item.time


def test_the_time_of_the_download_makes_nobody_late(course, tmp_path):
    from autograder.classes.database import open_gradebook

    enrol(course)
    with open_gradebook(course) as gradebook:
        gradebook.update_or_create_assignment(EXERCISE, duedate="2026-11-20 12:00:00 UTC")
    members = {moodle("Zoé Martin", 101): filled(course), moodle("Jean-Baptiste Morin", 102): filled(course)}
    path = write(tmp_path, "moodle.zip", pack(members))

    result = collect_files(course, [path])

    assert {"download"} == {item.clock for item in result.accepted}
    assert all("aucun retard" in " ".join(item.notes) for item in result.accepted)
    assert not (course.folder("submitted", EXERCISE, "zoe") / "timestamp.txt").exists()


@pytest.mark.parametrize(
    ("head", "row", "encoding"),
    [
        (
            "Identifiant,Nom complet,Note,Dernière modification (note),Dernière modification (travail remis)",
            'Participant 101,Zoé Martin,,"mardi 1 décembre 2026, 09:00","dimanche 29 novembre 2026, 12:30"',
            "utf-8-sig",
        ),
        (
            "Identifier;Full name;Last modified (submission);Last modified (grade)",
            "Participant 101;Zoé Martin;Sunday, 29 November 2026, 12:30 PM;-",
            "cp1252",
        ),
    ],
)
def test_moodles_worksheet_says_when_each_person_handed_in(course, tmp_path, head, row, encoding):
    enrol(course)
    members = {moodle("Zoé Martin", 101): filled(course), moodle("Jean-Baptiste Morin", 102): filled(course)}
    path = write(tmp_path, "moodle.zip", pack(members))
    sheet = write(tmp_path, "notes.csv", f"{head}\n{row}\n".encode(encoding))

    result = collect_files(course, [path, sheet])

    times = {item.learner: (item.time, item.clock) for item in result.accepted}
    assert (datetime(2026, 11, 29, 11, 30, tzinfo=UTC), "zone") == times["zoe"]
    assert "download" == times["jb"][1]
    assert [] == result.unmatched


def test_a_time_to_come_is_now(course, tmp_path):
    path = write(tmp_path, f"alice+{EXERCISE}.zip", pack({f"{EXERCISE}.ipynb": filled(course)}, (2090, 1, 1, 0, 0, 0)))

    [item] = collect_files(course, [path]).accepted

    assert item.time <= datetime.now(UTC)


def test_nbgrader_reads_the_time_that_was_kept(course, tmp_path):
    from nbgrader.coursedir import CourseDirectory

    path = write(tmp_path, f"alice+{EXERCISE}.zip", pack({f"{EXERCISE}.ipynb": filled(course)}))
    collect_files(course, [path])

    read = CourseDirectory(root=str(course.root)).get_existing_timestamp(
        str(course.folder("submitted", EXERCISE, "alice"))
    )

    assert datetime(2026, 11, 29, 17, 0) == read


# Every attempt is kept; one counts


def _hand_in_on(course, tmp_path, day, work):
    path = write(tmp_path, f"alice+{EXERCISE}.zip", pack({f"{EXERCISE}.ipynb": work}, (2026, 11, day, *NIGHT[3:])))
    return collect_files(course, [path])


def test_every_attempt_is_kept_and_the_newest_counts(course, tmp_path):
    for day in (3, 1, 2):
        _hand_in_on(course, tmp_path, day, filled(course, f"# {day}\n{BAD_ADD}"))

    assert [1, 2, 3] == [attempt.when.day for attempt in list_attempts(course, "alice", EXERCISE)]
    assert "# 3" in _submitted(course, "alice")


def test_a_later_blank_never_replaces_an_answer(course, tmp_path):
    _hand_in_on(course, tmp_path, 1, filled(course))

    [item] = _hand_in_on(course, tmp_path, 2, blank(course)).accepted

    assert not item.newest
    assert filled(course) == _submitted(course, "alice")
    assert _stamp(course, "alice").startswith("2026-11-01")


def test_a_later_file_that_cannot_be_read_moves_nothing(course, tmp_path):
    _hand_in_on(course, tmp_path, 1, filled(course))

    [item] = _hand_in_on(course, tmp_path, 2, filled(course)[:300]).accepted

    assert item.problem
    assert not item.newest
    assert filled(course) == _submitted(course, "alice")
    assert _stamp(course, "alice").startswith("2026-11-01")
    assert [2] == [attempt.when.day for attempt in list_set_aside(course, "alice", EXERCISE)]


def test_a_first_file_that_cannot_be_read_is_kept_until_a_better_one_comes(course, tmp_path):
    [first] = _hand_in_on(course, tmp_path, 1, filled(course)[:300]).accepted
    _hand_in_on(course, tmp_path, 2, filled(course))

    assert first.problem
    assert first.newest
    assert filled(course) == _submitted(course, "alice")


def test_what_nbgrader_collected_before_is_kept_as_an_attempt(course, tmp_path):
    hand_in(course, "alice", filled(course, BAD_ADD), time="2026-11-01 10:00:00 UTC")

    _hand_in_on(course, tmp_path, 2, filled(course))

    assert ["nbgrader", f"alice+{EXERCISE}.zip"] == [one.source for one in list_attempts(course, "alice", EXERCISE)]


def test_the_same_file_again_changes_nothing(course, tmp_path):
    _hand_in_on(course, tmp_path, 1, filled(course))

    again = _hand_in_on(course, tmp_path, 1, filled(course))

    assert ([], 1) == (again.accepted, len(again.known))
    assert 1 == len(list_attempts(course, "alice", EXERCISE))


def test_a_file_that_does_not_exist_stops_before_anything(course, tmp_path):
    path = write(tmp_path, f"alice+{EXERCISE}.ipynb", filled(course))

    with pytest.raises(MissingPath):
        collect_files(course, [path, tmp_path / "absent.zip"])

    assert not course.folder("submitted", EXERCISE, "alice").exists()


@pytest.mark.parametrize("code", ["(" * 5000, "x = " + "-" * 50_000 + "1", "\x00", "lambda: " * 3000 + "0"])
def test_code_that_python_cannot_read_stops_nobody(course, tmp_path, code):
    paths = [
        write(tmp_path, f"alice+{EXERCISE}.ipynb", filled(course, code)),
        write(tmp_path, f"bruno+{EXERCISE}.ipynb", filled(course)),
    ]

    assert "bruno" in _taken(collect_files(course, paths))
