"""Formgrader's pages in the person's language: nbgrader has them in English only.

nbgrader's files stay as they are. Each of its pages gets one small script of ours, which puts the words of a table in
the place of its own, as they appear; what the table lacks stays English, and what people wrote is never touched.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec

from autograder.classes.browser.pages import MARK
from autograder.language import current_language, tr

ASSETS = Path(__file__).parent / "assets"


def needs_words() -> bool:
    """Whether the person reads another language than nbgrader's."""
    return current_language().split("_")[0] != "en"


def write_script() -> bytes:
    """Return the script that translates a page, with its words in it."""
    words = {"words": _words(), "sentences": _sentences(), "blocks": _blocks()}
    return b"const PASSERELLE = " + msgspec.json.encode(words) + b";\n" + (ASSETS / "formgrader.js").read_bytes()


def make_transform(pages: str, scripts: str) -> type[Any]:
    """Return what Tornado passes answers through: what lies under ``pages`` is changed, with ours from ``scripts``.

    Where the person reads another language than nbgrader's, a page gets its words and says its language.
    """
    from tornado.httputil import HTTPHeaders, HTTPServerRequest
    from tornado.web import OutputTransform

    tag = f'<script nonce="{MARK}" src="{scripts}/formgrader.js"></script>'.encode()
    language = f'<html lang="{current_language().replace("_", "-")}"'.encode()

    class SettlePages(OutputTransform):
        def __init__(self, request: HTTPServerRequest) -> None:
            self.here = request.path == pages or request.path.startswith(f"{pages}/")

        def transform_first_chunk(
            self, status_code: int, headers: HTTPHeaders, chunk: bytes, finishing: bool
        ) -> tuple[int, HTTPHeaders, bytes]:
            if self.here and headers.get("Content-Type", "").startswith("text/html"):
                if needs_words() and b"<head>" in chunk:
                    head, _, rest = chunk.partition(b"<head>")
                    head = head.replace(b"<html", language) if b"<html" in head else head + language + b">"
                    chunk = head + b"<head>" + tag + rest
                if "Content-Length" in headers:
                    headers["Content-Length"] = str(len(chunk))
            return status_code, headers, chunk

    return SettlePages


