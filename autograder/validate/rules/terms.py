"""Each word marked as new in a lesson has its entry in the glossary, and each entry is used."""

from __future__ import annotations

import re
from collections.abc import Iterator

from autograder.language import tr
from autograder.validate.finding import Finding
from autograder.validate.subject import Subject

_BOLD = re.compile(r"\*\*(?P<term>[^*\n]+)\*\*")


def check_terms(subject: Subject) -> Iterator[Finding]:
    """Hold the words in bold in the lesson against the terms of ``module.toml``, and of earlier modules."""
    if not subject.has_lesson:
        return
    own = {fold_term(term.term) for term in subject.module.terms}
    known = own | _list_earlier_terms(subject)
    seen: set[str] = set()
    for cell in subject.lesson_cells:
        if cell.type != "markdown":
            continue
        for found in _BOLD.finditer(cell.source):
            word = fold_term(found["term"])
            seen.add(word)
            if not any(is_same_term(word, known_term) for known_term in known):
                yield subject.find(
                    "terms",
                    subject.course / "lesson.py",
                    tr(
                        "« {term} » est en gras et n’a pas d’entrée : ajoutez un [[terms]] dans module.toml, "
                        "ou retirez le gras.",
                        term=found["term"],
                    ),
                    cell=cell.id,
                )
    for entry in subject.module.terms:
        if not any(is_same_term(word, fold_term(entry.term)) for word in seen):
            yield subject.find(
                "terms",
                subject.course / "module.toml",
                tr("Ce terme n’est en gras nulle part dans la leçon : mettez-le en gras où il est expliqué."),
                cell=entry.term,
            )
        if not re.search(r"[.!?]$", entry.meaning.strip()):
            yield subject.find(
                "terms",
                subject.course / "module.toml",
                tr("Le sens d’un terme est une phrase entière."),
                cell=entry.term,
            )


def fold_term(text: str) -> str:
    """Return a term as two spellings of it are compared."""
    return re.sub(r"\s+", " ", text.replace("’", "'").strip(" .,;:!?«»`").lower())


def is_same_term(one: str, other: str) -> bool:
    """Whether two terms are the same, a plural or a feminine ending set aside."""
    return one == other or _stem(one) == _stem(other)


def _stem(term: str) -> str:
    return " ".join(re.sub(r"(es|s|x|e)$", "", word) for word in term.split(" "))


def _list_earlier_terms(subject: Subject) -> set[str]:
    earlier = [module for module in subject.kit.list_modules() if module < subject.id]
    return {fold_term(term.term) for module in earlier for term in subject.kit.read_module(module).terms}
