"""Formgrader's page of one submission: what grades is nbgrader's own page; what a learner wrote stands in frames."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

from autograder.classes.browser.content import FindPicture, show_cell, show_text
from autograder.classes.browser.pages import MARK, TEMPLATES
from autograder.grading.pictures import MAX_BYTES, make_address
from autograder.language import current_language, tr
from autograder.learner_ids import show_learner_id

MAX_FILES = 200


class SubmissionPage:
    """Takes the place of nbgrader's exporter: ``from_filename`` returns the page."""

    def __init__(self, templates: Any) -> None:
        self.templates = templates

    def from_filename(self, filename: str, resources: dict[str, Any]) -> tuple[str, dict[str, Any]]:
        """Return the page of one autograded notebook."""
        path = Path(filename)
        notebook = json.loads(path.read_bytes())
        page = {
            "learner": _name(resources),
            "parts": list(self._list_parts(notebook, path.parent)),
            "files": list(_list_files(path.parent, resources)),
            "words": {"files": tr("Fichiers remis (à télécharger)")},
        }
        template = self.templates.get_template("submission.html.j2")
        return template.render(resources=resources, page=page, mark=MARK), resources

    def _list_parts(self, notebook: Mapping[str, Any], folder: Path) -> Iterator[dict[str, Any]]:
        """Each cell that is graded or commented on alone; what stands between two of them together."""
        find_picture = _make_finder(folder)
        between: list[str] = []
        for number, cell in enumerate(notebook.get("cells", []), 1):
            shown = show_cell(cell, find_picture)
            described = _describe_cell(cell)
            if described is None:
                between.append(shown)
                continue
            if between:
                yield self._frame(tr("Avant la cellule {number}", number=number), "".join(between))
                between = []
            yield self._frame(tr("Cellule {number}", number=number), shown) | {"cell": described}
        if between:
            yield self._frame(tr("Fin du carnet"), "".join(between))

    def _frame(self, title: str, content: str) -> dict[str, Any]:
        template = self.templates.get_template("frame.html.j2")
        document = template.render(
            lang=current_language().replace("_", "-"), title=title, content=content, css=_css(), mark=MARK
        )
        return {"title": title, "document": document}


def _describe_cell(cell: Mapping[str, Any]) -> dict[str, Any] | None:
    """What nbgrader's page does with a cell; ``None`` where it only shows it."""
    meta = cell.get("metadata", {}).get("nbgrader") or {}
    if not any(meta.get(role) for role in ("solution", "grade", "task")):
        return None
    return {
        "name": str(meta.get("grade_id", "")),
        "points": round(float(meta.get("points") or 0.0), 2),
        "answer": bool(meta.get("solution")),
        "task": bool(meta.get("task")),
        "graded": bool(meta.get("grade")),
    }


def _name(resources: Mapping[str, Any]) -> str:
    if resources.get("last_name") and resources.get("first_name"):
        return f"{resources['last_name']}, {resources['first_name']}"
    return show_learner_id(str(resources.get("student", "")))


def _make_finder(folder: Path) -> FindPicture:
    """Pictures of the submission's own folder, by the names that its Markdown gives them."""

    def find(name: str) -> str:
        path = folder / name
        try:
            inside = path.resolve().is_relative_to(folder.resolve())
            if inside and path.is_file() and path.stat().st_size <= MAX_BYTES:
                return make_address(path.read_bytes())
        except (OSError, ValueError):
            pass
        return ""

    return find


def _list_files(folder: Path, resources: Mapping[str, Any]) -> Iterator[dict[str, str]]:
    from autograder.classes.submissions import find_files

    base = f"{resources['base_url']}/formgrader/submissions/{quote(str(resources['submission_id']))}"
    names = sorted(find_files(folder, [".ipynb_checkpoints", "*.ipynb", "timestamp.txt"]))
    for path in names[:MAX_FILES]:
        name = path.relative_to(folder).as_posix()
        size = tr("{size} ko", size=max(1, path.stat().st_size // 1000)) if path.is_file() else "—"
        yield {"name": show_plain(name), "address": f"{base}/{quote(name, errors='surrogateescape')}", "size": size}


def show_plain(name: str) -> str:
    """A file's name as text: the template escapes it."""
    from html import unescape

    return unescape(show_text(name.encode("utf-8", "backslashreplace").decode("utf-8")))


@cache
def _css() -> str:
    from pygments.formatters import HtmlFormatter

    colours = str(HtmlFormatter(style="friendly").get_style_defs("pre.code"))
    return (TEMPLATES / "frame.css").read_text(encoding="utf-8") + colours
