"""The learner's side of the line: answers requests on their namespace.

The same class serves the student process and the learner's own kernel (:func:`serve_kernel`), so that a check
sees the same values in both.
"""

from __future__ import annotations

import builtins
import contextlib
import linecache
import os
import stat
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Protocol

from autograder.sandbox.capture import Outputs, keep_output
from autograder.sandbox.disabling import Undo, disable, enable
from autograder.sandbox.encoding import EncodingError, ValueTooLarge, decode, describe_handle, encode
from autograder.sandbox.failures import Locate, Place, clean_text, describe_failure
from autograder.sandbox.natural import make_natural
from autograder.sandbox.protocol import (
    MAX_PRINTED,
    MAX_REPLY,
    Call,
    Disable,
    GetValue,
    ListFiles,
    ListNames,
    ReadFile,
    Refusal,
    Reply,
    Request,
    RunCell,
    StudentError,
    Texts,
    WriteFile,
)
from autograder.sandbox.values import Handle

MAX_VALUE = MAX_REPLY - 4 * MAX_PRINTED - 20_000
"""Bytes of one value: what a reply holds once the rest has its place."""
BUILTINS = "builtins."
"""A name that starts so is Python's own, in the student process: ``builtins.list`` of a generator's handle."""

_ABSENT = object()


class CellRunner(Protocol):
    """What runs cells: :class:`autograder.sandbox.cells.StudentShell`."""

    def run(
        self, cell: str, source: str, limit: int, given: bool = False
    ) -> tuple[tuple[bytes, ...], StudentError | None, str]:
        """Run a cell; return its outputs, its error and what it printed."""
        ...


MAX_FILES = 500
"""Files of a work that are listed."""


class Server:
    """Answers requests on a namespace.

    ``runner`` runs cells (none in a learner's kernel, which runs its own), ``locate`` names the cell behind a code
    file, ``folder`` is the work's own, ``output_limit`` the bytes kept of a cell's outputs, ``take_refused`` gives
    what a cell tried in vain.
    """

    def __init__(
        self,
        namespace: dict[str, Any],
        *,
        locate: Locate,
        runner: CellRunner | None = None,
        hidden: Callable[[], Any] = dict,
        folder: Path | None = None,
        output_limit: int = 900_000,
        texts: Texts | None = None,
        take_refused: Callable[[], tuple[Refusal, ...]] = tuple,
    ) -> None:
        self.namespace = namespace
        self.take_refused = take_refused
        self.locate = locate
        self.runner = runner
        self.hidden = hidden
        self.folder = folder
        self.output_limit = min(output_limit, 900_000)
        self.texts = texts or Texts()
        self._objects: dict[int, Any] = {}
        self._undo: list[Undo] = []

    def answer(self, request: Request, number: int = 0) -> Reply:
        """Return the reply to ``request``; an exception of the learner's code is in it as data."""
        if isinstance(request, RunCell):
            return self._run_cell(request, number)
        outputs = Outputs(MAX_PRINTED, "")
        value, error, absent = b"", None, False
        try:
            with keep_output(outputs):
                found = self._answer(request)
            if found is _ABSENT:
                absent = True
            else:
                value = encode(found, self._register, MAX_VALUE)
        except ValueTooLarge:
            error = StudentError("ValueTooLarge", "Exception", self.texts.large)
        except BaseException as raised:  # SystemExit and the like of a learner are errors like others.
            error = describe_failure(raised, self.locate)
        printed = outputs.text("stdout", MAX_PRINTED)
        return Reply(number=number, value=value, error=error, printed=printed, absent=absent)

    def _run_cell(self, request: RunCell, number: int) -> Reply:
        if self.runner is None:
            raise ValueError("this server runs no cells")
        outputs, error, printed = self.runner.run(request.cell, request.source, self.output_limit, request.given)
        refused: tuple[Refusal, ...] = self.take_refused()
        return Reply(
            number=number, outputs=outputs, error=error, printed=clean_text(printed, MAX_PRINTED), refused=refused
        )

    def _answer(self, request: Request) -> Any:
        if isinstance(request, GetValue):
            return self._find(request.name, request.handle)
        if isinstance(request, Call):
            function = self._find(request.name, request.handle)
            if function is _ABSENT:
                return _ABSENT
            args = decode(request.args, self._resolve, make_natural) if request.args else ()
            kwargs = decode(request.kwargs, self._resolve, make_natural) if request.kwargs else {}
            result = function(*args, **kwargs)
            return (result, tuple(args)) if request.back else result
        if isinstance(request, ListNames):
            return self._list_names()
        if isinstance(request, ListFiles):
            return self._list_files()
        if isinstance(request, Disable):
            if not request.names:
                return enable(self._undo)
            return disable(request.names, self.namespace, self._undo)
        if isinstance(request, WriteFile):
            return self._write_file(request.path, request.content)
        assert isinstance(request, ReadFile)
        return self._read_file(request.path)

    def _find(self, name: str, handle: int) -> Any:
        if handle:
            found, path = self._objects.get(handle, _ABSENT), name
        elif name.startswith(BUILTINS):
            found, path = builtins, name[len(BUILTINS) :]
        else:
            first, _, path = name.partition(".")
            found = self.namespace.get(first, _ABSENT)
        for part in path.split(".") if path else ():
            if found is _ABSENT:
                break
            found = self._read_attribute(found, part)
        return found

    @staticmethod
    def _read_attribute(holder: Any, name: str) -> Any:
        try:
            return getattr(holder, name)
        except AttributeError:
            # One that the learner's own property raised while it exists is theirs to hear about.
            if name in type.__dir__(type(holder)):
                raise
            return _ABSENT

    def _list_names(self) -> list[str]:
        hidden = self.hidden()
        return [name for name in list(self.namespace) if type(name) is str and name[:1] != "_" and name not in hidden]

    def _list_files(self) -> list[str]:
        root = os.fspath(self.folder or ".")
        found = []
        for folder, _, names in os.walk(root):
            found += [os.path.relpath(os.path.join(folder, name), root).replace(os.sep, "/") for name in names]
            if len(found) >= MAX_FILES:
                break
        return sorted(found)[:MAX_FILES]

    def _read_file(self, path: str) -> Any:
        try:
            descriptor = os.open(
                self.folder / path if self.folder else path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0)
            )
        except OSError:
            return _ABSENT
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            os.close(descriptor)
            return _ABSENT
        with open(descriptor, "rb") as stream:
            content = stream.read(MAX_VALUE + 1)
        if len(content) > MAX_VALUE:
            raise ValueTooLarge(path)
        return content

    def _write_file(self, path: str, content: bytes) -> None:
        target = (self.folder or Path()) / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.unlink(missing_ok=True)  # A file of the exercise's may be a read-only link.
        target.write_bytes(content)

    def _register(self, value: Any) -> Handle:
        number = len(self._objects) + 1
        self._objects[number] = value  # Never forgotten: a handle stays good while the process lives.
        return describe_handle(number, value)

    def _resolve(self, handle: Handle) -> Any:
        found = self._objects.get(handle.id, _ABSENT)
        if found is _ABSENT:
            raise EncodingError("handle")
        return found


