"""Collecting files: what learners without a shared disk send, and what platforms let one download.

Each file is its own risk. What a notebook holds says of which exercise it is; who handed it in is decided in
:mod:`autograder.classes.deciding`, or asked of a person. Every attempt is kept, nothing is ever deleted, and a file
that cannot be matched is named and left where it is.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from autograder.classes.attempts import (
    Attempt,
    Clock,
    keep_attempt,
    submit_counting,
    write_stamp,
)
from autograder.classes.course import Course
from autograder.classes.deciding import Decision, Evidence, decide
from autograder.classes.duedates import read_due_dates
from autograder.classes.filenames import fold
from autograder.classes.intake import Intake
from autograder.classes.memory import read_memory, write_memory
from autograder.classes.people import read_roster
from autograder.classes.platforms import read_assignment
from autograder.classes.private import folder_mode, settle_modes
from autograder.classes.recognise import Exercises
from autograder.classes.sorting import Piece, sort_work
from autograder.classes.times import open_zone, read_local
from autograder.classes.waiting import Question, keep_question, make_key, write_questions
from autograder.classes.works import Moment, Work
from autograder.classes.worksheets import read_worksheet
from autograder.errors import ClassError, MissingPath
from autograder.language import tr
from autograder.storage import explain_os_error


@dataclass(frozen=True)
class Collected:
    """One attempt that was taken."""

    learner: str
    exercise: str
    time: datetime
    source: str
    newest: bool
    """Whether it is the one that counts now, in ``submitted/``."""
    clock: Clock = "unknown"
    problem: str = ""
    """Why it cannot be read; empty where it can."""
    notes: tuple[str, ...] = ()


@dataclass
class Collection:
    """What one call did."""

    accepted: list[Collected] = field(default_factory=list)
    known: list[Collected] = field(default_factory=list)
    """Attempts that had been collected before."""
    questions: list[Question] = field(default_factory=list)
    """Works that wait for a person to say whose they are."""
    unmatched: list[tuple[str, str]] = field(default_factory=list)
    """Files that hold no exercise of the class, and why."""
    refused: list[tuple[str, str]] = field(default_factory=list)
    """File and why it was not opened."""
    zone: str = ""
    """The zone in which local times were read."""
    table: Path | None = None
    """Where all that waits is listed, for a person to fill."""


def collect_files(course: Course, files: Sequence[Path], answers: Mapping[str, str] | None = None) -> Collection:
    """Take ``files`` into the class, after a person's ``answers`` to earlier questions, names or keys to ids.

    Raises :class:`MissingPath` before anything is written where a file does not exist.
    """
    refuse_adopted(course)
    for path in files:
        if not path.exists():
            raise MissingPath(tr("{path} n’existe pas. Vérifiez le chemin et le nom du fichier.", path=path))
    with open_collector(course) as collector:
        if answers:
            from autograder.classes.answering import apply_answers

            apply_answers(collector, answers)
        intake = Intake(collector.exercises.names, collector.zone, collector.staging)
        works = [work for path in files if not collector.read_times(path) for work in intake.read(path)]
        pieces = [piece for work in works for piece in collector.sort(collector.date(work))]
        collector.result.unmatched += intake.left
        collector.result.refused += intake.refused
        collector.take(pieces)
        return collector.finish()


def refuse_adopted(course: Course) -> None:
    """Say where the submissions of somebody's own nbgrader course are collected."""
    if course.adopted:
        raise ClassError(
            tr(
                "{course} est un cours nbgrader : ses remises se ramassent par `nbgrader collect` ou, depuis des "
                "fichiers, par `nbgrader zip_collect`.",
                course=course.root.name,
            )
        )


@contextmanager
def open_collector(course: Course) -> Iterator[Collector]:
    """Open the class for collecting."""
    with open_staging(course) as staging:
        yield Collector(course, staging)


