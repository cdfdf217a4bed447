"""A first-timer's hour, typed key by key with the slips that beginners make; in French, then in English.

Nothing here fills a field in or runs a cell by other means than a person has: keys, the mouse, what the screen says.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from autograder.classes.course import open_course

from .conftest import Desk, run_command
from .lab import ANSWER, Lab, read_sources

EXERCISE = "01-premier-carnet"
PREDICT = "predict_output"
REPAIR = "repair_validator"
GUESSES = ('guess_a = "4040"', 'guess_b = "11"', 'guess_c = "8"')
VALIDATOR = (
    "def is_valid_number(number):",
    '    number = number.replace(" ", "")',
    "    if len(number) != 9:",
    "        return False",
    "    if not number.isdecimal():",
    "        return False",
    "    return luhn_total(number) % 10 == 0",
)

FIRST_SLIPS = (
    (", ".join(GUESSES),),
    ('guess_a : "4040"', *GUESSES[1:]),
    ("guess_a = «4040»", *GUESSES[1:]),
    ('guess_a = "80"', *GUESSES[1:]),
)
"""Two answers on a line; a colon for the equals sign; the quotes of a book; a wrong guess."""

SECOND_SLIPS = (
    (*VALIDATOR[:-1], "    print(luhn_total(number) % 10 == 0)"),
    (*VALIDATOR[:2], "    if len(number) = 9:", *VALIDATOR[3:]),
    tuple(line.replace("isdecimal", "isdecimel") for line in VALIDATOR),
    (*VALIDATOR[:2], *VALIDATOR[3:]),
)
"""Printed and not returned; one equals sign where two are due; a slip of the finger; a line lost, so a staircase."""

SAID = {
    "fr": {"points": "{score} sur {most} points", "hint": "indice 1 sur 3", "stopped": "Arrêté à votre demande"},
    "en": {"points": "{score} out of {most} points", "hint": "hint 1 of 3", "stopped": "Stopped, as you asked"},
}
ENDLESS = ("count = 0", "while count < 10:", "    pass")


@pytest.fixture
def home(tmp_path):
    folder = tmp_path / "aicha"
    folder.mkdir()
    return folder


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_a_first_hour(page, home, tmp_path, lang):
    said = SAID[lang]
    desk = Desk(home, "learn", lang=lang)
    try:
        lab = Lab(page, desk, lang)
        lab.open()
        lab.open_exercise("01")
        stumble(lab, PREDICT, FIRST_SLIPS, said["points"].format(score=3, most=3), lang)
        assert said["hint"] in lab.ask_hint(PREDICT)
        lab.type_lines(PREDICT, GUESSES)
        assert said["points"].format(score=3, most=3) in lab.check(PREDICT)

        stumble(lab, REPAIR, SECOND_SLIPS, said["points"].format(score=4, most=4), lang)
        stop_what_never_ends(lab, said["stopped"])
        lab.type_lines(REPAIR, VALIDATOR)
        assert said["points"].format(score=4, most=4) in lab.check(REPAIR)
        lab.save()
        assert [] == lab.list_interruptions()
    finally:
        desk.close()
    assert "\n".join(VALIDATOR) == read_sources(home / "passerelle" / EXERCISE / f"{EXERCISE}.ipynb")[REPAIR]
    the_next_day(page, home, tmp_path, lang)


def stumble(lab: Lab, task: str, slips: tuple[tuple[str, ...], ...], full: str, lang: str) -> None:
    """Type each wrong answer and have it checked: never full points, always a sentence, in the right language."""
    for lines in slips:
        lab.type_lines(task, lines)
        told = lab.check(task)
        assert full not in told, lines
        assert "Traceback" not in told
        panel = lab.find_bar(task).get_by_role("group", name=lab.words["panel"])
        assert lang == panel.get_attribute("lang")
        assert panel.locator("li p").count(), lines


def stop_what_never_ends(lab: Lab, sentence: str) -> None:
    """A loop without an end: the button that stops it comes by itself, and the next check works."""
    lab.type_lines(REPAIR, ENDLESS)
    bar = lab.find_bar(REPAIR)
    bar.get_by_role("button", name=lab.words["check"], exact=True).click()
    stop = bar.get_by_role("button", name=lab.words["stop"], exact=True)
    stop.wait_for(timeout=ANSWER)
    expect(lab.find_answer(REPAIR).locator(".jp-InputPrompt")).to_have_text(re.compile(r"\[\*\]"), timeout=ANSWER)
    stop.click()
    bar.get_by_text(sentence).first.wait_for(timeout=ANSWER)
    expect(stop).to_be_hidden()


def the_next_day(page, home: Path, folder: Path, lang: str) -> None:
    """A kernel that has seen nothing: the check brings what it needs; then the hand-in, and the feedback that comes."""
    desk = Desk(home, "learn", lang=lang)
    try:
        lab = Lab(page, desk, lang)
        lab.open()
        lab.open_exercise("01")
        assert SAID[lang]["points"].format(score=4, most=4) in lab.check(REPAIR)
        lab.go_home()
        card = lab.start_page.get_by_role("listitem").filter(has_text="01").first
        packed = hand_in(lab, card, folder)
        feedback = grade(folder, packed)
        with page.expect_file_chooser() as chooser:
            card.get_by_role("button", name=lab.words["received"]).click()
        chooser.value.set_files(feedback)
        viewer = page.frame_locator("iframe")
        viewer.get_by_role("heading", level=1).wait_for(timeout=ANSWER)
        assert re.search(r"\b7\b.*\b20\b", viewer.locator("main").inner_text(), re.DOTALL)
        assert [] == lab.list_interruptions()
    finally:
        desk.close()


def hand_in(lab: Lab, card, folder: Path) -> Path:
    """Press the button, read what is in the file, type an id, and find the file among the downloads."""
    card.get_by_role("button", name=lab.words["hand in"]).click()
    part = card.get_by_role("group", name=lab.words["hand in"])
    assert 2 == len(part.get_by_text("✔").inner_text().split("·"))
    field = part.get_by_role("textbox")
    expect(field).to_be_focused()
    field.press_sequentially("aicha")
    with lab.page.expect_download() as download:
        field.press("Enter")
    path = folder / download.value.suggested_filename
    assert f"aicha+{EXERCISE}.zip" == path.name
    download.value.save_as(path)
    return path


def grade(folder: Path, packed: Path) -> Path:
    """The other side of the table, in a terminal; return the page for the learner."""
    home, course = folder / "formateur", folder / "automne"
    home.mkdir()
    run_command(home, "class", "new", str(course), EXERCISE)
    run_command(home, "class", "release", str(course))
    assert "aicha" in run_command(home, "class", "collect", str(course), str(packed))
    run_command(home, "class", "grade", str(course))
    run_command(home, "class", "feedback", str(course))
    return open_course(course).folder("feedback", EXERCISE, "aicha") / f"{EXERCISE}.html"
