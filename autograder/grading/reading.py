"""A file that was handed in, read for what it holds: cells, whatever else may be wrong with it.

Nothing of the notebook's metadata is believed but hints of where its cells come from.
Reads nbformat 3 and 4; needs neither nbformat nor its schema, which refuse what can still be graded.
"""

from __future__ import annotations

import json
import os
import re
import stat
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from autograder.errors import MissingPath, NotebookError, StorageError
from autograder.language import tr
from autograder.storage import explain_os_error

T = TypeVar("T")

MAX_BYTES = 50_000_000
"""A larger file is refused unread."""
MAX_BRACKETS = 2_000_000
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


class _RawNotebook(msgspec.Struct):
    """The outermost keys, undecoded: what nobody reads (outputs, above all) is skipped without taking memory."""

    cells: msgspec.Raw = msgspec.Raw(b"null")
    worksheets: msgspec.Raw = msgspec.Raw(b"null")
    metadata: msgspec.Raw = msgspec.Raw(b"null")


class _RawSheet(msgspec.Struct):
    cells: msgspec.Raw = msgspec.Raw(b"null")


class _RawMetadata(msgspec.Struct):
    passerelle: msgspec.Raw = msgspec.Raw(b"null")
    nbgrader: msgspec.Raw = msgspec.Raw(b"null")


class _RawCell(msgspec.Struct):
    cell_type: msgspec.Raw = msgspec.Raw(b"null")
    source: msgspec.Raw = msgspec.Raw(b"null")
    input: msgspec.Raw = msgspec.Raw(b"null")
    id: msgspec.Raw = msgspec.Raw(b"null")
    execution_count: msgspec.Raw = msgspec.Raw(b"null")
    prompt_number: msgspec.Raw = msgspec.Raw(b"null")
    metadata: msgspec.Raw = msgspec.Raw(b"null")
    attachments: msgspec.Raw = msgspec.Raw(b"null")


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
    raw = _decode_notebook(data, name)
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
    return Submission(cells=tuple(cells), exercise=claims.get("exercise", ""), lang=claims.get("lang", ""))


def _refuse_other_formats(data: bytes, name: str) -> None:
    if not data.strip(b" \t\r\n\0\xef\xbb\xbf"):
        raise NotebookError(tr("{name} est vide. Enregistrez le carnet (Ctrl + S), puis remettez-le.", name=name))
    if data[:4] == b"PK\x03\x04":
        raise NotebookError(
            tr(
                "{name} est une archive zip, pas un carnet. `passerelle class collect` sait l’ouvrir ; "
                "ou décompressez-la et donnez le fichier .ipynb.",
                name=name,
            )
        )
    # Each bracket may become an object of a hundred bytes: a file made of them would fill the grader's memory.
    if data.count(b"{") + data.count(b"[") > MAX_BRACKETS:
        raise NotebookError(
            tr(
                "{name} contient plus de {limit} listes et objets : ce n’est pas un carnet plausible.",
                name=name,
                limit=MAX_BRACKETS,
            )
        )


def _decode_notebook(data: bytes, name: str) -> _RawNotebook:
    try:
        text = _to_utf8(data)
        try:
            return msgspec.json.decode(text, type=_RawNotebook)
        except msgspec.DecodeError:
            # This road makes an object of everything, where the other skips what nobody reads.
            if text.count(b",") > MAX_BRACKETS:
                raise
            # Python writes NaN and lone surrogates, which strict JSON refuses: read those as Python does.
            loaded = json.loads(text, parse_constant=lambda name: None)
            return msgspec.json.decode(json.dumps(_without_outputs(loaded)).encode(), type=_RawNotebook)
    except (ValueError, TypeError, AttributeError, RecursionError, MemoryError):
        raise NotebookError(_describe_damage(data, name)) from None


def _to_utf8(data: bytes) -> bytes:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16").encode("utf-8")
    return data.removeprefix(b"\xef\xbb\xbf")


