"""The table of commands. Each one parses its arguments here and does its work elsewhere, imported when called."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from autograder.cli.class_commands import class_app
from autograder.cli.usage import Command, Group
from autograder.language import tr

app = typer.Typer(
    cls=Group,
    help=tr("Passerelle : des modules Jupyter, des exercices notés, et la classe autour."),
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
)
new_app = typer.Typer(cls=Group, help=tr("Commencer quelque chose de neuf."), no_args_is_help=True)
i18n_app = typer.Typer(cls=Group, help=tr("Tenir les traductions à jour."), no_args_is_help=True)

_Json = Annotated[bool, typer.Option("--json", help=tr("Un seul document JSON sur la sortie standard."))]
_Workers = Annotated[int | None, typer.Option("--workers", min=1, help=tr("Nombre de processus de notation."))]


@app.command(cls=Command, help=tr("Apprendre dans JupyterLab ; vos réponses ne sont jamais écrasées."))
def learn(
    lang: Annotated[
        str | None,
        typer.Option("--lang", metavar="fr|en|fr-CA", help=tr("La langue ; sinon celle de la dernière fois.")),
    ] = None,
    folder: Annotated[
        Path | None, typer.Option("--dir", metavar="DIR", help=tr("Votre dossier de travail ; sinon ~/passerelle."))
    ] = None,
    no_browser: Annotated[bool, typer.Option("--no-browser", help=tr("Ne pas ouvrir de navigateur."))] = False,
) -> int:
    """Open JupyterLab on a learner's workspace."""
    from autograder.cli.learn_command import run_learn

    return run_learn(folder, lang, browser=not no_browser)


@app.command(cls=Command, help=tr("Écrire le fichier à remettre, IDENTIFIANT+NN-slug.zip, et dire ce qu’il contient."))
def submit(
    exercise: Annotated[str, typer.Argument(metavar="NN-slug", help=tr("L’exercice à remettre."))],
    folder: Annotated[
        Path | None, typer.Option("--dir", metavar="DIR", help=tr("Votre dossier de travail ; sinon ~/passerelle."))
    ] = None,
    learner: Annotated[
        str | None,
        typer.Option("--learner", metavar="ID", help=tr("Votre identifiant, tel que votre formateur le connaît.")),
    ] = None,
) -> int:
    """Pack what a learner hands in."""
    from autograder.cli.learn_command import run_submit

    return run_submit(exercise, folder, learner)


@app.command(
    cls=Command, help=tr("JupyterLab avec Formgrader sur une classe, et sa page : distribuer, ramasser, noter.")
)
def teach(
    folder: Annotated[Path, typer.Argument(metavar="CLASS", help=tr("Le dossier de la classe."))],
    port: Annotated[
        int | None, typer.Option("--port", min=1, max=65535, help=tr("Le port ; sinon 8888, ou le premier libre."))
    ] = None,
    lang: Annotated[str | None, typer.Option("--lang", metavar="fr|en|fr-CA", help=tr("La langue."))] = None,
    no_browser: Annotated[bool, typer.Option("--no-browser", help=tr("Ne pas ouvrir de navigateur."))] = False,
) -> int:
    """Open JupyterLab on a class."""
    from autograder.cli.teach_command import run_teach

    return run_teach(folder, lang, port, browser=not no_browser)


@app.command(
    cls=Command, help=tr("Une classe de démonstration : 24 remises justes, fausses, hostiles ou abîmées, notées.")
)
def demo(
    folder: Annotated[Path, typer.Argument(metavar="[DIR]", help=tr("Le dossier à créer."))] = Path("passerelle-demo"),
) -> int:
    """Make and grade the demonstration class."""
    from autograder.cli.demo_command import run_demo_command

    return run_demo_command(folder)


@app.command(
    cls=Command,
    help=tr("Ce que la CI exécute : style, types, construction, tests."),
    context_settings={"allow_extra_args": True, "ignore_unknown_options": True},
)
def test(context: typer.Context) -> int:
    """Run the whole test command; further arguments go to pytest."""
    from autograder.cli.test_command import run_tests

    return run_tests(context.args)


@app.command(cls=Command, help=tr("Vérifier son propre carnet avec les vérifications reçues, dans un terminal."))
def check(
    notebook: Annotated[Path, typer.Argument(metavar="NOTEBOOK", help=tr("Le carnet .ipynb à vérifier."))],
) -> int:
    """Check the learner's own work."""
    from autograder.check.terminal import check_file

    check_file(notebook)
    return 0


@app.command(cls=Command, help=tr("Noter des carnets isolés, sans classe ni carnet de notes."))
def grade(
    exercise: Annotated[
        str, typer.Argument(metavar="NN-slug", help=tr("L’exercice, ou le chemin de son dossier dans solutions/."))
    ],
    notebooks: Annotated[list[Path], typer.Argument(metavar="NOTEBOOK...", help=tr("Les carnets remis."))],
    learner: Annotated[
        str | None, typer.Option("--learner", metavar="ID", help=tr("La personne dont c’est le travail."))
    ] = None,
    json: _Json = False,
    workers: _Workers = None,
    trust_submissions: Annotated[
        bool,
        typer.Option(
            "--trust-submissions", help=tr("Sans isolation, pour son propre travail seulement ; le rapport le dit.")
        ),
    ] = False,
    secret: Annotated[
        Path | None,
        typer.Option(
            "--secret",
            metavar="FILE",
            help=tr(
                "Le secret d’une classe (CLASS/passerelle/secret) : les exemples tirés au hasard sont alors les siens."
            ),
        ),
    ] = None,
) -> int:
    """Grade loose files."""
    from autograder.cli.grade import grade_loose_files

    return grade_loose_files(
        exercise,
        notebooks,
        learner=learner,
        as_json=json,
        workers=workers,
        trusted=trust_submissions,
        secret=secret,
    )


