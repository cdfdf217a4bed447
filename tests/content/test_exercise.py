"""What an author declares is read strictly, and every refusal names the file and the remedy."""

from __future__ import annotations

from pathlib import Path

import pytest

from autograder.content.edition import VARIANT_COUNT, choose_variant
from autograder.content.exercise import read_exercise
from autograder.content.kit import Kit, find_exercise
from autograder.errors import ContentError, MissingPath, UnknownExercise, UnknownKey
from autograder.language import use_language

TASK = '[[tasks]]\nid = "double"\ntitle = "Doubler"\nkind = "write"\npoints = 3\n'


@pytest.fixture(autouse=True)
def _french():
    with use_language("fr"):
        yield


def _write(tmp_path: Path, text: str, name: str = "01-essai") -> Path:
    folder = tmp_path / "solutions" / name
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "exercise.toml").write_text(text, encoding="utf-8")
    return folder


def test_an_exercise_is_read_with_sane_defaults(tmp_path):
    exercise = read_exercise(_write(tmp_path, f'title = "Essai"\n{TASK}'))

    assert ("01-essai", 3.0, 10.0, 512) == (
        exercise.id,
        exercise.max_score,
        exercise.limits.cell_seconds,
        exercise.limits.memory_mb,
    )


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (f'title = "x"\nminuts = 3\n{TASK}', "« minuts » n’est lue par personne. La plus proche est « minutes »"),
        (f'title = "x"\n{TASK}poinds = 3\n', "« tasks\\[0\\].poinds » .* La plus proche est « points »"),
        (f'title = "x"\n[limits]\nmemory = 3\n{TASK}', "« limits.memory » .* « memory_mb »"),
        (f'title = "x"\nqqq = 3\n{TASK}', "Les clés connues ici sont"),
    ],
)
def test_an_unknown_key_names_the_nearest(tmp_path, text, words):
    with pytest.raises(UnknownKey, match=words):
        read_exercise(_write(tmp_path, text))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("title = ", "n’est pas du TOML lisible"),
        ('title = "x"\ntasks = []\n', "au moins une"),
        (f'title = "x"\n{TASK}{TASK}', "deux tâches s’appellent « double »"),
        (f'title = "x"\n{TASK}'.replace("= 3", "= 0"), "doit valoir des points"),
        (f'title = "x"\n{TASK}'.replace('"double"', '"dé"'), "identifiant de tâche « dé »"),
        (f'title = "x"\n{TASK}'.replace('"write"', '"wrote"'), "exercise.toml : "),
    ],
)
def test_what_does_not_hold_together_is_refused(tmp_path, text, words):
    with pytest.raises(ContentError, match=words):
        read_exercise(_write(tmp_path, text))


def test_an_unknown_exercise_names_the_nearest(tmp_path):
    _write(tmp_path, f'title = "x"\n{TASK}', name="21-empreintes-merkle")

    with pytest.raises(UnknownExercise, match="Le plus proche est « 21-empreintes-merkle »"):
        find_exercise("21-empreinte-merkel", Kit(tmp_path))
    with pytest.raises(UnknownExercise, match="« 21-empreintes-merkle »"):
        find_exercise("21", Kit(tmp_path))


def test_a_path_is_an_exercise_where_it_holds_one(tmp_path):
    folder = _write(tmp_path, f'title = "x"\n{TASK}')

    assert (Kit(tmp_path), "01-essai") == find_exercise(str(folder), Kit(Path("elsewhere")))
    with pytest.raises(MissingPath, match="n’est pas le dossier d’un exercice"):
        find_exercise(f"{tmp_path}/solutions/02-rien", Kit(tmp_path))


def test_a_name_cannot_climb_out_of_the_kit(tmp_path):
    with pytest.raises(UnknownExercise):
        Kit(tmp_path / "solutions").solution_folder("..")


def test_learners_have_one_variant_each_and_not_all_the_same():
    numbers = {choose_variant("class", f"learner-{n}", "21-x") for n in range(200)}

    assert choose_variant("class", "a", "21-x") == choose_variant("class", "a", "21-x")
    assert set(range(VARIANT_COUNT)) >= numbers
    assert 25 < len(numbers)
