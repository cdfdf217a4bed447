"""The panel: for eyes, for screen readers, for terminals, in any theme, with nothing of anybody's code in it."""

import html.parser
import re

import pytest

from autograder.check.outcome import CheckOutcome, TaskResult
from autograder.check.panel import format_message, render_notice, render_task_html, render_task_text
from autograder.grading.report import CheckReport, TaskReport

SECRET = "J’attendais `42`."
CHECKS = (
    CheckOutcome("a", "t", "Le premier cas", "passed"),
    CheckOutcome("b", "t", "Le <b>second</b>", "failed", 'J’ai reçu `"<script>alert(1)</script>"`.'),
    CheckOutcome("c", "t", "Le troisième", "error", "Un autre message."),
    CheckOutcome("d", "t", "Titre caché", "failed", SECRET, hidden=True),
    CheckOutcome("e", "t", "Autre titre caché", "failed", SECRET, hidden=True),
    CheckOutcome("f", "t", "Titre caché réussi", "passed", hidden=True),
)
RESULT = TaskResult("t", "Ma tâche", 1.5, 4.0, "failed", CHECKS)
REPORT = TaskReport(
    "t",
    "Ma tâche",
    1.5,
    4.0,
    "failed",
    checks=tuple(
        CheckReport(check.id, check.title, check.status, check.message, check.hidden, check.learner_message())
        for check in CHECKS
    ),
)


class Reader(html.parser.HTMLParser):
    """Collects tags and attributes, and refuses unbalanced ones."""

    def __init__(self):
        super().__init__()
        self.open, self.tags, self.attributes = [], [], []

    def handle_starttag(self, tag, attrs):
        self.open.append(tag)
        self.tags.append(tag)
        self.attributes += [(tag, name, value) for name, value in attrs]

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def read(page):
    reader = Reader()
    reader.feed(page)
    assert [] == reader.open
    return reader


@pytest.mark.parametrize("task", [RESULT, REPORT], ids=["kernel", "report"])
def test_a_learner_sees_no_hidden_title_nor_message(task):
    for shown in (render_task_html(task, "fr"), render_task_text(task, "fr")):
        assert "aché" not in shown.replace("cachée", "")
        assert "42" not in shown
        assert shown.count("Une vérification que vous ne voyez pas échoue") == 1
        assert "Réussies : 1 sur 3" in shown


def test_an_instructor_sees_everything():
    shown = render_task_html(REPORT, "fr", hidden="show")
    assert "Titre caché" in shown
    assert "42" in shown


def test_marks_come_with_words_and_are_not_read_aloud():
    page = render_task_html(RESULT, "fr")
    assert "Réussi" in page
    assert "À revoir" in page
    assert "Erreur dans le code" in page
    assert page.count("✔") + page.count("✘") == page.count('aria-hidden="true"')


def test_everything_is_escaped_and_nothing_comes_from_outside():
    page = render_task_html(RESULT, "fr")
    reader = read(page)
    assert "script" not in reader.tags
    assert "&lt;script&gt;" in page
    assert "<b>second" not in page
    assert "://" not in page
    assert not [item for item in reader.attributes if item[1].startswith("on") or item[1] in ("src", "href")]


def test_the_language_is_said():
    assert ("div", "lang", "fr-CA") in read(render_task_html(RESULT, "fr_CA")).attributes


def luminance(colour):
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_badges_bring_a_contrast_of_their_own_and_the_rest_inherits():
    page = render_task_html(RESULT, "fr") + render_task_html({"title": "x", "status": "blank", "checks": [
        {"title": "y", "status": "blank", "message": "z"}]}, "fr")  # fmt: skip
    badges = re.findall(r"color:(#\w{6});background:(#\w{6})", page)
    assert len({ground for _, ground in badges}) == 3
    for ink, ground in badges:
        assert (luminance(ink) + 0.05) / (luminance(ground) + 0.05) >= 4.5
    without_badges = re.sub(r"color:#\w{6};background:#\w{6}", "", page)
    assert not re.findall(r"(?<![-\w])(?:color|background):(?!inherit|transparent)[^;\"]+", without_badges)


def test_only_the_first_message_is_open():
    page = render_task_html(RESULT, "fr")
    assert page.index("J’ai reçu") < page.index("<details")
    assert "Un autre message." in page[page.index("<details") :]


def test_the_text_says_the_same():
    assert render_task_text(RESULT, "fr").splitlines()[:4] == [
        "Ma tâche : 1,5 sur 4 points",
        "✔ Réussi : Le premier cas",
        "✘ À revoir : Le <b>second</b>",
        '    J’ai reçu `"<script>alert(1)</script>"`.',
    ]


def test_a_message_is_given_once_and_an_empty_answer_is_no_error():
    checks = tuple(
        CheckOutcome(name, "t", name, "error", "Cette cellule attend.", mistakes=("not-answered",)) for name in "ab"
    )
    text = render_task_text(TaskResult("t", "Essai", 0.0, 3.0, "error", checks), "fr")
    assert text.splitlines()[1:] == ["○ À faire : a", "    Cette cellule attend.", "○ À faire : b"]


def test_a_task_graded_by_a_person_says_so():
    assert "une personne notera" in render_task_text(TaskResult("t", "Essai", 0, 3, "manual", manual=True), "fr")


def test_messages_keep_code_and_emphasis_only():
    assert "<em>sans</em>" in format_message("la feuille *sans* son préfixe")
    assert ">a*b*c</code>" in format_message("voir `a*b*c`")
    assert ">x ` y</code>" in format_message("voir `` x ` y ``")
    assert "\u202e" not in format_message("a\u202eb")
    assert "\x1b" not in render_notice("a\x1b[31mb")[1]
