"""What a learner reads after a check: accessible HTML, and the same in plain text.

No script, no outside address, no style sheet: the panel looks right in JupyterLab's light and dark themes and in a
page of its own. Each mark comes with its word; colours sit only in badges that bring their own background.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Any, Literal

import msgspec

from autograder.check.messages.show import format_number
from autograder.check.outcome import CheckOutcome, describe_hidden
from autograder.language import current_language, tr, use_language

Hidden = Literal["omit", "show"]

_BOX = (
    "border:1px solid var(--jp-border-color1,#767676);border-radius:4px;padding:0.75em 1em;margin:0.5em 0;"
    "color:inherit;font-family:var(--jp-content-font-family,system-ui,sans-serif);line-height:1.5;"
    "overflow-wrap:anywhere;max-width:60em"
)
_BADGE = "display:inline-block;border-radius:3px;padding:0 0.5em;margin-right:0.5em;font-weight:600;color:#ffffff;"
_GROUND = {"passed": "#17692f", "failed": "#a3201d", "waiting": "#525252"}
_CODE = (
    "font-family:var(--jp-code-font-family,ui-monospace,monospace);font-size:0.95em;white-space:pre-wrap;"
    "color:inherit;background:transparent;padding:0;unicode-bidi:isolate"
)
_HARMLESS = {ord("\n"): None, 0xA0: None, 0x202F: None}
"""Not printable in Python's eyes, and common in our texts."""
_MARKUP = re.compile(
    r"``\s?(?P<double>.+?)\s?``|`(?P<single>[^`]+)`|\*\*(?P<bold>[^*\s][^*]*)\*\*|\*(?P<soft>[^*\s][^*]*)\*"
)


class _Line(msgspec.Struct, frozen=True):
    """One check as the panel shows it."""

    title: str
    status: str
    message: str
    hidden: bool


def render_task_html(task: Any, lang: str = "", hidden: Hidden = "omit", hidden_checks: int = 0) -> str:
    """Return the panel of one task as HTML.

    ``task`` has ``title, score, max_score, status, checks`` (a report's task, or :class:`TaskResult`); each check
    ``title, status, message, hidden`` or is a :class:`CheckOutcome`. ``hidden="omit"`` is for learners,
    ``hidden="show"`` for instructors; ``hidden_checks`` says how many more count that were not run here.
    """
    lang = lang or current_language()
    with use_language(lang):
        return "".join(_build_html(task, lang, hidden, hidden_checks))


def render_task_text(task: Any, lang: str = "", hidden: Hidden = "omit", hidden_checks: int = 0) -> str:
    """Return the same panel as plain text."""
    with use_language(lang or current_language()):
        return "\n".join(_build_text(task, hidden, hidden_checks))


def render_task(task: Any, lang: str = "", hidden: Hidden = "omit") -> tuple[str, str]:
    """Return the panel of one task as HTML and as plain text, for feedback pages."""
    return render_task_html(task, lang, hidden), render_task_text(task, lang, hidden)


def render_total(score: float, max_score: float, lang: str = "") -> tuple[str, str]:
    """Return the line that ends an exercise as HTML and as plain text."""
    lang = lang or current_language()
    with use_language(lang):
        text = tr("Ensemble de l’exercice : {points}.", points=_say_points(score, max_score))
    return f'<p lang="{_tag(lang)}" style="font-weight:600">{html.escape(text)}</p>', text


def render_notice(message: str, lang: str = "", title: str = "") -> tuple[str, str]:
    """Return a short message of ours (a hint, a refusal) as HTML and as plain text."""
    lang = lang or current_language()
    head = f'<p style="margin:0 0 0.25em;font-weight:600">{format_message(title)}</p>' if title else ""
    body = "".join(f'<p style="margin:0">{format_message(part)}</p>' for part in message.split("\n") if part)
    box = f'<div role="group" aria-label="Passerelle" lang="{_tag(lang)}" style="{_BOX}">{head}{body}</div>'
    return box, _strip_marks(f"{title}\n{message}" if title else message)


def format_message(message: str) -> str:
    """Return a message as HTML: everything escaped, code between backquotes, ``*emphasis*`` kept."""
    message = _clean(message)
    pieces = []
    end = 0
    for found in _MARKUP.finditer(message):
        pieces.append(html.escape(message[end : found.start()]))
        end = found.end()
        if found["bold"]:
            pieces.append(f"<strong>{html.escape(found['bold'])}</strong>")
        elif found["soft"]:
            pieces.append(f"<em>{html.escape(found['soft'])}</em>")
        else:
            pieces.append(f'<code style="{_CODE}">{html.escape(found["double"] or found["single"])}</code>')
    pieces.append(html.escape(message[end:]))
    return "".join(pieces)


def _build_html(task: Any, lang: str, hidden: Hidden, hidden_checks: int) -> Iterable[str]:
    title, lines = _read(task, "title") or _read(task, "id"), _list_lines(task, hidden)
    label = tr("Vérification de « {title} »", title=title)
    yield f'<div role="group" aria-label="{html.escape(_clean(label))}" lang="{_tag(lang)}" style="{_BOX}">'
    yield f'<p style="margin:0 0 0.5em;font-weight:600">{format_message(_say_head(task, title))}</p>'
    if lines:
        yield '<ul role="list" style="list-style:none;margin:0;padding:0">'
        yield from _build_lines(lines)
        yield "</ul>"
    for note in _say_notes(task, hidden, hidden_checks):
        yield f'<p style="margin:0.5em 0 0">{format_message(note)}</p>'
    yield "</div>"


