"""Sources to notebooks: what learners open, what nbgrader releases, what a grader needs, in each language.

Importing this is light. nbgrader, nbformat and jupytext are imported where a notebook is made, for they take seconds.
"""

from autograder.build.edition import build_exercise, build_source_notebook, translate_hidden
from autograder.build.everything import Change, build_all
from autograder.build.lesson import build_lesson
from autograder.build.mistakes import Mistake, list_all_sentences, read_mistakes
from autograder.build.same_code import same_code
from autograder.build.stubs import Stubs, find_stubs
from autograder.build.truths import find_truths

__all__ = [
    "Change",
    "Mistake",
    "Stubs",
    "build_all",
    "build_exercise",
    "build_lesson",
    "build_source_notebook",
    "find_stubs",
    "find_truths",
    "list_all_sentences",
    "read_mistakes",
    "same_code",
    "translate_hidden",
]
