"""The sentences of ``exercise.toml``, ``module.toml``, ``facts.toml`` and ``mistakes.toml``."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import msgspec

from autograder.content.answers import Answer
from autograder.content.exercise import Exercise, Task
from autograder.content.facts import Fact
from autograder.content.mistakes import FILE, KeptAnswer
from autograder.content.module import Module
from autograder.content.named import SHIPPED, list_names
from autograder.content.traces import read_trace_file
from autograder.i18n.code import parse_source
from autograder.i18n.percent import read_source

Translate = Callable[[str], "str | None"]


def list_exercise_sentences(exercise: Exercise) -> Iterator[tuple[str, str]]:
    """Yield each sentence with its place: ``exercise.toml``, then the task's id."""
    yield "exercise.toml", exercise.title
    if exercise.summary:
        yield "exercise.toml", exercise.summary
    for task in exercise.tasks:
        yield f"exercise.toml {task.id}", task.title
        for hint in task.hints:
            yield f"exercise.toml {task.id}", hint
        for text in _list_answer_sentences(task):
            yield f"exercise.toml {task.id}", text


def translate_exercise(exercise: Exercise, at: Callable[[str], Translate]) -> Exercise:
    """Return the exercise with its titles and hints translated; ``at`` gives the translation for a place."""
    here = at("exercise.toml")
    return msgspec.structs.replace(
        exercise,
        title=here(exercise.title) or exercise.title,
        summary=here(exercise.summary) or exercise.summary,
        tasks=tuple(_translate_task(task, at(f"exercise.toml {task.id}")) for task in exercise.tasks),
    )


def list_module_sentences(module: Module) -> Iterator[tuple[str, str]]:
    """Yield each sentence with its place: ``module.toml``, then the outcome's id or the term."""
    yield "module.toml", module.title
    yield "module.toml", module.summary
    for outcome in module.outcomes:
        yield f"module.toml {outcome.id}", outcome.text
    for term in module.terms:
        yield f"module.toml {term.term}", term.term
        yield f"module.toml {term.term}", term.meaning


def list_fact_sentences(fact: Fact) -> Iterator[tuple[str, str]]:
    """Yield what a lesson may show of a fact, with its place: ``facts.toml``, then the fact's name."""
    for text in (fact.name, fact.jurisdiction, fact.says, fact.source, fact.version):
        if text:
            yield f"facts.toml {fact.name}", text


def translate_fact(fact: Fact, at: Callable[[str], Translate]) -> Fact:
    """Return the fact with its texts translated."""
    here = at(f"facts.toml {fact.name}")
    texts = {key: getattr(fact, key) for key in ("name", "jurisdiction", "says", "source", "version")}
    return msgspec.structs.replace(fact, **{key: here(text) or text for key, text in texts.items()})


def translate_module(module: Module, at: Callable[[str], Translate]) -> Module:
    """Return the module with its title, summary, outcomes and terms translated."""
    here = at("module.toml")
    return msgspec.structs.replace(
        module,
        title=here(module.title) or module.title,
        summary=here(module.summary) or module.summary,
        outcomes=tuple(
            msgspec.structs.replace(outcome, text=at(f"module.toml {outcome.id}")(outcome.text) or outcome.text)
            for outcome in module.outcomes
        ),
        terms=tuple(
            msgspec.structs.replace(
                term,
                term=at(f"module.toml {term.term}")(term.term) or term.term,
                meaning=at(f"module.toml {term.term}")(term.meaning) or term.meaning,
            )
            for term in module.terms
        ),
    )


def list_mistake_sentences(
    folder: Path, declared: Mapping[str, KeptAnswer], *, shipped: bool
) -> Iterator[tuple[str, str]]:
    """Yield each sentence with its place: those that learners receive, or the others, titles among them."""
    named = list_shipped_mistakes(folder, declared)
    for name, answer in declared.items():
        if not shipped:
            yield mistake_place(name), answer.title
        if answer.says and (name in named) == shipped:
            yield mistake_place(name), answer.says


def list_shipped_mistakes(folder: Path, declared: Mapping[str, KeptAnswer]) -> set[str]:
    """Return the names of the mistakes whose sentence a shipped check may say."""
    paths = [folder / name for name in SHIPPED]
    named = list_names(parse_source(read_source(path), str(path)) for path in paths if path.is_file())
    return (named | set(read_trace_file(folder).shipped.values())) & set(declared)


def mistake_place(name: str) -> str:
    """Return the place of a mistake's sentences, for its translators."""
    return f"{FILE} {name}"


def _translate_task(task: Task, translate: Translate) -> Task:
    return msgspec.structs.replace(
        task,
        title=translate(task.title) or task.title,
        hints=tuple(translate(hint) or hint for hint in task.hints),
        answers=tuple(_translate_answer(answer, translate) for answer in task.answers),
    )


def _list_answer_sentences(task: Task) -> Iterator[str]:
    """Yield what a learner may read of declared answers; what is said of an order is closed, as mistakes are."""
    for answer in task.answers:
        yield from filter(None, (answer.title, answer.look, *answer.looks.values(), *answer.fields.values()))
        yield from filter(None, (pair.look for pair in answer.before))


def _translate_answer(answer: Answer, translate: Translate) -> Answer:
    return msgspec.structs.replace(
        answer,
        title=translate(answer.title) or answer.title,
        look=translate(answer.look) or answer.look,
        looks={key: translate(look) or look for key, look in answer.looks.items()},
        fields={name: translate(look) or look for name, look in answer.fields.items()},
        before=tuple(
            msgspec.structs.replace(pair, look=translate(pair.look) or pair.look) if pair.look else pair
            for pair in answer.before
        ),
    )
