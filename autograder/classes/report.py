"""The class report: one HTML page on its own and its figures as JSON, for the person who teaches."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec

from autograder.classes.analysis import (
    ClassAnalysis,
    ExerciseAnalysis,
    LearnerRow,
    TaskCell,
    WaitingRow,
    analyse_class,
)
from autograder.classes.course import Course
from autograder.classes.feedback import open_template
from autograder.classes.states import name_state
from autograder.classes.times import open_zone, write_local
from autograder.classes.words import describe_shared, format_number, format_percent, format_score, name_status
from autograder.language import current_language, tr
from autograder.storage import write_whole

_SHADES = 5


def write_class_report(
    course: Course, exercises: Sequence[str] = (), *, names: bool = False, out: Path | None = None
) -> Path:
    """Write ``report.html`` and ``report.json`` in the class (or ``out`` and its neighbour); returns the page.

    In the current language; learners are named by their ids alone unless ``names``.
    """
    analysis = analyse_class(course, list(exercises) or course.list_exercises(), names=names)
    path = out or course.root / "report.html"
    write_whole(path, render_class_report(analysis))
    write_whole(path.with_suffix(".json"), msgspec.json.format(msgspec.json.encode(analysis), indent=2) + b"\n")
    return path


def render_class_report(analysis: ClassAnalysis) -> str:
    """Return the page of an analysis, in the current language."""
    return str(open_template("report/report.html.j2").render(page=_describe(analysis)))


def _describe(analysis: ClassAnalysis) -> dict[str, Any]:
    learners = sorted({row.learner for exercise in analysis.exercises for row in exercise.learners})
    return {
        "lang": current_language().replace("_", "-"),
        "title": tr("Compte rendu de la classe {course}", course=analysis.course),
        "date": tr("Établi le {date} (UTC)", date=analysis.generated_at[:16].replace("T", " ")),
        "overview": _describe_overview(analysis, learners),
        "people": [
            {"learner": _name(row), "exercise": exercise.exercise, "reasons": row.reasons}
            for exercise in analysis.exercises
            for row in exercise.learners
            if row.reasons
        ],
        "waiting": [_describe_waiting(row) for row in analysis.waiting],
        "exercises": [_describe_exercise(exercise) for exercise in analysis.exercises],
        "words": _list_words(),
    }


def _describe_waiting(row: WaitingRow) -> dict[str, str]:
    return {
        "exercise": row.exercise,
        "source": row.source or "—",
        "time": write_local(datetime.fromisoformat(row.handed_in), open_zone("UTC")) + " UTC",
        "candidates": ", ".join(row.candidates) or "—",
    }


def _describe_overview(analysis: ClassAnalysis, learners: list[str]) -> list[dict[str, Any]]:
    rows = {(row.learner, exercise.exercise): row for exercise in analysis.exercises for row in exercise.learners}
    found = []
    for learner in learners:
        mine = [rows.get((learner, exercise.exercise)) for exercise in analysis.exercises]
        known = next(row for row in mine if row is not None)
        cells = [
            _describe_handed_in(row, exercise.max_score) for row, exercise in zip(mine, analysis.exercises, strict=True)
        ]
        found.append({"learner": _name(known), "cells": cells})
    return found


def _describe_handed_in(row: LearnerRow | None, maximum: float) -> str:
    if row is None:
        return name_state("absent")
    if row.score is None:
        return name_state(row.state)
    score = format_score(row.score, maximum)
    return score if row.state == "graded" else f"{score} ({name_state(row.state)})"


def _describe_exercise(exercise: ExerciseAnalysis) -> dict[str, Any]:
    mean = exercise.mean
    return {
        "id": exercise.exercise,
        "title": exercise.title,
        "shared": describe_shared() if exercise.tests_shared else "",
        "summary": tr(
            "Remises : {count} sur {total}. Moyenne : {mean}.",
            count=len(exercise.submitted),
            total=len(exercise.learners),
            mean="—" if mean is None else format_score(mean, exercise.max_score),
        ),
        "tasks": [
            {
                "id": task.id,
                "title": task.title,
                "success": format_percent(task.success),
                "share": round(task.success * 100),
                "passed": task.passed,
                "answered": task.answered,
                "blank": task.blank,
                "mean": format_score(task.mean, task.max_score),
            }
            for task in exercise.tasks
        ],
        "mistakes": [
            {"title": mistake.title, "tasks": ", ".join(mistake.tasks), "count": mistake.count}
            for mistake in exercise.mistakes
        ],
        "rows": [_describe_row(row, exercise) for row in exercise.submitted],
    }


def _describe_row(row: LearnerRow, exercise: ExerciseAnalysis) -> dict[str, Any]:
    return {
        "learner": _name(row),
        "score": "—" if row.score is None else format_score(row.score, exercise.max_score),
        "cells": [_describe_cell(row.tasks.get(task.id)) for task in exercise.tasks],
    }


def _describe_cell(cell: TaskCell | None) -> dict[str, Any]:
    if cell is None:
        return {"text": "—", "note": tr("sans note"), "shade": ""}
    share = cell.score / cell.max_score if cell.max_score else 0.0
    note = "" if cell.status in ("passed", "failed") else name_status(cell.status)
    return {
        "text": format_number(cell.score),
        "note": note,
        "shade": f"h{min(int(share * (_SHADES - 1)), _SHADES - 1)}",
    }


def _name(row: LearnerRow) -> str:
    return f"{row.name} ({row.learner})" if row.name else row.learner


def _list_words() -> dict[str, str]:
    return {
        "skip": tr("Aller au contenu"),
        "contents": tr("Sur cette page"),
        "overview": tr("Qui a remis quoi"),
        "people": tr("Qui a besoin d’une personne, et pourquoi"),
        "nobody": tr("Personne pour l’instant."),
        "waiting": tr("Remises dont il faut dire de qui elles sont"),
        "source": tr("Fichier"),
        "time": tr("Remis le"),
        "candidates": tr("Peut-être"),
        "learner": tr("Apprenant"),
        "exercise": tr("Exercice"),
        "reasons": tr("Raisons"),
        "task": tr("Tâche"),
        "tasks": tr("Réussite de chaque tâche"),
        "success": tr("Réussie par"),
        "passed": tr("Tous les points"),
        "answered": tr("Réponses"),
        "blank": tr("Sans réponse"),
        "mean": tr("Moyenne"),
        "mistakes": tr("Erreurs types les plus vues"),
        "mistake": tr("Erreur type"),
        "seen": tr("Apprenants"),
        "no_mistakes": tr("Aucune erreur type n’a été reconnue."),
        "map": tr("Points de chaque apprenant à chaque tâche"),
        "legend": tr("Le fond est d’autant plus soutenu que la part des points est grande ; le nombre dit les points."),
        "score": tr("Note"),
    }
