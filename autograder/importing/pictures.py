"""Files that a notebook needs: pictures pasted into it, and what lies beside it and is named in it."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from autograder.importing.cells import ImportedCell
from autograder.language import tr

_MOST_BYTES = 20_000_000
_PASTED = re.compile(r"\(attachment:([^)\s]+)(?:\s+\"[^\"]*\")?\)")
_SAFE = re.compile(r"[^\w.-]+")


def take_attachments(cell: ImportedCell, files: dict[str, bytes], notes: list[str]) -> str:
    """Return the cell's text with its pasted pictures as files of ``data/``, which are added to ``files``."""

    def name_file(found: re.Match[str]) -> str:
        data = _decode(cell.attachments.get(found[1], {}))
        if data is None:
            notes.append(tr("L’image collée « {name} » manque dans le carnet.", name=found[1]))
            return found[0]
        return f"({_add(files, _SAFE.sub('-', found[1]), data)})"

    return _PASTED.sub(name_file, cell.source)


def _decode(kinds: Mapping[str, Any]) -> bytes | None:
    for text in kinds.values():
        try:
            return base64.b64decode("".join(text) if isinstance(text, list) else str(text), validate=False)
        except (binascii.Error, ValueError):
            continue
    return None


def _add(files: dict[str, bytes], name: str, data: bytes) -> str:
    stem, dot, ending = name.rpartition(".")
    number = 2
    while files.get(f"data/{name}", data) != data:
        name, number = f"{stem or ending}-{number}{dot}{ending if stem else ''}", number + 1
    files[f"data/{name}"] = data
    return f"data/{name}"


def take_neighbours(folder: Path, sources: Iterable[str], files: dict[str, bytes], notes: list[str]) -> dict[str, str]:
    """Add the files beside the notebook that its cells name; return what each name becomes."""
    text = "\n".join(sources)
    moved: dict[str, str] = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        hidden = any(part.startswith((".", "__")) for part in path.relative_to(folder).parts)
        if hidden or path.is_symlink() or not path.is_file() or path.suffix == ".ipynb" or name not in text:
            continue
        if path.stat().st_size > _MOST_BYTES:
            notes.append(tr("{name} pèse plus de 20 Mo et n’a pas été pris. Réduisez-le.", name=name))
            continue
        moved[name] = _add(files, name.removeprefix("data/"), path.read_bytes())
    return {name: place for name, place in moved.items() if name != place}


def move_names(text: str, moved: Mapping[str, str], *, code: bool) -> str:
    """Return a cell’s text with the moved files under their new names: in quotes in code, in links in text."""
    for name, place in moved.items():
        before = r"(?<=[\"'])(?:\./)?" if code else r"(?<=\()(?:\./)?|(?<=src=[\"'])(?:\./)?"
        after = r"(?=[\"'])" if code else r"(?=[)\"'\s])"
        text = re.sub(f"(?:{before}){re.escape(name)}{after}", place, text)
    return text
