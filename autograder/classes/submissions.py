"""What lies in ``submitted/``: whose it is, when it came, what it holds, and whether it may be touched at all."""

from __future__ import annotations

import fnmatch
import hashlib
import os
import shlex
import stat
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path, PurePosixPath

from autograder.classes.course import Course
from autograder.classes.filenames import is_junk
from autograder.content.kit import Kit
from autograder.errors import PasserelleError
from autograder.grading.reading import parse_submission, read_bytes
from autograder.grading.released import ReleasedNotebook, read_released
from autograder.grading.restore import restore_notebook
from autograder.language import tr
from autograder.learner_ids import refuse_learner_id, show_learner_id

MAX_FILES = 2_000
_MAX_NOTEBOOKS = 50
"""Notebooks of one submission that are looked at where its own is blank."""
MAX_FOLDER_BYTES = 100_000_000  # nbgrader's max_dir_size


@dataclass(frozen=True)
class Submission:
    """One folder of ``submitted/``."""

    learner: str
    exercise: str
    folder: Path
    digest: str = ""
    timestamp: datetime | None = None
    """UTC without a zone, as the gradebook holds it."""
    foreign: str = ""
    """Why it is refused unread; empty where it is not."""
    flags: tuple[str, ...] = ()


@dataclass(frozen=True)
class Choice:
    """The notebook of a submission that is graded; ``path`` is ``None`` where there is none."""

    path: Path | None
    flags: tuple[str, ...] = ()


def list_submissions(course: Course, exercise: str, learners: Collection[str] | None = None) -> list[Submission]:
    """List the submissions of an exercise by learner; ``learners`` keeps only those."""
    root = course.folder("submitted", exercise, "*")
    excluded = str(course.option("CourseDirectory", "student_id_exclude", "")).split(",")
    found = []
    for folder in sorted(course.root.glob(str(root.relative_to(course.root)))):
        learner = _find_learner(course, exercise, folder)
        if not learner or learner.startswith(".") or learner in excluded or not folder.is_dir():
            continue
        if learners is None or learner in learners:
            found.append(read_submission(course, exercise, learner))
    return found


def read_submission(course: Course, exercise: str, learner: str) -> Submission:
    """Look at one submission: nothing of it is run, and no link out of it is followed."""
    folder = course.folder("submitted", exercise, learner)
    foreign = _refuse_learner(course, learner) or refuse_foreign(course, folder)
    if foreign:
        return Submission(learner, exercise, folder, foreign=foreign)
    timestamp, flags = read_timestamp(folder)
    return Submission(learner, exercise, folder, digest_folder(folder), timestamp, flags=flags)


def refuse_foreign(course: Course, folder: Path) -> str:
    """Return why a submission may not be touched (a link out of it, a device, too much of it); empty where it may."""
    home = Path(os.path.realpath(course.root / course.step_name("submitted")))
    real = Path(os.path.realpath(folder))
    if not real.is_relative_to(home):
        return tr("{path} est un lien vers un autre endroit : il n’a pas été suivi.", path=folder)
    count = size = 0
    for path in _walk(folder):
        info = path.lstat()
        if stat.S_ISLNK(info.st_mode):
            if not Path(os.path.realpath(path)).is_relative_to(real):
                return tr("{path} est un lien qui sort de la remise : il n’a pas été suivi.", path=path)
        elif not stat.S_ISREG(info.st_mode):
            return tr("{path} n’est ni un fichier ni un dossier : la remise n’a pas été lue.", path=path)
        count, size = count + 1, size + info.st_size
        if count > MAX_FILES or size > MAX_FOLDER_BYTES:
            return tr(
                "{path} dépasse {files} fichiers ou {size} Mo : la remise n’a pas été lue.",
                path=folder,
                files=MAX_FILES,
                size=MAX_FOLDER_BYTES // 1_000_000,
            )
    return ""


def digest_folder(folder: Path, without: Collection[str] = ()) -> str:
    """Return the SHA-256 of everything in a submission, names and contents; ``without`` leaves out files at its top."""
    total = hashlib.sha256()
    for path in sorted(_walk(folder)):
        if path.parent == folder and path.name in without:
            continue
        name = os.fsencode(path.relative_to(folder))
        try:
            total.update(name + b"\0" + hashlib.sha256(path.read_bytes()).digest())
        except OSError as error:  # Unreadable, or a link to nothing: still a part of what was handed in.
            total.update(name + b"\0" + str(error.errno).encode())
    return total.hexdigest()


def find_files(folder: Path, ignore: Collection[str]) -> Iterator[Path]:
    """List the files below ``folder`` that nbgrader would copy: not those whose name matches ``ignore``."""
    for path in _walk(folder):
        parts = path.relative_to(folder).parts
        if not any(fnmatch.fnmatchcase(part, pattern) for part in parts for pattern in ignore):
            yield path


