"""Cells that are plain Python are not read by IPython first; all others are, as in a notebook."""

import json
import subprocess
import sys

import pytest

from autograder.sandbox.cells import _Transformer


@pytest.fixture(scope="module")
def transformer():
    return _Transformer()


PLAIN = ["x = 1", "x = 1\n", "def f():\n    return '''\n%not a magic\n'''\nf()", "await g()", "é = 'ℓ'", "# rien"]
SPECIAL = [
    *("%matplotlib inline", "%%time\nx = 1", "!ls", "files = !ls", "x?", "?x", "\n\nx = 1", "  x = 1"),
    *("In [1]: x = 1", ">>> x = 1", "x = %time 1", "def f(:", ""),
]


@pytest.mark.parametrize("cell", PLAIN)
def test_a_plain_cell_is_what_ipython_would_make_of_it(transformer, cell):
    assert transformer.parse_plain(cell) is not None
    assert transformer.transform_cell(cell) == super(_Transformer, transformer).transform_cell(cell)


@pytest.mark.parametrize("cell", SPECIAL)
def test_any_other_cell_goes_through_ipython(transformer, cell):
    assert transformer.parse_plain(cell) is None
    assert transformer.transform_cell(cell) == super(_Transformer, transformer).transform_cell(cell)


def test_a_transformation_that_the_learner_adds_is_kept():
    transformer = _Transformer()
    transformer.line_transforms.append(lambda lines: [*lines, "y = 2\n"])
    assert transformer.transform_cell("x = 1") == "x = 1\ny = 2\n"


MORE = """
import ast
class More(ast.NodeTransformer):
    def visit_Constant(self, node):
        return ast.Constant(9)
get_ipython().ast_transformers.append(More())
"""
NOTEBOOK = [
    "x = 1\nx + 1",
    "_ + 40",
    "y = 2; y",
    '"""the first line"""\nx = 3',
    "print('a')\nprint('b')\n(x, y)",
    "None",
    "1 / 0\nnever = 1",
    "before = 1\nreturn 5",
    "def f():\n    raise ValueError('no')\nf()",
    "import asyncio\nawait asyncio.sleep(0)\n'awaited'",
    "from __future__ import annotations\ndef g(a: nowhere): ...\ng.__annotations__",
    "def h(a: nowhere): ...\nsorted(h.__annotations__)",
    "raise SystemExit('enough')",
    "from IPython.display import display\ndisplay({'a': 1})\nx",
    "get_ipython().events.register('pre_run_cell', lambda info: print('running', info.raw_cell[:1]))",
    "x = 4\nx",
    MORE,
    "5",
    "(In[-2:], sorted(Out)[-3:])",
]
RUN = """
import json, sys, tempfile
from autograder.sandbox import cells
if sys.argv[1] == "ipython":
    del cells.StudentShell._run_cell
shell = cells.make_shell(tempfile.mkdtemp())
found = [[[each.decode() for each in outputs], error and [error.type, error.message, error.cell, error.line], printed]
         for number, source in enumerate(json.load(sys.stdin))
         for outputs, error, printed in [shell.run(f"cell-{number}", source, 100_000)]]
names = {name: repr(value) for name, value in shell.user_ns.items() if name in ("x", "y", "before", "never", "_", "__")}
print(json.dumps([found, names, shell.execution_count]))
"""


def run_notebook(road: str) -> list:
    ran = subprocess.run(
        [sys.executable, "-c", RUN, road], input=json.dumps(NOTEBOOK), capture_output=True, text=True, check=True
    )
    return json.loads(ran.stdout)


def test_a_whole_notebook_gives_what_ipython_gives():
    (expected, expected_names, expected_count), (found, names, count) = run_notebook("ipython"), run_notebook("ours")

    for source, one, other in zip(NOTEBOOK, expected, found, strict=True):
        assert one == other, source
    assert (expected_names, expected_count) == (names, count)


def test_a_line_that_does_not_compile_leaves_those_before_it():
    found, names, _ = run_notebook("ours")

    assert "SyntaxError" == found[NOTEBOOK.index("before = 1\nreturn 5")][1][0]
    assert "1" == names["before"]
