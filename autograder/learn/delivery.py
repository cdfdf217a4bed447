"""What a kit brings into a workspace: lessons, exercises and their files; the learner's work stays theirs.

A folder that is up to date is left untouched. A notebook that changed in the kit (a new version, another language)
takes the learner's answers over, and the old file is kept beside it, with the date in its name. What was received is
kept in ``.passerelle/received/``: without it, nobody could tell the learner's changes from the kit's.
"""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import msgspec

from autograder.check.steps import LESSON_FOLDER
from autograder.content.edition import read_edition
from autograder.content.kit import Kit
from autograder.errors import PasserelleError
from autograder.language import list_languages, tr, use_language
from autograder.learn.carry import (
    Notebook,
    carry_over,
    dump_notebook,
    is_worked_on,
    list_blanks,
    name_cell,
    parse_notebook,
    read_notebook,
    read_source,
)
from autograder.learn.workspace import Workspace, list_editions
from autograder.storage import explain_os_error, write_whole

_RECEIVED = "received"


class Delivery(msgspec.Struct, frozen=True):
    """What happened to one file of the workspace."""

    path: Path
    what: Literal["new", "replaced", "carried", "damaged"]
    """New; replaced as nobody had worked on it; replaced with the work carried over; replaced as it was unreadable."""
    kept: Path | None = None
    """Where the old file is."""
    answers: int = 0
    left: tuple[str, ...] = ()


def deliver(workspace: Workspace, kit: Kit, *, today: dt.date | None = None) -> list[Delivery]:
    """Bring every module of ``kit`` into the workspace; return what was done, nothing where all was up to date.

    A run that was stopped is finished by the next one. Raises :class:`StorageError` with the remedy.
    """
    work = _Delivery(workspace, kit, today or dt.date.today())
    for module in sorted({*kit.list_modules(), *_list_exercises(kit)}):
        work.bring_lesson(module)
        work.bring_exercise(module)
    work.bring_glossary()
    return work.done


def find_edition(kit: Kit, exercise: str, lang: str) -> Path | None:
    """Return the folder of the exercise in the language that fits best; ``None`` where the kit does not hold it."""
    folders = (kit.edition_folder(exercise, tag) for tag in list_editions(lang))
    return next((folder for folder in folders if (folder / "exercise.json").is_file()), None)


def name_lesson(module: str, lang: str) -> str:
    """Return the file name of a lesson in a workspace: short, for it is what a tab shows."""
    with use_language(lang):
        return f"{module.partition('-')[0]}-{tr('lecon')}.ipynb"


def comes_from_class(folder: Path) -> bool:
    """Whether the exercise in ``folder`` was handed out by a class, which then decides what is in it."""
    try:
        return bool(read_edition(folder).class_id)
    except PasserelleError:
        return False


def _list_exercises(kit: Kit) -> set[str]:
    return {path.parent.name for path in (kit.root / "exercises").glob("*/*/exercise.json")}


