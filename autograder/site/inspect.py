"""A built site held to its promises: each link within it leads somewhere, and nothing is loaded from elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import msgspec

from autograder.language import tr

_LOADED = {
    "script": ("src",),
    "img": ("src", "srcset"),
    "iframe": ("src",),
    "embed": ("src",),
    "object": ("data",),
    "source": ("src", "srcset"),
    "audio": ("src",),
    "video": ("src", "poster"),
    "track": ("src",),
    "input": ("src",),
    "image": ("href", "xlink:href"),
    "use": ("href", "xlink:href"),
    "form": ("action",),
}
"""What a browser fetches by itself, or sends to."""
_LOADING_RELATIONS = frozenset(
    [
        "stylesheet",
        "icon",
        "preload",
        "prefetch",
        "modulepreload",
        "preconnect",
        "dns-prefetch",
        "manifest",
        "apple-touch-icon",
    ]
)
_STYLE = re.compile(r"""url\(\s*['"]?([^'")\s]+)|@import\s+['"]([^'"]+)""", re.IGNORECASE)
_SCRIPT = re.compile(
    r"""(?:\bfetch|\bimport|\bimportScripts|\.open|\bnew\s+(?:WebSocket|EventSource|Worker)|sendBeacon)\s*\(\s*"""
    r"""(?:['"`](?:GET|POST)['"`]\s*,\s*)?['"`]((?:https?:|wss?:)?//[^'"`]+)"""
    r"""|\.src\s*=\s*['"`]((?:https?:)?//[^'"`]+)"""
    r"""|\b(?:from|import)\s*['"]((?:https?:)?//[^'"]+)"""
)
_OUTSIDE = re.compile(r"(?:[a-z][a-z0-9+.-]*:)?//", re.IGNORECASE)


class Fault(msgspec.Struct, frozen=True):
    """One promise that a page breaks."""

    page: str
    target: str
    outside: bool
    """Loaded from elsewhere; else a link that leads nowhere."""

    def describe(self) -> str:
        """Return a sentence for whoever builds the site."""
        if self.outside:
            return tr("{page} charge {target}, qui n’est pas dans le site.", page=self.page, target=self.target)
        return tr("{page} : le lien {target} ne mène nulle part.", page=self.page, target=self.target)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.names: set[str] = set()
        self.links: list[str] = []
        self.loaded: list[str] = []
        self._inside = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self.names |= {values[name] for name in ("id", "name") if values.get(name)}
        if tag == "a" and "href" in values:
            self.links.append(values["href"])
        if tag == "link" and _LOADING_RELATIONS & set(values.get("rel", "").lower().split()):
            self.loaded.append(values.get("href", ""))
        for name in _LOADED.get(tag, ()):
            value = values.get(name, "")
            self.loaded += (
                [part.split()[0] for part in value.split(",") if part.split()] if name == "srcset" else [value]
            )
        self.loaded += find_in_style(values.get("style", ""))
        self._inside = tag if tag in ("script", "style") else ""

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self._inside = ""

    def handle_endtag(self, tag: str) -> None:
        self._inside = ""

    def handle_data(self, data: str) -> None:
        if self._inside == "style":
            self.loaded += find_in_style(data)
        elif self._inside == "script":
            self.loaded += find_in_script(data)


def find_in_style(text: str) -> list[str]:
    """Return what a style sheet loads."""
    return [first or second for first, second in _STYLE.findall(text)]


def find_in_script(text: str) -> list[str]:
    """Return the addresses outside that a script plainly loads; a real browser sees the others."""
    return [next(filter(None, found)) for found in _SCRIPT.findall(text)]


def inspect_site(site: Path) -> Iterator[Fault]:
    """Yield each broken promise of the site in the folder ``site``."""
    pages = {path: _read(path) for path in sorted(site.rglob("*.html"))}
    for path, page in pages.items():
        name = path.relative_to(site).as_posix()
        for target in dict.fromkeys(page.links):
            if not urlsplit(target).scheme and not _OUTSIDE.match(target) and not _leads_somewhere(path, target, pages):
                yield Fault(name, target, outside=False)
        for target in dict.fromkeys(page.loaded):
            yield from _hold_loaded(site, path, target)
    for path in sorted(site.rglob("*")):
        if path.suffix in (".css", ".svg", ".js", ".mjs"):
            text = path.read_text("utf-8", "replace")
            found = find_in_script(text) if path.suffix in (".js", ".mjs") else find_in_style(text)
            for target in dict.fromkeys(found):
                yield from _hold_loaded(site, path, target)


def _hold_loaded(site: Path, path: Path, target: str) -> Iterator[Fault]:
    name = path.relative_to(site).as_posix()
    if target.startswith(("data:", "#")) or not target:
        return
    if urlsplit(target).scheme or _OUTSIDE.match(target):
        yield Fault(name, target, outside=True)
    elif not (path.parent / unquote(urlsplit(target).path)).is_file() or not _is_within(site, path, target):
        yield Fault(name, target, outside=False)


def _is_within(site: Path, path: Path, target: str) -> bool:
    return (path.parent / unquote(urlsplit(target).path)).resolve().is_relative_to(site.resolve())


def _read(path: Path) -> _Reader:
    reader = _Reader()
    reader.feed(path.read_text("utf-8"))
    reader.close()
    return reader


def _leads_somewhere(path: Path, target: str, pages: dict[Path, _Reader]) -> bool:
    parts = urlsplit(target)
    goal = Path((path.parent / unquote(parts.path)).resolve()) if parts.path else path
    if parts.path and goal.is_dir():
        goal /= "index.html"
    page = pages.get(goal) or next((one for other, one in pages.items() if other.resolve() == goal), None)
    if page is None:
        return goal.is_file()
    return not parts.fragment or unquote(parts.fragment) in page.names or parts.fragment in ("", "top")
