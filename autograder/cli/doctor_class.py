"""`passerelle doctor CLASS`: what another account of this machine could read of a class, and how to close it."""

from __future__ import annotations

from pathlib import Path

from autograder.language import tr

_SHOWN = 30


def run_class_doctor(folder: Path) -> int:
    """Print what others could read, then the ids that are none; returns 0 where there is nothing to say."""
    from autograder.classes.course import open_course
    from autograder.classes.private import describe, find_remedy, list_exposed

    course = open_course(folder)
    exposed = list_exposed(course)
    if not exposed:
        print(tr("Personne d’autre sur cette machine ne peut lire la classe {path}.", path=course.root))
    else:
        print(tr("D’autres comptes de cette machine peuvent lire la classe {path} :", path=course.root))
        for one in exposed[:_SHOWN]:
            print(f"  {describe(one, course.root)}")
        if len(exposed) > _SHOWN:
            print("  " + tr("… et {count} autres", count=len(exposed) - _SHOWN))
        print(tr("Pour la fermer :"))
        for command in find_remedy(course):
            print(f"  {command}")
    strange = _print_strange_ids(course)
    return 1 if exposed or strange else 0


def _print_strange_ids(course: object) -> bool:
    from autograder.classes.rename import list_strange_ids

    strange = list_strange_ids(course)  # type: ignore[arg-type]
    for reason in strange:
        print(reason)
    return bool(strange)
