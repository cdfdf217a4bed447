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
from importlib.metadata import entry_points
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


def list_languages() -> list[str]:
    """Return the languages that the kit speaks: French, then each folder of ``locale/`` that has an interface."""
    found = sorted(path.parent.name for path in find_locale_folder().glob("*/interface.po"))
    return [SOURCE_LANGUAGE, *(name for name in found if name != SOURCE_LANGUAGE)]


def guess_language() -> str:
    """Return the language of this person: ``PASSERELLE_LANG``, else the system's where the kit speaks it.

    A system in a language that the kit lacks gets English, which more of its readers will know; one that names none
    (``C``, ``POSIX``) gets French.
    """
    chosen = os.environ.get("PASSERELLE_LANG")
    if chosen:
        return normalise_language(chosen)
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = normalise_language(os.environ.get(variable, ""))
        if value:
            return _choose_spoken(value)
    return SOURCE_LANGUAGE


def _choose_spoken(tag: str) -> str:
    base = tag.split("_")[0]
    if base in ("c", "posix"):
        return SOURCE_LANGUAGE
    spoken = list_languages()
    return next((known for known in (tag, base, "en") if known in spoken), SOURCE_LANGUAGE)


def write_decimal(text: str) -> str:
    """Return a number written with a point as the language in force writes it."""
    return text.replace(".", tr(",")) if tr(",") != "." else text


def find_lab_language(language: str) -> str:
    """Return JupyterLab's tag of ``language`` (``fr_FR``): that of the pack installed for it, else its own, English."""
    base = language.split("_")[0]
    packs = sorted(pack.name for pack in entry_points(group="jupyterlab.languagepack"))
    return next((name for name in packs if name.split("_")[0] == base), "en")


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
