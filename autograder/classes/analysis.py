"""What a class's grades say: who handed in, how each task went, which mistakes come back, who needs a person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime

import msgspec

from autograder.check.messages.kinds import name_generic_mistakes
from autograder.classes.course import Course
from autograder.classes.records import Record, read_records
from autograder.classes.rows import CHECK_SUFFIX, find_task
from autograder.classes.scores import NotebookScores, list_people, read_scores
from autograder.classes.states import find_state, say_later
from autograder.classes.subjects import StockSubject, open_subject, read_exercise
from autograder.classes.submissions import list_submissions
from autograder.classes.waiting import list_questions
from autograder.content.edition import read_edition
from autograder.content.exercise import Exercise
from autograder.content.kit import Kit
from autograder.content.mistakes import read_titles
from autograder.i18n.catalogue import make_translator
from autograder.language import current_language, tr
from autograder.learner_ids import is_learner_id, show_learner_id


class TaskCell(msgspec.Struct, frozen=True):
    """One learner's result at one task."""

    score: float
    max_score: float
    status: str
    """A status of the report's; empty where there is no report."""


class LearnerRow(msgspec.Struct, frozen=True):
    """One learner at one exercise."""

    learner: str
    name: str
    """Empty unless names were asked for."""
    handed_in: str
    """UTC, ISO 8601; empty where the time is unknown."""
    score: float | None
    """``None`` where nothing was handed in, or nothing could be graded."""
    tasks: dict[str, TaskCell]
    reasons: tuple[str, ...]
    """Why a person should look."""
    submitted: bool = True
    state: str = ""
    """One of :data:`autograder.classes.states.State`."""


class TaskRow(msgspec.Struct, frozen=True):
    """One task over the class."""

    id: str
    title: str
    max_score: float
    passed: int
    """How many have all the points."""
    blank: int
    answered: int
    mean: float
    """Mean points of those who handed in."""
    success: float
    """Share of those who handed in who have all the points, 0 to 1."""


class MistakeRow(msgspec.Struct, frozen=True):
    """A known mistake, and how often it was seen."""

    name: str
    title: str
    tasks: tuple[str, ...]
    count: int


class ExerciseAnalysis(msgspec.Struct, frozen=True):
    """One exercise over the class."""

    exercise: str
    title: str
    max_score: float
    learners: tuple[LearnerRow, ...]
    tasks: tuple[TaskRow, ...]
    mistakes: tuple[MistakeRow, ...]
    tests_shared: bool = False
    """Whether the tests ran in the process of the work, as those of a stock nbgrader assignment do."""

    @property
    def submitted(self) -> list[LearnerRow]:
        """Learners who handed something in."""
        return [row for row in self.learners if row.submitted]

    @property
    def mean(self) -> float | None:
        """Mean score of those who have one."""
        scores = [row.score for row in self.learners if row.score is not None]
        return sum(scores) / len(scores) if scores else None


class WaitingRow(msgspec.Struct, frozen=True):
    """A work of which a person has to say whose it is."""

    exercise: str
    source: str
    """Empty unless names were asked for: a platform's folder is called after a person."""
    candidates: tuple[str, ...]
    handed_in: str
    """UTC, ISO 8601."""
    state: str = "unmatched"


class ClassAnalysis(msgspec.Struct, frozen=True):
    """``report.json``."""

    course: str
    generated_at: str
    exercises: tuple[ExerciseAnalysis, ...]
    waiting: tuple[WaitingRow, ...] = ()
    schema: int = 1


def analyse_class(course: Course, exercises: list[str], *, names: bool = False) -> ClassAnalysis:
    """Read the gradebook and the reports of these exercises; titles are in the current language.

    Learners are named by their ids alone unless ``names``.
    """
    people = list_people(course)
    shown = people if names else dict.fromkeys(people, "")
    return ClassAnalysis(
        course=course.course_id,
        generated_at=datetime.now(UTC).isoformat(timespec="seconds"),
        exercises=tuple(_analyse(course, exercise, shown) for exercise in exercises),
        waiting=tuple(_list_waiting(course, exercises, names)),
    )


def _list_waiting(course: Course, exercises: list[str], names: bool) -> Iterator[WaitingRow]:
    for question in [] if course.adopted else list_questions(course):
        attempt = question.attempt
        if attempt.exercise in exercises:
            yield WaitingRow(attempt.exercise, attempt.source if names else "", question.candidates, attempt.time)


