"""`passerelle facts`: what the lessons state and somebody should read again."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Sequence

from autograder.content.facts import DueFact, list_due
from autograder.content.kit import Kit, find_kit_root
from autograder.errors import UsageError
from autograder.language import tr


def run_facts(modules: Sequence[str], day: str | None, *, check: bool, as_json: bool) -> int:
    """Print what ``modules`` (all by default) should read again on ``day``; with ``check``, 1 where there is any."""
    kit = Kit(find_kit_root())
    known = kit.list_modules()
    unknown = [name for name in modules if name not in known]
    if unknown:
        raise UsageError(
            tr("Aucun module ne s’appelle « {name} ». Il y a : {known}.", name=unknown[0], known=", ".join(known))
        )
    due = list_due(kit, list(modules) or known, _read_day(day))
    if as_json:
        import msgspec

        print(msgspec.json.encode({"schema": 1, "due": due}).decode())
    else:
        _print_due(due)
    return 1 if check and due else 0


def _read_day(day: str | None) -> dt.date:
    if day is None:
        return dt.date.today()
    try:
        return dt.date.fromisoformat(day)
    except ValueError:
        raise UsageError(tr("« {day} » n’est pas une date : écrivez AAAA-MM-JJ.", day=day)) from None


def _print_due(due: Sequence[DueFact]) -> None:
    if not due:
        print(tr("Aucun fait n’est à relire."))
        return
    for one in due:
        print(f"{one.fact.read_again}  {one.module}  {one.fact.name}")
        print(f"    {one.fact.says}")
        print(f"    {one.fact.source}")
    print(file=sys.stderr)
    print(
        tr(
            "À relire : {count}. Lisez chaque texte, corrigez la leçon s’il a changé, "
            "puis mettez `read_on` et `read_again` à jour dans facts.toml.",
            count=len(due),
        ),
        file=sys.stderr,
    )
