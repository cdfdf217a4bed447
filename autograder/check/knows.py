"""Who tells a right value from a wrong one: the values themselves for the grader, their seals beside a learner."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any, Protocol

from autograder.content.answers import Said, Truth
from autograder.content.edition import SealedAnswer
from autograder.content.seals import make_key, make_tag, reopen


class Knows(Protocol):
    """Who can tell a right value, and a known wrong one, without saying which they are."""

    @property
    def is_of_variant(self) -> bool:
        """Whether what is right depends on the learner's variant."""
        ...

    def is_right(self, normal: str, variant: int | None) -> bool:
        """Whether the value of that normal form is right."""
        ...

    def is_right_field(self, field: str) -> bool:
        """Whether one field of a text of fields is right."""
        ...

    def find_said(self, normal: str, parts: Iterable[str]) -> Said | None:
        """What to say of a known wrong value, or of the first part of it that is known to be wrong."""
        ...


class FromTruth:
    """The values themselves, on the grader's side."""

    def __init__(self, truth: Truth) -> None:
        self._truth = truth

    @property
    def is_of_variant(self) -> bool:
        """Whether there is a set of values for each variant."""
        return len(self._truth.right) > 1

    def is_right(self, normal: str, variant: int | None) -> bool:
        """Whether it is among the values."""
        return normal in _of_variant(self._truth.right, variant)

    def is_right_field(self, field: str) -> bool:
        """Whether it is among the reference's fields."""
        return field in self._truth.fields

    def find_said(self, normal: str, parts: Iterable[str]) -> Said | None:
        """Look the value up, then its parts."""
        known = self._truth.wrong.get(normal)
        return known or next((self._truth.parts[part] for part in parts if part in self._truth.parts), None)


class FromSeals:
    """What a learner's folder holds."""

    def __init__(self, sealed: SealedAnswer) -> None:
        self._sealed = sealed

    @property
    def is_of_variant(self) -> bool:
        """Whether there are tags for each variant."""
        return len(self._sealed.right) > 1

    def is_right(self, normal: str, variant: int | None) -> bool:
        """Whether the value's tag is among those of the right ones."""
        return make_tag(make_key(self._sealed.salt, normal)) in _of_variant(self._sealed.right, variant)

    def is_right_field(self, field: str) -> bool:
        """Whether its tag is among those of the right ones."""
        return make_tag(make_key(self._sealed.salt, field, light=True)) in self._sealed.right_fields

    def find_said(self, normal: str, parts: Iterable[str]) -> Said | None:
        """Open what the value's key opens, else what a part's key does."""
        known = _open(self._sealed.wrong, make_key(self._sealed.salt, normal))
        if known is not None or not self._sealed.parts:
            return known
        keys = (make_key(self._sealed.salt, part, light=True) for part in parts)
        return next(filter(None, (_open(self._sealed.parts, key) for key in keys)), None)


def _of_variant(right: Sequence[Any], variant: int | None) -> Any:
    return right[(variant or 0) % len(right)] if right else ()


def _open(closed: dict[str, str], key: bytes) -> Said | None:
    text = closed.get(make_tag(key))
    if text is None:
        return None
    try:
        mistake, sentence = json.loads(reopen(key, text))
    except ValueError:
        return None
    return Said(mistake, sentence)
