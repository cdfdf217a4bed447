"""What is right for each declared answer: read in the reference, with what the kept mistakes have instead."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from autograder.build.mistakes import list_all_sentences, read_mistakes
from autograder.build.referencevalues import read_literals, read_reference_values
from autograder.content.answers import Answer, Said, Truth, name_truth
from autograder.content.exercise import Exercise, Task
from autograder.content.forms import WrongForm, list_items, write_item, write_normal
from autograder.content.kit import Kit
from autograder.errors import ContentError
from autograder.i18n.catalogue import make_translator
from autograder.i18n.declarations import translate_exercise
from autograder.language import SOURCE_LANGUAGE, normalise_language, tr

_MOST_ORDERS = 400


def find_truths(kit: Kit, exercise: Exercise, language: str = SOURCE_LANGUAGE) -> dict[str, list[Truth]]:
    """Return what is true of the declared answers of each task, in their order, the keys of a table one by one.

    Sentences are those of the kept mistakes in ``language``. Raises :class:`ContentError` where the reference does not
    answer, or not in the declared form.
    """
    if not any(task.answers for task in exercise.tasks):
        return {}
    translator = make_translator(kit, (exercise.id,), normalise_language(language))
    tasks = [task for task in translate_exercise(exercise, translator.at).tasks if task.answers]
    mistakes = [mistake for mistake in read_mistakes(kit, exercise.id) if mistake.says]
    said = {name: Said(name, says) for name, says in list_all_sentences(kit, exercise, language).items()}
    path = kit.solution_folder(exercise.id) / "exercise.toml"
    found: dict[str, list[Truth]] = {}
    for task in tasks:
        values = read_reference_values(kit, exercise, task)
        wrong = [
            (said[mistake.name], read_literals(mistake.cells[task.id]))
            for mistake in mistakes
            if task.id in mistake.cells and len(values) == 1
        ]
        found[task.id] = list(_find_in_task(task, values, wrong, said, path))
    return found


def _find_in_task(
    task: Task,
    values: Sequence[Mapping[str, Any]],
    wrong: Sequence[tuple[Said, Mapping[str, Any]]],
    said: Mapping[str, Said],
    path: Path,
) -> Iterator[Truth]:
    for answer in task.answers:
        for named in (*answer.also, *answer.holding, *(pair.mistake for pair in answer.before if pair.mistake)):
            if named not in said:
                raise _explain(path, answer.name, tr("aucune erreur type ne s’appelle « {name} »", name=named))
        right = [table[answer.name] for table in values]
        others = [(words, table[answer.name]) for words, table in wrong if answer.name in table]
        others += [(said[name], value) for name, more in answer.also.items() for value in more]
        if answer.form != "table":
            yield _make_truth(answer, "", right, others, said, path)
            continue
        if not all(isinstance(value, dict) for value in right):
            raise _explain(path, answer.name, tr("la référence n’est pas un dictionnaire"))
        for key in right[0]:
            parts = [(words, value) for words, table in others if (value := _find_key(table, key)) is not None]
            parts = [(_name_key(words, str(key)), value) for words, value in parts]
            yield _make_truth(answer, str(key), [value[key] for value in right], parts, said, path)


def _name_key(words: Said, key: str) -> Said:
    """Return what is said of one key of a table: its sentence may name it."""
    return Said(words.mistake, words.sentence.replace("{key}", key))


def _find_key(table: Any, key: Any) -> Any:
    """Return what a table from TOML or from a mistake has at a key; in TOML keys are texts."""
    return table.get(key, table.get(str(key))) if isinstance(table, dict) else None


def _make_truth(
    answer: Answer,
    key: str,
    right: Sequence[Any],
    wrong: Sequence[tuple[Said, Any]],
    said: Mapping[str, Said],
    path: Path,
) -> Truth:
    name = name_truth(answer.name, key)
    try:
        normals = tuple(_list_right(answer, value) for value in right)
    except WrongForm as error:
        reason = tr("la référence n’a pas la forme « {form} » ({why})", form=answer.item_form, why=error.why)
        raise _explain(path, name, reason) from None
    except ValueError as error:
        raise _explain(path, name, str(error)) from None
    known: dict[str, Said] = {}
    for words, value in wrong:
        normal = _write_wrong(answer, value)
        if normal and not any(normal in each for each in normals):
            known.setdefault(normal, words)
    return Truth(
        answer=answer,
        right=normals,
        key=key,
        wrong=known,
        parts=_list_parts(answer, said, key),
        fields=frozenset(list_items(right[0], "fields")) if answer.item_form == "fields" else frozenset(),
        letters="".join(sorted(next(iter(normals[0]))[2:])) if answer.form == "letters" and answer.before else "",
    )


def _write_wrong(answer: Answer, value: Any) -> str:
    """Return the normal form of a wrong value; empty where its form is wrong already, which the engine says."""
    try:
        return write_normal(value, answer.item_form, answer.choices)
    except WrongForm:
        return ""


def _list_right(answer: Answer, value: Any) -> frozenset[str]:
    normal = write_normal(value, answer.item_form, answer.choices)
    if not answer.before:
        return frozenset({normal})
    items = list_items(value, answer.form)
    pairs = [(_write_part(answer, pair.first), _write_part(answer, pair.then)) for pair in answer.before]
    if not {part for pair in pairs for part in pair} <= set(items):
        raise ValueError(tr("« before » nomme ce que la référence n’a pas"))
    first = {item: {one for one, other in pairs if other == item} for item in items}
    orders = _list_orders(items, first)
    if tuple(items) not in orders:
        raise ValueError(tr("la référence ne respecte pas « before »"))
    join = "".join if answer.form == "letters" else "\x1f".join
    return frozenset({normal[:2] + join(order) for order in orders})


def _list_orders(items: Sequence[str], first: Mapping[str, set[str]]) -> set[tuple[str, ...]]:
    """Return every order of the items in which each comes after those that must come first."""
    orders: set[tuple[str, ...]] = set()

    def extend(done: tuple[str, ...]) -> None:
        if len(orders) > _MOST_ORDERS:
            raise ValueError(
                tr("« before » laisse plus de {count} ordres justes : ajoutez des paires", count=_MOST_ORDERS)
            )
        if len(done) == len(items):
            orders.add(done)
        for item in items:
            if item not in done and first[item] <= set(done):
                extend((*done, item))

    extend(())
    return orders


def _list_parts(answer: Answer, said: Mapping[str, Said], key: str) -> dict[str, Said]:
    """Return what is said of an item that is never right, and of two in the wrong order."""
    parts: dict[str, Said] = {}
    for name, items in answer.holding.items():
        own = [item for item in items if not isinstance(item, dict)] + [
            item[key] for item in items if isinstance(item, dict) and key in item
        ]
        parts |= {_write_part(answer, item): said[name] for item in own}
    for pair in answer.before:
        words = said[pair.mistake] if pair.mistake else Said("", pair.look)
        parts[f"{_write_part(answer, pair.then)}<{_write_part(answer, pair.first)}"] = words
    return parts


def _write_part(answer: Answer, item: Any) -> str:
    if answer.item_form == "fields":
        return str(item)
    return str(item).upper() if answer.form == "letters" else write_item(item)


def _explain(path: Path, name: str, reason: str) -> ContentError:
    return ContentError(
        tr(
            "{path}, réponse « {name} » : {reason}. Accordez exercise.toml, notebook.py et mistakes.toml.",
            path=path,
            name=name,
            reason=reason,
        )
    )
