"""What a learner reads once their work is graded: one HTML page, on its own, safe to open.

nbgrader's ``generate_feedback`` and the faster :func:`write_feedback` show the same page: both call
:func:`describe_page` and render the same template. Everything that the learner's code wrote is shown as text or as a
picture, never as HTML; nothing of a hidden check is shown; nothing is fetched from anywhere.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from markupsafe import Markup, escape

from autograder.classes.course import Course
from autograder.classes.records import Later, Record, read_record
from autograder.classes.rows import CHECK_SUFFIX, describe_task, find_task
from autograder.classes.scores import NotebookScores, read_scores
from autograder.classes.states import describe_later, find_state, list_later, name_state
from autograder.classes.times import open_zone, write_local
from autograder.classes.words import format_number, format_score, name_status
from autograder.grading.pictures import is_address, pick_picture
from autograder.grading.report import TaskReport
from autograder.language import tr, use_language
from autograder.storage import write_whole

TEMPLATES = Path(__file__).parent / "templates"
MAX_SHOWN = 20_000
"""Characters of one output; the rest is cut, and said to be."""
_ANSI = re.compile(r"\x1b\[[0-9;]*[A-Za-z]")
_CODE = re.compile(r"`([^`\n]+)`")
_HEADING = re.compile(r"^#\s+(.+?)\s*$", re.MULTILINE)
_SHOWN = re.compile(r'<img src="([^"]+)"')

Grades = Mapping[str, tuple[float | None, float | None]]
"""Cell name to its score and its points."""


def write_feedback(
    course: Course,
    exercise: str,
    learners: Collection[str] | None = None,
    *,
    progress: Callable[[int, int], None] | None = None,
) -> list[Path]:
    """Write ``feedback/LEARNER/NN-slug/NN-slug.html`` for every autograded submission; returns the pages.

    The same page as ``nbgrader generate_feedback``, without its second and a half a submission.
    """
    if course.adopted:
        return _write_stock_feedback(course, exercise, learners, progress)
    template = open_template("feedback/index.html.j2")
    scores = read_scores(course, exercise)
    chosen = sorted(learner for learner in scores if learners is None or learner in learners)
    pages = []
    for number, learner in enumerate(chosen, 1):
        source = course.folder("autograded", exercise, learner)
        notebook = source / f"{exercise}.ipynb"
        if notebook.is_file():
            nb = json.loads(notebook.read_bytes())
            page = _describe(course, nb, exercise, learner, scores[learner])
            target = course.folder("feedback", exercise, learner)
            write_whole(target / f"{exercise}.html", template.render(resources={"page": page}), durable=False)
            pages.append(target / f"{exercise}.html")
        elif (record := read_record(course, exercise, learner)) and find_state(True, record) == "unreadable":
            target = course.folder("feedback", exercise, learner) / f"{exercise}.html"
            page = _describe_unreadable(course, exercise, record)
            write_whole(target, template.render(resources={"page": page}), durable=False)
            pages.append(target)
        if progress:
            progress(number, len(chosen))
    return pages


def _write_stock_feedback(
    course: Course, exercise: str, learners: Collection[str] | None, progress: Callable[[int, int], None] | None
) -> list[Path]:
    """nbgrader's own pages, which say how the tests were run."""
    from autograder.classes.nbgrader_api import open_api, raise_failure

    scores = read_scores(course, exercise)
    chosen = sorted(learner for learner in scores if learners is None or learner in learners)
    chosen = [learner for learner in chosen if any(course.folder("autograded", exercise, learner).glob("*.ipynb"))]
    pages: list[Path] = []
    with open_api(course) as api:
        for number, learner in enumerate(chosen, 1):
            raise_failure(api.generate_feedback(exercise, learner), "generate_feedback", f"{exercise}, {learner}")
            pages += sorted(course.folder("feedback", exercise, learner).glob("*.html"))
            if progress:
                progress(number, len(chosen))
    return pages


def open_template(name: str) -> Any:
    """Open one of this package's templates, with nothing of nbconvert's."""
    import jinja2

    loader = jinja2.FileSystemLoader([TEMPLATES, TEMPLATES / "feedback"])
    return jinja2.Environment(loader=loader, autoescape=True).get_template(name)


