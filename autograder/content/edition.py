"""One language edition of an exercise, as learners receive it: ``exercises/LANG/NN-slug/``."""

from __future__ import annotations

import hashlib
import hmac
from pathlib import Path

import msgspec

from autograder.content.answers import AnswerForm
from autograder.content.exercise import Limits, TaskKind
from autograder.content.traces import Traces
from autograder.errors import ContentError, MissingPath
from autograder.language import tr

VARIANT_COUNT = 32


class SealedAnswer(msgspec.Struct, frozen=True, omit_defaults=True):
    """A declared answer, or one key of a table, as the learner's folder knows it: recognised, never told."""

    name: str
    title: str
    form: AnswerForm
    """Of a table, that of its values."""
    key: str = ""
    """Of a table, the key."""
    look: str = ""
    weight: float = 1
    choices: tuple[str, ...] = ()
    letters: str = ""
    """Of an order of letters, those that there are."""
    salt: str = ""
    right: tuple[tuple[str, ...], ...] = ()
    """The tags of what is right, for every variant or by its number; empty where answers are judged together."""
    fields: dict[str, str] = {}
    """Of a text of fields: each name, and what to look at when its value is not right."""
    right_fields: tuple[str, ...] = ()
    """The tags of the right ones."""
    wrong: dict[str, str] = {}
    """By tag: what to say of a known wrong value, closed with that value's key."""
    parts: dict[str, str] = {}
    """By tag of an item, or of two in the wrong order."""


class EditionTask(msgspec.Struct, frozen=True):
    """A task as the learner's folder describes it."""

    id: str
    title: str
    kind: TaskKind
    points: float
    names: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()
    manual: bool = False
    hidden_checks: int = 0
    """How many checks count that the learner does not receive."""
    answers: tuple[SealedAnswer, ...] = ()
    together: tuple[str, ...] = ()
    """The tag of all the answers that would be found by trying, for every variant or by its number."""
    start: str = ""
    """What stands in the answer cell before anybody writes: a learner may begin again from it."""


class Edition(msgspec.Struct, frozen=True):
    """``exercise.json``: everything beside the notebook that ``check``, ``hint`` and ``variant`` need."""

    exercise: str
    lang: str
    title: str
    tasks: tuple[EditionTask, ...]
    schema: int = 1
    kit: str = ""
    class_id: str = ""
    """Filled in when a class releases the exercise; it takes part in the choice of a variant."""
    class_name: str = ""
    """What the class is called; filled in likewise."""
    due: str = ""
    """When the class wants it, ISO 8601 with its zone; empty where it said no date."""
    imports: tuple[str, ...] = ()
    limits: Limits = Limits()
    variants: int = 0
    """How many variants ``variants.json`` holds; 0 where the exercise has none."""
    mistakes: dict[str, str] = {}
    """What a learner reads of a mistake that a check names, or that its trace gives away, by its name."""
    traces: Traces = Traces()
    """What kept mistakes do at the checks that ship."""

    def find_task(self, task_id: str) -> EditionTask:
        """Return the task with that id; raises ``KeyError``."""
        for task in self.tasks:
            if task.id == task_id:
                return task
        raise KeyError(task_id)


def read_edition(folder: Path) -> Edition:
    """Read ``exercise.json`` in ``folder``; raises :class:`MissingPath` or :class:`ContentError`."""
    path = folder / "exercise.json"
    try:
        return msgspec.json.decode(path.read_bytes(), type=Edition)
    except FileNotFoundError:
        raise MissingPath(tr("{path} n’existe pas. Lancez `./passerelle build` pour l’écrire.", path=path)) from None
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise ContentError(
            tr(
                "{path} est abîmé ({reason}). Lancez `./passerelle build` pour l’écrire de nouveau.",
                path=path,
                reason=error,
            )
        ) from None


def read_variants(folder: Path) -> list[dict[str, object]]:
    """Read the public data of the variants of an edition, by number; an empty list where there are none."""
    path = folder / "variants.json"
    if not path.is_file():
        return []
    return msgspec.json.decode(path.read_bytes(), type=list[dict[str, object]])


def choose_variant(class_id: str, learner: str, exercise_id: str) -> int:
    """Return the number of the variant that this learner has: HMAC-SHA256(class id, learner | exercise) modulo 32.

    The notebook and the grader both call this; an answer copied from a neighbour does not fit.
    """
    key = class_id.encode("utf-8") or b"-"
    digest = hmac.new(key, f"{learner}|{exercise_id}".encode(), hashlib.sha256).digest()
    return int.from_bytes(digest[:8], "big") % VARIANT_COUNT
