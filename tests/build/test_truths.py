"""What is right for each declared answer, read in the reference and in the kept mistakes."""

import pytest

from autograder.build.referencevalues import read_code_cells, read_literals
from autograder.build.truths import find_truths
from autograder.content.kit import Kit
from autograder.errors import ContentError

SLUG = "91-deviner"
NOTEBOOK = """\
# %% [markdown]
# # Deviner

# %% cell="setup"
from autograder.check import check, check_all, hint, solution, variant

# %% cell="lent"
lent_start = variant().get("start", 0)

# %% task="guess"
### BEGIN SOLUTION
order = "CAB"
roles = {"school": "issuer", 7: "holder"}
### END SOLUTION

# %% task="compute"
### BEGIN SOLUTION
size = lent_start + 2
### END SOLUTION
"""
EXERCISE = """\
title = "Deviner"

[[tasks]]
id = "guess"
title = "Deviner"
kind = "predict"
points = 2

[[tasks.answers]]
name = "order"
title = "L’ordre."
form = "letters"
before = [{ first = "C", then = "A", look = "C d’abord." }]

[[tasks.answers]]
name = "roles"
title = "Les rôles."
form = "table"

[[tasks]]
id = "compute"
title = "Calculer"
kind = "predict"
points = 1

[[tasks.answers]]
name = "size"
title = "La taille."
form = "number"
"""
VARIANTS = """\
def make(rng):
    return {"public": {"start": rng.randrange(1000)}, "secret": {}}
"""


@pytest.fixture
def kit(tmp_path):
    folder = tmp_path / "solutions" / SLUG
    folder.mkdir(parents=True)
    (folder / "notebook.py").write_text(NOTEBOOK, encoding="utf-8")
    (folder / "exercise.toml").write_text(EXERCISE, encoding="utf-8")
    return Kit(tmp_path)


def edit(kit: Kit, name: str, old: str, new: str) -> None:
    path = kit.solution_folder(SLUG) / name
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def read(kit: Kit):
    return find_truths(kit, kit.read_exercise(SLUG))


def test_values_come_from_the_reference_and_a_table_gives_one_truth_a_key(kit):
    truths = read(kit)
    order, school, seven = truths["guess"]
    assert (("issuer",), "7") == (tuple(normal[2:] for normal in school.right[0]), seven.key)
    assert "ABC" == order.letters


def test_every_order_that_respects_the_pairs_is_right(kit):
    order = read(kit)["guess"][0]
    assert ({"t:CAB", "t:CBA", "t:BCA"},) == order.right
    assert "C d’abord." == order.parts["A<C"].sentence


def test_a_computed_value_is_computed_for_each_variant(kit):
    (kit.solution_folder(SLUG) / "variants.py").write_text(VARIANTS, encoding="utf-8")
    (size,) = read(kit)["compute"]
    assert 32 == len(size.right)
    assert len(set(size.right)) > 20


def test_a_value_that_no_variant_changes_is_kept_once(kit):
    (size,) = read(kit)["compute"]
    assert (frozenset({"n:2"}),) == size.right


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        ("notebook.py", 'order = "CAB"', "order = 3", "la référence n’a pas la forme « letters »"),
        ("notebook.py", "size = lent_start + 2", "pass", "la référence ne donne pas size"),
        ("notebook.py", "size = lent_start + 2", "size = 1 / 0", "ZeroDivisionError"),
        ("notebook.py", 'order = "CAB"', 'order = "ACB"', "la référence ne respecte pas « before »"),
        ("exercise.toml", 'then = "A"', 'then = "Z"', "« before » nomme ce que la référence n’a pas"),
        ("exercise.toml", 'form = "table"', 'form = "table"\nalso = { lost = [1] }', "ne s’appelle « lost »"),
        ("exercise.toml", 'name = "size"', 'name = "the size"', "le nom d’une variable"),
        ("exercise.toml", 'form = "number"', 'form = "number"\nlooks = { a = "b" }', "ne vont qu’à un tableau"),
        ("exercise.toml", 'name = "roles"', 'name = "order"', "deux réponses portent ce nom"),
    ],
)
def test_what_does_not_agree_is_told_with_its_place(kit, name, old, new, said):
    edit(kit, name, old, new)
    with pytest.raises(ContentError, match=said):
        read(kit)


def test_literals_are_read_where_they_stand_alone():
    assert {"a": 1, "b": ["x"]} == read_literals('a = 1\nb = ["x"]\nc = a + 1\nd = 2\nd = a + 1')
    assert {} == read_literals("a = ")


def test_cells_are_read_without_jupytext():
    assert ["setup", "lent", "guess", "compute"] == [name for name, _ in read_code_cells(NOTEBOOK)]
