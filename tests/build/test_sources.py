"""What the build refuses: each message names the file, the cell and what to do."""

import pytest

from autograder.build import build_exercise, build_lesson
from autograder.errors import ContentError, UnknownKey

from .smallkit import CHECKS, EXERCISE, LESSON, NOTEBOOK, SETUP, SLUG, write_kit

ANSWER = '# %% task="double"\n'


@pytest.mark.parametrize(
    ("notebook", "expected"),
    [
        (NOTEBOOK.replace('task="greet"', 'task="greets"'), r"notebook\.py .*« greets ».*ne déclare pas.*« greet »"),
        (NOTEBOOK.replace('# %% task="greet"', '# %% cell="other"').replace("### ", "# "), "« greet ».*aucune cellule"),
        (NOTEBOOK + '\n# %% task="double"\nx = 1\n', "deux cellules s’appellent « double »"),
        (NOTEBOOK + '\n# %% cell="lent"\nx = 1\n', "deux cellules s’appellent « lent »"),
        (NOTEBOOK + '\n# %% task="double" cell="other"\nx = 1\n', "« task » et « cell »"),
        (NOTEBOOK + '\n# %% cell="a-check"\nx = 1\n', "« a-check » ne convient pas"),
        (NOTEBOOK + '\n# %% cell="cell-2"\nx = 1\n', "« cell-2 » ne convient pas"),
        (NOTEBOOK + '\n# %% cell="été"\nx = 1\n', "« été » ne convient pas"),
        (NOTEBOOK + '\n# %% cell="check-all"\nx = 1\n', "« check-all » est réservé"),
        (NOTEBOOK.replace(SETUP, ""), r'première cellule de code doit être # %% cell="setup"'),
        (NOTEBOOK.replace("hint, ", ""), r'première cellule de code doit être # %% cell="setup"'),
        (NOTEBOOK.replace("    ### END SOLUTION", "", 1), "cellule « double ».*ne vont pas par paires"),
        (NOTEBOOK.replace("    ### BEGIN SOLUTION", "", 1), "cellule « double ».*ne vont pas par paires"),
        (
            NOTEBOOK + "\n# %%\n### BEGIN SOLUTION\nx = 1\n### END SOLUTION\n",
            "cellule « cell-3 ».*ne répond à aucune tâche",
        ),
        (NOTEBOOK + '\n# %%\ncheck("double")\n', r"cellule « cell-3 ».*check\(…\).*Retirez"),
        (NOTEBOOK + "\n# %% task=double\nx = 1\n", r"« task=double » ne se lit pas.*avec des guillemets"),
        (NOTEBOOK + "\n# %% cell=1\nx = 1\n", r'l’étiquette s’écrit cell="nom"'),
        (NOTEBOOK + '\n# %% tags="a"\nx = 1\n', r"notebook\.py ne se lit pas comme un carnet py:percent"),
        (NOTEBOOK + '\n# %%\nname = "x"\nprint(tr(name))\n', r"cell-3\), ligne 2 : tr\(\) tient un texte"),
        (NOTEBOOK + '\n# %%\nprint(tr("a" + "b"))\n', r"cell-3\), ligne 1 : tr\(\) tient un texte"),
        (NOTEBOOK + '\n# %%\nprint(tr("a {n}", n=1))\n', r"cell-3\), ligne 1 : tr\(\) tient un texte"),
        (NOTEBOOK + "\n# %%\nprint(list(map(tr, [])))\n", r"cell-3\), ligne 1 : tr\(\) tient un texte"),
        (NOTEBOOK + "\n# %%\nprint(f\"{tr('a')}\")\n", r"cell-3\), ligne 1 : tr\(\) se trouve dans une f-string"),
        (NOTEBOOK + "\n# %%\ndef f(:\n    pass\n", r"cell-3\), ligne 1 : ce code ne se lit pas"),
    ],
)
def test_a_notebook_that_does_not_hold_together(tmp_path, notebook, expected):
    kit = write_kit(tmp_path, notebook=notebook)
    with pytest.raises(ContentError, match=expected):
        build_exercise(kit, SLUG, "fr")


def test_an_unknown_cell_tag_names_the_nearest(tmp_path):
    kit = write_kit(tmp_path, notebook=NOTEBOOK + '\n# %% taks="double"\nx = 1\n')
    with pytest.raises(UnknownKey, match=r"notebook\.py, cellule 8 \(« x = 1 »\).*« taks ».*« task »"):
        build_exercise(kit, SLUG, "fr")


def test_a_task_answered_in_text_must_be_graded_by_a_person(tmp_path):
    kit = write_kit(tmp_path, exercise=EXERCISE.replace("manual = true\n", ""))
    with pytest.raises(ContentError, match=r"cellule « why ».*manual = true"):
        build_exercise(kit, SLUG, "fr")


def test_checks_that_do_not_parse(tmp_path):
    kit = write_kit(tmp_path, checks=CHECKS + "\ndef broken(:\n")
    with pytest.raises(ContentError, match=r"checks\.py, ligne \d+ : ce code ne se lit pas"):
        build_exercise(kit, SLUG, "fr")


@pytest.mark.parametrize("file", ["checks", "hidden"])
def test_a_check_of_a_task_that_does_not_exist(tmp_path, file):
    text = CHECKS.replace('task("double"', 'task("doubles"')
    kit = write_kit(tmp_path, **{file: text})
    expected = rf"{file}\.py, ligne 12 : « test_double_of_three ».*« doubles », qui n’existe pas.*double, greet, why"
    with pytest.raises(ContentError, match=expected):
        build_exercise(kit, SLUG, "fr")


@pytest.mark.parametrize(
    ("variants", "expected"),
    [
        ("x = 1\n", r"il manque la fonction make\(rng\)"),
        ("def make(rng):\n    return 1 / 0\n", "ligne 2.*ZeroDivisionError"),
        ("import nowhere\n", "ligne 1.*ModuleNotFoundError"),
        ("def make(rng):\n    return {'public': {}}\n", "pour la variante 0"),
        ("def make(rng):\n    return {'public': {'a': b'x'}, 'secret': {}}\n", "écrivez les octets en hexadécimal"),
        ("def make(rng):\n    return {'public': {'a': (1, 2)}, 'secret': {}}\n", "pour la variante 0"),
        ("def make(rng):\n    return {'public': {}, 'secret': {'a': float('nan')}}\n", "pour la variante 0"),
        ("def make(rng):\n    return {'public': {1: 2}, 'secret': {}}\n", "clés en texte"),
    ],
)
def test_variants_that_cannot_be_shipped(tmp_path, variants, expected):
    kit = write_kit(tmp_path, variants=variants)
    with pytest.raises(ContentError, match=rf"variants\.py.*{expected}"):
        build_exercise(kit, SLUG, "fr")


def test_a_lesson_has_no_graded_task(tmp_path):
    kit = write_kit(tmp_path, lesson=LESSON + f"\n{ANSWER}x = 1\n")
    with pytest.raises(ContentError, match=r"lesson\.py, cellule « double ».*n’a pas de tâche"):
        build_lesson(kit, SLUG, "fr")
