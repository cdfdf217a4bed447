"""Facts are dated data: cited by name, never a constant in prose, and over once they have an end."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from autograder.build.facts import list_citations
from autograder.build.steps import list_steps
from autograder.content.facts import FACTS_FILE, Fact, read_facts
from autograder.errors import PasserelleError
from autograder.i18n.catalogue import make_translator
from autograder.i18n.markdown import list_sentences
from autograder.i18n.percent import SourceCell
from autograder.language import SOURCE_LANGUAGE, tr
from autograder.validate.finding import Finding
from autograder.validate.subject import Subject

_LAW = re.compile(
    r"\b(?:RGPD|GDPR|NIS\s?2|CRA|Loi\s+25|Law\s+25|LPRPDE|PIPEDA|eIDAS|Code\s+pénal|Code\s+criminel|Criminal\s+Code|"
    r"AI\s+Act|règlement\s+\(UE\)|directive\s+\(UE\))",
)
_STANDARD = re.compile(r"\b(?:RFC\s\d{3,5}|FIPS\s\d{2,3}|ISO(?:/IEC|/CEI)?\s\d{4,5}|NIST\sSP\s800-\d+|BOD\s\d\d-\d\d)")
_READ_DAY = re.compile(
    r"(?:\brelev|\blus?e?s?\b|\brelus?e?s?\b|\bconsult|\bvérifi|\bà jour\b)[^.;]{0,40}?\b20\d\d\b", re.IGNORECASE
)
_IN_FORCE = re.compile(r"\b(?:en vigueur|in force)\b", re.IGNORECASE)
_NO_LONGER = re.compile(r"\b(?:plus|pas|no longer|not|jusqu|until)\b", re.IGNORECASE)
_SENTENCE = re.compile(r"(?<=[.!?…])\s+|\n\s*\n")


def check_facts(subject: Subject) -> Iterator[Finding]:
    """Hold what the module states against its ``facts.toml``."""
    path = subject.course / FACTS_FILE
    try:
        facts = read_facts(subject.course)
    except PasserelleError as error:
        yield subject.find("facts", path, str(error))
        return
    yield from _check_cited(subject, facts)
    yield from _check_over(subject, facts, path)
    yield from _check_translations(subject)
    if subject.has_lesson and list_steps(subject.lesson_cells):
        yield from _check_prose(subject, facts, path)


def _check_cited(subject: Subject, facts: tuple[Fact, ...]) -> Iterator[Finding]:
    for place, cell in _list_cells(subject):
        for found in _LAW.finditer(cell.source):
            if not _is_known(found[0], facts):
                yield subject.find("facts", place, _say_unknown(found[0]), cell=cell.id)
                break


def _check_over(subject: Subject, facts: tuple[Fact, ...], path: Path) -> Iterator[Finding]:
    """A fact with an end date is not in force: neither its own sentence nor the prose around it may say so."""
    for fact in (fact for fact in facts if fact.in_force_until is not None):
        told = tr(
            "« {name} » a une date de fin, le {day} : il n’est pas « en vigueur ». "
            "Dites jusqu’à quand il valait, ou citez le texte qui le remplace.",
            name=fact.name,
            day=fact.in_force_until,
        )
        if _claims_force(fact.says):
            yield subject.find("facts", path, told, cell=fact.name)
        for place, cell in _list_cells(subject):
            # The points of « art. » in a name end no sentence.
            marked = cell.source.replace(fact.name, "\0") if cell.type == "markdown" else ""
            if any("\0" in sentence and _claims_force(sentence) for sentence in _SENTENCE.split(marked)):
                yield subject.find("facts", place, told, cell=cell.id)


def _check_translations(subject: Subject) -> Iterator[Finding]:
    """A translation cites what its source cites."""
    for language in (language for language in subject.languages if language != SOURCE_LANGUAGE):
        translator = make_translator(subject.kit, (subject.id,), language)
        for place, cell in _list_cells(subject):
            for sentence in list_sentences(cell.source) if cell.type == "markdown" else []:
                said = translator.translate(sentence, f"{place.name} {cell.id}")
                if said is not None and sorted(_name_cited(said)) != sorted(_name_cited(sentence)):
                    yield subject.find(
                        "facts",
                        subject.kit.catalogue(subject.id, language),
                        tr("La traduction de « {words}… » ne cite pas les mêmes faits.", words=sentence[:40]),
                        cell=cell.id,
                        lang=language,
                    )


def _check_prose(subject: Subject, facts: tuple[Fact, ...], path: Path) -> Iterator[Finding]:
    cited: set[str] = set()
    for place, cell in _list_cells(subject):
        if cell.type != "markdown":
            continue
        cited |= {citation.name for citation in list_citations(cell.source)}
        day = _READ_DAY.search(cell.source)
        if day:
            yield subject.find(
                "facts",
                place,
                tr(
                    "« {words} » est une date de lecture en toutes lettres. Citez le fait par son nom, {{fact:…}} : "
                    "la construction écrit la date.",
                    words=" ".join(day[0].split()),
                ),
                cell=cell.id,
            )
        unknown = next((f[0] for f in _STANDARD.finditer(cell.source) if not _is_known(f[0], facts)), "")
        if unknown:
            yield subject.find("facts", place, _say_unknown(" ".join(unknown.split())), cell=cell.id)
    for fact in facts:
        if fact.name not in cited:
            yield subject.find(
                "facts",
                path,
                tr("Rien ne cite ce fait. Écrivez {{fact:{name}}} là où il est énoncé, ou ôtez-le.", name=fact.name),
                cell=fact.name,
            )


def _say_unknown(words: str) -> str:
    return tr(
        "« {words} » est cité sans être dans facts.toml : ajoutez ce qu’il dit, sa source, le jour de la lecture "
        "et celui où le relire.",
        words=words,
    )


def _is_known(words: str, facts: tuple[Fact, ...]) -> bool:
    return any(_fold(words) in _fold(f"{fact.name} {fact.source}") for fact in facts)


def _claims_force(sentence: str) -> bool:
    return bool(_IN_FORCE.search(sentence)) and not _NO_LONGER.search(sentence)


def _name_cited(text: str) -> list[str]:
    return [f"{citation.name}:{citation.part}" for citation in list_citations(text)]


def _list_cells(subject: Subject) -> Iterator[tuple[Path, SourceCell]]:
    if subject.has_lesson:
        yield from ((subject.course / "lesson.py", cell) for cell in subject.lesson_cells)
    if subject.has_exercise:
        yield from ((subject.solutions / "notebook.py", cell) for cell in subject.exercise_cells)


def _fold(text: str) -> str:
    return re.sub(r"\s+", "", text).lower()
