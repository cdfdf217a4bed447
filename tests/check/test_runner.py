"""The runner: collected once, run often, whose fault a failure is, and nothing left behind."""

import os
import random
import sys
import types

import pytest

from autograder.check.runner import CheckSuite
from autograder.check.student import Student
from autograder.errors import ContentError, StudentGone

from .work import Work, make_student, run_checks, run_one, write_checks

TWO = '''
@pytest.mark.task("work")
def test_double(student):
    """Le double de 2 est 4.

    Un second paragraphe que personne ne lit.
    """
    assert student.call("double", 2) == 4

@pytest.mark.task("other", weight=3)
def test_triple(student):
    """Le triple de 2 est 6."""
    assert student.call("triple", 2) == 6
'''


def collect(folder, body, name="checks.py"):
    return CheckSuite.collect([write_checks(folder, body, name)], lang="fr")


def statuses(outcomes):
    return [outcome.status for outcome in outcomes]


def test_checks_declare_their_task_title_and_weight(tmp_path):
    suite = collect(tmp_path, TWO)
    assert [(check.id, check.task, check.title, check.weight, check.hidden) for check in suite.checks] == [
        ("checks::test_double", "work", "Le double de 2 est 4.", 1.0, False),
        ("checks::test_triple", "other", "Le triple de 2 est 6.", 3.0, False),
    ]


def test_a_suite_runs_many_works(tmp_path):
    suite = collect(tmp_path, TWO)
    right = "def double(x): return 2 * x\ndef triple(x): return 3 * x"
    half = "def double(x): return 2 * x\ndef triple(x): return 2 * x"
    for _ in range(3):
        assert statuses(suite.run(make_student(right))) == ["passed", "passed"]
        assert statuses(suite.run(make_student(half))) == ["passed", "failed"]
    assert statuses(suite.run(make_student(half), tasks=["work"])) == ["passed"]


def test_hidden_checks_and_several_suites_live_side_by_side(tmp_path):
    shipped = write_checks(tmp_path, TWO)
    hidden = write_checks(tmp_path, TWO, "hidden.py")
    suite = CheckSuite.collect([shipped, hidden], lang="fr")
    assert [check.hidden for check in suite.checks] == [False, False, True, True]
    assert len({check.id for check in suite.checks}) == 4
    (tmp_path / "b").mkdir()
    other = collect(tmp_path / "b", TWO.replace("== 4", "== 5"))
    work = make_student("def double(x): return 4\ndef triple(x): return 6")
    assert statuses(suite.run(work)) == ["passed"] * 4
    assert statuses(other.run(work)) == ["failed", "passed"]


@pytest.mark.parametrize(
    ("line", "source", "status"),
    [
        ('assert student.call("f") == 1', "def f(): return 1", "passed"),
        ('assert student.call("f") == 1', "def f(): return 2", "failed"),
        ('assert student.call("f") == 1', "def f(): return 1 / 0", "error"),
        ('assert student.call("f") == 1', "def f(): assert False", "error"),
        ('assert student.call("f") == 1', "def f(): raise MemoryError", "memory"),
        ('assert student.call("f") == 1', "", "failed"),
        ('assert student.call("f")[0] == 1', "def f(): return None", "failed"),
        ('with pytest.raises(ValueError): student.call("f")', "def f(): raise ValueError", "passed"),
        ('with pytest.raises(ValueError): student.call("f")', "def f(): return 1", "failed"),
        ('with pytest.raises(ValueError): student.call("f")', "def f(): raise TypeError", "error"),
        ('assert student.call("f")', "class A: pass\ndef f(): return A()", "failed"),
        ('assert student.call("f") != 3', "class A: pass\ndef f(): return A()", "failed"),
        ('import csv, io\nlist(csv.reader(io.StringIO(student.call("f"))))', "def f(): return 'x' * 200_000", "failed"),
        ('import csv, io\nlist(csv.reader(io.StringIO(student.call("f"))))', "def f(): return 'a\\rb'", "failed"),
        ('import json\njson.loads(student.call("f"))', "def f(): return '{'", "failed"),
        ('student.call("f")\nraise RuntimeError', "def f(): return 1", "failed"),
        ('for x in student.call("f"): last = x\nassert last', "def f(): return []", "failed"),
        ('open(student.call("f") * 5000)', "def f(): return 'a'", "failed"),
        ('student.call("f")\nraise OSError(28, "No space left")', "def f(): return 1", "internal"),
        ('student.call("f")\nimport no_such_module', "def f(): return 1", "internal"),
        ('student.call("f")\nundefined', "def f(): return 1", "internal"),
        ("raise RuntimeError('ours')", "", "internal"),
        ("undefined_name", "def f(): return 1", "internal"),
        ("{}['ours']", "", "internal"),
        ("student.secret", "", "internal"),
        ("student.call('f', object())", "def f(x): return 1", "internal"),
        ("import sys; sys.exit(3)", "", "internal"),
    ],
)
def test_each_end_has_its_status(tmp_path, line, source, status):
    assert status == run_one(tmp_path, line, source).status


