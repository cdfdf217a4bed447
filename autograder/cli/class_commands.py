"""`passerelle class …`: a class from its making to its report."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from autograder.cli.usage import Command, Group
from autograder.language import tr

class_app = typer.Typer(
    cls=Group, help=tr("Une classe nbgrader : créer, distribuer, ramasser, noter, rendre."), no_args_is_help=True
)

_Class = Annotated[Path, typer.Argument(metavar="CLASS", help=tr("Le dossier de la classe."))]
_Exercises = Annotated[
    list[str] | None, typer.Argument(metavar="[NN-slug]...", help=tr("Les exercices ; tous, si rien n’est dit."))
]


@class_app.command("new", cls=Command, help=tr("Créer une classe : un cours nbgrader avec les exercices du kit."))
def new(
    folder: _Class,
    exercises: _Exercises = None,
    lang: Annotated[str, typer.Option("--lang", metavar="fr,en", help=tr("Les langues de la classe."))] = "fr",
    timezone: Annotated[
        str | None,
        typer.Option(
            "--timezone",
            metavar="Europe/Paris",
            help=tr("Le fuseau horaire de la classe ; celui de cette machine, si rien n’est dit."),
        ),
    ] = None,
) -> int:
    """Create a class."""
    from autograder.classes.new import create_class
    from autograder.cli.class_collecting import ask_zone

    zone = ask_zone(timezone)
    course = create_class(folder, lang.split(","), exercises=exercises or None, timezone=zone)
    print(tr("La classe est dans {path}.", path=course.root))
    print(tr("Ses heures se lisent dans le fuseau {zone}.", zone=zone))
    print(tr("Ensuite : `passerelle class release {path}`.", path=folder))
    return 0


@class_app.command(
    "adopt", cls=Command, help=tr("Donner le moteur à un cours nbgrader existant : une ligne de sa configuration.")
)
def adopt(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help=tr("Le dossier du cours nbgrader."))],
    undo: Annotated[bool, typer.Option("--undo", help=tr("Retirer cette ligne."))] = False,
) -> int:
    """Give an existing nbgrader course the engine."""
    from autograder.cli.class_printing import adopt_and_print

    return adopt_and_print(folder, undo=undo)


@class_app.command(
    "release", cls=Command, help=tr("Distribuer des exercices : release/, l’échange nbgrader et les archives zip.")
)
def release(folder: _Class, exercises: _Exercises = None) -> int:
    """Release exercises."""
    from autograder.classes.course import open_course
    from autograder.classes.release import release_class

    for released in release_class(open_course(folder), exercises or ()):
        print(tr("{exercise} : {folder}", exercise=released.exercise, folder=released.folder))
        for handout in released.handouts:
            print(f"  {handout}")
    return 0


@class_app.command(
    "collect",
    cls=Command,
    help=tr("Ramasser des fichiers remis : archives de `submit`, zip de Moodle, de Canvas, de Brightspace, carnets."),
)
def collect(
    folder: _Class,
    files: Annotated[
        list[Path] | None, typer.Argument(metavar="[FILE]...", help=tr("Les fichiers ou dossiers reçus."))
    ] = None,
    who: Annotated[
        Path | None,
        typer.Option("--who", metavar="FILE", help=tr("Un tableau qui dit de qui sont les remises en attente.")),
    ] = None,
) -> int:
    """Collect files that learners handed in."""
    from autograder.cli.class_collecting import collect_and_print

    return collect_and_print(folder, files or [], who)


@class_app.command(
    "grade", cls=Command, help=tr("Noter ce qui a été remis et a changé, et l’écrire dans le carnet de notes.")
)
def grade(
    folder: _Class,
    exercises: _Exercises = None,
    workers: Annotated[int | None, typer.Option("--workers", min=1, help=tr("Nombre de processus."))] = None,
    scheduler: Annotated[
        str | None,
        typer.Option(
            "--scheduler", metavar="ADDRESS", help=tr("Noter sur les machines d’un planificateur dask (tls://…).")
        ),
    ] = None,
    regrade: Annotated[
        bool, typer.Option("--regrade", help=tr("Noter de nouveau tout, et montrer quels points changent."))
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", help=tr("Avec --regrade : écrire les points montrés."))] = False,
    json: Annotated[bool, typer.Option("--json", help=tr("Un seul document JSON sur la sortie standard."))] = False,
    trust_submissions: Annotated[
        bool, typer.Option("--trust-submissions", help=tr("Sans isolation ; chaque rapport le dit."))
    ] = False,
) -> int:
    """Grade what was handed in."""
    from autograder.cli.class_printing import grade_and_print, regrade_and_print

    if regrade:
        return regrade_and_print(
            folder,
            exercises or (),
            workers=workers,
            scheduler=scheduler,
            apply=yes,
            as_json=json,
            trusted=trust_submissions,
        )
    return grade_and_print(
        folder, exercises or (), workers=workers, scheduler=scheduler, as_json=json, trusted=trust_submissions
    )


@class_app.command("report", cls=Command, help=tr("Écrire le compte rendu de la classe, une page HTML autonome."))
def report(
    folder: _Class,
    exercises: _Exercises = None,
    names: Annotated[bool, typer.Option("--names", help=tr("Les noms à la place des identifiants."))] = False,
) -> int:
    """Write the class report."""
    from autograder.classes.course import open_course
    from autograder.classes.report import write_class_report

    print(write_class_report(open_course(folder), exercises or (), names=names))
    return 0


@class_app.command("feedback", cls=Command, help=tr("Écrire les retours aux apprenants, une page HTML par remise."))
def feedback(folder: _Class, exercises: _Exercises = None) -> int:
    """Write feedback pages."""
    from autograder.classes.course import open_course
    from autograder.classes.feedback import write_feedback

    course = open_course(folder)
    for exercise in exercises or course.list_exercises():
        for path in write_feedback(course, exercise):
            print(path)
    return 0


@class_app.command(
    "update", help=tr("Montrer puis prendre les nouveautés du kit ; refuse si des remises en dépendent.")
)
def update(
    folder: _Class,
    exercises: _Exercises = None,
    yes: Annotated[bool, typer.Option("--yes", help=tr("Prendre les changements montrés."))] = False,
) -> int:
    """Show, then take, what changed in the kit."""
    from autograder.cli.class_printing import update_and_print

    return update_and_print(folder, exercises or (), apply=yes)


@class_app.command("export-learner", cls=Command, help=tr("Rendre à une personne tout ce que la classe sait d’elle."))
def export_learner(
    folder: _Class,
    learner: Annotated[str, typer.Argument(metavar="ID", help=tr("L’identifiant de la personne."))],
    out: Annotated[Path | None, typer.Option("--out", metavar="FILE.zip", help=tr("Où écrire l’archive."))] = None,
) -> int:
    """Export a learner's data."""
    from autograder.classes.course import open_course
    from autograder.classes.privacy import export_learner as export

    print(export(open_course(folder), learner, out))
    return 0


