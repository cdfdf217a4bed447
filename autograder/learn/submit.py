"""The file that a learner hands in: ``LEARNER+NN-slug.zip``, which ``passerelle class collect`` takes."""

from __future__ import annotations

import hashlib
import io
import re
import struct
import sys
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from autograder.check.steps import LESSON_FOLDER
from autograder.check.workspace import read_learner, store_learner
from autograder.content.edition import Edition, read_edition
from autograder.content.kit import Kit
from autograder.errors import MissingPath, NotebookError, StorageError, UnknownExercise, UsageError
from autograder.grading.restore import normalise_source
from autograder.language import list_languages, tr
from autograder.learn.carry import Notebook, list_blanks, name_cell, parse_notebook, read_notebook, read_source
from autograder.learn.delivery import name_lesson
from autograder.learn.workspace import Workspace
from autograder.learner_ids import normalise_learner_id, refuse_learner_id
from autograder.storage import explain_os_error, write_whole

MAX_BYTES = 100_000_000
"""What a class takes, unpacked."""
"""What some system does not take in a file's name, or nbgrader would misread."""
KIT_FILES = frozenset({"checks.py", "shared.py", "exercise.json", "variants.json"})
"""What lies beside an exercise’s notebook and is never the learner’s."""
_DATED = re.compile(r"\.\d{4}-\d\d-\d\d(-\d+)?\.\w+$")


class Packed(msgspec.Struct, frozen=True):
    """What was written, for the learner to read."""

    path: Path
    learner: str
    files: tuple[str, ...]
    answered: tuple[str, ...]
    """Titles of the tasks that have an answer."""
    blank: tuple[str, ...]
    """Titles of those that have none."""
    variant_of: str | None = None
    """Whose data the exercise showed, where that is not who hands it in."""


def pack_submission(
    workspace: Workspace, exercise: str, learner: str | None, kit: Kit, *, now: datetime | None = None
) -> Packed:
    """Write ``LEARNER+NN-slug.zip`` in the workspace and return what is in it.

    ``learner`` is the id that the class knows; the one that was typed once, where none is given. Raises
    :class:`UsageError`, :class:`MissingPath`, :class:`NotebookError` or :class:`StorageError`, each with the remedy.
    """
    folder = find_exercise_folder(workspace, exercise)
    edition = read_edition(folder)
    who, variant_of = _choose_learner(workspace, learner, edition)
    notebook = _read_notebook(folder / f"{exercise}.ipynb")
    files = {name: _read(folder / name) for name in _list_files(folder, exercise, workspace.lang)}
    _refuse_size(files)
    answered, blank = _sort_tasks(notebook, edition, workspace, kit)
    path = workspace.root / f"{who}+{exercise}.zip"
    when = now or datetime.now(UTC)
    write_whole(path, _pack(files, _describe(edition, who, files, when), when))
    return Packed(path, who, tuple(files), answered, blank, variant_of)


class Preview(msgspec.Struct, frozen=True):
    """What a hand-in would hold."""

    learner: str
    files: tuple[str, ...]
    answered: tuple[str, ...]
    blank: tuple[str, ...]


def preview_submission(workspace: Workspace, exercise: str, kit: Kit) -> Preview:
    """Return what :func:`pack_submission` would pack, and write nothing; raises what it raises."""
    folder = find_exercise_folder(workspace, exercise)
    notebook = _read_notebook(folder / f"{exercise}.ipynb")
    answered, blank = _sort_tasks(notebook, read_edition(folder), workspace, kit)
    files = tuple(_list_files(folder, exercise, workspace.lang))
    return Preview(read_learner(workspace.root) or "", files, answered, blank)


def find_exercise_folder(workspace: Workspace, exercise: str) -> Path:
    """Return the folder of an exercise of the workspace; raises :class:`UnknownExercise`, naming those there are."""
    folder = workspace.root / exercise
    if re.fullmatch(r"\d\d-[a-z0-9-]+", exercise) and (folder / "exercise.json").is_file():
        return folder
    known = sorted(path.parent.name for path in workspace.root.glob("*/exercise.json"))
    raise UnknownExercise(
        tr(
            "Aucun exercice « {name} » dans {path}. Il y a : {known}. "
            "Un autre dossier de travail se dit avec `--dir DOSSIER`.",
            name=exercise,
            path=workspace.root,
            known=", ".join(known) or "—",
        )
    )


