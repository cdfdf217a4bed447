"""A kit of one module that holds in every respect, for a test to break in one place."""

from __future__ import annotations

import shutil
from pathlib import Path

from babel.messages.pofile import read_po, write_po

from autograder.build import build_all
from autograder.content.kit import Kit
from autograder.i18n.update import update

SLUG = "90-moitie"
COURSE = f"courses/{SLUG}"
SOLUTION = f"solutions/{SLUG}"

MODULE = """\
title = "La moitié"
summary = "Partager en deux."
minutes = 10

[[outcomes]]
id = "share"
text = "Partager un nombre en deux."

[[terms]]
term = "moitié"
meaning = "Une des deux parts égales d’un tout."
"""

LESSON = """\
# %% [markdown]
# # La moitié
#
# Nadia partage une facture. La **moitié** est une des deux parts égales.
#
# ## Un calcul
#
# ![Deux parts égales, côte à côte](parts.png)

# %% [markdown] step="halve" minutes=10
# ## Une moitié
#
# La barre double partage, et rend un nombre entier.

# %%
print(tr("La moitié de huit :"), 8 // 2)

# %% try="half_of_ten" hint="Dix, puis la barre double, puis deux."
### BEGIN SOLUTION
ten = 10 // 2
### END SOLUTION

# %% [markdown]
# Et la moitié de cent ? Pariez.

# %% bet="hundred" options=["50", "200"]
print(100 // 2)

# %% [markdown] bet_end
# Cinquante : deux fois moins.

# %% [markdown] step_end
# Vous savez partager un nombre en deux.
"""

TRIES = '''\
import pytest


@pytest.mark.task("half_of_ten")
def test_half_of_ten(student):
    """La moitié de dix."""
    assert student.value("ten") == 5, tr("Dix, en deux parts égales.")
'''

EXERCISE = """\
title = "Partager"
summary = "Une fonction."

[[tasks]]
id = "half"
title = "La moitié d’un nombre"
kind = "write"
points = 2
names = ["half"]
outcomes = ["share"]
hints = ["Regardez le signe du partage.", "Partagez le nombre en deux.", "La ligne commence par `return`."]
"""

NOTEBOOK = """\
# %% [markdown]
# # Partager

# %% cell="setup"
from autograder.check import check, check_all, hint, solution, variant

# %% task="half"
def half(number):
    \"\"\"Rend la moitié.\"\"\"
    ### BEGIN SOLUTION
    if number < 0:
        raise ValueError(number)
    return number // 2
    ### END SOLUTION
"""

CHECKS = '''\
import pytest


@pytest.mark.task("half")
@pytest.mark.parametrize("number", [0, 1, 8, 9])
def test_half(student, number):
    """La moitié de quelques nombres."""
    name_mistake(student, number, got := student.call("half", number))
    assert got == number // 2, tr("Relisez ce qu’est une moitié.")


def name_mistake(student, number, got):
    wrong = {
        number * 2: "doubles",
        number // 3: "thirds",
        number: "unchanged",
        number - 1: "one_less",
        number // 2 + 1: "one_more",
    }
    if number == 9 and got in wrong:
        student.mistake(wrong[got])


@pytest.mark.task("half")
def test_negative(student):
    """Un nombre négatif est refusé."""
    with pytest.raises(ValueError, match="-1"):
        student.call("half", -1)
'''

HIDDEN = '''\
import pytest


@pytest.mark.task("half")
def test_large(student):
    """Un grand nombre."""
    assert student.call("half", 10**30) == 5 * 10**29, tr("Relisez ce qu’est une moitié.")
'''

PUBLISHED_TEST = '''\
"""Held against RFC 0000."""

def test_half():
    assert 8 // 2 == 4
'''

WRONG = {
    "doubles": "number * 2",
    "thirds": "number // 3",
    "unchanged": "number",
    "one_less": "number - 1",
    "one_more": "number // 2 + 1",
}


def make_mistake(name: str, value: str) -> str:
    return f"""\
[{name}]
title = "Une autre valeur"
tasks = ["half"]
says = "Relisez ce qu’est une moitié : {name}."
cell = '''
def half(number):
    if number < 0:
        raise ValueError(number)
    return {value}
'''
"""


FILES = {
    f"{COURSE}/module.toml": MODULE,
    f"{COURSE}/lesson.py": LESSON,
    f"{COURSE}/tries.py": TRIES,
    f"{SOLUTION}/exercise.toml": EXERCISE,
    f"{SOLUTION}/notebook.py": NOTEBOOK,
    f"{SOLUTION}/checks.py": CHECKS,
    f"{SOLUTION}/hidden.py": HIDDEN,
    f"{SOLUTION}/mistakes.toml": "\n".join(make_mistake(name, value) for name, value in WRONG.items()),
    "tests/content/test_90_moitie.py": PUBLISHED_TEST,
}


def write_sound_kit(root: Path) -> Kit:
    """Write the kit below ``root``, translated and built."""
    for name, text in FILES.items():
        write(root, name, text)
    (root / "locale" / "en").mkdir(parents=True)
    kit = Kit(root)
    translate(kit)
    build_all(kit)
    return kit


def write(root: Path, name: str, text: str) -> None:
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")


def translate(kit: Kit) -> None:
    """Fill the English catalogues: a sentence's translation is itself, after « EN »."""
    update(kit)
    for path in (kit.root / "locale" / "en").glob("*.po"):
        with path.open("rb") as stream:
            catalogue = read_po(stream)
        for message in catalogue:
            if message.id:
                message.string = message.string or f"EN {message.id}"
        with path.open("wb") as stream:
            write_po(stream, catalogue)


def copy_kit(kit: Kit, root: Path) -> Kit:
    shutil.copytree(kit.root, root, dirs_exist_ok=True)
    return Kit(root)
