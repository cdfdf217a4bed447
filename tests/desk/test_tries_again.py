"""Second and third tries: each has the verdict of the text on the screen, and a sentence that is true."""

from __future__ import annotations

import nbformat
import pytest

from tests.check.folder import write_exercise

from .kernel import Learner

STUB = "# VOTRE CODE ICI\nraise NotImplementedError()"
RIGHT = "def total(items):\n    return sum(items)"
WRONG = "def total(items):\n    return 0"
UNREADABLE = "def total(items)\n    return sum(items)"
STOPS = "x = 1 / 0\ndef total(items):\n    return sum(items)"


@pytest.fixture(scope="module")
def kernel_folder(tmp_path_factory):
    return write_exercise(tmp_path_factory.mktemp("desk") / "work")


@pytest.fixture
def learner(kernel_folder):
    made = Learner(kernel_folder, {"total": STUB, "own": "", "wait": STUB})
    made.save(after=-60)
    yield made
    made.close()


def test_a_verdict_is_about_the_text_that_is_there(learner):
    seen = {}
    learner.run("total", RIGHT)
    seen["right"] = learner.check("total")
    learner.run("total", UNREADABLE)
    seen["right then unreadable"] = learner.check("total")
    learner.run("total", RIGHT)
    seen["unreadable then right"] = learner.check("total")
    learner.run("total", STOPS)
    seen["right then stopped"] = learner.check("total")
    learner.run("total", WRONG)
    seen["stopped then wrong"] = learner.check("total")
    learner.run("total", UNREADABLE)
    seen["wrong then unreadable"] = learner.check("total")
    learner.run("total", STUB)
    seen["back to the stub"] = learner.check("total")
    learner.run("total", RIGHT.replace("total", "totla"))
    seen["right then misspelt"] = learner.check("total")

    assert ["3.0", "0.0", "3.0", "0.0", "0.0", "0.0", "0.0", "0.0"] == [text.splitlines()[-1] for text in seen.values()]
    assert "Il manque les deux-points" in seen["right then unreadable"]
    assert "divise par zéro" in seen["right then stopped"]
    assert "Il manque les deux-points" in seen["wrong then unreadable"]
    assert "attend votre réponse" in seen["back to the stub"]
    assert "vous avez défini `totla`" in seen["right then misspelt"]


def test_what_was_changed_and_not_run_is_not_judged(learner):
    learner.run("total", WRONG)
    learner.save()
    judged = learner.check("total")
    learner.type("total", RIGHT)
    learner.save(after=5)
    changed = learner.check("total")
    learner.run("total")
    run = learner.check("total")
    learner.type("total", WRONG)
    learner.save(after=10)
    passed_then_changed = learner.check("total")

    assert "0.0" == judged.splitlines()[-1]
    assert "a changé depuis que vous l’avez exécutée" in changed
    assert "3.0" == run.splitlines()[-1]
    assert "a changé depuis que vous l’avez exécutée" in passed_then_changed
    assert "0.0" == passed_then_changed.splitlines()[-1]


def test_a_restart_is_told_as_a_restart(learner):
    learner.run("total", RIGHT)
    learner.save()
    learner.restart()
    after = learner.check("total")
    learner.run("total")
    again = learner.check("total")

    assert "Python a redémarré depuis" in after
    assert "apparaît quand c’est fait" not in after
    assert "3.0" == again.splitlines()[-1]


def test_never_run_is_told_as_never_run(learner):
    learner.type("total", RIGHT)
    learner.save()

    assert "Avez-vous exécuté sa cellule" in learner.check("total")


def test_an_answer_in_a_cell_of_one_s_own_counts(learner):
    learner.run("own", RIGHT)
    learner.save()

    assert "3.0" == learner.check("total").splitlines()[-1]


def test_other_names_are_never_dropped(learner):
    learner.run("own", "kept = 3\ndef helper(items):\n    return sum(items)")
    learner.run("total", "def total(items):\n    return helper(items)")
    learner.run("total", UNREADABLE)
    outputs = learner.run("own", "print(kept, helper([1]))")

    assert "3 1\n" == outputs[0]["text"]


def test_a_kernel_that_gives_no_id_goes_by_the_names(learner):
    learner.run_source("", RIGHT)
    learner.run_source("", UNREADABLE)

    assert "0.0" == learner.check("total").splitlines()[-1]


def test_input_never_makes_a_check_wait(learner):
    learner.run("total", "def total(items):\n    return int(input('?'))")

    assert "`input()` attend quelqu’un au clavier" in learner.check("total")


def test_the_result_is_a_number_to_nbgrader_and_nothing_more_to_see(learner):
    learner.run("total", RIGHT)

    outputs = learner.run_source("total-check", 'check("total")')

    result = next(output for output in outputs if output["output_type"] == "execute_result")
    assert "3.0" == result["data"]["text/plain"]
    assert 'hidden=""' in result["data"]["text/html"]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("while True:\n    print('x' * 100)", "affichait sans fin"),
        (
            "while True:\n    try:\n        print('x' * 1000)\n    except Exception:\n        pass",
            "affichait",
        ),
        ("from IPython.display import display\nwhile True:\n    display(1)", "affichait sans fin"),
    ],
)
def test_output_without_end_is_stopped(learner, source, expected):
    outputs = learner.run("own", source)

    shown = sum(len(output.get("text", "")) for output in outputs)
    assert shown < 101_000
    assert len([output for output in outputs if output["output_type"] == "display_data"]) <= 40
    assert expected in "\n".join(outputs[-1]["traceback"])
    assert "1\n" == learner.run("own", "print(1)")[0]["text"]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (
            "x = 1\nprint(xx)",
            "À la ligne 2 de votre cellule, le code s’arrête sur print(xx). Aucune valeur ne s’appelle xx",
        ),
        ("\n\nx = 1\nprint(xx)", "À la ligne 4 de votre cellule"),
        ("\n\nprint(1", "À la ligne 3 de votre cellule"),
        ("si 3 > 2:\n    print(1)", "si s’écrit if"),
        ("def f(x)\n    return x", "Il manque les deux-points"),
        ("1 / 0", "divise par zéro"),
        ("print(totla)", "Aucune valeur ne s’appelle totla"),
    ],
)
def test_an_error_speaks_the_learner_s_language_above_python_s_words(learner, source, expected):
    outputs = learner.run("own", source)

    lines = outputs[-1]["traceback"]
    assert expected in lines[0]
    assert len(lines) > 1


def test_a_line_of_another_cell_is_not_called_one_s_own(learner):
    learner.run("own", "def half(x):\n    return x / 0")
    outputs = learner.run("other", "x = 1\nhalf(x)")

    number = learner.numbers["own"]
    assert f"à la ligne 2 de la cellule [{number}] : return x / 0." in outputs[-1]["traceback"][0]


def test_a_given_cell_is_not_called_one_s_own(learner):
    learner.save()
    path = learner.folder / "99-essai.ipynb"
    notebook = nbformat.read(path, 4)
    next(cell for cell in notebook.cells if cell.id == "own").metadata["editable"] = False
    nbformat.write(notebook, path)

    alone = learner.run("own", "x = 1\nnumbers")[-1]["traceback"][0]
    learner.run("own", "def given(x):\n    return x / 0")
    through = learner.run("other", "given(3)")[-1]["traceback"][0]

    assert f"dans la cellule donnée [{learner.numbers['own'] - 1}], à la ligne 2 : numbers" in alone
    assert "À la ligne 1 de votre cellule, le code s’arrête sur given(3)" in through
