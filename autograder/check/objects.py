"""Objects of the learner's that cannot cross the line: checks may call them and read their attributes, no more."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NoReturn

from autograder.check.failures import ObjectMisused
from autograder.sandbox.encoding import Handle

if TYPE_CHECKING:
    from autograder.check.student import Student


class LearnerObject:
    """An object that stays in the learner's process.

    Reading an attribute or calling it asks the learner's process. Comparing, ordering, hashing, counting or
    truth-testing it fails the check with a sentence: it is never silently unequal.
    """

    __slots__ = ("_passerelle_handle", "_passerelle_student")

    def __init__(self, student: Student, handle: Handle) -> None:
        self._passerelle_student = student
        self._passerelle_handle = handle

    def __getattr__(self, name: str) -> Any:
        if name.startswith(("__", "_passerelle_", "_pytest", "_hypothesis")):
            raise AttributeError(name)
        return self._passerelle_student.read_attribute(self, name)

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Call the object in the learner's process."""
        return self._passerelle_student.call_object(self, args, kwargs)

    def __repr__(self) -> str:
        return f"<{self._passerelle_handle.type_name}>"

    def _refuse(self, *_: object) -> NoReturn:
        raise ObjectMisused(self._passerelle_handle.type_name)

    __eq__ = __ne__ = __lt__ = __le__ = __gt__ = __ge__ = _refuse
    __hash__ = __bool__ = __len__ = __iter__ = __contains__ = __getitem__ = _refuse  # type: ignore[assignment]
    __int__ = __float__ = __index__ = _refuse


def unwrap_objects(value: Any) -> Any:
    """Return ``value`` with each :class:`LearnerObject` replaced by its handle, ready to be sent back."""
    kind = type(value)
    if kind is LearnerObject:
        return value._passerelle_handle
    if kind in (list, tuple):
        return kind(unwrap_objects(item) for item in value)
    if kind is dict:
        return {key: unwrap_objects(item) for key, item in value.items()}
    return value
