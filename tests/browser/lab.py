"""What a person does in JupyterLab, for tests: opens, types, runs, reads. Everything waits for what it says."""

from __future__ import annotations

import contextlib
import json
import re
from pathlib import Path
from typing import Any

from playwright.sync_api import expect

from .conftest import Desk

WORDS = {
    "fr": {
        "exercise": "Ouvrir l’exercice",
        "add": "Insérer une cellule en-dessous",
        "panel": "Vérification de",
        "home": "Accueil",
        "check": "Vérifier",
        "hint": "Indice",
        "reset": "Recommencer",
        "stop": "Arrêter",
        "hand in": "Remettre",
        "received": "J’ai reçu un retour",
    },
    "en": {
        "exercise": "Open exercise",
        "add": "Insert a cell below",
        "panel": "Check of",
        "home": "Home",
        "check": "Check",
        "hint": "Hint",
        "reset": "Start again",
        "stop": "Stop",
        "hand in": "Hand in",
        "received": "I have received feedback",
    },
}
"""What a person looks for on the screen, by language."""
AGAIN = 8_000
TRIES = 12

ANSWER = 90_000
"""How long a kernel is waited for, in milliseconds: the first one of a slow machine takes its time."""


class Lab:
    """JupyterLab on a learner's workspace, in one page of a browser."""

    def __init__(self, page: Any, desk: Desk, lang: str = "fr") -> None:
        self.page = page
        self.words = WORDS[lang]
        self.desk = desk

    def open(self) -> None:
        """Open the address that the command printed; the start page comes."""
        self.page.goto(self.desk.address)
        self.start_page.get_by_role("heading", level=1).wait_for(timeout=ANSWER)

    @property
    def start_page(self) -> Any:
        """The start page, as JupyterLab shows it."""
        return self.page.locator(".pas-Start:visible")

    def open_exercise(self, number: str) -> None:
        """Press an exercise's first button on the start page."""
        self.start_page.get_by_role("button", name=f"{self.words['exercise']} {number}").first.click()
        self.wait_for_notebook()

    def wait_for_notebook(self) -> None:
        """Wait until an exercise is in front, and written out: there are empty cells before."""
        expect(self.find_cell("autograder.check")).to_be_visible(timeout=ANSWER)

    def find_cell(self, text: str) -> Any:
        """The first code cell that holds ``text``."""
        return self.page.locator(".jp-Notebook:visible .jp-CodeCell").filter(has_text=text).first

    def find_answer(self, task: str) -> Any:
        """The answer cell of a task, whatever is in it: the one above its check."""
        above = "xpath=preceding-sibling::*[contains(@class, 'jp-CodeCell')][1]"
        return self.find_cell(f'check("{task}")').locator(above)

    def type_into(self, cell: Any, source: str) -> None:
        """Replace a cell's text."""
        editor = cell.locator(".cm-content")
        editor.scroll_into_view_if_needed()
        editor.click()
        self.page.keyboard.press("ControlOrMeta+a")
        self.page.keyboard.insert_text(source)

    def type_lines(self, task: str, lines: tuple[str, ...]) -> None:
        """Replace an answer key by key, as a person does who looks where the cursor stands after Enter."""
        editor = self.find_answer(task).locator(".cm-content")
        editor.scroll_into_view_if_needed()
        editor.click()
        keyboard = self.page.keyboard
        keyboard.press("ControlOrMeta+a")
        keyboard.press("Delete")
        for number, line in enumerate(lines):
            if number:
                keyboard.press("Enter")
            text = line.lstrip(" ")
            self._indent(editor, len(line) - len(text))
            keyboard.type(text)

    def _indent(self, editor: Any, wanted: int) -> None:
        """Bring the cursor of an empty line to its column: Backspace goes back to the stop before."""
        for _ in range(TRIES):
            column = len(editor.locator(".cm-line").last.inner_text().rstrip("\n"))
            if column == wanted:
                return
            self.page.keyboard.press("Backspace" if column > wanted else "Space")
        raise AssertionError(f"the cursor never came to column {wanted}")

    def add_cell(self, source: str) -> None:
        """Press + and type into the new cell."""
        toolbar = self.page.locator(".jp-NotebookPanel-toolbar:visible")
        toolbar.get_by_role("button", name=self.words["add"]).click()
        self.type_into(self.page.locator(".jp-Notebook:visible .jp-CodeCell.jp-mod-selected"), source)

    def run(self, cell: Any) -> None:
        """Run a cell and wait until it has run: its number is another one."""
        prompt = cell.locator(".jp-InputPrompt")
        another = re.compile(rf"^\[(?!{re.escape(prompt.inner_text().strip('[]:'))}\])\d+\]")
        for _ in range(TRIES - 1):
            # While the kernel starts, JupyterLab drops what it is asked to run: a person presses again.
            cell.locator(".cm-content").click()
            self.page.keyboard.press("Shift+Enter")
            with contextlib.suppress(AssertionError):
                expect(prompt).to_have_text(another, timeout=AGAIN)
                return
        expect(prompt).to_have_text(another)

    def find_bar(self, task: str) -> Any:
        """The buttons below a task's answer, with the panel under them."""
        return self.find_answer(task).locator(".pas-Bar")

    def press(self, task: str, button: str) -> None:
        """Press one of a task's buttons, and wait until what it does is done."""
        bar = self.find_bar(task)
        bar.get_by_role("button", name=self.words[button], exact=True).click()
        expect(bar.locator("[aria-disabled='true']")).to_have_count(0, timeout=ANSWER)

    def check(self, task: str) -> str:
        """Press a task's first button and return what its panel says."""
        self.press(task, "check")
        panel = self.find_bar(task).get_by_role("group", name=self.words["panel"])
        panel.wait_for(timeout=ANSWER)
        return " ".join(panel.inner_text().split())

    def ask_hint(self, task: str) -> str:
        """Press a task's button for hints and return what comes."""
        self.press(task, "hint")
        panel = self.find_bar(task).get_by_role("group", name="Passerelle")
        panel.wait_for(timeout=ANSWER)
        return " ".join(panel.inner_text().split())

    def start_again(self, task: str) -> None:
        """Press the button that empties an answer, and say yes."""
        self.find_bar(task).get_by_role("button", name=self.words["reset"], exact=True).click()
        self.page.locator(".jp-Dialog").get_by_role("button", name=self.words["reset"]).click()

    def save(self) -> None:
        """Save the notebook in front, and wait until it is written."""
        with self.page.expect_response(lambda answer: answer.request.method == "PUT" and "/contents/" in answer.url):
            self.page.keyboard.press("ControlOrMeta+s")

    def go_home(self) -> None:
        """Press the button that leads back to the start page."""
        self.page.get_by_role("button", name=self.words["home"]).click()
        self.start_page.get_by_role("heading", level=1).wait_for()

    def choose_theme(self, name: str) -> None:
        """Set JupyterLab's theme as its menu does, and load the page again."""
        address = f"{self.desk.root}lab/api/settings/@jupyterlab/apputils-extension:themes"
        headers = {"Authorization": f"token {self.desk.token}"}
        answer = self.page.request.put(address, headers=headers, data={"raw": json.dumps({"theme": name})})
        assert answer.ok, answer.text()
        self.open()
        light = "true" if name == "JupyterLab Light" else "false"
        self.page.locator(f'body[data-jp-theme-light="{light}"]').wait_for(state="attached", timeout=ANSWER)

    def list_interruptions(self) -> list[str]:
        """Dialogs and toasts that are on the screen."""
        return list(self.page.locator(".jp-Dialog, .Toastify__toast").all_inner_texts())


def read_sources(path: Path) -> dict[str, str]:
    """The sources of a saved notebook, by cell."""
    return {cell["id"]: "".join(cell["source"]) for cell in json.loads(path.read_bytes())["cells"]}


def reach(page: Any, goal: str, key: str) -> None:
    """Press ``key`` until ``goal`` holds in the page."""
    for _ in range(90):
        if page.evaluate(goal):
            return
        page.keyboard.press(key)
    raise AssertionError(f"{key} never led to {goal}")
