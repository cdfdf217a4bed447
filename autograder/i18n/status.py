"""How far each language has come, module by module."""

from __future__ import annotations

from collections.abc import Collection

import msgspec

from autograder.content.kit import Kit
from autograder.i18n.catalogue import is_usable, read_catalogue
from autograder.i18n.extract import extract_all, extract_module
from autograder.i18n.message import Sentence
from autograder.i18n.placeholders import BrokenPlaceholder, find_broken_placeholders
from autograder.i18n.update import is_overlay
from autograder.language import SOURCE_LANGUAGE


class Status(msgspec.Struct, frozen=True):
    """One module, or the ``interface``, in one language; sentences that occur twice count once."""

    module: str
    language: str
    translated: int
    fuzzy: int
    """Translations of a sentence that has changed since, or whose placeholders are broken: French is shown."""
    missing: int
    """Sentences without a translation; an overlay (``fr_CA``) misses none."""
    broken: tuple[BrokenPlaceholder, ...] = ()

    @property
    def complete(self) -> bool:
        """Whether every sentence has its translation."""
        return not self.fuzzy and not self.missing


def status(kit: Kit, only: Collection[str] | None = None) -> list[Status]:
    """Return the state of every module (or of ``only`` these) in every language but French, in order.

    The sources are asked, not the catalogues alone: what was never extracted is missing.
    """
    extracted = (
        extract_all(kit) if only is None else {k: v for name in only for k, v in extract_module(kit, name).items()}
    )
    return [
        _add_up([_count(kit, name, language, extracted[name]) for name in extracted if _module_of(name) == module])
        for language in kit.list_languages()
        if language != SOURCE_LANGUAGE
        for module in dict.fromkeys(map(_module_of, extracted))
    ]


def _module_of(name: str) -> str:
    return name.removesuffix(".hidden")


def _count(kit: Kit, name: str, language: str, sentences: list[Sentence]) -> Status:
    catalogue = read_catalogue(kit.catalogue(name, language), language)
    usable = {(message.context or "", message.id) for message in catalogue if is_usable(message)}
    present = {(message.context or "", message.id) for message in catalogue if message.string}
    counts = {"translated": 0, "fuzzy": 0, "missing": 0}
    places: dict[str, set[str]] = {}
    for sentence in sentences:
        places.setdefault(sentence.text, set()).add(sentence.context)
    for text, contexts in places.items():
        if all(("", text) in usable or (context, text) in usable for context in contexts):
            counts["translated"] += 1
        elif ("", text) in present or any((context, text) in present for context in contexts):
            counts["fuzzy"] += 1
        elif not is_overlay(language):
            counts["missing"] += 1
    return Status(_module_of(name), language, **counts, broken=tuple(find_broken_placeholders(catalogue)))


def _add_up(parts: list[Status]) -> Status:
    first = parts[0]
    return Status(
        first.module,
        first.language,
        translated=sum(part.translated for part in parts),
        fuzzy=sum(part.fuzzy for part in parts),
        missing=sum(part.missing for part in parts),
        broken=tuple(broken for part in parts for broken in part.broken),
    )
