"""A workbook: numbers are numbers, names are text, whatever they begin with."""

from __future__ import annotations

import io

from autograder.classes.exports.form import Filled
from autograder.classes.exports.marks import Marks, list_state_headings, list_states, list_waiting_rows
from autograder.language import tr


def write_excel(marks: Marks, _given: bytes = b"") -> Filled:
    """Return the marks as an XLSX workbook of one sheet."""
    from openpyxl import Workbook
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    book = Workbook()
    sheet = book.active
    sheet.title = tr("Notes")
    head = [tr("Identifiant"), tr("Nom"), tr("Prénom"), *(f"{c.title} (/{c.max_score:g})" for c in marks.columns)]
    head += list_state_headings(marks)
    count = 0
    for column, text in enumerate(head, start=1):
        _write_text(sheet, 1, column, text)
        sheet.cell(1, column).font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(column)].width = min(max(len(text) + 2, 12), 40)
    for row, person in enumerate(marks.people, start=2):
        for column, text in enumerate((person.id, person.last, person.first), start=1):
            _write_text(sheet, row, column, text)
        for column, exercise in enumerate(marks.columns, start=4):
            score = marks.find_score(person, exercise)
            if score is not None:
                sheet.cell(row, column, score).number_format = "0.##"
                count += 1
        for column, text in enumerate(list_states(marks, person), start=4 + len(marks.columns)):
            _write_text(sheet, row, column, text)
    for row, cells in enumerate(list_waiting_rows(marks), start=2 + len(marks.people)):
        for column, text in enumerate(cells, start=1):
            if text:
                _write_text(sheet, row, column, text)
    sheet.freeze_panes = "D2"
    out = io.BytesIO()
    book.save(out)
    return Filled(out.getvalue(), count)


def _write_text(sheet: object, row: int, column: int, text: str) -> None:
    """Write a cell that stays text: openpyxl takes what begins with ``=`` for a formula."""
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    cell = sheet.cell(row, column)  # type: ignore[attr-defined]
    cell.value = ILLEGAL_CHARACTERS_RE.sub("\ufffd", text)
    cell.data_type = "s"
