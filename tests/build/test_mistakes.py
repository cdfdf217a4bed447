"""Kept mistakes: their header, their cells, and what is refused."""

import jupytext
import pytest

from autograder.build import read_mistakes, translate_mistake
from autograder.content.kit import find_kit_root
from autograder.errors import ContentError, UnknownKey

from .smallkit import MISTAKE, SLUG, write_catalogue, write_kit


def test_a_mistake_says_what_it_loses_and_which_cells_it_changes(kit):
    (mistake,) = read_mistakes(kit, SLUG)
    assert ("triple", "Le triple", ("double",), "pas par") == (
        mistake.name,
        mistake.title,
        mistake.tasks,
        mistake.message,
    )
    assert {"double": "def double(number):\n    return number * 3"} == mistake.cells


def test_a_mistake_may_change_a_lent_cell_and_lose_several_tasks(tmp_path):
    changed = MISTAKE.replace('["double"]', '["double", "greet"]') + '\n# %% cell="lent"\nlent_add = None\n'
    (mistake,) = read_mistakes(write_kit(tmp_path, triple=changed), SLUG)
    assert ("double", "greet") == mistake.tasks
    assert ["double", "lent"] == list(mistake.cells)


def test_title_and_message_come_from_the_hidden_catalogue(kit):
    write_catalogue(kit, f"{SLUG}.hidden", "en", {"Le triple": "Three times", "pas par": "not by"})
    (mistake,) = read_mistakes(kit, SLUG)
    english = translate_mistake(kit, SLUG, mistake, "en")
    assert ("Three times", "not by", mistake.cells) == (english.title, english.message, english.cells)
    assert mistake == translate_mistake(kit, SLUG, mistake, "fr")


def test_an_exercise_may_keep_none(kit):
    (kit.solution_folder(SLUG) / "mistakes" / "triple.py").unlink()
    assert [] == read_mistakes(kit, SLUG)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("x = 1\n", "doit commencer par « # /// mistake »"),
        (MISTAKE.replace("# ///\n# %%", "# %%"), "doit commencer par « # /// mistake »"),
        (MISTAKE.replace('"Le triple"', "Le triple"), "n’est pas du TOML lisible"),
        (MISTAKE.replace('["double"]', "[]"), "Remplissez tasks et message"),
        (MISTAKE.replace('"pas par"', '" "'), "Remplissez tasks et message"),
        (MISTAKE.replace('["double"]', '["doubles"]'), "« doubles » n’existe pas.*double, greet, why"),
        (MISTAKE.replace('task="double"', 'task="doubles"'), "« doubles » n’existe pas"),
        (MISTAKE.replace(' task="double"', ""), "pour chaque cellule changée"),
        (MISTAKE.split("# %%")[0], "pour chaque cellule changée"),
        (MISTAKE.replace("# ///\n# %%", "# ///\nx = 1\n# %%"), "et rien d’autre"),
        (MISTAKE + '\n# %% task="double"\nx = 1\n', "deux cellules s’appellent « double »"),
    ],
)
def test_a_mistake_that_does_not_hold_together(tmp_path, text, expected):
    kit = write_kit(tmp_path, triple=text)
    with pytest.raises(ContentError, match=rf"triple\.py.*{expected}"):
        read_mistakes(kit, SLUG)


def test_an_unknown_key_names_the_nearest(tmp_path):
    kit = write_kit(tmp_path, triple=MISTAKE.replace("# title", "# titel"))
    with pytest.raises(UnknownKey, match=r"« titel ».*« title »"):
        read_mistakes(kit, SLUG)


def test_cells_are_those_that_jupytext_reads():
    """The grader reads mistakes without jupytext; on every kept mistake of the kit, both must see the same cells."""
    from autograder.content.kit import Kit

    kit = Kit(find_kit_root())
    for exercise in kit.list_exercises():
        for mistake in read_mistakes(kit, exercise):
            path = kit.solution_folder(exercise) / "mistakes" / f"{mistake.name}.py"
            body = path.read_text(encoding="utf-8").split("# ///\n", 1)[1]
            cells = jupytext.reads(body, fmt="py:percent").cells
            expected = {cell.metadata.get("task") or cell.metadata.get("cell"): cell.source.strip() for cell in cells}
            assert expected == mistake.cells
