"""What Sphinx is told of the kit: where its links lead on the site, and the same page in other languages."""

from __future__ import annotations

import posixpath
import re
import unicodedata
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransform
from sphinx.util import logging

from autograder.language import tr
from autograder.site.pages import LICENCES, Page
from autograder.site.stage import IMAGES, name_language

_logger = logging.getLogger(__name__)
PLAIN_FORMULAS = "passerelle_plain"
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)


class SettleLinks(SphinxTransform):
    """Links and pictures of a page, written from where its file lies, lead to where things are on the site.

    A file of the kit that the site has no page for is named without a link; one that is not there is a warning.
    """

    default_priority = 5

    def apply(self, **kwargs: Any) -> None:
        """Change each one in place."""
        page = next((one for one in self.config.passerelle_pages if self._is_here(one)), None)
        if page is None:
            return
        for link in list(self.document.findall(nodes.reference)):
            address = link.get("refuri", "")
            if address and not _SCHEME.match(address) and not address.startswith("//"):
                self._settle(link, page, unquote(address))
        for image in self.document.findall(nodes.image):
            name = posixpath.basename(image["uri"])
            if not _SCHEME.match(image["uri"]) and Path(self.config.passerelle_root, "docs", "images", name).is_file():
                image["uri"] = f"/{IMAGES}/{name}"

    def _is_here(self, page: Page) -> bool:
        return bool(page.language == self.config.language and page.docname == self.env.docname)

    def _settle(self, link: nodes.reference, page: Page, address: str) -> None:
        name, _, anchor = address.partition("#")
        target = posixpath.normpath(posixpath.join(posixpath.dirname(page.source), name)) if name else page.source
        if target.startswith("LICENSE"):
            target = f"{page.language}/{LICENCES}"
        found = next((one for one in self.config.passerelle_pages if one.source in (target, name)), None)
        if found:
            link["refuri"] = write_address(page, found.address) + (f"#{anchor}" if anchor else "")
            link["internal"] = True
        elif Path(self.config.passerelle_root, target).exists():
            link.replace_self(nodes.inline("", "", *link.children))
        else:
            _logger.warning("no such file: %s, in %s", address, page.source, location=link)


class NameSections(SphinxTransform):
    """Headings also answer to the names that forges give them, so that one link serves in both places."""

    default_priority = 900

    def apply(self, **kwargs: Any) -> None:
        """Add the name to each."""
        taken = {name for node in self.document.findall() for name in getattr(node, "attributes", {}).get("ids", ())}
        for section in self.document.findall(nodes.section):
            title = section.next_node(nodes.title)
            name = make_anchor(title.astext()) if title else ""
            if name and name not in taken:
                section["ids"].append(name)
                taken.add(name)


def make_anchor(title: str) -> str:
    """Return a heading's name in links, as forges make it."""
    plain = unicodedata.normalize("NFC", title).lower()
    return re.sub(r"[^\w\- ]", "", plain).strip().replace(" ", "-")


def write_address(page: Page, address: str) -> str:
    """Return ``address``, counted from the root of the site, as ``page`` links to it."""
    return posixpath.relpath(address, posixpath.dirname(page.address))


def add_context(app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: Any) -> None:
    """Give the templates the same page in other languages; where there is none, that language's home."""
    pages: list[Page] = app.config.passerelle_pages
    language = app.config.language
    here = Page(language, pagename, "", language)
    page = next((one for one in pages if (one.language, one.docname) == (language, pagename)), here)
    twins = [one for one in pages if one.source in page.twins]
    others = [(one, True) for one in twins]
    for home in app.config.passerelle_homes:
        if home.language not in {language, *(one.language for one in twins)}:
            others.append((home, False))
    context["passerelle_languages"] = [
        {
            "href": write_address(page, _name_search(one, pagename) if pagename == "search" else one.address),
            "name": name_language(one.tag),
            "tag": one.tag.replace("_", "-"),
            "note": "" if same or pagename == "search" else tr("(accueil : cette page n’y est pas)"),
        }
        for one, same in others
    ]
    licences = next(one for one in pages if one.language == language and one.source.endswith(f"/{LICENCES}"))
    context["passerelle_licences"] = write_address(page, licences.address)
    context["passerelle_words"] = {
        "languages": tr("Cette page dans une autre langue"),
        "licences": tr("Code : BSD-3-Clause. Contenus : CC BY 4.0."),
        "quiet": tr("Ce site n’envoie rien et ne charge rien d’ailleurs."),
    }
    if page.tag != language:
        context["language"] = page.tag.replace("_", "-")


def _name_search(home: Page, pagename: str) -> str:
    return f"{home.language}/{pagename}.html"


def show_formula(writer: Any, node: nodes.Element) -> None:
    """Show a formula as it is written: no page loads a library to draw it."""
    writer.body.append(f"<code>{writer.encode(node.astext())}</code>")
    raise nodes.SkipNode


def setup(app: Sphinx) -> dict[str, Any]:
    """Add all of it to a build."""
    app.add_config_value("passerelle_pages", [], "env")
    app.add_config_value("passerelle_homes", [], "env")
    app.add_config_value("passerelle_root", "", "env")
    app.add_html_math_renderer(PLAIN_FORMULAS, (show_formula, None), (show_formula, None))
    app.add_transform(SettleLinks)
    app.add_transform(NameSections)
    # Before the theme, which looks whether each part of a page is empty.
    app.connect("html-page-context", add_context, priority=100)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
