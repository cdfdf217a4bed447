"""Catalogues as they are used: a sentence in, its translation out, French where there is none."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from autograder.content.kit import Kit
from autograder.errors import ContentError
from autograder.i18n.placeholders import has_placeholders, have_same_placeholders
from autograder.language import SOURCE_LANGUAGE, tr

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog, Message

Key = tuple[str, str]
"""A context, empty for most, and a sentence."""


class Translator(msgspec.Struct, frozen=True):
    """Sentences of one module in one language."""

    language: str
    sentences: Mapping[Key, str]

    def translate(self, sentence: str, place: str = "") -> str | None:
        """Return the translation, the one made for ``place`` first; ``None`` leaves the French as it is."""
        return self.sentences.get((place, sentence)) or self.sentences.get(("", sentence))

    def at(self, place: str) -> Callable[[str], str | None]:
        """Return a function that translates sentences of ``place`` (``lesson.py cell-7``)."""
        return lambda sentence: self.translate(sentence, place)


def make_translator(kit: Kit, names: tuple[str, ...], language: str) -> Translator:
    """Return the translator of the catalogues ``names``, the first asked first, into ``language``.

    ``fr_CA`` is asked before ``fr``, ``en_CA`` before ``en``. Fuzzy entries, and those whose placeholders do not match,
    are as good as absent.
    """
    sentences: dict[Key, str] = {}
    for tag in reversed(list_fallbacks(language)):
        for name in reversed(names):
            sentences |= _read_usable(kit.catalogue(name, tag))
    return Translator(language, sentences)


def has_translations(path: Path) -> bool:
    """Tell whether a catalogue translates anything; one that does not exist translates nothing."""
    return bool(_read_usable(path))


def list_fallbacks(language: str) -> list[str]:
    """Return the languages to ask in turn, French left out: it is the source."""
    tags = [language, language.split("_")[0]]
    return [tag for tag in dict.fromkeys(tags) if tag != SOURCE_LANGUAGE]


def read_catalogue(path: Path, language: str) -> Catalog:
    """Read a ``.po`` file, an empty catalogue where there is none; raises :class:`ContentError` with file and line."""
    from babel.messages.catalog import Catalog
    from babel.messages.pofile import PoFileError, read_po

    if not path.is_file():
        return Catalog(locale=language, charset="utf-8")
    try:
        text = path.read_bytes().decode("utf-8-sig")
        plain = re.sub(r"^#\|.*$", "#", text, flags=re.MULTILINE)  # Babel takes these for remarks; see below.
        catalogue = read_po(io.StringIO(plain), locale=language, charset="utf-8", abort_invalid=True)
        _read_previous(catalogue, text)
        return catalogue
    except PoFileError as error:
        line, reason = error.lineno + 1, str(error)
    except UnicodeDecodeError:
        line, reason = 0, "UTF-8"
    except ValueError as error:
        line, reason = 0, str(error)
    raise ContentError(
        tr(
            "{path}, ligne {line} : ce catalogue ne se lit pas ({reason}). "
            "Corrigez-le ou reprenez la version précédente.",
            path=path,
            line=line,
            reason=reason,
        )
    )


def _read_previous(catalogue: Catalog, text: str) -> None:
    """Give fuzzy messages the former sentence beside them (``#| msgid``), which Babel writes but does not read."""
    from babel.messages.pofile import PoFileError, read_po

    for block in text.split("\n\n"):
        lines = [line.removeprefix("#|").strip() for line in block.splitlines() if line.startswith("#|")]
        if not lines or "#~" in block:
            continue
        parts = ("\n".join([*lines, 'msgstr ""']), block)
        try:
            former, present = (
                [message for message in read_po(io.StringIO(part + "\n"), abort_invalid=True) if message.id]
                for part in parts
            )
        except PoFileError:  # Another tool's way of writing it: the former sentence is a help, no more.
            continue
        message = catalogue.get(present[0].id, present[0].context) if former and present else None
        if message is not None and message.fuzzy:
            message.previous_id = [str(former[0].id)]


def _read_usable(path: Path) -> dict[Key, str]:
    if not path.is_file():
        return {}
    found: dict[Key, str] = {}
    for message in read_catalogue(path, path.parent.name):
        msgid, msgstr = message.id, message.string
        if not isinstance(msgid, str) or not isinstance(msgstr, str) or not is_usable(message):
            continue
        found[message.context or "", msgid] = msgstr
    return found


def is_usable(message: Message) -> bool:
    """Tell whether a translation may be shown: there, not fuzzy, its placeholders those of its source."""
    if not message.id or not message.string or message.fuzzy:
        return False
    return not has_placeholders(message) or have_same_placeholders(str(message.id), str(message.string))
