"""One state for what each person handed in, and everybody told the same: gradebook, table, report, page, feedback."""

from __future__ import annotations

import csv
import io
import json
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from autograder.classes.collect import collect_files
from autograder.classes.duedates import count_seconds_late
from autograder.classes.exports import EXPORTS, read_marks
from autograder.classes.feedback import write_feedback
from autograder.classes.grade import grade_class
from autograder.classes.records import read_record
from autograder.classes.report import write_class_report
from autograder.teach.page import describe_class

from .downloads import blank, filled, pack, write
from .gradebooks import read_rows, read_scores
from .samples import BAD_ADD, EXERCISE, hand_in

FIRST, SECOND = "2026-11-02 10:00:00 UTC", "2026-11-09 10:00:00 UTC"


def _tell(course, learner):
    """What each of those who show it says of a learner's state, and the date that the gradebook has."""
    data = json.loads(write_class_report(course).with_suffix(".json").read_text())
    [row] = [row for row in data["exercises"][0]["learners"] if row["learner"] == learner]
    table = list(
        csv.reader(io.StringIO(EXPORTS["csv"].write(read_marks(course), b"").data.decode("utf-8-sig")), delimiter=";")
    )
    [line] = [line for line in table if line[0] == learner]
    dates = {submission[0]: str(submission[2])[:10] for submission in read_rows(course)["submissions"]}
    return row["state"], row["score"], line[3], line[4], dates.get(learner, "")


def _list_reasons(course, learner):
    """Why a person should look, on the class page."""
    people = describe_class(course, "/")["people"]
    return " ".join(reason for person in people if person["learner"] == learner for reason in person["reasons"])


@pytest.mark.parametrize("later", ["broken", "blank", "empty folder"])
@pytest.mark.parametrize("road", ["exchange", "files"])
def test_what_comes_later_and_is_no_work_moves_nothing(course, tmp_path, road, later):
    """Neither points, nor date, nor page; and it is said everywhere."""
    work = {"broken": filled(course)[:400], "blank": blank(course), "empty folder": None}[later]
    for day, content, stamp in ((2, filled(course), FIRST), (9, work, SECOND)):
        if road == "exchange":
            folder = hand_in(course, "alice", content or "", time=stamp)
            if content is None:
                (folder / f"{EXERCISE}.ipynb").unlink()
        elif content is None:
            path = write(tmp_path, f"alice+{EXERCISE}.zip", pack({"notes.txt": "x"}, (2026, 11, day, 10, 0, 0)))
            assert 1 == len(collect_files(course, [path]).unmatched)
        else:
            path = write(
                tmp_path, f"alice+{EXERCISE}.zip", pack({f"{EXERCISE}.ipynb": content}, (2026, 11, day, 10, 0, 0))
            )
            collect_files(course, [path])
        grade_class(course)
    write_feedback(course, EXERCISE)

    state, score, mark, word, date = _tell(course, "alice")
    assert (4.0, "4", "2026-11-02") == (score, mark, date)
    assert {"add-check": (4.0, False)}.items() <= read_scores(course, "alice").items()
    assert ("waiting", "attend une personne") == (state, word) or ("graded", "notée") == (state, word)
    page = (course.folder("feedback", EXERCISE, "alice") / f"{EXERCISE}.html").read_text()
    if not (road == "files" and work is None):  # Nothing was handed in that the class could keep.
        assert "2026-11-09" in page
        assert "2026-11-09" in _list_reasons(course, "alice")


def test_what_was_put_aside_is_not_graded_again(course):
    hand_in(course, "alice", filled(course), time=FIRST)
    grade_class(course)
    hand_in(course, "alice", "abîmé", time=SECOND)

    first, second = grade_class(course), grade_class(course)

    assert (1, 0) == (len(first.records), len(second.records))
    assert [True] == [record.damaged_later for record in first.problems]


def test_a_better_work_takes_the_place_of_both(course):
    hand_in(course, "alice", filled(course, BAD_ADD), time=FIRST)
    grade_class(course)
    hand_in(course, "alice", "abîmé", time=SECOND)
    grade_class(course)
    hand_in(course, "alice", filled(course), time="2026-11-10 10:00:00 UTC")
    grade_class(course)

    assert (4.0, "2026-11-10") == (_tell(course, "alice")[1], _tell(course, "alice")[4])
    assert () == read_record(course, EXERCISE, "alice").later


def test_a_work_that_cannot_be_read_has_no_score_and_its_learner_is_told(course):
    hand_in(course, "alice", "abîmé", time=FIRST)
    grade_class(course)
    [path] = write_feedback(course, EXERCISE)

    assert ("unreadable", None, "", "illisible") == _tell(course, "alice")[:4]
    assert "illisible" in path.read_text()
    assert "n’est pas du JSON" in path.read_text()


def test_a_work_whose_owner_is_asked_for_is_counted_nowhere_and_named_everywhere(course, tmp_path):
    hand_in(course, "alice", filled(course), time=FIRST)
    grade_class(course)
    collect_files(course, [write(tmp_path, "carnet.ipynb", filled(course))])

    report = write_class_report(course)
    table = EXPORTS["csv"].write(read_marks(course), b"").data.decode("utf-8-sig")
    [waiting] = json.loads(report.with_suffix(".json").read_text())["waiting"]

    assert ("unmatched", EXERCISE, "") == (waiting["state"], waiting["exercise"], waiting["source"])
    assert "Remises dont il faut dire de qui elles sont" in report.read_text()
    assert "carnet.ipynb" in table
    assert "sans propriétaire connu" in table
    assert 1 == len(describe_class(course, "/")["waiting"])


PARIS = ZoneInfo("Europe/Paris")


@pytest.mark.parametrize(
    ("due", "days", "handed_in", "late"),
    [
        # Due on Friday 23 October at 18:00 in Paris; clocks go back in the night to Sunday.
        ("2026-10-23 16:00", 3, "2026-10-26 17:00", 0),
        ("2026-10-23 16:00", 3, "2026-10-26 17:01", 60),
        # Due on Friday 27 March at 18:00; clocks go forward.
        ("2026-03-27 17:00", 3, "2026-03-30 16:00", 0),
        ("2026-03-27 17:00", 3, "2026-03-30 16:01", 60),
        ("2026-11-02 17:00", 1, "2026-11-03 17:00", 0),
    ],
)
def test_a_day_of_extension_is_a_day_on_the_calendar(due, days, handed_in, late):
    times = [datetime.strptime(text, "%Y-%m-%d %H:%M") for text in (handed_in, due)]

    assert late == count_seconds_late(*times, timedelta(days=days), PARIS)


def test_hours_of_extension_stay_hours():
    due = datetime(2026, 10, 24, 20, 0, tzinfo=UTC).replace(tzinfo=None)

    assert 0 == count_seconds_late(due + timedelta(hours=5), due, timedelta(hours=5), PARIS)
    assert 1 == count_seconds_late(due + timedelta(hours=5, seconds=1), due, timedelta(hours=5), PARIS)


@pytest.mark.parametrize("copy", [f"{EXERCISE}-Copy1.ipynb", "mon travail/essai.ipynb", f"{EXERCISE} - Copie.ipynb"])
def test_a_filled_copy_beside_a_blank_original_is_graded_on_every_road(course, copy):
    hand_in(course, "alice", blank(course), time=FIRST)
    hand_in(course, "alice", filled(course), time="", name=copy)

    [record] = grade_class(course).records

    assert 4.0 == record.report.find_task("add").score
    assert copy in " ".join(record.reasons)
