"""The pages of the site: which file each is made from, and where it stands.

The files stay where a clone has them and where a forge shows them. The site gives them rooms: the same ones in each
language, with the room's name in that language.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import msgspec

from autograder.build.outcomes import OUTCOMES_PAGES
from autograder.content.kit import Kit
from autograder.language import SOURCE_LANGUAGE

HOME = "index"
ROOMS = ("lessons", "tutorials", "how-to", "reference", "explanation", "project")
"""In the order of the menu; the names of the folders of ``docs/``, lessons and the project's own pages added."""

_FOLDERS = {
    "fr": dict(zip(ROOMS, ("lecons", "tutoriels", "guides", "reference", "explications", "projet"), strict=True))
}
_HOMES = {"fr": "docs/fr/index.md", "en": "docs/index.md"}
_PROJECT = {
    "LISEZMOI.md": ("fr", "lisez-moi"),
    "README.md": ("en", "readme"),
    "CONTRIBUTING.md": ("en", "contributing"),
    "CHANGELOG.md": ("en", "changelog"),
    "benchmarks/README.md": ("en", "benchmarks"),
}
LICENCES = "LICENSE"
"""The file that the page of licences stands for."""

_TWIN = re.compile(r"\[(?:En\s+français|In\s+English)\]\(([^)#\s]+)\)")
"""How a page names the same one in the other language of the documentation."""


class Page(msgspec.Struct, frozen=True):
    """One page of the site."""

    language: str
    """The part of the site that it stands in: ``fr``, ``en``."""
    docname: str
    """Its address in that part, without ``.html``."""
    source: str
    """The file it is made from, from the root of the kit; of a page that has none, a name of its own."""
    tag: str
    """Its own language: that of its part, or a region's, ``fr_CA``."""
    twins: tuple[str, ...] = ()
    """Sources of the same page in other languages."""

    @property
    def address(self) -> str:
        """From the root of the site."""
        return f"{self.language}/{self.docname}.html"

    @property
    def room(self) -> str:
        """The folder of its room, as its language calls it; empty for the home."""
        return self.docname.partition("/")[0] if "/" in self.docname else ""


def name_room(language: str, room: str) -> str:
    """Return the folder of a room in the site."""
    return _FOLDERS.get(language, {}).get(room, room)


def list_pages(kit: Kit) -> list[Page]:
    """Return every page, those of one language together, French first; twins are named on both sides."""
    lessons = list(_list_lessons(kit))
    languages = dict.fromkeys([SOURCE_LANGUAGE, *_HOMES, *(page.language for page in lessons)])
    pages = [page for language in languages for page in _list_language(kit, language, lessons)]
    return _join_twins(kit, pages)


def find_home(kit: Kit, language: str) -> str:
    """Return the source of a language's home, written or made up."""
    path = _HOMES.get(language, "")
    return path if (kit.root / path).is_file() and path else f"{language}/{HOME}"


def _list_language(kit: Kit, language: str, lessons: list[Page]) -> Iterator[Page]:
    yield Page(language, HOME, find_home(kit, language), language)
    for room in ROOMS:
        yield Page(language, f"{name_room(language, room)}/index", f"{language}/{room}/index", language)
    yield from (page for page in lessons if page.language == language)
    glossary = kit.glossary(language)
    if glossary.is_file():
        yield _in_room(kit, language, "reference", glossary)
    if language in _HOMES:
        yield from _list_documents(kit, language)
    for path, (tag, name) in _PROJECT.items():
        if tag == language and (kit.root / path).is_file():
            yield Page(language, f"{name_room(language, 'project')}/{name}", path, language)
    name = "licences" if language == "fr" else "licenses"
    yield Page(language, f"{name_room(language, 'project')}/{name}", f"{language}/{LICENCES}", language)


def _list_lessons(kit: Kit) -> Iterator[Page]:
    for path in sorted((kit.root / "lessons").glob("*/*.ipynb")):
        tag = path.parent.name
        language = tag.split("_")[0]
        folder = name_room(language, "lessons") + (f"/{tag}" if tag != language else "")
        yield Page(language, f"{folder}/{path.stem}", path.relative_to(kit.root).as_posix(), tag)


def _list_documents(kit: Kit, language: str) -> Iterator[Page]:
    """Yield the pages of ``docs/``: French ones lie in one folder, and stand in the room of their English twin."""
    docs = kit.root / "docs"
    if language != SOURCE_LANGUAGE:
        for room in ROOMS:
            yield from (_in_room(kit, language, room, path) for path in sorted((docs / room).glob("*.md")))
        return
    for path in sorted((docs / language).glob("*.md")):
        source = path.relative_to(kit.root).as_posix()
        if source == _HOMES[language]:
            continue
        if source == OUTCOMES_PAGES[language]:
            yield _in_room(kit, language, "reference", path)
            continue
        twin = read_twin(kit, source)
        room = Path(twin).parent.name if twin else "how-to"
        yield _in_room(kit, language, room if room in ROOMS else "how-to", path)


def _in_room(kit: Kit, language: str, room: str, path: Path) -> Page:
    source = path.relative_to(kit.root).as_posix()
    return Page(language, f"{name_room(language, room)}/{path.stem}", source, language)


def read_twin(kit: Kit, source: str) -> str:
    """Return the source of the page that a page of the documentation names as its twin; empty where it names none."""
    path = kit.root / source
    found = _TWIN.search(path.read_text("utf-8")) if path.suffix == ".md" and path.is_file() else None
    if not found:
        return ""
    target = (path.parent / found[1]).resolve()
    root = kit.root.resolve()
    return target.relative_to(root).as_posix() if target.is_relative_to(root) else ""


def _join_twins(kit: Kit, pages: list[Page]) -> list[Page]:
    groups: dict[str, list[str]] = {}
    for page in pages:
        groups.setdefault(_name_group(kit, page), []).append(page.source)
    return [
        msgspec.structs.replace(
            page, twins=tuple(source for source in groups[_name_group(kit, page)] if source != page.source)
        )
        for page in pages
    ]


def _name_group(kit: Kit, page: Page) -> str:
    """Return what twins have in common."""
    if page.source == find_home(kit, page.language):
        return HOME
    if page.source.startswith("lessons/"):
        return "lessons/" + (Path(page.source).stem if page.source.endswith(".ipynb") else "glossary")
    if page.source in OUTCOMES_PAGES.values():
        return "outcomes"
    if page.source.startswith(f"{page.language}/"):
        return page.source.partition("/")[2]  # Made up: the index of a room, the licences.
    return min(page.source, read_twin(kit, page.source) or page.source)
