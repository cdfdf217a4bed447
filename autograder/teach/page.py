"""What the class page shows: each exercise, who needs a person, and who is stuck on which task."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlalchemy import create_engine, select

from autograder.classes import tables
from autograder.classes.analysis import ClassAnalysis, ExerciseAnalysis, LearnerRow, WaitingRow, analyse_class
from autograder.classes.course import Course
from autograder.classes.database import explain_database_errors
from autograder.classes.feedback import TEMPLATES
from autograder.classes.snapshot import read_release
from autograder.classes.words import format_score, name_status
from autograder.language import current_language, tr

_STUCK = ("failed", "error", "timeout", "memory", "crashed", "internal")


def render(name: str, **values: Any) -> str:
    """Return one of this package's templates, filled; text is escaped."""
    import jinja2

    loader = jinja2.FileSystemLoader([Path(__file__).parent / "templates", TEMPLATES / "feedback"])
    return jinja2.Environment(loader=loader, autoescape=True).get_template(name).render(**values)


def describe_class(course: Course, base_url: str) -> dict[str, Any]:
    """Return what changes while a class works; ``base_url`` is the server's, and ends in a slash."""
    analysis = analyse_class(course, course.list_exercises(), names=True)
    notebooks = find_notebooks(course)
    return {
        "exercises": [_describe_exercise(course, exercise) for exercise in analysis.exercises],
        "people": _list_people(analysis, notebooks, base_url),
        "waiting": [_describe_waiting(row) for row in analysis.waiting],
        "review": f"{base_url}passerelle/class/review",
        "stuck": [
            _describe_stuck(exercise, notebooks, base_url) for exercise in analysis.exercises if exercise.submitted
        ],
        "date": analysis.generated_at[11:16],
        "words": _list_words(),
    }


def describe_frame(course: Course, base_url: str) -> dict[str, Any]:
    """Return what stays: the title, the words, the addresses."""
    lang = current_language()
    return {
        "lang": lang.replace("_", "-"),
        "title": tr("Classe {course}", course=course.course_id),
        "base": base_url,
        "folder": str(course.root),
        "exercises": course.list_exercises(),
        "words": _list_words(),
    }


def find_notebooks(course: Course) -> dict[tuple[str, str], str]:
    """Return the gradebook's id of each submitted notebook, by exercise and learner: Formgrader's addresses need it."""
    notebook, submitted = tables.submitted_notebook, tables.submitted_assignment
    query = (
        select(tables.assignment.c.name, submitted.c.student_id, notebook.c.id)
        .join(submitted, submitted.c.id == notebook.c.assignment_id)
        .join(tables.assignment, tables.assignment.c.id == submitted.c.assignment_id)
    )
    with explain_database_errors(course):
        engine = create_engine(course.db_url)
        try:
            with engine.connect() as connection:
                return {(row[0], row[1]): row[2] for row in connection.execute(query)}
        finally:
            engine.dispose()


def _describe_exercise(course: Course, exercise: ExerciseAnalysis) -> dict[str, Any]:
    graded = sum(row.score is not None for row in exercise.submitted)
    return {
        "id": exercise.exercise,
        "title": exercise.title,
        "released": _is_released(course, exercise.exercise),
        "submitted": len(exercise.submitted),
        "graded": graded,
        "mean": "—" if exercise.mean is None else format_score(exercise.mean, exercise.max_score),
    }


def _is_released(course: Course, exercise: str) -> bool:
    if course.adopted:
        return course.folder("release", exercise).is_dir()
    return bool(read_release(course, exercise).released_at)


def _list_people(analysis: ClassAnalysis, notebooks: dict[tuple[str, str], str], base_url: str) -> list[dict[str, Any]]:
    found = []
    for exercise in analysis.exercises:
        for row in exercise.learners:
            if row.reasons:
                found.append(
                    {
                        "learner": _name(row),
                        "exercise": exercise.title,
                        "reasons": row.reasons,
                        "link": _find_link(notebooks, base_url, exercise.exercise, row),
                    }
                )
    return found


