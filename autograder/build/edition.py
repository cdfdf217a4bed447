"""One language edition of an exercise, and the notebook that nbgrader makes it from."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

import msgspec

from autograder import __version__
from autograder.build.checks import count_checks
from autograder.build.dump import dump_json, dump_notebook, dump_rows, make_notebook, make_notebook_cell
from autograder.build.facts import expand_facts
from autograder.build.mistakes import list_sentences_to_ship, list_traces_to_ship, read_mistakes, refuse_bad_namings
from autograder.build.release import release_notebook
from autograder.build.sealing import seal_answers, seal_together
from autograder.build.sources import LAST_CHECK, LAST_CHECK_CELL, SETUP_CELL, read_exercise_cells
from autograder.build.stubs import find_stubs
from autograder.build.truths import find_truths
from autograder.build.variants import make_public_variants
from autograder.content.edition import Edition, EditionTask
from autograder.content.exercise import Exercise, Task
from autograder.content.facts import read_facts
from autograder.content.kit import Kit
from autograder.i18n.catalogue import Translator, make_translator
from autograder.i18n.code import translate_source
from autograder.i18n.declarations import translate_exercise
from autograder.i18n.markdown import translate_markdown
from autograder.i18n.percent import SourceCell, read_source
from autograder.language import normalise_language

_SKIPPED = frozenset({"__pycache__", ".ipynb_checkpoints", ".DS_Store"})


def build_exercise(kit: Kit, exercise_id: str, language: str) -> dict[str, bytes]:
    """Return every file of ``exercises/LANG/NN-slug/`` by its path in that folder, with ``/``; writes nothing."""
    language = normalise_language(language)
    exercise = kit.read_exercise(exercise_id)
    folder = kit.solution_folder(exercise_id)
    translator = make_translator(kit, (exercise_id,), language)
    variants = make_public_variants(folder)
    released = release_notebook(_make_source(kit, exercise, translator), find_stubs(language))
    files = {
        f"{exercise_id}.ipynb": dump_notebook(released),
        "checks.py": translate_checks(folder / "checks.py", translator).encode("utf-8"),
        **_read_shared(folder / "shared.py", translator),
        "exercise.json": dump_json(
            msgspec.to_builtins(_make_edition(kit, exercise, translator, len(variants), released))
        ),
        **_read_data(folder / "data"),
    }
    if variants:
        files["variants.json"] = dump_rows(variants)
    return files


def build_source_notebook(kit: Kit, exercise_id: str, language: str) -> bytes:
    """Return nbgrader's source notebook, solutions included, for the ``source/`` folder of a class."""
    exercise = kit.read_exercise(exercise_id)
    translator = make_translator(kit, (exercise_id,), normalise_language(language))
    return dump_notebook(_make_source(kit, exercise, translator))


def translate_hidden(kit: Kit, exercise_id: str, language: str) -> str:
    """Return ``hidden.py`` in that language, for the grader; it is never shipped."""
    names = (f"{exercise_id}.hidden", exercise_id)
    translator = make_translator(kit, names, normalise_language(language))
    return translate_checks(kit.solution_folder(exercise_id) / "hidden.py", translator)


def translate_cell(cell: SourceCell, translator: Translator, path: Path) -> str:
    """Return the source of a cell of the file ``path`` in the translator's language."""
    translate = partial(translator.translate, place=f"{path.name} {cell.id}")
    if cell.type == "markdown":
        return translate_markdown(cell.source, translate)
    if cell.type == "code":
        return translate_source(cell.source, translate, f"{path} ({cell.id})")
    return cell.source


def _make_source(kit: Kit, exercise: Exercise, translator: Translator) -> dict[str, Any]:
    path = kit.solution_folder(exercise.id) / "notebook.py"
    facts = read_facts(kit.course_folder(exercise.id))
    cells: list[dict[str, Any]] = []
    for cell in read_exercise_cells(kit, exercise):
        task = exercise.find_task(cell.task) if cell.task else None
        source = translate_cell(cell, translator, path)
        if cell.type == "markdown":
            source = expand_facts(source, facts, translator, path)
        cells.append(make_notebook_cell(cell.id, cell.type, source, _describe_cell(cell, task)))
        if task and not task.manual:
            cells.append(_make_check_cell(task))
    cells = [cell for cell in cells if cell["source"].strip() != LAST_CHECK]
    cells.append(_make_last_cell())
    read_mistakes(kit, exercise.id)  # Says which of them no longer fits the reference.
    return make_notebook(cells, {"exercise": exercise.id, "lang": translator.language, "schema": 1})


