"""Whose a work is, asked once: the table that a person fills, what is taken then, and what is remembered."""

from __future__ import annotations

import csv
import io

import pytest

from autograder.classes.collect import collect_files
from autograder.classes.memory import read_memory
from autograder.classes.privacy import forget
from autograder.classes.rename import rename_learner
from autograder.classes.waiting import list_questions, questions_file, read_answers
from autograder.errors import ClassError
from autograder.language import use_language

from .downloads import enrol, filled, moodle, pack, write
from .samples import BAD_ADD, EXERCISE


@pytest.fixture
def asked(course, tmp_path):
    """Two people of one name, and one whom nobody knows."""
    enrol(course)
    people = {moodle("Léa Durand", 7): filled(course), moodle("Léa Durand", 8): filled(course, BAD_ADD)}
    people[moodle("=HYPERLINK(1)", 9)] = filled(course)
    collect_files(course, [write(tmp_path, "moodle.zip", pack(people))])
    return course


def _fill(course, answers, path, encoding="utf-8-sig", delimiter=";"):
    """Fill the last column as a spreadsheet would, and write the table as it would."""
    rows = list(csv.reader(io.StringIO(questions_file(course).read_text("utf-8-sig")), delimiter=";"))
    for row in rows[1:]:
        row[-1] = next((answer for part, answer in answers.items() if part in row[2]), "")
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows(rows)
    path.write_bytes(out.getvalue().encode(encoding))
    return path


def _taken(result):
    return sorted(item.learner for item in result.accepted)


@pytest.mark.parametrize(
    ("encoding", "delimiter"), [("utf-8-sig", ";"), ("cp1252", ";"), ("utf-16", "\t"), ("utf-8", ",")]
)
def test_a_filled_table_is_read_however_it_was_saved(asked, tmp_path, encoding, delimiter):
    path = _fill(asked, {"_7_": "lea2", "_8_": "lea1", "_9_": "-"}, tmp_path / "who.csv", encoding, delimiter)

    result = collect_files(asked, [], read_answers(path))

    assert ["lea1", "lea2"] == _taken(result)
    assert ([], False) == (list_questions(asked), questions_file(asked).exists())


def test_what_was_answered_is_not_asked_again(asked, tmp_path):
    collect_files(asked, [], read_answers(_fill(asked, {"_7_": "lea2", "_9_": "-"}, tmp_path / "who.csv")))
    later = {moodle("Léa Durand", 7): filled(asked, f"# 2\n{BAD_ADD}"), moodle("=HYPERLINK(1)", 9): filled(asked)}

    result = collect_files(asked, [write(tmp_path, "encore.zip", pack(later, (2026, 11, 30, 9, 0, 0)))])

    assert (["lea2"], []) == (_taken(result), result.questions)


def test_the_same_question_is_asked_once(asked, tmp_path):
    collect_files(asked, [tmp_path / "moodle.zip"])

    assert 3 == len(list_questions(asked))


def test_a_table_of_names_and_ids_will_do(asked, tmp_path):
    path = write(tmp_path, "noms.csv", "Zoe Martin;zoe\nMal Lory;jb\n")
    works = {moodle("Zoe Martin", 21): filled(asked), moodle("Mal Lory", 22): filled(asked, BAD_ADD)}

    result = collect_files(asked, [write(tmp_path, "b.zip", pack(works))], read_answers(path))

    assert ["jb", "zoe"] == _taken(result)


@pytest.mark.parametrize(
    ("answer", "expected"), [("nouveau:nadia", ["nadia"]), ("new: nadia", ["nadia"]), ("zoe jb", ["jb", "zoe"])]
)
def test_somebody_new_and_a_team_can_be_named(asked, tmp_path, answer, expected):
    path = _fill(asked, {"_9_": answer}, tmp_path / "who.csv")

    assert expected == _taken(collect_files(asked, [], read_answers(path)))


@pytest.mark.parametrize("answer", ["zoee", "../evil", "nouveau:=1+1", "Léa Durand"])
def test_an_answer_that_names_nobody_is_refused_and_the_question_stays(asked, tmp_path, answer):
    path = _fill(asked, {"_9_": answer}, tmp_path / "who.csv")

    result = collect_files(asked, [], read_answers(path))

    assert ([], 1, 3) == (result.accepted, len(result.refused), len(list_questions(asked)))


def test_no_cell_of_the_table_is_a_formula(asked):
    rows = csv.reader(io.StringIO(questions_file(asked).read_text("utf-8-sig")), delimiter=";")

    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "@", "\t"))]


def test_the_table_speaks_the_readers_language(asked, tmp_path):
    with use_language("en"):
        collect_files(asked, [tmp_path / "moodle.zip"])

        assert questions_file(asked).read_text("utf-8-sig").splitlines()[0].endswith(";learner")


@pytest.mark.parametrize("content", ["", "seul", "a\nb\n"])
def test_another_file_is_refused_with_what_to_do(tmp_path, content):
    with pytest.raises(ClassError, match=r"who\.csv"):
        read_answers(write(tmp_path, "x.csv", content))


def test_a_forgotten_person_is_in_no_answer_and_no_question(asked, tmp_path):
    collect_files(asked, [], read_answers(_fill(asked, {"_7_": "lea2"}, tmp_path / "who.csv")))

    forget(asked, "lea2")

    memory = read_memory(asked)
    assert "lea2" not in " ".join(memory.answers.values())
    assert [] == [one for table in memory.numbers.values() for one in table.values() if one.learner == "lea2"]
    assert "lea2" not in questions_file(asked).read_text("utf-8-sig") if questions_file(asked).exists() else True


def test_a_new_id_stands_in_what_is_remembered(asked, tmp_path):
    collect_files(asked, [], read_answers(_fill(asked, {"_7_": "lea2"}, tmp_path / "who.csv")))

    rename_learner(asked, "lea2", "lea.durand")

    assert "lea.durand" in read_memory(asked).answers.values()
    assert EXERCISE in read_memory(asked).numbers
