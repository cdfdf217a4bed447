"""What a loose file's name says: whose it is, and of which exercise, as people really write it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from autograder.classes.filenames import fold, strip_name

_BETWEEN = " +_-–—()[]"
"""What people put between a name and an exercise."""


@dataclass(frozen=True)
class Claim:
    """What a file's name says: ``LEARNER+NN-slug``. Both are claims; either may be empty."""

    learner: str
    exercise: str
    explicit: bool = False
    """Whether the two stand apart as `passerelle submit` writes them, with a ``+``."""


def read_claim(filename: str, exercises: Sequence[str]) -> Claim:
    """Read a file's name, without believing it."""
    stem = strip_name(filename)
    for exercise in sorted(exercises, key=len, reverse=True):
        found = _find_exercise(stem, exercise)
        if found is not None:
            before, after = stem[: found[0]], stem[found[1] :]
            learner = _trim(before) or _trim(after)
            return Claim(learner, exercise, explicit=before.rstrip().endswith("+"))
    learner, plus, _rest = stem.rpartition("+")
    return Claim(_trim(learner), "", explicit=True) if plus and _trim(learner) else Claim(_trim(stem), "")


def _find_exercise(stem: str, exercise: str) -> tuple[int, int] | None:
    """Return where an exercise stands in a name: in any case, with or without the zero in front."""
    number, _, slug = exercise.partition("-")
    words = [re.escape(word) for word in slug.split("-")]
    pattern = rf"(?<![^\W_])0*{re.escape(number.lstrip('0') or '0')}[\s_-]+" + r"[\s_-]+".join(words) + r"(?![^\W_])"
    text = unicodedata.normalize("NFC", stem)
    found = re.search(pattern, text, re.IGNORECASE) if slug else re.search(re.escape(exercise), text, re.IGNORECASE)
    return found.span() if found else None


def _trim(text: str) -> str:
    return text.strip(_BETWEEN)


def is_about(filename: str, exercises: Sequence[str]) -> bool:
    """Whether a name claims a learner and an exercise together, as a file that one person hands in."""
    claim = read_claim(filename, exercises)
    return bool(claim.learner) and (claim.explicit or bool(claim.exercise)) and fold(claim.learner) != ""
