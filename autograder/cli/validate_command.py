"""`passerelle validate`: what does not hold, module by module, and what to do about it."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from autograder.content.kit import Kit, find_kit_root
from autograder.language import tr, write_decimal

if TYPE_CHECKING:
    from autograder.build.outcomes import OutcomeUse
    from autograder.validate.finding import Finding, MutationScore
    from autograder.validate.run import Verdict


def run_validate(
    modules: Sequence[str],
    *,
    mutants: bool,
    whole: bool,
    as_json: bool,
    light: bool = False,
    write: bool = False,
) -> int:
    """Validate ``modules`` (all by default) and print what was found; return 1 where something does not hold.

    With ``write`` the traces of kept mistakes are written first, and the editions that hold them.
    With ``CI=true`` nothing is taken from the cache.
    """
    from autograder.build.outcomes import list_unrecalled
    from autograder.validate.run import validate_modules, write_all_traces

    kit = Kit(find_kit_root())
    with _Progress() as progress:
        if write:
            write_all_traces(kit, modules, progress.start)
        verdicts = validate_modules(
            kit,
            modules,
            mutants=mutants,
            light=light,
            whole=whole or os.environ.get("CI", "").lower() in ("1", "true"),
            say=progress.start,
            progress=progress.update,
        )
    chosen = {verdict.module for verdict in verdicts}
    unrecalled = [use for use in list_unrecalled(kit) if use.module in chosen]
    if as_json:
        _print_json(verdicts, unrecalled)
    else:
        _print_verdicts(verdicts, unrecalled)
    return 1 if any(verdict.findings for verdict in verdicts) else 0


class _Progress:
    """A bar a module while its mutants are counted, on a terminal only."""

    def __init__(self) -> None:
        from autograder.cli.printing import Meter

        self._make = Meter
        self._meter: Meter | None = None

    def start(self, module: str) -> None:
        """Begin with a module."""
        self.__exit__()
        if sys.stderr.isatty():
            print(module, file=sys.stderr)
        self._meter = self._make(tr("Mutants"))

    def update(self, done: int, total: int) -> None:
        """Say how many mutants are done, out of how many."""
        if self._meter is not None:
            self._meter.update(done, total)

    def __enter__(self) -> _Progress:
        return self

    def __exit__(self, *_: object) -> None:
        if self._meter is not None:
            self._meter.__exit__()
            self._meter = None


def _print_json(verdicts: Sequence[Verdict], unrecalled: Sequence[OutcomeUse]) -> None:
    import msgspec

    document = {
        "schema": 1,
        "modules": [_describe_for_machines(verdict) for verdict in verdicts],
        "not_recalled": [f"{use.module}/{use.id}" for use in unrecalled],
    }
    print(msgspec.json.encode(document).decode())


def _describe_for_machines(verdict: Verdict) -> dict[str, object]:
    return {
        "module": verdict.module,
        "findings": verdict.findings,
        "mutants": _describe_score(verdict.mutation),
        "adversaries": _describe_score(verdict.adversaries),
    }


def _describe_score(score: MutationScore | None) -> dict[str, object] | None:
    if score is None:
        return None
    return {
        "total": score.total,
        "killed": score.killed,
        "equivalent": score.equivalent,
        "share": round(score.share, 4),
        "survivors": score.survivors,
    }


def _print_verdicts(verdicts: Sequence[Verdict], unrecalled: Sequence[OutcomeUse]) -> None:
    for verdict in verdicts:
        if verdict.findings:
            print(f"✘ {verdict.module} : " + tr("{count} à corriger", count=len(verdict.findings)))
        else:
            print(f"✔ {verdict.module}")
        for finding in verdict.findings:
            _print_finding(finding)
        for score, name in ((verdict.mutation, tr("Mutants")), (verdict.adversaries, tr("Mutants malveillants"))):
            if score is not None:
                _print_mutation(score, name)
    _print_unrecalled(unrecalled)
    count = sum(len(verdict.findings) for verdict in verdicts)
    print()
    if count:
        print(tr("À corriger : {count}, dans l’ordre ci-dessus. Puis relancez la même commande.", count=count))
    else:
        print(tr("Tout tient : {count} modules.", count=len(verdicts)))


def print_findings(verdict: Verdict) -> None:
    """Print what was found of one module."""
    for finding in verdict.findings:
        _print_finding(finding)


def _print_finding(finding: Finding) -> None:
    place = " · ".join(part for part in (finding.file, finding.cell, finding.lang) if part)
    print(f"  {place}  [{finding.rule}]")
    for line in finding.message.splitlines():
        print(f"      {line}")


def _print_mutation(score: MutationScore, name: str) -> None:
    print(
        "  "
        + tr(
            "{name} : {killed} sur {counted} perdent des points ({share}) ; "
            "{equivalent} équivalents, avec leur raison.",
            name=name,
            killed=score.killed,
            counted=score.total - score.equivalent,
            share=_format_share(score.share),
            equivalent=score.equivalent,
        )
    )
    for survivor in score.survivors:
        task, _, change = survivor.partition("\n")
        print("  " + tr("Un mutant survit dans {task} :", task=task))
        for line in change.splitlines():
            print(f"      {line}")


def _print_unrecalled(unrecalled: Sequence[OutcomeUse]) -> None:
    if not unrecalled:
        return
    print()
    print(tr("Acquis qu’aucun module suivant ne rappelle encore (pour mémoire) :"))
    for use in unrecalled:
        print(f"  {use.module}/{use.id}")


def _format_share(share: float) -> str:
    return tr("{percent} %", percent=write_decimal(f"{100 * share:.1f}"))
