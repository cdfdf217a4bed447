"""``traces.json`` written: what each kept mistake that no check names does at fixed checks, and no other does.

A trace holds in every language and for every variant, or it is none: the same mistake is tried under several names.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from autograder.build import Mistake
from autograder.content.traces import TraceFile, digest_trace, make_salt, read_trace_file, write_trace_file
from autograder.i18n.code import has_named_values
from autograder.language import SOURCE_LANGUAGE
from autograder.validate.subject import Subject
from autograder.validate.tried import Seen, Tried

OTHERS = ("samira", "bao", "zoe")
"""Other names, and so other variants, under which a trace must come back."""


def write_traces(subject: Subject) -> bool:
    """Write the traces of an exercise; returns whether they changed, and then the editions must be built again."""
    if not subject.has_exercise:
        return False
    subject.watch_without_traces()
    former = read_trace_file(subject.solutions)
    salt = former.salt or make_salt()
    shipped: dict[str, str] = {}
    hidden: dict[str, str] = {}
    for name, seen in _find_traces(subject):
        (hidden if seen.hidden else shipped)[digest_trace(salt, seen.trace)] = name
    return write_trace_file(subject.solutions, TraceFile(salt, shipped, hidden))


def _find_traces(subject: Subject) -> Iterator[tuple[str, Seen]]:
    for language in subject.editions:
        tried = {mistake.name: subject.try_mistake(language, mistake) for mistake in subject.mistakes}
        right = subject.try_reference(language)
        for mistake in subject.mistakes:
            if mistake.says and not has_named_values(mistake.says) and mistake.name not in tried[mistake.name].named:
                others = [right, *(other for name, other in tried.items() if name != mistake.name)]
                for seen in _list_stable(subject, language, mistake, tried[mistake.name]):
                    if seen.trace not in _list_asked(seen.check, others):
                        yield mistake.name, seen


def _list_stable(subject: Subject, language: str, mistake: Mistake, tried: Tried) -> list[Seen]:
    """Return the failing checks whose traces are the same whoever hands the mistake in."""
    found = [seen for seen in tried.seen if seen.trace]
    names = OTHERS if language == SOURCE_LANGUAGE else OTHERS[:1]
    for learner in names if found else ():
        again = {seen.trace for seen in subject.try_mistake(language, mistake, learner).seen}
        found = [seen for seen in found if seen.trace in again]
    return found


def _list_asked(check: str, tried: Iterable[Tried]) -> set[str]:
    """Return everything that other works gave back to a check, or that it asked last of all where it failed."""
    return {text for work in tried for seen in work.seen if seen.check == check for text in (*seen.asked, seen.trace)}