@contextmanager
def open_staging(course: Course) -> Iterator[Path]:
    """A folder in the class for what is not yet whole; it is swept away at the end."""
    try:
        course.own.mkdir(exist_ok=True)
        staging = Path(tempfile.mkdtemp(dir=course.own, prefix=".collect-"))
    except OSError as error:
        raise explain_os_error(error, course.own) from error
    try:
        yield staging
    finally:
        shutil.rmtree(staging, ignore_errors=True)


class Collector:
    """A class being collected."""

    def __init__(self, course: Course, staging: Path) -> None:
        self.course = course
        self.staging = staging
        self.zone = open_zone(course.file.timezone)
        self.result = Collection(zone=self.zone.key)
        self.exercises = Exercises(course)
        self.memory = read_memory(course)
        self._remembered = msgspec.json.encode(self.memory)
        self.roster = read_roster(course, self.memory.introduced)
        self.memory.listed = self.roster.is_list = self.memory.listed or self.roster.is_list
        self._due = read_due_dates(course)
        self._times: dict[str, datetime] = {}

    def read_times(self, path: Path) -> bool:
        """Take the times of Moodle's worksheet; false where ``path`` is none."""
        if path.suffix.casefold() != ".csv" or not path.is_file():
            return False
        times = read_worksheet(path)
        self._times |= times
        return bool(times)

    def date(self, work: Work) -> Work:
        """Date a work as the worksheet has it, where the archive only knows when it was downloaded."""
        handed = work.handed
        local = self._times.get(handed.number) if handed is not None and handed.platform == "moodle" else None
        if local is not None:
            work.moment = Moment(read_local(local, self.zone), "zone")
        return work

    def sort(self, work: Work) -> list[Piece]:
        """Sort a work into exercises; one that cannot be costs nobody else's."""
        try:
            return list(sort_work(work, self.exercises))
        except (OSError, ValueError, RecursionError, MemoryError) as error:
            reason = tr("{name} n’a pas pu être lu ({reason}).", name=work.source, reason=type(error).__name__)
            self.result.refused.append((work.source, reason))
            return []

    def take(self, pieces: Sequence[Piece]) -> None:
        """Keep each piece for whom it is of, or put it aside with its question."""
        for piece in pieces:
            if piece.unmatched:
                self.result.unmatched.append((piece.source, piece.unmatched))
        wanted = [piece for piece in pieces if not piece.unmatched]
        groups = _group_names(wanted)
        decisions = [self._decide(piece, groups) for piece in wanted]
        for piece, decision in zip(wanted, _ask_rivals(wanted, decisions), strict=True):
            try:
                self._settle(piece, decision)
            except OSError as error:
                reason = str(explain_os_error(error, self.course.own))
                self.result.refused.append((piece.source, reason))

    def finish(self) -> Collection:
        """Write down what is remembered and what waits."""
        if msgspec.json.encode(self.memory) != self._remembered:
            write_memory(self.course, self.memory)
        self.result.table = write_questions(self.course)
        return self.result

    def keep(self, learner: str, attempt: Attempt, work: Path) -> None:
        """Keep an attempt of ``learner``, and make it the submission where it counts. Raises ``OSError``."""
        if learner not in self.roster.people:
            self.memory.introduce(learner)
        attempt = msgspec.structs.replace(attempt, learner=learner)
        late = attempt.clock == "download" and self._is_past(learner, attempt)
        if late:
            unknown = tr(
                "L’archive porte l’heure du téléchargement, pas celle de la remise : aucun retard n’est compté. "
                "La feuille d’évaluation de Moodle (CSV), donnée avec l’archive, la dit."
            )
            attempt = msgspec.structs.replace(attempt, notes=(*attempt.notes, unknown))
        folder = Path(tempfile.mkdtemp(dir=self.staging))
        shutil.copytree(work, folder, dirs_exist_ok=True)
        write_stamp(folder, None if late else attempt.when)
        folder.chmod(folder_mode(self.course))
        settle_modes(self.course, folder)
        attempt, is_new = keep_attempt(self.course, attempt, folder)
        counting = submit_counting(self.course, learner, attempt.exercise, self.staging, self.exercises)
        newest = is_new and counting is not None and counting.place == attempt.place
        entry = Collected(
            learner,
            attempt.exercise,
            attempt.when,
            attempt.source,
            newest,
            attempt.clock,
            attempt.problem,
            attempt.notes,
        )
        (self.result.accepted if is_new else self.result.known).append(entry)

    def _decide(self, piece: Piece, groups: Mapping[tuple[str, str, str], Mapping[str, str]]) -> Decision:
        handed = piece.handed
        same = groups.get((piece.bulk, piece.exercise, fold(handed.name)), {}) if handed is not None else {}
        # Others whom the same download calls by the same name.
        rivals = tuple(folder for key, folder in same.items() if handed is not None and key != handed.key)
        evidence = Evidence(
            piece.exercise,
            piece.claim,
            piece.handed,
            piece.digest,
            read_assignment(piece.bulk),
            rivals,
        )
        return decide(evidence, self.roster, self.memory)

    def _settle(self, piece: Piece, decision: Decision) -> None:
        attempt = self._describe(piece)
        if decision.nobody:
            return
        if decision.question:
            question = Question(
                key=make_key(attempt, piece.handed),
                attempt=attempt,
                reason=decision.question,
                name=piece.handed.name if piece.handed is not None else piece.claim.learner,
                candidates=decision.candidates,
                keys=decision.keys,
                platform=piece.handed.platform if piece.handed is not None else "",
                number=piece.handed.number if piece.handed is not None else "",
            )
            keep_question(self.course, question, piece.folder)
            self.result.questions.append(question)
            return
        for learner in decision.learners:
            self.keep(learner, attempt, piece.folder)
            if piece.handed is not None and len(decision.learners) == 1:
                self.memory.keep_number(piece.exercise, piece.handed, learner, read_assignment(piece.bulk))

    def _describe(self, piece: Piece) -> Attempt:
        time = min(piece.moment.time, datetime.now(UTC)).astimezone(UTC)
        return Attempt(
            learner="",
            exercise=piece.exercise,
            time=time.isoformat(),
            clock=piece.moment.clock,
            source=piece.source,
            folder=piece.handed.folder if piece.handed is not None else "",
            digest=piece.digest,
            answers=piece.reading.answers,
            problem=piece.reading.problem,
            notes=piece.notes,
        )

    def _is_past(self, learner: str, attempt: Attempt) -> bool:
        due = self._due.find(attempt.exercise, learner)
        return due is not None and attempt.when > due


