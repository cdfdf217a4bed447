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

_NAMING_TAGS = ("task", "try", "bet", "step", "cell")
"""Tags that say what a cell is; their value is its id."""
_KNOWN_TAGS = (*_NAMING_TAGS, "tags", "minutes", "hint", "options")
_ENDS: dict[str, Literal["bet", "step"]] = {"bet_end": "bet", "step_end": "step"}
_WRITTEN_BY_JUPYTEXT = frozenset({"lines_to_next_cell", "lines_to_end_of_cell_marker", "lines_to_end_of_cell"})
_CELL_NAME = re.compile(r"[A-Za-z0-9_-]{1,64}")
_RESERVED = re.compile(r"cell-\d+|.*-(?:check|options)", re.DOTALL)
"""Names that the build gives to cells of its own."""


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
    kind: Literal["", "try", "bet", "step"] = ""
    """What the cell is in a lesson: something to try, to bet on, or the heading that opens a step."""
    minutes: int = 0
    """Of a step: how long it takes."""
    hint: str = ""
    """Of a try: what to look at."""
    options: tuple[str, ...] = ()
    """Of a bet: what one may bet on; empty where the guess is free."""
    ends: Literal["", "bet", "step"] = ""
    """Whether it is the last cell of a bet's explanation (``bet_end``), or of a step (``step_end``)."""


def read_cells(path: Path) -> list[SourceCell]:
    """Read the notebook that ``path`` holds; raises :class:`MissingPath` or :class:`ContentError`."""
    notebook = _parse(read_source(path), path)
    cells: list[SourceCell] = []
    unnamed = 0
    for position, cell in enumerate(notebook.cells, start=1):
        metadata = {key: value for key, value in cell.metadata.items() if key not in _WRITTEN_BY_JUPYTEXT}
        unnamed += not any(metadata.get(tag) for tag in _NAMING_TAGS)
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
    metadata, ends = _take_end(metadata)
    _refuse_unknown_tags(metadata, where)
    _refuse_unreadable_tags(metadata, where)
    named = [tag for tag in _NAMING_TAGS if tag in metadata]
    if len(named) > 1:
        raise ContentError(
            tr(
                "{where} : la cellule porte « {first} » et « {second} ». "
                "Une cellule n’est qu’une chose : gardez l’une des deux étiquettes.",
                where=where,
                first=named[0],
                second=named[1],
            )
        )
    name = metadata[named[0]] if named else ""
    if name and "task" not in named:
        _refuse_bad_name(name, where)
    return SourceCell(
        id=name or number,
        type=kind,
        source=source.strip("\n"),
        task=metadata.get("task", ""),
        named="cell" in named,
        tags=tuple(metadata.get("tags", ())),
        kind=next((tag for tag in ("try", "bet", "step") if tag in named), ""),
        minutes=metadata.get("minutes", 0),
        hint=metadata.get("hint", ""),
        options=tuple(metadata.get("options", ())),
        ends=ends,
    )


def _take_end(metadata: Mapping[str, Any]) -> tuple[dict[str, Any], Literal["", "bet", "step"]]:
    """Return the tags without ``bet_end`` or ``step_end``, which stand alone: jupytext reads them as a title."""
    left = dict(metadata)
    ends = _ENDS.get(str(left.get("title", "")).strip())
    if ends:
        del left["title"]
    return left, ends or ""


def _refuse_bad_name(name: str, where: str) -> None:
    if _CELL_NAME.fullmatch(name) and not _RESERVED.fullmatch(name):
        return
    raise ContentError(
        tr(
            "{where} : le nom de cellule « {name} » ne convient pas. Lettres sans accent, chiffres, - et _, "
            "64 caractères au plus, sans « -check » à la fin, et pas « cell-N ».",
            where=where,
            name=name,
        )
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
    for key in (*_NAMING_TAGS, "hint"):
        value = metadata.get(key, "")
        if not isinstance(value, str) or (key in metadata and not value):
            raise ContentError(
                tr('{where} : l’étiquette s’écrit {key}="nom", avec des guillemets.', where=where, key=key)
            )
    options = metadata.get("options", [])
    if not isinstance(options, list) or not all(isinstance(option, str) and option for option in options):
        raise ContentError(
            tr('{where} : les choix d’un pari s’écrivent options=["…", "…"], des textes entre guillemets.', where=where)
        )
    minutes = metadata.get("minutes", 1)
    if not isinstance(minutes, int) or isinstance(minutes, bool) or minutes < 1:
        raise ContentError(tr("{where} : la durée s’écrit minutes=15, un nombre entier.", where=where))


def _first_words(source: str) -> str:
    line = next((line.strip() for line in source.splitlines() if line.strip()), "")
    return line if len(line) <= 40 else line[:39] + "…"
