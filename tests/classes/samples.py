"""A small exercise of three tasks, one of them graded by a person, and the work of people who do it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from autograder.build import build_exercise
from autograder.classes.course import Course
from autograder.content.kit import Kit

EXERCISE = "98-essai"
TIME = "2026-11-02 10:00:00 UTC"

GOOD_ADD = "def add(left, right):\n    return left + right"
BAD_ADD = "def add(left, right):\n    return left - right"
HALF_ADD = "def add(left, right):\n    return left + right if left != 2.5 else 0"
GOOD_DOUBLE = "def double(text):\n    return text * 2"

_TOML = """
title = "Un essai"
summary = "Deux fonctions et une phrase."

[[tasks]]
id = "add"
title = "Additionner"
kind = "write"
points = 4
names = ["add"]
hints = ["Un signe.", "Entre les deux.", "Puis return."]

[[tasks]]
id = "double"
title = "Doubler un mot"
kind = "write"
points = 2
names = ["double"]
hints = ["Un.", "Deux.", "Trois."]

[[tasks]]
id = "explain"
title = "Expliquer"
kind = "write"
points = 3
manual = true
hints = ["Un.", "Deux.", "Trois."]
"""

_NOTEBOOK = '''
# %% [markdown]
# # Un essai
#
# Deux fonctions et une phrase.

# %% cell="setup"
from autograder.check import check, check_all, hint, solution, variant

# %% task="add"
def add(left, right):
    """Rend la somme."""
    ### BEGIN SOLUTION
    return left + right
    ### END SOLUTION

# %% task="double"
def double(text):
    """Rend le mot deux fois."""
    ### BEGIN SOLUTION
    return text * 2
    ### END SOLUTION

# %% [markdown] task="explain"
# ### BEGIN SOLUTION
# Le signe + colle deux mots.
# ### END SOLUTION
'''

_CHECKS = '''
import pytest


@pytest.mark.task("add")
def test_small(student):
    """La somme de 1 et 2 est 3."""
    assert student.call("add", 1, 2) == 3, tr("Regardez le signe entre les deux paramètres.")


@pytest.mark.task("double")
def test_word(student):
    """Le mot « na » devient « nana »."""
    assert student.call("double", "na") == "nana", tr("Un texte se multiplie par un nombre.")
'''

_HIDDEN = '''
import pytest


@pytest.mark.task("add")
def test_decimals(student):
    """SECRET : des nombres à virgule."""
    assert student.call("add", 2.5, 1.25) == 3.75, tr("SECRET : et les nombres à virgule ?")
'''

_MISTAKES = """
[minus]
title = "Une soustraction"
tasks = ["add"]
cell = '''
def add(left, right):
    return left - right
'''
"""

_PO = """
msgid ""
msgstr ""
"Language: en\\n"
"Content-Type: text/plain; charset=utf-8\\n"

msgid "Un essai"
msgstr "A trial"

msgid "Additionner"
msgstr "Adding"

msgid "Regardez le signe entre les deux paramètres."
msgstr "Look at the sign between the two parameters."
"""


def write_kit(root: Path) -> Kit:
    """Write the kit's sources in ``root`` and build its two editions."""
    folder = root / "solutions" / EXERCISE
    (folder / "data").mkdir(parents=True)
    (folder / "data" / "words.csv").write_text("word\nna\n")
    (folder / "exercise.toml").write_text(_TOML)
    (folder / "notebook.py").write_text(_NOTEBOOK.lstrip())
    (folder / "checks.py").write_text(_CHECKS.lstrip())
    (folder / "hidden.py").write_text(_HIDDEN.lstrip())
    (folder / "mistakes.toml").write_text(_MISTAKES)
    (root / "locale" / "en").mkdir(parents=True)
    (root / "locale" / "en" / f"{EXERCISE}.po").write_text(_PO)
    kit = Kit(root)
    build(kit)
    return kit


def build(kit: Kit) -> None:
    """Build both editions again after a change of the sources."""
    for language in ("fr", "en"):
        for name, data in build_exercise(kit, EXERCISE, language).items():
            path = kit.edition_folder(EXERCISE, language) / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)


def answer(course: Course, lang: str = "fr", **answers: str) -> dict[str, Any]:
    """Return the released notebook of one language with these answers in it."""
    folder = course.folder("release", EXERCISE)
    path = (folder if lang == course.file.languages[0] else folder / lang) / f"{EXERCISE}.ipynb"
    notebook = json.loads(path.read_text())
    for cell in notebook["cells"]:
        if cell["id"] in answers:
            cell["source"] = answers.pop(cell["id"])
    assert not answers, f"no such cells: {answers}"
    return notebook


def hand_in(course: Course, learner: str, notebook: Any, time: str = TIME, name: str = f"{EXERCISE}.ipynb") -> Path:
    """Put a notebook where nbgrader's collect puts it; text or bytes go in as they are."""
    folder = course.folder("submitted", EXERCISE, learner)
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    if isinstance(notebook, dict):
        notebook = json.dumps(notebook)
    path.write_bytes(notebook.encode() if isinstance(notebook, str) else notebook)
    if time:
        (folder / "timestamp.txt").write_text(time)
    return folder