def describe_page(
    nb: Mapping[str, Any],
    exercise: str,
    grades: Grades,
    comments: Mapping[str, str | None],
    record: Record | None,
    *,
    penalty: float = 0.0,
    zone: ZoneInfo | None = None,
    later: Sequence[Later] = (),
) -> dict[str, Any]:
    """Return everything that the page shows, in the learner's language, for the template.

    ``later`` is what came after the work of this page and does not count: the learner is told of it first.
    """
    lang = _find_language(nb, record)
    with use_language(lang):
        tasks, others = _describe_cells(nb, grades, comments, record)
        total = sum(score or 0.0 for score, _points in grades.values()) - penalty
        maximum = sum(points or 0.0 for _score, points in grades.values())
        zone = zone or open_zone("UTC")
        handed_in = write_local(datetime.fromisoformat(record.timestamp), zone) if record and record.timestamp else ""
        return {
            "lang": lang.replace("_", "-"),
            "title": _find_title(nb) or exercise,
            "score": tr("Note : {score}", score=format_score(total, maximum)),
            "penalty": tr("Pénalité de retard : {points}", points=format_number(penalty)) if penalty else "",
            "handed_in": tr("Remis le {date} ({zone})", date=handed_in, zone=zone.key) if handed_in else "",
            "notices": describe_later(later, zone),
            "tasks": tasks,
            "others": others,
            "words": _list_words(),
        }


def _describe(
    course: Course, nb: Mapping[str, Any], exercise: str, learner: str, scores: NotebookScores
) -> dict[str, Any]:
    record = read_record(course, exercise, learner)
    return describe_page(
        nb,
        exercise,
        scores.grades,
        scores.comments,
        record,
        penalty=scores.penalty,
        zone=open_zone(course.file.timezone),
        later=list_later(course, learner, exercise, record),
    )


def _describe_unreadable(course: Course, exercise: str, record: Record) -> dict[str, Any]:
    """Return the page of a work that nothing could be graded of: why, and what to do."""
    lang = _find_language({"metadata": {"passerelle": {"lang": course.file.languages[0]}}}, record)
    zone = open_zone(course.file.timezone)
    with use_language(lang):
        when = write_local(datetime.fromisoformat(record.timestamp), zone) if record.timestamp else ""
        return {
            "lang": lang.replace("_", "-"),
            "title": exercise,
            "score": tr("Sans note : {state}", state=name_state("unreadable")),
            "penalty": "",
            "handed_in": tr("Remis le {date} ({zone})", date=when, zone=zone.key) if when else "",
            "notices": [*record.reasons, tr("Remettez votre travail : il sera noté à son tour.")],
            "tasks": [],
            "others": [],
            "words": _list_words(),
        }


def _find_language(nb: Mapping[str, Any], record: Record | None) -> str:
    if record is not None and record.report is not None and record.report.lang:
        return record.report.lang
    # The autograded notebook's metadata are the released ones, not the learner's.
    return str(nb["metadata"].get("passerelle", {}).get("lang", "fr"))


def _find_title(nb: Mapping[str, Any]) -> str:
    for cell in nb["cells"]:
        if cell["cell_type"] == "markdown":
            found = _HEADING.search(_text(cell["source"]))
            if found:
                return found.group(1)
    return ""


