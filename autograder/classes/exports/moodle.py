"""Moodle's grading worksheet, filled in.

The file must be the one that the trainer downloaded: its headings are in the trainer's language, its rows are known to
Moodle by their first cell, and a time in each row is checked. Only the column of the grades is written. It is found by
where it stands, just before the one that holds the same maximum in every row, since its name depends on the language.
Read after ``mod/assign/feedback/offline/importgradeslib.php`` and Moodle's own four sample worksheets.
"""

from __future__ import annotations

from autograder.classes.exports.form import Filled
from autograder.classes.exports.marks import Column, Marks
from autograder.classes.exports.table import People, Sheet, list_twice, read_sheet
from autograder.errors import ClassError
from autograder.language import tr

_NAME, _EMAIL = 1, 2
"""Where Moodle puts the full name and the address; both are absent where marking is blind."""


def fill_moodle(marks: Marks, given: bytes) -> Filled:
    """Return the worksheet ``given`` with the marks of the one exercise; raises :class:`ClassError`."""
    if len(marks.columns) != 1:
        raise ClassError(
            tr("Une feuille de Moodle est celle d’un seul devoir. Nommez l’exercice : --exercise NN-slug.")
        )
    sheet = read_sheet(given)
    maximum = _find_maximum(sheet)
    scale = float(sheet.rows[1][maximum].replace(",", ".")) / marks.columns[0].max_score
    people = People(marks)
    found = [people.find([row[_EMAIL], row[_NAME], row[0]]) for row in sheet.rows[1:]]
    twice = set(list_twice(found))
    notes = [_tell_scale(scale, marks.columns[0])] if scale != 1 else []
    count = 0
    for row, person in zip(sheet.rows[1:], found, strict=True):
        if person is None or person.id in twice:
            notes.append(tr("« {name} » : personne dans la classe, ou plusieurs ; laissé vide.", name=_describe(row)))
            continue
        score = marks.find_score(person, marks.columns[0], scale)
        if score is not None:
            row[maximum - 1] = f"{score:g}"  # Moodle reads a point in every language.
            count += 1
    left = marks.list_left_out(person.id for person in found if person is not None)
    notes += [tr("{learner} a une note, et pas de ligne dans ce fichier.", learner=learner) for learner in left]
    return Filled(sheet.write(), count, tuple(notes))


def _find_maximum(sheet: Sheet) -> int:
    for column in range(2, len(sheet.rows[0])):
        values = {row[column].replace(",", ".") for row in sheet.rows[1:]}
        if len(values) == 1 and _is_positive(next(iter(values))) and _may_be_grades(sheet, column - 1):
            return column
    raise ClassError(
        tr(
            "Ce n’est pas la feuille d’évaluation de Moodle : aucune colonne n’y porte la note maximale. Dans le "
            "devoir, « Télécharger la feuille d’évaluation » donne celle qu’il faut."
        )
    )


def _is_positive(text: str) -> bool:
    try:
        return float(text) > 0
    except ValueError:
        return False


def _may_be_grades(sheet: Sheet, column: int) -> bool:
    return all(not row[column].strip() or _is_number(row[column]) for row in sheet.rows[1:])


def _is_number(text: str) -> bool:
    try:
        float(text.replace(",", "."))
    except ValueError:
        return False
    return True


def _tell_scale(scale: float, column: Column) -> str:
    return tr(
        "Dans Moodle, ce devoir est noté sur {theirs:g} ; ici sur {ours:g}. Les notes ont été ramenées à l’échelle "
        "de Moodle.",
        theirs=round(scale * column.max_score, 4),
        ours=column.max_score,
    )


def _describe(row: list[str]) -> str:
    return row[_NAME] if len(row) > _NAME and row[_NAME] and "@" not in row[_NAME] else row[0]
