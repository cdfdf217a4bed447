"""What a check may be stopped by, beside a plain ``assert``: our own sentences and the learner's exceptions."""

from __future__ import annotations

import builtins
from functools import lru_cache
from typing import Literal

from autograder.sandbox.protocol import StudentError


class CheckFailed(AssertionError):
    """A check fails for a reason that the engine can name; the subclasses say which."""


class NameAbsent(CheckFailed):
    """The learner's work has no global name ``name``."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


class AttributeAbsent(CheckFailed, AttributeError):
    """An object of the learner's has no attribute ``name``."""

    def __init__(self, type_name: str, name: str) -> None:
        AssertionError.__init__(self, name)
        self.type_name = type_name
        self.name = name


class FileAbsent(CheckFailed):
    """The learner's work wrote no file ``path``."""

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self.path = path


class SourceAbsent(CheckFailed):
    """The answer cell of ``task`` is not to be found."""

    def __init__(self, task: str) -> None:
        super().__init__(task)
        self.task = task


class SourceUnreadable(CheckFailed):
    """The answer cell is not Python; ``error`` says where."""

    def __init__(self, error: StudentError) -> None:
        super().__init__(error.message)
        self.error = error


class ObjectMisused(CheckFailed):
    """An opaque object of the learner's was compared, ordered or tested."""

    def __init__(self, type_name: str) -> None:
        super().__init__(type_name)
        self.type_name = type_name


class MistakeSeen(CheckFailed):
    """The check recognised a known mistake, by its name."""

    def __init__(self, name: str, message: str) -> None:
        super().__init__(message)
        self.name = name
        self.message = message


class Told(CheckFailed):
    """The check fails with a sentence of its author's."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class AnswerWrong(CheckFailed):
    """A declared answer has its form and is not right; ``look`` says what to look at."""

    def __init__(self, value: object, look: str) -> None:
        super().__init__(look)
        self.value = value
        self.look = look


Shape = Literal["list", "set", "table", "text", "bytes", "yes-no", "number", "whole", "exact"]
"""The kinds of values that a check may expect."""


class Misshapen(CheckFailed):
    """A value is of another kind than the check expects; ``place`` is that of an item in a list."""

    def __init__(self, shape: Shape, value: object, look: str = "", place: int | None = None) -> None:
        super().__init__(look)
        self.shape = shape
        self.value = value
        self.look = look
        self.place = place


class Different(CheckFailed):
    """A value does not say the same as what the check expects."""

    def __init__(self, got: object, wanted: object, look: str) -> None:
        super().__init__(look)
        self.got = got
        self.wanted = wanted
        self.look = look


class WorkGone(BaseException):
    """The learner's process or call ended before it answered.

    Not an ``Exception``: neither a check's ``except`` nor Hypothesis may take it for an answer.
    """

    def __init__(self, status: str, detail: str = "") -> None:
        super().__init__(status, detail)
        self.status = status
        self.detail = detail


class LearnerError(Exception):
    """An exception of the learner's code, raised again on the side of the checks.

    What is raised also derives from the nearest built-in class, so that
    ``pytest.raises(ValueError)`` sees it; ``error`` holds the data.
    """

    error: StudentError

    def __str__(self) -> str:
        return self.error.message


def raise_learner_error(error: StudentError) -> LearnerError:
    """Return (to be raised) the exception that stands for ``error``."""
    kind = _build_class(error.builtin)
    raised: LearnerError
    if issubclass(kind, BaseExceptionGroup):
        raised = kind(error.message or error.type, [LearnerError(error.message)])
    else:
        raised = kind(error.message)
    raised.error = error
    return raised


_NOT_RAISED = (Exception, StopIteration, StopAsyncIteration)
"""The last two would end a loop of the check's as if all were said: ``all(map(…))`` would hold for nothing."""


@lru_cache(maxsize=256)
def _build_class(name: str) -> type[LearnerError]:
    base = getattr(builtins, name, None)
    if not (isinstance(base, type) and issubclass(base, Exception)) or base in _NOT_RAISED:
        # SystemExit, KeyboardInterrupt and unknown names must not stop the grader.
        return LearnerError
    # ``__init__`` is replaced: UnicodeError and its like cannot be built from a message alone.
    body = {"__init__": _keep_message, "__module__": __name__}
    return type(f"Learner{name}", (LearnerError, base), body)


def _keep_message(self: LearnerError, *_: object) -> None:
    """Leave the data of the built-in class unset; ``error`` says all there is."""
