"""Answers that an exercise declares, for the engine to judge: what they are called, their form, what to look at.

Their values stand in the reference, ``notebook.py``, and wrong ones among the kept mistakes: never here.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal

import msgspec

from autograder.errors import ContentError
from autograder.language import tr

AnswerForm = Literal["number", "text", "yes-no", "letters", "list", "set", "table", "fields"]

FEW = 6
"""An answer with at most this many possible values is found sooner by trying than by thinking."""


class Before(msgspec.Struct, frozen=True):
    """In an order: what must come before what. An order that respects every pair is right."""

    first: str
    then: str
    mistake: str = ""
    """The kept mistake whose sentence a learner reads who has them the other way round."""
    look: str = ""
    """What to look at, where no kept mistake says it."""


class Answer(msgspec.Struct, frozen=True):
    """One answer of a task, by the name of the learner's variable."""

    name: str
    title: str
    form: AnswerForm
    look: str = ""
    """What to look at when it is not right; a wrong form has the engine's own sentences."""
    weight: float = 1
    """Its share of the task's points; in a table, that of each key."""
    choices: tuple[str, ...] = ()
    """The words that are possible, where there are few."""
    of: AnswerForm = "text"
    """The form of a table's values."""
    looks: dict[str, str] = {}
    """What to look at for one key of a table."""
    also: dict[str, tuple[Any, ...]] = {}
    """By kept mistake: other values that are the same mistake."""
    holding: dict[str, tuple[Any, ...]] = {}
    """By kept mistake: items that only who makes it puts into a list or a set."""
    before: tuple[Before, ...] = ()
    fields: dict[str, str] = {}
    """Of a text such as ``AV:N/AC:L``: each name in it, and what to look at when its value is not right."""

    @property
    def item_form(self) -> AnswerForm:
        """The form of what is judged at one go: the answer's, or that of one value of a table."""
        return self.of if self.form == "table" else self.form

    @property
    def is_guessable(self) -> bool:
        """Whether trying its few values is quicker than answering: these are never judged one by one before grading."""
        return self.item_form == "yes-no" or 0 < len(self.choices) <= FEW


def refuse_bad_answers(answers: tuple[Answer, ...], task: str, path: Path) -> None:
    """Raise :class:`ContentError` for the first declared answer that cannot be judged."""
    names = [answer.name for answer in answers]
    for place, answer in enumerate(answers):
        reason = _find_fault(answer)
        if answer.name in names[:place]:
            reason = tr("deux réponses portent ce nom")
        if reason:
            raise ContentError(
                tr(
                    "{path}, tâche « {task} », réponse « {name} » : {reason}. Corrigez cette [[tasks.answers]].",
                    path=path,
                    task=task,
                    name=answer.name,
                    reason=reason,
                )
            )


def _find_fault(answer: Answer) -> str:
    if not answer.name.isidentifier():
        return tr("« name » est le nom d’une variable, sans espace")
    if not answer.title.strip():
        return tr("il manque « title », la phrase que lira l’apprenant")
    if not answer.weight > 0:
        return tr("« weight » doit être plus grand que zéro")
    if answer.form != "table" and (answer.looks or answer.of != "text"):
        return tr('« looks » et « of » ne vont qu’à un tableau (form = "table")')
    if (answer.item_form == "fields") != bool(answer.fields):
        return tr("« fields » va avec la forme « fields » : des noms, et quoi regarder pour chacun")
    if answer.of in ("table", "list", "set"):
        return tr("les valeurs d’un tableau sont des nombres, des textes, des lettres ou des oui ou non")
    if answer.before and answer.form not in ("letters", "list"):
        return tr('« before » ne va qu’à un ordre (form = "letters" ou "list")')
    if answer.holding and answer.item_form not in ("letters", "list", "set", "fields"):
        return tr("« holding » ne va qu’à ce qui a des éléments (« letters », « list », « set » ou « fields »)")
    if any(bool(pair.mistake) == bool(pair.look) for pair in answer.before):
        return tr("chaque « before » a soit « mistake », soit « look »")
    return ""


class Said(msgspec.Struct, frozen=True):
    """What a learner reads who gives a value that is known to be wrong."""

    mistake: str
    """The name of the kept mistake, empty for a sentence that is no mistake's."""
    sentence: str


class Truth(msgspec.Struct, frozen=True):
    """What is right, and what is known to be wrong, for one answer or one key of a table: for the grader alone."""

    answer: Answer
    right: tuple[frozenset[str], ...]
    """The normal forms that are right, for every variant or by its number."""
    key: str = ""
    """Of a table, the key."""
    wrong: dict[str, Said] = {}
    """By normal form."""
    parts: dict[str, Said] = {}
    """By normal item, or « one<other » for two that come in the wrong order."""
    letters: str = ""
    """Of an order of letters, those that there are, sorted: the statement shows them."""
    fields: frozenset[str] = frozenset()
    """Of a text of fields, the right ones."""


def name_truth(name: str, key: str) -> str:
    """Return the name of an answer as its variable is written: ``order``, or ``links[26]`` for a key of a table."""
    return f"{name}[{key}]" if key else name
