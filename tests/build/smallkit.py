"""A kit of one small module, written out for a test to build, break and translate."""

from pathlib import Path

from autograder.content.kit import Kit

SLUG = "90-petit-pont"

SETUP = """\
# %% cell="setup"
from autograder.check import check, check_all, hint, solution, variant
"""

EXERCISE = """\
title = "Le petit pont"
summary = "Deux calculs et une phrase."
imports = ["json"]

[[tasks]]
id = "double"
title = "Le double"
kind = "write"
points = 2
names = ["double"]
hints = ["Regardez le signe `*`.", "Multipliez par deux.", "La ligne commence par `return`."]
was = "twice"

[[tasks]]
id = "greet"
title = "Le bonjour"
kind = "write"
points = 1.5
names = ["greet"]

[[tasks]]
id = "why"
title = "Le pourquoi"
kind = "choose"
points = 1
manual = true
"""

NOTEBOOK = f"""\
# %% [markdown]
# # Le petit pont
#
# Trois tâches. La ligne
# suivante appartient au même paragraphe.

{SETUP}
# %%
# Une remarque qui tient sur deux lignes,
# et qui forme une seule phrase.
print(tr("Bonjour à {{n}} personnes").format(n=3))  # noqa: T201

# %% cell="lent"
def lent_add(a, b):
    \"\"\"Rend la somme.\"\"\"
    return a + b

# %% task="double"
def double(number):
    \"\"\"Rend le double de `number`.\"\"\"
    ### BEGIN SOLUTION
    return number * 2
    ### END SOLUTION

# %% task="greet"
### BEGIN SOLUTION
def greet(name):
    return tr("Bonjour ") + name
### END SOLUTION

# %% [markdown] task="why"
# ### BEGIN SOLUTION
# Parce que deux fois un font deux.
# ### END SOLUTION
"""

CHECKS = '''\
"""What the learner receives."""

import pytest


def helper(value):
    """Speaks English: nobody translates it."""
    return value


@pytest.mark.task("double", shown="les petits nombres")
def test_double_of_three(student):
    """Le double de trois.

    Un second paragraphe.
    """
    # An English remark.
    assert student.call("double", 3) == 6, tr("Multipliez par deux, pas par {n}.").format(n=3)
'''

HIDDEN = '''\
import pytest


@pytest.mark.task("double", weight=2)
def test_double_of_nothing(student):
    """Le double de zéro."""
    assert student.call("double", 0) == 0, tr("Et zéro ?")


@pytest.mark.task("greet")
def test_greets(student):
    """Un prénom."""
    assert student.call("greet", "Zoé") == tr("Bonjour ") + "Zoé"
'''

VARIANTS = '''\
def make(rng):
    """Draw a number."""
    number = rng.randint(1, 10**6)
    return {"public": {"number": number, "words": ["é", None]}, "secret": {"double": number * 2}}
'''

MISTAKES = """\
[triple]
title = "Le triple"
tasks = ["double"]
says = "Multipliez par deux, pas par {n}."
change = [["    return number * 2", "    return number * 3"]]
"""

MODULE = """\
title = "Le pont"
summary = "Passer d'une rive à l'autre."
minutes = 10

[[outcomes]]
id = "cross"
text = "Traverser."

[[terms]]
term = "pont"
meaning = "Ce qui relie deux rives."
"""

LESSON = """\
# %% [markdown]
# # La leçon
#
# - un premier point
# - un second point

# %% tags=["raises-exception"]
1 / 0
"""

FILES = {
    f"solutions/{SLUG}/exercise.toml": EXERCISE,
    f"solutions/{SLUG}/notebook.py": NOTEBOOK,
    f"solutions/{SLUG}/checks.py": CHECKS,
    f"solutions/{SLUG}/hidden.py": HIDDEN,
    f"solutions/{SLUG}/variants.py": VARIANTS,
    f"solutions/{SLUG}/data/mots.txt": "un\r\ndeux\r\n",
    f"solutions/{SLUG}/mistakes.toml": MISTAKES,
    f"courses/{SLUG}/module.toml": MODULE,
    f"courses/{SLUG}/lesson.py": LESSON,
}


def write_kit(root: Path, **changed: str) -> Kit:
    """Write the kit below ``root``; ``notebook="…"`` writes that file of the exercise otherwise."""
    for name, text in FILES.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(changed.get(path.stem, text).encode("utf-8"))
    return Kit(root)


def write_catalogue(kit: Kit, name: str, language: str, entries: dict[str, str], flags: str = "") -> None:
    """Write a catalogue by hand, as a translator would."""
    path = kit.catalogue(name, language)
    path.parent.mkdir(parents=True, exist_ok=True)
    blocks = [f'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n"Language: {language}\\n"\n']
    for msgid, msgstr in entries.items():
        blocks.append(f"{flags}msgid {_quote(msgid)}\nmsgstr {_quote(msgstr)}\n")
    path.write_text("\n".join(blocks), encoding="utf-8")


def _quote(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'
