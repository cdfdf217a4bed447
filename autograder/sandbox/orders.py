"""What the grader and its zygote say to each other; neither end is hostile."""

from __future__ import annotations

import msgspec

from autograder.sandbox.protocol import Texts

MAX_ORDER = 256_000_000
"""Bytes of one message: an exercise's files travel in one."""


class Ready(msgspec.Struct, frozen=True):
    """The zygote's first message."""

    layers: tuple[str, ...] = ()
    missing: dict[str, str] = {}
    """Layers that this machine refused, and in which words."""
    retry: tuple[str, ...] = ()
    """Layers to do without, in a new zygote: this one was left half-way."""
    error: str = ""
    """What stopped it otherwise."""


class Open(msgspec.Struct, frozen=True, tag="open"):
    """Start a student process; its channel comes with the message."""

    variant: bytes
    """The public data of the learner's variant, encoded."""
    seed: int
    texts: Texts


class End(msgspec.Struct, frozen=True, tag="end"):
    """End a student process, with whatever it started, and say what it took."""

    pid: int
    dying: bool = False
    """Whether it hung up, and is given a moment to end by itself."""


class Started(msgspec.Struct, frozen=True):
    """A student process was forked; ``pid`` is its number in the zygote's eyes."""

    pid: int
    error: str = ""


class Ended(msgspec.Struct, frozen=True):
    """A student process is gone: its wait status, processor seconds and peak kilobytes."""

    status: int
    cpu_seconds: float
    peak_kb: int
    killed: bool = False
    """Whether the zygote had to kill it."""


Order = Open | End
