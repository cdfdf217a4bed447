"""A first-timer's first evening in a real browser, from the start page to the feedback on what was handed in."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from autograder.classes.course import open_course

from .conftest import Desk, list_violations, run_command
from .lab import ANSWER, Lab, reach, read_sources
from .test_instructor import press, press_autograde_in_formgrader, write_comment

EXERCISE = "21-empreintes-merkle"
TASK = "leaf_hash"
STUB = "def leaf_hash(entry):"
WRONG = "def leaf_hash(entry):\n    return hashlib.sha256(entry).digest()"
RIGHT = 'def leaf_hash(entry):\n    return hashlib.sha256(b"\\x00" + entry).digest()'
SLIPS = {
    RIGHT.replace("leaf_hash", "leaf_hsah"): "Je cherche leaf_hash ; vous avez défini leaf_hsah.",
    RIGHT.replace("return ", "print(").replace(
        ".digest()", ".digest())"
    ): "print montre à l’écran ; return rend la valeur",
    RIGHT.replace('b"', '"'): "ligne 2",
    RIGHT.replace("entry)", "entyr)", 1)
    .replace("def leaf_hash(entyr)", STUB[:-1])
    .replace("+ entry", "+ entyr"): "entyr",
}
"""Answers with a slip, and what is said of it; the misspelt one first, while the kernel has no other."""


@pytest.fixture
def home(tmp_path):
    folder = tmp_path / "zoe"
    folder.mkdir()
    return folder


@pytest.fixture
def lab(page, home):
    """JupyterLab, just opened for the first time in a home that has never seen it."""
    desk = Desk(home, "learn")
    opened = Lab(page, desk)
    opened.open()
    yield opened
    desk.close()


def test_a_first_timer_from_the_start_page_to_the_feedback(lab, page, home, tmp_path):
    assert "tâches réussies, 0 sur 5" in read_state(lab)
    lab.open_exercise("21")

    answer = lab.find_answer(TASK)
    lab.type_into(answer, WRONG)
    lab.run(answer)
    said = lab.check(TASK)
    assert "À revoir" in said
    assert "préfixe" in said
    assert "3 sur 3" not in said

    assert "indice 1 sur 3" in lab.ask_hint(TASK)

    lab.type_into(answer, RIGHT)
    lab.run(answer)
    said = lab.check(TASK)
    assert "3 sur 3 points" in said
    assert "✔ Réussi" in said
    lab.save()
    assert RIGHT == read_sources(home / "passerelle" / EXERCISE / f"{EXERCISE}.ipynb")[TASK]

    lab.go_home()
    lab.start_page.get_by_text("tâches réussies, 1 sur 5").wait_for()
    assert "tâches réussies, 1 sur 5" in read_state(lab)
    assert [] == lab.list_interruptions()

    packed = hand_in(home)
    feedback = teach(page, packed, tmp_path)
    page.goto(feedback.as_uri())
    told = page.inner_text("main")
    assert "Une personne vous a lu." in told
    assert "L’empreinte d’une ligne" in told
    assert [] == list_violations(page)


def read_state(lab: Lab) -> str:
    """What the start page says of the exercise, on its card."""
    card = lab.start_page.get_by_role("listitem").filter(has_text="21 Empreintes et arbres de Merkle")
    return str(card.first.inner_text())


def hand_in(home: Path) -> Path:
    """`passerelle submit`, as the start page says."""
    said = run_command(home, "submit", EXERCISE, "--learner", "zoe")
    assert "✔ répondu" in said
    path = Path(re.search(r"À remettre à votre formateur : (.*\.zip)", said)[1])
    assert f"zoe+{EXERCISE}.zip" == path.name
    return path


def teach(page, packed: Path, folder: Path) -> Path:
    """The other side of the table: a class takes the file, grades it in Formgrader and writes a page back."""
    home, course_folder = folder / "formateur", folder / "automne-2026"
    home.mkdir()
    run_command(home, "class", "new", str(course_folder), EXERCISE)
    run_command(home, "class", "release", str(course_folder))
    assert "zoe" in run_command(home, "class", "collect", str(course_folder), str(packed))
    desk = Desk(home, "teach", str(course_folder))
    try:
        page.goto(desk.address)
        press_autograde_in_formgrader(page, desk, EXERCISE, "zoe", "3 / 20")
        page.goto(f"{desk.root}formgrader/manage_students/zoe/{EXERCISE}")
        page.get_by_role("link", name=EXERCISE).last.click()
        write_comment(page, "Une personne vous a lu.")
        page.goto(f"{desk.root}passerelle/class")
        press(page, "Écrire les retours", "Retours écrits : 1")
    finally:
        desk.close()
    return open_course(course_folder).folder("feedback", EXERCISE, "zoe") / f"{EXERCISE}.html"


def test_each_slip_has_its_own_sentence(lab):
    """In one notebook, as a person stumbles: misspelt, printed, stopped by an error, begun again."""
    lab.open_exercise("21")
    answer = lab.find_answer(TASK)
    for source, sentence in SLIPS.items():
        lab.type_into(answer, source)
        said = lab.check(TASK)
        assert sentence in said
        assert "Traceback" not in said
    lab.start_again(TASK)
    said = lab.check(TASK)
    assert "○ À faire" in said
    assert "Cette cellule attend votre réponse." in said
    assert [] == lab.list_interruptions()


def test_the_start_page_and_a_check_by_keyboard_alone(lab, page):
    reach(page, "document.activeElement.ariaLabel?.startsWith('Ouvrir l’exercice 21')", "Tab")
    page.keyboard.press("Enter")
    lab.wait_for_notebook()
    page.wait_for_function("document.activeElement.classList.contains('jp-Cell')", timeout=ANSWER)
    bar = lab.find_bar(TASK)
    panel = bar.get_by_role("group", name="Vérification de")
    reach(page, "document.querySelector('.jp-Cell.jp-mod-active .pas-Bar')", "ArrowDown")
    page.keyboard.press("Control+Shift+Enter")
    panel.wait_for(timeout=ANSWER)
    assert "À faire" in panel.inner_text()
    reach(page, "document.activeElement.innerText === 'Vérifier'", "Tab")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    bar.get_by_role("group", name="Passerelle").get_by_text("indice 1 sur 3").wait_for()


@pytest.mark.parametrize("theme", ["JupyterLab Light", "JupyterLab Dark"])
def test_our_parts_of_jupyterlab_have_no_violation(lab, page, theme):
    lab.choose_theme(theme)
    assert [] == list_violations(page, ".pas-Start")
    lab.open_exercise("21")
    answer = lab.find_answer(TASK)
    lab.type_into(answer, WRONG)
    lab.run(answer)
    lab.check(TASK)
    assert [] == list_violations(page, '[aria-label^="Vérification de"]')
    lab.ask_hint(TASK)
    assert [] == list_violations(page, '[role="group"][aria-label="Passerelle"]')


def test_the_start_page_at_twice_its_size(lab, page):
    """A window of 1280 at 200 % is 640 wide: nothing is cut, and nothing scrolls sideways."""
    page.set_viewport_size({"width": 640, "height": 430})
    viewer = lab.start_page
    assert viewer.evaluate("page => [page, ...page.children].every(part => part.scrollWidth <= part.clientWidth)")
    cut = "page => [...page.querySelectorAll('h1, h2, h3, p, li')].filter(part => {\n"
    cut += "  const box = part.getBoundingClientRect(); return box.left < 0 || box.right > innerWidth }).length"
    assert 0 == viewer.evaluate(cut)
    home = page.get_by_role("button", name="Accueil").bounding_box()
    assert home["x"] + home["width"] <= 640