def _words() -> dict[str, str]:
    """Return what a whole piece of text becomes."""
    return {
        "nbgrader formgrade": "Formgrader",
        "Manage Assignments": tr("Exercices de la classe"),
        "Manage Submissions": tr("Remises"),
        "Manage Students": tr("Apprenants"),
        "Manual Grading": tr("Notation à la main"),
        "Gradebook": tr("Carnet de notes"),
        "Assignments": tr("Exercices"),
        "Students": tr("Apprenants"),
        "Instructions (click to expand)": tr("Mode d’emploi (cliquez pour déplier)"),
        "Current configuration (click to expand)": tr("Réglages actuels (cliquez pour déplier)"),
        "Name": tr("Nom"),
        "Due Date": tr("Échéance"),
        "Status": tr("État"),
        "Edit": tr("Modifier"),
        "Generate": tr("Produire"),
        "Preview": tr("Aperçu"),
        "Release": tr("Distribuer"),
        "Collect": tr("Ramasser"),
        "# Submissions": tr("Nombre de remises"),
        "Submissions": tr("Remises"),
        "Generate Feedback": tr("Écrire les retours"),
        "Release Feedback": tr("Envoyer les retours"),
        "Loading, please wait...": tr("Chargement…"),
        "Please wait...": tr("Patientez…"),
        "Add new assignment...": tr("Ajouter un exercice…"),
        "Add new student...": tr("Ajouter une personne…"),
        "Add New Assignment": tr("Ajouter un exercice"),
        "Add New Student": tr("Ajouter une personne"),
        "Edit Student": tr("Modifier"),
        "Due date (optional)": tr("Échéance (facultatif)"),
        "Timezone as UTC offset (optional)": tr("Fuseau horaire, écart avec UTC (facultatif)"),
        "Email": tr("Courriel"),
        "Email (optional)": tr("Courriel (facultatif)"),
        "First name (optional)": tr("Prénom (facultatif)"),
        "Last name (optional)": tr("Nom de famille (facultatif)"),
        "Assignment names may not include the '+' character.": tr("Le nom d’un exercice ne contient pas de « + »."),
        "Save": tr("Enregistrer"),
        "Saving...": tr("Enregistrement…"),
        "Cancel": tr("Annuler"),
        "Close": tr("Fermer"),
        "OK": tr("Fermer"),
        "Success": tr("C’est fait"),
        "Error": tr("Erreur"),
        "Log Output": tr("Journal"),
        "Traceback": tr("Détail de l’erreur"),
        "None": tr("aucune"),
        "None, None": tr("(sans nom)"),
        "draft": tr("pas distribué"),
        "released": tr("distribué"),
        "graded": tr("noté"),
        "needs autograding": tr("à noter"),
        "needs manual grading": tr("à noter à la main"),
        "Assignment ID": tr("Exercice"),
        "Notebook ID": tr("Carnet"),
        "Student ID": tr("Identifiant"),
        "Student Name": tr("Nom"),
        "Submission ID": tr("Remise"),
        "Timestamp": tr("Date de remise"),
        "Autograde": tr("Noter"),
        "Score": tr("Note"),
        "Overall Score": tr("Note totale"),
        "Code Score": tr("Points de code"),
        "Written Score": tr("Points de texte"),
        "Task Score": tr("Points de tâche"),
        "Avg. Score": tr("Moyenne"),
        "Avg. Code Score": tr("Moyenne, code"),
        "Avg. Written Score": tr("Moyenne, texte"),
        "Avg. Task Score": tr("Moyenne, tâches"),
        "Needs Manual Grade?": tr("À noter à la main ?"),
        "Needs manual grade?": tr("À noter à la main ?"),
        "Tests Failed?": tr("Vérifications manquées ?"),
        "Tests failed?": tr("Vérifications manquées ?"),
        "Flagged?": tr("Signalée ?"),
        "Show All Names": tr("Montrer tous les noms"),
        "Hide All Names": tr("Cacher tous les noms"),
        "Show student name": tr("Montrer le nom"),
        "Hide student name": tr("Cacher le nom"),
        "← Prev": tr("← Précédente"),
        "Next →": tr("Suivante →"),
        "Resolve": tr("Déjà vu"),
        "Full credit": tr("Tous les points"),
        "No credit": tr("Aucun point"),
        "(extra credit)": tr("(points en plus)"),
        "Student's answer": tr("Réponse"),
        "Student's task": tr("Tâche"),
        "Type any comments here (supports Markdown and MathJax)": tr("Votre commentaire (Markdown)"),
        "No response.": tr("Sans réponse."),
        "Submission flagged": tr("Remise signalée"),
        "Submission unflagged": tr("Remise qui n’est plus signalée"),
        "Keyboard shortcuts": tr("Raccourcis du clavier"),
        "Refocus the most recent score or comment input": tr("Revenir au dernier champ de points ou de commentaire"),
        "Move to the same score or comment input of the previous submission": tr(
            "Le même champ de la remise précédente"
        ),
        "Move to the same score or comment input of the previous submission with failed tests": tr(
            "Le même champ de la remise précédente qui manque une vérification"
        ),
        "Move to the same score or comment input of the next submission": tr("Le même champ de la remise suivante"),
        "Move to the same score or comment input of the next submission with failed tests": tr(
            "Le même champ de la remise suivante qui manque une vérification"
        ),
        "Move to the previous score or comment input": tr("Le champ précédent"),
        "Move to the next score or comment input": tr("Le champ suivant"),
        "Flag the submission": tr("Signaler la remise"),
        "Defocus and save the current score or comment input": tr("Quitter le champ et l’enregistrer"),
        "Search:": tr("Chercher :"),
        "No data available in table": tr("Rien pour l’instant."),
        "No matching records found": tr("Rien ne correspond."),
        "Not Authorized": tr("Accès refusé"),
    }


