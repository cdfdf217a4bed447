from __future__ import annotations

import io
import json
import os
import time
import zipfile
from datetime import UTC, datetime

import pytest

from autograder.classes.collect import collect_files
from autograder.classes.database import open_gradebook
from autograder.errors import MissingPath

from .samples import EXERCISE, GOOD_ADD, answer, hand_in


@pytest.fixture(autouse=True)
def _in_montreal(monkeypatch):
    """Archives hold local time: a place away from UTC shows whether it is turned into it."""
    monkeypatch.setenv("TZ", "America/Montreal")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


def _zip(members, date=(2026, 11, 2, 10, 0, 0)):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, data in members.items():
            archive.writestr(zipfile.ZipInfo(name, date), data)
    return packed.getvalue()


def _stamp(course, learner):
    return (course.folder("submitted", EXERCISE, learner) / "timestamp.txt").read_text()


def test_a_loose_notebook_is_handed_in_at_its_own_time(course, tmp_path):
    path = tmp_path / f"alice+{EXERCISE}.ipynb"
    path.write_text(json.dumps(answer(course, add=GOOD_ADD)))
    os.utime(path, (1793620800, 1793620800))

    [item] = collect_files(course, [path]).accepted

    assert ("alice", EXERCISE, True) == (item.learner, item.exercise, item.newest)
    assert datetime.fromtimestamp(1793620800, UTC) == item.time
    assert (course.folder("submitted", EXERCISE, "alice") / f"{EXERCISE}.ipynb").read_text() == path.read_text()


def test_nbgrader_reads_the_time_that_was_kept(course, tmp_path):
    from nbgrader.coursedir import CourseDirectory

    path = tmp_path / f"alice+{EXERCISE}.zip"
    path.write_bytes(_zip({f"{EXERCISE}.ipynb": "{}"}))
    collect_files(course, [path])

    read = CourseDirectory(root=str(course.root)).get_existing_timestamp(
        str(course.folder("submitted", EXERCISE, "alice"))
    )

    assert datetime(2026, 11, 2, 15, 0) == read


def test_the_archive_says_when_it_was_made(course, tmp_path):
    path = tmp_path / f"alice+{EXERCISE}.zip"
    manifest = json.dumps({"submitted_at": "2026-11-01T08:00:00+00:00"})
    path.write_bytes(
        _zip(
            {f"{EXERCISE}/{EXERCISE}.ipynb": "{}", f"{EXERCISE}/data/x.csv": "a", f"{EXERCISE}/manifest.json": manifest}
        )
    )

    collect_files(course, [path])

    folder = course.folder("submitted", EXERCISE, "alice")
    assert _stamp(course, "alice").startswith("2026-11-01 08:00:00")
    assert {f"{EXERCISE}.ipynb", "data", "timestamp.txt"} == {item.name for item in folder.iterdir()}


def test_a_time_that_the_learner_put_in_the_archive_is_not_believed(course, tmp_path):
    path = tmp_path / f"alice+{EXERCISE}.zip"
    path.write_bytes(_zip({f"{EXERCISE}.ipynb": "{}", "timestamp.txt": "2020-01-01 00:00:00 UTC"}))

    collect_files(course, [path])

    assert _stamp(course, "alice").startswith("2026-11-02 15:00:00")


def test_moodles_time_counts_before_the_learners(course, tmp_path):
    manifest = json.dumps({"submitted_at": "2020-01-01T00:00:00+00:00"})
    inner = _zip({f"{EXERCISE}.ipynb": "{}", "manifest.json": manifest})
    path = tmp_path / "Cours-Devoir-345.zip"
    path.write_bytes(
        _zip({f"Alice Roy_345_assignsubmission_file_/alice+{EXERCISE}.zip": inner}, (2026, 11, 3, 9, 30, 0))
    )

    [item] = collect_files(course, [path]).accepted

    assert datetime(2026, 11, 3, 14, 30, tzinfo=UTC) == item.time


def test_a_time_to_come_is_now(course, tmp_path):
    path = tmp_path / f"alice+{EXERCISE}.zip"
    path.write_bytes(_zip({f"{EXERCISE}.ipynb": "{}"}, (2090, 1, 1, 0, 0, 0)))

    [item] = collect_files(course, [path]).accepted

    assert item.time <= datetime.now(UTC)


def test_every_attempt_is_kept_and_the_newest_is_graded(course, tmp_path):
    for day, text in ((3, "third"), (1, "first"), (2, "second")):
        path = tmp_path / f"alice+{EXERCISE}.zip"
        path.write_bytes(_zip({f"{EXERCISE}.ipynb": text}, (2026, 11, day, 10, 0, 0)))
        collect_files(course, [path])

    attempts = course.own / "attempts" / "alice" / EXERCISE
    assert 3 == len(list(attempts.iterdir()))
    assert "third" == (course.folder("submitted", EXERCISE, "alice") / f"{EXERCISE}.ipynb").read_text()