def _analyse(course: Course, name: str, people: dict[str, str]) -> ExerciseAnalysis:
    subject = open_subject(course, name)
    exercise = read_exercise(subject)
    scores = read_scores(course, name)
    records = {record.learner: record for record in read_records(course, name)}
    # An id from before their alphabet was closed is shown as its record has it: one row, not two.
    folders = {show_id(submission.learner) for submission in list_submissions(course, name)}
    handed_in = folders | scores.keys() | records.keys()
    rows = tuple(
        _describe_learner(
            learner,
            people.get(learner, ""),
            learner in handed_in,
            scores,
            records.get(learner),
            exercise,
            isinstance(subject, StockSubject),
            say_later(course, learner, name, records.get(learner)) if learner in handed_in else [],
        )
        for learner in sorted(handed_in | people.keys())
    )
    kit = None if isinstance(subject, StockSubject) else subject.kit
    titles = _read_titles(kit, exercise) if kit is not None else {}
    return ExerciseAnalysis(
        exercise=name,
        title=titles.get("", exercise.title),
        max_score=exercise.max_score,
        learners=rows,
        tasks=tuple(
            _describe_task(task.id, titles.get(task.id, task.title), task.points, rows) for task in exercise.tasks
        ),
        mistakes=tuple(_count_mistakes(kit, name, list(records.values()))) if kit is not None else (),
        tests_shared=kit is None,
    )


def show_id(learner: str) -> str:
    """Return an id as reports show it: what is outside the alphabet is written out."""
    return learner if is_learner_id(learner) else show_learner_id(learner)


def _describe_learner(
    learner: str,
    name: str,
    submitted: bool,
    scores: dict[str, NotebookScores],
    record: Record | None,
    exercise: Exercise,
    stock: bool,
    later: list[str],
) -> LearnerRow:
    found = scores.get(learner)
    reasons = [*(record.reasons if record is not None else ()), *later]
    tasks = {}
    for task in exercise.tasks:
        report = find_task(record.report, task.id) if record is not None and record.report is not None else None
        cell = task.id if task.manual or stock else task.id + CHECK_SUFFIX
        given = found.grades.get(cell) if found is not None else None
        if stock and record is None and given is not None:
            # Graded before the course was adopted.
            tasks[task.id] = TaskCell(given[0] or 0.0, task.points, "")
        elif report is not None or (record is not None and record.problem == "missing"):
            score = given[0] if given is not None else None
            tasks[task.id] = TaskCell(score or 0.0, task.points, report.status if report is not None else "blank")
    if found is not None and found.needs_person and not reasons:
        reasons.append(tr("Une tâche attend la note d’une personne."))
    if submitted and record is None and not tasks:
        reasons.append(tr("La remise n’est pas encore notée."))
    return LearnerRow(
        learner=learner,
        name=name,
        handed_in=record.timestamp if record is not None else "",
        score=round(found.score, 2) if found is not None and tasks else None,
        tasks=tasks,
        reasons=tuple(reasons),
        submitted=submitted,
        state=find_state(submitted, record, found is not None and found.needs_person)
        if record is not None or not tasks
        else "graded",
    )


def _describe_task(task: str, title: str, points: float, rows: tuple[LearnerRow, ...]) -> TaskRow:
    cells = [row.tasks[task] for row in rows if task in row.tasks]
    passed = sum(cell.score >= cell.max_score for cell in cells)
    blank = sum(cell.status == "blank" for cell in cells)
    return TaskRow(
        id=task,
        title=title,
        max_score=points,
        passed=passed,
        blank=blank,
        answered=len(cells) - blank,
        mean=round(sum(cell.score for cell in cells) / len(cells), 3) if cells else 0.0,
        success=round(passed / len(cells), 4) if cells else 0.0,
    )


def _count_mistakes(kit: Kit, exercise: str, records: list[Record]) -> list[MistakeRow]:
    counts: Counter[str] = Counter()
    tasks: dict[str, dict[str, None]] = {}
    for record in records:
        for task in record.report.tasks if record.report is not None else ():
            for mistake in task.mistakes:
                tasks.setdefault(mistake, {})[task.id] = None
        counts.update({name for task in (record.report.tasks if record.report else ()) for name in task.mistakes})
    titles = _read_mistake_titles(kit, exercise)
    return [
        MistakeRow(name, titles.get(name, name), tuple(tasks[name]), count)
        for name, count in sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    ]


def _read_titles(kit: Kit, exercise: Exercise) -> dict[str, str]:
    """Titles of the tasks in the current language; of the exercise itself under the empty name."""
    for language in (current_language(), current_language().split("_")[0]):
        folder = kit.edition_folder(exercise.id, language)
        if (folder / "exercise.json").is_file():
            edition = read_edition(folder)
            return {"": edition.title} | {task.id: task.title for task in edition.tasks}
    return {}


def _read_mistake_titles(kit: Kit, exercise: str) -> dict[str, str]:
    language = current_language().split("_")[0]
    translator = make_translator(kit, (f"{exercise}.hidden",), language)
    titles = read_titles(kit.solution_folder(exercise), kit.read_exercise(exercise))
    return name_generic_mistakes() | {name: translator.translate(title) or title for name, title in titles.items()}