@class_app.command(
    "rename", cls=Command, help=tr("Donner un autre identifiant à une personne, partout dans la classe.")
)
def rename(
    folder: _Class,
    old: Annotated[str, typer.Argument(metavar="ID", help=tr("Son identifiant, tel que les messages le montrent."))],
    new: Annotated[str, typer.Argument(metavar="NEW", help=tr("Le nouvel identifiant."))],
) -> int:
    """Rename a learner."""
    from autograder.classes.course import open_course
    from autograder.classes.rename import rename_learner

    for path in rename_learner(open_course(folder), old, new):
        print(path)
    return 0


@class_app.command(
    "marks", cls=Command, help=tr("Écrire les notes pour Excel, ou dans le fichier que Moodle ou Canvas a donné.")
)
def marks(
    folder: _Class,
    exercises: Annotated[
        list[str] | None, typer.Option("--exercise", metavar="NN-slug", help=tr("Un exercice ; sinon tous."))
    ] = None,
    form: Annotated[str, typer.Option("--for", metavar="excel|csv|moodle|canvas", help=tr("La forme."))] = "excel",
    fill: Annotated[
        Path | None, typer.Option("--fill", metavar="FILE", help=tr("Le fichier de Moodle ou de Canvas à remplir."))
    ] = None,
    out: Annotated[Path | None, typer.Option("--out", metavar="FILE", help=tr("Le fichier à écrire."))] = None,
) -> int:
    """Write the marks in a form that others take."""
    from autograder.cli.marks_command import run_marks

    return run_marks(folder, form, exercises or (), fill, out)


@class_app.command("forget", cls=Command, help=tr("Effacer de la classe tout ce qui concerne une personne."))
def forget(
    folder: _Class,
    learner: Annotated[str, typer.Argument(metavar="ID", help=tr("L’identifiant de la personne."))],
    yes: Annotated[bool, typer.Option("--yes", help=tr("Sans demander confirmation."))] = False,
) -> int:
    """Erase a learner's data."""
    from autograder.classes.course import open_course
    from autograder.classes.privacy import forget as erase

    course = open_course(folder)
    if not yes:
        print(
            tr(
                "Tout ce que la classe sait de {learner} sera effacé. Relancez avec --yes pour le faire.",
                learner=learner,
            ),
            file=sys.stderr,
        )
        return 2
    for path in erase(course, learner):
        print(path)
    return 0
