"""`passerelle build` and `passerelle i18n`: what they print."""

from __future__ import annotations

import sys
from typing import Any

from autograder.content.kit import Kit, find_kit_root
from autograder.language import tr


def run_build(*, check: bool) -> int:
    """Build every edition, or name each file that is stale and how; return the exit code."""
    from autograder.build import build_all

    changes = build_all(Kit(find_kit_root()), write=not check)
    for change in changes:
        print(_describe(change), file=sys.stderr if check else sys.stdout)
    if check and changes:
        print(
            tr("{count} fichiers ne sont plus à jour. Lancez `./passerelle build`.", count=len(changes)),
            file=sys.stderr,
        )
        return 1
    if not changes:
        print(tr("Tout est à jour."))
    return 0


def _describe(change: Any) -> str:
    how = {
        "missing": tr("absent"),
        "different": tr("différent"),
        "surplus": tr("en trop"),
    }.get(change.how, change.how)
    where = f" ({change.where})" if change.where else ""
    return f"{change.path} : {how}{where}"
