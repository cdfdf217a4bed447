"""`passerelle class marks`: the marks in a file that Excel, Moodle or Canvas takes."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from autograder.errors import MissingPath, UsageError
from autograder.language import tr
from autograder.storage import write_whole


def run_marks(folder: Path, form: str, exercises: Sequence[str], fill: Path | None, out: Path | None) -> int:
    """Write the marks of a class in one form, and say who is not in the file."""
    from autograder.classes.course import open_course
    from autograder.classes.exports import EXPORTS, read_marks

    export = EXPORTS.get(form)
    if export is None:
        raise UsageError(tr("« {form} » n’est pas une forme. Il y a : {known}.", form=form, known=", ".join(EXPORTS)))
    if export.fills and fill is None:
        raise UsageError(
            tr("Cette forme remplit le fichier que la plateforme vous a donné : ajoutez --fill FICHIER.csv.")
        )
    course = open_course(folder)
    filled = export.write(read_marks(course, exercises), _read(fill) if fill is not None else b"")
    # Beside the class and not in it: what erasing a person must reach stays where it is known.
    path = out or Path(f"{tr('notes')}-{course.course_id}-{form}.{export.suffix}")
    write_whole(path, filled.data)
    path.chmod(0o600)
    for note in filled.notes:
        print(note, file=sys.stderr)
    print(tr("{count} notes : {path}", count=filled.marks, path=path))
    return 1 if filled.notes else 0


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise MissingPath(tr("{path} ne se lit pas ({reason}).", path=path, reason=error.strerror)) from None
