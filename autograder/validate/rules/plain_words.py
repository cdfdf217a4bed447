"""Plain language: short sentences in lessons, and no acronym that was not explained."""

from __future__ import annotations

import json
import re
import statistics
from collections.abc import Iterator

from autograder.language import SOURCE_LANGUAGE, tr
from autograder.validate.finding import Finding
from autograder.validate.subject import Subject

LONGEST_MEDIAN = 18
_FENCE = re.compile(r"^(```|~~~).*?^\1", re.MULTILINE | re.DOTALL)
_CODE = re.compile(r"`[^`\n]*`|\{fact:[^{}]*\}")
_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
_SENTENCE_END = re.compile(r"(?<=[.!?…])\s+")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_ACRONYM = re.compile(r"\b[A-ZÀ-Þ]{2,}(?:-?\d+)?\b")
# What nobody spells out, and what is a name of its own.
_NAMES = ("OK", "PDF", "RFC", "USB", "PME", "SME", "ASCII", "UTF-8", "NASA", "CD", "DVD", "TV", "ISO", "IBM")
_NUMERALS = ("II", "III", "IV", "VI", "VII", "VIII", "IX", "XI", "XII", "XIX", "XX", "XXI")
_KNOWN = frozenset((*_NAMES, *_NUMERALS))
_SPECIMEN = re.compile(r"[A-Z]{2}\d{2,}")
"""The head of an account number or of a code, such as « BE68 »: a value, not an acronym."""


def check_plain_words(subject: Subject) -> Iterator[Finding]:
    """Measure the lesson's sentences and look for acronyms in its prose."""
    if not subject.has_lesson:
        return
    path = subject.course / "lesson.py"
    written = [(cell.id, cell.source) for cell in subject.lesson_cells if cell.type == "markdown"]
    for language in subject.languages:
        texts = [text for _, text in written] if language == SOURCE_LANGUAGE else _read_edition(subject, language)
        lengths = [length for text in texts for length in measure_sentences(strip_marks(text))]
        if lengths and statistics.median(lengths) > LONGEST_MEDIAN:
            yield subject.find(
                "plain-words",
                path if language == SOURCE_LANGUAGE else subject.kit.catalogue(subject.id, language),
                tr(
                    "La phrase médiane compte {count} mots ; {longest} au plus. Coupez les plus longues.",
                    count=statistics.median(lengths),
                    longest=LONGEST_MEDIAN,
                ),
                lang=language,
            )
    yield from _check_acronyms(subject, written)


def _read_edition(subject: Subject, language: str) -> list[str]:
    path = subject.kit.root / "lessons" / language / f"{subject.id}.ipynb"
    cells = json.loads(path.read_bytes())["cells"] if path.is_file() else []
    return ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown"]


def _check_acronyms(subject: Subject, written: list[tuple[str, str]]) -> Iterator[Finding]:
    # Tables are not prose, and may well be where an acronym is spelt out.
    whole = "\n".join(_CODE.sub(" x ", text) for _, text in written)
    entries = " ".join(f"{term.term} {term.meaning}" for term in _list_terms(subject))
    told: set[str] = set()
    for cell, text in written:
        for found in _ACRONYM.finditer(strip_marks(text)):
            acronym = found[0]
            if acronym in told or acronym in _KNOWN or _SPECIMEN.fullmatch(acronym):
                continue
            told.add(acronym)
            if not _is_explained(acronym, whole) and acronym not in entries:
                yield subject.find(
                    "plain-words",
                    subject.course / "lesson.py",
                    tr(
                        "Le sigle « {acronym} » n’est pas expliqué. Écrivez-le en toutes lettres à sa première "
                        "apparition, ou ajoutez-le aux [[terms]].",
                        acronym=acronym,
                    ),
                    cell=cell,
                )


def _is_explained(acronym: str, text: str) -> bool:
    """Whether the text says the acronym in words: in brackets, after a comma or a colon, or « en anglais »."""
    quoted = re.escape(acronym)
    patterns = (
        rf"\({quoted}\b",
        rf"{quoted}\*{{0,2}}\s*»?\s*\(",
        rf"{quoted}\*{{0,2}}\s*»?\s*:\s+[*«\"]{{0,2}}\s*[^\W\d_]{{2,}}\s+\S{{2,}}",
        rf"{quoted}\*{{0,2}}\s*»?,\s+(?:pour|soit|c’est-à-dire|la|le|l’|les|un|une|en anglais|that is|short for|the)",
        rf"(?:sigle|acronyme|abrégé|appelée?s?|dit|nommée?)\s+(?:en\s+)?\*{{0,2}}{quoted}",
    )
    return any(re.search(pattern, text) for pattern in patterns)


def _list_terms(subject: Subject) -> list:
    modules = [module for module in subject.kit.list_modules() if module <= subject.id]
    return [term for module in modules for term in subject.kit.read_module(module).terms]


def strip_marks(text: str) -> str:
    """Return the prose of a Markdown cell: no code, no tables, link texts only."""
    text = _FENCE.sub("", text)
    text = _LINK.sub(r"\1", _CODE.sub(" x ", text))
    return "\n".join(line for line in text.splitlines() if not line.lstrip().startswith(("|", "#", "<")))


def measure_sentences(text: str) -> list[int]:
    """Return the number of words of each sentence."""
    blocks = re.split(r"\n\s*\n|\n\s*(?:[-*]|\d+\.)\s+", text)
    sentences = [sentence for block in blocks for sentence in _SENTENCE_END.split(" ".join(block.split()))]
    return [count for sentence in sentences if (count := len(_WORD.findall(sentence)))]
