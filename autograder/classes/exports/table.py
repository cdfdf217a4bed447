"""Tables as text: read whatever the separator and the encoding, written as they came."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator, Sequence

import msgspec

from autograder.classes.exports.marks import Marks, Person, fold
from autograder.errors import ClassError
from autograder.language import tr

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


class Sheet(msgspec.Struct):
    """A file of a platform's, ready to be filled."""

    rows: list[list[str]]
    delimiter: str
    encoding: str

    def write(self) -> bytes:
        """Return the file with its separator and its encoding."""
        out = io.StringIO()
        csv.writer(out, delimiter=self.delimiter, lineterminator="\r\n", quoting=csv.QUOTE_ALL).writerows(self.rows)
        return out.getvalue().encode(self.encoding)


def read_sheet(data: bytes) -> Sheet:
    """Read a table of text; raises :class:`ClassError` where it is none."""
    encoding, content = _decode(data)
    first = content.split("\n", 1)[0]
    delimiter = max(",;\t", key=first.count)
    try:
        rows = [row for row in csv.reader(io.StringIO(content, newline=""), delimiter=delimiter, strict=True) if row]
    except csv.Error as error:
        raise ClassError(
            tr("Ce fichier n’est pas un tableau que l’on puisse remplir ({reason}).", reason=error)
        ) from None
    if len(rows) < 2 or len(rows[0]) < 2:
        raise ClassError(
            tr("Ce fichier n’a pas de lignes à remplir. Téléchargez de nouveau la feuille depuis la plateforme.")
        )
    width = len(rows[0])
    return Sheet([row + [""] * (width - len(row)) for row in rows], delimiter, encoding)


def _decode(data: bytes) -> tuple[str, str]:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16", data.decode("utf-16")
    if data.startswith(b"\xef\xbb\xbf"):
        return "utf-8-sig", data.decode("utf-8-sig")
    try:
        return "utf-8", data.decode("utf-8")
    except UnicodeDecodeError:
        return "cp1252", data.decode("cp1252", errors="replace")


def guard(text: str) -> str:
    """Return text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text


class People:
    """The learners of a class, found by what a platform says of them; never guessed between two."""

    def __init__(self, marks: Marks) -> None:
        self._by_key: dict[str, set[Person]] = {}
        for person in marks.people:
            keys = {fold(person.id), fold(person.email), fold(person.platform_id)} | person.names
            for key in keys - {""}:
                self._by_key.setdefault(key, set()).add(person)

    def find(self, cells: Sequence[str]) -> Person | None:
        """Return the one person whom the first telling cell names; ``None`` where two could be meant, or nobody."""
        for cell in cells:
            found = self._by_key.get(fold(cell), set())
            if found:
                return next(iter(found)) if len(found) == 1 else None
        return None


def list_twice(found: Sequence[Person | None]) -> Iterator[str]:
    """Yield the ids that more than one row was taken for."""
    counted = Counter(person.id for person in found if person is not None)
    yield from (name for name, count in counted.items() if count > 1)