def choose_notebook(folder: Path, exercise: str, kit: Kit) -> Choice:
    """Return the notebook of a submission to grade: ``NN-slug.ipynb``, else ``LANG/NN-slug.ipynb`` where only that one
    is answered, else the only other notebook that says it is of this exercise.

    Where those are blank, a copy under another name that has answers: what a notebook holds counts before its name.
    """
    top = folder / f"{exercise}.ipynb"
    editions = [folder / language / f"{exercise}.ipynb" for language in kit.list_languages()]
    named = [path for path in (top, *editions) if path.is_file()]
    strays = [path for path in _list_notebooks(folder) if path not in named]
    if named == [top] and not strays:
        return Choice(top)
    chosen = _choose_answered(named, exercise, kit) if named else Choice(None)
    if strays and (chosen.path is None or not _count_answers(chosen.path, exercise, kit)):
        found = _choose_stray(folder, strays, exercise, kit)
        if found is not None:
            return found
    if chosen.path is not None:
        return chosen
    renamed = [path for path in sorted(folder.glob("*.ipynb")) if _claims(path) == exercise]
    if len(renamed) == 1:
        return Choice(
            renamed[0],
            (tr("Le carnet s’appelle {name} au lieu de {expected}.", name=renamed[0].name, expected=top.name),),
        )
    return Choice(None)


def _list_notebooks(folder: Path) -> list[Path]:
    """Every notebook of a submission that a person may have made, the shallowest first."""
    found = [path for path in _walk(folder) if path.suffix.lower() == ".ipynb" and path.is_file()]
    own = [path for path in found if not is_junk(PurePosixPath(path.relative_to(folder).as_posix()))]
    return sorted(own, key=lambda path: (len(path.parts), str(path)))[:_MAX_NOTEBOOKS]


def _choose_stray(folder: Path, strays: list[Path], exercise: str, kit: Kit) -> Choice | None:
    """Return the copy with the most answers, where one has any."""
    counts = {path: _count_answers(path, exercise, kit) for path in strays}
    best = max(strays, key=lambda path: counts[path])
    if not counts[best]:
        return None
    name = best.relative_to(folder).as_posix()
    note = tr("Le carnet noté est {name} : {expected} est vide ou absent.", name=name, expected=f"{exercise}.ipynb")
    return Choice(best, (note,))


def _choose_answered(paths: list[Path], exercise: str, kit: Kit) -> Choice:
    answered = [path for path in paths if _count_answers(path, exercise, kit)]
    if not answered:
        return Choice(paths[0])
    if len(answered) == 1:
        return Choice(answered[0])
    names = ", ".join(str(path.relative_to(paths[0].parent)) for path in answered[1:] if path != answered[0])
    return Choice(
        answered[0],
        (tr("Deux carnets ont des réponses : {graded} a été noté, pas {names}.", graded=answered[0], names=names),),
    )


def _count_answers(path: Path, exercise: str, kit: Kit) -> int:
    released: dict[str, ReleasedNotebook] = {}
    for language in kit.list_languages():
        edition = kit.edition_folder(exercise, language)
        if (edition / f"{exercise}.ipynb").is_file():
            released[language] = read_released(edition, exercise, language)
    try:
        restored = restore_notebook(
            parse_submission(read_bytes(path, path.parent), path.name), kit.read_exercise(exercise), released
        )
    except PasserelleError:
        return 0
    return len(restored.answers.keys() - restored.blank) if restored else 0


def _claims(path: Path) -> str:
    try:
        return parse_submission(read_bytes(path, path.parent), path.name).exercise
    except PasserelleError:
        return ""


def _find_learner(course: Course, exercise: str, folder: Path) -> str:
    """Return the learner's id in the path of a submission's folder."""
    for part in folder.relative_to(course.root).parts:
        if course.folder("submitted", exercise, part) == folder:
            return part
    return ""


def _refuse_learner(course: Course, learner: str) -> str:
    """Return why a folder's name is no learner's id, and what to do; empty where it is one."""
    reason = refuse_learner_id(learner)
    if not reason:
        return ""
    return tr(
        "{reason} Rien n’en est noté. Renommez : `passerelle class rename {course} {learner} NOUVEAU`.",
        reason=reason,
        course=shlex.quote(str(course.root)),
        learner=shlex.quote(show_learner_id(learner)),
    )


def _walk(folder: Path) -> Iterator[Path]:
    for place, folders, files in os.walk(folder):
        for name in [*files, *(name for name in folders if os.path.islink(os.path.join(place, name)))]:
            yield Path(place, name)


def read_timestamp(folder: Path) -> tuple[datetime | None, tuple[str, ...]]:
    """Return when the work in ``folder`` was handed in, UTC; and what is wrong where that cannot be read."""
    path = folder / "timestamp.txt"
    try:
        text = path.read_text(encoding="utf-8").strip()
        return (parse_utc(text) if text else None), ()
    except FileNotFoundError:
        return None, ()
    except (OSError, ValueError, OverflowError):
        return None, (tr("La date de remise ({path}) n’est pas lisible : aucun retard n’a été compté.", path=path),)


def parse_utc(text: str) -> datetime:
    """Read a time stamp as nbgrader writes it; the result is UTC without a zone. Raises ``ValueError``."""
    import dateutil.parser
    import dateutil.tz

    parts = text.split(" ")
    if len(parts) == 3:
        zone: object
        try:
            zone = int(parts[2])
        except ValueError:
            zone = dateutil.tz.gettz(parts[2])
        found = dateutil.parser.parse(" ".join([*parts[:2], "TZ"]), tzinfos={"TZ": zone})
    else:
        found = dateutil.parser.parse(text)
    offset = found.utcoffset()
    return found.replace(tzinfo=None) if offset is None else (found - offset).replace(tzinfo=None)
