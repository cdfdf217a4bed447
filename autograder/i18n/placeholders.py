"""Named placeholders, ``{name}``: the same ones in a sentence and in its translation."""

from __future__ import annotations

import string
from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog, Message

FLAG = "python-brace-format"
"""gettext's own flag for sentences with such placeholders; Babel gives it to every sentence that looks so."""
NO_FLAG = f"no-{FLAG}"
"""gettext's own flag for sentences whose braces are no placeholders."""


class BrokenPlaceholder(msgspec.Struct, frozen=True):
    """A translation whose placeholders are not those of its source."""

    msgid: str
    msgstr: str
    missing: tuple[str, ...]
    unknown: tuple[str, ...]


def find_placeholders(text: str) -> set[str] | None:
    """Return the names in ``text``; ``None`` where it is no format string."""
    try:
        return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}
    except ValueError:
        return None


def has_placeholders(message: Message) -> bool:
    """Tell whether the braces of a message are placeholders."""
    return FLAG in message.flags and NO_FLAG not in message.flags


def have_same_placeholders(msgid: str, msgstr: str) -> bool:
    """Tell whether a translation has the placeholders of its source, no more and no less."""
    return find_placeholders(msgid) == find_placeholders(msgstr)


def find_broken_placeholders(catalogue: Catalog) -> list[BrokenPlaceholder]:
    """Return the translations of ``catalogue``, fuzzy ones left out, whose placeholders differ from their source's."""
    broken = []
    for message in catalogue:
        if not message.id or not message.string or message.fuzzy or not has_placeholders(message):
            continue
        msgid, msgstr = str(message.id), str(message.string)
        if not have_same_placeholders(msgid, msgstr):
            wanted, found = find_placeholders(msgid) or set(), find_placeholders(msgstr) or set()
            broken.append(
                BrokenPlaceholder(msgid, msgstr, tuple(sorted(wanted - found)), tuple(sorted(found - wanted)))
            )
    return broken