class _Delivery:
    def __init__(self, workspace: Workspace, kit: Kit, today: dt.date) -> None:
        self.workspace = workspace
        self.kit = kit
        self.today = today
        self.done: list[Delivery] = []

    def bring_lesson(self, module: str) -> None:
        """Bring the lesson, under the name it has in the learner's language."""
        paths = (self.kit.root / "lessons" / tag / f"{module}.ipynb" for tag in list_editions(self.workspace.lang))
        source = next((path for path in paths if path.is_file()), None)
        if source is None:
            return
        folder = self.workspace.module_folder(module)
        target = folder / name_lesson(module, self.workspace.lang)
        for tag in list_languages():
            former = folder / name_lesson(module, tag)
            if former != target and former.is_file() and not target.exists():
                try:
                    os.replace(former, target)
                except OSError as error:
                    raise explain_os_error(error, former) from error
        self._bring_notebook(source, target, f"{module}.lesson.ipynb", {})
        beside = source.with_suffix("")
        for path in sorted(beside.glob("*.*")) if beside.is_dir() else ():
            self._bring_file(path, folder / LESSON_FOLDER / path.name, f"{module}/{path.name}", may_be_edited=False)

    def bring_exercise(self, module: str) -> None:
        """Bring the exercise and its files, unless a class handed it out."""
        edition = find_edition(self.kit, module, self.workspace.lang)
        folder = self.workspace.module_folder(module)
        if edition is None or comes_from_class(folder):
            return
        for source in sorted(path for path in edition.rglob("*") if path.is_file()):
            name = source.relative_to(edition)
            if source.suffix == ".ipynb" and len(name.parts) == 1:
                self._bring_notebook(source, folder / name, f"{module}.ipynb", self._read_blanks(module))
            elif not any(part.startswith(".") or part == "__pycache__" for part in name.parts):
                self._bring_file(source, folder / name, f"{module}/{name.as_posix()}", len(name.parts) > 1)

    def bring_glossary(self) -> None:
        """Bring the page of words that the lessons lead to, from one folder below."""
        pages = (self.kit.glossary(tag) for tag in list_editions(self.workspace.lang))
        source = next((path for path in pages if path.is_file()), None)
        if source is not None:
            self._bring_file(source, self.workspace.root / source.name, source.name, may_be_edited=False)

    def _read_blanks(self, module: str) -> dict[str, set[str]]:
        paths = (self.kit.root / "exercises").glob(f"*/{module}/{module}.ipynb")
        return list_blanks([notebook for path in paths if (notebook := read_notebook(path))])

    def _bring_notebook(self, source: Path, target: Path, receipt: str, blanks: dict[str, set[str]]) -> None:
        fresh = _read(source)
        received = self.workspace.own / _RECEIVED / receipt
        former = _read(received) if received.is_file() else b""
        if target.is_file() and former == fresh:
            return
        delivery, content = self._merge(target, fresh, former, blanks)
        if content is not None:
            write_whole(target, content, durable=target.exists())
        # Last: a run that is stopped before this line does the notebook again, and finds the work in place.
        write_whole(received, fresh, durable=False)
        if delivery is not None:
            self.done.append(delivery)

    def _merge(
        self, target: Path, fresh: bytes, former: bytes, blanks: dict[str, set[str]]
    ) -> tuple[Delivery | None, bytes | None]:
        """Return what there is to say, and what to write; nothing to write where the work is already in place."""
        if not target.is_file():
            return Delivery(target, "new"), fresh
        present = _read(target)
        if present == fresh:
            return None, None
        notebook, current = parse_notebook(fresh), parse_notebook(present)
        received = parse_notebook(former)
        if notebook is None or current is None:
            return Delivery(target, "damaged", kept=self._keep(target, present)), fresh
        if received is not None and not is_worked_on(current, received):
            return Delivery(target, "replaced"), fresh
        carried = carry_over(current, notebook, received, blanks)
        if _same_sources(carried.notebook, current):
            return None, None
        kept = self._keep(target, present)
        delivery = Delivery(target, "carried", kept, len(carried.answers), carried.left)
        return delivery, dump_notebook(carried.notebook)

    def _bring_file(self, source: Path, target: Path, receipt: str, may_be_edited: bool) -> None:
        """Bring a file; data that the learner changed is kept beside, what checks need is the kit's alone."""
        fresh = _read(source)
        present = _read(target) if target.is_file() else None
        received = self.workspace.own / _RECEIVED / receipt
        former = _read(received) if received.is_file() else None
        if present == fresh and (former == fresh or not may_be_edited):
            return
        if may_be_edited and present not in (None, fresh):
            if former == fresh:
                return
            if present is not None and present != former:
                self.done.append(Delivery(target, "carried", kept=self._keep(target, present)))
        if present != fresh:
            write_whole(target, fresh, durable=False)
        if may_be_edited:
            write_whole(received, fresh, durable=False)

    def _keep(self, target: Path, content: bytes) -> Path:
        """Keep ``content`` beside ``target``, under the first free name of today; once, however often it is asked."""
        return keep_beside(target, content, self.today)


def describe_delivery(delivery: Delivery, root: Path) -> str:
    """Return a sentence for the learner."""
    name = delivery.path.relative_to(root)
    kept = delivery.kept.name if delivery.kept else ""
    if delivery.what == "new":
        return tr("{name} : nouveau.", name=name)
    if delivery.what == "replaced":
        return tr("{name} : mis à jour. Vous n’y aviez encore rien écrit.", name=name)
    if delivery.what == "damaged":
        return tr(
            "{name} n’était plus lisible : le voici neuf. L’ancien fichier est gardé : {kept}.", name=name, kept=kept
        )
    if delivery.path.suffix != ".ipynb":
        return tr("{name} : mis à jour. Le fichier que vous aviez modifié est gardé : {kept}.", name=name, kept=kept)
    sentence = tr(
        "{name} : mis à jour, avec vos réponses ({count}). L’ancien fichier est gardé : {kept}.",
        name=name,
        count=delivery.answers,
        kept=kept,
    )
    if delivery.left:
        sentence += " " + tr(
            "Sans place dans le nouveau, à relire dans l’ancien : {cells}.", cells=", ".join(delivery.left)
        )
    return sentence


def keep_beside(target: Path, content: bytes, today: dt.date) -> Path:
    """Write what ``target`` held beside it, with the day in its name, once however often; return where it is."""
    for name in _list_names(target, today):
        path = target.with_name(name)
        if path.is_file() and _read(path) == content:
            return path
        if not path.exists():
            write_whole(path, content)
            return path
    raise AssertionError("names never run out")


def _list_names(target: Path, day: dt.date) -> Iterator[str]:
    number = 1
    while True:
        suffix = f"{day.isoformat()}" if number == 1 else f"{day.isoformat()}-{number}"
        yield f"{target.stem}.{suffix}{target.suffix}"
        number += 1


def _same_sources(left: Notebook, right: Notebook) -> bool:
    def list_sources(notebook: Notebook) -> list[object]:
        about = notebook.get("metadata", {}).get("passerelle")
        return [about, *((name_cell(cell), read_source(cell)) for cell in notebook["cells"])]

    return list_sources(left) == list_sources(right)


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise explain_os_error(error, path) from error
