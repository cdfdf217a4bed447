"""Everything that Passerelle can refuse, as one tree.

    PasserelleError                exit 1: something was found wrong
    ├── UsageError                 exit 2: the call itself is wrong
    │   ├── UnknownExercise        no exercise has that name; the nearest is named
    │   └── MissingPath            a path that was given does not exist
    ├── ContentError               a source of a module does not hold together
    │   ├── UnknownKey             a TOML key nobody reads; the nearest is named
    │   └── StaleBuild             generated files differ from their sources
    ├── NotebookError              a file handed in cannot be read as a notebook
    ├── IsolationError             this machine cannot hold hostile code
    ├── StudentGone                the student process ended before it answered
    ├── ClassError                 a class directory or its gradebook
    ├── ClusterError               the machines that were to grade cannot, or do not answer
    └── StorageError               a file could not be read or written whole

Every message says what was found, where, and what to do, in the language of
the person who reads it (:mod:`autograder.language`).
"""

from __future__ import annotations


class PasserelleError(Exception):
    """The root of the tree; ``exit_code`` is what a command ends with."""

    exit_code = 1


class UsageError(PasserelleError):
    """The command was called in a way that cannot work."""

    exit_code = 2


class UnknownExercise(UsageError):
    """No exercise has the name that was given."""


class MissingPath(UsageError):
    """A path that was given does not exist."""


class ContentError(PasserelleError):
    """A source file of a module does not hold together."""


class UnknownKey(ContentError):
    """A TOML key that nobody reads."""


class StaleBuild(ContentError):
    """Generated files differ from what their sources say."""


class NotebookError(PasserelleError):
    """A file that was handed in cannot be read as a notebook."""


class IsolationError(PasserelleError):
    """This machine offers too little to run other people's code."""


class StudentGone(PasserelleError):
    """The student process ended, or was ended, before it answered.

    ``status`` is ``"timeout"``, ``"memory"`` or ``"crashed"``; ``detail`` is a
    short word for the log (a signal's name, an exit code).
    """

    def __init__(self, status: str, detail: str = "") -> None:
        super().__init__(f"{status}: {detail}" if detail else status)
        self.status = status
        self.detail = detail


class ClassError(PasserelleError):
    """A class directory or its gradebook is not as it must be."""


class ClusterError(PasserelleError):
    """The scheduler does not answer, or none of its workers may grade."""


class StorageError(PasserelleError):
    """A file could not be read or written whole."""
