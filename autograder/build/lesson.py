"""The lesson as learners open it: its steps, its tries with a cell that checks each, its bets, its plumbing folded."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from autograder import __version__
from autograder.build.answers import strip_marks
from autograder.build.dump import dump_json, dump_notebook, make_notebook, make_notebook_cell
from autograder.build.edition import translate_cell, translate_checks
from autograder.build.facts import FACTS_CELL, expand_facts, list_cited, write_sources
from autograder.build.glossary import GLOSSARY_CELL, write_links
from autograder.build.steps import LESSON_SETUP, PLUMBING, Step, find_explanations, list_steps, read_lesson_cells
from autograder.build.steps import read_title as read_step_title
from autograder.build.tries import TRIES_FILE, list_names, read_titles, release_try
from autograder.content.facts import read_facts
from autograder.content.kit import Kit
from autograder.content.lesson import LESSON_FILE, LessonEdition, LessonStep, LessonTry
from autograder.i18n.catalogue import Translator, make_translator
from autograder.i18n.declarations import translate_module
from autograder.i18n.percent import SourceCell
from autograder.language import normalise_language, tr, use_language

FIGURES_FILE = "figures.py"
"""What draws, beside the lesson: a lesson's cells import from it."""


def build_lesson(kit: Kit, module_id: str, language: str, *, answered: bool = False) -> bytes:
    """Return ``lessons/LANG/NN-slug.ipynb``, which ends with links to the glossary; writes nothing.

    ``answered`` fills the tries with their reference answers, for whoever runs the lesson to prove it.
    """
    language = normalise_language(language)
    with use_language(language):
        cells = list(_Maker(kit, module_id, language, answered).make_cells())
    return dump_notebook(make_notebook(cells, {"lang": language, "lesson": module_id, "schema": 1}))


def build_lesson_files(kit: Kit, module_id: str, language: str) -> dict[str, bytes]:
    """Return what ships beside a lesson, by name: its tries, their checks, what draws; empty where it has none."""
    language = normalise_language(language)
    folder = kit.course_folder(module_id)
    translator = make_translator(kit, (module_id,), language)
    files: dict[str, bytes] = {}
    figures, tries = folder / FIGURES_FILE, folder / TRIES_FILE
    if figures.is_file():
        files[FIGURES_FILE] = translate_checks(figures, translator).encode("utf-8")
    cells = read_lesson_cells(kit, module_id)
    if list_steps(cells):
        checks = translate_checks(tries, translator) if tries.is_file() else ""
        titles = read_titles(checks, tries, cells)
        files[TRIES_FILE] = checks.encode("utf-8")
        edition = _make_edition(kit, module_id, translator, cells, titles)
        files[LESSON_FILE] = dump_json(msgspec.to_builtins(edition))
    return files


def _make_edition(
    kit: Kit, module_id: str, translator: Translator, cells: list[SourceCell], titles: dict[str, str]
) -> LessonEdition:
    path = kit.course_folder(module_id) / "lesson.py"
    steps = list_steps(cells)
    return LessonEdition(
        lesson=module_id,
        lang=translator.language,
        title=translate_module(kit.read_module(module_id), translator.at).title,
        steps=tuple(
            LessonStep(
                step.id, read_step_title(translate_cell(step.cells[0], translator, path)), step.minutes, step.tries
            )
            for step in steps
        ),
        tries=tuple(
            LessonTry(
                id=cell.id,
                title=titles[cell.id],
                step=step.id,
                names=list_names(strip_marks(cell.source)),
                hint=_translate_tag(cell.hint, cell, translator),
                blank=release_try(translate_cell(cell, translator, path), translator.language),
            )
            for step in steps
            for cell in step.cells
            if cell.kind == "try"
        ),
        kit=__version__,
    )


