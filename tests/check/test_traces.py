"""Traces: which kept mistake did just this, asked where a check fails without naming one."""

import msgspec
import pytest

from autograder.check.outcome import Check
from autograder.check.traces import write_trace
from autograder.content.traces import Traces, digest_trace

from .work import EDITION, make_student, run_one

CHECK = Check("checks::test_it", "work", "Titre")
ASKS = 'assert student.call("total", [1, 2]) == 3, "Additionnez."'


def take_trace(source, *, check=CHECK):
    student = make_student(source)
    student.call("total", [1, 2])
    return write_trace(check, student)


def teach(*sources: str):
    """The edition, in which the mistakes of these works are known."""
    known = {digest_trace("salt", take_trace(source)): "multiplied" for source in sources}
    return msgspec.structs.replace(
        EDITION, traces=Traces("salt", known), mistakes={"multiplied": "Vous multipliez {x}."}
    )


def test_a_check_that_fails_without_naming_a_mistake_says_the_one_whose_trace_it_is(tmp_path):
    student = make_student("def total(x): return x * 2", edition=teach("def total(x): return x + x"))
    outcome = run_one(tmp_path, ASKS, "", student=student)
    assert (("multiplied",), "failed") == (outcome.mistakes, outcome.status)
    assert "Vous multipliez {x}." in outcome.message


def test_another_result_is_told_by_the_check(tmp_path):
    student = make_student("def total(x): return 7", edition=teach("def total(x): return x + x"))
    outcome = run_one(tmp_path, ASKS, "", student=student)
    assert () == outcome.mistakes
    assert "Additionnez." in outcome.message


def test_a_mistake_that_the_check_names_goes_first(tmp_path):
    student = make_student("def total(x): return x * 2", edition=teach("def total(x): return x * 2"))
    named = 'student.call("total", [1, 2]); student.mistake("by_hand", "La phrase.")'
    assert ("by_hand",) == run_one(tmp_path, named, "", student=student).mistakes


def test_an_edition_without_the_sentence_says_nothing_of_the_mistake(tmp_path):
    edition = msgspec.structs.replace(teach("def total(x): return x * 2"), mistakes={})
    student = make_student("def total(x): return x * 2", edition=edition)
    assert () == run_one(tmp_path, ASKS, "", student=student).mistakes


def test_sets_and_dictionaries_have_one_writing():
    one = take_trace("def total(x): return {'a': {'x', 'y', 'z'}, 'b': 2}")
    other = take_trace("def total(x): return {'b': 2, 'a': {'z', 'y', 'x'}}")
    assert one == other != ""


@pytest.mark.parametrize("little", ["True", "None", "0", "[]", "''", "{}", "object()", "[object()]", "'x' * 200_000"])
def test_what_says_little_or_cannot_be_written_leaves_no_trace(little):
    assert "" == take_trace(f"def total(x): return {little}")


def test_what_resembles_little_is_told_apart_from_it():
    assert take_trace("def total(x): return 1.0")
    assert take_trace("def total(x): return [0]")


def test_what_is_drawn_leaves_no_trace():
    assert "" == take_trace("def total(x): return 5", check=msgspec.structs.replace(CHECK, drawn=True))
