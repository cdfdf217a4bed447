"""Kept mistakes: plausible wrong answers that the checks must catch and name.

Each is declared as a change to the reference (:mod:`autograder.content.mistakes`); here the change is made.
"""

from __future__ import annotations

import ast
import difflib
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

import msgspec

from autograder.build.answers import strip_marks
from autograder.build.referencevalues import read_code_cells
from autograder.content.exercise import Exercise
from autograder.content.kit import Kit
from autograder.content.mistakes import FILE, KeptAnswer, Pairs, read_kept
from autograder.content.named import SHIPPED, Naming, list_names, list_namings
from autograder.content.traces import Traces, read_trace_file
from autograder.errors import ContentError
from autograder.i18n.catalogue import Translator, make_translator
from autograder.i18n.code import has_named_values, parse_source
from autograder.i18n.declarations import list_shipped_mistakes, mistake_place
from autograder.i18n.percent import read_source
from autograder.i18n.placeholders import find_placeholders
from autograder.language import normalise_language, tr


class Mistake(msgspec.Struct, frozen=True):
    """A plausible wrong answer, kept with the exercise; also an answer kept in the same form for another reason."""

    name: str
    """By which checks call it."""
    title: str
    tasks: tuple[str, ...]
    """The tasks that it must lose, all of them and no other."""
    says: str
    """What the learner reads; empty where no check recognises it."""
    cells: dict[str, str]
    """The source of each cell that it changes, by id."""


def read_mistakes(kit: Kit, exercise_id: str, file: str = FILE) -> list[Mistake]:
    """Read the kept answers of an exercise, in the order of the file, their changes made.

    Raises :class:`ContentError` naming file, answer and lines where a change no longer fits the reference.
    """
    path = kit.solution_folder(exercise_id) / file
    declared = read_kept(path, kit.read_exercise(exercise_id))
    if not declared:
        return []
    cells = read_code_cells(read_source(path.parent / "notebook.py"))
    reference = {cell: strip_marks(source) for cell, source in cells if cell}
    return [
        Mistake(name, answer.title, answer.tasks, answer.says, _make_cells(name, answer, reference, path))
        for name, answer in declared.items()
    ]


def make_change(reference: str, there: str, instead: str) -> str | None:
    """Return ``reference`` with its lines ``there`` replaced; ``None`` unless they stand in it exactly once.

    Lines are compared whole; empty ones do not count.
    """
    lines = reference.split("\n")
    filled = [number for number, line in enumerate(lines) if line.strip()]
    wanted = [line.rstrip() for line in there.split("\n") if line.strip()]
    places = [
        start
        for start in range(len(filled) - len(wanted) + 1)
        if wanted and [lines[number].rstrip() for number in filled[start : start + len(wanted)]] == wanted
    ]
    if len(places) != 1:
        return None
    first, last = filled[places[0]], filled[places[0] + len(wanted) - 1]
    return "\n".join([*lines[:first], *(instead.rstrip("\n").split("\n") if instead else []), *lines[last + 1 :]])


def list_sentences_to_ship(kit: Kit, exercise: Exercise, translator: Translator) -> dict[str, str]:
    """Return what the mistakes say that shipped checks can name, by name, in the translator's language."""
    folder = kit.solution_folder(exercise.id)
    declared = read_kept(folder / FILE, exercise)
    return _translate(declared, list_shipped_mistakes(folder, declared), translator)


def list_all_sentences(kit: Kit, exercise: Exercise, language: str) -> dict[str, str]:
    """Return what every kept mistake says, in ``language``: for the grader, and to be sealed."""
    declared = read_kept(kit.solution_folder(exercise.id) / FILE, exercise)
    names = (f"{exercise.id}.hidden", exercise.id)
    translator = make_translator(kit, names, normalise_language(language))
    return _translate(declared, declared, translator)


def list_traces_to_ship(folder: Path) -> Traces:
    """Return the traces at the checks that ship."""
    written = read_trace_file(folder)
    return Traces(written.salt, written.shipped) if written.shipped else Traces()