def _build_lines(lines: Sequence[_Line]) -> Iterable[str]:
    told = False
    for line in lines:
        ground = _GROUND["passed" if line.status == "passed" else "waiting" if _waits(line.status) else "failed"]
        badge = (
            f'<span style="{_BADGE}background:{ground}"><span aria-hidden="true">{_mark(line.status)} </span>'
            f"{html.escape(_word(line.status))}</span>"
        )
        yield f'<li style="margin:0.25em 0">{badge}{format_message(line.title)}'
        if line.message and not told:
            told = True
            yield f'<p style="margin:0.25em 0 0.5em 1em">{format_message(line.message)}</p>'
        elif line.message:
            yield f'<details style="margin-left:1em"><summary>{html.escape(tr("Lire le message"))}</summary>'
            yield f'<p style="margin:0.25em 0 0.5em">{format_message(line.message)}</p></details>'
        yield "</li>"


def _build_text(task: Any, hidden: Hidden, hidden_checks: int) -> Iterable[str]:
    yield _strip_marks(_say_head(task, _read(task, "title") or _read(task, "id")))
    for line in _list_lines(task, hidden):
        yield _strip_marks(f"{_mark(line.status)} {tr('{word} : {title}', word=_word(line.status), title=line.title)}")
        if line.message:
            yield f"    {_strip_marks(line.message)}"
    for note in _say_notes(task, hidden, hidden_checks):
        yield _strip_marks(note)


def _say_head(task: Any, title: str) -> str:
    if _read(task, "status") == "manual" or _read(task, "manual"):
        return tr("{title} : une personne notera cette tâche.", title=title)
    if not _read(task, "max_score"):
        return title  # Something to try in a lesson has no points.
    points = _say_points(float(_read(task, "score") or 0.0), float(_read(task, "max_score") or 0.0))
    return tr("{title} : {points}", title=title, points=points)


def _say_points(score: float, max_score: float) -> str:
    return tr("{score} sur {maximum} points", score=format_number(score), maximum=format_number(max_score))


def _list_lines(task: Any, hidden: Hidden) -> list[_Line]:
    """List what to show: for a learner, hidden checks that fail appear once, without title or content."""
    lines: list[_Line] = []
    for check in _read(task, "checks") or ():
        status, secret = _find_status(check), bool(_read(check, "hidden"))
        if not secret:
            lines.append(_Line(_read(check, "title"), status, _find_message(check), False))
        elif hidden == "show":
            title = tr("{title} (vérification cachée)", title=_read(check, "title"))
            lines.append(_Line(title, status, _read(check, "message") or "", True))
        elif status not in ("passed", "blank"):
            line = _Line(tr("une vérification que vous ne voyez pas"), status, _find_message(check), True)
            if line not in lines:
                lines.append(line)
    return _say_once(lines)


def _say_once(lines: list[_Line]) -> list[_Line]:
    """Return the lines, a message that was already given left out."""
    said: set[str] = set()
    kept = []
    for line in lines:
        kept.append(msgspec.structs.replace(line, message="") if line.message in said else line)
        said.add(line.message)
    return kept


def _find_status(check: Any) -> str:
    """Return the status of a check as a person sees it: a cell that is not filled in is no error."""
    return "blank" if "not-answered" in (_read(check, "mistakes") or ()) else str(_read(check, "status"))


def _find_message(check: Any) -> str:
    """Return what the learner may read of a check."""
    status = str(_read(check, "status"))
    if status == "passed":
        return ""
    if isinstance(check, CheckOutcome):
        return check.learner_message()
    if _read(check, "hidden"):
        return _read(check, "shown") or describe_hidden(status)
    return _read(check, "shown") or _read(check, "message") or ""


def _say_notes(task: Any, hidden: Hidden, hidden_checks: int) -> Iterable[str]:
    if _read(task, "note"):
        yield _read(task, "note")
    secret = [check for check in _read(task, "checks") or () if _read(check, "hidden")]
    if secret and hidden == "omit":
        passed = sum(_read(check, "status") == "passed" for check in secret)
        yield tr(
            "Des vérifications que vous ne voyez pas comptent aussi. Réussies : {passed} sur {count}.",
            passed=passed,
            count=len(secret),
        )
    if hidden_checks:
        yield tr(
            "À la remise, des vérifications que vous ne voyez pas compteront aussi. Leur nombre : {count}.",
            count=hidden_checks,
        )


def _read(thing: Any, name: str) -> Any:
    return thing.get(name) if isinstance(thing, dict) else getattr(thing, name, None)


def _waits(status: str) -> bool:
    return status in ("blank", "internal", "manual")


def _mark(status: str) -> str:
    return "✔" if status == "passed" else "○" if _waits(status) else "✘"


def _word(status: str) -> str:
    words = {
        "passed": tr("Réussi"),
        "failed": tr("À revoir"),
        "blank": tr("À faire"),
        "error": tr("Erreur dans le code"),
        "timeout": tr("Trop long"),
        "memory": tr("Trop de mémoire"),
        "crashed": tr("Arrêté"),
        "internal": tr("Non vérifié"),
        "manual": tr("À noter"),
    }
    return words.get(status, tr("À revoir"))


def _strip_marks(message: str) -> str:
    """Return a message without the stars of emphasis; backquotes stay: they are plain text's quotes for code."""
    return re.sub(r"\*{1,2}([^*\s][^*]*)\*{1,2}", r"\1", _clean(message))


def _clean(text: str) -> str:
    """Return ``text`` without control characters, which could hide or reverse what follows."""
    if str(text).translate(_HARMLESS).isprintable():
        return str(text)
    return "".join(
        character if character == "\n" or unicodedata.category(character) not in ("Cc", "Cf", "Cs", "Co") else "�"
        for character in str(text)
    )


def _tag(lang: str) -> str:
    return html.escape(lang.replace("_", "-"))
