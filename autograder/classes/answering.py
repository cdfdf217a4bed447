"""A person's answers to whose a work is: the work is taken, and the answer remembered."""

from __future__ import annotations

import re
from collections.abc import Mapping

from autograder.classes.attempts import digest_work
from autograder.classes.collect import Collector
from autograder.classes.memory import Numbered, claim_key, name_key
from autograder.classes.people import Person
from autograder.classes.waiting import NOBODY, Question, drop_question, list_questions, match_question, waiting_folder
from autograder.errors import ClassError
from autograder.language import tr
from autograder.learner_ids import is_learner_id, normalise_learner_id, refuse_learner_id
from autograder.storage import explain_os_error

_NEW = re.compile(r"(?:nouveau|nouvelle|new)\s*:\s*(.+)", re.IGNORECASE)
_BETWEEN = re.compile(r"[\s,;]+")


def apply_answers(collector: Collector, answers: Mapping[str, str]) -> None:
    """Take the works that ``answers`` speak of, keys or names to ids; names are remembered for works to come.

    An answer that names nobody of the class is listed with the others that were refused; its question stays.
    """
    used: set[str] = set()
    for question in list_questions(collector.course):
        answer = match_question(question, dict(answers))
        if answer:
            used.update({question.key, question.name, question.attempt.source})
            _apply(collector, question, answer)
    for name, answer in answers.items():
        if name not in used and not re.fullmatch(r"[0-9a-f]{12}", name):
            _remember_name(collector, name, answer)


def _apply(collector: Collector, question: Question, answer: str) -> None:
    try:
        learners = _read_learners(collector, answer)
    except ClassError as error:
        collector.result.refused.append((question.attempt.source, str(error)))
        return
    work = waiting_folder(collector.course) / question.key / "work"
    try:
        if work.is_dir() and digest_work(work) == question.attempt.digest:
            for learner in learners:
                collector.keep(learner, question.attempt, work)
    except OSError as error:
        raise explain_os_error(error, work) from error
    for key in question.keys:
        collector.memory.answers[key] = " ".join(learners)
    if question.number and len(learners) == 1:
        table = collector.memory.numbers.setdefault(question.attempt.exercise, {})
        kept = Numbered(learners[0], question.name, question.attempt.folder)
        table[f"{question.platform}:{question.number}"] = kept
    drop_question(collector.course, question)


def _read_learners(collector: Collector, answer: str) -> list[str]:
    """Return the ids that an answer names; none where it says that the work is nobody's. Raises :class:`ClassError`."""
    if answer.strip() == NOBODY:
        return []
    fresh = _NEW.fullmatch(answer.strip())
    if fresh:
        learner = normalise_learner_id(fresh[1])
        if not is_learner_id(learner):
            raise ClassError(refuse_learner_id(learner))
        collector.roster.people.setdefault(learner, Person(learner))
        collector.memory.introduce(learner)
        return [learner]
    roster = collector.roster
    whole = normalise_learner_id(answer)
    if whole in roster.people:
        return [whole]
    found = [normalise_learner_id(word) for word in _BETWEEN.split(answer) if word]
    unknown = [learner for learner in found if learner not in roster.people]
    if unknown:
        raise ClassError(
            tr(
                "« {learner} » n’est pas un identifiant de la classe{near}. Pour une personne nouvelle, écrivez "
                "nouveau:{learner} ; si le fichier n’est à personne, un tiret.",
                learner=unknown[0],
                near=_list_near(roster.find_like(unknown[0])),
            )
        )
    return list(dict.fromkeys(found))


def _list_near(learners: list[str]) -> str:
    return tr(" (peut-être {names})", names=", ".join(learners)) if learners else ""


def _remember_name(collector: Collector, name: str, answer: str) -> None:
    try:
        learners = _read_learners(collector, answer)
    except ClassError as error:
        collector.result.refused.append((name, str(error)))
        return
    for platform in ("moodle", "canvas", "brightspace"):
        collector.memory.answers[name_key(platform, name)] = " ".join(learners)
    if name not in collector.roster.people:
        collector.memory.answers[claim_key(name)] = " ".join(learners)
