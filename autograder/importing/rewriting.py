"""Tests as a notebook has them, rewritten to ask from outside: ``f(2)`` becomes ``student.call("f", 2)``."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

import msgspec

from autograder.importing.given import is_nose
from autograder.language import tr

_HIDDEN = re.compile(r"^[^\S\n]*#+ *BEGIN HIDDEN TESTS.*?(?:^[^\S\n]*#+ *END HIDDEN TESTS[^\n]*$|\Z)", re.M | re.S)
_MARKS = re.compile(r"^[^\S\n]*#+ *(?:BEGIN|END) (?:HIDDEN TESTS|SOLUTION)[^\n]*\n?", re.M)
_AUTOTEST = re.compile(r"^[^\S\n]*#+ *(?:HASHED )?AUTOTEST\b.*$", re.M)
_PROCESS = {
    "redirect_stdout": "student.printed",
    "redirect_stderr": "student.printed",
    "capsys": "student.printed",
    "patch": "—",
    "mock": "—",
    "get_ipython": "—",
    "getsource": "student.source",
    "inspect": "student.source",
    "globals": "student.value",
    "locals": "student.value",
    "input": "—",
    "open": "student.file",
    "exec": "—",
    "eval": "—",
}
"""What only means something inside the learner's process, and what a check uses instead."""


class Rewritten(msgspec.Struct, frozen=True):
    """The body of a check."""

    text: str
    uses: frozenset[str]
    """Names that the grader's side must give."""
    doubts: tuple[str, ...]
    """What a person must look at, each a sentence."""


def split_hidden(source: str) -> tuple[str, str]:
    """Return the visible tests and the hidden ones of a cell."""
    hidden = "\n".join(_MARKS.sub("", found[0]) for found in _HIDDEN.finditer(source))
    return _MARKS.sub("", _HIDDEN.sub("", source)).strip("\n"), hidden.strip("\n")


def rewrite_tests(source: str, learner: set[str]) -> Rewritten | None:
    """Rewrite the tests of a cell; ``None`` where they are not Python that a check can run."""
    if _AUTOTEST.search(source):
        return None
    source = drop_nose(source)
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError):
        return None
    local = _list_local(tree)
    edits = sorted(_list_edits(tree, source, learner - local), reverse=True)
    text = _apply(source, edits)
    uses = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)}
    return Rewritten(text, frozenset(uses - local - learner), tuple(_list_doubts(tree, learner)))


def add_needed(earlier: str, source: str, known: set[str]) -> str:
    """Return the tests with, before them, the statements of ``earlier`` that give names which they use.

    ``known`` are the names that come from elsewhere: the learner's, and what the notebook gives.
    """
    try:
        before, tree = ast.parse(earlier).body, ast.parse(source)
    except (SyntaxError, ValueError):
        return source
    wanted = _list_free(tree) - known
    chosen: list[ast.stmt] = []
    for node in reversed(before):
        binds = {item.id for item in ast.walk(node) if isinstance(item, ast.Name) and isinstance(item.ctx, ast.Store)}
        binds |= {node.name} if isinstance(node, (ast.FunctionDef, ast.ClassDef)) else set()
        if binds & wanted and not isinstance(node, (ast.Assert, ast.Import, ast.ImportFrom)):
            chosen.insert(0, node)
            wanted |= _list_free(ast.Module([node], [])) - known
    given = "\n".join(ast.get_source_segment(earlier, node, padded=True) or ast.unparse(node) for node in chosen)
    return f"{given}\n{source}" if given else source


def _list_free(tree: ast.Module) -> set[str]:
    used = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)}
    return used - _list_local(tree)


def drop_nose(source: str) -> str:
    """Return the code without the statements that import nose: its helpers become plain asserts."""
    try:
        body = ast.parse(source).body
    except (SyntaxError, ValueError):
        return source
    gone = {line for node in body if is_nose(node) for line in range(node.lineno, (node.end_lineno or 0) + 1)}
    return "\n".join(line for number, line in enumerate(source.split("\n"), start=1) if number not in gone)


def _list_local(tree: ast.Module) -> set[str]:
    """Return every name that the tests bind themselves, at any depth."""
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load):
            found.add(node.id)
        elif isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            found.add(node.name)
        elif isinstance(node, ast.arg):
            found.add(node.arg)
        elif isinstance(node, ast.ExceptHandler) and node.name:
            found.add(node.name)
        elif isinstance(node, (ast.Import, ast.ImportFrom)):
            found |= {(alias.asname or alias.name).split(".")[0] for alias in node.names}
    return found


Edit = tuple[int, int, str]
"""From and to, in characters of the source, and what stands there instead."""


