"""No-break spaces where French wants them: before « ; : ! ? % » and inside « »."""

from __future__ import annotations

import re
from collections.abc import Iterator

from autograder.language import tr
from autograder.validate.finding import Finding
from autograder.validate.subject import Subject

_CODE = re.compile(r"(?P<mark>```|~~~).*?(?P=mark)|`[^`\n]*`|\]\([^)\s]*\)|\$[^$\n]*\$|\{fact:[^}]*\}", re.DOTALL)
_BREAKING = re.compile(r"(?<=[\w»)*x]) (?:[;:!?%](?=[\s|*_»)]|$)|»)|« ", re.MULTILINE)
_GLUED = re.compile(r"(?<=[^\W\d_])[;!?](?=\s|$)|«(?=[^\s])|(?<=[^\s])»")


def check_spacing(subject: Subject) -> Iterator[Finding]:
    """Look at the prose of the lesson and of the exercise, in French."""
    cells = [(subject.course / "lesson.py", cell) for cell in (subject.lesson_cells if subject.has_lesson else ())]
    cells += [
        (subject.solutions / "notebook.py", cell) for cell in (subject.exercise_cells if subject.has_exercise else ())
    ]
    for path, cell in cells:
        found = find_bad_space(cell.source) if cell.type == "markdown" else ""
        if found:
            yield subject.find(
                "spacing",
                path,
                tr("« {words} » : il faut une espace insécable devant ; : ! ? % et », et après «.", words=found),
                cell=cell.id,
            )


def find_bad_space(text: str) -> str:
    """Return the words around the first space that could break, or is missing; empty where there is none."""
    plain = _CODE.sub("x", text)
    found = _BREAKING.search(plain) or _GLUED.search(plain)
    if found is None:
        return ""
    return " ".join(plain[max(0, found.start() - 12) : found.end() + 6].split("\n"))
