"""Canvas's gradebook export, filled in: the columns of its assignments that are exercises of the class.

A row is a person: ``Student, ID, SIS User ID, SIS Login ID, Section``, in English whatever the language; the row of
« Points Possible » says out of how many points. Other columns stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from autograder.classes.exports.form import Filled
from autograder.classes.exports.marks import Column, Marks, fold
from autograder.classes.exports.table import People, list_twice, read_sheet
from autograder.errors import ClassError
from autograder.language import tr

_PERSON = ("SIS Login ID", "SIS User ID", "Student")
_POSSIBLE = "Points Possible"
_NUMBER = re.compile(r"\s*\(\d+\)\s*$")


def fill_canvas(marks: Marks, given: bytes) -> Filled:
    """Return the export ``given`` with the marks; raises :class:`ClassError`."""
    sheet = read_sheet(given)
    head = [name.strip() for name in sheet.rows[0]]
    if "Student" not in head or "ID" not in head:
        raise ClassError(
            tr(
                "Ce n’est pas l’export du carnet de notes de Canvas : il y manque « Student » et « ID ». Dans Canvas : "
                "Notes, Exporter, puis ce fichier."
            )
        )
    columns = dict(_match_columns(head, marks))
    if not columns:
        raise ClassError(
            tr(
                "Aucune colonne de ce fichier ne porte le nom d’un exercice ({names}). Nommez ainsi le devoir dans "
                "Canvas, puis exportez de nouveau.",
                names=", ".join(column.exercise for column in marks.columns),
            )
        )
    possible = next((row for row in sheet.rows[1:] if row[head.index("Student")].strip() == _POSSIBLE), None)
    rows = [row for row in sheet.rows[1:] if row is not possible and row[head.index("ID")].strip()]
    people = People(marks)
    found = [people.find([row[head.index(key)] for key in _PERSON if key in head]) for row in rows]
    twice = set(list_twice(found))
    notes, count = [], 0
    for row, person in zip(rows, found, strict=True):
        if person is None or person.id in twice:
            name = row[head.index("Student")]
            notes.append(tr("« {name} » : personne dans la classe, ou plusieurs ; laissé vide.", name=name))
            continue
        for place, column in columns.items():
            score = marks.find_score(person, column, _read_scale(possible, place, column))
            if score is not None:
                row[place] = f"{score:g}"
                count += 1
    left = marks.list_left_out(person.id for person in found if person is not None)
    notes += [tr("{learner} a une note, et pas de ligne dans ce fichier.", learner=learner) for learner in left]
    return Filled(sheet.write(), count, tuple(notes))


def _match_columns(head: list[str], marks: Marks) -> Iterator[tuple[int, Column]]:
    """Yield where each exercise stands: a column with its name or its title, Canvas's own number aside."""
    for place, name in enumerate(head):
        plain = fold(_NUMBER.sub("", name))
        for column in marks.columns:
            if plain in (fold(column.exercise), fold(column.title)) or plain.startswith(fold(column.exercise) + " "):
                yield place, column


def _read_scale(possible: list[str] | None, place: int, column: Column) -> float:
    try:
        points = float((possible or [])[place])
    except (IndexError, ValueError):
        return 1.0
    return points / column.max_score if points > 0 else 1.0
