"""A mangled notebook is put right before it is graded."""

from __future__ import annotations

import pytest

from autograder.content.exercise import Exercise, Task
from autograder.grading.reading import Submission, SubmittedCell
from autograder.grading.released import ReleasedCell, ReleasedNotebook
from autograder.grading.restore import Restored, restore_notebook
from autograder.language import use_language

STUB = "# VOTRE CODE ICI\nraise NotImplementedError()"
EXERCISE = Exercise(
    title="x",
    tasks=(
        Task(id="double", title="d", kind="write", points=2, names=("double",)),
        Task(id="half", title="h", kind="write", points=2, names=("half",)),
    ),
    id="01-x",
)


@pytest.fixture(autouse=True)
def _french():
    with use_language("fr"):
        yield


def _released(id: str, role: str, source: str, task: str = "", type: str = "code") -> ReleasedCell:
    return ReleasedCell(id=id, type=type, source=source, role=role, task=task, json={"id": id, "metadata": {}})


RELEASED = ReleasedNotebook(
    lang="fr",
    cells=(
        _released("intro", "plain", "# Titre", type="markdown"),
        _released("setup", "locked", "import math"),
        _released("double", "answer", f"def double(x):\n    {STUB}", "double"),
        _released("double-check", "check", 'check("double")', "double"),
        _released("half", "answer", f"def half(x):\n    {STUB}", "half"),
        _released("half-check", "check", 'check("half")', "half"),
    ),
    metadata={},
    former_ids={"moitie": "half"},
)


def cell(source: str, id: str = "", grade_id: str = "", type: str = "code", count: int | None = None) -> SubmittedCell:
    return SubmittedCell(type=type, source=source, id=id, grade_id=grade_id, count=count)


DOUBLE = "def double(x):\n    return 2 * x"
HALF = "def half(x):\n    return x / 2"


def restore(*cells: SubmittedCell) -> Restored:
    restored = restore_notebook(Submission(cells=cells), EXERCISE, {"fr": RELEASED})
    assert restored is not None
    return restored


def keys(restored: Restored) -> list[str]:
    return [cell.key for cell in restored.cells]


def test_an_untouched_notebook_is_blank_in_every_task():
    restored = restore(*(cell(c.source, c.id, type=c.type) for c in RELEASED.cells))

    assert frozenset({"double", "half"}) == restored.blank
    assert ["intro", "setup", "double", "double-check", "half", "half-check"] == keys(restored)
    assert () == restored.notes


def test_deleted_cells_are_put_back_in_their_place():
    restored = restore(cell(HALF, "half"))

    assert ["setup", "double", "double-check", "half", "half-check"] == keys(restored)
    assert frozenset({"double"}) == restored.blank
    assert ("Cellules de réponse absentes : double.",) == restored.notes


def test_the_metadata_of_nbgrader_is_enough_where_the_id_changed():
    restored = restore(cell(DOUBLE, "whatever", grade_id="double"))

    assert DOUBLE == restored.answers["double"]


def test_without_ids_an_answer_is_found_by_the_name_that_it_defines():
    restored = restore(cell("# Titre", type="markdown"), cell(HALF), cell(DOUBLE))

    assert {"double": DOUBLE, "half": HALF} == restored.answers
    assert frozenset() == restored.blank


def test_a_former_id_carries_over():
    assert HALF == restore(cell(HALF, "moitie")).answers["half"]


def test_an_answer_turned_into_text_is_code_again():
    restored = restore(cell(DOUBLE, "double", type="markdown"))

    assert "code" == next(c.type for c in restored.cells if c.key == "double")
    assert frozenset({"half"}) == restored.blank


def test_locked_cells_are_as_released_whatever_they_became():
    restored = restore(cell("check = print", "setup"), cell("9999", "double-check"), cell(DOUBLE, "double"))

    sources = {c.key: c.source for c in restored.cells}
    assert "import math" == sources["setup"]
    assert 'check("double")' == sources["double-check"]


