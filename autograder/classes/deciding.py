"""Whose a work is: decided where everything that speaks says the same, asked of a person where it does not.

Who handed it in is what the platform says: the whole name. A file's own claim never overrides that. Moodle's number is
another for each assignment and says nothing by itself; that one number was somebody else's a moment ago does.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field

from autograder.classes.claims import Claim
from autograder.classes.memory import Memory, claim_key, name_key, number_key, work_key
from autograder.classes.people import Roster
from autograder.classes.platforms import HandedIn, list_names
from autograder.language import tr
from autograder.learner_ids import is_learner_id, refuse_learner_id


@dataclass(frozen=True)
class Evidence:
    """What is said of one work."""

    exercise: str
    claim: Claim
    """Of the file's own name."""
    handed: HandedIn | None = None
    """Of the platform."""
    digest: str = ""
    assignment: str = ""
    """The platform's number of the activity, where the download's name has it."""
    rivals: tuple[str, ...] = ()
    """Others of the same download whom the platform calls the same."""


@dataclass(frozen=True)
class Decision:
    """Whose a work is, or why a person has to say."""

    learners: tuple[str, ...] = ()
    """More than one where a person said so, of a team's work; none where it is asked, or nobody's."""
    question: str = ""
    candidates: tuple[str, ...] = ()
    """Ids that the person is shown as hints."""
    keys: tuple[str, ...] = field(default=())
    """What the answer will be remembered under."""
    nobody: bool = False
    """A person said that it is nobody's work."""
    told: bool = False
    """A person said so before."""
    own_keys: tuple[str, ...] = ()
    """What an answer about this very work would be remembered under."""


def decide(evidence: Evidence, roster: Roster, memory: Memory) -> Decision:
    """Say whose a work is."""
    decided = _recall(memory, [work_key(evidence.digest)])
    if decided is None:
        decider = _decide_handed if evidence.handed is not None else _decide_loose
        decided = decider(evidence, roster, memory)
    return decided


def _recall(memory: Memory, keys: list[str]) -> Decision | None:
    for key in keys:
        if key in memory.answers:
            learners = tuple(memory.answers[key].split())
            return Decision(learners, nobody=not learners, told=True)
    return None


def _decide_handed(evidence: Evidence, roster: Roster, memory: Memory) -> Decision:
    handed = evidence.handed
    assert handed is not None
    own = [number_key(evidence.exercise, handed)] if handed.number else []
    told = _recall(memory, own)
    if told is not None:
        return told
    if handed.anonymous or not handed.name:
        question = tr("La plateforme ne dit pas qui l’a remis (« {name} »).", name=handed.folder.strip("_"))
        return Decision(
            question=question,
            candidates=_known(evidence.claim.learner, roster),
            keys=(*own, *_only_work(own, evidence)),
        )
    found = _find_handed(handed, roster)
    if len(found) > 1:
        question = tr("Plusieurs personnes s’appellent « {name} ».", name=handed.name)
        return Decision(question=question, candidates=tuple(found), keys=(*own, *_only_work(own, evidence)))
    if evidence.rivals:
        question = tr(
            "La plateforme a deux personnes sous le nom « {name} » : {folders}.",
            name=handed.name,
            folders=", ".join((handed.folder, *evidence.rivals)),
        )
        return Decision(question=question, candidates=tuple(found), keys=(*own, *_only_work(own, evidence)))
    named = (name_key(handed.platform, handed.name),)
    told = _recall(memory, list(named))
    learner = found[0] if found else told.learners[0] if told and len(told.learners) == 1 else ""
    if not learner:
        if told is not None:
            return told
        hints = [*roster.find_like(handed.name), *_known(evidence.claim.learner, roster)]
        question = tr("« {name} » n’est le nom de personne dans la classe.", name=handed.name)
        return Decision(question=question, candidates=tuple(dict.fromkeys(hints)), keys=(*own, *named))
    doubt, other = _find_contradiction(evidence, handed, learner, roster, memory)
    if doubt:
        hints = list(dict.fromkeys(filter(None, (learner, other))))
        return Decision(question=doubt, candidates=tuple(hints), keys=(*own, *_only_work(own, evidence)))
    return Decision((learner,), own_keys=(*own, *_only_work(own, evidence)))


def _find_handed(handed: HandedIn, roster: Roster) -> list[str]:
    if handed.platform == "canvas":
        return roster.find_squeezed(handed.name)
    for name in list_names(handed.name):
        found = roster.find_names(name)
        if found:
            return found
    return []


