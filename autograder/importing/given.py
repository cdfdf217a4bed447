"""What the notebook gives before the tests: the statements that a test needs, and what depends on an answer."""

from __future__ import annotations

import ast
import builtins
from collections.abc import Iterable, Sequence

import msgspec

from autograder.importing.cells import ImportedCell

_BUILT_IN = frozenset(dir(builtins))


class Statement(msgspec.Struct, frozen=True):
    """One statement of the cells that are given."""

    text: str
    binds: frozenset[str]
    changes: frozenset[str]
    """Names whose value it changes in place: ``table["total"] = …``, ``rows.append(…)``."""
    uses: frozenset[str]
    learner: bool
    """Whether it needs an answer, and so can only be run in the learner's process."""


def read_statements(cells: Sequence[ImportedCell], answers: Iterable[str]) -> list[Statement]:
    """Return the statements of the given cells, and the imports of all, in order."""
    theirs = set(answers)
    found: list[Statement] = []
    for cell in cells:
        tree = None if cell.markdown else cell.parse()
        for node in tree.body if tree else []:
            imports = isinstance(node, (ast.Import, ast.ImportFrom))
            if (cell.part != "given" and not imports) or is_nose(node):
                continue
            statement = _describe(node, cell.plain, theirs)
            theirs |= statement.binds if statement.learner else set()
            found.append(statement)
    return found


def is_nose(node: ast.AST) -> bool:
    """Whether a statement imports nose, which no Python of today runs: its helpers become plain asserts."""
    if isinstance(node, ast.ImportFrom):
        return (node.module or "").split(".")[0] == "nose"
    return isinstance(node, ast.Import) and all(alias.name.split(".")[0] == "nose" for alias in node.names)


def _describe(node: ast.stmt, source: str, theirs: set[str]) -> Statement:
    names = [item for item in ast.walk(node) if isinstance(item, ast.Name)]
    uses = frozenset(item.id for item in names if isinstance(item.ctx, ast.Load)) - _list_parameters(node)
    binds = {item.id for item in names if isinstance(item.ctx, ast.Store)}
    for item in ast.walk(node):
        if isinstance(item, (ast.Import, ast.ImportFrom)):
            binds |= {(alias.asname or alias.name).split(".")[0] for alias in item.names}
        elif isinstance(item, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            binds.add(item.name)
    needs = bool((uses - binds) & theirs) or (isinstance(node, ast.FunctionDef) and bool(uses & theirs))
    text = ast.get_source_segment(source, node, padded=True) or ast.unparse(node)
    decorated = getattr(node, "decorator_list", [])
    if decorated:
        text = ast.unparse(node)
    return Statement(text, frozenset(binds), frozenset(_list_changed(node)), uses, needs)


def _list_parameters(node: ast.stmt) -> frozenset[str]:
    """Return the names that functions within take: they come from no other statement."""
    return frozenset(item.arg for item in ast.walk(node) if isinstance(item, ast.arg))


def _list_changed(node: ast.stmt) -> set[str]:
    """Return the roots of what a statement changes in place."""
    targets: list[ast.expr] = []
    if isinstance(node, ast.Assign):
        targets = node.targets
    elif isinstance(node, (ast.AugAssign, ast.AnnAssign)):
        targets = [node.target]
    elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
        targets = [node.value.func]
    roots = set()
    for target in targets:
        while isinstance(target, (ast.Attribute, ast.Subscript)):
            target = target.value
            if isinstance(target, ast.Name):
                roots.add(target.id)
    return roots


def list_learner_names(statements: Sequence[Statement], answers: Iterable[str]) -> set[str]:
    """Return the names that are a learner's: what answers define, and what the given cells make of it."""
    return set(answers) | {name for statement in statements if statement.learner for name in statement.binds}


def choose_given(statements: Sequence[Statement], wanted: Iterable[str], learner: set[str]) -> tuple[str, set[str]]:
    """Return the code that gives ``wanted``, in order, and the names that nothing gives."""
    known = {name for statement in statements if not statement.learner for name in statement.binds}
    needed: set[str] = set()
    queue = [name for name in wanted if name not in learner]
    chosen: set[int] = set()
    while queue:
        name = queue.pop()
        if name in needed:
            continue
        needed.add(name)
        for number, statement in enumerate(statements):
            if not statement.learner and name in statement.binds | statement.changes:
                chosen.add(number)
                queue += [other for other in statement.uses if other not in learner]
    text = "\n".join(statements[number].text for number in sorted(chosen))
    return text, {name for name in needed if name not in known and name not in _BUILT_IN}
