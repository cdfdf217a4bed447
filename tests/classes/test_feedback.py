from __future__ import annotations

import itertools
import re
import shutil
import zlib
from base64 import b64encode
from html.parser import HTMLParser
from pathlib import Path

import pytest

from autograder.classes.course import open_course
from autograder.classes.feedback import write_feedback
from autograder.classes.grade import grade_class
from autograder.classes.nbgrader_api import open_api
from autograder.language import use_language

from .gradebooks import change
from .pages import find_outside_addresses, measure_contrasts, read_page
from .samples import BAD_ADD, EXERCISE, GOOD_ADD, GOOD_DOUBLE, HALF_ADD, answer, hand_in

ATTACK = "<script>alert(1)</script><img src=x onerror=alert(2)>"


@pytest.fixture(scope="module")
def _graded_class(released_class: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A class graded once, its feedback written; what changes it works on a copy."""
    folder = tmp_path_factory.mktemp("feedback") / released_class.name
    shutil.copytree(released_class, folder)
    course = open_course(folder)
    hand_in(course, "alice", answer(course, add=GOOD_ADD, double=GOOD_DOUBLE, explain="Le + colle."))
    hand_in(course, "bruno", answer(course, add=BAD_ADD))
    hand_in(course, "carol", answer(course, "en", add=BAD_ADD))
    hand_in(course, "david", answer(course, add=HALF_ADD))
    hand_in(
        course,
        "mallory",
        answer(
            course,
            add=f"from IPython.display import HTML, display\nprint({ATTACK!r})\ndisplay(HTML({ATTACK!r}))\n{GOOD_ADD}",
            double=f"def double(text):\n    raise ValueError({ATTACK!r})",
            explain=f"{ATTACK} [x](javascript:alert(3)) ![y](http://exemple.invalid/y.png)",
        ),
    )
    with use_language("fr"):
        grade_class(course)
        write_feedback(course, EXERCISE)
    return folder


@pytest.fixture
def graded(_graded_class, tmp_path):
    folder = tmp_path / "copie" / _graded_class.name
    shutil.copytree(_graded_class, folder)
    return open_course(folder)


@pytest.fixture(scope="module")
def pages(_graded_class):
    return {path.parent.parent.name: read_page(path) for path in (_graded_class / "feedback").rglob("*.html")}


def test_every_graded_submission_has_its_page(pages):
    assert {"alice", "bruno", "carol", "david", "mallory"} == set(pages)


def test_nbgraders_own_command_shows_the_same(graded, pages):
    with open_api(graded) as api:
        result = api.generate_feedback(EXERCISE)

    assert result["success"], result
    for learner, page in pages.items():
        theirs = read_page(graded.folder("feedback", EXERCISE, learner) / f"{EXERCISE}.html")
        assert page.text == theirs.text
        assert page.headings == theirs.headings


def test_the_page_speaks_the_learners_language(pages):
    assert ("fr", "en") == (pages["bruno"].lang, pages["carol"].lang)
    assert "A trial" == pages["carol"].headings[0][1]
    assert "Adding" in pages["carol"].text
    assert "Look at the sign" in pages["carol"].text


def test_the_page_says_what_was_wrong_and_who_can_look_again(pages):
    text = pages["bruno"].text

    assert "Note : 0 / 9" in text
    assert "La somme de 1 et 2 est 3." in text
    assert "Regardez le signe" in text
    assert "demandez à la personne qui vous forme" in text


def test_names_of_code_are_shown_as_code_and_the_rest_of_a_message_as_text(pages):
    assert "<code>add(1, 2)</code>" in pages["bruno"].source
    assert "`" not in pages["bruno"].text


def test_a_hidden_check_is_counted_and_not_shown(pages):
    assert "D’autres vérifications comptent sans être montrées : 0 sur 1 réussies." in pages["david"].text
    assert all("SECRET" not in page.source for page in pages.values())


def test_nothing_is_fetched_and_no_script_runs(pages):
    for page in pages.values():
        assert [] == find_outside_addresses(page)
        assert not {"script", "iframe", "object", "embed", "link", "base", "form"} & page.tags
        assert [] == [name for name in page.attributes if name.startswith("on")]


def test_what_learner_code_printed_is_text(pages):
    assert ATTACK in pages["mallory"].text
    assert "javascript:" in pages["mallory"].text
    assert [] == [value for value in pages["mallory"].links if not value.startswith("#")]


def test_there_is_one_title_and_no_heading_is_skipped(pages):
    for page in pages.values():
        levels = [level for level, _text in page.headings]
        assert 1 == levels.count(1)
        assert all(after - before <= 1 for before, after in itertools.pairwise(levels))


def test_colours_can_be_read_in_both_themes(pages):
    for theme, pair, ratio in measure_contrasts(pages["alice"].source):
        assert ratio >= 4.5, (theme, pair, ratio)


def test_a_persons_score_and_comment_are_shown(graded):
    change(
        graded,
        "UPDATE grade SET manual_score = 2.5, needs_manual_grade = 0 WHERE cell_id IN "
        "(SELECT id FROM base_cell WHERE name = 'explain')",
    )
    change(graded, "UPDATE comment SET manual_comment = 'Bien dit & précis.'")

    write_feedback(graded, EXERCISE, ["alice"])

    text = read_page(graded.folder("feedback", EXERCISE, "alice") / f"{EXERCISE}.html").text
    assert "Note : 8,5 / 9" in text
    assert "Bien dit & précis." in text


def test_a_late_penalty_is_shown(graded):
    change(graded, "UPDATE submitted_notebook SET late_submission_penalty = 1.5")

    write_feedback(graded, EXERCISE, ["alice"])

    text = read_page(graded.folder("feedback", EXERCISE, "alice") / f"{EXERCISE}.html").text
    assert "Note : 4,5 / 9" in text
    assert "Pénalité de retard : 1,5" in text


def test_a_picture_has_words_beside_it(course):
    pixel = _make_png()
    shown = f"display(Image(base64.b64decode({pixel!r})))"
    source = f"import base64\nfrom IPython.display import Image, display\n{shown}\n{GOOD_ADD}"
    hand_in(course, "alice", answer(course, add=source))
    grade_class(course)
    write_feedback(course, EXERCISE)

    page = read_page(course.folder("feedback", EXERCISE, "alice") / f"{EXERCISE}.html")
    [image] = re.findall(r"<img [^>]*>", page.source)
    assert 'src="data:image/png;base64,' in image
    assert re.search(r'alt="[^"]+"', image)


def _make_png() -> str:
    def chunk(name: bytes, data: bytes) -> bytes:
        return len(data).to_bytes(4, "big") + name + data + zlib.crc32(name + data).to_bytes(4, "big")

    header = (1).to_bytes(4, "big") * 2 + bytes([8, 0, 0, 0, 0])
    data = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0\0")) + chunk(b"IEND", b"")
    return b64encode(data).decode()


def test_the_pages_are_well_formed(pages):
    class Checker(HTMLParser):
        void = frozenset({"meta", "img", "br"})

        def __init__(self) -> None:
            super().__init__()
            self.open: list[str] = []

        def handle_starttag(self, tag, attrs):
            if tag not in self.void:
                self.open.append(tag)

        def handle_endtag(self, tag):
            assert tag == self.open.pop()

    for page in pages.values():
        checker = Checker()
        checker.feed(page.source)
        assert [] == checker.open
