"""The values that the reference gives to declared answers: read in its text where they stand there, else computed."""

from __future__ import annotations

import ast
import contextlib
import itertools
import json
import os
import re
import subprocess
import sys
import tempfile
from functools import lru_cache
from pathlib import Path
from typing import Any

from autograder.build.sources import SETUP_CELL
from autograder.build.variants import make_public_variants
from autograder.content.exercise import Exercise, Task
from autograder.content.kit import Kit
from autograder.errors import ContentError
from autograder.i18n.percent import read_source
from autograder.language import tr

_SECONDS = 120
_CELL = re.compile(r"^# %%(?P<tags>[^\n]*)\n?", re.MULTILINE)
_NAME = re.compile(r'\b(?:task|cell)\s*=\s*"([^"\n]*)"')


def read_reference_values(kit: Kit, exercise: Exercise, task: Task) -> tuple[dict[str, Any], ...]:
    """Return the values of a task's declared answers: one table for every variant, or one for each.

    A value that the reference computes is computed in a process of its own, in a folder of its own. Raises
    :class:`ContentError` where the reference does not give it.
    """
    folder = kit.solution_folder(exercise.id)
    cells = read_code_cells(read_source(folder / "notebook.py"))
    names = [answer.name for answer in task.answers]
    place = next((place for place, (name, _) in enumerate(cells) if name == task.id), -1)
    literals = read_literals(cells[place][1]) if place >= 0 else {}
    if set(names) <= set(literals):
        return (literals,)
    sources = tuple(source for name, source in cells[: place + 1] if name != SETUP_CELL)
    variants = json.dumps(make_public_variants(folder))
    return tuple(_compute(sources, tuple(names), variants, str(folder)))


def read_code_cells(text: str) -> list[tuple[str, str]]:
    """Return the name and the source of each code cell of a notebook's text: a grader has no time for jupytext."""
    marks = list(_CELL.finditer(text))
    cells = []
    for mark, following in itertools.zip_longest(marks, marks[1:]):
        if "[" in mark["tags"].split('"')[0]:
            continue  # Markdown.
        name = _NAME.search(mark["tags"])
        cells.append(
            (name[1] if name else "", text[mark.end() : following.start() if following else len(text)].strip())
        )
    return cells


def read_literals(source: str) -> dict[str, Any]:
    """Return the values that stand in a cell as they are, by the name that they are given to."""
    try:
        tree = ast.parse(source)
    except SyntaxError:
        return {}
    found: dict[str, Any] = {}
    for node in tree.body:
        if not isinstance(node, ast.Assign):
            continue
        for name in [target.id for target in node.targets if isinstance(target, ast.Name)]:
            found.pop(name, None)  # Whatever it was, it is now this.
            with contextlib.suppress(ValueError, TypeError):
                found[name] = ast.literal_eval(node.value)
    return found


@lru_cache(maxsize=64)
def _compute(sources: tuple[str, ...], names: tuple[str, ...], variants: str, folder: str) -> list[dict[str, Any]]:
    order = json.dumps({"sources": sources, "names": names, "variants": json.loads(variants), "folder": folder})
    with tempfile.TemporaryDirectory(prefix="passerelle-", ignore_cleanup_errors=True) as scratch:
        ran = subprocess.run(
            [sys.executable, "-m", "autograder.build.runreference"],
            input=order.encode(),
            capture_output=True,
            cwd=scratch,
            env=_environment(),
            timeout=_SECONDS,
            check=False,
        )
    if ran.returncode:
        last = ran.stderr.decode("utf-8", "replace").strip().splitlines()[-1:] or [str(ran.returncode)]
        raise ContentError(
            tr(
                "{path} : la référence ne donne pas {names} ({reason}). Corrigez notebook.py ou exercise.toml.",
                path=Path(folder) / "notebook.py",
                names=", ".join(names),
                reason=last[0],
            )
        )
    return json.loads(ran.stdout)  # type: ignore[no-any-return]


def _environment() -> dict[str, str]:
    package = str(Path(__file__).parents[2])
    search = os.pathsep.join(filter(None, (package, os.environ.get("PYTHONPATH", ""))))
    return {**os.environ, "PYTHONPATH": search, "MPLBACKEND": "agg", "PYTHONHASHSEED": "0"}
