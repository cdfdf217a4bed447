"""The process that does one long piece of work for the class page: ``python -m autograder.teach.worker CLASS``.

It reads an :class:`Order` on standard input and writes one JSON line for each step, then one :class:`Outcome`.
A process of its own: grading forks, nbgrader takes seconds to import, and the page keeps answering meanwhile.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

import msgspec

from autograder.classes.course import Course, open_course
from autograder.errors import PasserelleError
from autograder.language import tr


class Order(msgspec.Struct, frozen=True):
    """What is to be done."""

    action: str
    """One of :data:`ACTIONS`."""
    exercise: str = ""
    """All of the class's where it is empty."""
    files: tuple[str, ...] = ()
    answers: tuple[tuple[str, str], ...] = ()
    """Questions of whose a work is, by their keys, and what a person answered."""


class Step(msgspec.Struct, frozen=True, tag="step"):
    """How far the work is."""

    done: int
    total: int


class Outcome(msgspec.Struct, frozen=True, tag="outcome"):
    """How the work ended, in the person's language."""

    message: str
    details: tuple[str, ...] = ()
    failed: bool = False


Report = Callable[[int, int], None]


def main() -> None:
    """Do the order that comes on standard input."""
    # What libraries print must not mix with what the page reads.
    stream = os.fdopen(os.dup(1), "wb", buffering=0)
    os.dup2(2, 1)
    order = msgspec.json.decode(sys.stdin.buffer.read(), type=Order)

    def report(done: int, total: int) -> None:
        stream.write(msgspec.json.encode(Step(done, total)) + b"\n")

    try:
        outcome = ACTIONS[order.action](open_course(Path(sys.argv[1])), order, report)
    except PasserelleError as error:
        outcome = Outcome(str(error), failed=True)
    stream.write(msgspec.json.encode(outcome) + b"\n")


def _list_exercises(course: Course, order: Order) -> list[str]:
    return [order.exercise] if order.exercise else course.list_exercises()


def _release(course: Course, order: Order, report: Report) -> Outcome:
    from autograder.classes.release import release_class

    released = release_class(course, _list_exercises(course, order), progress=report)
    files = tuple(str(path.relative_to(course.root)) for item in released for path in item.handouts)
    return Outcome(
        tr("Distribué : {names}.", names=", ".join(item.exercise for item in released)),
        tuple(tr("À envoyer à qui n’a pas de disque partagé : {path}", path=path) for path in files),
    )


def _collect_files(course: Course, order: Order, report: Report) -> Outcome:
    from autograder.classes.collect import collect_files
    from autograder.classes.describing import describe_collected, describe_question

    found = collect_files(course, [Path(name) for name in order.files], dict(order.answers))
    problems = [
        tr("{file} : {reason}", file=name, reason=reason)
        for name, reason in (*map(describe_question, found.questions), *found.unmatched, *found.refused)
    ]
    taken = [line for item in found.accepted for line in (describe_collected(item, found.zone), *item.notes)]
    return Outcome(
        tr(
            "Remises prises : {taken}. Déjà ramassées : {known}. À qui est-ce : {asked}. Laissées : {left}.",
            taken=len(found.accepted),
            known=len(found.known),
            asked=len(found.questions),
            left=len(found.unmatched) + len(found.refused),
        ),
        (*problems, *taken),
        failed=bool(problems),
    )


def _collect_exchange(course: Course, order: Order, report: Report) -> Outcome:
    from traitlets.config import Config

    from autograder.classes.nbgrader_api import open_api, raise_failure
    from autograder.classes.submissions import list_submissions

    wanted = _list_exercises(course, order)
    with open_api(course) as api:
        api.update_config(Config({"ExchangeCollect": {"update": True}}))
        for number, exercise in enumerate(wanted, 1):
            raise_failure(api.collect(exercise, update=True), "collect", exercise)
            report(number, len(wanted))
    count = sum(len(list_submissions(course, exercise)) for exercise in wanted)
    return Outcome(tr("L’échange a été relevé. La classe a {count} remises.", count=count))


def _grade(course: Course, order: Order, report: Report) -> Outcome:
    from autograder.classes.grade import grade_class
    from autograder.classes.states import say_later

    grading = grade_class(course, _list_exercises(course, order), progress=report)
    return Outcome(
        tr(
            "Notées : {graded}. Inchangées : {unchanged}. Sans note : {problems}.",
            graded=len(grading.records) - len(grading.problems),
            unchanged=grading.unchanged,
            problems=len(grading.problems),
        ),
        tuple(
            f"{one.learner} : {' '.join((*one.reasons, *say_later(course, one.learner, one.exercise, one)))}"
            for one in grading.problems
        ),
        failed=bool(grading.problems),
    )


def _feedback(course: Course, order: Order, report: Report) -> Outcome:
    from autograder.classes.feedback import write_feedback

    wanted = _list_exercises(course, order)
    pages = []
    for exercise in wanted:
        pages += write_feedback(course, exercise, progress=report)
    folder = course.step_name("feedback")
    return Outcome(tr("Retours écrits : {count}, dans {folder}/.", count=len(pages), folder=folder))


ACTIONS: dict[str, Callable[[Course, Order, Report], Outcome]] = {
    "release": _release,
    "collect": _collect_files,
    "exchange": _collect_exchange,
    "grade": _grade,
    "feedback": _feedback,
}

if __name__ == "__main__":
    main()
