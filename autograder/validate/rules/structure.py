"""Headings in order, one H1, a text alternative on every image, the language said."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from autograder.language import tr
from autograder.validate.finding import Finding
from autograder.validate.subject import Subject

_HEADING = re.compile(r"^(#{1,6})\s+\S", re.MULTILINE)
_FENCE = re.compile(r"^(```|~~~).*?^\1", re.MULTILINE | re.DOTALL)
_IMAGE = re.compile(r"!\[(?P<alt>[^\]]*)\]\((?P<target>[^)\s]+)")
_HTML_IMAGE = re.compile(r"<img\b(?![^>]*\balt=\"[^\"]+\")[^>]*>", re.IGNORECASE)
_EMPTY_ALT = re.compile(r"^\s*(image|picture|figure|schéma|graphique)?\s*$", re.IGNORECASE)


def check_structure(subject: Subject) -> Iterator[Finding]:
    """Examine each generated notebook of the module."""
    for language in subject.languages:
        folder = subject.kit.edition_folder(subject.id, language)
        for path in (folder / f"{subject.id}.ipynb", subject.kit.root / "lessons" / language / f"{subject.id}.ipynb"):
            if path.is_file():
                yield from _check_notebook(subject, path, language)


def _check_notebook(subject: Subject, path: Path, language: str) -> Iterator[Finding]:
    notebook = json.loads(path.read_bytes())
    if notebook["metadata"].get("passerelle", {}).get("lang") != language:
        yield subject.find("structure", path, tr("Le carnet ne dit pas sa langue dans ses métadonnées."), lang=language)
    level = 0
    firsts = 0
    for cell in notebook["cells"]:
        if cell["cell_type"] != "markdown":
            continue
        text = _FENCE.sub("", _as_text(cell["source"]))
        for found in _HEADING.finditer(text):
            depth = len(found[1])
            firsts += depth == 1
            if depth > level + 1:
                yield subject.find(
                    "structure",
                    path,
                    tr("Un titre de niveau {depth} suit un titre de niveau {level}.", depth=depth, level=level),
                    cell=cell["id"],
                    lang=language,
                )
            level = depth
        yield from _check_images(subject, path, cell["id"], text, language)
    if firsts != 1:
        yield subject.find(
            "structure",
            path,
            tr("Il y a {count} titres de niveau 1 ; il en faut un seul.", count=firsts),
            lang=language,
        )


def _check_images(subject: Subject, path: Path, cell: str, text: str, language: str) -> Iterator[Finding]:
    bare = [found["target"] for found in _IMAGE.finditer(text) if _EMPTY_ALT.match(found["alt"])]
    bare += [found[0] for found in _HTML_IMAGE.finditer(text)]
    for image in bare:
        yield subject.find(
            "structure",
            path,
            tr("L’image {image} n’a pas de texte qui dit ce qu’elle montre.", image=image),
            cell=cell,
            lang=language,
        )


def _as_text(source: Any) -> str:
    return source if isinstance(source, str) else "".join(source)
