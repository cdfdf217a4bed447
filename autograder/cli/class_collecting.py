"""What `passerelle class collect` prints, and what `class new` asks."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from autograder.errors import UsageError
from autograder.language import tr


def ask_zone(given: str | None) -> str:
    """Return the zone that was given, or ask for it at a terminal; this machine's own is offered."""
    from autograder.classes.times import check_zone, find_machine_zone

    if given:
        return check_zone(given)
    own = find_machine_zone()
    if not sys.stdin.isatty():
        return own
    try:
        answer = input(tr("Le fuseau horaire de la classe [{zone}] : ", zone=own)).strip()
    except EOFError:
        answer = ""
    return check_zone(answer) if answer else own


def collect_and_print(folder: Path, files: Sequence[Path], who: Path | None) -> int:
    """Collect ``files`` after the answers in ``who``; 1 where something was left out or waits for an answer."""
    from autograder.classes.collect import collect_files
    from autograder.classes.course import open_course
    from autograder.classes.waiting import read_answers

    if not files and who is None:
        raise UsageError(
            tr(
                "Rien à ramasser : donnez les fichiers reçus, ou --who avec le tableau rempli. "
                "Par exemple : `passerelle class collect {path} Moodle.zip`.",
                path=folder,
            )
        )
    course = open_course(folder)
    collection = collect_files(course, files, read_answers(who) if who is not None else None)
    return print_collected(collection, folder, declared=bool(course.file.timezone))


def print_collected(collection: Any, folder: Path, *, declared: bool = True) -> int:
    """Print what was taken, what is asked and what was not taken."""
    from autograder.classes.describing import describe_collected, describe_question

    for item in collection.accepted:
        print(describe_collected(item, collection.zone))
        for note in item.notes:
            print(f"  {note}")
    for item in collection.known:
        print(tr("{learner} : {exercise}, déjà ramassé", learner=item.learner, exercise=item.exercise))
    if not declared and collection.accepted:
        print(
            tr(
                "Les heures locales ont été lues dans le fuseau {zone}, celui de cette machine. "
                'Pour le fixer, ajoutez timezone = "{zone}" à {path}/passerelle/class.toml.',
                zone=collection.zone,
                path=folder,
            ),
            file=sys.stderr,
        )
    _print_rows(tr("À qui est-ce ? Rien n’en a été pris :"), [describe_question(one) for one in collection.questions])
    if collection.table is not None:
        print(
            tr(
                "Pour répondre : remplissez la colonne « apprenant » de {table}, puis lancez "
                "`passerelle class collect {path} --who {table}` ; ou répondez sur la page de la classe.",
                table=collection.table,
                path=folder,
            ),
            file=sys.stderr,
        )
    _print_rows(tr("Sans exercice de la classe :"), collection.unmatched)
    _print_rows(tr("Fichiers refusés :"), collection.refused)
    return 1 if collection.questions or collection.unmatched or collection.refused else 0


def _print_rows(title: str, rows: Sequence[tuple[str, str]]) -> None:
    if rows:
        print(title, file=sys.stderr)
    for source, reason in rows:
        print(f"  {source} : {reason}", file=sys.stderr)
