"""One file that carries a learner's work to another computer, and what that computer does with it.

Nothing is lost on either side: where both hold work on the same notebook, the one that comes takes the place, and the
one that was there stays beside it, with the date in its name. Progress of both counts.
"""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

import msgspec

from autograder.check.steps import LESSON_FOLDER
from autograder.check.workspace import FOLDER
from autograder.errors import UsageError
from autograder.language import tr
from autograder.learn.delivery import keep_beside
from autograder.learn.submit import KIT_FILES
from autograder.learn.workspace import Workspace
from autograder.storage import explain_os_error, write_whole

MAX_BYTES = 500_000_000
"""What is taken in, unpacked."""
_MANIFEST = "passerelle.json"
_LINES = ("progress.jsonl", "hints.jsonl", "handed.jsonl")
_OWN = (*_LINES, "learner.json")
_MODULE = re.compile(r"\d\d-[a-z0-9-]+")


class Taken(msgspec.Struct, frozen=True):
    """What came with the file."""

    files: int
    kept: tuple[str, ...]
    """Where what was there before is now, by path in the workspace."""


class _Manifest(msgspec.Struct, frozen=True):
    lang: str
    made_at: str
    schema: int = 1


def pack_work(workspace: Workspace, now: dt.datetime | None = None) -> bytes:
    """Return the archive of all of a learner's work: notebooks, files, progress; nothing of Jupyter's, no token."""
    made = (now or dt.datetime.now(dt.UTC)).isoformat(timespec="seconds")
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(_MANIFEST, msgspec.json.encode(_Manifest(workspace.lang, made)))
        for path in _list_work(workspace.root):
            try:
                archive.writestr(path.relative_to(workspace.root).as_posix(), path.read_bytes())
            except OSError as error:
                raise explain_os_error(error, path) from error
    return packed.getvalue()


def name_pack(today: dt.date | None = None) -> str:
    """Return the file name of the archive."""
    return f"passerelle-{(today or dt.date.today()).isoformat()}.zip"


def take_work(workspace: Workspace, content: bytes, *, today: dt.date | None = None) -> Taken:
    """Bring in what :func:`pack_work` packed elsewhere; raises :class:`UsageError` for any other file."""
    files = _read_pack(content)
    kept = []
    for name, data in files.items():
        path = workspace.root / name
        if path.parent == workspace.own and path.name in _LINES:
            data = _join_lines(path, data)
        elif path.is_file() and path.parent != workspace.own:
            present = path.read_bytes()
            if present == data or _is_of_the_kit(name) or _is_received(workspace, name, data):
                continue
            if not _is_received(workspace, name, present):
                kept.append(keep_beside(path, present, today or dt.date.today()))
        elif path.name == "learner.json" and path.is_file():
            continue
        write_whole(path, data)
    return Taken(len(files), tuple(path.relative_to(workspace.root).as_posix() for path in kept))


def _list_work(root: Path) -> Iterator[Path]:
    for name in _OWN:
        if (root / FOLDER / name).is_file():
            yield root / FOLDER / name
    for folder in sorted(path for path in root.iterdir() if path.is_dir() and _MODULE.fullmatch(path.name)):
        for path in sorted(folder.rglob("*")):
            hidden = any(part.startswith(".") or part == "__pycache__" for part in path.relative_to(root).parts)
            if path.is_file() and not path.is_symlink() and not hidden:
                yield path


def _read_pack(content: bytes) -> dict[str, bytes]:
    """Return the files of an archive whose names are ours; any other is refused before a byte is written."""
    refused = UsageError(
        tr("Ce fichier n’est pas un travail emporté de Passerelle. Choisissez celui qui s’appelle passerelle-DATE.zip.")
    )
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
            if sum(entry.file_size for entry in entries) > MAX_BYTES:
                raise refused
            files = {entry.filename: archive.read(entry) for entry in entries}
    except (zipfile.BadZipFile, OSError, ValueError, RuntimeError, NotImplementedError, EOFError):
        raise refused from None
    try:
        msgspec.json.decode(files.pop(_MANIFEST, b""), type=_Manifest)
    except msgspec.DecodeError:
        raise refused from None
    if not all(_is_ours(name) for name in files):
        raise refused
    return files


def _is_ours(name: str) -> bool:
    parts = PurePosixPath(name).parts
    if "\\" in name or "\0" in name or ".." in parts or len(parts) < 2 or len(name) > 400:
        return False
    if parts[0] == FOLDER:
        return len(parts) == 2 and parts[1] in _OWN
    return bool(_MODULE.fullmatch(parts[0])) and not any(part.startswith(".") or ":" in part for part in parts)


def _is_of_the_kit(name: str) -> bool:
    """Whether a file is never the learner’s own work: the computer that has one keeps its own."""
    parts = PurePosixPath(name).parts
    return parts[1] in (LESSON_FOLDER, *KIT_FILES)


def _join_lines(path: Path, data: bytes) -> bytes:
    """Return the lines of both, in the order of their times, each once."""
    present = path.read_bytes() if path.is_file() else b""
    lines: set[bytes] = {bytes(line) for line in (present + b"\n" + data).splitlines() if line.strip()}
    return b"\n".join(line for _, line in sorted((_read_time(line), line) for line in lines)) + b"\n"


def _read_time(line: bytes) -> str:
    try:
        decoded = msgspec.json.decode(line)
    except msgspec.DecodeError:
        return ""
    return str(decoded.get("at", "")) if isinstance(decoded, dict) else ""


def _is_received(workspace: Workspace, name: str, data: bytes) -> bool:
    """Whether a file is as the kit gave it: then there is no work in it."""
    module, _, file = name.partition("/")
    receipts = workspace.own / "received"
    lesson = file.endswith(".ipynb") and file != f"{module}.ipynb"
    paths = (receipts / file, receipts / module / file, *((receipts / f"{module}.lesson.ipynb",) if lesson else ()))
    return any(path.is_file() and path.read_bytes() == data for path in paths)
