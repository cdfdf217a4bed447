"""A lesson in steps: 10 to 20 minutes each, a try in each, an end to each, no bet whose answer stands in sight."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from autograder.build.answers import strip_marks
from autograder.build.sources import BEGIN, END
from autograder.build.steps import Step, list_steps
from autograder.i18n.percent import SourceCell
from autograder.language import tr
from autograder.validate.finding import Finding
from autograder.validate.subject import Subject

REQUIRED = False
"""Whether every lesson must be in steps; a lesson that has one step is held to all of this either way."""

SHORTEST, LONGEST = 10, 20
MOST_TRIED = 3
"""Lines to write in a try."""
_GUESS = re.compile(r"^(?:guess|pari|bet)\w*\s*=\s*(?:None|\[|\"\"|'')", re.MULTILINE)
_ASKED = re.compile(r"\b(?:Prévoyez|Pariez|Devinez|prévoyez|pariez|devinez)\b")
_NUMBERED = re.compile(r"^(?:\d+\s*[.)]|Étape\b)")


def check_steps(subject: Subject) -> Iterator[Finding]:
    """Hold the lesson to its form."""
    if not subject.has_lesson:
        return
    path = subject.course / "lesson.py"
    cells = subject.lesson_cells
    steps = list_steps(cells)
    if not steps:
        if REQUIRED:
            yield subject.find(
                "steps",
                path,
                tr('Cette leçon n’est pas en étapes. Ouvrez-les par # %% [markdown] step="nom" minutes=15.'),
            )
        return
    for step in steps:
        for told in _examine(step):
            yield subject.find("steps", path, told, cell=step.id)
    total = sum(step.minutes for step in steps)
    if total != subject.module.minutes:
        yield subject.find(
            "steps",
            subject.course / "module.toml",
            tr("Les étapes font {total} minutes : mettez minutes = {total}.", total=total),
            cell="minutes",
        )
    for cell in cells:
        for told in [*_examine_try(cell), *_examine_sight(cell)]:
            yield subject.find("steps", path, told, cell=cell.id)
    yield from _check_questions(subject, cells)


def _examine(step: Step) -> Iterator[str]:
    if not SHORTEST <= step.minutes <= LONGEST:
        yield tr(
            "L’étape dure {minutes} minutes ; de {shortest} à {longest}. Coupez-la, ou réunissez-la à sa voisine.",
            minutes=step.minutes,
            shortest=SHORTEST,
            longest=LONGEST,
        )
    if not step.tries:
        yield tr("L’étape n’a pas de coup d’essai. Donnez une à trois lignes à écrire avec ce qu’elle apprend.")
    if not step.ends or step.cells[-1].ends != "step":
        yield tr("L’étape ne se ferme pas : finissez-la par une cellule step_end, qui dit ce que l’on sait faire.")
    if _NUMBERED.match(step.title):
        yield tr("Ôtez le numéro du titre « {title} » : la construction l’écrit.", title=step.title)


def _examine_try(cell: SourceCell) -> Iterator[str]:
    if cell.kind != "try":
        return
    count = count_lines(_read_solution(cell.source))
    if count > MOST_TRIED:
        yield tr(
            "Ce coup d’essai demande {count} lignes ; {most} au plus. Donnez le reste.", count=count, most=MOST_TRIED
        )
    if not strip_marks(_read_solution(cell.source)).strip():
        yield tr("Ce coup d’essai ne demande rien : mettez une réponse entre les marques.")


def _examine_sight(cell: SourceCell) -> Iterator[str]:
    if cell.type == "code" and _GUESS.search(cell.source):
        yield tr(
            "Un nom attend ici ce que l’on prévoit, et la réponse suit à l’écran. "
            'Faites un pari de la cellule qui la montre : # %% bet="nom".'
        )
    if cell.kind == "bet" and len(cell.options) == 1:
        yield tr("Un pari à un seul choix n’en est pas un.")


def _check_questions(subject: Subject, cells: Sequence[SourceCell]) -> Iterator[Finding]:
    for cell, following in zip(cells, [*cells[1:], None], strict=True):
        asks = cell.type == "markdown" and _ASKED.search(cell.source.rsplit("\n\n", 1)[-1])
        if asks and (following is None or following.kind not in ("bet", "try")):
            yield subject.find(
                "steps",
                subject.course / "lesson.py",
                tr('Ce texte demande de prévoir ; la cellule qui suit doit être un pari, # %% bet="nom".'),
                cell=cell.id,
            )


def count_lines(source: str) -> int:
    """Return the lines of a cell that hold something, the marks of a solution left out."""
    return sum(bool(line.strip()) for line in strip_marks(source).splitlines())


def _read_solution(source: str) -> str:
    kept, inside = [], False
    for line in source.splitlines():
        if END in line:
            inside = False
        if inside:
            kept.append(line)
        if BEGIN in line:
            inside = True
    return "\n".join(kept)
