"""`passerelle import`: what was made of a notebook, and what is left for a person."""

from __future__ import annotations

from pathlib import Path

from autograder.content.kit import Kit, find_kit_root
from autograder.language import tr


def run_import(source: Path, slug: str, into: Path | None) -> int:
    """Import ``source``, build it, grade its reference, and print what to look at; 1 where something does not hold."""
    from autograder.build import build_all
    from autograder.cli.validate_command import print_findings
    from autograder.importing import import_notebook
    from autograder.validate.run import LIGHT, examine
    from autograder.validate.scaffold import name_free_slug, refuse_slug

    kit = Kit(into or find_kit_root())
    name = slug or name_free_slug(kit, source.stem)
    refuse_slug(kit, name)
    made = import_notebook(source, kit, name)
    for file in made.files:
        print(f"solutions/{name}/{file}")
    print(
        tr(
            "{tasks} tâches, {checks} vérifications, {points:g} points.",
            tasks=made.tasks,
            checks=made.checks,
            points=made.points,
        )
    )
    build_all(kit, [name])
    verdict = examine(kit, name, rules=LIGHT)
    if made.notes or verdict.findings:
        print()
        print(tr("À regarder par une personne :"))
    for note in made.notes:
        print(f"  – {note}")
    print_findings(verdict)
    print()
    print(tr("Ensuite : relisez solutions/{slug}/, puis `./passerelle validate --light {slug}`.", slug=name))
    return 1 if verdict.findings else 0
