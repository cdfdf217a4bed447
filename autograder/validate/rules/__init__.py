"""The rules, one file each. A new rule is a new file and a line in :data:`RULES`."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from autograder.validate.finding import Finding
from autograder.validate.rules.alternatives import check_alternatives
from autograder.validate.rules.answers import check_answers
from autograder.validate.rules.build_fresh import check_build
from autograder.validate.rules.facts import check_facts
from autograder.validate.rules.hints import check_hints
from autograder.validate.rules.mistakes import check_mistakes
from autograder.validate.rules.outcomes import check_outcomes
from autograder.validate.rules.plain_words import check_plain_words
from autograder.validate.rules.published import check_published_values
from autograder.validate.rules.real_life import check_real_life
from autograder.validate.rules.running import check_lesson_runs
from autograder.validate.rules.safety import check_safety
from autograder.validate.rules.scores import check_scores
from autograder.validate.rules.shown_code import check_shown_code
from autograder.validate.rules.spacing import check_spacing
from autograder.validate.rules.steps import check_steps
from autograder.validate.rules.structure import check_structure
from autograder.validate.rules.terms import check_terms
from autograder.validate.rules.told_apart import check_told_apart
from autograder.validate.rules.translation import check_translation
from autograder.validate.rules.unwritten import check_unwritten
from autograder.validate.rules.yardsticks import check_yardsticks
from autograder.validate.subject import Subject

Rule = Callable[[Subject], Iterator[Finding]]

RULES: dict[str, Rule] = {
    "unwritten": check_unwritten,
    "build": check_build,
    "outcomes": check_outcomes,
    "hints": check_hints,
    "terms": check_terms,
    "structure": check_structure,
    "plain-words": check_plain_words,
    "spacing": check_spacing,
    "steps": check_steps,
    "shown-code": check_shown_code,
    "facts": check_facts,
    "real-life": check_real_life,
    "safety": check_safety,
    "published": check_published_values,
    "scores": check_scores,
    "answers": check_answers,
    "mistakes": check_mistakes,
    "told-apart": check_told_apart,
    "alternatives": check_alternatives,
    "yardsticks": check_yardsticks,
    "runs": check_lesson_runs,
    "translation": check_translation,
}
"""In the order in which an author mends what they find. Mutants are counted apart, with ``--mutants``."""
