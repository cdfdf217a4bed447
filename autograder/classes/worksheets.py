"""Moodle's grading worksheet read for one thing: when each person handed in, which its archives do not say."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from autograder.classes.platforms import read_written_time
from autograder.classes.waiting import decode_table
from autograder.storage import explain_os_error

_PERSON = re.compile(r"\D*\s(\d+)")
"""« Participant 12345 », in whatever language: the number is that of the archive's folder."""
_GRADE = re.compile(r"\((?:grade|note|nota|calificación|bewertung|beoordeling)\)", re.IGNORECASE)
"""The column of the other date: when a grade was changed."""
_MAX_BYTES = 20_000_000


def read_worksheet(path: Path) -> dict[str, datetime]:
    """Return when each person handed in, by Moodle's number, on the platform's clock; nothing where it is no worksheet.

    Headers follow the language of whoever downloaded it, so columns are known by what stands in them.
    """
    try:
        if path.stat().st_size > _MAX_BYTES:
            return {}
        text = decode_table(path.read_bytes())
    except OSError as error:
        raise explain_os_error(error, path) from error
    delimiter = max(",;\t", key=text.partition("\n")[0].count)
    try:
        rows = [row for row in csv.reader(io.StringIO(text), delimiter=delimiter) if row]
    except csv.Error:
        return {}
    if len(rows) < 2:
        return {}
    head, body = rows[0], rows[1:]
    column = _find_dates(head, body)
    found = {}
    for row in body:
        person = _PERSON.fullmatch(row[0].strip())
        time = read_written_time(row[column]) if person and 0 <= column < len(row) else None
        if person and time is not None:
            found[person[1]] = time
    return found


def _find_dates(head: Sequence[str], body: Sequence[Sequence[str]]) -> int:
    """Return the first column of dates that is not that of the grades; -1 where there is none."""
    for column, heading in enumerate(head):
        cells = (row[column] for row in body if column < len(row))
        if column and not _GRADE.search(heading) and any(read_written_time(cell) for cell in cells):
            return column
    return -1
