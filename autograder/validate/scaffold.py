"""A new module: folders that pass `build` and fail `validate`, which then lists what to write, in order."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from autograder.content.kit import Kit, is_slug
from autograder.errors import UsageError
from autograder.language import tr
from autograder.storage import write_whole

_IN_COURSES = frozenset({"module.toml", "lesson.py", "tries.py"})


def write_module(kit: Kit, slug: str) -> list[Path]:
    """Write the first files of the module ``slug``; return them in the order in which to write in them.

    Raises :class:`UsageError` for a name that does not suit and for a module that there is; nothing is then written.
    """
    refuse_slug(kit, slug)
    templates = dict(_list_templates(files("autograder.validate") / "templates"))
    written = []
    for name in sorted(templates, key=_rank):
        folder = kit.root / ("courses" if name in _IN_COURSES else "solutions") / slug
        write_whole(folder / name, templates[name])
        written.append(folder / name)
    return written


def refuse_slug(kit: Kit, slug: str) -> None:
    """Raise :class:`UsageError` for a name that does not suit, or that a module of ``kit`` has."""
    _refuse_bad_name(slug)
    _refuse_known(kit, slug)


def name_free_slug(kit: Kit, words: str) -> str:
    """Return a name made of ``words``, with their own number where it is free, else the first free one from 91 on."""
    wanted = suggest_slug(words)
    taken = {name.partition("-")[0] for name in (*kit.list_exercises(), *kit.list_modules())}
    number, _, rest = wanted.partition("-")
    numbered = words.strip()[:2].isdecimal()
    free = next((f"{n:02d}" for n in (*range(91, 100), *range(1, 91)) if f"{n:02d}" not in taken), number)
    return wanted if numbered and number not in taken else f"{free}-{rest}"


def _list_templates(folder: Traversable, prefix: str = "") -> Iterator[tuple[str, str]]:
    """Yield each template by the name of the file it becomes; Python lies there as ``.py.txt``, which no tool runs."""
    for entry in folder.iterdir():
        if entry.is_dir():
            yield from _list_templates(entry, f"{prefix}{entry.name}/")
        else:
            yield prefix + entry.name.removesuffix(".txt"), entry.read_text(encoding="utf-8")


def _rank(name: str) -> tuple[int, str]:
    order = ("module.toml", "lesson.py", "tries.py", "exercise.toml", "notebook.py", "checks.py", "hidden.py")
    return (order.index(name) if name in order else len(order), name)


def _refuse_bad_name(slug: str) -> None:
    if is_slug(slug):
        return
    raise UsageError(
        tr(
            "« {slug} » ne peut pas être le nom d’un module : deux chiffres, puis des mots en minuscules sans accent, "
            "joints par des tirets. Par exemple « {near} ».",
            slug=slug,
            near=suggest_slug(slug),
        )
    )


def _refuse_known(kit: Kit, slug: str) -> None:
    known = sorted({*kit.list_modules(), *kit.list_exercises()})
    folders = [kit.course_folder(slug), kit.root / "solutions" / slug]
    there = [folder for folder in folders if folder.exists()]
    if there:
        raise UsageError(
            tr(
                "{path} existe déjà : rien n’a été écrit. `./passerelle validate {slug}` dit ce qui y manque.",
                path=there[0].relative_to(kit.root).as_posix(),
                slug=slug,
            )
        )
    number = slug.partition("-")[0]
    taken = next((module for module in known if module.startswith(f"{number}-")), None)
    if taken:
        numbers = {module.partition("-")[0] for module in known}
        free = next((f"{n:02d}" for n in range(int(number) + 1, 100) if f"{n:02d}" not in numbers), "—")
        raise UsageError(
            tr(
                "Le numéro {number} est celui de {module} : rien n’a été écrit. Le suivant qui soit libre est {free}.",
                number=number,
                module=taken,
                free=free,
            )
        )


def suggest_slug(text: str) -> str:
    """Return a name that would do, close to what was typed."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    words = re.findall(r"[a-z0-9]+", plain)
    number = words.pop(0).zfill(2)[:2] if words and words[0].isdecimal() else "90"
    return "-".join([number, *(words or ["mon-module"])])
