"""The start page of a workspace: what comes next, then every module, what it is for, how long it takes, how far one is.

It is Markdown, which JupyterLab shows as a document: its links open lessons and exercises beside it, and a screen
reader goes from heading to heading. It is made again each time it is read (:mod:`autograder.learn.contents`).
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from urllib.parse import quote

from autograder.content.kit import Kit
from autograder.language import list_languages, tr, use_language
from autograder.learn.progress import ModuleState, find_last_exercise, find_next, read_modules
from autograder.learn.workspace import Workspace
from autograder.storage import write_whole

_SPECIAL = re.compile(r"([\\`*_\[\]<>#|$])")


def name_start_page(lang: str) -> str:
    """Return the file name of the start page, which a tab shows."""
    with use_language(lang):
        return tr("Accueil.md")


def write_start_page(workspace: Workspace, kit: Kit) -> str:
    """Write the start page where it changed, and return its name; those of other languages go."""
    name = name_start_page(workspace.lang)
    text = render_start_page(workspace, kit).encode("utf-8")
    path = workspace.root / name
    if not path.is_file() or path.read_bytes() != text:
        write_whole(path, text, durable=False)
    for other in {name_start_page(language) for language in list_languages()}:
        if other != name:
            with contextlib.suppress(OSError):
                (workspace.root / other).unlink()
    return name


def render_start_page(workspace: Workspace, kit: Kit) -> str:
    """Return the start page in the workspace's language."""
    with use_language(workspace.lang):
        modules = read_modules(workspace, kit)
        lines = [f"# {tr('Passerelle : votre parcours')}", ""]
        lines += _render_next(modules, find_next(modules, find_last_exercise(workspace)))
        for track, group in groupby(modules, key=lambda module: module.track):
            lines += [f"## {name_track(track)}", ""]
            for module in group:
                lines += _render_module(module)
        return "\n".join([*lines, *_render_help()]) + "\n"


def _render_next(modules: Sequence[ModuleState], following: ModuleState | None) -> Iterator[str]:
    total = sum(module.tasks for module in modules)
    yield f"## {tr('Ensuite')}"
    yield ""
    if following is None:
        yield tr("Toutes les tâches sont réussies.") if total else tr("Il n’y a pas encore de module ici.")
    else:
        sentence = (
            tr("Reprenez l’exercice où vous l’avez laissé.")
            if following.started
            else tr("Lisez la leçon, puis faites l’exercice.")
        )
        yield f"**{following.number} {_escape(following.title)}.** {sentence}"
        yield ""
        yield from _render_links(following)
    yield ""
    lessons = [module for module in modules if module.steps]
    if lessons:
        finished = sum(module.lesson_done for module in lessons)
        yield tr("Leçons terminées : {done} sur {total}.", done=finished, total=len(lessons))
        yield ""
    if total:
        yield tr(
            "Tâches réussies, en tout : {passed} sur {total}.",
            passed=sum(module.passed for module in modules),
            total=total,
        )
        yield ""


def _render_module(module: ModuleState) -> Iterator[str]:
    yield f"### {module.number} {_escape(module.title)}"
    yield ""
    if module.summary:
        yield _escape(module.summary)
        yield ""
    if module.from_class:
        yield f"- {tr('Distribué par votre classe.')}"
    duration = _describe_duration(module)
    if duration:
        yield f"- {tr('Durée : {duration}.', duration=duration)}"
    if module.steps:
        yield f"- {_describe_lesson(module)}"
    if module.tasks or module.by_hand:
        yield f"- {tr('Où vous en êtes : {state}.', state=_describe_state(module))}"
    yield from _render_links(module)
    yield ""


def _render_links(module: ModuleState) -> Iterator[str]:
    """The links to open; their words say alone where they lead."""
    title = _escape(module.title)
    if module.lesson:
        link = tr("Ouvrir la leçon {number} : {title}", number=module.number, title=title)
        yield f"- [{link}]({quote(module.lesson)})"
    if module.exercise:
        link = tr("Ouvrir l’exercice {number} : {title}", number=module.number, title=title)
        yield f"- [{link}]({quote(module.exercise)})"


def _describe_duration(module: ModuleState) -> str:
    parts = []
    if module.lesson and module.lesson_minutes:
        parts.append(tr("leçon, {minutes} minutes", minutes=module.lesson_minutes))
    if module.exercise and module.exercise_minutes:
        parts.append(tr("exercice, {minutes} minutes", minutes=module.exercise_minutes))
    return tr("{first} ; {second}", first=parts[0], second=parts[1]) if len(parts) == 2 else "".join(parts)


def _describe_lesson(module: ModuleState) -> str:
    done, total = sum(step.done for step in module.steps), len(module.steps)
    if module.lesson_done:
        return tr("Leçon : terminée ✔, étapes finies : {done} sur {total}.", done=done, total=total)
    return tr("Leçon : étapes finies : {done} sur {total}.", done=done, total=total)


def _describe_state(module: ModuleState) -> str:
    if module.done:
        state = tr("terminé ✔, tâches réussies : {passed} sur {total}", passed=module.passed, total=module.tasks)
    elif not module.started:
        state = tr("pas encore commencé, tâches à faire : {total}", total=module.tasks)
    else:
        state = tr("en cours, tâches réussies : {passed} sur {total}", passed=module.passed, total=module.tasks)
    if module.by_hand:
        by_hand = tr("lues ensuite par votre formateur : {count}", count=module.by_hand)
        state = tr("{first} ; {second}", first=state, second=by_hand)
    return state


def _render_help() -> Iterator[str]:
    yield f"## {tr('Bon à savoir')}"
    yield ""
    yield "- " + tr("Maj + Entrée exécute une cellule ; Ctrl + S enregistre (sur Mac, Cmd + S).")
    yield "- " + tr(
        "Dans un exercice, `check` dit si une tâche est juste, `hint` donne un indice. Rien de cela ne coûte de points."
    )
    yield "- " + tr(
        "Pour remettre un exercice : enregistrez-le, puis menu Fichier, Nouveau, Terminal, et tapez "
        "`passerelle submit 01-premier-carnet`, avec le nom de l’exercice."
    )
    yield "- " + tr("Ce que dit cette page reste sur cet ordinateur, et ne compte pas comme note.")


def name_track(track: int) -> str:
    """Return the name of a track, by its digit."""
    names = [
        tr("Les bases"),
        tr("Hygiène numérique"),
        tr("Confiance"),
        tr("Chaîne de blocs"),
        tr("Détecter et répondre"),
        tr("Droit"),
        tr("Industrie"),
        tr("Santé"),
        tr("Transformation"),
        tr("Mission finale"),
    ]
    return names[track]


def _escape(text: str) -> str:
    """Titles hold plain words: nothing in them is Markdown."""
    return _SPECIAL.sub(r"\\\1", " ".join(text.split(" ")).replace("\n", " "))