def test_an_internal_fault_is_told_to_the_instructor_alone(tmp_path):
    outcome = run_one(tmp_path, "raise RuntimeError('ours')", "")
    assert "RuntimeError: ours" in outcome.detail
    assert "checks.py" in outcome.detail
    assert "ours" not in outcome.message


@pytest.mark.parametrize(
    ("body", "line", "words"),
    [
        ('@pytest.mark.tasks("a")\ndef test_a(student):\n    """T."""', 2, "tasks"),
        ('def test_a(student):\n    """T."""', 2, "tâche"),
        ('@pytest.mark.task("a")\ndef test_a(student):\n    pass', 2, "titre"),
        ('@pytest.mark.task("a", weight=0)\ndef test_a(student):\n    """T."""', 2, "poids"),
        ('@pytest.mark.task("a", wieght=2)\ndef test_a(student):\n    """T."""', 2, "weight"),
        ("import no_such_module_at_all", 2, "no_such_module_at_all"),
        ("x = 1 / 0", 2, "ZeroDivisionError"),
        ("def broken(:", 2, "SyntaxError"),
    ],
)
def test_an_authors_slip_names_file_and_line(tmp_path, body, line, words):
    path = write_checks(tmp_path, body)
    with pytest.raises(ContentError) as seen:
        CheckSuite.collect([path], lang="fr")
    assert str(path) in str(seen.value)
    assert f"ligne {line}" in str(seen.value)
    assert words in str(seen.value)


def test_parametrized_checks_are_checks_each(tmp_path):
    body = '@pytest.mark.task("work")\n@pytest.mark.parametrize("n", [1, 2])\n'
    body += 'def test_n(student, n):\n    """Cas"""\n    assert student.call("f", n) == 1'
    outcomes = run_checks(tmp_path, body, "def f(n): return n")
    assert [(outcome.id, outcome.title, outcome.status) for outcome in outcomes] == [
        ("checks::test_n[1]", "Cas (1)", "passed"),
        ("checks::test_n[2]", "Cas (2)", "failed"),
    ]


PROPERTY = '''
from hypothesis import given, settings, strategies as st

@pytest.mark.task("work")
@settings(max_examples=500)
@given(items=st.lists(st.integers()))
def test_total(student, items):
    """Le total."""
    assert student.call("total", items) == sum(items)
'''


def test_a_property_runs_at_most_25_examples(tmp_path):
    student = make_student("def total(items): return sum(items)")
    (outcome,) = run_checks(tmp_path, PROPERTY, "", student=student)
    assert outcome.status == "passed"
    assert 5 <= student.transport.asked <= 25


def test_a_property_tells_its_smallest_example_and_the_same_each_time(tmp_path):
    source = "def total(items): return sum(items) if len(items) < 2 else 0"
    messages = {run_checks(tmp_path, PROPERTY, source, seed=seed)[0].message for seed in (1, 2, 2)}
    assert {"J’ai appelé `total([0, 1])`. J’attendais `1`. J’ai reçu `0`."} == messages


