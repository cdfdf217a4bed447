"""Zip files from other people, unpacked without letting them write anywhere else, fill the disk or the memory."""

from __future__ import annotations

import bz2
import lzma
import stat
import struct
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import Any

from autograder.classes.filenames import Climbs, decode_name, is_junk, is_too_long, make_path
from autograder.classes.zipindex import BadZip, Entry, TooMany, find_data, read_index
from autograder.errors import ClassError
from autograder.language import tr
from autograder.storage import explain_os_error

MAX_MEMBERS = 20_000
MAX_MEMBER_BYTES = 100_000_000
MAX_TOTAL_BYTES = 4_000_000_000
MAX_SUBMISSION_BYTES = 100_000_000  # nbgrader's max_dir_size
_CHUNK = 1 << 16
_KINDS = {b"Rar!\x1a\x07": "RAR", b"7z\xbc\xaf\x27\x1c": "7-Zip", b"\x1f\x8b": "gzip", b"\xfd7zXZ": "xz"}


@dataclass(frozen=True)
class Member:
    """One file of an archive."""

    name: PurePosixPath
    utc: datetime | None
    """When it was last changed, where the archive holds that in UTC."""
    local: datetime | None
    """The same as the clock on the wall showed it, in a zone that the archive does not name."""
    entry: Entry
    problem: str = ""
    """Why it cannot be taken; empty where it can."""
    hostile: bool = False
    """Nobody makes such an entry by chance: it leads out of the folder, or is a link."""


