"""Every sentence of a module, by the catalogue that translates it.

``NN-slug`` holds what learners receive; ``NN-slug.hidden`` holds what they must not: hidden checks and kept mistakes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import filterfalse
from pathlib import Path

from autograder.content.facts import read_facts
from autograder.content.kit import Kit
from autograder.content.mistakes import FILE, read_kept
from autograder.i18n.code import Part, find_sentences, has_named_values
from autograder.i18n.declarations import (
    list_exercise_sentences,
    list_fact_sentences,
    list_mistake_sentences,
    list_module_sentences,
)
from autograder.i18n.interface import list_interface_sentences
from autograder.i18n.markdown import list_sentences
from autograder.i18n.message import Sentence
from autograder.i18n.percent import read_cells, read_source
from autograder.i18n.wording import has_words

INTERFACE = "interface"
_CITATION = re.compile(r"\{fact:[^{}]+\}")
"""A sentence that is a citation and nothing else: the fact itself is translated."""


def list_modules(kit: Kit) -> list[str]:
    """Names of everything that has a catalogue of its own but the interface: modules, with or without an exercise."""
    return sorted(set(kit.list_modules()) | set(kit.list_exercises()))


def extract_all(kit: Kit) -> dict[str, list[Sentence]]:
    """Return the sentences of each catalogue of the kit, by its name; catalogues without any are left out."""
    found = {INTERFACE: list(list_interface_sentences(kit))}
    for module in list_modules(kit):
        found |= extract_module(kit, module)
    return {name: sentences for name, sentences in found.items() if sentences}


def extract_module(kit: Kit, module: str) -> dict[str, list[Sentence]]:
    """Return the sentences of a module's two catalogues, in the order of the sources."""
    shown: list[Sentence] = []
    hidden: list[Sentence] = []
    if module in kit.list_modules():
        shown += _list_declared(kit, kit.course_folder(module), list_module_sentences(kit.read_module(module)))
        shown += _list_in_notebook(kit, kit.course_folder(module) / "lesson.py")
        shown += _list_cited_facts(kit, module)
        beside = (kit.course_folder(module) / name for name in ("tries.py", "figures.py"))
        shown += [found for path in beside if path.is_file() for found in _list_in_code(kit, path, "checks")]
    if module in kit.list_exercises():
        folder = kit.solution_folder(module)
        exercise = kit.read_exercise(module)
        mistakes = read_kept(folder / FILE, exercise)
        shown += _list_declared(kit, folder, list_exercise_sentences(exercise))
        shown += _list_in_notebook(kit, folder / "notebook.py")
        for name in ("checks.py", "shared.py"):
            shown += _list_in_code(kit, folder / name, "checks") if (folder / name).is_file() else []
        hidden += _list_in_code(kit, folder / "hidden.py", "checks") if (folder / "hidden.py").is_file() else []
        shown += _list_declared(kit, folder, list_mistake_sentences(folder, mistakes, shipped=True))
        hidden += _list_declared(kit, folder, list_mistake_sentences(folder, mistakes, shipped=False))
    return {module: shown, f"{module}.hidden": hidden}


def _list_declared(kit: Kit, folder: Path, sentences: Iterable[tuple[str, str]]) -> Iterator[Sentence]:
    for place, text in sentences:
        name, _, part = place.partition(" ")
        yield Sentence(text, _relative(kit, folder / name), part, place, name == FILE and has_named_values(text))


def _list_cited_facts(kit: Kit, module: str) -> Iterator[Sentence]:
    """Yield the texts of the facts that the lesson or the exercise cites: nobody reads those of the others."""
    folder = kit.course_folder(module)
    facts = read_facts(folder)
    sources = (folder / "lesson.py", kit.root / "solutions" / module / "notebook.py")
    text = "".join(path.read_text("utf-8") for path in sources if path.is_file()) if facts else ""
    for fact in facts:
        if f"{{fact:{fact.name}" in text:
            yield from _list_declared(kit, folder, list_fact_sentences(fact))


def _list_in_notebook(kit: Kit, path: Path) -> Iterator[Sentence]:
    for cell in read_cells(path):
        context = f"{path.name} {cell.id}"
        for text in (*cell.options, cell.hint):
            if has_words(text):
                yield Sentence(text, _relative(kit, path), cell.id, context)
        if cell.type == "markdown":
            for text in filterfalse(_CITATION.fullmatch, list_sentences(cell.source)):
                yield Sentence(text, _relative(kit, path), cell.id, context)
        elif cell.type == "code":
            for found in find_sentences(cell.source, f"{path} ({cell.id})"):
                for text in found.texts:
                    yield Sentence(text, _relative(kit, path), cell.id, context, found.has_placeholders)


def _list_in_code(kit: Kit, path: Path, part: Part) -> Iterator[Sentence]:
    for found in find_sentences(read_source(path), str(path), part):
        for text in found.texts:
            yield Sentence(text, _relative(kit, path), found.inside, path.name, found.has_placeholders)


def _relative(kit: Kit, path: Path) -> str:
    return path.relative_to(kit.root).as_posix()
