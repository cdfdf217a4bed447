"""The cells of a notebook to import, each with its part: text, given code, an answer, tests, or a person's to grade."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Literal

import msgspec

from autograder.errors import MissingPath, NotebookError
from autograder.language import tr

Part = Literal["text", "given", "answer", "tests", "manual"]

_SOLUTION = re.compile(r"BEGIN SOLUTION")
_ASSERTIONS = re.compile(r"^\s*(assert\b|(np\.testing\.)?assert_\w+\()", re.MULTILINE)
_MAGIC = re.compile(r"^\s*(%|!|\?)|\?\s*$")


class ImportedCell(msgspec.Struct, frozen=True):
    """One cell, and what it is for."""

    part: Part
    source: str
    markdown: bool = False
    grade_id: str = ""
    points: float = 0
    attachments: Mapping[str, Mapping[str, Any]] = {}
    """Pictures pasted into the cell: name, kind and base64 text."""
    magics: bool = False
    """Whether lines in it are IPython's or the shell's, which a check cannot run."""

    def parse(self) -> ast.Module | None:
        """Return the syntax tree of the Python in it, IPython's own lines left out; ``None`` where there is none."""
        try:
            return ast.parse(self.plain)
        except (SyntaxError, ValueError):
            return None

    @property
    def plain(self) -> str:
        """The source with IPython's and the shell's lines emptied, so that line numbers stay."""
        return "\n".join("" if _MAGIC.search(line) else line for line in self.source.split("\n"))


def read_notebook_cells(path: Path) -> list[ImportedCell]:
    """Read a notebook; raises :class:`MissingPath` or :class:`NotebookError` with the remedy."""
    document = _read_document(path)
    _refuse_other_language(document, path)
    cells = [cell for cell in document["cells"] if isinstance(cell, dict)]
    graded = any(_settings(cell) for cell in cells)
    found = [_describe(cell, graded) for cell in cells if cell.get("cell_type") in ("code", "markdown")]
    return found if graded else list(_guess_answers(found))


def _read_document(path: Path) -> dict[str, Any]:
    import nbformat

    try:
        text = path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        raise MissingPath(tr("{path} n’existe pas.", path=path)) from None
    except (OSError, UnicodeDecodeError) as error:
        raise NotebookError(tr("{path} ne se lit pas : {reason}.", path=path, reason=error)) from None
    try:
        return json.loads(nbformat.writes(nbformat.reads(text, as_version=4)))
    except Exception as error:  # Whatever nbformat raises of a file from elsewhere, the author must read which file.
        raise NotebookError(
            tr(
                "{path} n’est pas un carnet lisible ({reason}). Demandez une nouvelle copie à qui vous l’a donné.",
                path=path,
                reason=str(error).split("\n")[0][:120],
            )
        ) from None


def _refuse_other_language(document: Mapping[str, Any], path: Path) -> None:
    metadata = document.get("metadata", {})
    named = metadata.get("kernelspec", {}).get("language") or metadata.get("language_info", {}).get("name") or "python"
    if str(named).lower() not in ("python", "ipython"):
        raise NotebookError(
            tr("{path} est écrit en {language} ; les exercices du kit sont en Python.", path=path, language=named)
        )


def _settings(cell: Mapping[str, Any]) -> dict[str, Any]:
    """Return nbgrader's settings of a cell, of any version of its schema; empty where it has none."""
    found = cell.get("metadata", {}).get("nbgrader", {})
    used = isinstance(found, dict) and any(found.get(key) for key in ("grade", "solution", "locked", "task"))
    return found if used else {}


def _describe(cell: Mapping[str, Any], graded: bool) -> ImportedCell:
    source = _join(cell.get("source", ""))
    markdown = cell["cell_type"] == "markdown"
    settings = _settings(cell) if graded else {}
    return ImportedCell(
        part=_name_part(settings, markdown),
        source=source.strip("\n"),
        markdown=markdown,
        grade_id=str(settings.get("grade_id", "")),
        points=_read_points(settings.get("points")),
        attachments=cell.get("attachments", {}),
        magics=not markdown and any(_MAGIC.search(line) for line in source.split("\n")),
    )


def _name_part(settings: Mapping[str, Any], markdown: bool) -> Part:
    if settings.get("task"):
        return "manual"
    if settings.get("solution"):
        return "manual" if settings.get("grade") or markdown else "answer"
    if settings.get("grade") and not markdown:
        return "tests"
    return "text" if markdown else "given"


def _read_points(value: object) -> float:
    try:
        return max(float(str(value)), 0.0)
    except ValueError:
        return 0.0


def _join(source: object) -> str:
    return "".join(map(str, source)) if isinstance(source, list) else str(source)


def _guess_answers(cells: list[ImportedCell]) -> Iterator[ImportedCell]:
    """Yield the cells of a notebook without nbgrader's settings: what asserts is tests of the answer that it uses."""
    looked_at: dict[int, ImportedCell] = {}
    for number, cell in enumerate(cells):
        if cell.part != "given":
            continue
        if _SOLUTION.search(cell.source):
            looked_at[number] = msgspec.structs.replace(cell, part="answer")
        elif _ASSERTIONS.search(cell.source):
            looked_at[number] = msgspec.structs.replace(cell, part="tests", points=1.0)
            answer = _find_subject(cells, number)
            if answer is not None and answer not in looked_at:
                looked_at[answer] = msgspec.structs.replace(cells[answer], part="answer")
    for number, cell in enumerate(cells):
        yield looked_at.get(number, cell)


def _find_subject(cells: list[ImportedCell], tests: int) -> int | None:
    """Return the nearest code cell above that defines a function or a value that the tests use."""
    tree = cells[tests].parse()
    used = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)} if tree else set()
    for number in range(tests - 1, -1, -1):
        cell = cells[number]
        above = cell.parse() if cell.part == "given" and not _ASSERTIONS.search(cell.source) else None
        if above and used & list_bound(above.body):
            return number
    return None


def list_bound(body: list[ast.stmt]) -> set[str]:
    """Return the names that statements bind at their own level: functions, classes, values; imports left out."""
    bound: set[str] = set()
    for statement in body:
        if isinstance(statement, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            bound.add(statement.name)
        elif isinstance(statement, (ast.Assign, ast.AugAssign, ast.AnnAssign, ast.For, ast.With, ast.If, ast.Try)):
            bound |= {n.id for n in ast.walk(statement) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)}
    return bound