def _group_names(pieces: Sequence[Piece]) -> dict[tuple[str, str, str], dict[str, str]]:
    """Return, for each name of a download, the folders that bear it."""
    groups: dict[tuple[str, str, str], dict[str, str]] = {}
    for piece in pieces:
        if piece.handed is not None and not piece.handed.anonymous:
            same = groups.setdefault((piece.bulk, piece.exercise, fold(piece.handed.name)), {})
            same[piece.handed.key] = piece.handed.folder
    return groups


def _ask_rivals(pieces: Sequence[Piece], decisions: Sequence[Decision]) -> Iterator[Decision]:
    """Let nobody through where two people of one download would be the same learner."""
    owners: dict[tuple[str, str, str], set[str]] = {}
    for piece, decision in zip(pieces, decisions, strict=True):
        for learner in decision.learners:
            if piece.handed is not None and piece.bulk:
                owners.setdefault((piece.bulk, piece.exercise, learner), set()).add(piece.handed.key)
    for piece, decision in zip(pieces, decisions, strict=True):
        rivals = [one for one in decision.learners if len(owners.get((piece.bulk, piece.exercise, one), ())) > 1]
        if rivals and piece.handed is not None and not decision.told:
            question = tr("Deux personnes de la même archive seraient {learner}.", learner=rivals[0])
            yield Decision(question=question, candidates=tuple(rivals), keys=decision.own_keys)
        else:
            yield decision
