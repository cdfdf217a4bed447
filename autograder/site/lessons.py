"""Lessons run for what their cells show, several at once, cut off from the network; kept until they change."""

from __future__ import annotations

import hashlib
import json
import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from autograder.content.kit import Kit
from autograder.errors import ContentError
from autograder.language import tr
from autograder.storage import write_whole
from autograder.validate import run_lesson

_SECONDS = 900
"""The longest that a whole lesson may take; each cell has a shorter limit of its own."""


def run_lessons(
    kit: Kit, sources: Sequence[str], progress: Callable[[int, int], None] | None = None
) -> Iterator[tuple[str, bytes]]:
    """Yield each lesson with its outputs. Raises :class:`ContentError` where a cell fails."""
    workers = max(1, os.cpu_count() or 1)
    with ThreadPoolExecutor(workers) as pool:
        try:
            for number, (source, data) in enumerate(
                zip(sources, pool.map(lambda source: run_one(kit, source), sources), strict=True), 1
            ):
                if progress:
                    progress(number, len(sources))
                yield source, data
        finally:
            pool.shutdown(cancel_futures=True)


def run_one(kit: Kit, source: str) -> bytes:
    """Return one lesson with its outputs, run now or kept since it last changed."""
    path = kit.root / source
    kept = find_cache() / f"{_hash_lesson(kit, path)}.ipynb"
    if kept.is_file():
        return kept.read_bytes()
    with tempfile.TemporaryDirectory(prefix="passerelle-lesson-") as scratch:
        # Pictures are drawn in the lesson's own folder, out of which nothing is kept.
        work, result = Path(scratch, "work"), Path(scratch, "result.ipynb")
        work.mkdir()
        done = subprocess.run(
            [sys.executable, run_lesson.__file__, str(path.resolve()), str(result)],
            cwd=work,
            env={**os.environ, "PASSERELLE_LANG": path.parent.name},
            capture_output=True,
            text=True,
            timeout=_SECONDS,
            check=False,
        )
        if done.returncode != 0 or not result.is_file():
            raise ContentError(
                tr(
                    "La leçon {source} s’arrête sur une erreur : {reason}. "
                    "Lancez `./passerelle validate {module}`, ou construisez le site avec --no-run.",
                    source=source,
                    module=path.stem,
                    reason=_explain(done.stdout) or done.stderr.strip()[-300:],
                )
            )
        data = result.read_bytes()
    write_whole(kept, data, durable=False)
    return data


def find_cache() -> Path:
    """Return the folder of the lessons that ran, in the user's own cache."""
    base = os.environ.get("XDG_CACHE_HOME") or (Path.home() / ".cache")
    return Path(base) / "passerelle" / "site"


def _hash_lesson(kit: Kit, path: Path) -> str:
    """Return a hash of what outputs depend on: the lesson, how it is run, Python and the libraries."""
    digest = hashlib.sha256(platform.python_version().encode())
    beside = sorted(path.with_suffix("").glob("*.*"))
    for one in (path, *beside, Path(run_lesson.__file__), kit.root / "requirements.lock"):
        digest.update(one.read_bytes() if one.is_file() else b"")
        digest.update(b"\0")
    return digest.hexdigest()[:32]


def _explain(text: str) -> str:
    lines = text.strip().splitlines()
    try:
        verdict = json.loads(lines[-1]) if lines else {}
    except ValueError:
        return ""
    return f"{verdict.get('cell', '')} {verdict.get('error', '')}".strip()
