"""Every edition of every module, written where it changed; or, without writing, what is stale."""

from __future__ import annotations

import contextlib
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Literal

import msgspec

from autograder.build.desk import list_words, write_words
from autograder.build.difference import describe_difference
from autograder.build.edition import build_exercise
from autograder.build.glossary import list_entries, write_glossary
from autograder.build.lesson import build_lesson, build_lesson_files
from autograder.build.outcomes import OUTCOMES_PAGES, write_outcomes_page
from autograder.content.kit import Kit
from autograder.errors import UnknownExercise
from autograder.i18n.catalogue import has_translations
from autograder.language import SOURCE_LANGUAGE, tr
from autograder.storage import explain_os_error, write_whole

_GENERATED = frozenset({"checks.py", "shared.py", "exercise.json", "variants.json"})
_BESIDE_LESSONS = ("figures.py", "lesson.json", "tries.py")
_PAGES = (*OUTCOMES_PAGES.values(), "lessons/gloss*.md")
"""Where the pages lie that are made of all modules."""


class Change(msgspec.Struct, frozen=True):
    """A generated file that is not what its sources say."""

    path: str
    """From the root of the kit, with ``/``."""
    how: Literal["missing", "different", "surplus"]
    where: str = ""
    """For a file that differs: the first cell, or line, that does."""

    def describe(self) -> str:
        """Return a sentence for the author."""
        if self.how == "missing":
            return tr("{path} manque.", path=self.path)
        if self.how == "surplus":
            return tr("{path} n’a plus de source.", path=self.path)
        return tr("{path} diffère de ses sources : {where}.", path=self.path, where=self.where)


def build_all(kit: Kit, only: Collection[str] | None = None, write: bool = True) -> list[Change]:
    """Build the modules ``only`` (all of them by default) in each of their languages.

    Returns what was not up to date, by path; with ``write`` it now is, each file whole. A sentence that has no
    translation stays French. Raises :class:`ContentError` where a source does not hold together.
    """
    modules = sorted(set(kit.list_exercises()) | set(kit.list_modules()))
    if only is not None:
        unknown = sorted(set(only) - set(modules))
        if unknown:
            kit.solution_folder(unknown[0])  # Says which names there are.
            raise UnknownExercise(unknown[0])
        modules = [module for module in modules if module in only]
    wanted = {path: data for module in modules for path, data in _build_module(kit, module)}
    if only is None:
        wanted |= {**dict(_build_pages(kit)), **write_words(kit)}
    changes = [change for path, data in wanted.items() if (change := _compare(kit, path, data))]
    changes += [Change(path, "surplus") for path in _list_present(kit, only) if path not in wanted]
    changes.sort(key=lambda change: change.path)
    if write:
        _write(kit, changes, wanted)
    return changes


def list_editions_to_build(kit: Kit, module_id: str) -> list[str]:
    """Languages in which a module is built: French, and each whose catalogue translates some of it."""
    return [
        language
        for language in kit.list_languages()
        if language == SOURCE_LANGUAGE or has_translations(kit.catalogue(module_id, language))
    ]


def _build_module(kit: Kit, module: str) -> Iterator[tuple[str, bytes]]:
    for language in list_editions_to_build(kit, module):
        if module in kit.list_exercises():
            for name, data in build_exercise(kit, module, language).items():
                yield f"exercises/{language}/{module}/{name}", data
        if module in kit.list_modules():
            yield f"lessons/{language}/{module}.ipynb", build_lesson(kit, module, language)
            for name, data in build_lesson_files(kit, module, language).items():
                yield f"lessons/{language}/{module}/{name}", data


def _build_pages(kit: Kit) -> Iterator[tuple[str, bytes]]:
    """Yield the pages that are made of all modules, in each language that one of them has; regions read another's."""
    modules = kit.list_modules()
    languages = dict.fromkeys(language for module in modules for language in list_editions_to_build(kit, module))
    for language in languages:
        if "_" in language:
            continue
        if language in OUTCOMES_PAGES:
            yield OUTCOMES_PAGES[language], write_outcomes_page(kit, language).encode("utf-8")
        if list_entries(kit, language):
            yield f"lessons/{kit.glossary(language).name}", write_glossary(kit, language).encode("utf-8")


def _compare(kit: Kit, path: str, data: bytes) -> Change | None:
    try:
        present = (kit.root / path).read_bytes()
    except FileNotFoundError:
        return Change(path, "missing")
    except OSError as error:
        raise explain_os_error(error, kit.root / path) from error
    return None if present == data else Change(path, "different", describe_difference(path, present, data))


def _list_present(kit: Kit, only: Collection[str] | None) -> Iterator[str]:
    """Yield the generated files that there are; what a person may have put beside them is left alone."""
    for path in sorted((kit.root / "exercises").glob("*/*/**/*")):
        parts = path.relative_to(kit.root / "exercises").parts
        generated = parts[2] == "data" or (len(parts) == 3 and (parts[2] in _GENERATED or parts[2].endswith(".ipynb")))
        hidden = any(part.startswith(".") or part == "__pycache__" for part in parts)
        if path.is_file() and generated and not hidden and (only is None or parts[1] in only):
            yield path.relative_to(kit.root).as_posix()
    for path in sorted((kit.root / "lessons").glob("*/*.ipynb")):
        if only is None or path.stem in only:
            yield path.relative_to(kit.root).as_posix()
    for path in sorted(path for name in _BESIDE_LESSONS for path in (kit.root / "lessons").glob(f"*/*/{name}")):
        if only is None or path.parent.name in only:
            yield path.relative_to(kit.root).as_posix()
    if only is None:
        pages = (path for pattern in _PAGES for path in kit.root.glob(pattern))
        yield from sorted(path.relative_to(kit.root).as_posix() for path in pages)
        yield from list_words(kit)


def _write(kit: Kit, changes: list[Change], wanted: dict[str, bytes]) -> None:
    for change in changes:
        path = kit.root / change.path
        if change.how == "surplus":
            _remove(path, kit.root)
        else:
            write_whole(path, wanted[change.path], durable=False)


def _remove(path: Path, root: Path) -> None:
    """Remove a file, then the folders that it leaves empty."""
    try:
        path.unlink()
    except OSError as error:
        raise explain_os_error(error, path) from error
    with contextlib.suppress(OSError):
        for folder in path.parents:
            if folder.parent == root:
                break
            folder.rmdir()
