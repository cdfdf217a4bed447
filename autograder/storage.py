"""Files written whole or not at all, and the messages when they cannot be."""

from __future__ import annotations

import contextlib
import errno
import os
import tempfile
from pathlib import Path

from autograder.errors import StorageError
from autograder.language import tr


def write_whole(path: Path, data: bytes | str, *, durable: bool = True) -> None:
    """Write ``data`` (text as UTF-8, newlines as they are) to ``path``: a temporary file beside it, then a rename.

    The file is no more open than its folder. ``durable`` waits for the disk; a file that the next run makes again may
    do without.
    Raises :class:`StorageError` with the remedy; the former file is then untouched.
    """
    payload = data.encode("utf-8") if isinstance(data, str) else data
    temporary = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".tmp")
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(payload)
            if durable:
                stream.flush()
                os.fsync(stream.fileno())
        os.chmod(temporary, 0o644 & path.parent.stat().st_mode | 0o600)
        os.replace(temporary, path)
    except OSError as error:
        if temporary is not None:
            with contextlib.suppress(OSError):
                os.unlink(temporary)
        raise explain_os_error(error, path) from error


def explain_os_error(error: OSError, path: Path) -> StorageError:
    """Turn an ``OSError`` about ``path`` into a :class:`StorageError` that says what to do."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return StorageError(
            tr(
                "Le disque est plein : {path} n’a pas pu être écrit. Rien n’a été perdu. "
                "Libérez de la place, puis relancez la même commande.",
                path=path,
            )
        )
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return StorageError(
            tr(
                "{path} ne peut pas être écrit : l’accès est refusé. "
                "Donnez-vous le droit d’écrire dans ce dossier, ou choisissez-en un autre.",
                path=path,
            )
        )
    return StorageError(
        tr("{path} n’a pas pu être lu ou écrit ({reason}).", path=path, reason=error.strerror or type(error).__name__)
    )