def test_an_answer_merged_into_its_check_cell_is_kept():
    restored = restore(cell(HALF, "half"), cell(f'{DOUBLE}\ncheck("double")', "double-check"))

    assert "return 2 * x" in restored.answers["double"]
    assert frozenset() == restored.blank


def test_a_doubled_answer_counts_as_it_stands_last():
    restored = restore(cell("def double(x):\n    return 0", "double"), cell(DOUBLE, grade_id="double"))

    assert DOUBLE == restored.answers["double"]
    assert () == restored.run_again
    assert ("Cellules de réponse en plusieurs exemplaires : double.",) == tuple(
        n for n in restored.notes if "plus" in n
    )


def test_of_two_cells_that_define_the_same_the_one_run_last_counts():
    restored = restore(cell(DOUBLE, "double", count=9), cell("def double(x):\n    return 0", "mine", count=4))

    assert DOUBLE == restored.answers["double"]
    assert (keys(restored).index("double"),) == restored.given["double"]


def with_own_cell_below(first: SubmittedCell, check: int | None = None, own: int | None = None) -> Restored:
    """A notebook whose last cell is the learner's own definition of ``double``, with the numbers of runs."""
    others = (cell(HALF, "half"), cell('check("half")', "half-check"))
    return restore(
        first, cell('check("double")', "double-check", count=check), *others, cell(DOUBLE, "mine", count=own)
    )


def test_an_own_cell_below_the_check_is_the_answer_where_there_is_no_other():
    restored = with_own_cell_below(cell(RELEASED.cells[2].source, "double"))

    assert (keys(restored).index("mine"),) == restored.given["double"]


def test_an_own_cell_below_the_check_is_the_answer_where_the_check_was_run_after_it():
    wrong = cell("def double(x):\n    return 0", "double", count=1)

    assert DOUBLE == with_own_cell_below(wrong, check=4, own=3).answers["double"]
    assert wrong.source == with_own_cell_below(wrong, check=2, own=3).answers["double"]
    assert wrong.source == with_own_cell_below(wrong).answers["double"]


def test_a_cell_that_was_never_run_does_not_count_against_one_that_was():
    restored = restore(cell(DOUBLE, "double", count=2), cell("def double(x):\n    return 0", "mine"))

    assert DOUBLE == restored.answers["double"]


def test_a_stub_left_behind_does_not_undo_an_answer_given_elsewhere():
    stub = RELEASED.cells[2].source
    restored = restore(cell(DOUBLE, "mine"), cell(stub, "double"))

    assert DOUBLE == restored.answers["double"]
    assert [True] == [c.muted for c in restored.cells if c.key == "double"]


def test_a_cell_split_in_the_middle_of_a_function_is_joined():
    restored = restore(cell("def double(x):\n    y = 2 * x", "double"), cell("    return y", "new"))

    assert "def double(x):\n    y = 2 * x\n    return y" == restored.answers["double"]


def test_white_space_is_no_answer():
    stub = RELEASED.cells[2].source.replace("\n", "  \n\n")

    assert "double" in restore(cell(stub, "double")).blank


def test_another_order_is_kept_and_told():
    restored = restore(cell(HALF, "half"), cell(DOUBLE, "double"))

    assert keys(restored).index("half") < keys(restored).index("double")
    assert ("Cellules de réponse dans un autre ordre.",) == restored.notes


def test_a_notebook_with_none_of_our_cells_is_another_notebook():
    assert None is restore_notebook(Submission(cells=(cell("print(1)"),)), EXERCISE, {"fr": RELEASED})


def test_ids_are_unique_and_valid_whatever_was_handed_in():
    restored = restore(cell(DOUBLE, "double"), cell("a = 1", "é !"), cell("b = 1", "same"), cell("c = 1", "same"))

    assert len(set(keys(restored))) == len(keys(restored))
    assert all(key.replace("-", "").replace("_", "").isalnum() and key.isascii() for key in keys(restored))


def test_without_ids_nor_names_an_answer_is_found_by_its_place():
    restored = restore(
        cell("import math"), cell("double = lambda x: 2 * x", id="n1"), cell('check("double")'), cell("moitié = 3")
    )

    assert "moitié = 3" == restored.answers["half"]
