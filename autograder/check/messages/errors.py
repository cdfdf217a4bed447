"""The learner's code raised: the line in their own cell, and a plain sentence on what it means."""

from __future__ import annotations

import ast
import contextlib
import re

from autograder.check.failures import WorkGone
from autograder.check.messages.exceptions import RULES
from autograder.check.messages.facts import Explained, Failure
from autograder.check.messages.looks import recognise
from autograder.check.messages.seen import Seen
from autograder.check.messages.show import code, show_call
from autograder.check.messages.translations import translate
from autograder.check.messages.words import Plain
from autograder.check.outcome import Message
from autograder.language import tr
from autograder.sandbox.protocol import StudentError

_FAMILIES = {
    "IndentationError": "SyntaxError",
    "TabError": "SyntaxError",
    "UnboundLocalError": "NameError",
    "ModuleNotFoundError": "ImportError",
    "UnicodeDecodeError": "UnicodeError",
    "UnicodeEncodeError": "UnicodeError",
}
_PARAMETERS = re.compile(
    r"(?:[\w<>]+\.)*(?P<name>[\w<>]+)\(\) (?P<what>takes|missing|got an unexpected|got multiple)(?P<rest>.*)", re.DOTALL
)


def explain_learner_error(failure: Failure, error: StudentError) -> Explained:
    """Explain an exception that came out of a call that a check made."""
    record = failure.last
    wrong = _explain_parameters(failure, error)
    if wrong is not None:
        return wrong
    plain = explain_plainly(error, see(failure, error))
    called = ""
    if record is not None and record.kind in ("call", "printed"):
        called = tr("J’ai appelé {call}.", call=code(show_call(record.name, record.args, record.kwargs)))
    return _assemble(called, error, plain)


def explain_cell_error(failure: Failure, error: StudentError) -> Explained:
    """Explain the exception that stopped the answer cell itself."""
    plain = explain_plainly(error, see(failure, error))
    return _assemble(tr("Votre cellule s’est arrêtée avant la fin."), error, plain)


def explain_plainly(error: StudentError, seen: Seen | None = None) -> Plain:
    """Return what an exception means, in plain words; Python's own words where we have none."""
    recognised = recognise(error, seen or Seen(error.source))
    if recognised:
        return recognised
    for kind in (error.builtin, _FAMILIES.get(error.builtin, ""), "*"):
        for pattern, build in RULES.get(kind, ()):
            found = re.search(pattern, error.message, re.DOTALL)
            if found:
                return build(found, error)
    name = code(error.type)
    said = translate(error.message)
    if said:
        return Plain(said)
    if not error.message:
        return Plain(tr("Python l’appelle {kind}.", kind=name))
    first = error.message.splitlines()[0]
    words = first if len(first) <= 160 else first[:159] + "…"
    return Plain(tr("Python dit {kind} : « {words} ».", kind=name, words=words))


def see(failure: Failure, error: StudentError) -> Seen:
    """Return what surrounds an error that a check met: the answer's text where the line is of it, and the names."""
    lines = failure.source.splitlines()
    same = 0 < error.line <= len(lines) and lines[error.line - 1].strip() == error.source.strip()
    names: list[str] = []
    with contextlib.suppress(Exception, WorkGone):
        names = failure.student.list_names()
    return Seen(failure.source if same else "", tuple(names))


def tell_place(error: StudentError) -> str:
    """Return the line of the learner's own cell where it stopped, as a sentence; empty where it is not known."""
    line = error.source.strip()
    if len(line) > 100:
        line = line[:99] + "…"
    if error.line and line:
        return tr(
            "À la ligne {line} de votre cellule, le code s’arrête sur {source}.", line=error.line, source=code(line)
        )
    if error.line:
        return tr("Le code s’arrête à la ligne {line} de votre cellule.", line=error.line)
    return ""


def _assemble(tried: str, error: StudentError, plain: Plain) -> Explained:
    return Explained(
        Message(tried=tried, got=tell_place(error), look=plain.sentence), (plain.mistake,) if plain.mistake else ()
    )


def _explain_parameters(failure: Failure, error: StudentError) -> Explained | None:
    """Explain a call that a check made and that the function's own parameters refuse."""
    record = failure.last
    found = _PARAMETERS.match(error.message) if error.builtin == "TypeError" else None
    if found is None or record is None or record.kind not in ("call", "printed"):
        return None
    if (
        found["name"] not in (record.name, record.name.rpartition(".")[2], "__init__", "__call__", "<lambda>")
        or error.line
    ):
        return None
    call = code(show_call(record.name, record.args, record.kwargs))
    given = len(record.args) + len(record.kwargs)
    has = _count_parameters(failure.source, record.name)
    if has is None:
        got = tr("Les paramètres de votre fonction ne correspondent pas à cet appel.")
    elif has != given:
        got = tr(
            "Nombre de paramètres de votre fonction : {has}. Nombre de valeurs données : {given}.", has=has, given=given
        )
    else:
        got = tr("Les paramètres de votre fonction ne portent pas les noms demandés.")
    return Explained(
        Message(
            tried=tr("J’ai appelé {call}.", call=call),
            got=got,
            look=tr("Relisez la ligne `def` de la consigne : la vôtre doit avoir les mêmes paramètres."),
        ),
        ("wrong-parameters",),
    )


def _count_parameters(source: str, name: str) -> int | None:
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError):
        return None
    for node in ast.walk(tree):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)) and node.name == name:
            arguments = node.args
            if arguments.vararg or arguments.kwarg:
                return None
            return len(arguments.posonlyargs) + len(arguments.args) + len(arguments.kwonlyargs)
    return None
