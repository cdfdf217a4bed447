"""A name that nothing bears: misspelt, without its quotes, in another language, or given no value yet."""

from __future__ import annotations

import ast
import builtins
import keyword
import re

from autograder.check.messages.french import CALLS, VALUES
from autograder.check.messages.seen import Look, Seen, find_line, keep_code
from autograder.check.messages.show import code
from autograder.check.messages.spelling import find_near_name, fold_name
from autograder.check.messages.words import Plain
from autograder.language import tr
from autograder.sandbox.protocol import StudentError

_PYTHON = [name for name in dir(builtins) if name.islower() and not name.startswith("_")]
_TAUGHT: tuple[str, ...] = (
    "print",
    "input",
    "len",
    "int",
    "str",
    "float",
    "sum",
    "round",
    "range",
    "sorted",
    "list",
    "dict",
    "type",
)
_TAUGHT += ("min", "max", "set", "tuple", "open", "bytes", "enumerate", "zip", "abs", "any", "all", "reversed", "bool")


def _find_name(error: StudentError) -> str:
    found = re.search(r"name '(\w+)' is not defined", error.message)
    return found[1] if found else ""


def _words_of_python(error: StudentError, seen: Seen) -> Plain | None:
    name = _find_name(error)
    for ours in [*keyword.kwlist, *_PYTHON]:
        if name and name.lower() == ours.lower() and name != ours:
            sentence = tr(
                "Majuscules et minuscules comptent : {ours}, et non {name}.", ours=code(ours), name=code(name)
            )
            return Plain(sentence, "misspelt-inside")
    line = keep_code(find_line(error, seen))
    called = re.search(rf"(?<![\w.]){re.escape(name)}\s*\(", line)
    if called and name.lower() in CALLS:
        ours = CALLS[name.lower()]
        return Plain(
            tr("En Python, {word} s’écrit {call}.", word=code(name), call=code(f"{ours}(…)")), "misspelt-inside"
        )
    if not called and name.lower() in VALUES:
        sentence = tr("En Python, {word} s’écrit {call}.", word=code(name), call=code(VALUES[name.lower()]))
        return Plain(sentence, "misspelt-inside")
    return None


def _given_otherwise(error: StudentError, seen: Seen) -> Plain | None:
    """``x : 3``, ``x == 3`` and ``x <- 3``, which look like giving a value and give none."""
    name = _find_name(error)
    if not name:
        return None
    line = find_line(error, seen)
    if re.match(rf"\s*{name}\s*==(?!=)[^=]+$", line):
        return Plain(
            tr("{sign} compare. Pour donner une valeur à {name}, un seul `=`.", sign=code("=="), name=code(name))
        )
    if re.match(rf"\s*{name}\s*<-", line):
        return Plain(
            tr("Pour donner une valeur à un nom, le signe est {ours}, et non {sign}.", ours="`=`", sign="`<-`")
        )
    if is_only_announced(seen.source, name):
        return tell_announced(name)
    return _word_after_colon(line, seen, name)


def _word_after_colon(line: str, seen: Seen, name: str) -> Plain | None:
    found = re.match(rf"\s*(\w+)\s*:\s*{name}\s*$", line)
    return tell_announced(found[1]) if found and is_only_announced(seen.source or line, found[1]) else None


def is_only_announced(source: str, name: str) -> bool:
    """Whether the cell writes ``name : value``, which gives it none."""
    try:
        body = ast.parse(source).body
    except (SyntaxError, ValueError):
        return False
    return any(
        isinstance(one, ast.AnnAssign)
        and one.value is None
        and isinstance(one.target, ast.Name)
        and one.target.id == name
        for one in body
    )


def tell_announced(name: str) -> Plain:
    """Return what is said of a name that stands before ``:`` and has no value."""
    return Plain(
        tr("Après {name}, il y a {colon} : pour donner une valeur, le signe est `=`.", name=code(name), colon=code(":"))
    )


