"""What travels between the grader and the workers, as MessagePack: closed types, never pickle."""

from __future__ import annotations

from typing import Literal

import msgspec

from autograder.grading.report import Report

MAX_FRAME = 500_000_000
"""Bytes of one message; what is handed in is refused above a tenth of that."""

Outcome = Literal["ready", "graded", "refused", "absent", "broken"]
"""``ready`` and ``graded`` are what one hopes for. ``refused``: this worker may not grade, and says why. ``absent``: it
does not hold the exercise (it has begun anew). ``broken``: its grading process ended; the work can be tried again."""


class Parcel(msgspec.Struct, frozen=True):
    """One exercise with its checks: all that a worker needs to grade it."""

    exercise: str
    class_id: str
    seed: int
    """Of this exercise's random examples; the secret of the class stays where the class is."""
    language: str
    """Of the messages to whoever grades."""
    languages: tuple[str, ...]
    """Those of the kit, whose folders may be empty."""
    hash: str
    """Of every file that decides a grade."""
    stamp: dict[str, str]
    """What has to be the same there as here: see :mod:`autograder.grading.cluster.stamp`."""
    files: dict[str, bytes]
    """By path relative to the kit."""


class Order(msgspec.Struct, frozen=True):
    """One submission to grade."""

    name: str
    """Of the file, for messages; the folder it lies in stays here."""
    learner: str
    data: bytes


class Answer(msgspec.Struct, frozen=True):
    """What a worker says of a parcel or of an order."""

    outcome: Outcome
    host: str = ""
    message: str = ""
    """Why not, in the language of whoever grades."""
    report: Report | None = None
    notebook: bytes = b""
