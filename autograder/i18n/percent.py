"""Sources in jupytext's ``py:percent`` form, read as cells with assigned ids.

Errors name the file, the cell and what to do. Ids never depend on chance: a task's name, a ``cell="…"`` tag, or
``cell-N``, counted over the cells that have no name.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

import msgspec

from autograder.errors import ContentError, MissingPath, UnknownKey
from autograder.language import tr

CellType = Literal["code", "markdown", "raw"]

_KNOWN_TAGS = ("cell", "tags", "task")
_WRITTEN_BY_JUPYTEXT = frozenset({"lines_to_next_cell", "lines_to_end_of_cell_marker", "lines_to_end_of_cell"})
_CELL_NAME = re.compile(r"[A-Za-z0-9_-]{1,64}")


class SourceCell(msgspec.Struct, frozen=True):
    """One cell as its author wrote it."""

    id: str
    type: CellType
    source: str
    task: str = ""
    """The task that this cell answers; empty for most."""
    named: bool = False
    """Whether the author named it with ``cell="…"``."""
    tags: tuple[str, ...] = ()
    """Jupyter's own tags, kept: ``raises-exception`` and the like."""


def read_cells(path: Path) -> list[SourceCell]:
    """Read the notebook that ``path`` holds; raises :class:`MissingPath` or :class:`ContentError`."""
    notebook = _parse(read_source(path), path)
    cells: list[SourceCell] = []
    unnamed = 0
    for position, cell in enumerate(notebook.cells, start=1):
        metadata = {key: value for key, value in cell.metadata.items() if key not in _WRITTEN_BY_JUPYTEXT}
        unnamed += not (metadata.get("task") or metadata.get("cell"))
        where = describe_place(path, _first_words(cell.source), position)
        cells.append(make_cell(metadata, cell.cell_type, cell.source, f"cell-{unnamed}", where))
    refuse_duplicates(cells, path)
    return cells


def _parse(text: str, path: Path) -> Any:
    import jupytext  # Takes half a second, and the grader reads no notebook sources.

    try:
        return jupytext.reads(text, fmt="py:percent")
    except Exception as error:  # Whatever its parsers raise, the author must read which file.
        raise ContentError(
            tr(
                "{path} ne se lit pas comme un carnet py:percent ({reason}). Relisez ses lignes « # %% ».",
                path=path,
                reason=str(error).strip().split("\n")[0],
            )
        ) from error


def read_source(path: Path) -> str:
    """Return the text of a source file, its lines ended by a line feed."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        raise MissingPath(tr("{path} n’existe pas. Écrivez ce fichier.", path=path)) from None
    except UnicodeDecodeError as error:
        raise ContentError(
            tr(
                "{path} n’est pas de l’UTF-8 (octet {position}). Enregistrez-le en UTF-8.",
                path=path,
                position=error.start,
            )
        ) from None
    return text.replace("\r\n", "\n").replace("\r", "\n")


def make_cell(metadata: Mapping[str, Any], kind: CellType, source: str, number: str, where: str) -> SourceCell:
    """Return the cell with its id, its tags checked; ``where`` names file and cell for the messages."""
    _refuse_unknown_tags(metadata, where)
    _refuse_unreadable_tags(metadata, where)
    task, name = metadata.get("task", ""), metadata.get("cell", "")
    if task and name:
        raise ContentError(
            tr("{where} : la cellule porte « task » et « cell ». Une cellule de réponse n’a que « task ».", where=where)
        )
    if name and (not _CELL_NAME.fullmatch(name) or name.endswith("-check") or re.fullmatch(r"cell-\d+", name)):
        raise ContentError(
            tr(
                "{where} : le nom de cellule « {name} » ne convient pas. Lettres sans accent, chiffres, - et _, "
                "64 caractères au plus, sans « -check » à la fin, et pas « cell-N ».",
                where=where,
                name=name,
            )
        )
    return SourceCell(
        id=task or name or number,
        type=kind,
        source=source.strip("\n"),
        task=task,
        named=bool(name),
        tags=tuple(metadata.get("tags", ())),
    )


def refuse_duplicates(cells: list[SourceCell], path: Path) -> None:
    """Raise :class:`ContentError` for the first id that two cells share."""
    seen: set[str] = set()
    for cell in cells:
        if cell.id in seen:
            raise ContentError(
                tr("{path} : deux cellules s’appellent « {cell} ». Renommez l’une des deux.", path=path, cell=cell.id)
            )
        seen.add(cell.id)


def describe_place(path: Path, words: str, position: int) -> str:
    """Return ``path, cell 3 (« def f(x): »)`` for a message."""
    return tr("{path}, cellule {position} (« {words} »)", path=path, position=position, words=words)


def _refuse_unknown_tags(metadata: Mapping[str, Any], where: str) -> None:
    for key, value in metadata.items():
        if key in _KNOWN_TAGS:
            continue
        if key == "incorrectly_encoded_metadata":
            raise ContentError(
                tr(
                    '{where} : « {words} » ne se lit pas. Une étiquette s’écrit task="nom", avec des guillemets.',
                    where=where,
                    words=value,
                )
            )
        near = difflib.get_close_matches(key, _KNOWN_TAGS, n=1, cutoff=0.5)
        known = near[0] if near else " », « ".join(_KNOWN_TAGS)
        raise UnknownKey(
            tr(
                "{where} : l’étiquette de cellule « {key} » n’est lue par personne. Étiquette connue : « {known} ».",
                where=where,
                key=key,
                known=known,
            )
        )


def _refuse_unreadable_tags(metadata: Mapping[str, Any], where: str) -> None:
    for key in ("task", "cell"):
        value = metadata.get(key, "")
        if not isinstance(value, str) or (key in metadata and not value):
            raise ContentError(
                tr('{where} : l’étiquette s’écrit {key}="nom", avec des guillemets.', where=where, key=key)
            )


def _first_words(source: str) -> str:
    line = next((line.strip() for line in source.splitlines() if line.strip()), "")
    return line if len(line) <= 40 else line[:39] + "…"