class _Maker:
    """One lesson in one language, cell by cell."""

    def __init__(self, kit: Kit, module_id: str, language: str, answered: bool) -> None:
        self.kit = kit
        self.module_id = module_id
        self.language = language
        self.answered = answered
        self.path = kit.course_folder(module_id) / "lesson.py"
        self.translator = make_translator(kit, (module_id,), language)
        self.cells = read_lesson_cells(kit, module_id)
        self.steps = list_steps(self.cells)
        self.facts = read_facts(self.path.parent)
        self.explanations = find_explanations(self.cells, self.path)
        self._bet_of = {one: bet for bet, ids in self.explanations.items() for one in ids}
        self._step_of = {cell.id: step for step in self.steps for cell in step.cells}

    def make_cells(self) -> Iterator[dict[str, Any]]:
        """Yield every cell of the notebook."""
        ready = not self.steps
        for cell in self.cells:
            if cell.type == "code" and not ready:
                ready = True
                yield self._make_setup()
            yield from self._make(cell)
        sources = write_sources(list_cited((cell.source for cell in self.cells), self.facts), self.translator)
        if sources:
            yield make_notebook_cell(FACTS_CELL, "markdown", sources, {})
        links = write_links(self.kit, self.module_id, self.language)
        if links:
            yield make_notebook_cell(GLOSSARY_CELL, "markdown", links, {})

    def _make(self, cell: SourceCell) -> Iterator[dict[str, Any]]:
        source = translate_cell(cell, self.translator, self.path)
        if cell.type == "markdown":
            source = expand_facts(source, self.facts, self.translator, self.path)
        metadata: dict[str, Any] = {"tags": list(cell.tags)} if cell.tags else {}
        own: dict[str, Any] = {}
        if PLUMBING in cell.tags:
            metadata["jupyter"] = {"source_hidden": True}
        if cell.kind == "step":
            step = self._step_of[cell.id]
            own["step"] = {"id": step.id, "minutes": step.minutes, "tries": list(step.tries)}
            source = self._say_step(step, source)
        elif cell.kind == "try":
            own["try"] = {"id": cell.id, "step": self._step_of[cell.id].id}
            source = strip_marks(source) if self.answered else release_try(source, self.language)
        elif cell.kind == "bet":
            own["bet"] = self._describe_bet(cell)
            if cell.options:
                yield self._make_options(cell)
        elif cell.id in self._bet_of:
            own["explains"] = self._bet_of[cell.id]
            source = _fold(source, first=self.explanations[self._bet_of[cell.id]][0] == cell.id)
        if cell.ends == "step" and cell.id in self._step_of:
            own["step_end"] = self._step_of[cell.id].id
        if own:
            metadata["passerelle"] = own
        yield make_notebook_cell(cell.id, cell.type, source, metadata)
        if cell.kind == "try":
            about = {"passerelle": {"check": cell.id}}
            yield make_notebook_cell(f"{cell.id}-check", "code", f'check("{cell.id}")', about)

    def _make_setup(self) -> dict[str, Any]:
        told = tr("Pour commencer, exécutez cette cellule (Maj + Entrée) : elle prépare la leçon.")
        lines = [f"# {told}", "from autograder.check.lesson import check, hint, start", ""]
        lines.append(f'start("{self.module_id}", lang="{self.language}")')
        metadata = {"jupyter": {"source_hidden": True}, "tags": [PLUMBING], "passerelle": {"setup": self.module_id}}
        return make_notebook_cell(LESSON_SETUP, "code", "\n".join(lines), metadata)

    def _say_step(self, step: Step, source: str) -> str:
        head, _, rest = source.partition("\n")
        told = tr(
            "Étape {number} sur {count}, environ {minutes} minutes.",
            number=self.steps.index(step) + 1,
            count=len(self.steps),
            minutes=step.minutes,
        )
        return f"{head}\n\n*{told}*\n{rest}".rstrip("\n")

    def _describe_bet(self, cell: SourceCell) -> dict[str, Any]:
        about: dict[str, Any] = {"id": cell.id, "covers": list(self.explanations[cell.id])}
        if cell.options:
            about["options"] = [_translate_tag(option, cell, self.translator) for option in cell.options]
            about["replaces"] = [f"{cell.id}-options"]
        return about

    def _make_options(self, cell: SourceCell) -> dict[str, Any]:
        told = tr("Votre pari, avant d’exécuter la cellule suivante :")
        lines = [f"- {_translate_tag(option, cell, self.translator)}" for option in cell.options]
        metadata = {"passerelle": {"options": cell.id}}
        return make_notebook_cell(f"{cell.id}-options", "markdown", "\n".join([told, "", *lines]), metadata)


def _fold(source: str, *, first: bool) -> str:
    """Return an explanation folded, as plain Markdown: it opens at a click or a key, in every front end."""
    words = tr("Après votre pari : ouvrir l’explication") if first else tr("Ouvrir la suite de l’explication")
    return f"<details>\n<summary>{words}</summary>\n\n{source}\n\n</details>"


def _translate_tag(text: str, cell: SourceCell, translator: Translator) -> str:
    return translator.translate(text, f"lesson.py {cell.id}") or text if text else ""
