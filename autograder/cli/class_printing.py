"""What the class commands print."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from autograder.classes.course import Course, open_course
from autograder.classes.states import say_later
from autograder.classes.words import describe_shared
from autograder.cli.printing import Meter, print_scores
from autograder.language import tr

MOST_ROWS = 200
"""Submissions of one exercise beyond which no table is printed: nobody reads it, and drawing it takes its time."""


def grade_and_print(
    folder: Path,
    exercises: Sequence[str],
    *,
    workers: int | None,
    scheduler: str | None,
    as_json: bool,
    trusted: bool,
) -> int:
    """Grade a class and print its table; 1 where something could not be graded."""
    from autograder.classes.grade import grade_class
    from autograder.grading.executors import choose_executor

    course = open_course(folder)
    with Meter(tr("Notation")) as meter:
        executor = choose_executor(workers=workers, scheduler=scheduler, notice=meter.say)
        grading = grade_class(course, exercises, executor=executor, trusted=trusted, progress=meter.update)
    if as_json:
        _print_json(grading.reports)
    else:
        _print_grading(grading, course)
    return 1 if grading.problems else 0


def regrade_and_print(
    folder: Path,
    exercises: Sequence[str],
    *,
    workers: int | None,
    scheduler: str | None,
    apply: bool,
    as_json: bool,
    trusted: bool,
) -> int:
    """Grade everything again and show whose points change; write them where ``apply``."""
    from autograder.classes.grade import grade_class
    from autograder.classes.regrade import regrade_class
    from autograder.grading.executors import choose_executor

    course = open_course(folder)
    with Meter(tr("Notation")) as meter:
        executor = choose_executor(workers=workers, scheduler=scheduler, notice=meter.say)
        regrading = regrade_class(course, exercises, executor=executor, trusted=trusted, progress=meter.update)
    with regrading:
        stream = sys.stderr if as_json else sys.stdout
        _print_changes(regrading, stream)
        if not apply:
            message = tr("Rien n’a été écrit. Pour écrire ces points : la même commande avec --yes.")
            print(message, file=stream)
            if as_json:
                _print_json(regrading.reports)
            return 0
        grading = grade_class(course, exercises, executor=regrading, force=True, trusted=trusted)
    if as_json:
        _print_json(grading.reports)
    else:
        _print_grading(grading, course)
    return 1 if grading.problems else 0


def _print_json(reports: Any) -> None:
    from autograder.grading.report import encode_reports

    sys.stdout.buffer.write(encode_reports(reports) + b"\n")
    sys.stdout.flush()


def _print_changes(regrading: Any, stream: Any) -> None:
    exercise = ""
    for change in regrading.changes:
        if change.exercise != exercise:
            exercise = change.exercise
            print(exercise, file=stream)
        line = tr(
            "{learner}, {task} : {before} → {after} ({difference})",
            learner=change.learner,
            task=change.task,
            before="—" if change.before is None else f"{change.before:g}",
            after="—" if change.after is None else f"{change.after:g}",
            difference=f"{change.difference:+g}",
        )
        if change.manual is not None:
            line += " ; " + tr("les {points} points donnés par une personne restent", points=f"{change.manual:g}")
        print(f"  {line}", file=stream)
    people = {(change.exercise, change.learner) for change in regrading.changes}
    message = tr(
        "Remises dont les points changent : {changed}. Sans changement : {same}.",
        changed=len(people),
        same=regrading.same,
    )
    print(message, file=stream)


def _print_grading(grading: Any, course: Course) -> None:
    by_exercise: dict[str, list[Any]] = {}
    for record in sorted(grading.records, key=lambda record: record.learner):
        by_exercise.setdefault(record.exercise, []).append(record)
    for exercise, records in by_exercise.items():
        print(exercise)
        if len(records) <= MOST_ROWS:
            print_scores([record.report for record in records if record.report is not None], people=False)
        else:
            print(
                tr("{count} remises : leur table est dans le rapport (`passerelle class report`).", count=len(records))
            )
        said = {
            record.learner: (*record.reasons, *say_later(course, record.learner, exercise, record))
            for record in records
        }
        needing = [record for record in records if said[record.learner]]
        if needing:
            print()
            print(tr("À regarder par une personne :"))
        for record in needing:
            print(f"  {record.learner} : {' '.join(said[record.learner])}")
    if any(report.tests_shared for report in grading.reports):
        print(describe_shared())
    print(
        tr(
            "Notées : {graded}. Inchangées : {unchanged}. Sans note : {problems}.",
            graded=len(grading.records) - len(grading.problems),
            unchanged=grading.unchanged,
            problems=len(grading.problems),
        )
    )


def adopt_and_print(folder: Path, *, undo: bool) -> int:
    """Adopt an nbgrader course, or let it go, and say what was done."""
    from autograder.classes.adopt import LINE, abandon_course, adopt_course, name_nbgrader

    if undo:
        left = abandon_course(folder)
        if left.changed:
            print(tr("La ligne est retirée de {path} : nbgrader note de nouveau à sa façon.", path=left.config))
        else:
            print(tr("{path} n’a pas cette ligne : rien n’a été changé.", path=left.config))
        return 0
    done = adopt_course(folder)
    if done.changed:
        print(tr("Une ligne a été ajoutée à la fin de {path} :", path=done.config))
        print(f"  {LINE.decode()}")
    else:
        print(tr("{path} a déjà cette ligne : rien n’a été changé.", path=done.config))
    print(tr("Devoirs du carnet de notes : {names}.", names=", ".join(done.assignments) or "—"))
    for note in done.notes:
        print(f"  {note}")
    print(
        tr("Noter : `passerelle class grade {path}`, ou `{nbgrader} autograde`.", path=folder, nbgrader=name_nbgrader())
    )
    print(tr("Revenir en arrière : `passerelle class adopt --undo {path}`.", path=folder))
    return 0


def update_and_print(folder: Path, exercises: Sequence[str], *, apply: bool) -> int:
    """Show what the kit would change in a class; take it where ``apply``."""
    from autograder.classes.update import compare_class, update_class

    course = open_course(folder)
    changes = compare_class(course, exercises)
    if not changes:
        print(tr("La classe est à jour."))
        return 0
    for change in changes:
        _print_change(change)
    if not apply:
        print(
            tr(
                "Rien n’a été changé. Pour prendre ces changements : `passerelle class update {path} --yes`.",
                path=folder,
            )
        )
        return 0
    update_class(course, exercises)
    print(tr("Pris. Distribuez de nouveau : `passerelle class release {path}`.", path=folder))
    return 0


def _print_change(change: Any) -> None:
    head = tr("{exercise} : nouvel exercice", exercise=change.exercise) if change.new else change.exercise
    print(head)
    for line in (*change.grading, *change.files):
        print(f"  {line}")
    if change.refused:
        print(
            tr(
                "  {count} remises existent déjà : ce changement de tâches ou de points ne sera pas pris.",
                count=change.submissions,
            )
        )
