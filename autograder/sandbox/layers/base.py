"""What every layer of isolation offers, and what it is told."""

from __future__ import annotations

import os
import signal
from dataclasses import dataclass, field

import msgspec

from autograder.content.exercise import Limits


class ZygoteConfig(msgspec.Struct, frozen=True):
    """What the grader tells the zygote when it starts."""

    imports: tuple[str, ...]
    limits: Limits
    files: dict[str, bytes]
    trusted: bool
    scratch: str
    """A folder of this sandbox's own, which the grader removes."""
    package_root: str
    """The folder that holds the package: unseen by the work."""
    hide: tuple[str, ...] = ()
    """Folders that the work must not see even where they lie inside what it may."""
    without: tuple[str, ...] = ()
    """Names of layers that this machine was found not to carry."""
    kernel: bool = False
    """Whether the work expects a kernel's manners: see :class:`autograder.sandbox.sandbox.SandboxConfig`."""


@dataclass
class Setup:
    """What the layers of one zygote share."""

    config: ZygoteConfig
    names: frozenset[str] = frozenset()
    """The layers in force."""
    privileged: bool = False
    """Whether the zygote is the machine's own root, not that of a user namespace."""
    readable: list[str] = field(default_factory=list)
    """What student processes may read, once everything is imported."""
    home: str = ""
    """Their home in the view."""
    address_space: int = 0
    """Bytes that the zygote itself takes once its libraries are loaded."""
    descriptors: list[int] = field(default_factory=list)
    """Descriptors that a student process needs until it is confined."""


@dataclass(frozen=True)
class Child:
    """What the layers are told of one student process."""

    number: int
    """Counts the student processes of one zygote, from 1."""
    home: str
    """The only folder it may write to."""


@dataclass(frozen=True)
class Proof:
    """Whether a layer was seen to work on this machine."""

    name: str
    works: bool
    detail: str = ""


class Layer:
    """A layer of isolation; each method raises ``OSError`` where the machine refuses."""

    name = ""

    def __init__(self, setup: Setup) -> None:
        self.setup = setup

    def begin(self) -> None:
        """In the zygote, before it imports anything of the exercise's."""

    def settle(self) -> None:
        """In the zygote, once everything is imported."""

    def before_fork(self) -> None:
        """In the zygote, before each student process."""

    def after_fork(self) -> None:
        """In the zygote, after each student process."""

    def confine(self, child: Child) -> None:
        """In the student process, before any code of the learner's."""

    @classmethod
    def prove(cls) -> Proof:
        """Try the layer in a process of its own and say whether it holds."""
        return try_apart(cls.name, cls._try)

    @classmethod
    def _try(cls) -> None:
        """Put the layer on and raise if it lets through what it should stop."""


def try_apart(name: str, attempt: object) -> Proof:
    """Run ``attempt`` in a fork and return what came of it."""
    assert callable(attempt)
    reader, writer = os.pipe()
    pid = os.fork()
    if pid == 0:
        detail = ""
        try:
            os.close(reader)
            attempt()
        except BaseException as error:  # The fork must end here whatever happens.
            detail = f"{type(error).__name__}: {error}"
        finally:
            os.write(writer, detail.encode()[:500])
            os._exit(0)
    os.close(writer)
    with os.fdopen(reader, "rb") as stream:
        detail = stream.read().decode("utf-8", "replace")
    _, status = os.waitpid(pid, 0)
    if os.WIFSIGNALED(status):
        detail = signal.Signals(os.WTERMSIG(status)).name
    return Proof(name, not detail, detail)
