"""What a failed check means: whose fault, which status, which message."""

from __future__ import annotations

import errno
import operator
import traceback
from collections.abc import Callable
from typing import Any

import msgspec
import pytest

from autograder.check import messages
from autograder.check.failures import (
    CheckFailed,
    LearnerError,
    MistakeSeen,
    NameAbsent,
    ObjectMisused,
    SourceUnreadable,
    WorkGone,
)
from autograder.check.outcome import Check, CheckOutcome, Message, Status
from autograder.check.student import Student
from autograder.check.traces import recognise
from autograder.errors import PasserelleError
from autograder.language import tr
from autograder.sandbox.encoding import EncodingError, HandleMisuse

_MARK = "\x00"
_OPERATORS: dict[str, Callable[[Any, Any], Any]] = {
    "==": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "in": lambda left, right: left in right,
    "not in": lambda left, right: left not in right,
    "is": operator.is_,
    "is not": operator.is_not,
}
_OF_THE_MACHINE = (errno.ENOSPC, errno.EDQUOT, errno.EMFILE, errno.ENFILE, errno.EIO, errno.EROFS)
"""What the grader's own machine may lack: no work is to blame for that."""


class Witness:
    """Remembers the comparison of the assert that failed last; pytest calls it."""

    def __init__(self) -> None:
        self.comparison: messages.Comparison | None = None

    def __call__(self, sign: str, left: Any, right: Any) -> str:
        """Note a comparison that failed; the short text stands for pytest's own."""
        self.comparison = messages.Comparison(sign, left, right)
        return _MARK


def judge(check: Check, error: BaseException, witness: Witness, student: Student) -> CheckOutcome:
    """Return the outcome of a check that raised ``error``."""
    error = _unwrap(error)
    if isinstance(error, HandleMisuse):
        error = ObjectMisused(error.type_name)
    status = _find_status(error, student)
    if isinstance(error, (NameAbsent, SourceUnreadable)) and check.task in student.cell_errors:
        status = "error"  # What the check looks for is missing because the cell stopped before it.
    if status == "internal":
        return _build(check, status, Message(look=_ours()), detail=_describe_for_log(error))
    if status == "failed" and not isinstance(error, MistakeSeen):
        error = recognise(check, student) or error
    failure = messages.Failure(
        check=check,
        error=error,
        student=student,
        records=tuple(student.log),
        comparison=_checked(witness.comparison) if type(error) is AssertionError else None,
        said=_read_said(error) if type(error) is AssertionError else "",
    )
    explained = _explain(failure)
    detail = error.detail if isinstance(error, WorkGone) else ""
    outcome = _build(check, status, explained.message, explained.mistakes, detail)
    return msgspec.structs.replace(outcome, edge=_find_edge(failure))


def _explain(failure: messages.Failure) -> messages.Explained:
    try:
        return messages.explain(failure)
    except Exception:
        # What a learner's value did to the sentence about it must not cost the grade.
        return messages.Explained(Message(tried=messages.tell_tried(failure.last), look=failure.said))


def _find_edge(failure: messages.Failure) -> str:
    """Return the name of the first unusual value among the arguments of the last call."""
    record = failure.last
    args = record.args if record is not None and record.kind == "call" and not failure.check.drawn else ()
    return next((edge for edge in map(messages.name_edge, args) if edge), "")


def _build(
    check: Check, status: Status, parts: Message, mistakes: tuple[str, ...] = (), detail: str = ""
) -> CheckOutcome:
    return CheckOutcome(
        check.id,
        check.task,
        check.title,
        status,
        str(parts),
        hidden=check.hidden,
        mistakes=mistakes,
        weight=check.weight,
        parts=parts,
        shown=check.shown,
        detail=detail,
    )


def _find_status(error: BaseException, student: Student) -> Status:
    if isinstance(error, WorkGone):
        return error.status if error.status in ("timeout", "memory") else "crashed"  # type: ignore[return-value]
    if isinstance(error, LearnerError):
        return "memory" if isinstance(error, MemoryError) else "error"
    if isinstance(error, (CheckFailed, AssertionError)) or is_pytest_failure(error) or is_flaky(error):
        return "failed"
    return "internal" if _is_ours(error, student) else "failed"


def _is_ours(error: BaseException, student: Student) -> bool:
    """Whether a check ended through a fault of ours: nothing of the learner's was in its hands, or it is of no work.

    Whatever else stops a check that has got something of the learner's may come from there, as a malformed table
    does: it is a failed check, with a message, and never an excuse.
    """
    if not isinstance(error, Exception) or not student.touched:
        return True
    if isinstance(error, OSError):
        return error.errno in _OF_THE_MACHINE
    if isinstance(error, NameError):  # A loop over nothing of the learner's leaves a local name unbound.
        return not isinstance(error, UnboundLocalError)
    return isinstance(error, (ImportError, PasserelleError)) and not isinstance(error, EncodingError)


def is_pytest_failure(error: BaseException) -> bool:
    """Whether pytest itself says that the check fails: ``pytest.fail`` or a ``pytest.raises`` that saw nothing."""
    return isinstance(error, pytest.fail.Exception)


def is_flaky(error: BaseException) -> bool:
    """Whether Hypothesis saw the same example pass and fail."""
    return any(kind.__name__ == "Flaky" for kind in type(error).__mro__)


def _unwrap(error: BaseException) -> BaseException:
    """Return the one exception that a group holds, where Hypothesis raised a group for a single cause."""
    while isinstance(error, BaseExceptionGroup) and not is_flaky(error) and not isinstance(error, LearnerError):
        error = error.exceptions[0]
    return error


def _checked(comparison: messages.Comparison | None) -> messages.Comparison | None:
    """Set aside a comparison that holds: the assert failed for another reason (``not``, ``and``)."""
    if comparison is None:
        return None
    try:
        holds = bool(_OPERATORS[comparison.sign](comparison.left, comparison.right))
    except Exception:
        return comparison
    return None if holds else comparison


def _read_said(error: AssertionError) -> str:
    """Return the author's own message, without what pytest adds of the assert's code."""
    text = str(error.args[0]) if error.args else ""
    said, _, _ = text.partition("\nassert ")
    if said.startswith("assert "):
        return ""
    return " ".join(said.replace("\n  ", "\n").split())


def _describe_for_log(error: BaseException) -> str:
    frames = traceback.extract_tb(error.__traceback__)
    place = f" ({frames[-1].filename}:{frames[-1].lineno})" if frames else ""
    return f"{type(error).__name__}: {str(error)[:500]}{place}"


def _ours() -> str:
    return tr("Cette vérification n’a pas pu se faire. Cela ne vient pas de vous : prévenez votre formateur.")
