"""No value that decides points ships: the rule « answers » on small exercises that let one slip."""

import pytest

from autograder.content.kit import Kit
from autograder.validate.rules.answers import check_answers
from autograder.validate.subject import Subject

SLUG = "91-deviner"
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

[[tasks.answers]]
name = "touched"
title = "Les versions."
form = "list"

[[tasks.answers]]
name = "size"
title = "La taille."
form = "number"
"""
NOTEBOOK = """\
# %% cell="setup"
from autograder.check import check, check_all, hint, solution, variant

# %% task="guess"
### BEGIN SOLUTION
order = "CEDFAB"
touched = ["1.4.0", "1.9.3"]
size = 12
### END SOLUTION
"""


@pytest.fixture
def subject(tmp_path):
    folder = tmp_path / "solutions" / SLUG
    folder.mkdir(parents=True)
    (folder / "exercise.toml").write_text(EXERCISE, encoding="utf-8")
    (folder / "notebook.py").write_text(NOTEBOOK, encoding="utf-8")
    (folder / "checks.py").write_text("import pytest\n", encoding="utf-8")
    return Subject(Kit(tmp_path), SLUG)


def test_declared_answers_that_no_check_holds_are_sound(subject):
    (subject.solutions / "checks.py").write_text("SIZE = 12\nLETTERS = 'ABCDEF'\n", encoding="utf-8")
    assert [] == list(check_answers(subject))


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("checks.py", "wanted = 'CEDFAB'"),
        ("shared.py", "assert touched == ['1.4.0', '1.9.3']"),
        ("checks.py", "TOUCHED = ('1.4.0', '1.9.3')"),
    ],
)
def test_a_value_in_a_check_that_ships_is_found(subject, name, line):
    (subject.solutions / name).write_text(f"import pytest\n{line}\n", encoding="utf-8")
    (finding,) = check_answers(subject)
    assert (f"solutions/{SLUG}/{name}", "ligne 2") == (finding.file, finding.cell)
    assert "n’a pas à être livrée" in finding.message
