"""The same answer has the same points under any name: here of mutants, a sample of each sort."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from autograder.content.exercise import Task
from autograder.language import tr
from autograder.validate.finding import Finding
from autograder.validate.judge import Judge
from autograder.validate.mutant import Mutant
from autograder.validate.rules.alternatives import NAMES
from autograder.validate.subject import Subject

SAMPLE = 12
"""Mutants of each sort that are graded under every name; every other answer that is kept is, by another rule."""


def find_luck(subject: Subject, judge: Judge, work: Sequence[tuple[Task, Mutant]], rule: str) -> Iterator[Finding]:
    """Yield the sampled mutants whose points depend on whose they are."""
    if judge.bundle.choose_variant("", NAMES[0]) is None:
        return  # Nothing that grading does depends on a name but the variant.
    for task, mutant in work[:: max(1, len(work) // SAMPLE)][:SAMPLE]:
        points = {name: judge.score(task, mutant.source, name) for name in NAMES}
        if len(set(points.values())) > 1:
            low, high = min(NAMES, key=points.__getitem__), max(NAMES, key=points.__getitem__)
            yield subject.find(
                rule,
                subject.solutions / "hidden.py",
                tr(
                    "Ce mutant a {low} points sous le nom « {one} » et {high} sous le nom « {other} » : une "
                    "vérification s’en remet au hasard ou à la variante. Tenez le cas par une table fixe.",
                    low=points[low],
                    one=low,
                    high=points[high],
                    other=high,
                ),
                cell=f"{task.id}: {mutant.before} → {mutant.after}",
            )
