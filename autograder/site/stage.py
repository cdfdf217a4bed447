"""What Sphinx reads: a folder a language, with the pages in their rooms, the indexes and the pictures."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from autograder.content.kit import Kit
from autograder.language import tr, use_language
from autograder.site.outputs import PICTURES, settle_outputs
from autograder.site.pages import HOME, LICENCES, ROOMS, Page, find_home, name_room
from autograder.storage import write_whole

IMAGES = "images"
"""The folder of the documentation's own pictures."""


def stage_language(kit: Kit, pages: Sequence[Page], language: str, lessons: Mapping[str, bytes], folder: Path) -> None:
    """Write the sources of one language's part into ``folder``; ``lessons`` holds those that ran."""
    with use_language(language):
        for page in pages:
            if page.language == language:
                _stage_page(kit, pages, page, lessons, folder)
    images = kit.root / "docs" / "images"
    if images.is_dir():
        shutil.copytree(images, folder / IMAGES, ignore=shutil.ignore_patterns("*.py", "__pycache__"))


def _stage_page(kit: Kit, pages: Sequence[Page], page: Page, lessons: Mapping[str, bytes], folder: Path) -> None:
    path = kit.root / page.source
    if page.source.endswith(".ipynb"):
        data = lessons.get(page.source) or path.read_bytes()
        notebook, pictures = _stage_lesson(data, page)
        _write(folder / f"{page.docname}.ipynb", json.dumps(notebook, ensure_ascii=False))
        for name, picture in pictures.items():
            write_whole(folder / "extra" / PICTURES / name, picture, durable=False)
    elif page.docname == HOME:
        text = path.read_text("utf-8") if path.is_file() else "# Passerelle\n"
        _write(folder / f"{HOME}.md", text + _write_menu(page.language))
    elif path.is_file():
        _write(folder / f"{page.docname}.md", path.read_text("utf-8"))
    elif page.source.endswith(LICENCES):
        _write(folder / f"{page.docname}.md", _write_licences(kit))
    else:
        _write(folder / f"{page.docname}.md", _write_room(kit, pages, page))


def _stage_lesson(data: bytes, page: Page) -> tuple[dict[str, Any], dict[str, bytes]]:
    """Return the lesson, told under its title how to work in it, with its pictures apart."""
    notebook = json.loads(data)
    pictures = settle_outputs(notebook, page.docname.count("/"))
    if page.tag != page.language:
        notebook["metadata"]["orphan"] = True  # Twins lead to it, and the index of its room; the menu has its language.
    module = Path(page.source).stem
    note = tr(
        "Cette page se lit. Pour essayer chaque cellule et faire l’exercice : `./passerelle learn`, puis `{module}`.",
        module=module,
    )
    cell = {"cell_type": "markdown", "id": "site-note", "metadata": {}, "source": f"> {note}"}
    notebook["cells"].insert(1, cell)
    return notebook, pictures


def _write_menu(language: str) -> str:
    rooms = "\n".join(f"{name_room(language, room)}/index" for room in ROOMS)
    return f"\n```{{toctree}}\n:hidden:\n\n{rooms}\n```\n"


def _write_room(kit: Kit, pages: Sequence[Page], page: Page) -> str:
    """Return the index of a room: its pages, then those that are in another language only."""
    room = page.source.split("/")[1]
    own = [one for one in pages if one.language == page.language and one.room == page.room and one is not page]
    main = [one for one in own if one.tag == page.language]
    lines = [f"# {_title_room(room)}", "", _describe_room(room), "", _write_toctree(main)]
    for tag in sorted({one.tag for one in own} - {page.language}):
        lines += ["", f"## {name_language(tag)}", ""]
        lines += [f"- [{_read_title(kit.root / one.source)}]({one.source})" for one in own if one.tag == tag]
    elsewhere = [
        one
        for one in pages
        if one.language != page.language
        and one.room == name_room(one.language, room)
        and one.source.endswith(".md")
        and not any(twin.language == page.language for twin in pages if twin.source in one.twins)
    ]
    for language in dict.fromkeys(one.language for one in elsewhere):
        lines += ["", "## " + tr("Seulement dans une autre langue : {language}", language=name_language(language)), ""]
        lines += [
            f"- [{_read_title(kit.root / one.source)}]({one.source})" for one in elsewhere if one.language == language
        ]
    return "\n".join(lines) + "\n"


def _write_toctree(pages: Sequence[Page]) -> str:
    if not pages:
        return tr("Rien dans cette langue pour l’instant.")
    names = "\n".join(f"/{page.docname}" for page in pages)
    return f"```{{toctree}}\n:maxdepth: 1\n\n{names}\n```"


def _title_room(room: str) -> str:
    return {
        "lessons": tr("Leçons"),
        "tutorials": tr("Tutoriels"),
        "how-to": tr("Guides pratiques"),
        "reference": tr("Référence"),
        "explanation": tr("Explications"),
        "project": tr("Le projet"),
    }[room]


def _describe_room(room: str) -> str:
    return {
        "lessons": tr("Les leçons, telles que les apprenants les lisent, avec ce que leurs cellules affichent."),
        "tutorials": tr("Pour apprendre en faisant, du début à la fin."),
        "how-to": tr("Pour arriver à une chose précise."),
        "reference": tr("Pour vérifier un détail : commandes, clés, règles, acquis, mots."),
        "explanation": tr("Pour comprendre pourquoi c’est fait ainsi."),
        "project": tr("D’où vient ce kit, comment y contribuer, sous quelles licences."),
    }[room]


def _write_licences(kit: Kit) -> str:
    lines = [
        "# " + tr("Licences"),
        "",
        tr("Le code est sous licence BSD-3-Clause ; les leçons, les exercices et la documentation, sous CC BY 4.0."),
    ]
    for name, title in (("LICENSE", tr("Le code")), ("LICENSE-CONTENT", tr("Les contenus"))):
        path = kit.root / name
        if path.is_file():
            lines += ["", f"## {title}", "", "`````text", path.read_text("utf-8").rstrip(), "`````"]
    return "\n".join(lines) + "\n"


def name_language(tag: str) -> str:
    """Return a language as those who read it call it: « Français », « English », « Français (Canada) »."""
    from babel import Locale

    name = Locale.parse(tag).get_display_name(tag) or tag
    return name[:1].upper() + name[1:]


def _read_title(path: Path) -> str:
    text = path.read_text("utf-8")
    if path.suffix == ".ipynb":
        text = "\n".join("".join(cell["source"]) for cell in json.loads(text)["cells"])
    found = re.search(r"^# (.+)$", text, re.MULTILINE)
    return found[1] if found else path.stem


def _write(path: Path, text: str) -> None:
    write_whole(path, text, durable=False)


def list_languages(kit: Kit, pages: Sequence[Page]) -> list[Page]:
    """Return the home of each language."""
    return [page for page in pages if page.source == find_home(kit, page.language)]