def _misspelt(error: StudentError, seen: Seen) -> Plain | None:
    name = _find_name(error)
    if len(name) < 3:
        return None
    known = sorted(set(seen.names) | _list_own(seen, error.line))
    if len(name) < 4:  # One letter of three makes another word.
        known = [one for one in known if fold_name(one) == fold_name(name)]
    near = find_near_name(name, known)
    if not near and re.search(rf"(?<![\w.]){name}\s*\(", find_line(error, seen)):
        near = find_near_name(name, list(_TAUGHT)) if len(name) > 3 else ""
    if not near:
        return None
    return Plain(
        tr("{name} n’existe pas ; {near} existe. Est-ce le même nom ?", name=code(name), near=code(near)),
        "misspelt-inside",
    )


def _list_own(seen: Seen, line: int) -> set[str]:
    """The names that the cell itself gives a value to, before the line that stopped, and its parameters there."""
    try:
        tree = ast.parse(seen.source)
    except (SyntaxError, ValueError):
        return set()
    functions = [one for one in ast.walk(tree) if isinstance(one, (ast.FunctionDef, ast.AsyncFunctionDef))]
    around = [one for one in functions if one.lineno <= line <= (one.end_lineno or 0)]
    if not around:
        found = _list_given(tree, line)
        return found & set(seen.names) if seen.names else found
    parameters = {one.arg for one in ast.walk(around[-1]) if isinstance(one, ast.arg)}
    return parameters | _list_given(around[-1], line) | {one.name for one in functions}


def _list_given(tree: ast.AST, line: int) -> set[str]:
    named = (one for one in ast.walk(tree) if isinstance(one, ast.Name))
    return {one.id for one in named if isinstance(one.ctx, ast.Store) and one.lineno < line}


def _inside_a_function(error: StudentError, seen: Seen) -> Plain | None:
    name = _find_name(error)
    try:
        tree = ast.parse(seen.source)
    except (SyntaxError, ValueError):
        return None
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef) and not node.lineno <= error.line <= (node.end_lineno or 0):
            inner = {one.id for one in ast.walk(node) if isinstance(one, ast.Name) and isinstance(one.ctx, ast.Store)}
            if name in inner | {one.arg for one in ast.walk(node) if isinstance(one, ast.arg)}:
                return Plain(
                    tr(
                        "{name} n’existe que dans la fonction {function} : au-dehors, on se sert de ce qu’elle rend.",
                        name=code(name),
                        function=code(node.name),
                    )
                )
    below = [
        one.lineno
        for one in ast.walk(tree)
        if (isinstance(one, ast.Name) and isinstance(one.ctx, ast.Store) and one.id == name)
        or (isinstance(one, ast.FunctionDef) and one.name == name)
    ]
    if below and error.line and min(below) > error.line:
        return Plain(
            tr(
                "{name} ne vient qu’à la ligne {line} : Python lit de haut en bas, mettez cette ligne avant.",
                name=code(name),
                line=min(below),
            )
        )
    if below and error.line and min(below) == error.line:
        return Plain(tr("Cette ligne se sert de {name} avant de lui avoir donné une valeur.", name=code(name)))
    return None


def _word(error: StudentError, seen: Seen) -> Plain | None:
    """A word that stands where a value is due: it may be a text without quotes, or a name that was not given yet."""
    name = _find_name(error)
    line = keep_code(find_line(error, seen))
    if not name or not re.search(rf"(?<![\w.]){name}(?!\w|\s*[(\[.])", line):
        return None
    return Plain(
        tr(
            "Aucune valeur ne s’appelle {name}. Si c’est un texte, mettez-le entre guillemets : {text}. "
            "Si c’est un nom, il reçoit sa valeur plus haut.",
            name=code(name),
            text=code(f'"{name}"'),
        ),
        "misspelt-inside",
    )


NAME_LOOKS: tuple[Look, ...] = (_words_of_python, _given_otherwise, _misspelt, _inside_a_function, _word)