def _choose_learner(workspace: Workspace, given: str | None, edition: Edition) -> tuple[str, str | None]:
    known = read_learner(workspace.root)
    learner = normalise_learner_id(given or known or _ask_learner())
    if not learner:
        raise UsageError(
            tr(
                "À quel nom remettre ? Donnez l’identifiant que votre formateur connaît : "
                "`passerelle submit {exercise} --learner IDENTIFIANT`.",
                exercise=edition.exercise,
            )
        )
    if reason := refuse_learner_id(learner):
        raise UsageError(tr("{reason} Employez celui que votre formateur vous a donné.", reason=reason))
    if learner != known:
        store_learner(workspace.root, learner)
    other = known if edition.variants and known is not None and known != learner else None
    return learner, other


def _ask_learner() -> str:
    if not sys.stdin.isatty():
        return ""
    try:
        return input(tr("Votre identifiant, tel que votre formateur le connaît : "))
    except EOFError:
        return ""


def _read_notebook(path: Path) -> Notebook:
    if not path.is_file():
        raise MissingPath(
            tr("{path} n’existe pas. Lancez `passerelle learn` : il remet l’exercice en place.", path=path)
        )
    notebook = parse_notebook(_read(path))
    if notebook is None:
        raise NotebookError(
            tr("{path} n’est pas un carnet lisible. Enregistrez-le de nouveau depuis JupyterLab.", path=path)
        )
    return notebook


def _list_files(folder: Path, exercise: str, lang: str) -> Iterator[str]:
    """Yield the notebook, then the files that the work made; what the kit brought stays out."""
    notebook = f"{exercise}.ipynb"
    yield notebook
    lessons = {name_lesson(exercise, tag) for tag in list_languages()}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder)
        brought = name.parts[0] in ("data", LESSON_FOLDER) or name.as_posix() in {notebook, *lessons, *KIT_FILES}
        hidden = any(part.startswith(".") or part == "__pycache__" for part in name.parts)
        if path.is_file() and not path.is_symlink() and not (brought or hidden or _DATED.search(name.name)):
            yield name.as_posix()


def _refuse_size(files: dict[str, bytes]) -> None:
    total = sum(map(len, files.values()))
    if total > MAX_BYTES:
        largest = max(files, key=lambda name: len(files[name]))
        raise StorageError(
            tr(
                "La remise pèse {size} Mo ; la limite est de {limit} Mo. Le plus gros fichier est {name}. "
                "Effacez les sorties du carnet (Édition, Effacer toutes les sorties) ou retirez ce fichier.",
                size=total // 1_000_000,
                limit=MAX_BYTES // 1_000_000,
                name=largest,
            )
        )


def _sort_tasks(
    notebook: Notebook, edition: Edition, workspace: Workspace, kit: Kit
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the titles of the tasks with an answer, and of those without; every edition's stub is blank."""
    name = f"{edition.exercise}.ipynb"
    paths = [*(kit.root / "exercises").glob(f"*/{edition.exercise}/{name}"), workspace.own / "received" / name]
    blanks = list_blanks([released for path in paths if (released := read_notebook(path))])
    written: set[str] = set()
    for cell in notebook["cells"]:
        name, source = name_cell(cell), normalise_source(read_source(cell))
        # A class's own exercise is in no kit here: there the line that stands for an answer tells.
        is_blank = source in blanks[name] if name in blanks else "raise NotImplementedError()" in source
        if source and not is_blank:
            written.add(name)
    answered = tuple(task.title for task in edition.tasks if task.id in written)
    return answered, tuple(task.title for task in edition.tasks if task.id not in written)


def _describe(edition: Edition, learner: str, files: dict[str, bytes], now: datetime) -> bytes:
    about = {
        "schema": 1,
        "exercise": edition.exercise,
        "learner": learner,
        "lang": edition.lang,
        "kit": edition.kit,
        "class_id": edition.class_id,
        "submitted_at": now.astimezone(UTC).isoformat(timespec="seconds"),
        "files": {name: hashlib.sha256(data).hexdigest() for name, data in files.items()},
    }
    return msgspec.json.format(msgspec.json.encode(about)) + b"\n"


def _pack(files: dict[str, bytes], manifest: bytes, now: datetime) -> bytes:
    """Each file has its time in UTC beside the local one: a class in another zone reads it right."""
    packed = io.BytesIO()
    stamp = struct.pack("<HHBi", 0x5455, 5, 1, int(now.timestamp()))
    with zipfile.ZipFile(packed, "w") as archive:
        for name, data in {**files, "manifest.json": manifest}.items():
            entry = zipfile.ZipInfo(name, now.astimezone().timetuple()[:6])
            entry.compress_type, entry.extra, entry.external_attr = zipfile.ZIP_DEFLATED, stamp, 0o644 << 16
            archive.writestr(entry, data)
    return packed.getvalue()


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise explain_os_error(error, path) from error
