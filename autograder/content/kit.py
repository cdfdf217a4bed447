"""Where a kit keeps its modules: found by listing folders, in the order of their numbers."""

from __future__ import annotations

import difflib
import os
import re
from pathlib import Path

import msgspec

from autograder.content.exercise import Exercise, read_exercise
from autograder.content.module import Module, read_module
from autograder.errors import MissingPath, UnknownExercise
from autograder.language import SOURCE_LANGUAGE, tr

_SLUG = re.compile(r"\d\d-[a-z0-9]+(-[a-z0-9]+)*")
_GLOSSARIES = {"fr": "glossaire.md", "en": "glossary.md"}


def find_kit_root() -> Path:
    """Return the root of the kit in use: ``PASSERELLE_KIT``, else the clone that this package lies in."""
    chosen = os.environ.get("PASSERELLE_KIT")
    return Path(chosen) if chosen else Path(__file__).resolve().parents[2]


def is_slug(name: str) -> bool:
    """Whether ``name`` can be a module's: ``NN-slug``, in small letters without accents."""
    return bool(_SLUG.fullmatch(name))


class Kit(msgspec.Struct, frozen=True):
    """A folder with ``courses/``, ``solutions/``, ``exercises/`` and ``locale/``.

    The repository is one; a class keeps each released exercise as another, small one.
    """

    root: Path

    def list_exercises(self) -> list[str]:
        """Names of the exercises, in order."""
        return _list_slugs(self.root / "solutions", "exercise.toml")

    def list_modules(self) -> list[str]:
        """Names of the modules that have a lesson, in order."""
        return _list_slugs(self.root / "courses", "module.toml")

    def list_languages(self) -> list[str]:
        """Languages of the kit: French, then each folder of ``locale/`` in alphabetical order."""
        folder = self.root / "locale"
        found = sorted(path.name for path in folder.iterdir() if path.is_dir()) if folder.is_dir() else []
        return [SOURCE_LANGUAGE, *(name for name in found if name != SOURCE_LANGUAGE)]

    def solution_folder(self, exercise_id: str) -> Path:
        """The folder where the exercise is authored. Raises :class:`UnknownExercise`, the nearest named."""
        folder = self.root / "solutions" / exercise_id
        if not _SLUG.fullmatch(exercise_id) or not (folder / "exercise.toml").is_file():
            raise UnknownExercise(_describe_unknown(exercise_id, self.list_exercises()))
        return folder

    def edition_folder(self, exercise_id: str, language: str) -> Path:
        """The folder of one language edition, as learners receive it; it may not exist."""
        return self.root / "exercises" / language / exercise_id

    def course_folder(self, module_id: str) -> Path:
        """The folder where the lesson is authored; it may not exist."""
        return self.root / "courses" / module_id

    def catalogue(self, name: str, language: str) -> Path:
        """The ``.po`` file of one module (``NN-slug``, ``NN-slug.hidden``) or of the ``interface``."""
        return self.root / "locale" / language / f"{name}.po"

    def glossary(self, language: str) -> Path:
        """The page of words of a language, generated; a region reads that of its language. It may not exist."""
        language = language.split("_")[0]
        return self.root / "lessons" / _GLOSSARIES.get(language, f"glossary.{language}.md")

    def read_exercise(self, exercise_id: str) -> Exercise:
        """Read what the author of the exercise declared."""
        return read_exercise(self.solution_folder(exercise_id))

    def read_module(self, module_id: str) -> Module:
        """Read what the author of the module declared."""
        return read_module(self.course_folder(module_id))


def find_exercise(name_or_path: str, kit: Kit) -> tuple[Kit, str]:
    """Return the kit and the name of an exercise given by its name or by the path of its solution folder.

    A path must lie in a folder called ``solutions``, as in the kit and in a class's own exercises.
    """
    path = Path(name_or_path)
    if os.sep not in name_or_path and "/" not in name_or_path:
        kit.solution_folder(name_or_path)
        return kit, name_or_path
    folder = path.resolve()
    if not (folder / "exercise.toml").is_file():
        raise MissingPath(
            tr(
                "{path} n’est pas le dossier d’un exercice : il n’y a pas d’exercise.toml. "
                "Donnez un nom (`passerelle grade 21-empreintes-merkle …`) ou un dossier de solutions/.",
                path=path,
            )
        )
    return Kit(folder.parent.parent), folder.name


def _list_slugs(folder: Path, marker: str) -> list[str]:
    if not folder.is_dir():
        return []
    return sorted(path.name for path in folder.iterdir() if _SLUG.fullmatch(path.name) and (path / marker).is_file())


def _describe_unknown(name: str, known: list[str]) -> str:
    near = difflib.get_close_matches(name, known, n=1, cutoff=0.4)
    if not near:
        near = [slug for slug in known if name and (name in slug or slug.split("-")[0] == name.split("-")[0])][:1]
    if near:
        return tr(
            "Aucun exercice ne s’appelle « {name} ». Le plus proche est « {near} ».",
            name=name,
            near=near[0],
        )
    return tr(
        "Aucun exercice ne s’appelle « {name} ». Il y a : {known}.",
        name=name,
        known=", ".join(known) or "—",
    )
