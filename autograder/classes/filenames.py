"""Names of files as other people's computers write them: in which letters, what of them is junk, what climbs out."""

from __future__ import annotations

import re
import unicodedata
from pathlib import PurePosixPath
from urllib.parse import unquote

MAX_DEPTH = 20
MAX_PART_BYTES = 200
_OLD_LETTERS = ("cp850", "cp1252", "mac_roman", "cp437")
"""What Windows, old Macs and MS-DOS write where an archive does not say; the likeliest first."""
_FRENCH = frozenset("éèêëàâçîïôöûùüœæÉÈÊÀÂÇÎÔÛŒ°’«»–€")
_JUNK_FOLDERS = {"__macosx", ".ipynb_checkpoints", "__pycache__", ".git", ".jupyter", ".trashes", ".virtual_documents"}
_JUNK_FILES = {".ds_store", "thumbs.db", "desktop.ini", "icon\r"}
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_SURROGATE = re.compile(r"[\ud800-\udfff]")


class Climbs(ValueError):
    """A name leads out of the folder where the archive is unpacked."""


def decode_name(raw: bytes, utf8: bool = False) -> str:
    """Return a name of an archive as text; whatever its bytes are, something readable comes out.

    Archives made on a Mac hold UTF-8 without saying so; those of Windows hold the letters of its terminal.
    """
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        if utf8:
            return raw.decode("utf-8", "replace")
    return max((_decode_old(raw, letters) for letters in _OLD_LETTERS), key=_rate_name)


def _decode_old(raw: bytes, letters: str) -> str:
    return raw.decode(letters, "replace")


def _rate_name(name: str) -> int:
    """Rate a reading of a name: accented letters are likely, a capital after a small letter or a box are not."""
    score = 0
    for before, letter in zip(" " + name, name, strict=False):
        if ord(letter) < 128:
            continue
        if letter == "\ufffd" or not letter.isalpha():
            score -= 3
        elif letter.isupper() and before.islower():
            score -= 2
        else:
            score += 2 if letter in _FRENCH else 1
            if not before.isalpha():  # Names of people and folders begin with a capital.
                score += 1 if letter.isupper() else -1
    return score


def make_path(name: str) -> PurePosixPath:
    """Return a name of an archive as a path below its folder; raises :class:`Climbs` where it leads out of it.

    Backslashes are what Windows writes between folders. Letters that no file should have are replaced.
    """
    text = unicodedata.normalize("NFC", _SURROGATE.sub("\ufffd", name)).replace("\\", "/")
    if text.startswith("/") or re.match(r"[A-Za-z]:/", text):
        raise Climbs(name)
    parts = [part for part in text.split("/") if part not in ("", ".")]
    if ".." in parts or not parts:
        raise Climbs(name)
    return PurePosixPath(*(_CONTROL.sub("_", part) for part in parts))


def is_too_long(path: PurePosixPath) -> bool:
    """Whether a path could not be written everywhere."""
    return len(path.parts) > MAX_DEPTH or any(len(part.encode("utf-8")) > MAX_PART_BYTES for part in path.parts)


def is_junk(path: PurePosixPath) -> bool:
    """Whether a computer made the file by itself: nobody hands in such a thing."""
    *folders, name = (part.casefold() for part in path.parts)
    if any(folder in _JUNK_FOLDERS for folder in folders):
        return True
    return name in _JUNK_FILES or name.startswith("._") or name.startswith("~$") or name.endswith((".tmp", ".pyc"))


_COPY = re.compile(
    r"(?:\s*\(\d+\)"  # file (1), as browsers save a second time
    r"|\s*-\s*(?:copie|copy)(?:\s*\(\d+\))?"  # file - Copie (2), Windows
    r"|[\s_]+(?:copie|copy)(?:\s*\d+)?"  # file copie 2, macOS
    r"|-copy\d*"  # file-Copy1, JupyterLab
    r"|[\s_-]*\.?(?:bak|old|orig)"
    r"|[\s_-]+(?:v\d+|final|finale|version[\s_-]*\d+|rendu|corrig[eé]e?|def|d[eé]finitif)"
    r")$",
    re.IGNORECASE,
)
_ENDINGS = (".ipynb", ".json", ".txt", ".zip", ".html", ".download", ".crdownload", ".bak")


def strip_name(name: str) -> str:
    """Return a file's name without its endings and without what computers and people add to copies."""
    stem = unicodedata.normalize("NFC", unquote(name)).strip()
    changed = True
    while changed:
        before = stem
        for ending in _ENDINGS:
            if stem.casefold().endswith(ending):
                stem = stem[: -len(ending)]
        stem = _COPY.sub("", stem).strip()
        changed = stem != before
    return stem


def fold(text: str) -> str:
    """Return ``text`` for comparing: NFC, no case, one space for spaces and underscores."""
    plain = unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).casefold())
    return " ".join(re.split(r"[\s_]+", plain)).strip()
