"""Code that teaches is shown, and short; what no step explained yet is not in it."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator

from autograder.build.steps import PLUMBING, list_steps
from autograder.i18n.code import hide_magics, parse_source
from autograder.i18n.percent import read_cells
from autograder.language import tr
from autograder.validate.finding import Finding
from autograder.validate.rules.steps import count_lines
from autograder.validate.subject import Subject

LONGEST = 12
_COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)

CONSTRUCTS: dict[str, tuple[Callable[[ast.AST], bool], str]] = {
    "lambda": (lambda node: isinstance(node, ast.Lambda), r"`lambda"),
    "for … in […]": (
        lambda node: isinstance(node, _COMPREHENSIONS),
        r"compréhension|boucle écrite en une ligne|en une seule ligne|`\[[^`]* for ",
    ),
    "class": (lambda node: isinstance(node, ast.ClassDef), r"`class\b"),
    "with": (lambda node: isinstance(node, (ast.With, ast.AsyncWith)), r"`with\b"),
    "try": (lambda node: isinstance(node, ast.Try), r"`try|`except|attrape"),
    "yield": (lambda node: isinstance(node, (ast.Yield, ast.YieldFrom)), r"`yield\b"),
    ":=": (lambda node: isinstance(node, ast.NamedExpr), r"`:=`"),
    "match": (lambda node: isinstance(node, ast.Match), r"`match\b"),
    "|=": (lambda node: isinstance(node, ast.AugAssign) and isinstance(node.op, ast.BitOr), r"`\|=`"),
    "@": (lambda node: bool(getattr(node, "decorator_list", None)), r"`@"),
    "global": (lambda node: isinstance(node, (ast.Global, ast.Nonlocal)), r"`(?:global|nonlocal)\b"),
    "while": (lambda node: isinstance(node, ast.While), r"`while\b"),
    "def": (lambda node: isinstance(node, ast.FunctionDef), r"`def\b|fonction"),
    'f"…"': (lambda node: isinstance(node, ast.JoinedStr), r"`f\b|`f`|`f\"|\*\*f-string"),
}
"""How to see each construct in a tree, and the words by which a text has explained it."""


def check_shown_code(subject: Subject) -> Iterator[Finding]:
    """Examine every shown cell of a lesson in steps."""
    if not subject.has_lesson or not list_steps(subject.lesson_cells):
        return
    path = subject.course / "lesson.py"
    said = "\n".join(_read_earlier(subject))
    for cell in subject.lesson_cells:
        if cell.type == "markdown":
            said += "\n" + cell.source
        if cell.type != "code" or PLUMBING in cell.tags:
            continue
        count = count_lines(cell.source)
        if count > LONGEST:
            yield subject.find(
                "shown-code",
                path,
                tr(
                    "La cellule montre {count} lignes ; {longest} au plus. Coupez-la, ou mettez dans figures.py ce qui "
                    "dessine ou prépare.",
                    count=count,
                    longest=LONGEST,
                ),
                cell=cell.id,
            )
        for name in list_untaught(cell.source, said, f"{path} ({cell.id})"):
            yield subject.find(
                "shown-code",
                path,
                tr(
                    "« {name} » est montré ici, et aucun texte avant ne l’explique. Expliquez-le en une phrase, "
                    "avec le mot entre accents graves, ou écrivez autrement.",
                    name=name,
                ),
                cell=cell.id,
            )


def list_untaught(source: str, said: str, where: str) -> list[str]:
    """Return the constructs of ``source`` that the text ``said`` has not explained."""
    if source.lstrip().startswith("%%"):
        return []
    nodes = list(ast.walk(parse_source(hide_magics(source), where)))
    found = [
        name
        for name, (is_here, words) in CONSTRUCTS.items()
        if any(map(is_here, nodes)) and not re.search(words, said, re.IGNORECASE)
    ]
    nested = any(
        isinstance(node, _COMPREHENSIONS)
        and (len(node.generators) > 1 or any(isinstance(i, _COMPREHENSIONS) for i in ast.walk(node) if i is not node))
        for node in nodes
    )
    return [*found, *(["for … for"] if nested else [])]


def _read_earlier(subject: Subject) -> Iterator[str]:
    for module in subject.kit.list_modules():
        path = subject.kit.course_folder(module) / "lesson.py"
        if module < subject.id and path.is_file():
            yield from (cell.source for cell in read_cells(path) if cell.type == "markdown")