def _find_contradiction(
    evidence: Evidence, handed: HandedIn, learner: str, roster: Roster, memory: Memory
) -> tuple[str, str]:
    """Return what speaks against ``learner`` in words, and whom it speaks for; empty where nothing does."""
    before = memory.find_number(evidence.exercise, handed)
    if before is not None and before.learner != learner:
        return (
            tr(
                "Le numéro {number} était celui de {other} à cet exercice ; le nom dit {learner}.",
                number=handed.number,
                other=before.learner,
                learner=learner,
            ),
            before.learner,
        )
    former = memory.find_other_number(evidence.exercise, handed, learner, evidence.assignment)
    if before is None and handed.number and former:
        return (
            tr(
                "{learner} a déjà remis sous un autre numéro ({former}, ici {number}) : est-ce une autre personne "
                "du même nom ?",
                learner=learner,
                former=former,
                number=handed.number,
            ),
            "",
        )
    if handed.platform == "canvas":
        other = roster.find_number(handed.number)
        if other and other != learner:
            return tr("Le nom dit {learner}, le numéro dit {other}.", learner=learner, other=other), other
    return _find_false_claim(evidence.claim, learner, roster)


def _find_false_claim(claim: Claim, learner: str, roster: Roster) -> tuple[str, str]:
    """A claim that names somebody else; a name like « TP1 » or « carnet » names nobody."""
    if not claim.learner:
        return "", ""
    meant = _resolve_claim(claim, roster)
    if learner in meant or (not meant and not (claim.explicit and claim.exercise)):
        return "", ""
    other = meant[0] if meant else ""
    question = tr(
        "{learner} l’a remis, mais le fichier est au nom de « {claim} ».", learner=learner, claim=claim.learner
    )
    return question, other


def _decide_loose(evidence: Evidence, roster: Roster, memory: Memory) -> Decision:
    claim = evidence.claim
    if not claim.learner:
        question = tr("Le nom du fichier ne dit pas de qui il est.")
        return Decision(question=question, keys=_only_work([], evidence))
    if claim.learner in roster.people:
        return Decision((claim.learner,))
    keys = (claim_key(claim.learner),)
    told = _recall(memory, list(keys))
    if told is not None:
        return told
    found = roster.find_names(claim.learner)
    # An id in another case is a slip, not a name: « ZOE » may be zoe, or somebody new.
    found = [one for one in found if one not in roster.find_slips(claim.learner)]
    if len(found) == 1:
        return Decision((found[0],))
    if found:
        question = tr("Plusieurs personnes s’appellent « {name} ».", name=claim.learner)
        return Decision(question=question, candidates=tuple(found), keys=_only_work([], evidence))
    return _meet_new(evidence, roster, keys)


def _meet_new(evidence: Evidence, roster: Roster, keys: tuple[str, ...]) -> Decision:
    claim = evidence.claim
    learner = unicodedata.normalize("NFC", claim.learner)
    slips = roster.find_slips(learner)
    hints = tuple(dict.fromkeys([*slips, *roster.find_like(learner)]))
    if roster.is_list:
        question = tr("« {name} » n’est l’identifiant ni le nom de personne dans la classe.", name=learner)
        return Decision(question=question, candidates=hints, keys=keys)
    if slips:
        question = tr("« {name} » est nouveau, et ressemble à {known}.", name=learner, known=", ".join(slips))
        return Decision(question=question, candidates=hints, keys=keys)
    if not is_learner_id(learner):
        return Decision(question=refuse_learner_id(learner), candidates=hints, keys=keys)
    if not claim.explicit and not claim.exercise:
        question = tr("Le nom du fichier ne dit pas de qui il est.")
        return Decision(question=question, candidates=hints, keys=_only_work([], evidence))
    return Decision((learner,))


def _resolve_claim(claim: Claim, roster: Roster) -> list[str]:
    if claim.learner in roster.people:
        return [claim.learner]
    return roster.find_names(claim.learner)


def _known(claimed: str, roster: Roster) -> tuple[str, ...]:
    return (claimed,) if claimed in roster.people else ()


def _only_work(own: list[str], evidence: Evidence) -> tuple[str, ...]:
    """An answer that is about this work alone, where nothing else tells it from another."""
    return () if own else (work_key(evidence.digest),)
