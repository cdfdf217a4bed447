"""Markdown cut into what is translated (paragraphs, headings, items, table cells) and what is kept as it is.

A paragraph is one message, its lines joined; marks of headings, lists and quotes stay outside. A listing or a drawing
is one message, lines and all, where it holds French; formulas, rules and addresses are never messages.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Literal

import msgspec

from autograder.i18n.wording import has_words, join_lines, looks_french, squeeze

Translate = Callable[[str], "str | None"]
"""Gives a sentence in the other language, or ``None`` to leave the source as it is."""

_FENCE = re.compile(r"(?P<lead>[\s>]*)(?P<mark>`{3,}|~{3,})")
_LEAD = re.compile(r"(?P<lead>\s*(?:>\s?)*\s*)(?P<mark>(?:#{1,6}\s+|(?:[-*+]|\d{1,9}[.)])\s+(?:\[[ xX]\]\s+)?)?)")
_RULE = re.compile(r"\s*(?:([-*_])\s*(?:\1\s*){2,}|=+|<!--.*-->)\s*")
_TABLE_RULE = re.compile(r"\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*")
_TABLE_BAR = re.compile(r"(?<!\\)\|")
_IMAGE = re.compile(r"(?P<open>!\[)(?P<alt>(?:[^\]\\]|\\.)*)(?P<close>\](?:\([^)]*\)|\[[^\]]*\]))")


class Piece(msgspec.Struct, frozen=True):
    """A stretch of Markdown: ``raw`` as it stands; with ``text``, ``before + text + after`` says the same."""

    raw: str
    kind: Literal["kept", "paragraph", "images", "row", "listing"] = "kept"
    text: str = ""
    before: str = ""
    after: str = ""
    hang: str = ""
    """What each further line begins with."""


def split_markdown(source: str) -> list[Piece]:
    """Cut ``source`` into pieces whose ``raw`` texts, joined by line feeds, give it back."""
    lines = source.split("\n")
    pieces: list[Piece] = []
    position = 0
    while position < len(lines):
        end, found = _read_block(lines, position)
        pieces.extend(found)
        position = end
    return pieces


def list_sentences(source: str) -> list[str]:
    """Return what there is to translate in a Markdown cell, in order."""
    return [sentence for piece in split_markdown(source) for sentence in _list_in_piece(piece)]


def translate_markdown(source: str, translate: Translate) -> str:
    """Return the cell with each sentence that ``translate`` knows put in its place."""
    return "\n".join(_render(piece, translate) for piece in split_markdown(source))


def _read_block(lines: list[str], start: int) -> tuple[int, list[Piece]]:
    line = lines[start]
    if _FENCE.match(line):
        return _read_fence(lines, start)
    if line.strip().startswith("$$"):
        return _read_formula(lines, start)
    if not line.strip() or _RULE.fullmatch(line):
        return start + 1, [Piece(line)]
    if _is_table_row(line):
        return start + 1, [Piece(line, "kept" if _TABLE_RULE.fullmatch(line) else "row")]
    return _read_paragraph(lines, start)


def _read_fence(lines: list[str], start: int) -> tuple[int, list[Piece]]:
    opening = _FENCE.match(lines[start])
    assert opening is not None
    end = start + 1
    while end < len(lines) and not re.fullmatch(
        rf"[\s>]*{opening['mark'][0]}{{{len(opening['mark'])},}}\s*", lines[end]
    ):
        end += 1
    stop = min(end + 1, len(lines))
    body = "\n".join(lines[start + 1 : end])
    raw = "\n".join(lines[start:stop])
    if not looks_french(body) or end == len(lines):
        return stop, [Piece(raw)]
    return stop, [Piece(raw, "listing", text=body, before=lines[start] + "\n", after="\n" + lines[end])]


def _read_formula(lines: list[str], start: int) -> tuple[int, list[Piece]]:
    end = start
    opened = lines[start].count("$$") % 2 == 1
    while opened and end + 1 < len(lines):
        end += 1
        opened = lines[end].count("$$") % 2 == 0
    return end + 1, [Piece("\n".join(lines[start : end + 1]))]


def _read_paragraph(lines: list[str], start: int) -> tuple[int, list[Piece]]:
    opening = _LEAD.match(lines[start])
    assert opening is not None
    heading = opening["mark"].startswith("#")
    end = start + 1
    while not heading and end < len(lines) and _continues(lines[end], opening["lead"]):
        end += 1
    texts = [lines[start][opening.end() :], *(_strip_lead(line) for line in lines[start + 1 : end])]
    raw = "\n".join(lines[start:end])
    text = join_lines(texts)
    if not has_words(_IMAGE.sub(" ", text)):
        return end, [Piece(raw, "images" if _IMAGE.search(text) else "kept")]
    hang = opening["lead"] + " " * (0 if heading else len(opening["mark"]))
    return end, [Piece(raw, "paragraph", text=text, before=opening.group(0), hang=hang)]


def _continues(line: str, lead: str) -> bool:
    if not line.strip() or _FENCE.match(line) or _RULE.fullmatch(line) or _is_table_row(line):
        return False
    if line.strip().startswith("$$"):
        return False
    opening = _LEAD.match(line)
    assert opening is not None
    return not opening["mark"] and opening["lead"].count(">") == lead.count(">") and bool(line[opening.end() :])


def _strip_lead(line: str) -> str:
    opening = _LEAD.match(line)
    return line[opening.end("lead") :] if opening else line


def _is_table_row(line: str) -> bool:
    return line.lstrip().startswith("|")


def _list_in_piece(piece: Piece) -> Iterator[str]:
    if piece.kind == "row":
        yield from (cell for cell in map(str.strip, _split_row(piece.raw)) if has_words(cell))
    elif piece.kind == "images":
        alternatives = (squeeze(image["alt"]) for image in _IMAGE.finditer(piece.raw))
        yield from (alternative for alternative in alternatives if has_words(alternative))
    elif piece.text:
        yield piece.text


def _render(piece: Piece, translate: Translate) -> str:
    if piece.kind == "row":
        return "|".join(_render_cell(cell, translate) for cell in _split_row(piece.raw))
    if piece.kind == "images":
        return _IMAGE.sub(
            lambda image: image["open"] + _render_alternative(image, translate) + image["close"], piece.raw
        )
    translated = translate(piece.text) if piece.text else None
    if translated is None:
        return piece.raw
    if piece.kind == "listing":
        return piece.before + translated + piece.after
    return piece.before + translated.replace("\n", "\\\n" + piece.hang)


def _render_cell(cell: str, translate: Translate) -> str:
    text = cell.strip()
    translated = translate(text) if has_words(text) else None
    if translated is None:
        return cell
    return " " + _TABLE_BAR.sub(r"\|", translated) + " "


def _render_alternative(image: re.Match[str], translate: Translate) -> str:
    translated = translate(squeeze(image["alt"])) if has_words(image["alt"]) else None
    return image["alt"] if translated is None else translated


def _split_row(line: str) -> list[str]:
    """Cut a table row at its bars; as in GitHub's Markdown, a bar within code counts unless it is escaped."""
    return _TABLE_BAR.split(line)
