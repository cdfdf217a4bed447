"""Declared answers as a learner's folder holds them: their words, and seals in the place of their values."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

import msgspec

from autograder.content.answers import Said, Truth, name_truth
from autograder.content.edition import SealedAnswer
from autograder.content.exercise import Exercise, Task
from autograder.content.forms import join_normals
from autograder.content.seals import close, make_key, make_tag


def seal_answers(exercise: Exercise, task: Task, truths: Sequence[Truth]) -> tuple[SealedAnswer, ...]:
    """Return the declared answers of a task, a table's keys one by one; ``task`` holds the words of the language."""
    words = {answer.name: answer for answer in task.answers}
    sealed = []
    for truth in truths:
        answer = words[truth.answer.name]
        bare = SealedAnswer(
            name=answer.name,
            title=answer.title,
            form=answer.item_form,
            key=truth.key,
            look=answer.looks.get(truth.key, answer.look),
            weight=answer.weight,
            choices=answer.choices,
            letters=truth.letters,
            fields=answer.fields,
            salt=f"{exercise.id}/{task.id}/{name_truth(answer.name, truth.key)}",
        )
        sealed.append(bare if truth.answer.is_guessable else _seal(bare, truth))
    return tuple(sealed)


def seal_together(exercise: Exercise, task: Task, truths: Sequence[Truth]) -> tuple[str, ...]:
    """Return one tag, or one for each variant, of the answers of a task that trying would find."""
    joined = [truth for truth in truths if truth.answer.is_guessable]
    if not joined:
        return ()
    salt = f"{exercise.id}/{task.id}/{name_truth(joined[0].answer.name, joined[0].key)}"
    count = max(len(truth.right) for truth in joined)
    tags = []
    for number in range(count):
        normals = [next(iter(truth.right[number % len(truth.right)])) for truth in joined]
        tags.append(make_tag(make_key(salt, join_normals(normals))))
    return tuple(tags)


def _seal(bare: SealedAnswer, truth: Truth) -> SealedAnswer:
    return msgspec.structs.replace(
        bare,
        right=tuple(
            tuple(sorted(make_tag(make_key(bare.salt, normal)) for normal in normals)) for normals in truth.right
        ),
        right_fields=tuple(sorted(make_tag(make_key(bare.salt, field, light=True)) for field in truth.fields)),
        wrong=_close_all(bare.salt, truth.wrong, light=False),
        parts=_close_all(bare.salt, truth.parts, light=True),
    )


def _close_all(salt: str, said: Mapping[str, Said], *, light: bool) -> dict[str, str]:
    keys = {value: make_key(salt, value, light) for value in said}
    closed = {
        make_tag(key): close(key, json.dumps([said[value].mistake, said[value].sentence], ensure_ascii=False))
        for value, key in keys.items()
    }
    return dict(sorted(closed.items()))
