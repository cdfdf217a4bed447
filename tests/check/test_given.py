"""What the exercise gives comes from the checker's own copy, whatever the learner's work made of that name."""

import json

import pytest

from autograder.check.given import Given, list_given_sources
from autograder.errors import ContentError

from .work import make_student, run_checks


def make_cell(name: str, source: str, **marks):
    nbgrader = {"grade_id": name, "locked": True, "grade": False, "solution": False} | marks
    return {"cell_type": "code", "id": name, "metadata": {"nbgrader": nbgrader}, "source": source}


NOTEBOOK = json.dumps(
    {
        "cells": [
            make_cell("setup", "from autograder.check import variant"),
            make_cell("lent", 'VECTORS = [{"size": 12}]\nstart = variant()["start"]\nprint(start)'),
            make_cell("lent-tool", 'def lent_read(path):\n    return open(path, encoding="utf-8").read()'),
            make_cell("lent-file", 'size = open("copy.bin", "wb").write(bytes(12))'),
            make_cell("answer", "VECTORS = []", locked=False, solution=True),
            make_cell("leans", "twice = answer * 2\nafter = 1"),
            make_cell("answer-check", 'check("answer")', grade=True),
            make_cell("check-all", "check_all()"),
            {"cell_type": "code", "id": "cell-7", "metadata": {}, "source": "plain = 1"},
        ]
    }
).encode()


@pytest.fixture
def given(tmp_path):
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "sizes.csv").write_text("a;b", encoding="utf-8")
    return Given(list_given_sources(NOTEBOOK), tmp_path)


def test_only_locked_cells_give():
    assert ["VECTORS", "def len", "size = ", "twice ="] == [source[:7] for source in list_given_sources(NOTEBOOK)]
    assert [] == list_given_sources(b"not a notebook")


def test_values_and_tools_are_the_exercises_own_for_each_variant(given):
    assert [3, 5] == [given.read("start", start, lambda start=start: {"start": start}) for start in (3, 5)]
    assert "a;b" == given.read("lent_read", 3, lambda: {"start": 3})("data/sizes.csv")


def test_what_given_cells_write_lies_in_no_folder_of_the_kits_or_the_learners(given, tmp_path):
    assert 12 == given.read("size", 3, lambda: {"start": 3})
    assert ["data"] == [path.name for path in tmp_path.iterdir()]


def test_a_check_may_change_what_it_was_given(given):
    given.read("VECTORS", 3, lambda: {"start": 3}).clear()
    assert [{"size": 12}] == given.read("VECTORS", 3, lambda: {"start": 3})


@pytest.mark.parametrize("name", ["twice", "after", "plain", "lost"])
def test_what_no_locked_cell_gives_alone_is_the_authors_fault(given, name):
    with pytest.raises(ContentError, match=f"« {name} »"):
        given.read(name, 3, lambda: {"start": 3})


def test_a_learner_who_empties_what_was_given_changes_nothing(tmp_path, given):
    body = '''
        @pytest.mark.task("work")
        def test_sizes(student):
            """Les tailles."""
            assert [student.call("size", vector) for vector in student.given("VECTORS")] == [12]
    '''
    student = make_student("VECTORS = []\ndef size(vector): return 0", given=lambda: given, variant={"start": 3})
    (outcome,) = run_checks(tmp_path, body, "", student=student)
    assert "failed" == outcome.status


def test_a_file_is_put_beside_the_work_without_asking_a_tool_of_its_own(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    body = '''
        @pytest.mark.task("work")
        def test_size(student):
            """La taille."""
            student.put_file("essai.bin", b"abc")
            assert student.call("measure", "essai.bin") == 3
    '''
    source = "def lent_save(path, data): raise SystemExit\ndef measure(path): return len(open(path, 'rb').read())"
    (outcome,) = run_checks(tmp_path, body, source)
    assert outcome.passed
