"""`passerelle site`: what it prints."""

from __future__ import annotations

import sys
import time
from pathlib import Path

from autograder.content.kit import Kit, find_kit_root
from autograder.language import tr

DEFAULT = Path("build") / "site"


def run_site(out: Path | None, *, run: bool) -> int:
    """Build the static site and say where it is."""
    from autograder.cli.printing import Meter
    from autograder.site import build_site

    kit = Kit(find_kit_root())
    started = time.monotonic()
    with Meter(tr("Leçons")) as meter:
        built = build_site(
            kit,
            out or kit.root / DEFAULT,
            run=run,
            say=lambda step: print(step, file=sys.stderr, flush=True),
            progress=meter.update,
        )
    print(tr("Le site : {path}", path=built.out / "index.html"))
    print(
        tr(
            "{pages} pages, langues : {languages} ; {lessons} leçons exécutées ; {seconds} s.",
            pages=built.pages,
            languages=", ".join(built.languages),
            lessons=built.lessons_run,
            seconds=round(time.monotonic() - started),
        )
    )
    print(tr("Pour que la recherche marche : `python -m http.server -d {path} -b 127.0.0.1`.", path=built.out))
    return 0
