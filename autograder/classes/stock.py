"""The assignments of an adopted course, read from its gradebook, its source folder and its configuration.

nbgrader itself is not imported: that costs seconds.
"""

from __future__ import annotations

import ast
import hashlib
import importlib.util
import json
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import msgspec
from sqlalchemy import Connection, create_engine, select

from autograder.classes import tables
from autograder.classes.course import Course
from autograder.classes.database import explain_database_errors
from autograder.content.exercise import Limits
from autograder.errors import ClassError
from autograder.grading.bindings import parse_source
from autograder.grading.stock.assignment import MISSING_NOTE, StockAssignment, StockCell, StockNotebook, read_sources
from autograder.grading.stock.one import read_files
from autograder.language import tr

MEMORY_MB = 1024
TIMEOUT = 30.0
"""nbgrader's own seconds for a cell."""
LONGEST = 3600.0
_LOADED_ONCE = ("numpy", "pandas", "matplotlib", "scipy", "sympy", "sklearn", "networkx")
"""Libraries worth loading once for a whole class; others are imported by each work."""
_SHELL = re.compile(r"\s*(?:!|%%(?:bash|sh|script|system)\b|%(?:sx|system)\b|[\w, ]+=\s*!)")
_SETTINGS = ("memory_mb", "processes", "loopback", "adopted")


def list_assignments(course: Course) -> list[str]:
    """Return the names of the assignments that the gradebook has a notebook of, in order."""
    if course.gradebook_file is not None and not course.gradebook_file.is_file():
        return []
    query = (
        select(tables.assignment.c.name)
        .join(tables.notebook, tables.notebook.c.assignment_id == tables.assignment.c.id)
        .distinct()
    )
    with explain_database_errors(course):
        engine = create_engine(course.db_url)
        try:
            with engine.connect() as connection:
                return sorted(connection.scalars(query))
        finally:
            engine.dispose()


def open_assignment(course: Course, name: str) -> StockAssignment:
    """Read an assignment whole; raises :class:`ClassError` where the gradebook has none of that name."""
    notebooks = _read_notebooks(course, name)
    if not notebooks:
        raise ClassError(
            tr(
                "Le carnet de notes de {course} ne connaît pas le devoir « {exercise} ». Il connaît : {known}. "
                "Lancez d’abord `nbgrader generate_assignment {exercise}`.",
                course=course.root.name,
                exercise=name,
                known=", ".join(list_assignments(course)) or "—",
            )
        )
    source, release = course.folder("source", name), course.folder("release", name)
    ordered = tuple(_put_in_order(notebook, (source, release)) for notebook in notebooks)
    kept = course.option("Autograde", "exclude_overwriting", {}).get(name, [])
    assignment = StockAssignment(
        name=name,
        notebooks=ordered,
        source=str(source) if source.is_dir() else "",
        release=str(release) if release.is_dir() else "",
        ignore=tuple(course.ignore),
        kept=tuple(map(str, kept)),
        imports=tuple(name for name in _list_imports(ordered, source) if name in _LOADED_ONCE and _is_there(name)),
        limits=_read_limits(course),
        add_missing=bool(course.option("OverwriteCells", "add_missing_cells", False)),
        missing_note=str(course.option("OverwriteCells", "missing_cell_notification", MISSING_NOTE)),
    )
    return msgspec.structs.replace(assignment, hash=_hash_assignment(assignment))


def refuse_assignment(assignment: StockAssignment) -> str:
    """Return why an assignment cannot be graded in isolation here, and what to do; empty where it can."""
    for notebook in assignment.notebooks:
        if not _is_python(notebook.kernelspec):
            return tr(
                "{notebook}.ipynb demande le noyau « {kernel} » ; la notation isolée ne connaît que Python. "
                "Ses remises attendent une personne. Pour les noter sans isolation, retirez la ligne de Passerelle "
                "(`passerelle class adopt --undo`).",
                notebook=notebook.name,
                kernel=notebook.kernelspec.get("display_name") or notebook.kernelspec.get("name") or "?",
            )
    missing = [name for name in _list_imports(assignment.notebooks, Path(assignment.source)) if not _is_there(name)]
    if missing:
        return tr(
            "{exercise} importe {modules}, que ce Python n’a pas : ses remises attendent une personne. Installez-les "
            "avec `{python} -m pip install …`, puis notez de nouveau.",
            exercise=assignment.name,
            modules=", ".join(missing),
            python=sys.executable,
        )
    return ""


def mention_shell(assignment: StockAssignment) -> str:
    """Say that the teacher's own cells have shell lines, which isolated grading leaves out; empty where none has."""
    if assignment.limits.processes:
        return ""
    lines = [line.strip() for text in assignment.given_code for line in text.splitlines() if _SHELL.match(line)]
    if not lines:
        return ""
    return tr(
        "{exercise} : vos cellules ont des lignes de commande, que la notation isolée ne lance pas (`{line}`). Si un "
        "test en a besoin, mettez leur résultat dans source/, ou ajoutez `c.Passerelle.processes = 8`.",
        exercise=assignment.name,
        line=sorted(lines)[0][:60],
    )


