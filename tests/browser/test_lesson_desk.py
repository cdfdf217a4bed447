"""A lesson in steps, without a mouse: bets whose letters are no commands, tries, folded code, the end of it."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import expect

from autograder.build.everything import build_all
from tests.build.smallkit import SLUG, write_kit
from tests.build.steplesson import write_step_lesson

from .conftest import Desk, list_violations
from .lab import ANSWER, Lab, reach

CELLS = ".jp-Notebook:visible .jp-Cell"


@pytest.fixture
def kit(tmp_path):
    """A kit with one module, whose lesson has two steps, two tries, a bet and a figure."""
    kit = write_kit(tmp_path / "kit")
    write_step_lesson(kit)
    build_all(kit)
    return kit


@pytest.fixture
def lab(page, kit, tmp_path):
    home = tmp_path / "zoe"
    home.mkdir()
    desk = Desk(home, "learn", kit=kit.root)
    opened = Lab(page, desk)
    opened.open()
    yield opened
    desk.close()


def test_a_lesson_by_keyboard_alone(lab, page, tmp_path):
    reach(page, "document.activeElement.ariaLabel?.startsWith('Ouvrir la leçon 90')", "Tab")
    page.keyboard.press("Enter")
    explanation = page.locator("p", has_text="Deux par pas, toujours.")
    page.locator(".pas-Bet:visible").wait_for(timeout=ANSWER)
    page.wait_for_function("document.activeElement.classList.contains('jp-Cell')", timeout=ANSWER)
    expect(explanation).to_be_hidden()
    bet_with_keys(page)
    expect(page.locator(".pas-Bet [role=status]")).to_contain_text("c’est bien ce qui s’affiche", timeout=ANSWER)
    expect(explanation).to_be_visible()
    expect(page.locator("p", has_text="La longueur n’y change rien.")).to_be_visible()

    fold = page.locator(".pas-Fold button").last
    reach(page, "document.activeElement.innerText?.startsWith('Dessine le pont')", "Tab")
    page.keyboard.press("Enter")
    expect(fold).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Enter")
    expect(fold).to_have_attribute("aria-expanded", "false")

    told = try_it(lab, "planks_for_three", ("planks = 5",))
    assert "À revoir" in told
    assert "points" not in told
    assert "Réussi" in try_it(lab, "planks_for_three", ("steps = 3", "planks = steps * 2"))
    assert "Réussi" in try_it(lab, "planks_of", ("def planks_of(steps):", "    return steps * 2"))
    page.get_by_role("group", name="Terminé").get_by_text("La leçon est finie.").wait_for()
    assert [] == list_violations(page, ".pas-Bar") + list_violations(page, ".pas-Bet")
    assert [] == lab.list_interruptions()
    lab.save()
    saved = json.loads((tmp_path / "zoe" / "passerelle" / SLUG / "90-lecon.ipynb").read_bytes())
    assert {"thousand": "2000"} == saved["metadata"]["passerelle"]["guesses"]

    page.reload()
    expect(page.get_by_text("Votre pari : 2000")).to_be_visible(timeout=ANSWER)
    expect(explanation).to_be_visible()
    lab.go_home()
    expect(lab.start_page.get_by_text("étapes finies, 2 sur 2").first).to_be_visible()


def bet_with_keys(page) -> None:
    """Reach the choices; letters that would delete or add a cell do nothing; choose the second, and bet."""
    reach(page, "document.activeElement.name === 'guess'", "Tab")
    before = page.locator(CELLS).count()
    for letter in "ddabx":
        page.keyboard.press(letter)
    assert before == page.locator(CELLS).count()
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("radio", name="2000")).to_be_checked()
    page.keyboard.press("Enter")


def try_it(lab: Lab, attempt: str, lines: tuple[str, ...]) -> str:
    """Type a try, press the keys that check, and return what the panel says; one is still writing then."""
    lab.type_lines(attempt, lines)
    lab.page.keyboard.press("ControlOrMeta+Shift+Enter")
    bar = lab.find_bar(attempt)
    expect(bar.locator("[aria-disabled='true']")).to_have_count(0, timeout=ANSWER)
    panel = bar.get_by_role("group", name="Vérification de")
    panel.wait_for(timeout=ANSWER)
    assert 1 == lab.page.locator(".jp-Notebook.jp-mod-editMode:visible").count()
    return " ".join(panel.inner_text().split())
