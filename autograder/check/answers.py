"""The checks that the engine makes of declared answers: from seals beside a learner, from the values while grading."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from typing import Any

import msgspec

from autograder.check.failures import AnswerWrong, MistakeSeen, Told
from autograder.check.knows import FromSeals, FromTruth, Knows
from autograder.check.messages.difference import name_type
from autograder.check.messages.forms import (
    explain_fields,
    explain_form,
    explain_letters,
    explain_missing_key,
    explain_together,
)
from autograder.check.outcome import Check
from autograder.check.student import Student
from autograder.content.answers import Truth, name_truth
from autograder.content.edition import EditionTask, SealedAnswer
from autograder.content.forms import WrongForm, join_normals, list_items, write_normal
from autograder.content.seals import make_key, make_tag
from autograder.language import tr


class AnswerCheck:
    """One declared answer, or one key of a table, read from the learner's work and judged."""

    def __init__(self, answer: SealedAnswer, knows: Knows) -> None:
        self.answer = answer
        self._knows = knows

    def run(self, student: Student) -> None:
        """Judge the answer; raises what the learner is told."""
        value = read_value(student, self.answer)
        normal = write_form(value, self.answer)
        variant = student.variant_number if self._knows.is_of_variant else None
        if self._knows.is_right(normal, variant):
            return
        if self.answer.letters and sorted(normal[2:]) != list(self.answer.letters):
            raise Told(explain_letters(self.answer))
        parts = list_parts(value, self.answer)
        if self.answer.fields and sorted(map(name_field, parts)) != sorted(self.answer.fields):
            raise Told(explain_fields(self.answer))
        said = self._knows.find_said(normal, parts)
        if said is not None and said.mistake:
            raise MistakeSeen(said.mistake, said.sentence)
        if self.answer.fields:
            wrong = next((name_field(part) for part in parts if not self._knows.is_right_field(part)), "")
            raise AnswerWrong(value, self.answer.fields.get(wrong, self.answer.look))
        raise AnswerWrong(value, said.sentence if said else self.answer.look)


class TogetherCheck:
    """The answers of a task that would be found by trying: each must have its form, and all must be right at once."""

    def __init__(self, task: EditionTask, answers: Sequence[SealedAnswer]) -> None:
        self._task = task
        self._answers = answers

    def run(self, student: Student) -> None:
        """Judge the answers as one."""
        normals = [write_form(read_value(student, answer), answer) for answer in self._answers]
        tag = make_tag(make_key(self._answers[0].salt, join_normals(normals)))
        number = student.variant_number if len(self._task.together) > 1 else None
        if tag != self._task.together[(number or 0) % len(self._task.together)]:
            student.start_check()  # Which of them was read last says nothing.
            raise Told(explain_together(self._answers))


def make_sealed_checks(tasks: Iterable[EditionTask]) -> list[tuple[Check, Any]]:
    """Return the checks of a learner's folder, with what runs them."""
    pairs: list[tuple[Check, Any]] = []
    for task in tasks:
        alone = [answer for answer in task.answers if answer.right]
        pairs += [(_describe(task.id, answer), AnswerCheck(answer, FromSeals(answer))) for answer in alone]
        joined = [answer for answer in task.answers if not answer.right]
        if joined:
            names = ", ".join(dict.fromkeys(answer.name for answer in joined))
            title = joined[0].title if len(joined) == 1 else tr("{names} : les réponses ensemble", names=names)
            weight = sum(answer.weight for answer in joined)
            pairs.append((Check(f"answers::{task.id}", task.id, title, weight), TogetherCheck(task, joined)))
    return pairs


def make_open_checks(truths: Iterable[tuple[str, Truth, SealedAnswer]]) -> list[tuple[Check, Any]]:
    """Return the checks of the grader: the task, what is true, and the words of its answer."""
    return [(_describe(task, answer), AnswerCheck(answer, FromTruth(truth))) for task, truth, answer in truths]


def read_value(student: Student, answer: SealedAnswer) -> Any:
    """Return the learner's value of an answer, or of one key of a table."""
    value = student.value(answer.name)
    if not answer.key:
        return value
    if not isinstance(value, dict):
        raise Told(explain_form(msgspec.structs.replace(answer, key="", form="table"), WrongForm("not-a-table"), value))
    for key in value:
        if type(key) in (str, int) and str(key).strip() == answer.key:
            return value[key]
    raise Told(explain_missing_key(answer))


def write_form(value: Any, answer: SealedAnswer) -> str:
    """Return the normal form of a value; tells the learner about a wrong one."""
    value = None if name_type(value) == "ellipsis" else value  # ``…`` stands where an answer is to come.
    try:
        return write_normal(value, answer.form, answer.choices)
    except WrongForm as wrong:
        raise Told(explain_form(answer, wrong, value)) from None


def list_parts(value: Any, answer: SealedAnswer) -> list[str]:
    """Return the items of an answer that has some, then each two in their order."""
    if answer.form not in ("letters", "list", "set", "fields"):
        return []
    items = list_items(value, answer.form)[:40]
    pairs = itertools.combinations(items, 2) if answer.form in ("letters", "list") else ()
    return [*items, *(f"{one}<{other}" for one, other in pairs)]


def name_field(field: str) -> str:
    """Return the name of a field such as ``AV:N``."""
    return field.partition(":")[0]


def _describe(task: str, answer: SealedAnswer) -> Check:
    title = f"{answer.title} ({answer.key})" if answer.key else answer.title
    return Check(f"answers::{task}.{name_truth(answer.name, answer.key)}", task, title, answer.weight)
