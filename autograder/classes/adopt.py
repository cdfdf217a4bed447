"""`passerelle class adopt`: one line in an existing nbgrader course's configuration gives it our engine."""

from __future__ import annotations

import contextlib
import os
import re
import sys
from dataclasses import dataclass
from pathlib import Path

from autograder.classes.course import CONFIG_FILE, OWN_FOLDER, load_nbgrader_config, open_course
from autograder.classes.stock import mention_shell, open_assignment, refuse_assignment
from autograder.errors import ClassError, MissingPath
from autograder.language import tr
from autograder.storage import explain_os_error, write_whole

LINE = b"from autograder.classes.settings import adopt; adopt(get_config())  # noqa: E702, F821  Passerelle"
_OURS = re.compile(rb"^[ \t]*from autograder\.classes\.settings import adopt\b.*$", re.MULTILINE)
_STEPS = ("sanitize_preprocessors", "autograde_preprocessors")


@dataclass(frozen=True)
class Adoption:
    """What was done to a course, and what one should know of it."""

    course: Path
    config: Path
    changed: bool
    """False where there was nothing to do."""
    made: bool = False
    """Whether the configuration was a new file."""
    assignments: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    """What the engine will do otherwise than the course has it, one sentence each."""


def adopt_course(folder: Path) -> Adoption:
    """Write the line at the end of ``nbgrader_config.py``, unless it is there; the rest stays byte for byte.

    The former file stays where the configuration would not load with the line. Raises :class:`MissingPath`,
    :class:`ClassError` or :class:`StorageError`.
    """
    root = _find_root(folder)
    path = _find_config(root)
    before = _read(path)
    if before is not None and _OURS.search(before):
        return _describe(root, path, changed=False)
    notes = _list_own_steps(root) if before is not None else []
    _write(path, _add_line(before or b""), before)
    try:
        return _describe(root, path, changed=True, made=before is None, notes=notes)
    except Exception:
        _put_back(path, before)
        raise


def abandon_course(folder: Path) -> Adoption:
    """Take the line out again: the configuration is what it was before, byte for byte."""
    root = _find_root(folder)
    path = _find_config(root)
    before = _read(path)
    after = _remove_line(before) if before is not None else None
    if before is None or after == before:
        return Adoption(root, path, changed=False)
    if after:
        _write(path, after, before)
    else:
        _put_back(path, None)  # It held that line alone: the course had no configuration of its own.
    return Adoption(root, path, changed=True)


def _find_root(folder: Path) -> Path:
    if not folder.is_dir():
        raise MissingPath(tr("{path} n’existe pas. Donnez le dossier d’un cours nbgrader.", path=folder))
    root = folder.resolve()
    if (root / OWN_FOLDER / "class.toml").is_file():
        raise ClassError(tr("{path} est déjà une classe de Passerelle : son moteur y est.", path=folder))
    if not _looks_like_course(root):
        raise ClassError(
            tr(
                "{path} n’est pas un cours nbgrader : il n’y a ni nbgrader_config.py, ni gradebook.db, ni carnet dans "
                "source/. Rien n’a été écrit. Donnez le dossier où vous lancez `nbgrader` ; pour un cours neuf : "
                "`passerelle class new {path}`.",
                path=folder,
            )
        )
    return root


def _looks_like_course(root: Path) -> bool:
    if (root / CONFIG_FILE).exists() or (root / "gradebook.db").is_file():
        return True
    return any((root / "source").glob("*/*.ipynb"))


def _find_config(root: Path) -> Path:
    return Path(os.path.realpath(root / CONFIG_FILE))


def _read(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise explain_os_error(error, path) from error


def _add_line(content: bytes) -> bytes:
    end = b"\r\n" if b"\r\n" in content else b"\n"
    if content and not content.endswith((b"\n", b"\r")):
        return content + end + LINE  # The last line had no end: neither has ours, so that one sees it when it goes.
    return content + LINE + end


def _remove_line(content: bytes) -> bytes:
    while found := _OURS.search(content):
        start, stop = found.span()
        # In a file with Windows line ends, the pattern's end takes the carriage return too.
        after = content[stop:].removeprefix(b"\n")
        before = content[:start]
        if stop == len(content) and not found.group().endswith(b"\r"):
            before = before.removesuffix(b"\n").removesuffix(b"\r")
        content = before + after
    return content


def _write(path: Path, content: bytes, before: bytes | None) -> None:
    mode = path.stat().st_mode & 0o7777 if before is not None else None
    write_whole(path, content)
    if mode is not None:
        with contextlib.suppress(OSError):
            path.chmod(mode)


def _put_back(path: Path, before: bytes | None) -> None:
    if before is not None:
        _write(path, before, before)
        return
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise explain_os_error(error, path) from error


def _list_own_steps(root: Path) -> list[str]:
    """Say which steps of their own a course has that no longer run."""
    config = load_nbgrader_config(root)
    return [
        tr(
            "Votre configuration règle c.Autograde.{name} : ces étapes ne sont plus suivies, le moteur a les siennes.",
            name=name,
        )
        for name in _STEPS
        if name in config.get("Autograde", {})
    ]


def _describe(root: Path, path: Path, *, changed: bool, made: bool = False, notes: list[str] | None = None) -> Adoption:
    course = open_course(root)
    names = course.list_exercises()
    found = list(notes or ())
    for name in names:
        assignment = open_assignment(course, name)
        found += [note for note in (refuse_assignment(assignment), mention_shell(assignment)) if note]
    for name in course.list_sources():
        if "+" in name:
            found.append(
                tr(
                    "« {name} » : nbgrader n’accepte pas « + » dans un nom de devoir. Renommez ce dossier de source/.",
                    name=name,
                )
            )
        elif name not in names:
            found.append(
                tr(
                    "« {name} » est dans source/ et pas encore dans le carnet de notes : "
                    "`passerelle class release {course} {name}` l’y met, comme `nbgrader generate_assignment {name}`.",
                    name=name,
                    course=course.root.name,
                )
            )
    return Adoption(root, path, changed, made, tuple(names), tuple(found))


def name_nbgrader() -> str:
    """Return the `nbgrader` command of this Python, which has our engine beside it."""
    return str(Path(sys.executable).with_name("nbgrader"))