def _describe_waiting(row: WaitingRow) -> dict[str, str]:
    return {"source": row.source, "exercise": row.exercise, "candidates": ", ".join(row.candidates) or "—"}


def _find_link(notebooks: dict[tuple[str, str], str], base_url: str, exercise: str, row: LearnerRow) -> str:
    """Return the address of a graded submission in Formgrader; empty where it has none."""
    notebook = notebooks.get((exercise, row.learner))
    return f"{base_url}formgrader/submissions/{notebook}" if notebook and row.tasks else ""


def _describe_stuck(exercise: ExerciseAnalysis, notebooks: dict[tuple[str, str], str], base_url: str) -> dict[str, Any]:
    graded = [row for row in exercise.submitted if row.tasks]
    tasks = []
    for task in exercise.tasks:
        cells = [(row, row.tasks[task.id]) for row in graded if task.id in row.tasks]
        stuck = [(row, cell) for row, cell in cells if cell.status in _STUCK and cell.score < cell.max_score]
        tasks.append(
            {
                "title": task.title,
                "stuck": [
                    {
                        "learner": _name(row),
                        "status": name_status(cell.status),
                        "link": _find_link(notebooks, base_url, exercise.exercise, row),
                    }
                    for row, cell in stuck
                ],
                "blank": [_name(row) for row, cell in cells if cell.status == "blank"],
                "passed": task.passed,
                "total": len(cells),
            }
        )
    waiting = len(exercise.submitted) - len(graded)
    return {
        "id": exercise.exercise,
        "title": exercise.title,
        "tasks": tasks,
        "waiting": tr("Remises qui attendent d’être notées : {count}.", count=waiting) if waiting else "",
    }


def _name(row: LearnerRow) -> str:
    return f"{row.name} ({row.learner})" if row.name else row.learner


def _list_words() -> dict[str, str]:
    return {
        "colon": tr(" :"),
        "skip": tr("Aller au contenu"),
        "elsewhere": tr("Ailleurs"),
        "work": tr("Travail en cours"),
        "idle": tr("Rien n’est en cours."),
        "details": tr("Détails"),
        "refresh": tr("Actualiser"),
        "auto": tr("Actualiser toutes les 15 secondes"),
        "updated": tr("Mis à jour à {time} (UTC)", time="{time}"),
        "actions": tr("Agir sur la classe"),
        "scope": tr("Pour quel exercice"),
        "all": tr("Tous"),
        "release": tr("Distribuer"),
        "exchange": tr("Ramasser dans l’échange"),
        "grade": tr("Noter"),
        "feedback": tr("Écrire les retours"),
        "files": tr("Fichiers remis (archives de « passerelle submit », zip de Moodle, carnets)"),
        "collect": tr("Ramasser ces fichiers"),
        "report": tr("Compte rendu de la classe"),
        "exercises": tr("Exercices"),
        "exercise": tr("Exercice"),
        "released": tr("Distribué"),
        "yes": tr("oui"),
        "no": tr("non"),
        "submitted": tr("Remises"),
        "graded": tr("Notées"),
        "mean": tr("Moyenne"),
        "people": tr("Remises qui ont besoin d’une personne"),
        "nobody": tr("Personne pour l’instant."),
        "learner": tr("Apprenant"),
        "reasons": tr("Raisons"),
        "open": tr("ouvrir dans Formgrader"),
        "stuck": tr("Qui bloque sur quelle tâche"),
        "nothing": tr("Aucune remise n’est arrivée."),
        "task": tr("Tâche"),
        "stuck_on": tr("Bloqués"),
        "blank": tr("Sans réponse"),
        "passed": tr("Réussie par"),
        "waiting": tr("Remises dont il faut dire de qui elles sont"),
        "review": tr("Dire de qui elles sont"),
        "source": tr("Fichier"),
        "candidates": tr("Peut-être"),
        "answer": tr("Écrivez au moins une réponse."),
        "busy": tr("Un travail est déjà en cours : attendez qu’il finisse."),
        "choose": tr("Choisissez au moins un fichier."),
    }
