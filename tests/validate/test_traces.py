"""Traces: mistakes that no check names are recognised by what they do, and what learners receive tells no answer."""

from __future__ import annotations

import json

import pytest

from autograder.build import build_all
from autograder.content.kit import Kit
from autograder.content.traces import read_trace_file
from autograder.validate.run import examine, write_all_traces

from .soundkit import SLUG, SOLUTION, WRONG
from .test_rules import CHECKS, change, find


@pytest.fixture
def unnamed(kit: Kit) -> Kit:
    """The kit, with checks that name no mistake."""
    change(kit, CHECKS, "student.mistake(wrong[got])", "return")
    build_all(kit)
    return kit


def read_edition(kit: Kit, language: str = "fr") -> dict[str, object]:
    path = kit.edition_folder(SLUG, language) / "exercise.json"
    return json.loads(path.read_text(encoding="utf-8"))


def test_a_mistake_that_no_check_names_is_named_by_its_trace(unnamed: Kit):
    assert {*WRONG} == {finding.cell for finding in find(unnamed, "mistakes")}

    write_all_traces(unnamed, [SLUG])

    assert [] == find(unnamed, "mistakes")
    assert () == examine(unnamed, SLUG, rules=["build"]).findings


def test_what_ships_is_digests_and_sentences_and_nothing_of_hidden_checks(unnamed: Kit):
    write_all_traces(unnamed, [SLUG])

    written, shipped = read_trace_file(unnamed.root / SOLUTION), read_edition(unnamed)

    assert written.hidden
    assert {"salt": written.salt, "known": written.shipped} == shipped["traces"]
    assert {*WRONG} == {*written.shipped.values()} == {*shipped["mistakes"]}
    assert all(32 == len(digest) for digest in written.shipped)


def test_traces_written_again_are_the_same(unnamed: Kit):
    write_all_traces(unnamed, [SLUG])
    before = (unnamed.root / SOLUTION / "traces.json").read_bytes()
    write_all_traces(unnamed, [SLUG])
    assert before == (unnamed.root / SOLUTION / "traces.json").read_bytes()


def test_mistakes_that_checks_name_leave_no_trace(kit: Kit):
    write_all_traces(kit, [SLUG])
    assert not (kit.root / SOLUTION / "traces.json").exists()


def test_two_mistakes_that_do_the_same_have_no_trace_and_are_found(unnamed: Kit):
    change(unnamed, f"{SOLUTION}/mistakes.toml", "return number // 3", "return number * 2")
    write_all_traces(unnamed, [SLUG])
    assert not {"doubles", "thirds"} & read_trace_file(unnamed.root / SOLUTION).names
    assert ["thirds"] == [finding.cell for finding in find(unnamed, "told-apart")]


def test_a_result_that_depends_on_the_variant_leaves_no_trace(unnamed: Kit):
    (unnamed.root / SOLUTION / "variants.py").write_text(
        'def make(rng):\n    return {"public": {"number": rng.randint(100, 10**6) * 2}, "secret": {}}\n'
    )
    change(unnamed, CHECKS, '@pytest.mark.parametrize("number", [0, 1, 8, 9])\n', "")
    change(unnamed, CHECKS, "def test_half(student, number):\n", "def test_half(student):\n")
    change(unnamed, CHECKS, "    name_mistake", '    number = student.variant["number"]\n    name_mistake')
    build_all(unnamed)
    write_all_traces(unnamed, [SLUG])
    assert {} == read_trace_file(unnamed.root / SOLUTION).shipped
