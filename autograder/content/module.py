"""A module as its author declares it in ``courses/NN-slug/module.toml``."""

from __future__ import annotations

from pathlib import Path

import msgspec

from autograder.content.tomlfile import read_toml


class Outcome(msgspec.Struct, frozen=True):
    """Something a learner can be seen to do."""

    id: str
    text: str


class Mapping(msgspec.Struct, frozen=True):
    """Where the module stands in the frames that employers use; what is uncertain is left out."""

    rome: tuple[str, ...] = ()
    noc: tuple[str, ...] = ()
    ecsf: tuple[str, ...] = ()
    nice: tuple[str, ...] = ()
    digcomp: tuple[str, ...] = ()
    digcomp_version: str = ""


class Term(msgspec.Struct, frozen=True):
    """A word that this module explains first, with its sentence for the glossary."""

    term: str
    meaning: str


class Module(msgspec.Struct, frozen=True):
    """What ``module.toml`` says."""

    title: str
    summary: str
    minutes: int
    """Minutes for the lesson; the exercise says its own."""
    outcomes: tuple[Outcome, ...]
    recalls: tuple[str, ...] = ()
    """Outcomes of earlier modules that this one asks again."""
    terms: tuple[Term, ...] = ()
    maps: Mapping = Mapping()
    id: str = ""
    """The folder's name, ``NN-slug``; filled in by :func:`read_module`, never written."""


def read_module(folder: Path) -> Module:
    """Read ``module.toml`` in ``folder``."""
    return msgspec.structs.replace(read_toml(folder / "module.toml", Module), id=folder.name)