@app.command(cls=Command, help=tr("Écrire toutes les éditions des leçons et des exercices depuis leurs sources."))
def build(
    check: Annotated[
        bool, typer.Option("--check", help=tr("Ne rien écrire ; nommer ce qui n’est plus à jour."))
    ] = False,
) -> int:
    """Build every edition."""
    from autograder.cli.authors import run_build

    return run_build(check=check)


@app.command(
    cls=Command, help=tr("Ce qui doit tenir de chaque module, dans chaque langue : ce qui manque, et quoi faire.")
)
def validate(
    modules: Annotated[
        list[str] | None, typer.Argument(metavar="[NN-slug...]", help=tr("Les modules ; sinon tous."))
    ] = None,
    mutants: Annotated[
        bool, typer.Option("--mutants", help=tr("Compter aussi les mutants des réponses que les vérifications voient."))
    ] = False,
    whole: Annotated[
        bool, typer.Option("--whole", help=tr("Tout examiner de nouveau, sans rien reprendre de la dernière fois."))
    ] = False,
    light: Annotated[
        bool,
        typer.Option(
            "--light", help=tr("Un exercice seul : il se construit, la référence a tout, le carnet vide n’a rien.")
        ),
    ] = False,
    write: Annotated[
        bool,
        typer.Option("--write", help=tr("Écrire d’abord les traces des erreurs types, et construire de nouveau.")),
    ] = False,
    json: _Json = False,
) -> int:
    """Hold every module against the rules."""
    from autograder.cli.validate_command import run_validate

    return run_validate(modules or (), mutants=mutants, whole=whole, light=light, write=write, as_json=json)


@app.command(
    "import", cls=Command, help=tr("Faire un exercice d’un carnet qui existe, ou d’un devoir de nbgrader (source/).")
)
def import_(
    source: Annotated[Path, typer.Argument(metavar="FILE", help=tr("Le carnet, ou le dossier qui en contient un."))],
    slug: Annotated[
        str, typer.Option("--as", metavar="NN-slug", help=tr("Le nom de l’exercice ; sinon d’après celui du carnet."))
    ] = "",
    into: Annotated[
        Path | None, typer.Option("--into", metavar="DIR", help=tr("Le kit à compléter ; sinon celui-ci."))
    ] = None,
) -> int:
    """Make an exercise out of a notebook that exists."""
    from autograder.cli.import_command import run_import

    return run_import(source, slug, into)


@new_app.command(
    "exercise", cls=Command, help=tr("Les dossiers d’un nouveau module, avec la liste de ce qu’il faut y écrire.")
)
def new_exercise(
    slug: Annotated[str, typer.Argument(metavar="NN-slug", help=tr("Son nom, comme 24-certificats."))],
) -> int:
    """Write the first files of a module."""
    from autograder.cli.authors import run_new_exercise

    return run_new_exercise(slug)


@app.command(cls=Command, help=tr("Le site : documentation et leçons en pages, dans chaque langue, lues sans réseau."))
def site(
    out: Annotated[
        Path | None, typer.Option("--out", metavar="DIR", help=tr("Le dossier à écrire ; sinon build/site."))
    ] = None,
    no_run: Annotated[
        bool, typer.Option("--no-run", help=tr("Ne pas exécuter les leçons : leurs cellules n’affichent rien."))
    ] = False,
) -> int:
    """Build the static site."""
    from autograder.cli.site_command import run_site

    return run_site(out, run=not no_run)


@app.command(cls=Command, help=tr("Les lois, normes et dates que les leçons énoncent et qu’il faut relire."))
def facts(
    modules: Annotated[
        list[str] | None, typer.Argument(metavar="[NN-slug...]", help=tr("Les modules ; sinon tous."))
    ] = None,
    on: Annotated[
        str | None, typer.Option("--on", metavar="AAAA-MM-JJ", help=tr("Le jour à considérer ; sinon aujourd’hui."))
    ] = None,
    check: Annotated[bool, typer.Option("--check", help=tr("Sortir avec 1 s’il y a quelque chose à relire."))] = False,
    json: _Json = False,
) -> int:
    """List what is due to be read again."""
    from autograder.cli.facts_command import run_facts

    return run_facts(modules or (), on, check=check, as_json=json)


@app.command(
    cls=Command,
    help=tr(
        "Dire ce que cette machine peut isoler, en essayant d’en sortir ; d’une classe, ce que d’autres en liraient."
    ),
)
def doctor(
    folder: Annotated[
        Path | None, typer.Argument(metavar="[CLASS]", help=tr("Une classe dont on veut savoir qui peut la lire."))
    ] = None,
) -> int:
    """Try every isolation layer, or look at who can read a class."""
    if folder is not None:
        from autograder.cli.doctor_class import run_class_doctor

        return run_class_doctor(folder)
    from autograder.cli.doctor import run_doctor

    return run_doctor()


@i18n_app.command("update", cls=Command, help=tr("Extraire les phrases à traduire dans locale/LANG/*.po."))
def i18n_update() -> int:
    """Update the catalogues."""
    from autograder.cli.authors import run_i18n_update

    return run_i18n_update()


@i18n_app.command("status", cls=Command, help=tr("Ce qui est traduit, à revoir ou absent, par module et par langue."))
def i18n_status(json: _Json = False) -> int:
    """Show how complete each language is."""
    from autograder.cli.authors import run_i18n_status

    return run_i18n_status(as_json=json)


app.add_typer(class_app, name="class")
app.add_typer(new_app, name="new")
app.add_typer(i18n_app, name="i18n")
