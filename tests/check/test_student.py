"""The fixture `student`: what crosses, what is raised again, what may not be compared."""

import ast
from contextlib import suppress

import pytest

from autograder.check.failures import (
    AttributeAbsent,
    FileAbsent,
    LearnerError,
    MistakeSeen,
    NameAbsent,
    ObjectMisused,
    SourceAbsent,
    SourceUnreadable,
    Told,
    WorkGone,
)
from autograder.check.student import Student
from autograder.errors import ContentError, StudentGone

from .work import make_student


def test_a_call_gives_plain_values_back():
    student = make_student("def f(a, *, b): return [a, b, {'k': (1, b'x')}]")
    assert [1, "é", {"k": (1, b"x")}] == student.call("f", 1, b="é")


def test_values_and_printed_text_are_read():
    student = make_student("guess = 42\ndef f(): print('bonjour')")
    assert student.value("guess") == 42
    assert student.printed("f") == "bonjour\n"


def test_absent_names_are_said_to_be_absent():
    student = make_student("")
    with pytest.raises(NameAbsent):
        student.call("f")
    with pytest.raises(NameAbsent):
        student.value("f")


@pytest.mark.parametrize(
    ("raised", "caught"),
    [
        ("ValueError('non')", ValueError),
        ("KeyError('clé')", KeyError),
        ("UnicodeDecodeError('utf-8', b'x', 0, 1, 'non')", UnicodeDecodeError),
        ("ExceptionGroup('deux', [ValueError(1), TypeError(2)])", ExceptionGroup),
        ("type('Own', (LookupError,), {})('non')", LookupError),
        ("FileNotFoundError(2, 'non', 'x')", OSError),
        ("SystemExit(3)", LearnerError),
        ("KeyboardInterrupt()", LearnerError),
    ],
)
def test_exceptions_are_raised_again_as_their_nearest_built_in(raised, caught):
    student = make_student(f"def f(): raise {raised}")
    with pytest.raises(caught) as seen:
        student.call("f")
    assert isinstance(seen.value, LearnerError)
    assert seen.value.error.line == 1
    assert isinstance(str(seen.value), str)


@pytest.mark.parametrize("kind", ["StopIteration", "StopAsyncIteration"])
def test_the_end_of_an_iterator_does_not_end_a_loop_of_the_check(kind):
    student = make_student(f"def f(number): raise {kind}")
    with pytest.raises(LearnerError) as seen:
        all(map(lambda number: student.call("f", number) == number, [1, 2]))
    assert kind == seen.value.error.builtin


def test_system_exit_of_a_learner_is_an_ordinary_exception_here():
    with pytest.raises(LearnerError) as seen:
        make_student("def f(): raise SystemExit").call("f")
    assert not isinstance(seen.value, SystemExit)
    assert seen.value.error.type == "SystemExit"


def test_objects_may_be_called_and_read_but_not_compared():
    student = make_student(
        """
        class Block:
            id = 7
            def __init__(self, data): self.data = data
            def double(self, times=2): return self.data * times
        """
    )
    block = student.call("Block", "ab")
    assert block.id == 7
    assert block.data == "ab"
    assert block.double(times=3) == "ababab"
    assert not hasattr(block, "absent")
    with pytest.raises(AttributeAbsent):
        block.absent  # noqa: B018
    for use in (lambda: block == 1, lambda: block != 1, lambda: bool(block), lambda: block < 2, lambda: [block] == [1]):
        with pytest.raises(ObjectMisused):
            use()


def test_objects_travel_back_as_arguments():
    student = make_student("class A:\n    n = 5\ndef make(): return A()\ndef read(many): return many[0].n")
    assert student.call("read", [student.call("make")]) == 5


def test_source_and_tree_are_those_of_the_answer_cell():
    student = make_student("x = 1\n")
    assert student.source("work") == "x = 1\n"
    assert isinstance(student.tree("work").body[0], ast.Assign)
    with pytest.raises(SourceAbsent):
        student.source("other")


def test_a_tree_sets_magics_aside_and_says_where_a_cell_cannot_be_read():
    student = make_student("", sources={"magic": "%matplotlib inline\nx = 1", "broken": "x = 1\ny = (2\n"})
    assert isinstance(student.tree("magic").body[-1], ast.Assign)
    with pytest.raises(SourceUnreadable) as seen:
        student.tree("broken")
    assert seen.value.error.line == 2


def test_files_are_read_or_said_to_be_absent(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "out.txt").write_bytes(b"ok")
    student = make_student("")
    assert student.file("out.txt") == b"ok"
    with pytest.raises(FileAbsent):
        student.file("none.txt")


def test_the_secret_is_for_grading_only():
    assert make_student("", secret={"key": 1}).secret == {"key": 1}
    with pytest.raises(ContentError, match=r"hidden\.py"):
        _ = make_student("").secret


def test_mistakes_and_sentences_fail_the_check():
    student = make_student("")
    with pytest.raises(MistakeSeen) as seen:
        student.mistake("no_prefix", "Sans son préfixe.")
    assert seen.value.name == "no_prefix"
    with pytest.raises(Told, match="Une phrase"):
        student.fail("Une phrase.")


def test_a_work_that_is_gone_cannot_be_caught_by_a_check():
    class Gone:
        def ask(self, request, seconds=None):
            raise StudentGone("timeout")

    student = Student(Gone(), sources={})
    with pytest.raises(WorkGone) as seen, suppress(Exception):
        student.call("f")
    assert seen.value.status == "timeout"


def test_a_reply_that_cannot_be_read_is_a_crash():
    class Liar:
        def ask(self, request, seconds=None):
            from autograder.sandbox.protocol import Reply

            return Reply(0, value=b"zzz")

    with pytest.raises(WorkGone) as seen:
        Student(Liar(), sources={}).call("f")
    assert seen.value.status == "crashed"


def test_the_log_stays_short():
    student = make_student("def f(x): return x")
    for number in range(100):
        student.call("f", number)
    assert len(student.log) < 20
