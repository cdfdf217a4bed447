"""The glossary: a sentence a term, a page a language, written by the build from every ``module.toml``.

It lies in ``lessons/``, one level above the lessons, and in the root of a learner's workspace: from either, the lessons
reach it by the same link.
"""

from __future__ import annotations

import re
import unicodedata

import msgspec

from autograder.content.kit import Kit
from autograder.content.module import Module
from autograder.i18n.catalogue import has_translations, make_translator
from autograder.i18n.declarations import translate_module
from autograder.language import SOURCE_LANGUAGE, tr, use_language

GLOSSARY_CELL = "glossary"


class Entry(msgspec.Struct, frozen=True):
    """One term, as it is first explained."""

    term: str
    meaning: str
    modules: tuple[str, ...]
    """Titles of the modules that explain it, with their numbers; the first one's sentence is kept."""


def list_entries(kit: Kit, language: str) -> list[Entry]:
    """Return the terms of every module that ``language`` has, in alphabetical order, each once."""
    entries: dict[str, Entry] = {}
    for module_id in kit.list_modules():
        if language != SOURCE_LANGUAGE and not has_translations(kit.catalogue(module_id, language)):
            continue
        module = _read_module(kit, module_id, language)
        title = f"{module_id.partition('-')[0]} {module.title}"
        for term in module.terms:
            first = entries.get(make_anchor(term.term), Entry(term.term, term.meaning, ()))
            entries[make_anchor(term.term)] = msgspec.structs.replace(first, modules=(*first.modules, title))
    return [entries[anchor] for anchor in sorted(entries)]


def write_glossary(kit: Kit, language: str) -> str:
    """Return the page as Markdown."""
    with use_language(language):
        lines = [
            "# " + tr("Glossaire"),
            "",
            tr(
                "Une phrase par mot, et le module qui l’explique. Cette page est écrite par `passerelle build`, "
                "depuis les `module.toml`."
            ),
        ]
        letter = ""
        for entry in list_entries(kit, language):
            anchor = make_anchor(entry.term)
            if anchor[:1] != letter:
                letter = anchor[:1]
                lines += ["", f"## {letter.upper()}", ""]
            lines.append(f'- <a id="{anchor}"></a>**{entry.term}** · {entry.meaning} *({", ".join(entry.modules)})*')
    return "\n".join(lines) + "\n"


def write_links(kit: Kit, module_id: str, language: str) -> str:
    """Return the text that ends a lesson: its new words, each with a link to its sentence; empty where it has none."""
    terms = _read_module(kit, module_id, language).terms
    if not terms:
        return ""
    page = kit.glossary(language).name
    links = [
        f"[{term.term}](../{page}#{make_anchor(term.term)})"
        for term in sorted(terms, key=lambda term: make_anchor(term.term))
    ]
    with use_language(language):
        return tr("Les mots de cette leçon, dans le glossaire : {links}.", links=", ".join(links))


def make_anchor(term: str) -> str:
    """Return the term as the end of a link: small letters without accents, words joined by hyphens."""
    letters = unicodedata.normalize("NFKD", term.replace("œ", "oe").replace("æ", "ae").lower())
    plain = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return "-".join(re.findall(r"[a-z0-9]+", plain)) or "x"


def _read_module(kit: Kit, module_id: str, language: str) -> Module:
    return translate_module(kit.read_module(module_id), make_translator(kit, (module_id,), language).at)
