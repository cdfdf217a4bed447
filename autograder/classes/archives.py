"""Zip files from other people, unpacked without letting them write anywhere else, or fill the disk."""

from __future__ import annotations

import stat
import unicodedata
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath

from autograder.errors import ClassError
from autograder.language import tr
from autograder.storage import explain_os_error

MAX_MEMBERS = 20_000
MAX_DEPTH = 20
MAX_MEMBER_BYTES = 100_000_000
MAX_TOTAL_BYTES = 4_000_000_000
MAX_SUBMISSION_BYTES = 100_000_000  # nbgrader's max_dir_size
_CHUNK = 1 << 20


@dataclass(frozen=True)
class Member:
    """One file of an archive."""

    name: PurePosixPath
    time: datetime | None
    """UTC; an archive holds local time, which is taken as this machine's."""
    info: zipfile.ZipInfo


class SafeZip:
    """An archive whose every name was checked before anything is read out of it."""

    def __init__(self, path: Path, *, max_bytes: int = MAX_TOTAL_BYTES) -> None:
        """Open ``path``; raises :class:`ClassError` where it is no archive, or one that must not be unpacked."""
        self.path = path
        self._left = max_bytes
        self._max_bytes = max_bytes
        try:
            self._zip = zipfile.ZipFile(path)
        except zipfile.BadZipFile:
            raise ClassError(
                tr("{path} n’est pas une archive zip lisible. Demandez-la de nouveau à qui l’a remise.", path=path)
            ) from None
        except OSError as error:
            raise explain_os_error(error, path) from error
        try:
            self.members = list(self._check())
        except BaseException:
            self._zip.close()
            raise

    def __enter__(self) -> SafeZip:
        return self

    def __exit__(self, *_: object) -> None:
        self._zip.close()

    def extract(self, member: Member, target: Path) -> None:
        """Write one member to ``target``, counting what comes out rather than what the archive claims."""
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            with self._zip.open(member.info) as source, target.open("xb") as stream:
                room = min(self._left, MAX_MEMBER_BYTES)
                while chunk := source.read(_CHUNK):
                    room -= len(chunk)
                    self._left -= len(chunk)
                    if room < 0:
                        raise self._refuse_size(str(member.name))
                    stream.write(chunk)
        except (FileExistsError, NotADirectoryError):
            raise self._refuse(tr("« {name} » s’y trouve deux fois", name=member.name)) from None
        except OSError as error:
            raise explain_os_error(error, target) from error
        except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, ValueError) as error:
            raise self._refuse(
                tr("« {name} » ne se décompresse pas ({reason})", name=member.name, reason=error)
            ) from None
        except Exception as error:  # zlib, lzma and bz2 each have an error of their own.
            if isinstance(error, ClassError):
                raise
            raise self._refuse(
                tr("« {name} » ne se décompresse pas ({reason})", name=member.name, reason=error)
            ) from None

    def _check(self) -> Iterator[Member]:
        infos = self._zip.infolist()
        if len(infos) > MAX_MEMBERS:
            raise self._refuse(tr("elle contient plus de {limit} fichiers", limit=MAX_MEMBERS))
        if sum(info.file_size for info in infos) > self._max_bytes:
            raise self._refuse_size(self.path.name)
        for info in infos:
            self._check_name(info)
            if info.flag_bits & 0x1:
                raise self._refuse(tr("elle est chiffrée par un mot de passe"))
            mode = info.external_attr >> 16
            if stat.S_IFMT(mode) not in (0, stat.S_IFREG, stat.S_IFDIR):
                raise self._refuse(tr("« {name} » est un lien ou un fichier spécial", name=info.filename))
            if info.is_dir():
                continue
            if info.file_size > MAX_MEMBER_BYTES:
                raise self._refuse_size(info.filename)
            yield Member(PurePosixPath(unicodedata.normalize("NFC", info.filename)), _read_time(info), info)

    def _check_name(self, info: zipfile.ZipInfo) -> None:
        # « orig_filename » is what the archive says; zipfile has cut the other at a NUL and turned the slashes.
        name = info.orig_filename
        parts = info.filename.rstrip("/").split("/")
        climbs = any(part in ("", ".", "..") for part in parts) or name.startswith("/")
        strange = "\\" in name or ":" in parts[0] or any(ord(letter) < 32 for letter in name)
        if climbs or strange:
            raise self._refuse(tr("« {name} » sort du dossier où l’on décompresse", name=ascii(name)[1:-1]))
        if len(parts) > MAX_DEPTH or any(len(part.encode("utf-8", "replace")) > 200 for part in parts):
            raise self._refuse(tr("« {name} » est un nom trop long ou trop profond", name=ascii(name)[1:60]))

    def _refuse(self, reason: str) -> ClassError:
        return ClassError(
            tr(
                "L’archive {path} est refusée : {reason}. Rien n’en a été pris. "
                "Demandez une nouvelle remise, faite avec "
                "`passerelle submit`.",
                path=self.path,
                reason=reason,
            )
        )

    def _refuse_size(self, name: str) -> ClassError:
        return self._refuse(
            tr("« {name} » dépasse {limit} Mo une fois décompressé", name=name, limit=MAX_MEMBER_BYTES // 1_000_000)
        )


def _read_time(info: zipfile.ZipInfo) -> datetime | None:
    if info.date_time[0] <= 1980:  # What an archive says where it does not know.
        return None
    try:
        return datetime(*info.date_time).astimezone(UTC)
    except (ValueError, OverflowError, OSError):
        return None
