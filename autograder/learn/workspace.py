"""A learner's workspace: the folder that holds their notebooks, and in ``.passerelle/`` what Passerelle keeps there."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

import msgspec

from autograder.check.workspace import FOLDER
from autograder.content.kit import Kit, find_kit_root
from autograder.errors import StorageError, UsageError
from autograder.language import guess_language, normalise_language, tr
from autograder.storage import explain_os_error, write_whole

_NAME = "passerelle"
_OTHER_NAME = "passerelle-travail"


class Settings(msgspec.Struct):
    """``.passerelle/workspace.json``."""

    lang: str
    schema: int = 1
    kit: str = ""
    """The kit that the notebooks come from; the start page is made from it."""


class Workspace(msgspec.Struct, frozen=True):
    """A folder that is there and can be written."""

    root: Path
    lang: str

    @property
    def own(self) -> Path:
        """``.passerelle/``: progress, settings, what was received; never handed in."""
        return self.root / FOLDER

    def module_folder(self, module: str) -> Path:
        """Where the lesson and the exercise of a module lie."""
        return self.root / module


def find_default_folder() -> Path:
    """Return the workspace that is used where none is named: a folder in the person's home, outside of the kit."""
    folder = Path.home() / _NAME
    return Path.home() / _OTHER_NAME if _is_within(folder, find_kit_root()) else folder


def find_folder_here() -> Path | None:
    """Return the workspace that the current folder lies in, as in a terminal of JupyterLab's; ``None`` elsewhere."""
    here = Path.cwd()
    return next((folder for folder in (here, *here.parents) if read_settings(folder) is not None), None)


def open_workspace(folder: Path | None, lang: str | None, kit: Kit) -> Workspace:
    """Return the workspace ``folder``, made where it does not exist; ``lang`` is the one it had, where none is given.

    Raises :class:`UsageError` for a language the kit does not have or a folder that cannot be a workspace, and
    :class:`StorageError` where it cannot be written, each with the remedy.
    """
    root = (folder or find_default_folder()).expanduser().absolute()
    _refuse_place(root, kit)
    chosen = choose_language(lang, kit, root)
    try:
        (root / FOLDER).mkdir(parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError):
        raise _refuse_file(root) from None
    except OSError as error:
        raise _explain(error, root) from error
    settings = Settings(lang=chosen, kit=str(kit.root.resolve()))
    try:
        write_whole(root / FOLDER / "workspace.json", msgspec.json.encode(settings) + b"\n", durable=False)
    except StorageError as error:
        if isinstance(error.__cause__, OSError):
            raise _explain(error.__cause__, root) from error
        raise
    return Workspace(root, chosen)


def choose_language(lang: str | None, kit: Kit, folder: Path | None = None) -> str:
    """Return the language to speak: the one given, the workspace's own, else the person's.

    Raises :class:`UsageError`, naming those that there are.
    """
    if lang is None:
        settings = read_settings(folder or find_default_folder())
        return settings.lang if settings else guess_language()
    tag = normalise_language(lang)
    known = kit.list_languages()
    if tag not in known and tag.split("_")[0] not in known:
        raise UsageError(
            tr(
                "La langue « {lang} » n’existe pas ici. Il y a : {known}.",
                lang=lang,
                known=", ".join(name.replace("_", "-") for name in known),
            )
        )
    return tag


def read_settings(folder: Path) -> Settings | None:
    """Return what the workspace ``folder`` was opened with; ``None`` where it is not one."""
    try:
        return msgspec.json.decode((folder / FOLDER / "workspace.json").read_bytes(), type=Settings)
    except (OSError, msgspec.DecodeError):
        return None


def list_editions(lang: str) -> list[str]:
    """Return the languages to look for a notebook in, the best first: ``fr_CA`` is read in ``fr``."""
    return list(dict.fromkeys([lang, lang.split("_")[0], "fr"]))


def _refuse_place(root: Path, kit: Kit) -> None:
    if root.exists() and not root.is_dir():
        raise _refuse_file(root)
    if _is_within(root, kit.root):
        raise UsageError(
            tr(
                "{path} est dans le dossier de Passerelle lui-même : une mise à jour effacerait vos réponses. "
                "Choisissez un autre dossier : `passerelle learn --dir DOSSIER`.",
                path=root,
            )
        )


def _refuse_file(root: Path) -> UsageError:
    return UsageError(
        tr(
            "{path} est un fichier, pas un dossier. Renommez-le, "
            "ou choisissez un autre dossier : `passerelle learn --dir DOSSIER`.",
            path=root,
        )
    )


def _explain(error: OSError, root: Path) -> StorageError:
    if isinstance(error, PermissionError) or error.errno == 30:  # EROFS
        return StorageError(
            tr(
                "{path} ne peut pas être écrit : vos réponses ne pourraient pas y être gardées. "
                "Donnez-vous le droit d’écrire dans ce dossier, "
                "ou choisissez-en un autre : `passerelle learn --dir DOSSIER`.",
                path=root,
            )
        )
    return explain_os_error(error, root)


def _is_within(path: Path, folder: Path) -> bool:
    with contextlib.suppress(OSError, RuntimeError):
        return Path(os.path.realpath(path)).is_relative_to(Path(os.path.realpath(folder)))
    return False
