"""Properties: their examples are drawn once, tried on many works, and say what Hypothesis alone would say."""

import datetime as dt
import random

import pytest

from autograder.check import properties
from autograder.check.pools import NotReusable, renew
from autograder.check.runner import CheckSuite

from .work import make_student, write_checks

HEAD = "from hypothesis import assume, event, given, note, settings, strategies as st, target\n"
TOTAL = '''
@pytest.mark.task("work")
@given(items=st.lists(st.integers(-9, 9), max_size=6))
def test_total(student, items):
    """Le total."""
    assert student.call("total", items) == sum(items)
'''
RIGHT = "asked = []\ndef total(items):\n    asked.append(list(items))\n    return sum(items)"


def collect(folder, body):
    return CheckSuite.collect([write_checks(folder, HEAD + body)], lang="fr")


def ask(suite, source=RIGHT, seed=0):
    """Run the one property; return its outcome and what the work was asked."""
    student = make_student(source)
    (outcome,) = suite.run(student, seed=seed)
    return outcome, student.transport.namespace.get("asked")


@pytest.fixture
def engine_runs(monkeypatch):
    """How often Hypothesis itself was set to work."""
    runs = []
    kept = properties.Property._have_drawn

    def count(self, *others):
        runs.append(1)
        return kept(self, *others)

    monkeypatch.setattr(properties.Property, "_have_drawn", count)
    return runs


def test_examples_are_drawn_once_for_many_works(tmp_path, engine_runs):
    suite = collect(tmp_path, TOTAL)
    asked = [ask(suite, seed=7)[1] for _ in range(60)]
    assert 1 == len(engine_runs)
    assert 1 == len({str(one) for one in asked})
    assert all(len(one) == properties.MAX_EXAMPLES for one in asked)


def test_another_seed_draws_other_examples(tmp_path):
    suite = collect(tmp_path, TOTAL)
    asked = [ask(suite, seed=seed)[1] for seed in range(40)]
    assert 40 == len({str(one) for one in asked})
    assert len({str(items) for one in asked for items in one}) > 20 * properties.MAX_EXAMPLES


def test_the_same_seed_meets_the_same_examples_in_every_process(tmp_path):
    first = [ask(collect(tmp_path, TOTAL), seed=seed)[1] for seed in (3, 4, 5)]
    again = [ask(collect(tmp_path, TOTAL), seed=seed)[1] for seed in (5, 4, 3)]
    assert first == again[::-1]


def test_another_language_of_the_checks_draws_the_same_examples(tmp_path):
    first = [ask(collect(tmp_path, TOTAL), seed=seed)[1] for seed in range(5)]
    other = [ask(collect(tmp_path, TOTAL.replace("Le total", "The total")), seed=seed)[1] for seed in range(5)]
    assert first == other


def test_the_authors_own_smaller_number_counts(tmp_path):
    suite = collect(tmp_path, TOTAL.replace("@given", "@settings(max_examples=7)\n@given"))
    assert len(ask(suite)[1]) == 7


def test_an_authors_example_comes_first(tmp_path):
    body = "from hypothesis import example\n" + TOTAL.replace("@given", "@example(items=[40, 2])\n@given")
    assert ask(collect(tmp_path, body))[1][0] == [40, 2]


def test_a_failing_example_is_made_as_small_as_hypothesis_alone_makes_it(tmp_path, monkeypatch):
    source = "def total(items): return sum(items) if len(items) < 3 else 0"
    pooled = {ask(collect(tmp_path, TOTAL), source, seed=seed)[0] for seed in range(3)}
    monkeypatch.setattr(properties.Property, "_replay", lambda *others: (_ for _ in ()).throw(NotReusable))
    alone = {ask(collect(tmp_path, TOTAL), source, seed=seed)[0] for seed in range(3)}
    assert pooled == alone
    assert {"failed"} == {outcome.status for outcome in pooled}
    assert "`total([0, 0, 1])`" in next(iter(pooled)).message


def test_a_check_may_change_what_it_is_given(tmp_path):
    body = TOTAL.replace("    assert", "    items.append(3)\n    assert")
    suite = collect(tmp_path, body)
    first = ask(suite)
    assert first[0].status == "passed"
    assert first == ask(suite) == ask(suite)


@pytest.mark.parametrize(
    "line",
    [
        "assume(len(items) > 2)",
        "note('x')",
        "event('x')",
        "target(float(len(items)))",
    ],
)
def test_a_check_that_talks_with_hypothesis_is_left_to_it(tmp_path, line):
    suite = collect(tmp_path, TOTAL.replace("    assert", f"    {line}\n    assert"))
    wrong = "def total(items): return sum(items) if len(items) < 3 else 99"
    for _ in range(2):
        assert "passed" == ask(suite)[0].status
        assert "failed" == ask(suite, wrong)[0].status
    asked = [items for items in ask(suite)[1] if items]
    assert len(asked) >= 10
    assert "assume" not in line or min(map(len, asked)) > 2


def test_what_is_drawn_in_the_check_itself_is_left_to_hypothesis(tmp_path):
    body = TOTAL.replace("items=st.lists(st.integers(-9, 9), max_size=6)", "data=st.data()").replace(
        "(student, items)", "(student, data)"
    )
    suite = collect(tmp_path, body.replace("    assert", "    items = data.draw(st.lists(st.integers()))\n    assert"))
    assert ask(suite)[0].status == "passed"
    assert ask(suite, "def total(items): return 0 if items == [] else 7")[0].status == "failed"


def test_a_work_that_ends_its_process_is_not_asked_again_for_a_smaller_example(tmp_path, engine_runs):
    suite = collect(tmp_path, TOTAL)
    ask(suite)
    source = RIGHT.replace("    return", "    if len(items) > 2: raise MemoryError\n    return")
    from autograder.errors import StudentGone

    student = make_student(source)
    kept = student.transport.ask

    def die(request, seconds=None):
        reply = kept(request, seconds)
        if reply.error is not None:
            raise StudentGone("memory", "")
        return reply

    student.transport.ask = die
    (outcome,) = suite.run(student)
    assert ("memory", 1) == (outcome.status, len(engine_runs))


def test_parametrized_properties_have_their_own_examples(tmp_path):
    body = TOTAL.replace("@given", '@pytest.mark.parametrize("more", [0, 1])\n@given').replace(
        "(student, items)", "(student, more, items)"
    )
    student = make_student(RIGHT)
    assert ["passed", "passed"] == [outcome.status for outcome in collect(tmp_path, body).run(student)]
    asked = student.transport.namespace["asked"]
    assert len(asked) == 50
    assert asked[:25] != asked[25:]


def test_containers_are_copied_and_the_rest_is_shared_or_refused():
    value = {"a": [1, {2}, bytearray(b"3")], "b": (dt.date(2026, 1, 1), [None])}
    copied = renew(value)
    assert copied == value
    copied["a"][1].add(4)
    copied["b"][1].append(5)
    assert value == {"a": [1, {2}, bytearray(b"3")], "b": (dt.date(2026, 1, 1), [None])}
    with pytest.raises(NotReusable):
        renew([random.Random()])