def _describe_cells(
    nb: Mapping[str, Any], grades: Grades, comments: Mapping[str, str | None], record: Record | None
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    tasks: dict[str, dict[str, Any]] = {}
    others = []
    for cell in nb["cells"]:
        meta = cell["metadata"].get("nbgrader", {})
        name = str(meta.get("grade_id", ""))
        if meta.get("solution") or (meta.get("grade") and name.endswith(CHECK_SUFFIX)):
            task = name.removesuffix(CHECK_SUFFIX)
            if task not in tasks:
                tasks[task] = _describe_one(task, grades, comments, record)
            if meta.get("solution"):
                tasks[task]["cells"].append(_describe_cell(cell))
        elif cell["cell_type"] == "code" and not meta.get("locked") and (cell["source"] and cell.get("outputs")):
            others.append(_describe_cell(cell))
    return list(tasks.values()), others


def _describe_one(
    task: str, grades: Grades, comments: Mapping[str, str | None], record: Record | None
) -> dict[str, Any]:
    score, points = grades.get(task + CHECK_SUFFIX, grades.get(task, (None, None)))
    report = find_task(record.report, task) if record is not None and record.report is not None else None
    status = _judge(report, score, points)
    comment = comments.get(task) or ""
    checks = [] if report is None or report.status == "blank" else _describe_checks(report)
    if report is not None and comment == describe_task(report) and any(check["message"] for check in checks):
        comment = ""  # The check says it already.
    return {
        "id": task,
        "title": report.title if report is not None else task,
        "points": format_score(score or 0.0, points or 0.0),
        "mark": "✔" if status == "passed" else "…" if status == "manual" else "✘",
        "result": name_status(status),
        "comment": _rich(comment),
        "checks": checks,
        "hidden": _count_hidden(report),
        "cells": [],
    }


def _judge(report: TaskReport | None, score: float | None, points: float | None) -> str:
    """A person's score stands over what was computed."""
    if report is None or report.manual:
        return "manual" if report is None or report.status == "manual" else report.status
    return "passed" if score is not None and points is not None and score >= points > 0 else report.status


def _describe_checks(report: TaskReport) -> list[dict[str, Any]]:
    shown = []
    said: set[str] = set()
    for check in report.checks:
        if not check.hidden:
            passed = check.status == "passed"
            message = "" if passed or check.message in said else check.message
            said.add(message)
            shown.append(
                {
                    "title": _rich(check.title),
                    "passed": passed,
                    "mark": "✔" if passed else "✘",
                    "result": name_status(check.status),
                    "message": _rich(message),
                }
            )
    return shown


def _rich(text: str) -> Markup:
    """Escape a message, then show what stands between backquotes as code."""
    return Markup(_CODE.sub(r"<code>\1</code>", str(escape(text))))


def _count_hidden(report: TaskReport | None) -> str:
    hidden = [check for check in report.checks if check.hidden] if report is not None else []
    if not hidden or (report is not None and report.status == "blank"):
        return ""
    passed = sum(check.status == "passed" for check in hidden)
    return tr(
        "D’autres vérifications comptent sans être montrées : {passed} sur {count} réussies.",
        passed=passed,
        count=len(hidden),
    )


def _describe_cell(cell: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "source": _text(cell["source"]),
        "prose": cell["cell_type"] != "code",
        "label": tr("Contenu de la cellule"),
        "outputs": [_describe_output(output) for output in cell.get("outputs", [])],
    }


def _describe_output(output: Mapping[str, Any]) -> dict[str, str]:
    kind = output["output_type"]
    if kind == "stream":
        return {"text": _clean(output["text"]), "label": tr("Ce que la cellule affiche"), "image": ""}
    if kind == "error":
        text = "\n".join(output.get("traceback", [])) or f"{output.get('ename')}: {output.get('evalue')}"
        return {"text": _clean(text), "label": tr("Erreur de la cellule"), "image": ""}
    data = output.get("data", {})
    if picture := pick_picture(data) or _find_shown(_text(data.get("text/html", ""))):
        text = _clean(data.get("text/plain", "")) or tr("Image produite par la cellule")
        return {"image": picture, "text": text, "label": ""}
    return {"text": _clean(data.get("text/plain", "")), "label": tr("Résultat de la cellule"), "image": ""}


def _find_shown(html: str) -> str:
    """The picture in what grading writes for a GIF, a WebP or an SVG; empty for any other HTML."""
    found = _SHOWN.match(html)
    return found[1] if found and is_address(found[1]) else ""


def _clean(value: str | Sequence[str]) -> str:
    text = _ANSI.sub("", _text(value))
    return text if len(text) <= MAX_SHOWN else text[:MAX_SHOWN] + "\n" + tr("… (la suite a été coupée)")


def _text(value: str | Sequence[str]) -> str:
    return value if isinstance(value, str) else "".join(value)


def _list_words() -> dict[str, str]:
    return {
        "colon": tr(" :"),
        "feedback": tr("retour"),
        "skip": tr("Aller au contenu"),
        "tasks": tr("Résultat de chaque tâche"),
        "task": tr("Tâche"),
        "points": tr("Points"),
        "result": tr("Résultat"),
        "comment": tr("Commentaire"),
        "checks": tr("Vérifications"),
        "answer": tr("Votre réponse"),
        "others": tr("Vos autres cellules"),
        "computed": tr(
            "Cette note a été calculée par un programme. Si elle vous paraît fausse, demandez à la personne qui vous "
            "forme de la revoir : elle peut la corriger."
        ),
    }