def test_a_property_whose_work_is_not_repeatable_is_said_so(tmp_path):
    source = "n = 0\ndef total(items):\n    global n\n    n += 1\n    return sum(items) + (n == 7)"
    (outcome,) = run_checks(tmp_path, PROPERTY, source)
    assert outcome.status == "failed"
    assert outcome.mistakes == ("not-repeatable",)


def test_the_same_seed_gives_the_same_random_inputs(tmp_path):
    body = '@pytest.mark.task("work")\ndef test_r(student):\n    """R."""\n    import random\n'
    body += '    student.call("keep", random.random())'
    source = "kept = []\nkeep = kept.append"

    def draw(seed):
        student = make_student(source)
        run_checks(tmp_path, body, "", student=student, seed=seed)
        return student.transport.namespace["kept"]

    assert draw(1) == draw(1)
    assert draw(1) != draw(2)


def test_the_random_state_around_is_left_alone(tmp_path):
    random.seed(4)
    state = random.getstate()
    run_checks(tmp_path, PROPERTY, "def total(items): return sum(items)")
    assert state == random.getstate()


class Mortal:
    """A transport that ends at a call of ``bad``."""

    def __init__(self, status="timeout"):
        self.work = Work("def good(): return 1")
        self.status = status
        self.alive = True

    def ask(self, request, seconds=None):
        if not self.alive:
            raise StudentGone("crashed", "closed")
        if getattr(request, "name", "") == "bad":
            self.alive = False
            raise StudentGone(self.status)
        return self.work.ask(request)


LONG = "".join(
    f'@pytest.mark.task("{task}")\ndef test_{number}(student):\n    """T."""\n    assert student.call("{name}") == 1\n'
    for number, (task, name) in enumerate(
        [("a", "bad"), ("a", "good"), ("a", "bad"), ("a", "bad"), ("b", "good"), ("b", "good")]
    )
)


def test_a_work_that_ends_is_replaced_and_its_task_given_up_the_second_time(tmp_path):
    made = []

    def replace():
        made.append(Mortal())
        return made[-1]

    student = Student(Mortal(), sources={}, replace=replace)
    outcomes = run_checks(tmp_path, LONG, "", student=student)
    assert statuses(outcomes) == ["timeout", "passed", "timeout", "timeout", "passed", "passed"]
    assert len(made) == 2


def test_without_a_replacement_the_first_reason_is_kept(tmp_path):
    outcomes = run_checks(tmp_path, LONG, "", student=Student(Mortal("memory"), sources={}), tasks=["a"])
    assert statuses(outcomes) == ["memory"] * 4


def test_nothing_is_printed_and_nothing_written(tmp_path, capsys):
    before = sorted(os.listdir(tmp_path))
    body = '@pytest.mark.task("work")\ndef test_p(student):\n    """P."""\n    print("secret")\n    assert 1 == 2'
    run_checks(tmp_path, body + PROPERTY, "def total(items): return 0")
    assert [*before, "checks.py"] == sorted(os.listdir(tmp_path))
    assert ("", "") == tuple(capsys.readouterr())


def test_the_pytest_around_is_left_alone(tmp_path):
    from _pytest.assertion import util
    from _pytest.mark import MARK_GEN

    around = (util._reprcompare, MARK_GEN._config, list(sys.meta_path), os.environ.get("PYTEST_CURRENT_TEST"))
    run_checks(tmp_path, TWO, "")
    assert around == (util._reprcompare, MARK_GEN._config, list(sys.meta_path), os.environ.get("PYTEST_CURRENT_TEST"))


def test_conftest_and_configuration_beside_the_checks_are_not_read(tmp_path):
    (tmp_path / "conftest.py").write_text("raise RuntimeError")
    (tmp_path / "pytest.ini").write_text("[pytest]\naddopts = --no-such-option\n")
    assert len(collect(tmp_path, TWO).checks) == 2


