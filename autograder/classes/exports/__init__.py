"""Marks on their way out: each form is a file here and a line in :data:`EXPORTS`.

nbgrader's own exports (``nbgrader export``) go on working beside these.
"""

from __future__ import annotations

from collections.abc import Mapping

from autograder.classes.exports.canvas import fill_canvas
from autograder.classes.exports.csvfile import write_csv
from autograder.classes.exports.excel import write_excel
from autograder.classes.exports.form import Export, Filled
from autograder.classes.exports.marks import Marks, read_marks
from autograder.classes.exports.moodle import fill_moodle

__all__ = ["EXPORTS", "Export", "Filled", "Marks", "read_marks"]

EXPORTS: Mapping[str, Export] = {
    "excel": Export("xlsx", write_excel),
    "csv": Export("csv", write_csv),
    "moodle": Export("csv", fill_moodle, fills=True),
    "canvas": Export("csv", fill_canvas, fills=True),
}
