"""The reference answer of a task, where it was released: in a clone of the kit it is."""

from __future__ import annotations

import html

from autograder.check.panel import render_notice
from autograder.content.edition import EditionTask
from autograder.content.kit import Kit, find_kit_root
from autograder.errors import PasserelleError
from autograder.language import tr

_MARKERS = ("### BEGIN SOLUTION", "### END SOLUTION")


def show_reference(exercise_id: str, task: EditionTask, lang: str) -> tuple[str, str]:
    """Return the reference answer as HTML and as plain text, or a sentence where it is not here."""
    source = read_reference(Kit(find_kit_root()), exercise_id, task.id, lang)
    if not source:
        return render_notice(
            tr(
                "La solution de « {title} » n’est pas sur cet ordinateur : demandez-la à votre formateur.",
                title=task.title,
            )
        )
    title = tr("Une solution de « {title} » ; la vôtre peut être autre et juste.", title=task.title)
    page = (
        f'<figure role="group" lang="{html.escape(lang.replace("_", "-"))}" style="margin:0.5em 0">'
        f"<figcaption>{html.escape(title)}</figcaption>"
        f'<pre tabindex="0" style="overflow:auto;padding:0.5em 0;color:inherit;background:transparent">'
        f"<code>{html.escape(source)}</code></pre></figure>"
    )
    return page, f"{title}\n\n{source}"


def is_released(exercise_id: str) -> bool:
    """Whether the reference answers of an exercise are on this computer."""
    return (find_kit_root() / "solutions" / exercise_id / "notebook.py").is_file()


def read_reference(kit: Kit, exercise_id: str, task_id: str, lang: str) -> str:
    """Return the reference answer of a task with its comments in ``lang``; empty where there is none to read."""
    from autograder.i18n.catalogue import make_translator
    from autograder.i18n.code import translate_source
    from autograder.i18n.percent import read_cells

    try:
        path = kit.solution_folder(exercise_id) / "notebook.py"
        cell = next((cell for cell in read_cells(path) if cell.task == task_id), None)
        if cell is None:
            return ""
        translator = make_translator(kit, (exercise_id,), lang)
        source = translate_source(cell.source, translator.translate, str(path))
    except PasserelleError:
        return ""
    lines = [line for line in source.splitlines() if line.strip() not in _MARKERS]
    return "\n".join(lines).strip("\n")
