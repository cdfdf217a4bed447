"""What a session of cells tells of errors."""

from __future__ import annotations

from autograder.content.exercise import Limits
from autograder.grading.restore import RestoredCell
from autograder.grading.session import Session
from autograder.sandbox.sandbox import Sandbox, SandboxConfig


def cell(key: str, source: str, role: str = "own") -> RestoredCell:
    return RestoredCell(key=key, type="code", source=source, role=role)


def run(*cells: RestoredCell, again: tuple[int, ...] = ()):
    with Sandbox(SandboxConfig(imports=(), limits=Limits(cell_seconds=2, memory_mb=200), files={})) as box:
        session = Session(box, cells, again=again)
        try:
            return session.run_cells()
        finally:
            session.close()


def test_an_error_inside_a_supplied_tool_is_told_at_the_learners_line():
    helper, answer = run(
        cell("helper", "def lent(text):\n    return int(text)", "locked"), cell("mine", "a = 1\nlent('x')", "answer")
    )

    assert None is helper.error
    assert ("ValueError", "mine", 2, "lent('x')") == (
        answer.error.type,
        answer.error.cell,
        answer.error.line,
        answer.error.source,
    )


def test_a_cell_that_ends_the_process_costs_itself_alone():
    first, bad, last = run(cell("a", "x = 1"), cell("b", "import os; os._exit(0)"), cell("c", "print(x)"))

    assert ("", "crashed", "") == (first.gone, bad.gone, last.gone)
    assert b"1" in last.outputs[0]


def test_cells_in_another_order_get_a_second_chance():
    use, definition = run(cell("a", "y = x + 1\nprint(y)"), cell("b", "x = z"), cell("c", "z = 1"))[:2]

    assert None is use.error
    assert None is definition.error


def test_a_cell_to_run_again_has_the_last_word():
    runs = run(cell("a", "x = 1"), cell("b", "x = 2"), cell("c", "def f(): return x"), again=(0,))

    assert [None, None, None] == [run.error for run in runs]