def _describe_cell(cell: SourceCell, task: Task | None) -> dict[str, Any]:
    """Return the metadata of an authored cell: answers may be edited, named code cells are lent and locked."""
    metadata: dict[str, Any] = {"tags": list(cell.tags)} if cell.tags else {}
    if task:
        grade = {"grade": True, "points": _plain_number(task.points)} if task.manual else {"grade": False}
        metadata["nbgrader"] = _describe_nbgrader(task.id, solution=True, locked=False, **grade)
        if task.was:
            metadata["passerelle"] = {"was": task.was}
    elif cell.type == "code" and (cell.named or cell.id == SETUP_CELL):
        metadata["nbgrader"] = _describe_nbgrader(cell.id, grade=False, solution=False, locked=True)
    return metadata


def _make_check_cell(task: Task) -> dict[str, Any]:
    identity = f"{task.id}-check"
    nbgrader = _describe_nbgrader(identity, grade=True, solution=False, locked=True, points=_plain_number(task.points))
    return make_notebook_cell(identity, "code", f'check("{task.id}")', {"nbgrader": nbgrader})


def _make_last_cell() -> dict[str, Any]:
    nbgrader = _describe_nbgrader(LAST_CHECK_CELL, grade=False, solution=False, locked=True)
    return make_notebook_cell(LAST_CHECK_CELL, "code", LAST_CHECK, {"nbgrader": nbgrader})


def _describe_nbgrader(grade_id: str, **values: Any) -> dict[str, Any]:
    return {"grade_id": grade_id, "schema_version": 3, "task": False, **values}


def _make_edition(
    kit: Kit, exercise: Exercise, translator: Translator, variants: int, released: dict[str, Any]
) -> Edition:
    said = translate_exercise(exercise, translator.at)
    folder = kit.solution_folder(exercise.id)
    count_checks(folder / "checks.py", exercise)
    hidden = count_checks(folder / "hidden.py", exercise)
    truths = find_truths(kit, exercise, translator.language)
    starts = {cell["id"]: str(cell["source"]) for cell in released["cells"] if cell["cell_type"] == "code"}
    refuse_bad_namings(folder, exercise)
    return Edition(
        exercise=exercise.id,
        lang=translator.language,
        title=said.title,
        tasks=tuple(
            EditionTask(
                id=task.id,
                title=task.title,
                kind=task.kind,
                points=task.points,
                names=task.names,
                hints=task.hints,
                manual=task.manual,
                hidden_checks=hidden.get(task.id, 0),
                answers=seal_answers(exercise, task, truths.get(task.id, [])),
                together=seal_together(exercise, task, truths.get(task.id, [])),
                start=starts.get(task.id, ""),
            )
            for task in said.tasks
        ),
        kit=__version__,
        imports=exercise.imports,
        limits=exercise.limits,
        variants=variants,
        mistakes=list_sentences_to_ship(kit, exercise, translator),
        traces=list_traces_to_ship(folder),
    )


def translate_checks(path: Path, translator: Translator) -> str:
    """Return a file of checks, or one that draws, in the translator's language."""
    return translate_source(read_source(path), translator.at(path.name), str(path), "checks")


def _read_shared(path: Path, translator: Translator) -> dict[str, bytes]:
    """Return what checks and hidden checks share, where there is such a file; it ships beside the checks."""
    return {path.name: translate_checks(path, translator).encode("utf-8")} if path.is_file() else {}


def _read_data(folder: Path) -> dict[str, bytes]:
    if not folder.is_dir():
        return {}
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {
        f"data/{path.relative_to(folder).as_posix()}": path.read_bytes()
        for path in files
        if not _SKIPPED.intersection(path.parts)
    }


def _plain_number(points: float) -> float:
    return int(points) if points == int(points) else points
