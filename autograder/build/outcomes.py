"""A map of outcomes: where each is taught, exercised and asked again. A page a language, written by the build."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from autograder.content.kit import Kit
from autograder.i18n.catalogue import make_translator
from autograder.i18n.declarations import translate_exercise, translate_module
from autograder.language import SOURCE_LANGUAGE, tr, use_language


class OutcomeUse(msgspec.Struct, frozen=True):
    """One outcome, with the places where a learner meets it."""

    module: str
    title: str
    """The module's."""
    id: str
    text: str
    tasks: tuple[str, ...] = ()
    """Titles of the tasks that exercise it."""
    recalled_by: tuple[str, ...] = ()
    """Later modules that ask it again, ``NN-slug``."""


def map_outcomes(kit: Kit, language: str = SOURCE_LANGUAGE) -> list[OutcomeUse]:
    """Return every outcome of the kit in ``language``, module by module."""
    recalls: dict[str, list[str]] = {}
    for module in kit.list_modules():
        for recalled in kit.read_module(module).recalls:
            recalls.setdefault(recalled, []).append(module)
    return [use for module in kit.list_modules() for use in _list_uses(kit, module, language, recalls)]


def list_unrecalled(kit: Kit) -> list[OutcomeUse]:
    """Return the outcomes that no later module asks again yet."""
    return [use for use in map_outcomes(kit) if not use.recalled_by]


def write_outcomes_page(kit: Kit, language: str) -> str:
    """Return the map as a Markdown page."""
    with use_language(language):
        lines = [
            "# " + tr("Les acquis, module par module"),
            "",
            tr(
                "Où chaque acquis s’apprend, s’exerce et revient. Cette page est écrite par `passerelle build`, "
                "depuis les `module.toml` et les `exercise.toml`."
            ),
        ]
        heading = ""
        for use in map_outcomes(kit, language):
            if use.module != heading:
                heading = use.module
                lines += ["", f"## {use.module.partition('-')[0]} · {use.title}", "", _table_head(), "|---|---|---|"]
            lines.append(f"| {_cell(use.text)} | {_join(use.tasks)} | {_join(use.recalled_by)} |")
    return "\n".join(lines) + "\n"


OUTCOMES_PAGES = {"fr": "docs/fr/acquis.md", "en": "docs/reference/outcomes.md"}
"""Where the pages lie, from the root of the kit: the documentation is in these two languages."""


def _list_uses(kit: Kit, module_id: str, language: str, recalls: dict[str, list[str]]) -> Iterator[OutcomeUse]:
    translator = make_translator(kit, (module_id,), language)
    module = translate_module(kit.read_module(module_id), translator.at)
    tasks = (
        translate_exercise(kit.read_exercise(module_id), translator.at).tasks
        if module_id in kit.list_exercises()
        else ()
    )
    for outcome in module.outcomes:
        yield OutcomeUse(
            module=module_id,
            title=module.title,
            id=outcome.id,
            text=outcome.text,
            tasks=tuple(task.title for task in tasks if outcome.id in task.outcomes),
            recalled_by=tuple(recalls.get(f"{module_id}/{outcome.id}", ())),
        )


def _table_head() -> str:
    return "| " + " | ".join((tr("Acquis"), tr("Tâches qui l’exercent"), tr("Modules qui le rappellent"))) + " |"


def _join(items: tuple[str, ...]) -> str:
    return tr(" ; ").join(map(_cell, items)) or "—"  # In English, no space comes before a semicolon.


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")
