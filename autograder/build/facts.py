"""Facts as a lesson or an exercise cites them, ``{fact:NAME}``, and the list of sources that ends a lesson."""

from __future__ import annotations

import datetime as dt
import difflib
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

import msgspec

from autograder.content.facts import Fact
from autograder.errors import ContentError
from autograder.i18n.catalogue import Translator
from autograder.i18n.declarations import translate_fact
from autograder.language import tr

FACTS_CELL = "facts"
_CITED = re.compile(r"\{fact:(?P<name>[^{}:]+)(?::(?P<part>\w*))?\}")


class Citation(msgspec.Struct, frozen=True):
    """One ``{fact:NAME:PART}`` in a text."""

    name: str
    part: str = ""


def list_citations(text: str) -> list[Citation]:
    """Return what ``text`` cites, in order."""
    return [Citation(found["name"], found["part"] or "") for found in _CITED.finditer(text)]


def expand_facts(text: str, facts: Sequence[Fact], translator: Translator, path: Path) -> str:
    """Return ``text`` with each citation replaced by what it cites; raises :class:`ContentError` for an unknown one."""

    def expand(found: re.Match[str]) -> str:
        fact = _find(found["name"], facts, path)
        return _say_part(translate_fact(fact, translator.at), found["part"] or "name", translator.language, path)

    return _CITED.sub(expand, text)


def write_sources(cited: Iterable[Fact], translator: Translator) -> str:
    """Return the text that ends a lesson: every fact it cites, its dates and its source; empty where it cites none."""
    items = [_say_source(translate_fact(fact, translator.at), translator.language) for fact in cited]
    if not items:
        return ""
    return "\n".join([f"## {tr('Sources et dates')}", "", *(f"- {item}" for item in items)])


def list_cited(texts: Iterable[str], facts: Sequence[Fact]) -> list[Fact]:
    """Return the facts that ``texts`` cite, in the order of ``facts.toml``."""
    names = {citation.name for text in texts for citation in list_citations(text)}
    return [fact for fact in facts if fact.name in names]


def format_day(day: dt.date, language: str) -> str:
    """Return a date as it is written in a sentence: « 1er novembre 2026 », "1 November 2026"."""
    from babel.dates import format_date

    written = format_date(day, "long", locale="en_GB" if language.split("_")[0] == "en" else language.split("_")[0])
    return re.sub(r"^1 ", "1er ", written) if language.startswith("fr") else written


def _find(name: str, facts: Sequence[Fact], path: Path) -> Fact:
    for fact in facts:
        if fact.name == name:
            return fact
    near = difflib.get_close_matches(name, [fact.name for fact in facts], n=1, cutoff=0.4)
    raise ContentError(
        tr(
            "{path} cite le fait « {name} », que facts.toml ne donne pas. Ajoutez-le, "
            "ou corrigez le nom (le plus proche est « {near} »).",
            path=path,
            name=name,
            near=near[0] if near else "—",
        )
    )


def _say_part(fact: Fact, part: str, language: str, path: Path) -> str:
    days = {"from": fact.in_force_from, "until": fact.in_force_until, "read": fact.read_on}
    texts: dict[str, str] = {"name": fact.name, "says": fact.says, "version": fact.version}
    texts |= {key: format_day(day, language) for key, day in days.items() if day}
    if not texts.get(part):
        raise ContentError(
            tr(
                "{path} : le fait « {name} » n’a pas de « {part} ». On peut citer : {known}.",
                path=path,
                name=fact.name,
                part=part,
                known=", ".join(sorted(key for key, text in texts.items() if text)),
            )
        )
    return texts[part]


def _say_source(fact: Fact, language: str) -> str:
    about = f"{fact.name} ({fact.jurisdiction})" if fact.jurisdiction else fact.name
    head = tr("**{about}** : {says}", about=about, says=fact.says)
    return " ".join([head, *_say_dates(fact, lambda day: format_day(day, language))])


def _say_dates(fact: Fact, write: Callable[[dt.date], str]) -> Iterator[str]:
    if fact.version:
        yield tr("Version : {version}.", version=fact.version)
    if fact.in_force_until:
        if fact.in_force_from:
            yield tr("Valait du {first} au {last}.", first=write(fact.in_force_from), last=write(fact.in_force_until))
        else:
            yield tr("Valait jusqu’au {last}.", last=write(fact.in_force_until))
    elif fact.in_force_from:
        yield tr("En vigueur depuis le {first}.", first=write(fact.in_force_from))
    about = {"day": write(fact.read_on), "source": fact.source.rstrip(".")}
    if fact.kind == "text":
        yield tr("Le texte lui-même, lu le {day} : {source}.", **about)
    elif fact.kind == "copy":
        yield tr("Une copie du texte, lue le {day} : {source}.", **about)
    else:
        yield tr("Une page qui en parle, lue le {day} : {source}.", **about)