def _list_edits(tree: ast.Module, source: str, learner: set[str]) -> Iterator[Edit]:
    place = _Places(source)
    called = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in learner:
            if any(isinstance(item, ast.GeneratorExp) for item in node.args):
                continue  # Its brackets are the call’s own; the function is taken as a value instead.
            called.add(node.func)
            start, end = place.span(node.func)
            opening = source.index("(", end) + 1
            first = min((place.span(item)[0] for item in [*node.args, *node.keywords]), default=0)
            yield start, opening, f'student.call("{node.func.id}"' + (", " if first else "")
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and node.id in learner and node not in called:
            start, end = place.span(node)
            yield start, end, f'student.value("{node.id}")'
        if isinstance(node, ast.Assert) and isinstance(node.msg, ast.Constant) and isinstance(node.msg.value, str):
            start, end = place.span(node.msg)
            yield start, end, f"tr({source[start:end]})"
        yield from _edit_helper(node, source, place)


_EQUALS = {"assert_equal": "==", "assert_equals": "==", "assert_not_equal": "!=", "assert_in": "in", "assert_is": "is"}
NOSE = frozenset({*_EQUALS, "assert_true", "assert_false", "assert_raises", "assert_almost_equal"})
"""Names that no test uses any more once it is rewritten."""


def _edit_helper(node: ast.AST, source: str, place: _Places) -> Iterator[Edit]:
    """Turn nose's helpers, which no kept library has any more, into plain asserts."""
    if not (isinstance(node, ast.Expr) and isinstance(node.value, ast.Call) and isinstance(node.value.func, ast.Name)):
        return
    call, name = node.value, node.value.func.id  # type: ignore[attr-defined]
    start, end = place.span(node)
    if name in _EQUALS and len(call.args) >= 2:
        (_, first_end), (second, second_end) = place.span(call.args[0]), place.span(call.args[1])
        yield start, place.span(call.args[0])[0], "assert "
        yield first_end, second, f" {_EQUALS[name]} "
        last = place.span(call.args[2])[1] if len(call.args) > 2 else second_end
        yield last, end, ""
    elif name in ("assert_almost_equal", "assert_almost_equals") and len(call.args) >= 2:
        (left, left_end), (right, right_end) = place.span(call.args[0]), place.span(call.args[1])
        yield start, left, "assert "
        yield left_end, right, " == pytest.approx("
        yield right_end, end, ", abs=5e-8)"
    elif name == "assert_raises" and len(call.args) >= 2:
        (_, kind_end), called = place.span(call.args[0]), place.span(call.args[1])
        yield start, place.span(call.args[0])[0], "with pytest.raises("
        yield kind_end, called[0], "): "
        rest = place.span(call.args[2])[0] if len(call.args) > 2 else end - 1
        yield called[1], rest, "("
    elif name in ("assert_true", "assert_false") and call.args:
        first, first_end = place.span(call.args[0])
        yield start, first, "assert " if name == "assert_true" else "assert not "
        yield first_end, end, ""


class _Places:
    """Where the nodes of a source stand, in characters: the syntax tree counts bytes."""

    def __init__(self, source: str) -> None:
        self._lines = source.split("\n")
        self._starts = [0]
        for line in self._lines:
            self._starts.append(self._starts[-1] + len(line) + 1)

    def span(self, node: ast.AST) -> tuple[int, int]:
        """Return where a node begins and ends."""
        begin = self._at(node.lineno, node.col_offset)  # type: ignore[attr-defined]
        return begin, self._at(node.end_lineno, node.end_col_offset)  # type: ignore[attr-defined]

    def _at(self, line: int, column: int) -> int:
        return self._starts[line - 1] + len(self._lines[line - 1].encode()[:column].decode())


def _apply(source: str, edits: list[Edit]) -> str:
    for start, end, text in edits:
        source = source[:start] + text + source[end:]
    return source


def _list_doubts(tree: ast.Module, learner: set[str]) -> Iterator[str]:
    seen = set()
    own = {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
    for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
        given = [*call.args, *(word.value for word in call.keywords)]
        theirs = isinstance(call.func, ast.Name) and call.func.id in learner
        if theirs and any(isinstance(a, ast.Lambda) or (isinstance(a, ast.Name) and a.id in own) for a in given):
            yield tr(
                "Un essai donne une fonction à celle de l’élève : une fonction ne traverse pas d’un processus à "
                "l’autre. Donnez le nom d’une fonction que le carnet définit : student.value(« nom »)."
            )
            break
    for node in ast.walk(tree):
        name = node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""
        if name in _PROCESS and name not in seen:
            seen.add(name)
            yield tr(
                "« {name} » n’a de sens que dans le processus de l’élève, où la vérification n’est pas. "
                "À la place : {instead}.",
                name=name,
                instead=_PROCESS[name],
            )
