"""The language a person reads, and the sentences in it.

The source language is French: code says ``tr("Le fichier {path} n'existe pas.", path=path)``
and ``locale/LANG/interface.po`` holds the other languages. The language is a
context variable, so that one grader can answer two learners in two languages.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from pathlib import Path

SOURCE_LANGUAGE = "fr"

_current: ContextVar[str | None] = ContextVar("passerelle_language", default=None)


def find_locale_folder() -> Path:
    """Return the folder that holds ``LANG/interface.po``: the kit's, or the one packed with the package."""
    packed = Path(__file__).parent / "_locale"
    return packed if packed.is_dir() else Path(__file__).parent.parent / "locale"


def normalise_language(tag: str) -> str:
    """Return a language tag as its folder is named: ``fr-CA`` and ``fr_CA.UTF-8`` give ``fr_CA``."""
    base = tag.split(".")[0].split("@")[0].replace("-", "_")
    language, _, region = base.partition("_")
    return f"{language.lower()}_{region.upper()}" if region else language.lower()


def guess_language() -> str:
    """Return the language of this person: ``PASSERELLE_LANG``, else the system's where it is English, else French."""
    chosen = os.environ.get("PASSERELLE_LANG")
    if chosen:
        return normalise_language(chosen)
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(variable, "")
        if value:
            return "en" if value.lower().startswith("en") else SOURCE_LANGUAGE
    return SOURCE_LANGUAGE


def current_language() -> str:
    """Return the language in force here and now."""
    return _current.get() or guess_language()


@contextmanager
def use_language(tag: str) -> Iterator[None]:
    """Speak ``tag`` within the block."""
    token = _current.set(normalise_language(tag))
    try:
        yield
    finally:
        _current.reset(token)


def tr(sentence: str, /, **values: object) -> str:
    """Return ``sentence`` in the current language, with its named placeholders filled.

    A sentence that a catalogue lacks comes back in French: an untranslated
    message is better than none.
    """
    translated = _look_up(current_language(), sentence)
    return translated.format(**values) if values else translated


def _look_up(language: str, sentence: str) -> str:
    for tag in (language, language.split("_")[0]):
        found = _read_catalogue(tag).get(sentence)
        if found:
            return found
    return sentence


@lru_cache(maxsize=8)
def _read_catalogue(language: str) -> dict[str, str]:
    path = find_locale_folder() / language / "interface.po"
    if language == SOURCE_LANGUAGE or not path.is_file():
        return {}
    from babel.messages.pofile import read_po  # Babel costs 40 ms: French readers never pay for it.

    with path.open("rb") as stream:
        catalogue = read_po(stream)
    return {
        message.id: message.string
        for message in catalogue
        if message.id and isinstance(message.id, str) and isinstance(message.string, str) and not message.fuzzy
    }
