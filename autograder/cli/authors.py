"""`passerelle build`, `passerelle new` and `passerelle i18n`: what they print."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from autograder.content.kit import Kit, find_kit_root
from autograder.language import tr

if TYPE_CHECKING:
    from autograder.i18n.status import Status


def run_build(*, check: bool) -> int:
    """Build every edition, or name each file that is stale and how; return the exit code."""
    from autograder.build import build_all
    from autograder.build.bundle import build_desk

    kit = Kit(find_kit_root())
    changes = [*build_all(kit, write=not check), *build_desk(kit, write=not check)]
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


def run_new_exercise(slug: str) -> int:
    """Write the first files of a module and say what comes next."""
    from autograder.validate.scaffold import write_module

    kit = Kit(find_kit_root())
    for path in write_module(kit, slug):
        print(path.relative_to(kit.root).as_posix())
    print()
    print(tr("Ensuite : `./passerelle build`, puis `./passerelle validate {slug}`.", slug=slug))
    print(tr("validate donne la liste de ce qu’il faut écrire, dans l’ordre. Relancez les deux à chaque étape."))
    return 0


def run_i18n_update() -> int:
    """Bring every catalogue up to date and name those that changed."""
    from autograder.i18n.update import update

    kit = Kit(find_kit_root())
    changed = update(kit)
    for path in changed:
        print(path.relative_to(kit.root).as_posix())
    if not changed:
        print(tr("Tout est à jour."))
    return 0


def run_i18n_status(*, as_json: bool) -> int:
    """Show how far each language has come; 1 where a translation lost or made up a placeholder."""
    from autograder.i18n.status import status

    states = status(Kit(find_kit_root()))
    if as_json:
        import msgspec

        print(msgspec.json.encode({"schema": 1, "catalogues": states}).decode())
    else:
        _print_states(states)
    return 1 if any(state.broken for state in states) else 0


def _print_states(states: list[Status]) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column(tr("Module"))
    table.add_column(tr("Langue"))
    for title in (tr("Traduites"), tr("À relire"), tr("Absentes")):
        table.add_column(title, justify="right")
    for state in states:
        if not (state.translated or state.fuzzy or state.missing):
            continue  # A region's variety that says nothing of this module otherwise.
        table.add_row(state.module, state.language, str(state.translated), str(state.fuzzy), str(state.missing))
    Console(width=None if sys.stdout.isatty() else 100).print(table)
    for state in states:
        for broken in state.broken:
            print(
                tr(
                    "{module} ({language}) : « {text} » n’a pas les mêmes {{noms}} que sa source. "
                    "Manquent : {missing}. En trop : {unknown}.",
                    module=state.module,
                    language=state.language,
                    text=broken.msgstr,
                    missing=", ".join(broken.missing) or "—",
                    unknown=", ".join(broken.unknown) or "—",
                ),
                file=sys.stderr,
            )


def _describe(change: Any) -> str:
    how = {
        "missing": tr("absent"),
        "different": tr("différent"),
        "surplus": tr("en trop"),
    }.get(change.how, change.how)
    where = f" ({change.where})" if change.where else ""
    return f"{change.path} : {how}{where}"
