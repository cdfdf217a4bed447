"""Make the pictures of the documentation: `python docs/images/make.py` runs the demonstration and photographs it.

Needs a Chromium (Debian's `chromium`) and Pillow, which matplotlib brings.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image

FOLDER = Path(__file__).parent
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost",
)


def photograph(chromium: str, page: Path, picture: Path, width: int, height: int, top: int = 0) -> None:
    """Write the part of ``page`` from ``top`` on, ``width`` by ``height`` pixels, to ``picture``."""
    with tempfile.TemporaryDirectory() as profile:
        whole = Path(profile) / "whole.png"
        subprocess.run(
            [
                chromium,
                *FLAGS,
                f"--user-data-dir={profile}",
                f"--window-size={width},{top + height}",
                f"--screenshot={whole}",
                page.as_uri(),
            ],
            check=True,
            capture_output=True,
        )
        Image.open(whole).crop((0, top, width, top + height)).convert("P", palette=Image.Palette.ADAPTIVE).save(
            picture, optimize=True
        )


def main() -> None:
    """Run the demonstration and write every picture."""
    chromium = os.environ.get("PASSERELLE_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    if chromium is None:
        sys.exit("No Chromium: install Debian's `chromium`, then run this again.")
    os.environ["PASSERELLE_LANG"] = "fr"
    from autograder.demo.run import EXERCISE, run_demo

    with tempfile.TemporaryDirectory() as scratch:
        demo = run_demo(Path(scratch) / "classe-pilote")
        photograph(chromium, demo.report, FOLDER / "demo-report.png", 1100, 1150, top=find_top(demo.report))
        learner = next(sample.learner for sample in demo.samples if "last_leaf_doubled" in sample.what)
        page = demo.feedback / learner / EXERCISE / f"{EXERCISE}.html"
        photograph(chromium, page, FOLDER / "demo-feedback.png", 900, 1000)


def find_top(report: Path) -> int:
    """Return where the heat map begins: a row of the report is 37 pixels high, and the rest does not move."""
    text = report.read_text(encoding="utf-8")
    rows = text[: text.rindex("<table")].count("<tr")
    return 620 + 37 * rows


if __name__ == "__main__":
    main()
