"""A file that was handed in, read for what it holds: cells, whatever else may be wrong with it.

Nothing of the notebook's metadata is believed but hints of where its cells come from.
Reads nbformat 3 and 4; needs neither nbformat nor its schema, which refuse what can still be graded.
"""

from __future__ import annotations

import os
import re
import stat
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from autograder.errors import MissingPath, NotebookError, StorageError
from autograder.grading.damage import describe_damage, describe_empty, describe_two, describe_zip
from autograder.grading.mending import cut_surplus, split_merge
from autograder.grading.pictures import decode_picture
from autograder.grading.rawnotebook import (
    MAX_BRACKETS,
    RawCell,
    RawMetadata,
    RawNotebook,
    RawSheet,
    decode_notebook,
    read_raw,
    to_utf8,
)
from autograder.language import tr
from autograder.storage import explain_os_error

T = TypeVar("T")

MAX_BYTES = 50_000_000
"""A larger file is refused unread."""
MAX_CELLS = 2_000
MAX_SOURCE = 1_000_000
"""Characters of one cell; a longer source is cut."""
MAX_CODE = 1_000_000
"""Characters of all code cells together: grading reads them as Python."""
_MAX_CLAIMS = 100_000
"""Bytes of what the metadata hold under one name; more is not read."""
_BASE64 = re.compile(r"[A-Za-z0-9+/=\s]*")


class SubmittedCell(msgspec.Struct, frozen=True):
    """One cell as it was handed in; every field is a claim."""

    type: str
    source: str
    id: str = ""
    grade_id: str = ""
    count: int | None = None
    """The number that JupyterLab shows in the brackets, where the cell was run."""
    attachments: dict[str, dict[str, str]] = {}
    """Pictures that were pasted into a Markdown cell."""


class Submission(msgspec.Struct, frozen=True):
    """What a file holds."""

    cells: tuple[SubmittedCell, ...]
    exercise: str = ""
    lang: str = ""
    notes: tuple[str, ...] = ()
    """What had to be mended so that it could be read, one sentence each."""


def read_bytes(path: Path, folder: Path | None = None) -> bytes:
    """Read a submitted file: a regular one, not too large, and inside ``folder`` once links are followed.

    Raises :class:`MissingPath`, :class:`NotebookError` or :class:`StorageError`.
    """
    _refuse_escape(path, folder)
    try:
        info = path.stat()
        if not stat.S_ISREG(info.st_mode):
            raise NotebookError(tr("{path} n’est pas un fichier. Donnez le chemin d’un carnet .ipynb.", path=path))
        if info.st_size > MAX_BYTES:
            raise NotebookError(
                tr(
                    "{path} pèse {size} Mo ; la limite est de {limit} Mo. "
                    "Ouvrez-le, effacez les sorties (Édition, Effacer toutes les sorties), "
                    "enregistrez, puis recommencez.",
                    path=path,
                    size=info.st_size // 1_000_000,
                    limit=MAX_BYTES // 1_000_000,
                )
            )
        return path.read_bytes()
    except FileNotFoundError:
        raise MissingPath(tr("{path} n’existe pas. Vérifiez le chemin et le nom du fichier.", path=path)) from None
    except OSError as error:
        raise explain_read_error(error, path) from None


def explain_read_error(error: OSError, path: Path) -> StorageError:
    """Say why ``path`` could not be read."""
    if isinstance(error, PermissionError):
        return StorageError(tr("{path} ne peut pas être lu : l’accès est refusé.", path=path))
    return explain_os_error(error, path)


def _refuse_escape(path: Path, folder: Path | None) -> None:
    root = (folder or path.parent).resolve()
    if not Path(os.path.realpath(path)).is_relative_to(root):  # Any folder on the way may be a link.
        raise NotebookError(
            tr(
                "{path} est un lien qui sort de son dossier : il n’a pas été suivi. "
                "Remplacez-le par le fichier lui-même.",
                path=path,
            )
        )


def parse_submission(data: bytes, name: str) -> Submission:
    """Read the bytes of a notebook; ``name`` is for the messages. Raises :class:`NotebookError`."""
    _refuse_other_formats(data, name)
    raw, notes = _read_notebook(data, name)
    cells = _read_cells(raw)
    if cells is None:
        raise NotebookError(
            tr("{name} est du JSON, mais pas un carnet Jupyter : il n’a pas de liste de cellules.", name=name)
        )
    if not cells:
        raise NotebookError(
            tr(
                "{name} est un carnet sans aucune cellule. Reprenez l’exercice reçu, ou demandez-le de nouveau.",
                name=name,
            )
        )
    if sum(len(cell.source) for cell in cells if cell.type == "code") > MAX_CODE:
        raise NotebookError(
            tr(
                "{name} contient plus de {limit} caractères de code : ce n’est pas un carnet plausible. "
                "Si vous y avez collé des données, mettez-les dans un fichier à côté.",
                name=name,
                limit=MAX_CODE,
            )
        )
    claims = _read_claims(raw.metadata, "passerelle")
    return Submission(
        cells=tuple(cells), exercise=claims.get("exercise", ""), lang=claims.get("lang", ""), notes=tuple(notes)
    )


def _refuse_other_formats(data: bytes, name: str) -> None:
    if not data.strip(b" \t\r\n\0\xef\xbb\xbf"):
        raise NotebookError(describe_empty(data, name))
    if data[:4] == b"PK\x03\x04":
        raise NotebookError(describe_zip(name))
    if data.count(b"{") + data.count(b"[") > MAX_BRACKETS:
        raise NotebookError(
            tr(
                "{name} contient plus de {limit} listes et objets : ce n’est pas un carnet plausible.",
                name=name,
                limit=MAX_BRACKETS,
            )
        )