def _without_outputs(loaded: dict[str, Any]) -> dict[str, Any]:
    kept: dict[str, Any] = {key: loaded[key] for key in ("cells", "worksheets", "metadata") if key in loaded}
    for cell in kept.get("cells") or []:
        if isinstance(cell, dict):
            cell.pop("outputs", None)
            cell["source"] = _clean(cell.get("source"))
    return kept


def _clean(value: object) -> object:
    if isinstance(value, list):
        return [_clean(part) for part in value]
    return value.encode("utf-8", "replace").decode("utf-8") if isinstance(value, str) else value


def _describe_damage(data: bytes, name: str) -> str:
    if data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] != b"{":
        return tr(
            "{name} n’est pas un carnet Jupyter : son contenu n’est pas du JSON. "
            "Remettez le fichier .ipynb lui-même, sans l’imprimer ni le convertir.",
            name=name,
        )
    return tr(
        "{name} est abîmé : le JSON s’arrête ou se brise en chemin (fichier tronqué ?). "
        "Ouvrez-le dans JupyterLab, enregistrez-le, puis remettez-le.",
        name=name,
    )


def _read_cells(raw: _RawNotebook) -> list[SubmittedCell] | None:
    listed = _read_objects(raw.cells, _RawCell)
    if listed is None:
        sheets = _read_objects(raw.worksheets, _RawSheet)
        if sheets is None:
            return None
        listed = [cell for sheet in sheets for cell in _read_objects(sheet.cells, _RawCell) or []]
    return [_read_cell(cell) for cell in listed[:MAX_CELLS]]


def _read_objects(raw: msgspec.Raw, kind: type[T]) -> list[T] | None:
    """Return the objects that a list holds; what is no object among them is left out."""
    objects = _read(raw, list[kind])  # type: ignore[valid-type]
    if objects is not None or bytes(raw).count(b",") > MAX_BRACKETS:  # Twenty million numbers would take a gigabyte.
        return objects
    items = _read(raw, list[msgspec.Raw])
    return None if items is None else [found for item in items if (found := _read(item, kind)) is not None]


def _read_cell(cell: _RawCell) -> SubmittedCell:
    kind = _read(cell.cell_type, str) or "code"
    count = _read(cell.execution_count, int) or _read(cell.prompt_number, int)
    return SubmittedCell(
        type="markdown" if kind == "heading" else kind,
        source=(_read_text(cell.source) or _read_text(cell.input))[:MAX_SOURCE],
        id=_read(cell.id, str) or "",
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
    text = _read(raw, str)
    if text is None:
        text = "".join(part for part in _read(raw, list[Any]) or [] if isinstance(part, str))
    return text


def _read_claims(metadata: msgspec.Raw, owner: str) -> dict[str, str]:
    """Return the texts that ``metadata`` holds under ``owner``."""
    found = _read(metadata, _RawMetadata)
    claim: msgspec.Raw = getattr(found, owner) if found else msgspec.Raw(b"null")
    claims = _read(claim, dict[str, Any]) if memoryview(claim).nbytes <= _MAX_CLAIMS else None
    return {key: value for key, value in (claims or {}).items() if isinstance(value, str)}


def _read_attachments(raw: msgspec.Raw) -> dict[str, dict[str, str]]:
    """Keep the pictures pasted into a cell, and nothing else of what may hang on it."""
    kept = {}
    for name, bundle in (_read(raw, dict[str, Any]) or {}).items():
        if isinstance(bundle, dict):
            images = {k: v for k, v in bundle.items() if k in ("image/png", "image/jpeg") and _is_base64(v)}
            if images:
                kept[name] = images
    return kept


def _is_base64(value: object) -> bool:
    return isinstance(value, str) and bool(_BASE64.fullmatch(value))


def _read(raw: msgspec.Raw, kind: type[T]) -> T | None:
    """Decode ``raw`` as ``kind``; ``None`` where it is something else."""
    try:
        return msgspec.json.decode(raw, type=kind)
    except (ValueError, RecursionError):
        return None
