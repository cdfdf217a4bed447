"""The exercise that is attacked: three tasks, hidden checks, a secret for each learner, canaries to look for."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from autograder.build import build_exercise
from autograder.content.kit import Kit

EXERCISE = "97-attaque"
POINTS = {"add": 4.0, "double": 2.0, "seal": 3.0}

HONEST = {
    "add": "def add(left, right):\n    return left + right  # CANARY-OF-ANOTHER-LEARNER",
    "double": "def double(text):\n    return text * 2",
    "seal": "import hashlib\n\ndef seal(word):\n    return hashlib.sha256(('CANARY-' + word).encode()).hexdigest()",
}

SECRETS = {
    "a hidden check's inputs": "HIDDEN-INPUT",
    "a hidden check's words": "HIDDEN-WORDS",
    "the reference solution": "CANARY-OF-THE-SOLUTION",
    "another learner's work": "CANARY-OF-ANOTHER-LEARNER",
    "the grader's environment": "CANARY-OF-THE-GRADER",
    "the gradebook": "CANARY-OF-THE-GRADEBOOK",
}
"""What no learner may read of the others' or the graders', whatever their work does."""

_TOML = """
title = "Une cible"
summary = "Trois fonctions."

[limits]
cell_seconds = 2
call_seconds = 1
memory_mb = 200

[[tasks]]
id = "add"
title = "Additionner"
kind = "write"
points = 4
names = ["add"]

[[tasks]]
id = "double"
title = "Doubler"
kind = "write"
points = 2
names = ["double"]

[[tasks]]
id = "seal"
title = "Sceller"
kind = "write"
points = 3
names = ["seal"]
"""

_NOTEBOOK = '''
# %% [markdown]
# # Une cible

# %% cell="setup"
from autograder.check import check, check_all, hint, solution, variant

# %% task="add"
def add(left, right):
    """Rend la somme."""
    ### BEGIN SOLUTION
    return left + right  # CANARY-OF-THE-SOLUTION
    ### END SOLUTION

# %% task="double"
def double(text):
    """Rend le texte deux fois."""
    ### BEGIN SOLUTION
    return text * 2
    ### END SOLUTION

# %% task="seal"
import hashlib

def seal(word):
    """Rend l’empreinte du mot, précédé de CANARY et d’un trait d’union."""
    ### BEGIN SOLUTION
    return hashlib.sha256(("CANARY-" + word).encode()).hexdigest()
    ### END SOLUTION
'''

_CHECKS = '''
import pytest
from hypothesis import given, strategies as st


@pytest.mark.task("add")
def test_small(student):
    """La somme de 1 et 2 est 3."""
    assert student.call("add", 1, 2) == 3, tr("Regardez le signe.")


@pytest.mark.task("add")
@given(st.integers(-1000, 1000), st.integers(-1000, 1000))
def test_any(student, left, right):
    """La somme de deux entiers."""
    assert student.call("add", left, right) == left + right


@pytest.mark.task("double")
def test_word(student):
    """Le mot « na » devient « nana »."""
    assert student.call("double", "na") == "nana", tr("Un texte se multiplie.")


@pytest.mark.task("seal")
def test_seal_is_text(student):
    """Un sceau a 64 caractères."""
    assert len(student.call("seal", "abc")) == 64
'''

_HIDDEN = '''
import pytest


@pytest.mark.task("add")
def test_hidden_text(student):
    """HIDDEN-WORDS : des textes."""
    assert student.call("add", "HIDDEN-INPUT-1", "-2") == "HIDDEN-INPUT-1-2", tr("HIDDEN-WORDS : les textes aussi.")


@pytest.mark.task("double")
def test_hidden_double(student):
    """HIDDEN-WORDS : un autre mot."""
    assert student.call("double", "HIDDEN-INPUT-3") == "HIDDEN-INPUT-3HIDDEN-INPUT-3"


@pytest.mark.task("seal")
def test_secret(student):
    """HIDDEN-WORDS : le sceau secret."""
    assert student.call("seal", student.variant["word"]) == student.secret["seal"], tr("HIDDEN-WORDS : le sceau.")
'''

_VARIANTS = '''
import hashlib


def make(rng):
    """Return a word, and its seal."""
    word = f"{rng.getrandbits(64):016x}"
    return {
        "public": {"word": word},
        "secret": {"seal": hashlib.sha256(("CANARY-" + word).encode()).hexdigest()},
    }
'''


def write_kit(root: Path) -> Kit:
    """Write the exercise's sources in ``root`` and build it."""
    folder = root / "solutions" / EXERCISE
    (folder / "data").mkdir(parents=True)
    files = {
        "exercise.toml": _TOML,
        "notebook.py": _NOTEBOOK,
        "checks.py": _CHECKS,
        "hidden.py": _HIDDEN,
        "variants.py": _VARIANTS,
        "data/words.csv": "word\nna\n",
    }
    for name, text in files.items():
        (folder / name).write_text(text.lstrip(), encoding="utf-8")
    kit = Kit(root)
    for name, data in build_exercise(kit, EXERCISE, "fr").items():
        path = kit.edition_folder(EXERCISE, "fr") / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return kit


def read_released(kit: Kit) -> dict[str, Any]:
    """Return the notebook that learners receive."""
    path = kit.edition_folder(EXERCISE, "fr") / f"{EXERCISE}.ipynb"
    notebook: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return notebook


def fill_in(notebook: dict[str, Any], answers: dict[str, str]) -> None:
    """Put ``answers`` in their cells."""
    for cell in notebook["cells"]:
        if cell["id"] in answers:
            cell["source"] = answers[cell["id"]]
