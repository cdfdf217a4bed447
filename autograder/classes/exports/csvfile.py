"""A table as text that Excel opens right by a double-click: French with semicolons and commas, English with commas."""

from __future__ import annotations

import csv
import io

from autograder.classes.exports.form import Filled
from autograder.classes.exports.marks import Marks, list_state_headings, list_states, list_waiting_rows
from autograder.classes.exports.table import guard
from autograder.language import tr, write_decimal


def write_csv(marks: Marks, _given: bytes = b"") -> Filled:
    """Return the marks as UTF-8 with a byte order mark, in the language in force."""
    french = write_decimal("0.5") != "0.5"
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";" if french else ",", lineterminator="\r\n")
    writer.writerow(
        [
            tr("Identifiant"),
            tr("Nom"),
            tr("Prénom"),
            *(f"{c.title} (/{write_decimal(f'{c.max_score:g}')})" for c in marks.columns),
            *list_state_headings(marks),
        ]
    )
    count = 0
    for person in marks.people:
        scores = [marks.find_score(person, column) for column in marks.columns]
        count += sum(score is not None for score in scores)
        shown = ["" if score is None else write_decimal(f"{score:g}") for score in scores]
        writer.writerow(
            [guard(person.id), guard(person.last), guard(person.first), *shown, *list_states(marks, person)]
        )
    for row in list_waiting_rows(marks):
        writer.writerow([guard(cell) for cell in row])
    return Filled(b"\xef\xbb\xbf" + out.getvalue().encode("utf-8"), count)
