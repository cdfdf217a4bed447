"""What one takes along from a finished module: a page of one’s own, with what one can now do and one’s own answers.

It is for the learner and whoever they show it to. It says plainly that it proves nothing: a class’s report does.
"""

from __future__ import annotations

import datetime as dt
from html import escape

from autograder.check.screen import read_saved_cells
from autograder.content.edition import read_edition
from autograder.content.kit import Kit
from autograder.language import tr, use_language
from autograder.learn.progress import list_outcomes
from autograder.learn.submit import find_exercise_folder
from autograder.learn.workspace import Workspace

_STYLE = (
    ":root{color-scheme:light dark}body{font-family:system-ui,sans-serif;line-height:1.5;max-width:50em;"
    "margin:2em auto;padding:0 1em}pre{overflow:auto;border:1px solid #767676;border-radius:4px;padding:.75em}"
    "@media print{pre{white-space:pre-wrap}}"
)


def make_keepsake(workspace: Workspace, exercise: str, kit: Kit, today: dt.date | None = None) -> str:
    """Return the page of one exercise as HTML, in the workspace’s language."""
    folder = find_exercise_folder(workspace, exercise)
    edition = read_edition(folder)
    answers = read_saved_cells(folder / f"{exercise}.ipynb")
    with use_language(workspace.lang):
        outcomes = list_outcomes(kit, exercise, workspace.lang)
        day = (today or dt.date.today()).isoformat()
        title = f"{exercise[:2]} {edition.title}"
        parts = [f"<h1>{escape(title)}</h1>", f"<p>{escape(tr('Fait le {day}.', day=day))}</p>"]
        if outcomes:
            items = "".join(f"<li>{escape(text)}</li>" for text in outcomes)
            parts.append(f"<h2>{escape(tr('Ce que je sais faire'))}</h2><ul>{items}</ul>")
        parts.append(f"<h2>{escape(tr('Mes réponses'))}</h2>")
        for task in edition.tasks:
            source = answers[task.id].source.strip() if task.id in answers else ""
            if source and source != task.start.strip():
                parts.append(f'<h3>{escape(task.title)}</h3><pre tabindex="0"><code>{escape(source)}</code></pre>')
        note = tr(
            "Cette page vient des vérifications faites sur l’ordinateur de la personne. "
            "Elle montre un travail ; elle n’est pas une note."
        )
        parts.append(f"<p><small>{escape(note)}</small></p>")
    lang = workspace.lang.replace("_", "-")
    head = f'<meta charset="utf-8"><title>{escape(title)}</title><style>{_STYLE}</style>'
    return (
        f'<!DOCTYPE html>\n<html lang="{lang}"><head>{head}</head><body><main>{"".join(parts)}</main></body></html>\n'
    )


def name_keepsake(exercise: str) -> str:
    """Return the file name of the page."""
    return f"{exercise}.html"
