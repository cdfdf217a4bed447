"""Law is dated data: jurisdiction, source, the day it was read, and whether it is in force."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

import msgspec

from autograder.content.tomlfile import read_toml
from autograder.errors import PasserelleError
from autograder.language import tr
from autograder.validate.finding import Finding
from autograder.validate.subject import Subject

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_CITED = re.compile(
    r"\b(?:RGPD|GDPR|NIS\s?2|CRA|Loi\s+25|Law\s+25|LPRPDE|PIPEDA|eIDAS|Code\s+pénal|Code\s+criminel|Criminal\s+Code|"
    r"AI\s+Act|règlement\s+\(UE\)|directive\s+\(UE\))",
)


class Law(msgspec.Struct, frozen=True):
    """One text of law that a module speaks of."""

    name: str
    """As the lesson names it: a piece of the prose."""
    jurisdiction: str
    as_of: str
    """The day on which the text was read, ISO 8601."""
    source: str
    status: Literal["in force", "proposed", "not confirmed"]
    note: str = ""


class LawFile(msgspec.Struct, frozen=True):
    """``law.toml`` of a module."""

    laws: tuple[Law, ...]


def check_law(subject: Subject) -> Iterator[Finding]:
    """Hold every text of law that the module names against its ``law.toml``."""
    path = subject.course / "law.toml"
    laws: tuple[Law, ...] = ()
    if path.is_file():
        try:
            laws = read_toml(path, LawFile).laws
        except PasserelleError as error:
            yield subject.find("law", path, str(error))
            return
    for law in laws:
        if not _DATE.fullmatch(law.as_of):
            yield subject.find(
                "law", path, tr("`as_of` est une date AAAA-MM-JJ : le jour de la lecture."), cell=law.name
            )
    named = " ".join(law.name for law in laws)
    for place, cell, text in _list_prose(subject):
        for found in _CITED.finditer(text):
            if _fold(found[0]) not in _fold(named):
                yield subject.find(
                    "law",
                    place,
                    tr(
                        "« {law} » est cité sans être dans law.toml : ajoutez son pays, sa source, la date de lecture "
                        "et s’il est en vigueur.",
                        law=found[0],
                    ),
                    cell=cell,
                )
                break


def _list_prose(subject: Subject) -> Iterator[tuple]:
    if subject.has_lesson:
        for cell in subject.lesson_cells:
            yield subject.course / "lesson.py", cell.id, cell.source
    if subject.has_exercise:
        for cell in subject.exercise_cells:
            yield subject.solutions / "notebook.py", cell.id, cell.source


def _fold(text: str) -> str:
    return re.sub(r"\s+", "", text).lower()