class SafeZip:
    """An archive whose every name is judged before anything is read out of it."""

    def __init__(self, path: Path, *, max_bytes: int = MAX_TOTAL_BYTES) -> None:
        """Open ``path``; raises :class:`ClassError` where it is no archive, or one that must not be unpacked."""
        self.path = path
        self._left = max_bytes
        try:
            self._stream = path.open("rb")
        except OSError as error:
            raise explain_os_error(error, path) from error
        try:
            self.members = list(self._check(read_index(self._stream, MAX_MEMBERS)))
            if sum(member.entry.size for member in self.members if not member.problem) > max_bytes:
                raise self._refuse_size(path.name, max_bytes)
        except TooMany:
            self._stream.close()
            raise refuse_archive(path, tr("elle contient plus de {limit} fichiers", limit=MAX_MEMBERS)) from None
        except (BadZip, struct.error):
            self._stream.seek(0)
            head = self._stream.read(8)
            self._stream.close()
            raise describe_no_zip(path, head) from None
        except OSError as error:
            self._stream.close()
            raise explain_os_error(error, path) from error
        except BaseException:
            self._stream.close()
            raise

    def __enter__(self) -> SafeZip:
        return self

    def __exit__(self, *_: object) -> None:
        self._stream.close()

    def extract(self, member: Member, target: Path) -> None:
        """Write one member to ``target``, counting what comes out rather than what the archive claims."""
        if member.problem:
            raise refuse_archive(self.path, member.problem)
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            with target.open("xb") as stream:
                for chunk in self._unpack(member):
                    stream.write(chunk)
        except (FileExistsError, NotADirectoryError):
            raise refuse_archive(self.path, tr("« {name} » s’y trouve deux fois", name=member.name)) from None
        except OSError as error:
            raise explain_os_error(error, target) from error

    def _unpack(self, member: Member) -> Iterator[bytes]:
        crc, room = 0, min(self._left, MAX_MEMBER_BYTES)
        try:
            for chunk in _decompress(self._read_packed(member.entry), _open_decompressor(member.entry.method)):
                room -= len(chunk)
                self._left -= len(chunk)
                if room < 0:
                    raise self._refuse_size(str(member.name), MAX_MEMBER_BYTES)
                crc = zlib.crc32(chunk, crc)
                yield chunk
        except (BadZip, zlib.error, lzma.LZMAError, OSError, EOFError, ValueError, struct.error):
            raise self._refuse_damage(member) from None
        if crc != member.entry.crc:
            raise self._refuse_damage(member)

    def _read_packed(self, entry: Entry) -> Iterator[bytes]:
        find_data(self._stream, entry)
        left = entry.packed
        while left > 0:
            chunk = self._stream.read(min(left, _CHUNK))
            if not chunk:
                raise BadZip
            left -= len(chunk)
            yield chunk

    def _check(self, entries: list[Entry]) -> Iterator[Member]:
        seen: set[PurePosixPath] = set()
        for entry in entries:
            text = entry.unicode_name or decode_name(entry.raw_name, entry.utf8)
            # Windows writes no permissions: there, what ends in a slash is a folder.
            if text.endswith(("/", "\\")) or stat.S_ISDIR(entry.mode):
                continue
            try:
                name, problem = make_path(text), ""
            except Climbs:
                name = PurePosixPath(ascii(text)[1:-1].replace("/", "_")[:60])
                problem = tr("« {name} » sort du dossier où l’on décompresse", name=ascii(text)[1:-1])
            if not problem and is_junk(name):
                continue
            hostile = bool(problem) or stat.S_IFMT(entry.mode) not in (0, stat.S_IFREG)
            problem = problem or _judge(name, entry)
            if name in seen or any(parent in seen for parent in name.parents):
                problem = problem or tr("« {name} » s’y trouve deux fois", name=name)
            seen.add(name)
            yield Member(name, entry.utc, entry.local, entry, problem, hostile)

    def _refuse_size(self, name: str, limit: int) -> ClassError:
        return refuse_archive(
            self.path, tr("« {name} » dépasse {limit} Mo une fois décompressé", name=name, limit=limit // 1_000_000)
        )

    def _refuse_damage(self, member: Member) -> ClassError:
        return refuse_archive(self.path, tr("« {name} » est abîmé et ne se décompresse pas", name=member.name))


def _judge(name: PurePosixPath, entry: Entry) -> str:
    if is_too_long(name):
        return tr("« {name} » est un nom trop long ou trop profond", name=str(name)[:60])
    if entry.encrypted:
        return tr("« {name} » est chiffré par un mot de passe", name=name)
    if stat.S_IFMT(entry.mode) not in (0, stat.S_IFREG):
        return tr("« {name} » est un lien ou un fichier spécial", name=name)
    if entry.size > MAX_MEMBER_BYTES:
        limit = MAX_MEMBER_BYTES // 1_000_000
        return tr("« {name} » dépasse {limit} Mo une fois décompressé", name=name, limit=limit)
    if entry.method not in (0, 8, 12, 14):
        return tr("« {name} » est compressé d’une façon que nous ne lisons pas", name=name)
    return ""


def _open_decompressor(method: int) -> Any:
    if method == 8:
        return zlib.decompressobj(-15)
    if method == 12:
        return bz2.BZ2Decompressor()
    return _Lzma() if method == 14 else None


class _Lzma:
    """LZMA as a zip holds it: four bytes, then the filter's properties, then the data."""

    def __init__(self) -> None:
        self._head = b""
        self._inner: lzma.LZMADecompressor | None = None
        self.needs_input = True

    def decompress(self, data: bytes, limit: int) -> bytes:
        if self._inner is None:
            self._head += data
            if len(self._head) < 9:
                return b""
            length = struct.unpack_from("<H", self._head, 2)[0]
            filters = [lzma._decode_filter_properties(lzma.FILTER_LZMA1, self._head[4 : 4 + length])]  # type: ignore[attr-defined]
            filters[0]["dict_size"] = min(filters[0]["dict_size"], 64 << 20)
            self._inner = lzma.LZMADecompressor(lzma.FORMAT_RAW, memlimit=None, filters=filters)
            data = self._head[4 + length :]
        out = b"" if self._inner.eof else self._inner.decompress(data, limit)
        self.needs_input = self._inner.eof or self._inner.needs_input
        return out


def _decompress(packed: Iterator[bytes], tool: Any) -> Iterator[bytes]:
    """Yield what comes out, in pieces: a bomb is met one piece at a time."""
    for chunk in packed:
        if tool is None:
            yield chunk
        elif hasattr(tool, "unconsumed_tail"):
            while chunk:
                yield tool.decompress(chunk, _CHUNK)
                chunk = tool.unconsumed_tail
        else:
            yield from _drain(tool.decompress, lambda: not tool.needs_input and not getattr(tool, "eof", False), chunk)
    if tool is not None and hasattr(tool, "flush"):
        yield tool.flush()


def _drain(decompress: Callable[[bytes, int], bytes], has_more: Callable[[], bool], chunk: bytes) -> Iterator[bytes]:
    yield decompress(chunk, _CHUNK)
    while has_more():
        yield decompress(b"", _CHUNK)


def is_zip(head: bytes) -> bool:
    """Whether a file that begins so is a zip, whatever it is called."""
    return head[:4] in (b"PK\x03\x04", b"PK\x05\x06")


def describe_no_zip(path: Path, head: bytes) -> ClassError:
    """Say that a file called an archive is none that is read, and what would be."""
    kind = next((name for mark, name in _KINDS.items() if head.startswith(mark)), "")
    if kind:
        return ClassError(
            tr(
                "{name} est une archive {kind}, que nous n’ouvrons pas. Ouvrez-la, compressez le dossier en zip "
                "(clic droit, Compresser), puis ramassez ce zip ; ou donnez le dossier lui-même.",
                name=path.name,
                kind=kind,
            )
        )
    return ClassError(
        tr(
            "{name} n’est pas une archive zip lisible : elle est coupée ou abîmée. "
            "Téléchargez-la de nouveau, ou demandez-la de nouveau à qui l’a remise.",
            name=path.name,
        )
    )


def refuse_archive(path: Path, reason: str) -> ClassError:
    """Say why nothing of an archive was taken, and what to do."""
    return ClassError(
        tr(
            "L’archive {name} est refusée : {reason}. Rien n’en a été pris. Demandez une nouvelle remise : "
            "le carnet .ipynb seul suffit.",
            name=path.name,
            reason=reason,
        )
    )