def _read_notebook(data: bytes, name: str) -> tuple[RawNotebook, list[str]]:
    """Return the notebook, and what had to be mended so that it could be read."""
    text, guessed = to_utf8(data)
    notes = []
    if guessed:
        notes.append(tr("Le fichier n’était pas en UTF-8 : ses accents ont été lus comme ceux de Windows."))
    raw = decode_notebook(text)
    if raw is not None:
        return raw, notes
    raw, note = _mend_merge(text)
    if raw is None:
        raw, note = _mend_end(text, name)
    return raw, [*notes, note]


def _mend_merge(text: bytes) -> tuple[RawNotebook | None, str]:
    """Take out Git's marks where both sides hold the same work."""
    halves = split_merge(text)
    ours, theirs = map(decode_notebook, halves) if halves is not None else (None, None)
    if ours is None or theirs is None or not _are_same_work(ours, theirs):
        return None, ""
    return ours, tr("Les marques d’une fusion de Git ont été ôtées : les deux côtés avaient le même travail.")


def _mend_end(text: bytes, name: str) -> tuple[RawNotebook, str]:
    """Set aside what follows a whole notebook; raises :class:`NotebookError`."""
    parts = cut_surplus(text)
    raw = decode_notebook(parts[0]) if parts is not None else None
    if parts is None or raw is None:
        raise NotebookError(describe_damage(text, name))
    surplus = decode_notebook(parts[1])
    if surplus is not None and _read_cells(surplus) and not _are_same_work(raw, surplus):
        raise NotebookError(describe_two(name))
    if not parts[1]:
        return raw, tr("Le fichier finissait par des octets nuls : ils ont été laissés de côté.")
    return raw, tr("Du texte suivait la fin du carnet dans le fichier : il a été laissé de côté.")


def _are_same_work(first: RawNotebook, second: RawNotebook) -> bool:
    """Whether two notebooks say the same in every cell: outputs, ids and counters are nobody's work."""
    return _list_work(first) == _list_work(second)


def _list_work(raw: RawNotebook) -> list[tuple[str, str, str]]:
    cells = _read_cells(raw) or []
    return [(cell.type, cell.grade_id, "\n".join(map(str.rstrip, cell.source.splitlines()))) for cell in cells]


def _read_cells(raw: RawNotebook) -> list[SubmittedCell] | None:
    listed = _read_objects(raw.cells, RawCell)
    if listed is None:
        sheets = _read_objects(raw.worksheets, RawSheet)
        if sheets is None:
            return None
        listed = [cell for sheet in sheets for cell in _read_objects(sheet.cells, RawCell) or []]
    return [_read_cell(cell) for cell in listed[:MAX_CELLS]]


def _read_objects(raw: msgspec.Raw, kind: type[T]) -> list[T] | None:
    """Return the objects that a list holds; what is no object among them is left out."""
    objects = read_raw(raw, list[kind])  # type: ignore[valid-type]
    if objects is not None or bytes(raw).count(b",") > MAX_BRACKETS:  # Twenty million numbers would take a gigabyte.
        return objects
    items = read_raw(raw, list[msgspec.Raw])
    return None if items is None else [found for item in items if (found := read_raw(item, kind)) is not None]


def _read_cell(cell: RawCell) -> SubmittedCell:
    kind = read_raw(cell.cell_type, str) or "code"
    count = read_raw(cell.execution_count, int) or read_raw(cell.prompt_number, int)
    return SubmittedCell(
        type="markdown" if kind == "heading" else kind,
        source=(_read_text(cell.source) or _read_text(cell.input))[:MAX_SOURCE],
        id=read_raw(cell.id, str) or "",
        grade_id=_read_claims(cell.metadata, "nbgrader").get("grade_id", ""),
        count=count,
        attachments=_read_attachments(cell.attachments),
    )


def _read_text(raw: msgspec.Raw) -> str:
    """Return a source, which nbformat writes as text or as a list of lines."""
    if (
        memoryview(raw).nbytes > 6 * MAX_SOURCE
    ):  # Nobody typed that, and as a list of lines it may take ten times as much.
        return ""
    text = read_raw(raw, str)
    if text is None:
        text = "".join(part for part in read_raw(raw, list[Any]) or [] if isinstance(part, str))
    return text


def _read_claims(metadata: msgspec.Raw, owner: str) -> dict[str, str]:
    """Return the texts that ``metadata`` holds under ``owner``."""
    found = read_raw(metadata, RawMetadata)
    claim: msgspec.Raw = getattr(found, owner) if found else msgspec.Raw(b"null")
    claims = read_raw(claim, dict[str, Any]) if memoryview(claim).nbytes <= _MAX_CLAIMS else None
    return {key: value for key, value in (claims or {}).items() if isinstance(value, str)}


def _read_attachments(raw: msgspec.Raw) -> dict[str, dict[str, str]]:
    """Keep the pictures pasted into a cell, and nothing else of what may hang on it."""
    kept = {}
    for name, bundle in (read_raw(raw, dict[str, Any]) or {}).items():
        if isinstance(bundle, dict):
            images = {k: v for k, v in bundle.items() if _is_base64(v) and decode_picture(k, v)}
            if images:
                kept[name] = images
    return kept


def _is_base64(value: object) -> bool:
    return isinstance(value, str) and bool(_BASE64.fullmatch(value))
