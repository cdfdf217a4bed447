"""A lesson in two steps, with a try in each, a bet and a figure, for a test to build, run and break."""

from __future__ import annotations

from pathlib import Path

from autograder.content.kit import Kit

SLUG = "90-petit-pont"

LESSON = """\
# %% [markdown]
# # La leçon du pont
#
# Nadia compte les planches.

# %% [markdown] step="planks" minutes=12
# ## Des planches
#
# Deux planches par pas.

# %% try="planks_for_three" hint="Deux planches par pas : multipliez."
steps = 3
### BEGIN SOLUTION
planks = steps * 2
### END SOLUTION

# %% [markdown]
# Et pour mille pas ? Pariez.

# %% bet="thousand" options=["200", "2000", "beaucoup"]
print(1000 * 2)

# %% [markdown]
# Deux par pas, toujours.

# %% [markdown] bet_end
# La longueur n’y change rien.

# %% [markdown] step_end
# Vous savez compter les planches d’un pont.

# %% [markdown] step="draw" minutes=10
# ## Un dessin

# %% tags=["plumbing"]
# Dessine le pont, planche par planche.
from figures import draw

print(draw(4))

# %% try="planks_of"
def planks_of(steps):
    ### BEGIN SOLUTION
    return steps * 2
    ### END SOLUTION

# %% [markdown] step_end
# Vous savez écrire ce calcul une fois pour toutes.
"""

FIGURES = '''\
"""Ce qui dessine."""


def draw(count):
    """Rend le pont en texte."""
    return tr("Pont : {planks}").format(planks="=" * count)
'''

TRIES = '''\
import pytest


@pytest.mark.task("planks_for_three")
def test_planks(student):
    """Six planches pour trois pas."""
    assert student.value("planks") == 6


@pytest.mark.task("planks_of")
def test_planks_of(student):
    """Deux planches par pas, quel que soit le nombre de pas."""
    assert student.call("planks_of", 5) == 10
'''


def write_step_lesson(kit: Kit, slug: str = SLUG) -> Path:
    """Put the lesson in steps in place of the one that the module had; return its folder."""
    folder = kit.course_folder(slug)
    for name, text in (("lesson.py", LESSON), ("figures.py", FIGURES), ("tries.py", TRIES)):
        (folder / name).write_text(text, encoding="utf-8")
    return folder
