"""What a lesson tells people to do at work has run: as a cell, or in a test."""

from __future__ import annotations

import re
from collections.abc import Iterator

from autograder.build.steps import list_steps
from autograder.i18n.markdown import list_sentences
from autograder.language import tr
from autograder.validate.finding import Finding
from autograder.validate.subject import Subject

_AT_WORK = re.compile(
    r"\b(?:en vrai|vraie vie|au travail|en production|en pratique|dans la pratique|pour de vrai)\b", re.IGNORECASE
)
_NEW_SECTION = re.compile(r"^(?=#{1,6} )", re.MULTILINE)
_SECTION = re.compile(r"#{1,6} +(?:Au travail demain|Dans la vraie vie)")
_SPAN = re.compile(r"`([^`\n]+)`")
_RUNS = re.compile(r"\w\s*\(|\w=|\*\*|^[a-z][\w.-]*\s+\S")
"""A call, a setting, a power, or a command with what follows it."""


def check_real_life(subject: Subject) -> Iterator[Finding]:
    """Look for what is told under « Au travail demain » and in sentences about work, and never runs."""
    if not subject.has_lesson or not list_steps(subject.lesson_cells):
        return
    ran = _fold("\n".join(_list_code(subject)))
    for cell in subject.lesson_cells:
        for span in list_advised(cell.source) if cell.type == "markdown" else ():
            if _RUNS.search(span) and _fold(span) not in ran:
                yield subject.find(
                    "real-life",
                    subject.course / "lesson.py",
                    tr(
                        "On dit de faire « {code} » au travail, et cela ne tourne nulle part. "
                        "Mettez-le dans une cellule, ou dans {test}.",
                        code=span,
                        test=_name_test(subject),
                    ),
                    cell=cell.id,
                )


def list_advised(source: str) -> Iterator[str]:
    """Yield what stands between backquotes in a section about work, or in a sentence about it."""
    for section in _NEW_SECTION.split(source):
        whole = _SECTION.match(section) is not None
        for sentence in list_sentences(section):
            if whole or _AT_WORK.search(sentence):
                yield from _SPAN.findall(sentence)


def _list_code(subject: Subject) -> Iterator[str]:
    cells = [*subject.lesson_cells, *(subject.exercise_cells if subject.has_exercise else ())]
    yield from (cell.source for cell in cells if cell.type == "code")
    for path in (subject.course / "figures.py", subject.kit.root / _name_test(subject)):
        if path.is_file():
            yield path.read_text("utf-8")


def _name_test(subject: Subject) -> str:
    return f"tests/content/test_{subject.id.replace('-', '_')}.py"


def _fold(text: str) -> str:
    return re.sub(r"\s+", "", text).replace("'", '"')
