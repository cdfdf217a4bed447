"""The secret of a class, from which the random examples of its grading are drawn.

It is made with the class, or when it is first needed, and stays in ``CLASS/passerelle/secret``, for whoever grades
alone: nothing that is released, packed for another machine or reported holds it. With it, a regrading meets the same
examples; without it, nobody can prepare an answer for them.
"""

from __future__ import annotations

import contextlib
import os
import re
import secrets
import tempfile
from pathlib import Path

from autograder.errors import ClassError, MissingPath
from autograder.language import tr
from autograder.storage import explain_os_error

SECRET_FILE = "secret"
_WRITTEN = re.compile(r"[0-9a-f]{64}\n?")


def ensure_secret(folder: Path) -> str:
    """Return the secret kept in ``folder``, the ``passerelle/`` of a class; where there is none, make it.

    Raises :class:`ClassError` where the file holds something else: another secret would change grades without a word.
    """
    path = folder / SECRET_FILE
    if not path.exists():
        _make(path)
    return read_secret(path)


def read_secret(path: Path) -> str:
    """Return the secret that a file holds; raises :class:`MissingPath` or :class:`ClassError`."""
    try:
        text = path.read_text(encoding="ascii")
    except FileNotFoundError:
        raise MissingPath(
            tr("{path} n’existe pas : c’est le secret d’une classe qu’il faut donner.", path=path)
        ) from None
    except UnicodeDecodeError:
        text = ""
    except OSError as error:
        raise explain_os_error(error, path) from error
    if not _WRITTEN.fullmatch(text):
        raise ClassError(
            tr(
                "{path} est abîmé : il devait contenir 64 chiffres hexadécimaux. Reprenez-le d’une sauvegarde de la "
                "classe. Si elle est perdue, supprimez-le : un autre sera tiré, et les exemples tirés au hasard "
                "changeront.",
                path=path,
            )
        )
    return text.strip()


def _make(path: Path) -> None:
    """Write a new secret that its owner alone can read; whoever came first wins."""
    temporary = None
    try:
        path.parent.mkdir(exist_ok=True)
        # mkstemp gives a file of mode 0600.
        descriptor, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".tmp")
        with os.fdopen(descriptor, "w", encoding="ascii") as stream:
            stream.write(secrets.token_hex(32) + "\n")
            stream.flush()
            os.fsync(stream.fileno())
        with contextlib.suppress(FileExistsError):
            os.link(temporary, path)
    except OSError as error:
        raise explain_os_error(error, path) from error
    finally:
        if temporary is not None:
            with contextlib.suppress(OSError):
                os.unlink(temporary)