def _sentences() -> list[tuple[str, str]]:
    """Return what a text with names in it becomes; ``{a}`` and ``{b}`` stand for them, on both sides."""
    done = {
        "autograded": tr("« {a} » de {b} : notation faite.", a="{a}", b="{b}"),
        "generated feedback for": tr("« {a} » de {b} : retour écrit.", a="{a}", b="{b}"),
        "released feedback for": tr("« {a} » de {b} : retour envoyé.", a="{a}", b="{b}"),
    }
    failed = {
        "autograding": tr("« {a} » de {b} : la notation a échoué.", a="{a}", b="{b}"),
        "generating feedback for": tr("« {a} » de {b} : le retour n’a pas pu être écrit.", a="{a}", b="{b}"),
        "releasing feedback for": tr("« {a} » de {b} : le retour n’a pas pu être envoyé.", a="{a}", b="{b}"),
    }
    whole = {
        "Successfully created the student version of '{a}':": tr(
            "« {a} » : l’édition des apprenants est faite.", a="{a}"
        ),
        "Successfully collected submissions of '{a}'.": tr("« {a} » : remises ramassées.", a="{a}"),
        "Successfully generated feedback of '{a}'.": tr("« {a} » : retours écrits.", a="{a}"),
        "Successfully released feedback of '{a}'.": tr("« {a} » : retours envoyés.", a="{a}"),
        "Successfully released '{a}'.": tr("« {a} » est distribué.", a="{a}"),
        "Successfully unreleased '{a}'.": tr("« {a} » n’est plus distribué.", a="{a}"),
    }
    faults = {
        "creating the student version of": tr("« {a} » : l’édition des apprenants n’a pas pu être faite.", a="{a}"),
        "collecting submissions of": tr("« {a} » : les remises n’ont pas pu être ramassées.", a="{a}"),
        "collecting": tr("« {a} » : les remises n’ont pas pu être ramassées.", a="{a}"),
        "generating feedback of": tr("« {a} » : les retours n’ont pas pu être écrits.", a="{a}"),
        "releasing feedback of": tr("« {a} » : les retours n’ont pas pu être envoyés.", a="{a}"),
        "releasing": tr("« {a} » n’a pas pu être distribué.", a="{a}"),
        "unreleasing": tr("« {a} » n’a pas pu être retiré.", a="{a}"),
    }
    found = [(f"Successfully {verb} '{{a}}' for student '{{b}}'.", text) for verb, text in done.items()]
    for end in (".", ":"):
        found += [
            (f"There was an error {verb} '{{a}}' for student '{{b}}'{end}", text) for verb, text in failed.items()
        ]
        found += [(f"There was an error {verb} '{{a}}'{end}", text) for verb, text in faults.items()]
    return [
        *found,
        *whole.items(),
        ("Submission #{a}", tr("Remise n° {a}", a="{a}")),
        ("Submission {a} / {b}", tr("Remise {a} / {b}", a="{a}", b="{b}")),
        ("{a} remaining", tr("encore {a}", a="{a}")),
        ("Editing {a}", tr("Modifier {a}", a="{a}")),
        ("{a} (file missing)", tr("{a} (le fichier manque)", a="{a}")),
        ("{a} (no submission)", tr("{a} (pas de remise)", a="{a}")),
        ("{a} (not autograded)", tr("{a} (pas encore noté)", a="{a}")),
        ("{a}: activate to sort column ascending", tr("{a} : trier en croissant", a="{a}")),
        ("{a}: activate to sort column descending", tr("{a} : trier en décroissant", a="{a}")),
        (
            "Error: Submission notebook file not found: {a}",
            tr("Le carnet de cette remise manque : {a}", a="{a}"),
        ),
    ]


def _blocks() -> list[tuple[str, str]]:
    """Return what whole parts of a page become: where they are, then their text; ``{code}`` stands for their names."""
    page = tr("La page de la classe fait tout cela pour la classe entière.")
    return [
        (
            "#collapseOne ol",
            tr(
                "Un clic sur le nombre de remises mène à chacune d’elles, pour la noter ou écrire son retour. "
                "Le crayon change l’échéance. « Produire » et « Aperçu » concernent l’édition des apprenants ; "
                "« Distribuer » et « Ramasser » passent par l’échange."
            )
            + " "
            + page,
        ),
        (
            "#collapseOne .panel-body > p:first-child",
            tr("L’icône de la colonne « Noter » note une seule personne. Toutes à la fois, dans un terminal :")
            + " "
            + page,
        ),
        (
            "#warning-windows",
            tr("Sous Windows, distribuer et ramasser par l’échange ne marche pas : passez par des fichiers."),
        ),
        (
            "#warning-exchange",
            tr(
                "Le dossier d’échange {code} n’existe pas et n’a pas pu être créé : distribuer et ramasser passent par "
                "des fichiers, depuis la page de la classe.",
                code="{code}",
            ),
        ),
        (
            "#warning-course-id",
            tr(
                "{code} ne nomme pas le cours : distribuer et ramasser passent par des fichiers, depuis la page de la "
                "classe.",
                code="{code}",
            ),
        ),
    ]