def _read_notebooks(course: Course, name: str) -> list[StockNotebook]:
    if course.gradebook_file is not None and not course.gradebook_file.is_file():
        return []
    query = (
        select(tables.notebook.c.id, tables.notebook.c.name, tables.notebook.c.kernelspec)
        .join(tables.assignment, tables.assignment.c.id == tables.notebook.c.assignment_id)
        .where(tables.assignment.c.name == name)
        .order_by(tables.notebook.c.name)
    )
    with explain_database_errors(course):
        engine = create_engine(course.db_url)
        try:
            with engine.connect() as connection:
                return [
                    StockNotebook(row.name, tuple(_read_cells(connection, row.id)), _read_kernel(row.kernelspec))
                    for row in connection.execute(query).all()
                ]
        finally:
            engine.dispose()


def _read_cells(connection: Connection, notebook: str) -> Iterator[StockCell]:
    base, source = tables.base_cell, tables.source_cell
    points: dict[str, float] = {}
    for table in (tables.grade_cells, tables.task_cells):
        query = select(base.c.name, table.c.max_score).join(table, base.c.id == table.c.id)
        points |= {
            row.name: float(row.max_score) for row in connection.execute(query.where(base.c.notebook_id == notebook))
        }
    kinds = {(row.name, row.type) for row in connection.execute(select(base).where(base.c.notebook_id == notebook))}
    for row in connection.execute(select(source).where(source.c.notebook_id == notebook).order_by(source.c.name)):
        yield StockCell(
            name=row.name,
            type=row.cell_type,
            source=row.source or "",
            checksum=row.checksum,
            locked=bool(row.locked),
            points=points.get(row.name),
            grade=(row.name, "GradeCell") in kinds,
            solution=(row.name, "SolutionCell") in kinds,
            task=(row.name, "TaskCell") in kinds,
        )


def _read_kernel(text: str | None) -> dict[str, Any]:
    try:
        found = json.loads(text or "{}")
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _is_python(kernel: dict[str, Any]) -> bool:
    language, name = (str(kernel.get(key) or "").lower() for key in ("language", "name"))
    return language == "python" if language else not name or name.startswith(("python", "ipykernel", "conda"))


def _put_in_order(notebook: StockNotebook, folders: Iterable[Path]) -> StockNotebook:
    """Put the cells in the order of the teacher's notebook, which the gradebook does not keep."""
    for folder in folders:
        try:
            cells = json.loads((folder / f"{notebook.name}.ipynb").read_bytes())["cells"]
            order = [cell["metadata"].get("nbgrader", {}).get("grade_id") for cell in cells]
        except (OSError, ValueError, TypeError, KeyError, AttributeError):
            continue
        places = {name: place for place, name in enumerate(order)}
        ordered = sorted(notebook.cells, key=lambda cell: places.get(cell.name, len(places)))
        return msgspec.structs.replace(notebook, cells=tuple(ordered))
    return notebook


def _list_imports(notebooks: Iterable[StockNotebook], source: Path) -> list[str]:
    """Return the libraries that the teacher's own cells import without a way round, but for files of the assignment."""
    texts = [cell.source for notebook in notebooks for cell in notebook.cells if cell.type == "code" and cell.locked]
    for notebook in notebooks:
        texts += read_sources(source / f"{notebook.name}.ipynb", "code")
    local = {path.stem if path.suffix == ".py" else path.name for path in source.glob("*")} if source.name else set()
    found: dict[str, None] = {}
    for text in texts:
        tree = parse_source(text)
        for node in tree.body if tree is not None else ():
            if isinstance(node, ast.Import):
                found.update(dict.fromkeys(alias.name.split(".")[0] for alias in node.names))
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                found[node.module.split(".")[0]] = None
    return [name for name in found if name not in local and name not in sys.stdlib_module_names]


def _is_there(name: str) -> bool:
    try:
        return importlib.util.find_spec(name) is not None
    except (ImportError, ValueError):
        return False


def _read_limits(course: Course) -> Limits:
    given = dict(course.config.get("Passerelle", {}))
    unknown = [name for name in given if name not in _SETTINGS]
    if unknown:
        raise ClassError(
            tr(
                "nbgrader_config.py : `c.Passerelle.{name}` n’existe pas. Il y a : {known}.",
                name=unknown[0],
                known="memory_mb, processes, loopback",
            )
        )
    return Limits(
        cell_seconds=_read_timeout(course),
        memory_mb=_read_whole(given, "memory_mb", MEMORY_MB, least=64),
        processes=_read_whole(given, "processes", 0, least=0),
        loopback=bool(given.get("loopback", False)),
    )


def _read_timeout(course: Course) -> float:
    """nbgrader's own option, under any of the names that it takes."""
    value: Any = TIMEOUT
    for section in ("NotebookClient", "ExecutePreprocessor", "Execute"):
        value = course.option(section, "timeout", value)
    return min(float(value), LONGEST) if isinstance(value, int | float) and value > 0 else LONGEST


def _read_whole(given: dict[str, Any], name: str, default: int, *, least: int) -> int:
    value = given.get(name, default)
    if type(value) is not int or value < least:
        raise ClassError(
            tr(
                "nbgrader_config.py : `c.Passerelle.{name}` est {value} ; il faut un nombre entier, {least} au moins.",
                name=name,
                value=repr(value),
                least=least,
            )
        )
    return value


def _hash_assignment(assignment: StockAssignment) -> str:
    settings = (assignment.limits, assignment.add_missing, assignment.kept)
    total = hashlib.sha256(msgspec.json.encode((assignment.notebooks, settings)))
    for name, content in read_files(Path(assignment.source), assignment.ignore) if assignment.source else ():
        total.update(f"{name}\0{hashlib.sha256(content).hexdigest()}\n".encode())
    return total.hexdigest()
