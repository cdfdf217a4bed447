"""``autograded/LEARNER/NN-slug/``: what nbgrader writes there, built aside and put in place whole."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

from autograder.classes.course import Course
from autograder.classes.kinds import is_kept
from autograder.classes.private import folder_mode
from autograder.classes.submissions import find_files
from autograder.storage import explain_os_error


class Staging:
    """A folder beside the autograded ones, where submissions are written before their rows are."""

    def __init__(self, course: Course) -> None:
        self.course = course
        home = course.root / course.step_name("autograded")
        try:
            home.mkdir(parents=True, exist_ok=True)
            self.folder = Path(tempfile.mkdtemp(dir=home, prefix=".staging-"))
        except OSError as error:
            raise explain_os_error(error, home) from error
        self._models: dict[str, list[tuple[Path, Path]]] = {}

    def stage(self, exercise: str, learner: str, submitted: Path, notebooks: Mapping[str, bytes]) -> Path:
        """Write one autograded submission aside: the learner's files of :mod:`~autograder.classes.kinds`, over them the
        class's, and the notebooks by name.

        Notebooks other than the graded ones are not copied, as nbgrader has it. Raises :class:`StorageError`.
        """
        target = Path(tempfile.mkdtemp(dir=self.folder))
        ignore = [*self.course.ignore, "*.ipynb"]
        permissions = self._permissions()
        try:
            target.chmod(folder_mode(self.course))
            _copy(submitted, target, ignore, frozenset(), permissions, only_kept=True)
            for name, model in self._find_models(exercise, ignore, permissions):
                _link(model, target / name, permissions)
            for title, notebook in notebooks.items():
                path = target / f"{title}.ipynb"
                path.write_bytes(notebook)
                path.chmod(permissions)
        except OSError as error:
            raise explain_os_error(error, self.course.folder("autograded", exercise, learner)) from error
        return target

    def _find_models(self, exercise: str, ignore: list[str], permissions: int) -> list[tuple[Path, Path]]:
        """Return the class's files by their names, copied once; every submission is given links to the same copy."""
        if exercise not in self._models:
            kept = set(self.course.option("Autograde", "exclude_overwriting", {}).get(exercise, []))
            folder = Path(tempfile.mkdtemp(dir=self.folder, prefix=".source-"))
            _copy(self.course.folder("source", exercise), folder, ignore, frozenset(kept), permissions)
            self._models[exercise] = [(path.relative_to(folder), path) for path in find_files(folder, [])]
        return self._models[exercise]

    def put(self, staged: Path, exercise: str, learner: str) -> None:
        """Put a staged submission in its place, over a former one. Raises :class:`StorageError`."""
        target = self.course.folder("autograded", exercise, learner)
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            if target.exists():
                os.replace(target, staged.with_name(staged.name + ".former"))
            os.replace(staged, target)
        except OSError as error:
            raise explain_os_error(error, target) from error

    def remove(self, exercise: str, learner: str) -> None:
        """Take away a former autograded submission, as nbgrader does where grading failed."""
        shutil.rmtree(self.course.folder("autograded", exercise, learner), ignore_errors=True)

    def close(self) -> None:
        """Remove what is left over."""
        shutil.rmtree(self.folder, ignore_errors=True)

    def _permissions(self) -> int:
        shared = bool(self.course.option("CourseDirectory", "groupshared", False))
        return int(str(self.course.option("Autograde", "permissions", 664 if shared else 444)), 8)


def sweep_kinds(course: Course, exercise: str, learner: str) -> None:
    """Take out of an autograded folder that nbgrader has copied what is of no kind that goes on.

    The class's own files stay, whatever they are; notebooks are nbgrader's affair.
    """
    folder = course.folder("autograded", exercise, learner)
    source = course.folder("source", exercise)
    for path in list(find_files(folder, [])):
        own = (source / path.relative_to(folder)).is_file()
        graded = path.suffix == ".ipynb" and path.parent == folder
        if not own and not graded and (path.is_symlink() or not is_kept(path)):
            path.unlink(missing_ok=True)


def sweep_staging(course: Course) -> None:
    """Remove what a killed grader left; to be called by the only one that grades the class."""
    for folder in (course.root / course.step_name("autograded")).glob(".staging-*"):
        shutil.rmtree(folder, ignore_errors=True)


def _link(model: Path, place: Path, permissions: int) -> None:
    """Give ``place`` the content of ``model``, without another copy where the file system allows."""
    place.parent.mkdir(parents=True, exist_ok=True)
    place.unlink(missing_ok=True)
    try:
        os.link(model, place)
    except OSError:  # No links here, or too many to one file.
        shutil.copyfile(model, place)
        place.chmod(permissions)


def _copy(
    folder: Path, target: Path, ignore: list[str], kept: frozenset[str], permissions: int, *, only_kept: bool = False
) -> None:
    for path in find_files(folder, ignore):
        name = path.relative_to(folder)
        place = target / name
        # A link inside the submission is copied as the file it leads to; its target was checked before.
        if name.as_posix() in kept or not path.is_file() or not os.access(path, os.R_OK):
            continue
        if only_kept and not is_kept(path):
            continue
        place.parent.mkdir(parents=True, exist_ok=True)
        place.unlink(missing_ok=True)
        shutil.copyfile(path, place)
        place.chmod(permissions)
