"""Sentences written back into Python: a literal, a comment, a docstring."""

from __future__ import annotations

import re
import textwrap
import unicodedata

from autograder.i18n.wording import squeeze

WIDTH = 100
"""Columns of a translated comment or docstring of several lines, unless its source was wider."""

_WIDEST = 120
"""Columns that a docstring of one line may take."""

_ITEM = re.compile(r"(?:[-*+•]|\d{1,2}[.)])\s+")
_SHORT = {"\n": "\\n", "\r": "\\r", "\t": "\\t", "\\": "\\\\"}


def render_literal(text: str, raw: str = "") -> str:
    """Return ``text`` as a Python literal, in double quotes where that needs no escape; the same on every Python.

    Letters and spaces of any language stay as they are. ``raw`` is the source's form: what was written over several
    lines in triple quotes stays so.
    """
    if "\n" in text and '"""' in raw and '"""' not in text and not text.endswith('"'):
        return '"""' + "".join(_escape(character) for character in text) + '"""'
    quote = "'" if '"' in text and "'" not in text else '"'
    body = "".join(_SHORT.get(character) or _escape(character) for character in text)
    return quote + body.replace(quote, "\\" + quote) + quote


def render_comment(text: str, raw: str, indent: int) -> str:
    """Return ``text`` as comment lines; the first begins where the source did, the others at ``indent``."""
    lines = raw.split("\n")
    marker = re.match(r"#+\s*", lines[0])
    lead = marker.group(0) if marker else "# "
    flowing = squeeze(text)
    if len(lines) == 1:  # It may stand at the end of a line of code.
        return lead + flowing
    item = _ITEM.match(flowing)
    hang = lead + " " * (item.end() if item else 0)
    width = max(WIDTH, max(map(len, lines))) - indent
    wrapped = textwrap.wrap(
        flowing,
        max(width, 40),
        initial_indent=lead,
        subsequent_indent=hang,
        break_long_words=False,
        break_on_hyphens=False,
    )
    return ("\n" + " " * indent).join(wrapped)


def render_docstring(paragraphs: list[str], indent: int) -> str:
    """Return the paragraphs as a docstring in triple quotes, at ``indent``."""
    escaped = [paragraph.replace("\\", "\\\\").replace('"""', '\\"\\"\\"') for paragraph in paragraphs]
    if escaped[-1].endswith('"'):
        escaped[-1] += " "
    width = max(WIDTH - indent, 40)
    if len(escaped) == 1 and len(escaped[0]) + 6 + indent <= _WIDEST and "\n" not in escaped[0]:
        return f'"""{escaped[0]}"""'
    first = True
    blocks = []
    for paragraph in escaped:
        blocks.append(paragraph if "\n" in paragraph else "\n".join(_wrap(paragraph, width - 3 * first)))
        first = False
    body = "\n\n".join(blocks).replace("\n", "\n" + " " * indent)
    body = "\n".join(line.rstrip() for line in body.split("\n"))
    return f'"""{body}\n{" " * indent}"""'


def _wrap(paragraph: str, width: int) -> list[str]:
    return textwrap.wrap(paragraph, width, break_long_words=False, break_on_hyphens=False)


def _escape(character: str) -> str:
    if character == "\\":
        return "\\\\"
    if character != "\n" and unicodedata.category(character) in ("Cc", "Cs", "Zl", "Zp"):
        return f"\\x{ord(character):02x}" if ord(character) < 256 else f"\\u{ord(character):04x}"
    return character
