"""Works that wait for a person to say whose they are: kept in ``passerelle/waiting/``, asked once, then remembered.

``who.csv`` beside them lists the questions; the person fills its last column and gives it back with
`passerelle class collect CLASS --who FILE`, or answers on the class page.
"""

from __future__ import annotations

import csv
import hashlib
import io
import os
import shutil
from pathlib import Path

import msgspec

from autograder.classes.attempts import Attempt
from autograder.classes.course import Course
from autograder.classes.filenames import fold
from autograder.classes.platforms import HandedIn
from autograder.errors import ClassError
from autograder.language import tr
from autograder.storage import explain_os_error, write_whole

NOBODY = "-"
"""What a person writes where the file is nobody's work."""
_LEARNER_COLUMNS = {"apprenant", "learner", "identifiant", "id", "qui", "who"}
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


class Question(msgspec.Struct, frozen=True):
    """One work, and what has to be said of it."""

    key: str
    attempt: Attempt
    """With no learner yet."""
    reason: str
    """Why it is asked."""
    name: str = ""
    """The name that the platform or the file gives."""
    candidates: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()
    """What the answer is remembered under."""
    platform: str = ""
    number: str = ""


def waiting_folder(course: Course) -> Path:
    """Where such works lie."""
    return course.own / "waiting"


def questions_file(course: Course) -> Path:
    """The table that a person fills."""
    return course.own / "who.csv"


def list_questions(course: Course) -> list[Question]:
    """Return what waits for an answer, in the order of exercises and names."""
    found = []
    for path in sorted(waiting_folder(course).glob("*/question.json")):
        try:
            found.append(msgspec.json.decode(path.read_bytes(), type=Question))
        except (OSError, msgspec.DecodeError):
            continue
    return sorted(found, key=lambda question: (question.attempt.exercise, fold(question.name), question.attempt.time))


def make_key(attempt: Attempt, handed: HandedIn | None) -> str:
    """Return what tells a question from the others: the same file gives the same."""
    parts = (attempt.exercise, attempt.digest, attempt.source if handed is None else handed.key)
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:12]


def keep_question(course: Course, question: Question, work: Path) -> bool:
    """Put a work aside with its question; false where it waits already. Raises ``OSError``."""
    home = waiting_folder(course) / question.key
    if (home / "question.json").is_file():
        return False
    shutil.rmtree(home, ignore_errors=True)
    home.mkdir(parents=True)
    os.replace(work, home / "work")
    write_whole(home / "question.json", msgspec.json.encode(question) + b"\n")
    return True


def drop_question(course: Course, question: Question) -> None:
    """Let a question go, with what is left of its work."""
    shutil.rmtree(waiting_folder(course) / question.key, ignore_errors=True)


def forget_questions(course: Course, learner: str, names: tuple[str, ...] = ()) -> None:
    """Erase the works that wait under a learner's name or id, and their id wherever it is given as a hint."""
    theirs = {fold(name) for name in (learner, *names)}
    for question in list_questions(course):
        if fold(question.name) in theirs:
            drop_question(course, question)
        elif learner in question.candidates:
            others = tuple(one for one in question.candidates if one != learner)
            kept = msgspec.structs.replace(question, candidates=others)
            write_whole(waiting_folder(course) / question.key / "question.json", msgspec.json.encode(kept) + b"\n")
    write_questions(course)


def write_questions(course: Course) -> Path | None:
    """Write ``who.csv`` for what waits; remove it where nothing does. Excel in French and in English opens it right."""
    questions, path = list_questions(course), questions_file(course)
    if not questions:
        path.unlink(missing_ok=True)
        return None
    table = io.StringIO()
    writer = csv.writer(table, delimiter=";", lineterminator="\r\n")
    writer.writerow(
        ["question", tr("exercice"), tr("fichier"), tr("nom"), tr("pourquoi"), tr("peut-être"), tr("apprenant")]
    )
    for question in questions:
        attempt = question.attempt
        cells = (question.key, attempt.exercise, attempt.source, question.name, question.reason)
        writer.writerow([*map(_harmless, cells), _harmless(" ".join(question.candidates)), ""])
    write_whole(path, "\ufeff" + table.getvalue())
    return path


def read_answers(path: Path) -> dict[str, str]:
    """Read a filled table: keys of questions, or names as files and platforms give them, to learners' ids.

    The table of :func:`write_questions`, or any of two columns, name and id; `;`, `,` or tabs between them, in UTF-8
    or as Excel writes. Raises :class:`ClassError`, or a storage error where the file cannot be read.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise explain_os_error(error, path) from error
    text = decode_table(data)
    first = text.partition("\n")[0]
    delimiter = max(";,\t", key=first.count)
    rows = [row for row in csv.reader(io.StringIO(text), delimiter=delimiter) if any(cell.strip() for cell in row)]
    if not rows or max(map(len, rows)) < 2:
        raise ClassError(
            tr(
                "{path} n’est pas un tableau de deux colonnes au moins : la question ou le nom, puis l’identifiant. "
                "`passerelle class collect` en écrit un à remplir, passerelle/who.csv, quand une question se pose.",
                path=path,
            )
        )
    names = [cell.strip().casefold() for cell in rows[0]]
    column = next((index for index, name in enumerate(names) if name in _LEARNER_COLUMNS), -1)
    body = rows[1:] if column >= 0 else rows
    found = {}
    for row in body:
        key, learner = row[0].strip().lstrip("'"), (row[column] if -len(row) <= column < len(row) else "").strip()
        if key and learner:
            found[key] = learner.lstrip("'")
    return found


def match_question(question: Question, answers: dict[str, str]) -> str:
    """Return what a person answered to ``question``; empty where they did not."""
    if question.key in answers:
        return answers[question.key]
    wanted = {fold(question.name), fold(question.attempt.source), fold(question.attempt.folder)} - {""}
    return next((learner for name, learner in answers.items() if fold(name) in wanted), "")


def _harmless(text: str) -> str:
    """Return a cell that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def decode_table(data: bytes) -> str:
    """Return the text of a table, in UTF-8 or as Excel writes."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")
