"""Make the pictures of the documentation: `python docs/images/make.py [fr|en] [NAME...]` photographs the real thing.

A learner's evening in JupyterLab, then the demonstration's class page, Formgrader, feedback and report; in light
colours, once in French and once in English. Needs a Chromium (Debian's `chromium`) and Pillow, which matplotlib brings.
"""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent
ROOT = FOLDER.parents[1]
sys.path.insert(0, str(ROOT))

EXERCISE = "21-empreintes-merkle"
TASK = "leaf_hash"
WRONG = "def leaf_hash(entry):\n    return hashlib.sha256(entry).digest()"
RIGHT = 'def leaf_hash(entry):\n    return hashlib.sha256(b"\\x00" + entry).digest()'
SCALE = 1.5
COLOURS = 64
"""A picture of text needs few; the file is then a tenth of what it was."""


class Album:
    """Writes pictures, named by what they show and their language."""

    def __init__(self, lang: str) -> None:
        self.lang = lang

    def keep(self, name: str, picture: bytes) -> None:
        """Write one picture with few colours, and say how big it is."""
        from PIL import Image

        image = Image.open(io.BytesIO(picture)).convert("RGB")
        path = FOLDER / f"{name}-{self.lang}.png"
        image.quantize(COLOURS, dither=Image.Dither.NONE).save(path, optimize=True)
        print(f"{path.relative_to(ROOT)}: {path.stat().st_size // 1000} kB")

    def photograph(self, page: Any, name: str, height: int, top: float = 0) -> None:
        """Take the part of the page from ``top`` on."""
        width = page.viewport_size["width"]
        clip = {"x": 0, "y": top, "width": width, "height": height}
        self.keep(name, page.screenshot(clip=clip, full_page=True, animations="disabled", caret="hide"))


@contextmanager
def open_browser(lang: str) -> Iterator[Any]:
    """A page of a fresh profile, in a person's language."""
    from playwright.sync_api import sync_playwright

    from tests.browser.conftest import FLAGS, SECONDS, find_chromium

    with sync_playwright() as playwright:
        path = find_chromium()
        if path is None:
            sys.exit("No Chromium: install Debian's `chromium`, then run this again.")
        browser = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        context = browser.new_context(locale=lang, device_scale_factor=SCALE, viewport={"width": 1000, "height": 640})
        context.set_default_timeout(SECONDS)
        yield context.new_page()
        browser.close()


def photograph_learner(page: Any, album: Album, scratch: Path) -> None:
    """The start page, a failing check, a hint, a passed check, and the start page after it."""
    from tests.browser.conftest import Desk
    from tests.browser.lab import Lab

    home = scratch / "home"
    home.mkdir()
    desk = Desk(home, "learn", lang=album.lang)
    try:
        lab = Lab(page, desk, album.lang)
        lab.open()
        album.photograph(page, "learner-start", 640)
        lab.open_exercise("21")
        answer = lab.find_answer(TASK)
        lab.type_into(answer, WRONG)
        lab.run(answer)
        lab.check(TASK)
        show(lab, answer)
        album.photograph(page, "learner-failed", 640)
        lab.ask_hint(TASK)
        show(lab, answer)
        album.photograph(page, "learner-hint", 640)
        lab.type_into(answer, RIGHT)
        lab.run(answer)
        lab.check(TASK)
        show(lab, answer)
        album.photograph(page, "learner-passed", 640)
        lab.go_home()
        lab.start_page.get_by_text(re.compile(r", 1 (sur|of) 5")).wait_for()
        lab.start_page.locator("li h3", has_text="21").evaluate("title => title.scrollIntoView({block: 'start'})")
        album.photograph(page, "learner-progress", 640)
        card = lab.start_page.get_by_role("listitem").filter(has_text="21").first
        card.get_by_role("button", name=lab.words["hand in"]).click()
        card.get_by_role("textbox").wait_for()
        card.evaluate("card => card.scrollIntoView({block: 'start'})")
        album.photograph(page, "learner-handin", 640)
    finally:
        desk.close()


def show(lab: Any, cell: Any, block: str = "start") -> None:
    """Bring a cell into sight, once nothing moves any more."""
    cell.evaluate(f"cell => cell.scrollIntoView({{block: '{block}'}})")
    lab.page.wait_for_load_state("networkidle")
    cell.evaluate(f"cell => cell.scrollIntoView({{block: '{block}'}})")


def photograph_class(page: Any, album: Album, scratch: Path) -> None:
    """The demonstration: report, feedback, class page, and Formgrader."""
    from autograder.demo.run import run_demo
    from tests.browser.conftest import Desk

    demo = run_demo(scratch / ("classe-pilote" if album.lang == "fr" else "pilot-class"))
    page.set_viewport_size({"width": 1100, "height": 800})
    page.goto(demo.report.as_uri())
    heat = page.locator("table").last.bounding_box()
    album.photograph(page, "demo-report", 900, heat["y"] - 110)
    learner = next(
        sample.learner for sample in demo.samples if sample.what.startswith("mistake") and sample.lang == album.lang
    )
    page.set_viewport_size({"width": 900, "height": 800})
    page.goto((demo.feedback / learner / EXERCISE / f"{EXERCISE}.html").as_uri())
    album.photograph(page, "demo-feedback", 900)
    (scratch / "home-teach").mkdir()
    desk = Desk(scratch / "home-teach", "teach", str(demo.course.root), lang=album.lang)
    try:
        page.set_viewport_size({"width": 1000, "height": 800})
        page.goto(desk.address)
        page.locator("table").first.wait_for()
        album.photograph(page, "teach-class", 900)
        stuck = page.locator("table").last.bounding_box()
        album.photograph(page, "teach-stuck", 640, stuck["y"] - 120)
        page.set_viewport_size({"width": 1200, "height": 800})
        page.goto(f"{desk.root}formgrader/manage_submissions/{EXERCISE}")
        page.locator("tbody tr td a").first.wait_for()
        album.photograph(page, "teach-formgrader", 640)
    finally:
        desk.close()


PARTS = {"learner": photograph_learner, "class": photograph_class}


def main() -> None:
    """Make the pictures of one language, or of both, one after the other."""
    languages = [name for name in sys.argv[1:] if name in ("fr", "en")]
    parts = [name for name in sys.argv[1:] if name in PARTS] or list(PARTS)
    if len(languages) != 1:
        # The package speaks the language that its process began with.
        for lang in languages or ("fr", "en"):
            subprocess.run([sys.executable, __file__, lang, *parts], check=True)
        return
    os.environ["PASSERELLE_LANG"] = languages[0]
    with open_browser(languages[0]) as page:
        for part in parts:
            # The class page shows where the class is: a name that says nothing of this machine.
            scratch = Path(tempfile.gettempdir()) / "passerelle"
            scratch.mkdir()
            try:
                PARTS[part](page, Album(languages[0]), scratch)
            finally:
                shutil.rmtree(scratch, ignore_errors=True)


if __name__ == "__main__":
    main()