def test_tr_is_what_the_caller_says(tmp_path):
    path = write_checks(
        tmp_path, '@pytest.mark.task("work")\ndef test_a(student):\n    """A."""\n    assert 1 == 2, tr("Regardez.")'
    )
    suite = CheckSuite.collect([path], lang="fr", translate=str.upper)
    assert "REGARDEZ." in suite.run(make_student(""))[0].message


def test_many_runs_do_not_grow(tmp_path):
    import gc

    suite = collect(tmp_path, TWO)
    student = make_student("def double(x): return 3\ndef triple(x): return 3")
    for _ in range(20):
        suite.run(student)
    gc.collect()
    before = len(gc.get_objects())
    for _ in range(200):
        suite.run(student)
    gc.collect()
    assert len(gc.get_objects()) - before < 200


def test_a_slow_property_is_tried_less_and_never_shrunk_for_long(tmp_path, monkeypatch):
    from autograder.check import properties

    monkeypatch.setattr(properties, "MAX_SHRINKING", 0.0)
    student = make_student("def total(items): return sum(items) if len(items) < 2 else 0")
    (outcome,) = run_checks(tmp_path, PROPERTY, "", student=student)
    assert outcome.status == "failed"
    assert "J’ai appelé `total([" in outcome.message
    monkeypatch.setattr(properties, "MAX_SECONDS", -1.0)
    student = make_student("def total(items): return sum(items)")
    (outcome,) = run_checks(tmp_path, PROPERTY, "", student=student)
    assert outcome.status == "passed"
    assert properties.ENOUGH == student.transport.asked


def test_a_work_that_sleeps_after_the_simplest_examples_has_not_passed(tmp_path, monkeypatch):
    from autograder.check import properties

    monkeypatch.setattr(properties, "MAX_SECONDS", -1.0)
    monkeypatch.setattr(properties, "MAX_WAITING", -1.0)
    student = make_student("def total(items): return sum(items)")
    (outcome,) = run_checks(tmp_path, PROPERTY, "", student=student)
    assert ("timeout", 0) == (outcome.status, student.transport.asked)


def test_hidden_checks_run_after_every_visible_one(tmp_path):
    """What they ask could be told in a visible message; the outcomes keep the order of the checks."""
    shipped = write_checks(tmp_path, TWO)
    hidden = write_checks(tmp_path, TWO.replace(", 2)", ", 5)"), "hidden.py")
    student = make_student("seen = []\ndef double(n): seen.append(n)\ntriple = double")
    outcomes = CheckSuite.collect([hidden, shipped], lang="fr").run(student)
    assert [2, 2, 5, 5] == student.value("seen")
    assert [True, True, False, False] == [outcome.hidden for outcome in outcomes]


def test_what_both_files_need_stands_once_in_shared(tmp_path):
    """A module of the learner's that has the same name is another one."""
    (tmp_path / "shared.py").write_text("LIMIT = 3\n\ndef refuse(student):\n    student.fail(tr('Trop.'))\n", "utf-8")
    body = """
        from shared import LIMIT, refuse
        import shared

        @pytest.mark.task("work")
        def test_limit(student):
            \"\"\"La limite.\"\"\"
            assert shared.LIMIT is LIMIT
            if student.value("count") > LIMIT:
                refuse(student)
    """
    shipped = write_checks(tmp_path, body)
    (tmp_path / "private").mkdir()
    hidden = write_checks(tmp_path / "private", body, "hidden.py")
    sys.modules["shared"] = types.ModuleType("shared")
    try:
        suite = CheckSuite.collect([shipped, hidden], lang="fr")
        assert [True, True] == [outcome.passed for outcome in suite.run(make_student("count = 3"))]
        assert ["Trop.", "Trop."] == [outcome.parts.look for outcome in suite.run(make_student("count = 4"))]
    finally:
        del sys.modules["shared"]
