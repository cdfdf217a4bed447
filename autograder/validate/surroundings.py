"""What surrounds each answer of an exercise: found by reading its files, and by listening to its checks once."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterator

from autograder.check.student import Student
from autograder.grading.bundle import Bundle
from autograder.grading.reading import parse_submission
from autograder.grading.restore import restore_notebook
from autograder.grading.seeds import OPEN_SEED
from autograder.grading.session import Session
from autograder.i18n.percent import SourceCell
from autograder.language import SOURCE_LANGUAGE
from autograder.sandbox.encoding import EncodingError, decode
from autograder.sandbox.protocol import Call, GetValue, Reply, Request
from autograder.sandbox.sandbox import Sandbox
from autograder.validate.adversaries.site import Asked, Surroundings
from autograder.validate.subject import Subject

_MOST = 400
"""Calls kept of one function: enough for every example of some properties."""


def survey(subject: Subject, bundle: Bundle, box: Sandbox) -> dict[str, Surroundings]:
    """Return what surrounds the answer of each task that checks grade, by task."""
    given = [ast.parse(cell.source) for cell in list_given(subject)]
    functions = {
        node.name: len(node.args.posonlyargs) + len(node.args.args)
        for tree in given
        for node in tree.body
        if isinstance(node, ast.FunctionDef)
    }
    values = tuple(dict.fromkeys(name for tree in given for name in list_assigned(tree)))
    heard = listen(subject, bundle, box)
    return {
        task.id: Surroundings(
            task=task.id,
            given_functions=functions,
            given_values=values,
            asked=tuple(heard.calls),
            wrong={
                mistake.name: mistake.cells[task.id] for mistake in subject.mistakes if set(mistake.cells) == {task.id}
            },
            asked_names=frozenset(heard.names),
            reads_source=task.id in heard.sources,
        )
        for task in subject.exercise.tasks
        if not task.manual
    }


def list_given(subject: Subject) -> Iterator[SourceCell]:
    """Yield the code cells that the exercise itself supplies, those that Python can read."""
    for cell in subject.exercise_cells:
        if cell.type == "code" and not cell.task and _is_python(cell.source):
            yield cell


def list_assigned(tree: ast.Module) -> Iterator[str]:
    """Yield the names that a cell gives a value at its outermost level."""
    for node in tree.body:
        targets = (
            node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.AnnAssign) else []
        )
        for target in targets:
            yield from (name.id for name in ast.walk(target) if isinstance(name, ast.Name))


class Heard:
    """What the checks asked of the reference answers."""

    def __init__(self) -> None:
        self.calls: list[Asked] = []
        """Calls of the checks that ship, with what came back."""
        self.names: set[str] = set()
        """Global names that were called or read."""
        self.sources: set[str] = set()
        """Tasks whose source was read."""


def listen(subject: Subject, bundle: Bundle, box: Sandbox) -> Heard:
    """Run the checks on the reference answers, those that ship first; return what they asked."""
    sheet = subject.sheet(SOURCE_LANGUAGE)
    submission = parse_submission(sheet.fill(sheet.reference), subject.id)
    restored = restore_notebook(submission, bundle.exercise, bundle.editions)
    assert restored is not None
    number = bundle.choose_variant("", "reference")
    public, secret = bundle.make_variant(number) if number is not None else (None, None)
    session = Session(box, restored.cells, again=restored.run_again, variant=public)
    heard = Heard()
    suite = bundle.find_suite(SOURCE_LANGUAGE)
    try:
        session.run_cells()
        for part, calls in ((suite.without_hidden(), heard.calls), (suite, [])):
            student = Student(
                _Listener(session, heard, calls),
                sources=restored.answers,
                variant=public,
                secret=secret,
                edition=bundle.read_edition(SOURCE_LANGUAGE),
            )
            student.sources = _Noted(restored.answers, heard.sources)
            part.run(student, seed=OPEN_SEED)
    finally:
        session.close()
    return heard


class _Noted(dict[str, str]):
    """The sources of the answers, which note who is read."""

    def __init__(self, sources: dict[str, str], read: set[str]) -> None:
        super().__init__(sources)
        self._read = read

    def __getitem__(self, task: str) -> str:
        self._read.add(task)
        return super().__getitem__(task)


class _Listener:
    """A transport that notes the calls that go over it, and what came back."""

    def __init__(self, session: Session, heard: Heard, calls: list[Asked]) -> None:
        self._session = session
        self._heard = heard
        self._calls = calls
        self._counts: Counter[str] = Counter()

    def ask(self, request: Request, seconds: float | None = None) -> Reply:
        """Pass the request on."""
        reply = self._session.ask(request, seconds)
        if isinstance(request, Call | GetValue) and not request.handle:
            self._heard.names.add(request.name)
        if isinstance(request, Call) and request.name and reply.value and self._counts[request.name] < _MOST:
            try:
                args, kwargs = decode(request.args), decode(request.kwargs) if request.kwargs else {}
                self._calls.append(Asked(request.name, tuple(args), kwargs, decode(reply.value)))
                self._counts[request.name] += 1
            except EncodingError:
                pass  # An object of the work's own: nobody can remember that.
        return reply


def _is_python(source: str) -> bool:
    try:
        ast.parse(source)
    except SyntaxError:
        return False
    return True
