"""The fixture ``student``: the learner's work, as checks see it, on either side of the line of trust."""

from __future__ import annotations

import ast
from collections import deque
from collections.abc import Callable, Mapping
from typing import Any, NoReturn

import msgspec

from autograder.check.expect import Expectations
from autograder.check.failures import (
    AttributeAbsent,
    FileAbsent,
    LearnerError,
    MistakeSeen,
    NameAbsent,
    SourceAbsent,
    SourceUnreadable,
    Told,
    WorkGone,
    raise_learner_error,
)
from autograder.check.given import Given
from autograder.check.near import NearMisses
from autograder.check.objects import LearnerObject, unwrap_objects
from autograder.content.edition import Edition
from autograder.errors import ContentError, StudentGone
from autograder.language import tr
from autograder.sandbox.encoding import EncodingError, Handle, decode, encode
from autograder.sandbox.protocol import (
    Call,
    GetValue,
    ListNames,
    ReadFile,
    Reply,
    Request,
    StudentError,
    Transport,
    WriteFile,
)

__all__ = ["LearnerError", "LearnerObject", "Record", "Student"]

_LOG_LENGTH = 12
"""How many of the last requests are kept: enough for a message, little enough for a property's many examples."""


class Record(msgspec.Struct):
    """One thing that a check asked of the learner's work, and what came of it."""

    kind: str
    """``call``, ``value``, ``file``, ``attribute`` or ``source``."""
    name: str
    args: tuple[Any, ...] = ()
    kwargs: dict[str, Any] = {}
    result: Any = None
    printed: str = ""
    error: StudentError | None = None
    answered: bool = False
    """Whether a value came back."""