def refuse_bad_namings(folder: Path, exercise: Exercise) -> None:
    """Raise :class:`ContentError` where a check names a mistake that is not declared, or leaves out a value."""
    declared = read_kept(folder / FILE, exercise)
    for path in (folder / name for name in (*SHIPPED, "hidden.py")):
        if path.is_file():
            for naming in list_namings(parse_source(read_source(path), str(path))):
                _refuse_bad_naming(naming, declared, tr("{path}, ligne {line}", path=path, line=naming.line))


def _refuse_bad_naming(naming: Naming, declared: Mapping[str, KeptAnswer], where: str) -> None:
    if naming.worded:
        return
    says = declared[naming.name].says if naming.name in declared else ""
    if not says:
        raise _describe_undeclared(naming.name, declared, where)
    # Without values the sentence is said as it stands, whatever braces are in it.
    wanted = (find_placeholders(says) or set()) if naming.values or has_named_values(says) else set()
    if naming.values is not None and wanted != naming.values:
        raise _describe_values(naming.name, wanted, where)


def list_unnamed(folder: Path, exercise: Exercise) -> Iterator[str]:
    """Yield the mistakes with a sentence that no check says; declared answers recognise theirs by themselves."""
    declared = read_kept(folder / FILE, exercise)
    answered = {task.id for task in exercise.tasks if task.answers}
    paths = [folder / name for name in (*SHIPPED, "hidden.py")]
    trees: list[ast.Module] = [parse_source(read_source(path), str(path)) for path in paths if path.is_file()]
    named = list_names(trees) | read_trace_file(folder).names
    for name, answer in declared.items():
        if answer.says and name not in named and not answered.intersection(answer.tasks):
            yield name


def _make_cells(name: str, answer: KeptAnswer, reference: Mapping[str, str], path: Path) -> dict[str, str]:
    for cell in (*answer.changes, *answer.cells):
        if cell not in reference:
            raise _describe_unknown_cell(name, cell, reference, path)
    changed = {cell: _make_changes(name, reference[cell], pairs, path) for cell, pairs in answer.changes.items()}
    return changed | {cell: source.strip("\n") for cell, source in answer.cells.items()}


def _make_changes(name: str, source: str, pairs: Pairs, path: Path) -> str:
    for there, instead in pairs:
        changed = make_change(source, there, instead)
        if changed is None:
            raise ContentError(
                tr(
                    "{path} : [{name}] change des lignes qui ne se trouvent pas une fois, et une seule, dans la "
                    "référence :\n{lines}\nReprenez-les telles qu’elles sont aujourd’hui dans notebook.py.",
                    path=path,
                    name=name,
                    lines=there.strip("\n"),
                )
            )
        source = changed
    return source.strip("\n")


def _translate(declared: Mapping[str, KeptAnswer], names: Collection[str], translator: Translator) -> dict[str, str]:
    said = {name: declared[name].says for name in declared if name in names and declared[name].says}
    return {name: translator.translate(says, mistake_place(name)) or says for name, says in said.items()}


def _describe_unknown_cell(name: str, cell: str, known: Collection[str], path: Path) -> ContentError:
    near = difflib.get_close_matches(cell, known, n=1, cutoff=0.4)
    return ContentError(
        tr(
            "{path} : [{name}] change la cellule « {cell} », que le carnet n’a pas. La plus proche est « {near} ».",
            path=path,
            name=name,
            cell=cell,
            near=near[0] if near else "—",
        )
    )


def _describe_undeclared(name: str, declared: Collection[str], where: str) -> ContentError:
    if name in declared:
        return ContentError(
            tr(
                "{where} : l’erreur type « {name} » est nommée ici, et mistakes.toml ne dit pas sa phrase. "
                'Ajoutez says = "…".',
                where=where,
                name=name,
            )
        )
    near = difflib.get_close_matches(name, declared, n=1, cutoff=0.4)
    return ContentError(
        tr(
            "{where} : mistakes.toml n’a pas d’erreur type « {name} ». La plus proche est « {near} ».",
            where=where,
            name=name,
            near=near[0] if near else "—",
        )
    )


def _describe_values(name: str, wanted: Collection[str], where: str) -> ContentError:
    return ContentError(
        tr(
            "{where} : la phrase de l’erreur type « {name} » attend les valeurs « {wanted} », "
            "et d’autres sont données.",
            where=where,
            name=name,
            wanted=", ".join(sorted(wanted)) or "—",
        )
    )
