"""Dated facts: each law, standard, version and date that a module states, in ``courses/NN-slug/facts.toml``."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from pathlib import Path
from typing import Literal

import msgspec

from autograder.content.kit import Kit
from autograder.content.tomlfile import read_toml
from autograder.errors import ContentError
from autograder.language import tr

FACTS_FILE = "facts.toml"
ReadBy = Literal["text", "copy", "secondary"]


class Fact(msgspec.Struct, frozen=True):
    """Something that may be otherwise tomorrow, with where it was read and when."""

    name: str
    """By it the lesson cites it."""
    says: str
    """What the module states, in one sentence."""
    source: str
    """The primary source, so that anybody finds it."""
    kind: ReadBy
    """What was read: the text itself, a copy of it, or a page about it."""
    read_on: dt.date
    read_again: dt.date
    """The day on which somebody should read it again."""
    jurisdiction: str = ""
    version: str = ""
    in_force_from: dt.date | None = None
    in_force_until: dt.date | None = None
    """Its last day; a fact that has one is not "in force"."""


class FactFile(msgspec.Struct, frozen=True):
    """What ``facts.toml`` says."""

    facts: tuple[Fact, ...] = ()


class DueFact(msgspec.Struct, frozen=True):
    """A fact of a module that is to be read again."""

    module: str
    fact: Fact


def read_facts(folder: Path) -> tuple[Fact, ...]:
    """Read ``facts.toml`` in ``folder``, empty where there is none; raises :class:`ContentError` with the remedy."""
    path = folder / FACTS_FILE
    if not path.is_file():
        return ()
    facts = read_toml(path, FactFile).facts
    repeated = [name for name, count in Counter(fact.name for fact in facts).items() if count > 1]
    if repeated:
        raise ContentError(tr("{path} : deux faits s’appellent « {name} ».", path=path, name=repeated[0]))
    for fact in facts:
        _refuse_bad_name(fact, path)
        if fact.read_again <= fact.read_on:
            raise _explain(path, fact, tr("`read_again` vient après `read_on`."))
        if fact.in_force_from and fact.in_force_until and fact.in_force_until < fact.in_force_from:
            raise _explain(path, fact, tr("`in_force_until` vient après `in_force_from`."))
    return facts


def list_due(kit: Kit, modules: list[str], day: dt.date) -> list[DueFact]:
    """Return the facts of ``modules`` to read again on ``day``, the one that has waited longest first."""
    due = [
        DueFact(module, fact)
        for module in modules
        for fact in read_facts(kit.course_folder(module))
        if fact.read_again <= day
    ]
    return sorted(due, key=lambda one: (one.fact.read_again, one.module, one.fact.name))


def _refuse_bad_name(fact: Fact, path: Path) -> None:
    if not fact.name.strip() or any(sign in fact.name for sign in "{}:"):
        raise _explain(path, fact, tr("un nom n’est pas vide, et ne contient ni accolade ni deux-points."))


def _explain(path: Path, fact: Fact, remedy: str) -> ContentError:
    return ContentError(tr("{path}, fait « {name} » : {remedy}", path=path, name=fact.name, remedy=remedy))
