"""Python sources: the sentences in them, found with ``ast`` and ``tokenize``, and put back in another language.

Three kinds of places hold sentences: ``tr("…")``, which the build replaces by the literal itself in every language;
comments, a run of them being one paragraph; docstrings. What a machine reads (``### BEGIN SOLUTION``, ``# noqa``…)
stays as it is.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from typing import Literal

import msgspec

from autograder.errors import ContentError
from autograder.i18n.comments import list_comments
from autograder.i18n.offsets import Offsets
from autograder.i18n.rendering import render_comment, render_docstring, render_literal
from autograder.i18n.wording import has_words, squeeze
from autograder.language import tr

Kind = Literal["literal", "comment", "docstring"]
Translate = Callable[[str], "str | None"]
Part = Literal["cell", "checks", "package"]
"""What is read: a notebook's cell, a file of checks (its comments and helpers speak English), or the package."""

_MAGIC = re.compile(r"^(\s*)[%!?]", re.MULTILINE)
_PLACEHOLDER = re.compile(r"\{\w+[^{}]*\}")


class CodeText(msgspec.Struct, frozen=True):
    """A place in a source that holds something to translate."""

    kind: Kind
    texts: tuple[str, ...]
    """What it says: one sentence, or the paragraphs of a docstring."""
    start: int
    end: int
    """The characters from ``start`` to ``end`` are to be replaced."""
    indent: int = 0
    raw: str = ""
    """Those characters."""
    inside: str = ""
    """The function or class around it, for the translator."""

    @property
    def has_placeholders(self) -> bool:
        """Whether it is a literal with ``{name}`` in it."""
        return self.kind == "literal" and any(map(has_named_values, self.texts))


def has_named_values(text: str) -> bool:
    """Whether ``text`` looks like a sentence with ``{name}`` in it."""
    return _PLACEHOLDER.search(text) is not None


def find_sentences(source: str, where: str, part: Part = "cell") -> list[CodeText]:
    """Return what there is to translate in ``source``, in order.

    ``where`` names file and cell for the messages. Raises :class:`ContentError` where the source does not parse, or
    where ``tr`` does not hold a literal.
    """
    if part == "cell" and source.lstrip().startswith("%%"):
        return []
    plain = hide_magics(source) if part == "cell" else source
    tree = parse_source(plain, where)
    offsets = Offsets(source)
    found = [*_find_literals(tree, offsets, source, where, part)]
    if part != "package":
        found += _find_docstrings(tree, offsets, source, part)
    if part == "cell":
        found += _find_comments(source, plain, offsets, found)
    return sorted(found, key=lambda sentence: sentence.start)


def translate_source(source: str, translate: Translate, where: str, part: Part = "cell") -> str:
    """Return ``source`` in another language; ``tr("…")`` gives way to its literal, translated or not."""
    result = source
    for sentence in reversed(find_sentences(source, where, part)):
        replacement = _render(sentence, [translate(text) for text in sentence.texts])
        result = result[: sentence.start] + replacement + result[sentence.end :]
    return result


def hide_magics(source: str) -> str:
    """Return the cell with IPython's own lines (``%matplotlib``, ``!ls``) as comments, every position kept."""
    return _MAGIC.sub(r"\1#", source)


def parse_source(source: str, where: str) -> ast.Module:
    """Parse Python; raises :class:`ContentError` naming place and line."""
    try:
        return ast.parse(source)
    except SyntaxError as error:
        raise ContentError(
            tr(
                "{where}, ligne {line} : ce code ne se lit pas ({reason}). Corrigez-le.",
                where=where,
                line=error.lineno or 0,
                reason=error.msg,
            )
        ) from None


def _render(sentence: CodeText, translations: list[str | None]) -> str:
    if sentence.kind == "literal":
        return render_literal(sentence.texts[0] if translations[0] is None else translations[0], sentence.raw)
    if all(translation is None for translation in translations):
        return sentence.raw
    texts = [new if new is not None else old for old, new in zip(sentence.texts, translations, strict=True)]
    if sentence.kind == "comment":
        return render_comment(texts[0], sentence.raw, sentence.indent)
    return render_docstring(texts, sentence.indent)


