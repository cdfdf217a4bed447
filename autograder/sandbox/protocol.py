"""What the grader may ask of a student process, and what may come back.

Requests and replies are msgspec structs, sent as MessagePack in frames of four
bytes of length (big-endian) and a body. Values inside them are bytes made by
:mod:`autograder.sandbox.encoding`: plain data, never objects.
Both ends of the line use these types; nothing else crosses.
"""

from __future__ import annotations

from typing import Literal, Protocol

import msgspec

MAX_REPLY = 1_000_000
"""Bytes in one reply; a longer one ends the student process as ``crashed``."""


MAX_PRINTED = 20_000
"""Characters kept of what one call prints."""
EXIT_MEMORY = 77
"""Exit code of a student process that had no memory left to answer with."""


class RunCell(msgspec.Struct, frozen=True, tag="run"):
    """Run a code cell with IPython's semantics."""

    cell: str
    """The cell's id, for messages and tracebacks."""
    source: str
    given: bool = False
    """Whether the exercise supplied this cell: errors are told at the learner's own line."""


class GetValue(msgspec.Struct, frozen=True, tag="get"):
    """Read a global name, or an attribute path below a handle."""

    name: str
    handle: int = 0
    """0 for the learner's globals, else the handle whose attribute ``name`` is."""


class Call(msgspec.Struct, frozen=True, tag="call"):
    """Call a global name, a handle (``name`` empty), or a method of a handle."""

    name: str
    handle: int = 0
    args: bytes = b""
    """An encoded tuple; handles may stand in it."""
    kwargs: bytes = b""
    """An encoded dictionary with text keys."""
    back: bool = False
    """Whether the arguments come back too, as the call left them: the value is then a pair."""


class ListNames(msgspec.Struct, frozen=True, tag="names"):
    """List the learner's global names that do not start with an underscore."""


class ReadFile(msgspec.Struct, frozen=True, tag="file"):
    """Read a file that the work wrote in its own folder."""

    path: str


class ListFiles(msgspec.Struct, frozen=True, tag="files"):
    """List the files in the work's own folder, by relative path: given ones, and those that it wrote."""


class Disable(msgspec.Struct, frozen=True, tag="disable"):
    """Have functions raise NameError, under whatever names they go, until it is asked with no name.

    The answer is the list of those that were there.
    """

    names: tuple[str, ...]
    """Global names of the work's, or dotted names of a library's (``hmac.compare_digest``)."""


class WriteFile(msgspec.Struct, frozen=True, tag="write"):
    """Put a file that was handed in beside the notebook into the work's folder."""

    path: str
    content: bytes


Request = RunCell | GetValue | Call | ListNames | ListFiles | ReadFile | WriteFile | Disable

Refusal = Literal["process", "shell", "network"]
"""What the work tried and the sandbox does not grant; ``shell`` is a line of IPython's own that starts with ``!``."""


class Envelope(msgspec.Struct, frozen=True):
    """A request on its way, with the number that its reply must bear."""

    number: int
    request: Request


class Texts(msgspec.Struct, frozen=True):
    """Sentences that the student process may have to say, in the learner's language: it has no catalogue."""

    magic: str = ""
    """Instead of a magic that cannot work, with ``{name}`` in it."""
    input: str = ""
    """Instead of an answer to ``input()``."""
    system: str = ""
    """Instead of running ``!command``."""
    cut: str = ""
    """After outputs that were cut."""
    large: str = ""
    """Instead of a value that is too large to send."""


class StudentError(msgspec.Struct, frozen=True):
    """An exception of the learner's code, as data."""

    type: str
    """The exception's own class name."""
    builtin: str
    """The nearest built-in class it derives from, ``"Exception"`` at the least."""
    message: str
    """``str(exception)``, shortened."""
    cell: str = ""
    """Id of the learner's cell where it was raised, as far down as their code goes; empty if none."""
    line: int = 0
    """Line in that cell, from 1; 0 if unknown."""
    source: str = ""
    """That line's text."""


class Reply(msgspec.Struct, frozen=True):
    """The answer to one request."""

    number: int
    """The request's number; another number ends the student process as ``crashed``."""
    value: bytes = b""
    """The encoded value; empty where there is none."""
    error: StudentError | None = None
    printed: str = ""
    """What the call printed on standard output, shortened. Dropped by the grader while a hidden check runs."""
    outputs: tuple[bytes, ...] = ()
    """For ``RunCell``: notebook outputs (nbformat 4 dictionaries) as JSON, shortened."""
    absent: bool = False
    """The name, attribute or file does not exist."""
    refused: tuple[Refusal, ...] = ()
    """For ``RunCell`` where the sandbox was told to watch: what the cell tried in vain. A claim, as the rest."""


class Transport(Protocol):
    """A way to a student: a process behind the line of trust, or the learner's own kernel."""

    def ask(self, request: Request, seconds: float | None = None) -> Reply:
        """Send ``request`` and return its reply.

        ``seconds`` is the time allowed, by default the exercise's limit for that kind of request.
        Raises :class:`autograder.errors.StudentGone` with status ``timeout``, ``memory`` or ``crashed``.
        """
        ...