def test_what_nbgrader_collected_before_is_kept_as_an_attempt(course, tmp_path):
    hand_in(course, "alice", "by nbgrader", time="2026-11-01 10:00:00 UTC")
    path = tmp_path / f"alice+{EXERCISE}.zip"
    path.write_bytes(_zip({f"{EXERCISE}.ipynb": "newer"}))

    collect_files(course, [path])

    kept = (course.own / "attempts" / "alice" / EXERCISE).rglob("*.ipynb")
    assert {"by nbgrader", "newer"} == {item.read_text() for item in kept}


def test_the_same_file_again_changes_nothing(course, tmp_path):
    path = tmp_path / f"alice+{EXERCISE}.zip"
    path.write_bytes(_zip({f"{EXERCISE}.ipynb": "{}"}))
    collect_files(course, [path])

    again = collect_files(course, [path])

    assert ([], 1) == (again.accepted, len(again.known))
    assert 1 == len(list((course.own / "attempts" / "alice" / EXERCISE).iterdir()))


def test_a_browsers_second_download_is_recognised(course, tmp_path):
    path = tmp_path / f"jean-rené+{EXERCISE} (1).zip"
    path.write_bytes(_zip({f"{EXERCISE}.ipynb": "{}"}))

    assert ["jean-rené"] == [item.learner for item in collect_files(course, [path]).accepted]


@pytest.mark.parametrize(
    "name",
    [
        f"{EXERCISE}.ipynb",
        "alice+97-autre.ipynb",
        f"+{EXERCISE}.ipynb",
        f".x+{EXERCISE}.ipynb",
        "alice.zip",
        f"a*+{EXERCISE}.ipynb",
    ],
)
def test_a_name_that_says_nothing_is_listed_and_left(course, tmp_path, name):
    path = tmp_path / name
    path.write_bytes(_zip({f"{EXERCISE}.ipynb": "{}"}))

    result = collect_files(course, [path])

    assert [name] == [item for item, _reason in result.unmatched]
    assert path.exists()
    assert [] == list(course.folder("submitted", EXERCISE, "x").parent.parent.iterdir())


def test_moodles_names_are_matched_with_the_gradebooks(course, tmp_path):
    with open_gradebook(course) as gradebook:
        gradebook.add_student("zr17", first_name="Zoé", last_name="Roy")
        gradebook.add_student("b2", lms_user_id="77")
    path = tmp_path / "moodle.zip"
    path.write_bytes(
        _zip(
            {
                f"Roy Zoe_345_assignsubmission_file_/{EXERCISE}.ipynb": "zoé",
                f"Qui Que_77_assignsubmission_file_{EXERCISE}.ipynb": "bruno",
                f"Ada Nuit_9_assignsubmission_file_/{EXERCISE}.ipynb": "?",
                "Léo Sol_10_assignsubmission_onlinetext_/onlinetext.html": "?",
            }
        )
    )

    result = collect_files(course, [path])

    assert {"zr17", "b2"} == {item.learner for item in result.accepted}
    assert {"Ada Nuit_9", "Léo Sol_10"} == {name for name, _reason in result.unmatched}
    assert all("nbgrader db student add" in reason for _name, reason in result.unmatched)


def test_a_name_that_is_not_ones_own_is_not_taken(course, tmp_path):
    with open_gradebook(course) as gradebook:
        gradebook.add_student("zr17", first_name="Zoé", last_name="Roy")
    path = tmp_path / "moodle.zip"
    path.write_bytes(_zip({f"Zoé Roy_345_assignsubmission_file_/alice+{EXERCISE}.ipynb": "{}"}))

    result = collect_files(course, [path])

    assert [] == result.accepted
    assert "pas de zr17" in result.unmatched[0][1]


def test_two_people_under_one_name_are_both_listed(course, tmp_path):
    path = tmp_path / "moodle.zip"
    path.write_bytes(
        _zip({f"{name}_assignsubmission_file_/alice+{EXERCISE}.ipynb": name for name in ("Ada N_1", "Bob M_2")})
    )

    result = collect_files(course, [path])

    assert ([], 2) == (result.accepted, len(result.unmatched))


def test_a_file_that_does_not_exist_stops_before_anything(course, tmp_path):
    path = tmp_path / f"alice+{EXERCISE}.zip"
    path.write_bytes(_zip({f"{EXERCISE}.ipynb": "{}"}))

    with pytest.raises(MissingPath):
        collect_files(course, [path, tmp_path / "absent.zip"])

    assert not course.folder("submitted", EXERCISE, "alice").exists()
