"""The page where a person says whose the waiting works are: one question each, answered once."""

from __future__ import annotations

import asyncio
import re
from typing import Any

from jupyter_server.utils import url_path_join
from tornado import web

from autograder.classes.course import Course
from autograder.classes.describing import describe_clock, describe_question
from autograder.classes.memory import read_memory
from autograder.classes.people import read_roster
from autograder.classes.times import open_zone, write_local
from autograder.classes.waiting import Question, list_questions
from autograder.errors import PasserelleError
from autograder.language import current_language, tr
from autograder.teach.extension import _Handler as ClassHandler
from autograder.teach.jupyter import PAGE
from autograder.teach.page import render
from autograder.teach.worker import Order

_FIELD = re.compile(r"who-([0-9a-f]{12})")


class ReviewPage(ClassHandler):
    """The questions, and the form that answers them."""

    @web.authenticated
    async def get(self) -> None:
        """Show them."""
        try:
            page = await asyncio.to_thread(lambda: describe_review(self.open_class(), self.base_url))
        except PasserelleError as error:
            raise web.HTTPError(409, str(error)) from None
        self.finish(render("review.html.j2", page=page, nonce=self.nonce, xsrf=str(self.xsrf_form_html())))

    @web.authenticated
    async def post(self) -> None:
        """Take the answers, and go back to the class page, which says what became of them."""
        answers = []
        for name in self.request.body_arguments:
            field, answer = _FIELD.fullmatch(name), self.get_body_argument(name, "").strip()
            if field is not None and answer:
                answers.append((field[1], answer))
        notice = "answer"
        if answers:
            started = self.jobs.start(Order("collect", answers=tuple(answers)), tr("Réponses"))
            notice = "" if started else "busy"
        self.redirect(f"{url_path_join(self.base_url, PAGE)}{'?notice=' + notice if notice else ''}#work", status=303)


def describe_review(course: Course, base_url: str) -> dict[str, Any]:
    """Return what the page shows."""
    people = read_roster(course, read_memory(course).introduced).people.values()
    return {
        "lang": current_language().replace("_", "-"),
        "title": tr("De qui sont ces remises\N{NO-BREAK SPACE}?"),
        "base": base_url,
        "questions": [_describe(course, question) for question in list_questions(course)],
        "people": [{"id": person.id, "name": person.names[0] if person.names else ""} for person in people],
        "words": {
            "skip": tr("Aller au contenu"),
            "back": tr("Page de la classe"),
            "none": tr("Aucune question n’attend."),
            "help": tr(
                "Rien de ces remises n’est compté tant que vous ne dites pas de qui elles sont. Écrivez un identifiant "
                "de la classe\N{NO-BREAK SPACE}; un tiret si le fichier n’est à personne\N{NO-BREAK SPACE}; "
                "nouveau:IDENTIFIANT pour une personne nouvelle. La réponse est retenue."
            ),
            "learner": tr("Identifiant"),
            "maybe": tr("Peut-être"),
            "save": tr("Enregistrer les réponses"),
        },
    }


def _describe(course: Course, question: Question) -> dict[str, Any]:
    attempt, zone = question.attempt, open_zone(course.file.timezone)
    source, _ = describe_question(question)
    return {
        "key": question.key,
        "source": source,
        "exercise": attempt.exercise,
        "reason": question.reason,
        "time": f"{write_local(attempt.when, zone)} ({describe_clock(attempt.clock, zone.key)})",
        "candidates": question.candidates,
        "answers": tr("Tâches avec une réponse\N{NO-BREAK SPACE}: {count}", count=attempt.answers),
        "problem": attempt.problem,
    }
