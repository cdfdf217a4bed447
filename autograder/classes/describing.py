"""What collecting did, in words: the same in a terminal and on the class page."""

from __future__ import annotations

from autograder.classes.attempts import Clock
from autograder.classes.collect import Collected
from autograder.classes.times import open_zone, write_local
from autograder.classes.waiting import Question
from autograder.language import tr


def describe_collected(item: Collected, zone: str) -> str:
    """Say whose attempt was taken, when it was handed in and how that is known."""
    time = write_local(item.time, open_zone(zone))
    line = tr(
        "{learner} : {exercise}, remis le {time} ({clock}) ; {source}",
        learner=item.learner,
        exercise=item.exercise,
        time=time,
        clock=describe_clock(item.clock, zone),
        source=item.source,
    )
    if item.problem:
        return f"{line}. {tr('Il n’a pas pu être lu : {reason}', reason=item.problem)}"
    return line if item.newest else f"{line}. {tr('Une autre remise compte à sa place.')}"


def describe_clock(clock: Clock, zone: str) -> str:
    """Say where a time comes from, and in which zone it is written."""
    words = {
        "platform": tr("heure UTC de l’archive, écrite en {zone}", zone=zone),
        "archive": tr("heure UTC de l’archive, écrite en {zone}", zone=zone),
        "zone": tr("heure locale, lue en {zone}", zone=zone),
        "file": tr("heure du fichier sur cette machine, écrite en {zone}", zone=zone),
        "download": tr("au plus tard : heure du téléchargement, écrite en {zone}", zone=zone),
    }
    return words.get(clock, zone)


def describe_question(question: Question) -> tuple[str, str]:
    """Return what a question is about, and the question with those whom it may be."""
    reason = question.reason
    if question.candidates:
        reason += " " + tr("Peut-être {names}.", names=", ".join(question.candidates))
    return question.attempt.source, f"{question.attempt.exercise}, {reason}"
