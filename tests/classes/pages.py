"""HTML pages as a person and a screen reader meet them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

_FETCHING = frozenset({"src", "href", "srcset", "action", "formaction", "data", "poster", "background", "ping"})


@dataclass
class Page:
    source: str
    lang: str = ""
    text: str = ""
    headings: list[tuple[int, str]] = field(default_factory=list)
    tags: set[str] = field(default_factory=set)
    attributes: set[str] = field(default_factory=set)
    links: list[str] = field(default_factory=list)
    fetched: list[str] = field(default_factory=list)
    style: str = ""
    tables: list[dict[str, int]] = field(default_factory=list)


class _Reader(HTMLParser):
    def __init__(self, page: Page) -> None:
        super().__init__()
        self.page = page
        self.heading = 0
        self.hidden = 0
        self.words: list[str] = []

    def handle_starttag(self, tag, attrs):
        page = self.page
        page.tags.add(tag)
        page.attributes |= {name for name, _ in attrs}
        found = dict(attrs)
        if tag == "html":
            page.lang = found.get("lang") or ""
        page.fetched += [value or "" for name, value in attrs if name in _FETCHING]
        if tag == "a":
            page.links.append(found.get("href") or "")
        if tag == "table":
            page.tables.append({"caption": 0, "scoped": 0, "unscoped": 0})
        if tag == "caption":
            page.tables[-1]["caption"] += 1
        if tag == "th":
            page.tables[-1]["scoped" if found.get("scope") else "unscoped"] += 1
        if tag in ("style", "script"):
            self.hidden += 1
        if re.fullmatch(r"h[1-6]", tag):
            self.heading = int(tag[1])
            page.headings.append((self.heading, ""))

    def handle_endtag(self, tag):
        if tag in ("style", "script"):
            self.hidden -= 1
        if re.fullmatch(r"h[1-6]", tag):
            self.heading = 0

    def handle_data(self, data):
        if self.hidden:
            self.page.style += data
            return
        self.words.append(data)
        if self.heading:
            level, text = self.page.headings[-1]
            self.page.headings[-1] = (level, text + data)


def read_page(path: Path) -> Page:
    page = Page(path.read_text(encoding="utf-8"))
    reader = _Reader(page)
    reader.feed(page.source)
    page.text = " ".join("".join(reader.words).split())
    return page


def find_outside_addresses(page: Page) -> list[str]:
    """Addresses that a browser would fetch: in attributes and styles, not in text."""
    fetched = [*page.fetched, *re.findall(r"url\(([^)]*)\)", page.style), *re.findall(r"@import ([^;]*)", page.style)]
    return [address for address in fetched if not address.startswith(("#", "data:image/"))]


def measure_contrasts(source: str) -> list[tuple[str, str, float]]:
    """Contrast of each text colour on each background it is used on, in the light and the dark theme."""
    found = []
    light, dark = re.findall(r":root\s*\{([^}]*)\}", source)[:2]
    base = dict(re.findall(r"--([\w-]+):\s*(#[0-9a-f]{6})", light))
    themes = {"light": base, "dark": base | dict(re.findall(r"--([\w-]+):\s*(#[0-9a-f]{6})", dark))}
    for theme, colours in themes.items():
        for ink in ("ink", "quiet", "link", "good", "bad"):
            for paper in ("paper", "soft"):
                found.append((theme, f"{ink} on {paper}", contrast(colours[ink], colours[paper])))
    return found


def contrast(one: str, other: str) -> float:
    """WCAG 2.2's contrast ratio of two colours."""
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