def _find_literals(tree: ast.Module, offsets: Offsets, source: str, where: str, part: Part) -> Iterator[CodeText]:
    inside = _name_surroundings(tree)
    called = {id(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}
    in_fstrings = {id(inner) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for inner in ast.walk(node)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "tr":
            if part != "package" and id(node) in in_fstrings:
                raise _refuse_in_fstring(where, node)
            yield _make_literal(node, _read_literal(node, where, part), offsets, source, inside, node)
        elif isinstance(node, ast.Name) and node.id == "tr" and id(node) not in called and part != "package":
            raise _refuse_non_literal(where, node)
        elif part == "checks" and isinstance(node, ast.keyword) and node.arg == "shown":
            shown = node.value
            if isinstance(shown, ast.Constant) and isinstance(shown.value, str):
                yield _make_literal(shown, shown.value, offsets, source, inside, shown)


def _make_literal(
    node: ast.expr, text: str, offsets: Offsets, source: str, inside: dict[int, str], owner: ast.AST
) -> CodeText:
    start, end = offsets.find_span(node)
    return CodeText("literal", (text,), start, end, raw=source[start:end], inside=inside.get(id(owner), ""))


def _read_literal(node: ast.Call, where: str, part: Part) -> str:
    """Return the literal that ``tr`` holds; in the package, named values may follow it."""
    only = len(node.args) == 1 and (part == "package" or not node.keywords)
    value = node.args[0].value if only and isinstance(node.args[0], ast.Constant) else None
    if not isinstance(value, str) or not value.strip():
        raise _refuse_non_literal(where, node)
    return value


def _refuse_non_literal(where: str, node: ast.expr) -> ContentError:
    return ContentError(
        tr(
            "{where}, ligne {line} : tr() tient un texte entre guillemets, et rien d’autre. "
            'Écrivez tr("… {{name}} …").format(name=…).',
            where=where,
            line=node.lineno,
        )
    )


def _refuse_in_fstring(where: str, node: ast.expr) -> ContentError:
    return ContentError(
        tr(
            '{where}, ligne {line} : tr() se trouve dans une f-string. Sortez-le : tr("… {{name}} …").format(name=…).',
            where=where,
            line=node.lineno,
        )
    )


def _find_docstrings(tree: ast.Module, offsets: Offsets, source: str, part: Part) -> Iterator[CodeText]:
    for node in ast.walk(tree):
        if not isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            continue
        if part == "checks" and not node.name.startswith("test_"):
            continue
        text = ast.get_docstring(node)
        if not text or not has_words(text):
            continue
        statement = node.body[0]
        assert isinstance(statement, ast.Expr)
        start, end = offsets.find_span(statement.value)
        paragraphs = tuple(re.split(r"\n\s*\n", text.strip()))
        texts = tuple(text if ">>>" in text else squeeze(text) for text in paragraphs)
        yield CodeText("docstring", texts, start, end, statement.col_offset, source[start:end], node.name)


def _find_comments(source: str, plain: str, offsets: Offsets, found: list[CodeText]) -> Iterator[CodeText]:
    magics = {plain.count("\n", 0, match.start()) + 1 for match in _MAGIC.finditer(source)}
    for comment in list_comments(plain, magics):
        start = offsets.find(comment.line, comment.column)
        end = offsets.find(comment.last_line, comment.end_column)
        if not any(sentence.start <= start < sentence.end for sentence in found):
            yield CodeText("comment", (comment.text,), start, end, comment.column, source[start:end])


def _name_surroundings(tree: ast.Module) -> dict[int, str]:
    """Map the id of each node to the name of the function or class around it."""
    names: dict[int, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            names |= {id(inner): node.name for inner in ast.walk(node)}
    return names