class KernelCells:
    """Names the cells of a live kernel: which one each piece of code came from."""

    def __init__(self, shell: Any) -> None:
        self._shell = shell
        self._ids: dict[int, str] = {}
        shell.events.register("pre_run_cell", self._note)

    def _note(self, info: Any) -> None:
        if info.cell_id:  # The counter has already moved on where the cell is stored in the history.
            self._ids[self._shell.execution_count - bool(info.store_history)] = str(info.cell_id)

    def locate(self, filename: str) -> Place | None:
        """Return the cell behind a code file's name; its id is empty where the front end gave none."""
        number = getattr(self._shell.compile, "_filename_map", {}).get(filename)
        if number is None:
            return None
        return Place(self._ids.get(number, ""), "".join(linecache.getlines(filename)))


class KernelTransport:
    """A :class:`~autograder.sandbox.protocol.Transport` to the learner's own live kernel."""

    def __init__(self, shell: Any) -> None:
        self._shell = shell
        self._server = Server(
            shell.user_ns, locate=KernelCells(shell).locate, hidden=lambda: shell.user_ns_hidden, folder=None
        )

    def ask(self, request: Request, seconds: float | None = None) -> Reply:
        """Answer ``request`` at once; nothing is shown meanwhile, and no time limit applies to one's own kernel."""
        with _keep_display(self._shell), _nobody_at_the_keyboard():
            return self._server.answer(request)


def serve_kernel(shell: Any) -> KernelTransport:
    """Return the transport to a live IPython shell. Call it once, early: it notes the id of each cell that runs."""
    return KernelTransport(shell)


@contextlib.contextmanager
def _nobody_at_the_keyboard() -> Iterator[None]:
    """Refuse ``input()`` while a check calls a learner's function: it would wait for ever, as it would be refused."""

    def refuse(*_: object) -> str:
        raise EOFError

    ask, builtins.input = builtins.input, refuse
    try:
        yield
    finally:
        builtins.input = ask


@contextlib.contextmanager
def _keep_display(shell: Any) -> Iterator[None]:
    publisher = shell.display_pub
    publish, publisher.publish = publisher.publish, lambda *others, **named: None
    try:
        yield
    finally:
        publisher.publish = publish
