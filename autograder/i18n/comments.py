"""The comments of a code cell, as paragraphs."""

from __future__ import annotations

import io
import re
import tokenize
from collections.abc import Iterator

import msgspec

from autograder.i18n.wording import has_words

_DIRECTIVE = re.compile(
    r"#(?:##|!|\s*(?:%%|///|noqa\b|type:|fmt:|ruff:|mypy:|pylint:|pyright:|pragma\b|isort:|-\*-|region\b|endregion\b))"
)
_OWN_LINE = re.compile(r"#\s*(?:[-*+•]|\d{1,2}[.)])\s|#\s{2,}")
"""Items of a list and lines that are set in: never joined to the line before."""


class Comment(msgspec.Struct, frozen=True):
    """A paragraph of comment, or the remark at the end of a line of code."""

    text: str
    line: int
    column: int
    last_line: int
    end_column: int


def list_comments(source: str, without: set[int]) -> list[Comment]:
    """Return the comments of ``source`` that hold words, but those of the lines ``without`` and directives."""
    comments: list[Comment] = []
    lines = source.split("\n")
    joins = False
    for token in _list_tokens(source):
        line, column = token.start
        kept = line in without or _DIRECTIVE.match(token.string) or not has_words(token.string)
        own = not lines[line - 1][:column].strip()
        if kept:
            joins = False
            continue
        text = token.string.lstrip("#").strip()
        if joins and own and _follows(comments[-1], token):
            last = comments.pop()
            comments.append(Comment(f"{last.text} {text}", last.line, last.column, line, token.end[1]))
        else:
            comments.append(Comment(text, line, column, line, token.end[1]))
        joins = own
    return comments


def _follows(last: Comment, token: tokenize.TokenInfo) -> bool:
    line, column = token.start
    return line == last.last_line + 1 and column == last.column and not _OWN_LINE.match(token.string)


def _list_tokens(source: str) -> Iterator[tokenize.TokenInfo]:
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == tokenize.COMMENT:
            yield token
