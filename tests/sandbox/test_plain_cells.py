"""Cells that are plain Python are not read by IPython first; all others are, as in a notebook."""

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
    assert transformer._is_plain(cell)
    assert transformer.transform_cell(cell) == super(_Transformer, transformer).transform_cell(cell)


@pytest.mark.parametrize("cell", SPECIAL)
def test_any_other_cell_goes_through_ipython(transformer, cell):
    assert not transformer._is_plain(cell)
    assert transformer.transform_cell(cell) == super(_Transformer, transformer).transform_cell(cell)


def test_a_transformation_that_the_learner_adds_is_kept():
    transformer = _Transformer()
    transformer.line_transforms.append(lambda lines: [*lines, "y = 2\n"])
    assert transformer.transform_cell("x = 1") == "x = 1\ny = 2\n"