class Student(Expectations, NearMisses):
    """The learner's work: call its functions, read its values, its printed output, its files and its source.

    ``sources`` holds the source of each task's answer cell; ``cell_errors`` the exception that stopped it, where one
    did; ``replace``, where given, returns a fresh transport after the work has ended before its time.
    """

    def __init__(
        self,
        transport: Transport,
        *,
        sources: Mapping[str, str],
        variant: Mapping[str, Any] | Callable[[], Mapping[str, Any] | None] | None = None,
        secret: Mapping[str, Any] | None = None,
        edition: Edition | None = None,
        cell_errors: Mapping[str, StudentError] | None = None,
        replace: Callable[[], Transport] | None = None,
        variant_number: int | Callable[[], int | None] | None = None,
        restarted: frozenset[str] = frozenset(),
        given: Callable[[], Given] | None = None,
    ) -> None:
        self.transport = transport
        self.sources = dict(sources)
        self._variant = variant
        self._variant_number = variant_number
        self._given = given
        self.edition = edition
        self.cell_errors = dict(cell_errors or {})
        self.restarted = restarted
        """Tasks whose answer ran before the kernel restarted, and not since."""
        self.replace = replace
        self.log: deque[Record] = deque(maxlen=_LOG_LENGTH)
        self.touched = False
        """Whether the check in hand has got anything of the learner's: what it then meets may come from there."""
        self._secret = secret
        self._objects_given = False
        self._trees: dict[str, ast.Module] = {}

    @property
    def variant(self) -> dict[str, Any]:
        """The public data of the learner's own variant; found out when a check first asks for it."""
        if callable(self._variant):
            self._variant = self._variant()
        return dict(self._variant or {})

    @property
    def variant_number(self) -> int | None:
        """The number of the learner's own variant; found out when a check first asks for it."""
        if callable(self._variant_number):
            self._variant_number = self._variant_number()
        return self._variant_number

    @property
    def secret(self) -> dict[str, Any]:
        """The secret part of the variant: for ``hidden.py`` alone, absent in a learner's kernel."""
        if self._secret is None:
            raise ContentError(
                tr("« student.secret » n’existe que pendant la notation : ne le lisez que dans hidden.py.")
            )
        return dict(self._secret)

    def given(self, name: str, /) -> Any:
        """Return a value or a tool that the exercise gives in a locked cell: the checker's own copy.

        The learner's process is not asked: whatever it says of that name, this is what the exercise gave.
        """
        if self._given is None:
            raise ContentError(tr("« student.given » n’existe que dans les vérifications d’un exercice."))
        return self._given().read(name, self.variant_number, lambda: self.variant)

    def call(self, name: str, /, *args: Any, **kwargs: Any) -> Any:
        """Call the learner's function ``name`` and return what it gives back, as plain data.

        The learner's exception is raised again as a :class:`LearnerError` that is also its nearest built-in class.
        """
        return self._call(name, args, kwargs).result

    def printed(self, name: str, /, *args: Any, **kwargs: Any) -> str:
        """Call the learner's function ``name`` and return what it printed."""
        record = self._call(name, args, kwargs)
        record.kind = "printed"
        return record.printed

    def value(self, name: str, /) -> Any:
        """Return the learner's global value ``name``."""
        record = self._note(Record("value", name))
        reply = self._ask(GetValue(name))
        if reply.absent:
            raise NameAbsent(name)
        return self._settle(record, reply)

    def file(self, path: str, /) -> bytes:
        """Return the content of a file that the work wrote in its own folder."""
        record = self._note(Record("file", path))
        reply = self._ask(ReadFile(path))
        if reply.absent:
            raise FileAbsent(path)
        return self._settle(record, reply)

    def put_file(self, path: str, content: bytes, /) -> None:
        """Put a file into the work's own folder, for its functions to read; no tool of the exercise's is asked."""
        self._settle(self._note(Record("file", path)), self._ask(WriteFile(path, content)))

    def source(self, task_id: str, /) -> str:
        """Return the source text of the task's answer cell."""
        self._note(Record("source", task_id))
        if task_id not in self.sources:
            raise SourceAbsent(task_id)
        self.touched = True
        return self.sources[task_id]

    def tree(self, task_id: str, /) -> ast.Module:
        """Return the syntax tree of the task's answer cell, to be read only; lines of IPython's own are set aside."""
        source = self.source(task_id)
        if task_id not in self._trees:
            self._trees[task_id] = _parse(source, task_id)
        return self._trees[task_id]

    def mistake(self, name: str, message: str = "", /, **values: Any) -> NoReturn:
        """Fail the check, naming a known mistake: ``mistakes.toml`` declares it and says the sentence.

        ``values`` take the places that the sentence leaves for them. A check of an exercise from before
        ``mistakes.toml`` brings its own ``message``.
        """
        raise MistakeSeen(name, message or self._say(name, values))

    def _say(self, name: str, values: Mapping[str, Any]) -> str:
        sentence = self.edition.mistakes.get(name, "") if self.edition is not None else ""
        if not sentence:
            raise ContentError(
                tr("L’erreur type « {name} » n’est pas déclarée : lancez `./passerelle build`.", name=name)
            )
        return sentence.format(**values) if values else sentence

    def fail(self, message: str, /) -> NoReturn:
        """Fail the check with that sentence."""
        raise Told(message)

    def list_names(self) -> list[str]:
        """Return the global names that the learner's work defines, without those that start with an underscore."""
        reply = self._ask(ListNames())
        names = decode(reply.value) if reply.value else []
        return [name for name in names if isinstance(name, str)]

    def start_check(self) -> None:
        """Forget what former checks asked."""
        self.log.clear()
        self.touched = False

    def read_attribute(self, owner: LearnerObject, name: str) -> Any:
        """Read an attribute of an object of the learner's; what ``owner.name`` does in a check."""
        handle = owner._passerelle_handle
        record = self._note(Record("attribute", f"{handle.type_name}.{name}"))
        reply = self._ask(GetValue(name, handle=handle.id))
        if reply.absent:
            raise AttributeAbsent(handle.type_name, name)
        return self._settle(record, reply)

    def call_object(self, target: LearnerObject, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        """Call an object of the learner's; what ``target(…)`` does in a check."""
        handle = target._passerelle_handle
        last = self.log[-1] if self.log else None
        name = last.name if last is not None and last.kind == "attribute" and last.result is target else ""
        record = self._note(Record("call", name or handle.type_name, args, kwargs))
        return self._settle(record, self._ask(self._build_call("", handle.id, args, kwargs)))

    def _call(self, name: str, args: tuple[Any, ...], kwargs: dict[str, Any], *, back: bool = False) -> Record:
        record = self._note(Record("call", name, args, kwargs))
        request = self._build_call(name, 0, args, kwargs)
        reply = self._ask(msgspec.structs.replace(request, back=True) if back else request)
        if reply.absent:
            raise NameAbsent(name)
        self._settle(record, reply)
        return record

    def _build_call(self, name: str, handle: int, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Call:
        if self._objects_given:
            args, kwargs = unwrap_objects(args), unwrap_objects(kwargs)
        return Call(name, handle, encode(args), encode(kwargs) if kwargs else b"")

    def _note(self, record: Record) -> Record:
        self.log.append(record)
        return record

    def _settle(self, record: Record, reply: Reply) -> Any:
        record.printed = reply.printed
        if reply.error is not None:
            record.error = reply.error
            raise raise_learner_error(reply.error)
        try:
            record.result = decode(reply.value, self._wrap) if reply.value else None
        except EncodingError as error:
            raise WorkGone("crashed", str(error)) from None
        record.answered = True
        return record.result

    def _wrap(self, handle: Handle) -> LearnerObject:
        self._objects_given = True
        return LearnerObject(self, handle)

    def _ask(self, request: Request) -> Reply:
        try:
            reply = self.transport.ask(request)
        except StudentGone as gone:
            raise WorkGone(gone.status, gone.detail) from None
        self.touched = True
        return reply


def _parse(source: str, task_id: str) -> ast.Module:
    try:
        return ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        from IPython.core.inputtransformer2 import TransformerManager
    try:
        return ast.parse(TransformerManager().transform_cell(source))
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        line = getattr(error, "lineno", 0) or 0
        text = (getattr(error, "text", "") or "").strip()
        kind = type(error).__name__
        reason = getattr(error, "msg", None) or str(error)
        raise SourceUnreadable(StudentError(kind, kind, reason, task_id, line, text)) from None
