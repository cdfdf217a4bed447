"""The 24 samples: right, partly right, each kept mistake, and everything that goes wrong in real classes."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

import msgspec

from autograder.build import build_source_notebook, read_mistakes
from autograder.build.answers import AnswerSheet
from autograder.content.kit import Kit
from autograder.errors import ContentError
from autograder.language import tr

COUNT = 24

# As varied as the people who will read the table; nobody in particular.
_NAMES = (
    "nadia tremblay",
    "aïcha diallo",
    "mehdi weber",
    "louise gagnon",
    "kwame schmitt",
    "inès roy",
    "thomas nguyen",
    "fatou muller",
    "gabriel côté",
    "yasmine klein",
    "olivier bouchard",
    "mei chen",
    "paul meyer",
    "rosalie gauthier",
    "samir haddad",
    "élodie fournier",
    "jean-baptiste morin",
    "leïla benali",
    "marc-andré ouellet",
    "sofia lambert",
    "david cohen",
    "awa traoré",
    "zoé lefebvre",
    "ali demir",
)

Notebook = dict[str, Any]


class Sample(msgspec.Struct, frozen=True):
    """One file to hand in."""

    learner: str
    lang: str
    what: str
    """What it is, for the table of the demonstration and for tests: ``right``, ``mistake:NAME+NAME``, ``blank``…"""
    data: bytes


class SampleMaker:
    """Makes submissions of one exercise out of its released notebooks, its solution and its kept mistakes."""

    def __init__(self, kit: Kit, exercise_id: str) -> None:
        self.kit = kit
        self.exercise = kit.read_exercise(exercise_id)
        self.languages = [
            language
            for language in kit.list_languages()
            if "_" not in language  # A regional overlay is its language with a few other sentences.
            and (kit.edition_folder(exercise_id, language) / f"{exercise_id}.ipynb").is_file()
        ]
        self._sheets = {language: self._read_sheet(language) for language in self.languages}
        self.mistakes = read_mistakes(kit, exercise_id)

    def make_blank(self, lang: str) -> Notebook:
        """Return the released notebook, untouched."""
        return json.loads(self._sheets[lang].fill({}))

    def make_right(
        self, lang: str, answers: Mapping[str, str] | None = None, *, without: tuple[str, ...] = ()
    ) -> Notebook:
        """Return a notebook with the reference answers, some replaced (by cell id) and some left blank."""
        chosen = {**self._sheets[lang].reference, **(answers or {})}
        answered = {task: source for task, source in chosen.items() if task not in without}
        notebook = json.loads(self._sheets[lang].fill(answered))
        for number, cell in enumerate((c for c in notebook["cells"] if c["cell_type"] == "code"), start=1):
            cell["execution_count"] = number
        return notebook

    def make_mistaken(self, lang: str, *names: str) -> Notebook:
        """Return the notebook of someone who makes the kept mistakes ``names``, each in another task."""
        chosen = [mistake for mistake in self.mistakes if mistake.name in names]
        return self.make_right(lang, {cell: source for mistake in chosen for cell, source in mistake.cells.items()})

    def _read_sheet(self, lang: str) -> AnswerSheet:
        released = self.kit.edition_folder(self.exercise.id, lang) / f"{self.exercise.id}.ipynb"
        source = build_source_notebook(self.kit, self.exercise.id, lang)
        return AnswerSheet(released.read_bytes(), source, [task.id for task in self.exercise.tasks])


def make_samples(kit: Kit, exercise_id: str) -> list[Sample]:
    """Return the 24 samples of an exercise, in both languages where it has them.

    Raises :class:`ContentError` where the exercise keeps more mistakes than fit.
    """
    maker = SampleMaker(kit, exercise_id)
    recipes = _list_recipes(maker)
    recipes += _list_mistaken(maker, COUNT - len(recipes))
    if len(recipes) < COUNT:
        recipes += _list_extras(maker)[: COUNT - len(recipes)]
    if len(recipes) != COUNT:
        raise ContentError(
            tr(
                "L’exercice {exercise} donne {found} remises types, pas {count} : la démonstration ne le contient pas.",
                exercise=exercise_id,
                found=len(recipes),
                count=COUNT,
            )
        )
    samples = []
    for index, ((what, make), name) in enumerate(zip(recipes, _NAMES, strict=True)):
        lang = maker.languages[index % len(maker.languages)]
        samples.append(Sample(learner=_make_id(name), lang=lang, what=what, data=make(lang)))
    return samples


Recipe = tuple[str, Callable[[str], bytes]]


def _list_recipes(maker: SampleMaker) -> list[Recipe]:
    first, *_, last = [task.id for task in maker.exercise.tasks]
    middle = maker.exercise.tasks[len(maker.exercise.tasks) // 2].id
    code = [task for task in maker.exercise.tasks if task.kind in ("write", "fix")]
    target = (code or list(maker.exercise.tasks))[0].id
    recipes: list[Recipe] = [
        ("right", lambda lang: dump(maker.make_right(lang))),
        ("right", lambda lang: dump(maker.make_right(lang))),
        ("partly", lambda lang: dump(maker.make_right(lang, without=(last,)))),
        ("partly", lambda lang: dump(maker.make_right(lang, without=(middle, last)))),
        ("blank", lambda lang: dump(maker.make_blank(lang))),
        ("blank", lambda lang: dump(maker.make_blank(lang))),
        ("syntax-error", lambda lang: dump(maker.make_right(lang, {target: "def f(x:\n    return x"}))),
        ("endless-loop", lambda lang: dump(maker.make_right(lang, {target: "while True:\n    pass"}))),
        ("memory-hog", lambda lang: dump(maker.make_right(lang, {target: "pile = [0]\nwhile True:\n    pile *= 2"}))),
        ("os-exit", lambda lang: dump(maker.make_right(lang, {target: "import os\nos._exit(0)"}))),
        ("damaged", lambda lang: dump(_damage(maker.make_right(lang), first))),
        ("not-a-notebook", lambda lang: tr("Bonjour, voici mon devoir.").encode()),
    ]
    return recipes


def _list_mistaken(maker: SampleMaker, places: int) -> list[Recipe]:
    """Every kept mistake, in as many submissions as there are places: people make more than one, in other tasks."""
    groups: list[list[str]] = []
    tasks: list[set[str]] = []
    for mistake in maker.mistakes:
        free = [index for index, taken in enumerate(tasks) if not taken & {*mistake.tasks, *mistake.cells}]
        if len(groups) < places or not free:
            groups.append([mistake.name])
            tasks.append({*mistake.tasks, *mistake.cells})
        else:
            shortest = min(free, key=lambda index: len(groups[index]))
            groups[shortest].append(mistake.name)
            tasks[shortest] |= {*mistake.tasks, *mistake.cells}
    return [(f"mistake:{'+'.join(names)}", partial(_dump_mistaken, maker, tuple(names))) for names in groups]


def _dump_mistaken(maker: SampleMaker, names: tuple[str, ...], lang: str) -> bytes:
    return dump(maker.make_mistaken(lang, *names))


def _list_extras(maker: SampleMaker) -> list[Recipe]:
    """What fills the class up to 24 where an exercise keeps few mistakes."""
    first = maker.exercise.tasks[0].id
    return [
        ("forged", lambda lang: dump(_forge(maker.make_blank(lang)))),
        ("own-cell-fails", lambda lang: dump(_add_failing_cell(maker.make_right(lang)))),
        ("old-format", lambda lang: dump(_as_version_3(maker.make_right(lang)))),
        ("doubled", lambda lang: dump(_double(maker.make_right(lang), first))),
        ("right", lambda lang: dump(maker.make_right(lang))),
        ("partly", lambda lang: dump(maker.make_right(lang, without=(first,)))),
        ("right", lambda lang: dump(maker.make_right(lang))),
    ]


def dump(notebook: Notebook) -> bytes:
    """Return the notebook as JupyterLab saves it."""
    return (json.dumps(notebook, ensure_ascii=False, indent=1) + "\n").encode()


def _damage(notebook: Notebook, task: str) -> Notebook:
    """Lose an answer cell, all check cells and every id, as a careless merge does."""
    notebook["cells"] = [
        cell
        for cell in notebook["cells"]
        if cell["id"] != task and not cell.get("metadata", {}).get("nbgrader", {}).get("grade")
    ]
    for cell in notebook["cells"]:
        cell.pop("id")
        cell["metadata"] = {}
    notebook["cells"].reverse()
    return notebook


def _forge(notebook: Notebook) -> Notebook:
    """Claim every point in outputs and metadata, without an answer."""
    for cell in notebook["cells"]:
        if cell.get("metadata", {}).get("nbgrader", {}).get("grade"):
            cell["metadata"]["nbgrader"]["points"] = 1000
            cell["outputs"] = [
                {
                    "data": {"text/plain": "1000"},
                    "execution_count": 1,
                    "metadata": {},
                    "output_type": "execute_result",
                }
            ]
    return notebook


def _add_failing_cell(notebook: Notebook) -> Notebook:
    notebook["cells"].insert(
        1,
        {
            "cell_type": "code",
            "execution_count": 1,
            "id": "essai",
            "metadata": {},
            "outputs": [],
            "source": "print(1 / 0)",
        },
    )
    return notebook


def _double(notebook: Notebook, task: str) -> Notebook:
    index = next(index for index, cell in enumerate(notebook["cells"]) if cell["id"] == task)
    notebook["cells"].insert(index, copy.deepcopy(notebook["cells"][index]))
    return notebook


def _as_version_3(notebook: Notebook) -> Notebook:
    """Write the notebook as IPython did in 2014."""
    cells = []
    for cell in notebook["cells"]:
        old = {"cell_type": cell["cell_type"], "metadata": cell["metadata"]}
        old["input" if cell["cell_type"] == "code" else "source"] = cell["source"]
        if cell["cell_type"] == "code":
            old |= {"language": "python", "outputs": [], "prompt_number": cell["execution_count"]}
        cells.append(old)
    return {
        "metadata": {"name": "", **notebook["metadata"]},
        "nbformat": 3,
        "nbformat_minor": 0,
        "worksheets": [{"cells": cells, "metadata": {}}],
    }


def _make_id(name: str) -> str:
    """Return a name as an id that every file system and nbgrader accept."""
    import unicodedata

    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return plain.replace(" ", "-")
