"""The same code in every language: the same syntax trees, once docstrings and ``tr`` strings are set aside."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import msgspec

from autograder.build.edition import translate_cell, translate_checks
from autograder.build.sources import read_exercise_cells
from autograder.content.kit import Kit
from autograder.i18n.catalogue import make_translator
from autograder.i18n.code import Part, find_sentences, hide_magics, parse_source
from autograder.i18n.percent import SourceCell, read_cells, read_source
from autograder.language import SOURCE_LANGUAGE, normalise_language


class CodeDifference(msgspec.Struct, frozen=True):
    """A place where the code of two editions is not the same."""

    path: str
    """From the root of the kit."""
    cell: str
    """The cell's id; empty for a file of checks."""
    line: int
    """Line in the second edition, 0 where it cannot be told."""
    first: str
    second: str


def same_code(kit: Kit, module_id: str, language: str, other: str = SOURCE_LANGUAGE) -> list[CodeDifference]:
    """Return where the code of two editions of a module differs: lesson, notebook and shipped checks.

    An empty list means that they run alike. Docstrings, comments and the strings that ``tr`` marks are set aside.
    """
    translators = [make_translator(kit, (module_id,), normalise_language(tag)) for tag in (other, language)]
    found: list[CodeDifference] = []
    for path, cells in _list_notebooks(kit, module_id):
        where = path.relative_to(kit.root).as_posix()
        for cell in cells:
            if cell.type == "code":
                first, second = (translate_cell(cell, translator, path) for translator in translators)
                found += _compare(cell.source, first, second, "cell", where, cell.id)
    shipped = [kit.root / "solutions" / module_id / name for name in ("checks.py", "shared.py")]
    shipped += [kit.course_folder(module_id) / name for name in ("tries.py", "figures.py")]
    for checks in filter(Path.is_file, shipped):
        first, second = (translate_checks(checks, translator) for translator in translators)
        found += _compare(read_source(checks), first, second, "checks", checks.relative_to(kit.root).as_posix(), "")
    return found


def find_first_difference(first: str, second: str, strings: set[str]) -> tuple[int, str, str] | None:
    """Return the line and both pieces of code where two sources differ; ``strings`` are the texts that may.

    The tree of ``first`` may hold any of ``strings`` where ``second`` holds another text.
    """
    trees = [ast.parse(source) for source in (first, second)]
    for tree in trees:
        _drop_docstrings(tree)
    return _walk(trees[0], trees[1], strings, 0)


def _compare(source: str, first: str, second: str, part: Part, path: str, cell: str) -> Iterator[CodeDifference]:
    if first == second or source.lstrip().startswith("%%"):
        return
    sentences = find_sentences(source, path, part)
    strings = {text for sentence in sentences if sentence.kind == "literal" for text in sentence.texts}
    parse_source(hide_magics(second), f"{path} ({cell})" if cell else path)
    found = find_first_difference(hide_magics(first), hide_magics(second), strings)
    if found:
        yield CodeDifference(path, cell, *found)


def _walk(first: object, second: object, strings: set[str], line: int) -> tuple[int, str, str] | None:
    line = getattr(second, "lineno", line)
    if isinstance(first, ast.Constant) and isinstance(second, ast.Constant):
        free = isinstance(second.value, str) and first.value in strings
        return None if free or _same_constant(first, second) else (line, ast.unparse(first), ast.unparse(second))
    if type(first) is not type(second):
        return line, _show(first), _show(second)
    if isinstance(first, ast.AST) and isinstance(second, ast.AST):
        for field in first._fields:
            found = _walk(getattr(first, field, None), getattr(second, field, None), strings, line)
            if found:
                return found
        return None
    if isinstance(first, list) and isinstance(second, list):
        for one, two in zip(first, second, strict=False):
            found = _walk(one, two, strings, line)
            if found:
                return found
        return None if len(first) == len(second) else (line, str(len(first)), str(len(second)))
    return None if first == second else (line, _show(first), _show(second))


def _same_constant(first: ast.Constant, second: ast.Constant) -> bool:
    return type(first.value) is type(second.value) and first.value == second.value


def _show(value: object) -> str:
    return ast.unparse(value) if isinstance(value, ast.AST) else repr(value)


def _drop_docstrings(tree: ast.Module) -> None:
    for node in ast.walk(tree):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)) and ast.get_docstring(node):
            node.body = node.body[1:] or [ast.Pass()]


def _list_notebooks(kit: Kit, module_id: str) -> Iterator[tuple[Path, list[SourceCell]]]:
    lesson = kit.course_folder(module_id) / "lesson.py"
    if lesson.is_file():
        yield lesson, read_cells(lesson)
    if module_id in kit.list_exercises():
        exercise = kit.read_exercise(module_id)
        yield kit.solution_folder(module_id) / "notebook.py", read_exercise_cells(kit, exercise)
