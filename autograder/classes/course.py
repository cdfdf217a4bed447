"""A class as it lies on the disk: its folders, its nbgrader configuration, and what Passerelle adds to it.

A class is a plain nbgrader course directory. What is ours lies in ``CLASS/passerelle/``:

    class.toml                      the class's id, its languages, the day it was made
    secret                          what random examples are drawn from, for whoever grades alone
    NN-slug/                        the exercise as it was released, a small kit of its own
    reports/NN-slug/LEARNER.json    the last report of each submission
    attempts/LEARNER/NN-slug/TIME/  every file that was collected
    waiting/KEY/                    works of which a person has to say whose they are
    who.json, who.csv               what was answered; what is still asked
"""

from __future__ import annotations

import os
import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import msgspec
from traitlets.config import Config
from traitlets.config.loader import ConfigFileNotFound, JSONFileConfigLoader, LazyConfigValue, PyFileConfigLoader

from autograder.content.tomlfile import read_toml
from autograder.errors import ClassError, MissingPath
from autograder.language import current_language, tr

OWN_FOLDER = "passerelle"
CONFIG_FILE = "nbgrader_config.py"
_DEFAULT_IGNORE = [".ipynb_checkpoints", "*.pyc", "__pycache__", "feedback"]  # As nbgrader's CourseDirectory.


class ClassFile(msgspec.Struct, frozen=True):
    """What ``passerelle/class.toml`` says."""

    id: str
    """Random; with the learner's name it chooses the variant of an exercise."""
    course: str
    """The ``course_id`` of nbgrader."""
    languages: tuple[str, ...]
    """The first is the one of ``source/NN-slug/NN-slug.ipynb``."""
    created: str
    timezone: str = ""
    """Where the class lives: local times are read in it. Empty in a class made before it was asked for."""
    schema: int = 1


@dataclass(frozen=True)
class Course:
    """An opened class."""

    root: Path
    file: ClassFile
    config: Config
    adopted: bool = False
    """Whether this is somebody's own nbgrader course, whose assignments are graded by our engine."""

    @property
    def own(self) -> Path:
        """The folder that Passerelle keeps in the class."""
        return self.root / OWN_FOLDER

    def option(self, section: str, name: str, default: Any) -> Any:
        """Return one option of the nbgrader configuration, or ``default`` where it is not set."""
        table = self.config.get(section, {})
        value = table.get(name, default)
        # « c.CourseDirectory.ignore.append(…) » is kept by traitlets as a change to make to the default.
        return value.get_value(default) if isinstance(value, LazyConfigValue) else value

    @cached_property
    def course_id(self) -> str:
        """The ``course_id`` in force."""
        return str(self.option("CourseDirectory", "course_id", self.file.course))

    @cached_property
    def db_url(self) -> str:
        """The gradebook's address, SQLite in the class unless the configuration says otherwise."""
        return str(self.option("CourseDirectory", "db_url", "")) or f"sqlite:///{self.root / 'gradebook.db'}"

    @cached_property
    def gradebook_file(self) -> Path | None:
        """The gradebook's file; ``None`` where it is on a server."""
        prefix = "sqlite:///"
        return Path(self.db_url[len(prefix) :]) if self.db_url.startswith(prefix) else None

    @property
    def ignore(self) -> list[str]:
        """Names that nbgrader never copies."""
        return list(self.option("CourseDirectory", "ignore", _DEFAULT_IGNORE))

    def step_name(self, step: str) -> str:
        """The name of a step's folder: ``step`` is ``source``, ``release``, ``submitted``, ``autograded``…"""
        return str(self.option("CourseDirectory", f"{step}_directory", step))

    def folder(self, step: str, exercise: str, learner: str = ".") -> Path:
        """The folder of one exercise at one step, of one learner where the step has learners."""
        default = os.path.join("{nbgrader_step}", "{student_id}", "{assignment_id}")
        structure = str(self.option("CourseDirectory", "directory_structure", default))
        return self.root / structure.format(
            nbgrader_step=self.step_name(step), student_id=learner, assignment_id=exercise
        )

    def list_sources(self) -> list[str]:
        """Names of the folders of ``source/`` that hold a notebook: what an adopted course can release."""
        parts = self.folder("source", "*").relative_to(self.root).parts
        where = parts.index("*")
        found = {path.relative_to(self.root).parts[where] for path in self.root.glob("/".join((*parts, "*.ipynb")))}
        return sorted(name for name in found if not name.startswith("."))

    def list_exercises(self) -> list[str]:
        """Names of the exercises that this class keeps, in order; of an adopted course, of its assignments."""
        if self.adopted:
            from autograder.classes.stock import list_assignments

            return list_assignments(self)
        found = (path.parent.name for path in self.own.glob("*/release.json"))
        return sorted(name for name in found if not name.startswith("."))


def open_course(path: Path) -> Course:
    """Open the class in ``path``; raises :class:`MissingPath` or :class:`ClassError`."""
    root = path.resolve()
    if not root.is_dir():
        raise MissingPath(tr("{path} n’existe pas. Créez la classe avec `passerelle class new {path}`.", path=path))
    if not (root / OWN_FOLDER / "class.toml").is_file():
        return _open_adopted(root, path)
    file = read_toml(root / OWN_FOLDER / "class.toml", ClassFile)
    return Course(root=root, file=file, config=load_nbgrader_config(root))


def _open_adopted(root: Path, path: Path) -> Course:
    """Open an nbgrader course whose configuration takes our engine."""
    config = load_nbgrader_config(root) if (root / CONFIG_FILE).is_file() else Config()
    if not config.get("Passerelle", {}).get("adopted"):
        raise ClassError(
            tr(
                "{path} n’est pas une classe : il n’y a pas de passerelle/class.toml. "
                "Pour en créer une : `passerelle class new {path}` dans un dossier vide. "
                "Si c’est un cours nbgrader : `passerelle class adopt {path}`.",
                path=path,
            )
        )
    own = str(config.get("CourseDirectory", {}).get("root", "") or root)
    name = make_course_id(str(config.get("CourseDirectory", {}).get("course_id", "") or root.name))
    file = ClassFile(id="", course=name, languages=(current_language(),), created="")
    return Course(root=Path(own).resolve(), file=file, config=config, adopted=True)


def load_nbgrader_config(root: Path) -> Config:
    """Load nbgrader's configuration for ``root`` as nbgrader does: Jupyter's folders first, the class's own last.

    nbgrader itself is not imported: that costs seconds.
    """
    from jupyter_core.paths import jupyter_config_path

    config = Config()
    for folder in [*reversed(jupyter_config_path()), str(root)]:
        for loader in (JSONFileConfigLoader, PyFileConfigLoader):
            suffix = "json" if loader is JSONFileConfigLoader else "py"
            try:
                config.merge(loader(f"nbgrader_config.{suffix}", path=folder).load_config())
            except ConfigFileNotFound:
                continue
            except Exception as error:  # The file is someone's Python: anything may come out of it.
                raise ClassError(
                    tr(
                        "{path} ne se charge pas ({reason}). Corrigez ce fichier, puis relancez.",
                        path=Path(folder) / f"nbgrader_config.{suffix}",
                        reason=f"{type(error).__name__}: {error}",
                    )
                ) from error
    return config


def make_course_id(name: str) -> str:
    """Return a folder's name as nbgrader's ``course_id``: ASCII letters, digits, ``.``, ``_`` and ``-``."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode("ascii")
    return re.sub(r"[^A-Za-z0-9_.-]+", "-", plain).strip("-.") or "classe"
