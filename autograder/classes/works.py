"""What one person handed in, unpacked into a folder of its own, with what is said of it."""

from __future__ import annotations

import contextlib
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path, PurePosixPath

from autograder.classes.archives import MAX_SUBMISSION_BYTES, Member, SafeZip, is_zip, refuse_archive
from autograder.classes.attempts import Clock
from autograder.classes.claims import Claim
from autograder.classes.filenames import is_junk
from autograder.classes.platforms import HandedIn
from autograder.classes.submissions import MAX_FILES
from autograder.errors import ClassError
from autograder.language import tr
from autograder.storage import explain_os_error

MAX_NESTING = 3
"""Archives inside archives that are opened."""


@dataclass(frozen=True)
class Moment:
    """When something was handed in, and who says so."""

    time: datetime
    """UTC."""
    clock: Clock


@dataclass
class Work:
    """What one person handed in."""

    source: str
    """What a person calls it: the file, or the archive and the folder in it."""
    folder: Path
    claim: Claim
    moment: Moment
    handed: HandedIn | None = None
    bulk: str = ""
    """The download that it came in; empty for a file by itself."""
    problems: list[str] = field(default_factory=list)
    """What of it could not be taken."""

    def list_files(self) -> Iterator[Path]:
        """Yield every file of it but those that computers make by themselves."""
        for path in sorted(self.folder.rglob("*")):
            if path.is_file() and not is_junk(PurePosixPath(path.relative_to(self.folder).as_posix())):
                yield path


def extract_members(
    archive: SafeZip, members: Sequence[tuple[PurePosixPath, Member]], folder: Path, *, personal: bool = True
) -> list[str]:
    """Unpack ``members`` under their given names, archives among them too; return what could not be.

    Raises :class:`ClassError` where a person's own archive holds what nobody packs by chance, or too much.
    """
    if len(members) > MAX_FILES:
        raise refuse_archive(archive.path, tr("elle contient plus de {limit} fichiers", limit=MAX_FILES))
    if sum(member.entry.size for _, member in members if not member.problem) > MAX_SUBMISSION_BYTES:
        limit = MAX_SUBMISSION_BYTES // 1_000_000
        raise refuse_archive(archive.path, tr("elle dépasse {limit} Mo une fois décompressée", limit=limit))
    problems = []
    for name, member in members:
        if personal and member.hostile:
            raise refuse_archive(archive.path, member.problem)
        try:
            archive.extract(member, folder / name)
        except ClassError as error:
            with contextlib.suppress(OSError):
                (folder / name).unlink()
            problems.append(member.problem or str(error))
    return problems


def open_inner_archives(folder: Path) -> list[str]:
    """Unpack the archives that lie in ``folder``, and those in them; return what could not be. Each is its own risk."""
    problems: list[str] = []
    for _ in range(MAX_NESTING):
        packed = [path for path in sorted(folder.rglob("*")) if path.is_file() and _is_packed(path)]
        if not packed:
            break
        for path in packed:
            problems += _open_inner(path, folder)
    return problems


def _open_inner(path: Path, home: Path) -> list[str]:
    left = MAX_SUBMISSION_BYTES - sum(other.stat().st_size for other in home.rglob("*") if other.is_file())
    target = Path(tempfile.mkdtemp(dir=path.parent, prefix=f"{path.stem[:40]}."))
    try:
        with SafeZip(path, max_bytes=max(left, 0)) as archive:
            members = [(member.name, member) for member in archive.members]
            problems = extract_members(archive, members, target)
    except ClassError as error:
        shutil.rmtree(target, ignore_errors=True)
        # Kept as it was handed in, under a name that is not opened again.
        path.rename(path.with_name(f"{path.name}.refused"))
        return [str(error)]
    path.unlink()
    return problems


def _is_packed(path: Path) -> bool:
    if path.name.endswith(".refused") or path.suffix.casefold() in (
        ".docx",
        ".xlsx",
        ".pptx",
        ".odt",
        ".ods",
        ".whl",
        ".npz",
    ):
        return False
    try:
        with path.open("rb") as stream:
            return is_zip(stream.read(4))
    except OSError as error:
        raise explain_os_error(error, path) from error
